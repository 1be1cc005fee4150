"""How answers are laid out for people: headings, parties, dates, sentences with their sources."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from dragoman.answers import Answer, Evidence, Known
from dragoman.cli.sheet import Quote
from dragoman.cli.text import DASH, short_name
from dragoman.export import edtf
from dragoman.ontology import load_ontology
from dragoman.records import Interval, Relation, When
from dragoman.relations.answers import Standing

SHORT_ID = 10  # hex digits of an id that are shown; enough to tell a billion apart
ARROW = "→"
# Statuses are words of the domain; these read better with a blank.
_WORDS = {"in_force": "in force"}


def head(answer: Answer[Any]) -> dict[str, Any]:
    """Give what was asked, to be repeated in JSON and CSV."""
    asked: dict[str, Any] = {"on": answer.on.isoformat()} if answer.on else {}
    return {**asked, "known_at": instant(answer.known_at), "sequence": answer.sequence}


def subheading(answer: Answer[Any]) -> str:
    """Give what was asked, in words."""
    known = known_text(answer)
    return f"on {answer.on} · {known}" if answer.on else known


def known_text(answer: Answer[Any] | Known) -> str:
    """Say as known at which instant."""
    return f"as known at {answer.known_at:%Y-%m-%d %H:%M:%S} UTC (entry {answer.sequence})"


def instant(moment: datetime) -> str:
    """Give an instant in UTC, exactly: asked with it again, the question gets the same answer."""
    return moment.isoformat().replace("+00:00", "Z")


def between(answer: Answer[Any], a: str, b: str, dimension: str) -> str:
    """Give two parties with an arrow, or with a dash where the dimension has no direction."""
    mark = pair_mark(unordered=dimension in load_ontology().unordered_dimensions)
    return f"{label(answer, a)}{mark}{label(answer, b)}"


def label(answer: Answer[Any], party: str) -> str:
    """Give a party's name, or its id where the name is long."""
    return short_name(party, answer.name(party)) if party else "?"


def date_text(when: When | None) -> str:
    """Give a date in EDTF, or nothing."""
    return edtf(when)


def pair_mark(*, unordered: bool) -> str:
    """Give what stands between two parties: an arrow, or a dash where they have no order."""
    return f" {DASH if unordered else ARROW} "


def since(start: Interval | None, first_evidence: object) -> str:
    """Give when a status began; where it held before the evidence begins, since when it is on record."""
    if start is not None:
        return edtf(start)
    return f"≤ {first_evidence}" if first_evidence else ""


def traits(item: Standing | Relation, *more: str) -> str:
    """Give level, city, basis, detail and measures in one cell."""
    words = [*more, plain(item.level), item.city, plain(item.basis), item.detail]
    words += [plain(measure) for measure in item.measures]
    return ", ".join(word for word in words if word)


def plain(word: str) -> str:
    """Give a word of the domain as people write it."""
    return _WORDS.get(word, word.replace("_", " "))


def quotes(evidence: Iterable[Evidence], limit: int, *, more: str = "") -> tuple[Quote, ...]:
    """Give the first sentences, with a line that says how many more there are.

    Args:
        evidence: In order.
        limit: Sentences shown; 0 for all.
        more: Where to find the others, such as "dragoman why 3f9a…".
    """
    items = list(evidence)
    shown = items[: limit or None]
    left = len(items) - len(shown)
    hint = (f"{left} more: {more}" if more else f"{left} more") if left else ""
    return tuple(
        Quote(
            item.text,
            source(item),
            (item.start, item.end),
            claims=(item.claim[:SHORT_ID],),
            more=hint if item is shown[-1] else "",
        )
        for item in shown
    )


def source(evidence: Evidence) -> str:
    """Give document, publisher and date of a sentence."""
    published = str(evidence.published) if evidence.published else "undated"
    parts = [evidence.document, evidence.publisher, published]
    return " · ".join(part for part in parts if part)
