"""`dragoman amend`: a person's word on a claim; the claim itself is not touched."""

from __future__ import annotations

from typing import Any

import click

from dragoman.cli import layout
from dragoman.cli.exits import DONE
from dragoman.cli.options import format_option, ledger_option
from dragoman.cli.output import emit
from dragoman.cli.sheet import Row, Sheet
from dragoman.cli.why import decision_row
from dragoman.records import DecisionKind, Modality
from dragoman.service import Ledger

COLUMNS = ("claim", "decision", "by", "because", "changes", "sequence", "recorded_at")
_FIELDS = {
    "actor": "PARTY",
    "target": "PARTY",
    "type": "CODE",
    "date": "EDTF",
    "modality": "|".join(Modality),
    "level": "LEVEL",
    "city": "CITY",
    "object": "TEXT",
    "basis": "BASIS",
    "measures": "MEASURE,…",
}


def _field_options(function: Any) -> Any:
    for name, metavar in reversed(_FIELDS.items()):
        function = click.option(f"--{name}", metavar=metavar, help=f"Correct the {name}; '' empties it.")(
            function
        )
    return function


@click.command()
@click.argument("claim", metavar="CLAIM")
@click.option("--accept", "kind", flag_value="accept", help="The claim is right.")
@click.option("--reject", "kind", flag_value="reject", help="The claim is wrong: it no longer counts.")
@click.option("--undo", type=click.IntRange(1), metavar="ENTRY", help="Withdraw the decision of this entry.")
@_field_options
@click.option("--by", required=True, metavar="NAME", help="Who decides.")
@click.option("--because", required=True, metavar="REASON", help="Why.")
@format_option
@ledger_option
def amend(
    claim: str,
    kind: str | None,
    undo: int | None,
    by: str,
    because: str,
    style: str,
    ledger: str | None,
    **fields: str | None,
) -> int:
    """Accept, reject or correct a CLAIM, named by its id or the beginning of it, or undo such a decision.

    Nothing is deleted: the decision is a later entry with its author and reason, and --known-at still shows
    what was known before. Correct a claim by giving its fields: dragoman amend 3f9a --date 1961-01-03 ….
    """
    changes = {name: value for name, value in fields.items() if value is not None}
    if [bool(kind), bool(changes), undo is not None].count(True) != 1:
        message = "give one of --accept, --reject and --undo, or the fields to correct"
        raise click.UsageError(message)
    with Ledger.open(ledger, create=False) as book:
        decided = (
            book.amend(claim, kind or DecisionKind.AMEND, by=by, because=because, changes=changes)
            if undo is None
            else book.undo(undo, claim=claim, by=by, because=because)
        )
    row = decision_row(decided)
    emit(
        style,
        sheet=lambda: Sheet(
            columns=("claim", "decision", "changes", "by", "because"),
            rows=[
                Row(
                    (
                        decided.decision.claim[: layout.SHORT_ID],
                        row["decision"],
                        _changes(row["changes"]),
                        by,
                        because,
                    )
                )
            ],
            notes=(f"recorded as entry {decided.sequence}; see dragoman why {claim}",),
        ),
        rows=[{**row, "changes": _changes(row["changes"])} if style == "csv" else row],
        columns=COLUMNS,
    )
    return DONE


def _changes(changes: dict[str, str]) -> str:
    return ", ".join(f"{name}={value or 'nothing'}" for name, value in changes.items())
