"""`dragoman train`: teach the reader on annotated documents of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.cli.exits import DONE
from dragoman.errors import MissingExtraError

SHIPPED = "shipped"


@click.command()
@click.option(
    "--gold",
    "golds",
    required=True,
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE.jsonl",
    help="Annotated documents, one JSON object a line; may be given several times.",
)
@click.option(
    "--texts",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Where the texts are, as NAME.txt, if the gold does not carry them.",
)
@click.option(
    "--base",
    default=SHIPPED,
    show_default=True,
    metavar="shipped|FOLDER",
    help="Model to start from.",
)
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Where to write the model; must be new or empty.",
)
@click.option("--name", default="own/1", show_default=True, help="Version that its claims will carry.")
@click.option(
    "--epochs",
    type=click.IntRange(1, 100),
    default=30,
    show_default=True,
    help="How often to go through the documents.",
)
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    help="Of the order and of chance; the same gives the same model.",
)
def train(
    golds: tuple[Path, ...],
    texts: Path | None,
    base: str,
    out: Path,
    name: str,
    epochs: int,
    seed: int,
) -> int:
    """Teach the reader on documents that you annotated, and write the model that it becomes.

    GOLD is what `dragoman evaluate` takes: {"id": name, "text": …, "published": …, "events": [{type, actor,
    target, date, modality, evidence, …}]}. Give each event the words that tell it as `evidence`, or better
    the verb or noun alone as `trigger`. An event type of your own begins with x_, such as
    x_currency_union; it changes no relation and stands on the timeline.

    One document in ten, by its name, is held out to calibrate confidence on. Use the result with `dragoman
    read --model FOLDER`. Needs the extra `train`.
    """
    try:
        from dragoman.training.tuning import tune
    except ImportError as error:
        raise MissingExtraError(extra="train", needed_for="training a model") from error
    description = tune(
        golds,
        texts=texts,
        base=None if base == SHIPPED else Path(base),
        out=out,
        name=name,
        epochs=epochs,
        seed=seed,
        say=lambda line: click.echo(f"dragoman: {line}", err=True),
    )
    click.echo(f"dragoman: {description['version']} → {out}", err=True)
    return DONE
