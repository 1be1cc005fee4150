"""Options that many commands share, and how their values are read."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
FORMATS = ("table", "json", "jsonl", "csv")


def parse_day(text: str) -> date:
    """Read a day, as YYYY-MM-DD; a month or year alone is refused, since it would name many days.

    Raises:
        click.BadParameter: it is none, or there is no such day.
    """
    if not _DAY.fullmatch(text):
        message = f"{text!r} is no day; give it as YYYY-MM-DD, such as 2025-07-10"
        raise click.BadParameter(message)
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = f"{text!r}: there is no such day in the calendar"
        raise click.BadParameter(message) from error


def parse_instant(text: str) -> datetime:
    """Read an instant with its offset; a day alone is its first instant in UTC.

    Raises:
        click.BadParameter: it is none, or has no offset, so that nobody knows when it was.
    """
    example = "give it with its offset, such as 2025-07-01T00:00Z"
    try:
        instant = datetime.fromisoformat(f"{text}T00:00Z" if _DAY.fullmatch(text) else text)
    except ValueError as error:
        message = f"{text!r} is no instant; {example}"
        raise click.BadParameter(message) from error
    if instant.tzinfo is None:
        message = f"{text!r} does not say in which time zone; {example}"
        raise click.BadParameter(message)
    return instant.astimezone(UTC)


def day_option(*names: str, help: str, required: bool = False) -> Callable[[F], F]:  # noqa: A002 - click's word
    """Add an option that takes a day."""
    return click.option(*names, type=parse_day, metavar="YYYY-MM-DD", help=help, required=required)


def model_option(function: F) -> F:
    """Add --model."""
    return click.option(
        "--model",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        metavar="FOLDER",
        help="Read by this model, written by `dragoman train`, instead of the shipped one.",
    )(function)


def format_option(function: F) -> F:
    """Add --format."""
    return click.option(
        "--format",
        "style",
        type=click.Choice(FORMATS),
        default="table",
        show_default=True,
        help="table for people; json, jsonl (one object a line) and csv for programs.",
    )(function)


def ledger_option(function: F) -> F:
    """Add --ledger, which DRAGOMAN_LEDGER also sets."""
    return click.option(
        "--ledger",
        metavar="PATH-OR-URL",
        envvar="DRAGOMAN_LEDGER",
        show_envvar=True,
        help="The ledger: a file, or postgresql://…  [default: one file in your data directory]",
    )(function)


def on_option(function: F) -> F:
    """Add --on, the day asked about."""
    return day_option("--on", help="How it stood on this day.  [default: today]")(function)


def known_at_option(function: F) -> F:
    """Add --known-at, the instant whose knowledge counts."""
    return click.option(
        "--known-at",
        type=parse_instant,
        metavar="INSTANT",
        help="As the ledger knew it at this instant, such as 2025-07-01T00:00Z.  [default: now]",
    )(function)


def sentences_option(default: int) -> Callable[[F], F]:
    """Add --sentences, how many are shown under a line."""
    return click.option(
        "--sentences",
        type=click.IntRange(min=0),
        default=default,
        show_default=True,
        metavar="N",
        help="Sentences shown under each line of a table; 0 for all.",
    )
