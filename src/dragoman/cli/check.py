"""`dragoman check`: a text's claims of first, only and number, held against the ledger."""

from __future__ import annotations

import sys
from datetime import date, datetime

import click

from dragoman.answers import Answer, Checked, Shown
from dragoman.cli import layout
from dragoman.cli.exits import DONE, NOT_ALL
from dragoman.cli.messages import warn
from dragoman.cli.opening import opened
from dragoman.cli.options import (
    day_option,
    format_option,
    known_at_option,
    ledger_option,
    sentences_option,
)
from dragoman.cli.output import emit, prepare
from dragoman.cli.sheet import Quote, Row, Sheet, show
from dragoman.errors import DocumentError
from dragoman.export.rows import VERDICT_COLUMNS, verdict_row
from dragoman.relations.records_check import CONTRADICTED
from dragoman.sources import Given, iter_documents

_TONES = {"supported": "good", "contradicted": "bad"}


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="FILE|FOLDER|ARCHIVE.jsonl|-…")
@day_option("--published", help="When the texts were published: relative dates count from it.")
@click.option("--language", default="", help="Read the texts as being in this language; only en is read.")
@known_at_option
@sentences_option(2)
@format_option
@ledger_option
def check(
    inputs: tuple[str, ...],
    published: date | None,
    language: str,
    known_at: datetime | None,
    sentences: int,
    style: str,
    ledger: str | None,
) -> int:
    """Hold what texts say to be the first, the only one or one of N against the ledger.

    Each such claim is supported, contradicted (by which event), or undecidable from what the ledger holds.
    Nothing is recorded. The exit code is 1 where a claim is contradicted or a text cannot be read.
    """
    given = Given(published=published, language=language)
    checked: list[tuple[str, Answer[Checked]]] = []
    skipped = 0
    with opened(ledger) as book:
        for item in iter_documents(inputs, given=given, stdin=sys.stdin.buffer):
            if isinstance(item, DocumentError):
                warn(str(item))
                skipped += 1
            else:
                checked.append((item.name, book.check(item, known_at=known_at)))
    if style == "table":
        stream = prepare(style)
        for number, (name, answer) in enumerate(checked):
            stream.write("\n" if number else "")
            show(_sheet(name, answer, sentences), stream)
    else:
        rows = [
            {"document": name, **layout.head(answer), **verdict_row(shown)}
            for name, answer in checked
            for shown in answer
        ]
        columns = ("document", "known_at", "sequence", *VERDICT_COLUMNS)
        emit(style, sheet=Sheet, rows=rows, columns=columns)
    verdicts = {shown.item.verdict.verdict for _, answer in checked for shown in answer}
    return NOT_ALL if CONTRADICTED in verdicts or skipped else DONE


def _sheet(name: str, answer: Answer[Checked], sentences: int) -> Sheet:
    return Sheet(
        heading=name,
        subheading=layout.subheading(answer),
        columns=("verdict", "claim", "who", "because"),
        rows=[_row(answer, shown, sentences) for shown in answer],
        notes=()
        if len(answer)
        else ("The text says of nothing that it is the first, the only one, or one of N.",),
    )


def _row(answer: Answer[Checked], shown: Shown[Checked], sentences: int) -> Row:
    item = shown.item
    claim, verdict = item.claim, item.verdict
    sides = [side for side in (claim.actor, claim.target) if side is not None]
    number = f" {verdict.n}" if verdict.n is not None else ""
    said = Quote(item.sentence, "the text")
    return Row(
        (
            verdict.verdict,
            f"{verdict.kind.replace('_', ' ')}{number}: {claim.type}",
            f" {layout.ARROW} ".join(layout.label(answer, side.party) for side in sides),
            verdict.because,
        ),
        (said, *layout.quotes(shown.evidence, sentences)),
        tone=_TONES.get(verdict.verdict, "dim"),
    )
