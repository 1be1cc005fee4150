"""Blocs: groups of states by name: EU, AU, P5, with who belonged on a day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import cache

from dragoman.errors import QuestionError
from dragoman.records import PartyId
from dragoman.resources import load_csv


@cache
def bloc_names() -> dict[str, str]:
    """Give every bloc's short name, with its full one."""
    return {row["bloc"]: row["name"] for row in load_csv("blocs.csv")}


def members(bloc: str, on: date) -> tuple[PartyId, ...]:
    """Give who belonged to a bloc on a day, in the order in which they joined.

    Raises:
        QuestionError: there is no such bloc, or nobody belonged to it then.
    """
    name = bloc.upper()
    rows = [row for row in load_csv("blocs.csv") if row["bloc"] == name]
    if not rows:
        remedy = f"take one of {', '.join(bloc_names())}, or name the parties"
        raise QuestionError(problem=f"there is no bloc {bloc!r}", remedy=remedy)
    found = [
        row["party"] for row in rows if row["since"] <= on.isoformat() and not _is_over(row["until"], on)
    ]
    if not found:
        first = min(row["since"] for row in rows)
        raise QuestionError(problem=f"nobody belonged to {name} on {on}", remedy=f"ask from {first} on")
    return tuple(dict.fromkeys(found))


def _is_over(until: str, on: date) -> bool:
    return bool(until) and until <= on.isoformat()


def distinct(parties: Collection[PartyId]) -> tuple[PartyId, ...]:
    """Give parties in their order, each once."""
    return tuple(dict.fromkeys(parties))
