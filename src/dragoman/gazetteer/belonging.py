"""Which state an actor belongs to: the fitting modifier before the head, else what hangs on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from dragoman.gazetteer.actors import PUBLIC
from dragoman.gazetteer.findings import KEEPS, Finding, Tables
from dragoman.gazetteer.heads import Head
from dragoman.gazetteer.model import OF_PARTY, ON_PARTY, PLACES
from dragoman.gazetteer.nounphrase import Clause, Named, Segment
from dragoman.records import PartyId

LINKS = ("of", "from", "loyal", "place", "for")
"""Attachments that may name the state, from the one that says most to the one that says least."""


def with_state(tables: Tables, finding: Finding, head: Head, clause: Clause) -> Finding:
    """Add the state that the modifiers and attachments of a clause name."""
    core = clause.core
    before = list(_modifiers(tables, core.first, head.first, finding.sector))
    names_body = head.name is not None and head.name.body is not None
    if before and (not finding.states or names_body or not finding.party):
        return _in_part(tables, _by_modifiers(tables, before, finding), core.first, head.first)
    if finding.states or finding.party:
        return finding
    for segment in sorted((s for s in clause.attached if s.link in LINKS), key=lambda s: LINKS.index(s.link)):
        state = _of_attachment(tables, segment)
        if state:
            return _in_part(tables, replace(finding, states=(state,)), segment.first, segment.last)
    state = _after_title(tables, head, core) or _based(tables, head.first, core)
    return replace(finding, states=(state,)) if state else _in_doubt(tables, finding, core)


def _modifiers(tables: Tables, first: int, last: int, sector: str) -> Iterator[Named]:
    """Give the names before the head that say where it belongs."""
    for name in tables.phrase.names_in(first, last):
        ethnic = name.first > 0 and tables.phrase.words[name.first - 1].low == "ethnic"
        if tables.is_compound(name) or ethnic:
            continue
        body = name.body  # a company says where its workers belong, not where "Amazon tribes" do
        if body is None or (body.state and (body.sector != "BUS" or sector not in KEEPS - {"BUS"})):
            yield name


def _by_modifiers(tables: Tables, names: list[Named], finding: Finding) -> Finding:
    """Choose: coordinated modifiers all count; officials belong to the first, people to the last."""
    known = [(name, state) for name in names if (state := tables.state(name))]
    if not known:
        doubtful = (r.party for name in names if name.reading is None for r in name.readings if r.party)
        return finding if finding.states else replace(finding, doubtful=tuple(dict.fromkeys(doubtful)))
    if _are_coordinated(tables, [name for name, _ in known]):
        return replace(finding, states=tuple(dict.fromkeys(state for _, state in known)))
    ethnic = len(known) > 1 and known[0][0].last == known[1][0].first  # "Bosnian Serb", "Iraqi Kurdish"
    chosen = known[0 if finding.sector in PUBLIC or ethnic else -1]
    return replace(finding, states=(chosen[1],))


def _are_coordinated(tables: Tables, names: list[Named]) -> bool:
    words = tables.phrase.words
    return any(b.first - 1 == a.last and words[a.last].low in {"and", "or"} for a, b in pairwise(names))


def _of_attachment(tables: Tables, segment: Segment) -> PartyId:
    """Give the first state that an attachment names; where it is a place, of a place or people."""
    names = [name for name in tables.phrase.names_in(segment.first, segment.last) if not name.after]
    if segment.link == "place":
        names = [
            n for n in names if n.body or n.reading is None or n.reading.type in ON_PARTY | PLACES | OF_PARTY
        ]
    states = [state for name in names if (state := tables.state(name))]
    if states:
        return states[0]
    return tables.only_place(names[0]) if len(names) == 1 else ""  # "the University of California"


def _after_title(tables: Tables, head: Head, core: Segment) -> PartyId:
    """Give the state of a person named behind the title."""
    for name in tables.phrase.names_in(head.first, core.last):
        if name.after or tables.is_in_proper_name(name, core.first):
            continue
        whole = name.last == core.last and name.first <= head.last  # not "Kerry" in "Sheriff Kerry Lee"
        state = tables.state(name) or (tables.office_state(name) if whole else "")
        if state:
            return state
    return ""


def _based(tables: Tables, first: int, core: Segment) -> PartyId:
    """Give the state of "Peshawar-based", where nothing else says one."""
    names = [name for name in tables.phrase.names_in(core.first, first) if name.after == "based"]
    return next(filter(None, map(tables.state, names)), "")


def _in_part(tables: Tables, finding: Finding, first: int, last: int) -> Finding:
    """Mark a government of a town or region as local: "Goa's government"."""
    types = {n.reading.type for n in tables.phrase.names_in(first, last) if n.reading is not None}
    part = bool(types) and types <= {"city", "region"}
    return replace(finding, local=finding.local or (part and finding.sector == "GOV"))


def _in_doubt(tables: Tables, finding: Finding, core: Segment) -> Finding:
    """Note what an ambiguous name in the core may mean."""
    names = [n for n in tables.phrase.names_in(core.first, core.last) if n.body is None and n.reading is None]
    parties = tuple(dict.fromkeys(r.party for name in names for r in name.readings if r.party))
    return replace(finding, doubtful=finding.doubtful or parties)
