"""Answers made by hand for the tests of pictures, and what a specification draws."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from typing import Any

from dragoman.answers import Answer, Evidence, Shown
from dragoman.charts.picture import Picture
from dragoman.gazetteer import load_gazetteer
from dragoman.records import Event, Interval, Modality, Relation, When
from dragoman.relations.answers import TimelineEntry
from dragoman.relations.questions import event_day

KNOWN_AT = datetime(2026, 1, 1, 12, 0, tzinfo=UTC)
Row = dict[str, Any]


def relation(
    a: str,
    b: str,
    status: str = "recognized",
    *,
    dimension: str = "recognition",
    since: Interval | None = Interval.at(2008, 2, 18),  # noqa: B008 - frozen
    until: Interval | None = None,
    **more: Any,
) -> Relation:
    """Give a relation that is on record from its first day on."""
    day = since.first_day if since else None
    more = {"first_evidence": day, "last_evidence": day, **more}
    return Relation(dimension=dimension, a=a, b=b, status=status, since=since, until=until, **more)


def event(
    kind: str, actor: str, target: str, when: When, modality: Modality = Modality.HAPPENED, **more: Any
) -> Event:
    """Give an event."""
    return Event(
        type=kind, actor=actor, target=target, date=when, modality=modality, claims=(f"{kind}{when}",), **more
    )


def evidence(group: str) -> Evidence:
    """Give a sentence of a document."""
    return Evidence(
        claim=f"c{group}",
        text="It did.",
        start=0,
        end=2,
        document=group,
        document_id=group,
        copy_group=group,
        title="",
        publisher="",
        url="",
        published=None,
    )


def relations(*items: Relation, names: Mapping[str, str] | None = None) -> Answer[Relation]:
    """Give an answer of relations, each on the word of a document of its own."""
    return Answer(
        rows=tuple(Shown(item, (evidence(f"d{n}"),)) for n, item in enumerate(items)),
        known_at=KNOWN_AT,
        sequence=7,
        names={**_names(), **(names or {})},
    )


def events(
    *items: Event, a: str, b: str = "", names: Mapping[str, str] | None = None
) -> Answer[TimelineEntry]:
    """Give a timeline."""
    entries = (TimelineEntry(day=event_day(item), event=item) for item in items)
    return Answer(
        rows=tuple(Shown(entry, (evidence("same"),)) for entry in entries),
        known_at=KNOWN_AT,
        sequence=7,
        a=a,
        b=b,
        names={**_names(), **(names or {})},
    )


def _names() -> dict[str, str]:
    return {party.id: party.name for party in load_gazetteer().parties()}


def data(picture: Picture, name: str) -> list[Row]:
    """Give the rows that a picture draws under a name; none where it draws no such layer."""
    found: list[Row] = picture.spec["datasets"].get(name, [])
    return found


def by(rows: Iterable[Row], key: str) -> dict[str, Row]:
    """Give rows by one of their fields."""
    return {row[key]: row for row in rows}


def texts(picture: Picture) -> list[str]:
    """Give the lines of the legend, and the notes."""
    return [row["text"] for name in ("legend", "notes") for row in data(picture, name)]


class _Tags(HTMLParser):
    """Collects tags and the places that they load from; what stands in a script is no tag."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.loads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.loads += [value or "" for name, value in attrs if name in ("src", "href")]


def page_tags(page: str) -> tuple[list[str], list[str]]:
    """Give the tags of a page, and the addresses that it loads from."""
    found = _Tags()
    found.feed(page)
    return found.tags, found.loads


def on(year: int, month: int = 1, day: int = 1) -> date:
    """Give a day."""
    return date(year, month, day)
