"""`dragoman evaluate`: figures against gold, and the mistakes behind them."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from dragoman.cli.exits import DONE, NOT_ALL
from dragoman.cli.messages import warn
from dragoman.cli.options import format_option, model_option
from dragoman.cli.output import emit
from dragoman.cli.pairs import evaluate_pairs
from dragoman.cli.progress import Progress
from dragoman.cli.sheet import Quote, Row, Sheet
from dragoman.cli.text import DASH, counted
from dragoman.errors import DocumentError
from dragoman.evaluation import (
    ALL,
    KINDS,
    MEASURES,
    Answer,
    Figures,
    GoldDocument,
    Mistake,
    Report,
    digest,
    load_claims,
    load_gold,
    mistakes,
)
from dragoman.evaluation import (
    evaluate as score,
)
from dragoman.ontology import load_ontology

COUNTS = ("gold", "predicted", "hits")
COLUMNS = (
    "family",
    *COUNTS,
    *MEASURES,
    *(f"{measure}_{end}" for measure in MEASURES for end in ("low", "high")),
)
MISTAKE_COLUMNS = ("kind", "document", "family", "gold", "read", "evidence")
_HEADS = {
    "precision": "precision",
    "recall": "recall",
    "f1": "F1",
    "date_accuracy": "date acc.",
    "dated_f1": "dated F1",
}


@click.command()
@click.argument(
    "gold", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="GOLD.jsonl"
)
@click.argument("texts", nargs=-1, metavar="[TEXTS…]")
@click.option(
    "--predicted",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="CLAIMS.jsonl",
    help="Score these claims, as `read --format jsonl` writes them, instead of reading TEXTS.",
)
@click.option(
    "--family",
    "families",
    multiple=True,
    type=click.Choice(load_ontology().families),
    help="Count this family alone; may be given several times.",
)
@click.option(
    "--pairs",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="PAIRS.tsv",
    help="Score PLOVER roots of marked sources and targets instead of claims.",
)
@model_option
@click.option("--mistakes", "listing", is_flag=True, help="List every mistake with its sentence.")
@click.option("--jobs", type=click.IntRange(min=1), help="Read in so many processes.")
@format_option
def evaluate(
    gold: Path | None,
    texts: tuple[str, ...],
    predicted: Path | None,
    families: tuple[str, ...],
    pairs: Path | None,
    model: Path | None,
    listing: bool,
    jobs: int | None,
    style: str,
) -> int:
    """Score what is read of TEXTS against GOLD.

    GOLD has one object a line: {"doc" or "id": name, "events": [{type, actor, target, date, …}]}.
    TEXTS are files, folders, archives or -; left out, the texts are those in GOLD itself. Documents of GOLD
    without a text are left out, and counted. Intervals are 95 % bootstrap intervals, drawn by document.

    PAIRS is a table with the columns marked_sentence (<s>source</s>, <t>target</t>) and gold_root, or
    gold_binary alone (1 conflict, 0 cooperation); YIELD is CONCEDE. Its figures are given for roots, for
    the four quads and for cooperation against conflict.
    """
    if pairs is not None:
        if gold is not None or predicted is not None or families or listing or jobs:
            message = "--pairs is scored by itself, without GOLD, TEXTS and the options for claims"
            raise click.UsageError(message)
        return evaluate_pairs(pairs, model, style)
    if gold is None:
        message = "give GOLD.jsonl, or --pairs PAIRS.tsv"
        raise click.UsageError(message)
    documents = load_gold(gold, load_ontology())
    skipped = 0
    if predicted is not None:
        if texts or model or jobs:
            message = "give TEXTS to read or claims with --predicted, not both"
            raise click.UsageError(message)
        claims: Mapping[str, Sequence[Answer]] = load_claims(predicted, load_ontology())
    else:
        claims, skipped = _read(documents, texts or (str(gold),), jobs, model)
        documents = [doc for doc in documents if doc.name in claims]
        if not documents:
            message = (
                f"no document of {gold} is among the texts; a text goes by its file's name without suffix"
            )
            raise click.UsageError(message)
    report = score(documents, claims, families=families)
    found = mistakes(report.outcomes) if listing else []
    _print(style, report, found if listing else None, digest(gold))
    return NOT_ALL if skipped else DONE


def _read(
    gold: Sequence[GoldDocument], texts: Sequence[str], jobs: int | None, model: Path | None
) -> tuple[dict[str, list[Answer]], int]:
    """Read the texts that gold asks for; give answers by document, and how many texts could not be read."""
    from dragoman.reading import Manner, read_answers
    from dragoman.sources import Intake

    claims: dict[str, list[Answer]] = {}
    intake = Intake(texts, stdin=sys.stdin.buffer)
    with Progress("documents", total=intake.total_bytes) as progress:
        for result in read_answers(intake, gold, jobs=jobs, manner=Manner(model=model)):
            if isinstance(result, DocumentError):
                progress.clear()
                warn(str(result))
            else:
                claims[result[0]] = result[1]
            progress.advance(done=intake.done_bytes, skipped=isinstance(result, DocumentError))
    missing = len({doc.name for doc in gold} - claims.keys())
    if missing:
        warn(f"{missing:,} gold documents have no text and are left out")
    return claims, progress.skipped


def _print(style: str, report: Report, found: list[Mistake] | None, gold_sha256: str) -> None:
    figures = list(_figures(report))
    if style == "table":
        emit(style, sheet=lambda: _figure_sheet(report, gold_sha256), rows=(), columns=())
        if found is not None:
            sys.stdout.write("\n")
            emit(style, sheet=lambda: _mistake_sheet(found), rows=(), columns=())
        return
    listed = [asdict(mistake) for mistake in found or []]
    if style == "json":
        head = {"gold_sha256": gold_sha256, "figures": figures}
        rows, columns = listed, MISTAKE_COLUMNS
        emit(style, sheet=Sheet, rows=rows, columns=columns, head=head)
    elif style == "jsonl":
        lines = [{"line": "figures", **row} for row in figures] + [
            {"line": "mistake", **row} for row in listed
        ]
        emit(style, sheet=Sheet, rows=lines, columns=())
    elif found is None:
        emit(style, sheet=Sheet, rows=figures, columns=COLUMNS)
    else:
        emit(style, sheet=Sheet, rows=listed, columns=MISTAKE_COLUMNS)


def _figures(report: Report) -> Iterator[dict[str, Any]]:
    for family, figures in report.figures.items():
        row: dict[str, Any] = {"family": family, **{name: getattr(figures, name) for name in COUNTS}}
        row |= {measure: round(getattr(figures, measure), 4) for measure in MEASURES}
        for measure, (low, high) in report.intervals[family].items():
            row |= {f"{measure}_low": round(low, 4), f"{measure}_high": round(high, 4)}
        yield row


def _figure_sheet(report: Report, gold_sha256: str) -> Sheet:
    columns = ("family", "gold", "read", "hits", *(_HEADS[measure] for measure in MEASURES))
    rows = [Row(_figure_cells(family, figures)) for family, figures in report.figures.items()]
    spans = [
        f"{_HEADS[measure]} {low:.3f}{DASH}{high:.3f}"
        for measure, (low, high) in report.intervals[ALL].items()
    ]
    return Sheet(
        heading=counted(len(report.outcomes), "document"),
        columns=columns,
        rows=rows,
        notes=(
            f"95 % intervals of all: {' · '.join(spans)}",
            f"gold: sha256 {gold_sha256}",
        ),
        right=frozenset(columns[1:]),
    )


def _figure_cells(family: str, figures: Figures) -> tuple[str, ...]:
    counts = (f"{getattr(figures, name):,}" for name in COUNTS)
    return (family, *counts, *(f"{getattr(figures, measure):.3f}" for measure in MEASURES))


def _mistake_sheet(found: Sequence[Mistake]) -> Sheet:
    rows = [
        Row(
            (mistake.kind, mistake.gold or DASH, mistake.read or DASH),
            (Quote(mistake.evidence or "no words given", mistake.document),),
        )
        for mistake in found
    ]
    counts = [f"{sum(m.kind == kind for m in found):,} {kind}" for kind in KINDS]
    return Sheet(
        heading=counted(len(found), "mistake"),
        subheading=" · ".join(counts),
        columns=("mistake", "gold", "read"),
        rows=rows,
    )
