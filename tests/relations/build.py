"""Events, claims and facts built by hand, and relations told in short."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from dragoman.dates import format_edtf, parse_edtf
from dragoman.ontology import load_ontology
from dragoman.records import (
    Claim,
    Event,
    Interval,
    Modality,
    Participant,
    Party,
    PartyKind,
    Relation,
    Span,
    UnresolvedDate,
    When,
    content_id,
)
from dragoman.relations import ClaimEntry, PartyTable, fold, relation_order, settle

ONTOLOGY = load_ontology()
STATE, GOVERNMENT = PartyKind.STATE, PartyKind.GOVERNMENT
ORGANISATION, GROUP = PartyKind.ORGANISATION, PartyKind.GROUP


def party(id: str, kind: PartyKind = STATE, since: str = "", until: str = "") -> Party:  # noqa: A002
    """Give a party; states and governments belong to the state before the slash."""
    state = id.partition("/")[0] if kind in (STATE, GOVERNMENT) else ""
    return Party(
        id=id,
        name=id,
        kind=kind,
        state=state,
        since=date.fromisoformat(since) if since else None,
        until=date.fromisoformat(until) if until else None,
    )


FACTS = PartyTable(
    [
        party("AFG", since="1919-08-08"),
        party("AFG/republic", GOVERNMENT),
        party("AFG/taliban", GOVERNMENT),
        party("CHN"),
        party("DDR", since="1949-10-07", until="1990-10-03"),
        party("DEU", since="1871-01-18"),
        party("EST", since="1918-02-24"),
        party("GBR"),
        party("IRN"),
        party("RUS"),
        party("SUN", since="1922-12-30", until="1991-12-26"),
        party("USA", since="1776-07-04"),
        party("UN", ORGANISATION, since="1945-10-24"),
        party("EU", ORGANISATION),
        party("LEAGUE", ORGANISATION, since="1920-01-10", until="1946-04-18"),
        party("hamas", GROUP),
    ]
)


def on(text: str) -> date:
    """Give a day."""
    return date.fromisoformat(text)


def when(text: str) -> When:
    """Give the EDTF date; unresolved for ""."""
    return parse_edtf(text) if text else UnresolvedDate()


def event(
    type: str,  # noqa: A002 - the record's field
    actor: str,
    target: str = "",
    at: str = "",
    modality: str = "happened",
    *,
    groups: tuple[str, ...] = ("doc",),
    as_of: str = "",
    **fields: Any,
) -> Event:
    """Give an event with a claim id made from what it says."""
    claim = content_id([type, actor, target, at, modality, as_of, repr(sorted(fields.items())), groups])[:12]
    return Event(
        type=type,
        actor=actor,
        target=target,
        date=when(at),
        modality=Modality(modality),
        claims=(claim,),
        documents=len(groups),
        groups=groups,
        as_of=on(as_of) if as_of else None,
        **fields,
    )


def claim(
    type: str,  # noqa: A002 - the record's field
    actor: str,
    target: str = "",
    at: str = "",
    modality: str = "happened",
    *,
    doc: str = "doc",
    start: int = 0,
    **fields: Any,
) -> Claim:
    """Give a claim of a sentence that begins at `start` of document `doc`."""
    return Claim(
        document=doc,
        sentence=Span(start, start + 9),
        trigger=Span(start, start + 3),
        type=type,
        actor=Participant(role="actor", party=actor, text=actor) if actor else None,
        target=Participant(role="target", party=target, text=target) if target else None,
        date=when(at),
        modality=Modality(modality),
        reader="test/1",
        **fields,
    )


def entry(
    claim: Claim,
    *,
    group: str = "",
    sequence: int = 1,
    published: str = "",
    id: str = "",  # noqa: A002
) -> ClaimEntry:
    """Give a claim as the ledger holds it; a document is its own first copy unless told otherwise."""
    return ClaimEntry(
        claim=claim,
        copy_group=group or claim.document,
        sequence=sequence,
        published=on(published) if published else None,
        id=id,
    )


def settled(*entries: ClaimEntry) -> list[Event]:
    """Settle entries under the packaged ontology."""
    return settle(entries, ontology=ONTOLOGY, state_of=FACTS.state_of)


def folded(events: Iterable[Event], facts: PartyTable = FACTS) -> list[Relation]:
    """Fold events under the packaged ontology."""
    return fold(events, ontology=ONTOLOGY, parties=facts)


def edtf(interval: Interval | None) -> str:
    """Give the interval as EDTF, "" for an open end."""
    return format_edtf(interval) if interval else ""


def told(
    *events: Event, dimension: str, a: str = "", b: str = "", show: str = "", facts: PartyTable = FACTS
) -> list[str]:
    """Tell the relations of one dimension, such as "RUS>AFG recognized 1921-07-26 .. now basis=tacit".

    Args:
        *events: What to fold.
        dimension: The dimension told.
        a: The relations' first party; "" for any.
        b: Their second party; "" for any.
        show: Names of further fields to tell, separated by spaces.
        facts: Parties.
    """
    lines = []
    for r in sorted(folded(events, facts), key=relation_order):
        if r.dimension == dimension and a in ("", r.a) and b in ("", r.b):
            extra = "".join(f" {name}={_text(getattr(r, name))}" for name in show.split())
            held = f"{edtf(r.since) or 'before'} .. {edtf(r.until) or 'now'}"
            lines.append(f"{r.a}>{r.b} {r.status} {held}{extra}")
    return lines


def _text(value: object) -> str:
    return "+".join(value) if isinstance(value, tuple) else str(value)
