"""`dragoman status`: how two parties stand with each other."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

import click

from dragoman.answers import Answer, Shown
from dragoman.cli import layout
from dragoman.cli.exits import DONE
from dragoman.cli.options import format_option, known_at_option, ledger_option, on_option, sentences_option
from dragoman.cli.output import emit
from dragoman.cli.sheet import Row, Sheet
from dragoman.export.rows import STANDING_COLUMNS, standing_row
from dragoman.relations.answers import UNKNOWN, Standing
from dragoman.relations.statuses import polarity
from dragoman.service import Ledger

NOTHING = "nothing on record"


@click.command()
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@on_option
@known_at_option
@sentences_option(2)
@format_option
@ledger_option
def status(
    a: str,
    b: str,
    on: date | None,
    known_at: datetime | None,
    sentences: int,
    style: str,
    ledger: str | None,
) -> int:
    """Say how A and B stand with each other on a day, with the sentences that say so.

    A and B are names or ids: dragoman status Russia "Taliban government". A state is asked together with
    its governments. What no text speaks of is unknown; "none" is said only where a text or a rule says so.
    """
    with Ledger.open(ledger, create=False) as book:
        answer = book.status(a, b, on=on, known_at=known_at)
    emit(
        style,
        sheet=lambda: status_sheet(answer, sentences),
        rows=[standing_row(shown, answer.name) for shown in answer],
        columns=STANDING_COLUMNS,
        head=layout.head(answer),
    )
    return DONE


def status_sheet(answer: Answer[Standing], sentences: int) -> Sheet:
    """Lay out the answer: a line for every standing, and one note for all that is unknown."""
    silent = [s.item for s in answer if s.item.status == UNKNOWN and s.item.reason == NOTHING]
    told = [shown for shown in answer if shown.item not in silent]
    return Sheet(
        heading=f"{answer.name(answer.a)} and {answer.name(answer.b)}",
        subheading=layout.subheading(answer),
        columns=("dimension", "between", "status", "since", "until", "detail", "relation"),
        rows=[standing_line(answer, shown, sentences) for shown in told],
        notes=(_unknown_note(answer, silent),) if silent else (),
    )


def standing_line(answer: Answer[Standing], shown: Shown[Standing], sentences: int) -> Row:
    """Lay out one standing."""
    item = shown.item
    relation = item.relation.id[: layout.SHORT_ID] if item.relation else ""
    sign = polarity(item.status)
    return Row(
        (
            item.dimension,
            layout.between(answer, item.a, item.b, item.dimension),
            layout.plain(item.status) + ("" if item.certain else "?"),
            layout.since(item.since, item.first_evidence if item.relation else None),
            layout.date_text(item.until),
            layout.traits(item, *((item.reason,) if item.reason else ())),
            relation,
        ),
        layout.quotes(shown.evidence, sentences, more=f"dragoman why {relation}" if relation else ""),
        tone="" if sign > 0 else "dim",
    )


def _unknown_note(answer: Answer[Standing], silent: list[Standing]) -> str:
    """Say of which dimensions nothing is on record; directions are named where only one is unknown."""
    both = Counter(item.dimension for item in silent)
    asked = Counter(shown.item.dimension for shown in answer)
    names = []
    for dimension, count in both.items():
        if count == asked[dimension]:
            names.append(dimension)
        else:
            sides = [item for item in silent if item.dimension == dimension]
            names += [f"{dimension} {layout.between(answer, s.a, s.b, dimension)}" for s in sides]
    return f"unknown ({NOTHING}, which is not “no”): {', '.join(names)}"
