"""`dragoman resolve`: the gazetteer by itself."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

import click

from dragoman.cli.exits import DONE, UNUSABLE
from dragoman.cli.options import day_option, format_option
from dragoman.cli.output import emit
from dragoman.cli.sheet import Row, Sheet

COLUMNS = ("phrase", "status", "id", "name", "kind", "state", "sector", "codes", "candidates")


@click.command()
@click.argument("phrases", nargs=-1, required=True, metavar="PHRASE…")
@day_option("--on", help="The codes and office-holders of this day.  [default: undated]")
@format_option
def resolve(phrases: tuple[str, ...], on: date | None, style: str) -> int:
    """Say which party a PHRASE names, such as "the Afghan foreign minister" or "four Saudi soldiers".

    Gives the party's id, kind, state, PLOVER sector and codes (ISO, COW, Gleditsch-Ward) as they were on
    the day; or says that the phrase is unknown or ambiguous. It never guesses. The exit code is 2 unless all
    are resolved.
    """
    from dragoman.reading import resolve as resolve_phrase

    answers = [(phrase, resolve_phrase(phrase, on=on)) for phrase in phrases]
    rows: list[dict[str, Any]] = []
    for phrase, answer in answers:
        row = {"phrase": phrase, **asdict(answer), "codes": dict(answer.codes)}
        rows.append({column: row[column] for column in COLUMNS})
    emit(
        style,
        sheet=lambda: Sheet(columns=COLUMNS, rows=[_row(row) for row in rows]),
        rows=[{**row, "codes": _codes(row["codes"])} for row in rows] if style == "csv" else rows,
        columns=COLUMNS,
        head={"on": on.isoformat()} if on else None,
    )
    return DONE if all(answer.status == "resolved" for _, answer in answers) else UNUSABLE


def _row(row: dict[str, Any]) -> Row:
    cells = {**row, "codes": _codes(row["codes"]), "candidates": ", ".join(row["candidates"])}
    return Row(
        tuple(str(cells[column]) for column in COLUMNS), tone="" if row["status"] == "resolved" else "dim"
    )


def _codes(codes: dict[str, str]) -> str:
    return " ".join(f"{scheme}={value}" for scheme, value in codes.items())
