"""`dragoman map` and `dragoman plot`: answers as pictures, in a file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from dragoman.charts.picture import FORMATS, Picture
from dragoman.cli.exits import DONE
from dragoman.cli.options import day_option, known_at_option, ledger_option, on_option
from dragoman.cli.text import safe
from dragoman.cli.writing import whole_file
from dragoman.ontology import load_ontology
from dragoman.service import Ledger

F = TypeVar("F", bound=Callable[..., Any])

_ENDINGS = ", ".join(f".{style}" for style in FORMATS)


def dimension_option(function: F) -> F:
    """Add --dimension."""
    return click.option(
        "--dimension",
        type=click.Choice(load_ontology().dimensions),
        default="recognition",
        show_default=True,
        help="What to draw.",
    )(function)


def direction_option(function: F) -> F:
    """Add --direction."""
    return click.option(
        "--direction",
        type=click.Choice(["to", "from"]),
        default="to",
        show_default=True,
        help="to: how others stand to the party; from: how it stands to others.",
    )(function)


def output_options(function: F) -> F:
    """Add -o and --scale."""
    scaled = click.option(
        "--scale",
        type=click.FloatRange(min=0.25, max=8),
        default=2.0,
        show_default=True,
        metavar="N",
        help="Of a PNG: pixels a unit; 2 is sharp on paper.",
    )(function)
    return click.option(
        "-o",
        "--output",
        type=click.Path(dir_okay=False, path_type=Path),
        required=True,
        help=f"File to write; its ending says how: {_ENDINGS}.",
    )(scaled)


def bloc_option(*names: str, help: str) -> Callable[[F], F]:  # noqa: A002 - click's word
    """Add an option that takes blocs."""
    return click.option(*names, multiple=True, metavar="BLOC", help=help)


@click.command(name="map")
@click.argument("party", metavar="PARTY")
@dimension_option
@direction_option
@on_option
@click.option(
    "--slider/--no-slider",
    default=None,
    help="Go through every day on which something changed.  [default: in .html]",
)
@output_options
@known_at_option
@ledger_option
def map_(
    party: str,
    dimension: str,
    direction: str,
    on: date | None,
    slider: bool | None,
    output: Path,
    scale: float,
    known_at: datetime | None,
    ledger: str | None,
) -> int:
    """Draw how the world stands to PARTY on a day.

    Such as: dragoman map Kosovo --on 2009-01-01 -o map.png

    Of what is hatched nothing is on record, which is not "no". Needs the extra:
    pip install 'dragoman[charts]'.
    """
    style = format_of(output)
    moving = style == "html" if slider is None else slider
    with Ledger.open(ledger, create=False) as book:
        picture = book.pictures.map(
            party, dimension, direction=direction, on=on, slider=moving, known_at=known_at
        )
    return write(picture, output, scale)


@click.group()
def plot() -> None:
    """Draw a timeline, a network, a heat map, or counts over time.

    Such as: dragoman plot timeline USA CUB -o timeline.svg

    Blocs of states are P5, EU, AU, NATO, ASEAN, GCC, G7, BRICS, ARAB-LEAGUE, NORDIC and BALTIC, with those
    who belonged on the day. Needs the extra: pip install 'dragoman[charts]'.
    """


@plot.command()
@click.argument("a", metavar="A")
@click.argument("b", required=False, default="")
@day_option("--since", help="From this day on.")
@day_option("--until", help="Before this day.")
@output_options
@known_at_option
@ledger_option
def timeline(
    a: str,
    b: str,
    since: date | None,
    until: date | None,
    output: Path,
    scale: float,
    known_at: datetime | None,
    ledger: str | None,
) -> int:
    """Draw what held between two parties, and what happened.

    What held between A and B are bars, events are marks. Without B, what happened to A is drawn.
    """
    format_of(output)
    with Ledger.open(ledger, create=False) as book:
        picture = book.pictures.timeline(a, b, since=since, until=until, known_at=known_at)
    return write(picture, output, scale)


@plot.command()
@click.argument("parties", nargs=-1, metavar="[PARTY]...")
@bloc_option("--bloc", "blocs", help="Every member of this bloc of states; repeatable.")
@dimension_option
@on_option
@output_options
@known_at_option
@ledger_option
def network(
    parties: tuple[str, ...],
    blocs: tuple[str, ...],
    dimension: str,
    on: date | None,
    output: Path,
    scale: float,
    known_at: datetime | None,
    ledger: str | None,
) -> int:
    """Draw who stands how to whom among parties.

    Such as: dragoman plot network --bloc P5 Israel Egypt --dimension relations -o network.png
    """
    format_of(output)
    with Ledger.open(ledger, create=False) as book:
        picture = book.pictures.network(parties, dimension, blocs=blocs, on=on, known_at=known_at)
    return write(picture, output, scale)


@plot.command()
@click.argument("parties", nargs=-1, metavar="[PARTY]...")
@bloc_option("--bloc", "blocs", help="Every member of this bloc of states; repeatable.")
@click.option("--to", multiple=True, metavar="PARTY", help="A column; repeatable.  [default: as the rows]")
@bloc_option("--to-bloc", "to_blocs", help="A column for every member of this bloc; repeatable.")
@dimension_option
@on_option
@output_options
@known_at_option
@ledger_option
def heatmap(
    parties: tuple[str, ...],
    blocs: tuple[str, ...],
    to: tuple[str, ...],
    to_blocs: tuple[str, ...],
    dimension: str,
    on: date | None,
    output: Path,
    scale: float,
    known_at: datetime | None,
    ledger: str | None,
) -> int:
    """Draw a cell for every two parties.

    Such as: dragoman plot heatmap --bloc EU --to Kosovo -o heatmap.png

    Without --to and --to-bloc, rows and columns are the same parties.
    """
    format_of(output)
    with Ledger.open(ledger, create=False) as book:
        picture = book.pictures.heatmap(
            parties, dimension, blocs=blocs, to=to, to_blocs=to_blocs, on=on, known_at=known_at
        )
    return write(picture, output, scale)


@plot.command()
@click.argument("party", metavar="PARTY")
@dimension_option
@direction_option
@day_option("--since", help="From this day on.")
@day_option("--until", help="Before this day.")
@output_options
@known_at_option
@ledger_option
def counts(
    party: str,
    dimension: str,
    direction: str,
    since: date | None,
    until: date | None,
    output: Path,
    scale: float,
    known_at: datetime | None,
    ledger: str | None,
) -> int:
    """Draw how many recognize a party, sanction it, …, over time.

    Such as: dragoman plot counts Kosovo -o counts.svg
    """
    format_of(output)
    with Ledger.open(ledger, create=False) as book:
        picture = book.pictures.counts(
            party, dimension, direction=direction, since=since, until=until, known_at=known_at
        )
    return write(picture, output, scale)


def format_of(output: Path) -> str:
    """Give the format that a file's ending names.

    Raises:
        click.BadParameter: it names none.
    """
    style = output.suffix.removeprefix(".").lower()
    if style not in FORMATS:
        message = f"{output.name!r} does not say which picture; end it in one of {_ENDINGS}"
        raise click.BadParameter(message, param_hint="'-o'")
    return style


def write(picture: Picture, output: Path, scale: float) -> int:
    """Write a picture, and say so on standard error."""
    content = picture.write(format_of(output), scale=scale)
    with whole_file(output) as path:
        path.write_bytes(content)
    click.echo(f"dragoman: {safe(picture.title)}; {safe(picture.asked)} → {output}", err=True)
    return DONE
