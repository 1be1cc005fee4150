"""What a noun phrase that names an actor stands for: party, state and sector.

The head noun decides the sector, the fitting modifier the state. "two Chinese warplanes" is China's
military; "US-backed rebels" belong to no state; what names nobody known stays unknown.

Source:
    Sectors and what belongs to them: PLOVER manual, draft 0.7b1 (2021), "Sector Primary Codes".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from dragoman.gazetteer.actors import PUBLIC, load_lexicon
from dragoman.gazetteer.belonging import with_state
from dragoman.gazetteer.findings import Finding, Gazetteer, Tables, coded_state
from dragoman.gazetteer.heads import find_head, past_counting
from dragoman.gazetteer.model import Resolution
from dragoman.gazetteer.nounphrase import Clause, take_apart
from dragoman.gazetteer.sectors import of_head
from dragoman.records import PartyId, PartyKind


def resolve_phrase(gazetteer: Gazetteer, phrase: str, *, on: date | None, context: str = "") -> Resolution:
    """Say what a noun phrase that names an actor stands for.

    Args:
        gazetteer: The tables of names.
        phrase: Such as "two Chinese warplanes" or "Afghanistan's foreign minister, Amir Khan Muttaqi".
        on: Day that the phrase speaks of; None means that only names and offices of today count.
        context: Text around it, for names that several parties bear (Congo, Korea).

    Returns:
        `status` "resolved" with the sector and, where one is named, the state; `id` only where the phrase
        stands for a party: Chinese warplanes act for China, Chinese students do not. "ambiguous" where
        several parties are meant or may be meant, "unknown" where nothing is known of the actor.
    """
    at = context.find(phrase)
    around = (context[:at], context[at + len(phrase) :]) if at >= 0 else (context, "")
    parts = take_apart(phrase, gazetteer, load_lexicon(), on=on, around=around)
    tables = Tables(gazetteer, parts, on)
    findings = [(clause.link, _read(tables, clause)) for clause in parts.clauses]
    return _answer(tables, _combine(findings), phrase)


def _read(tables: Tables, clause: Clause) -> Finding:
    """Give what a clause says."""
    clause = past_counting(tables, clause)
    head = find_head(tables, clause.core)
    finding = of_head(tables, head, clause, lambda behind: _read(tables, behind))
    return with_state(tables, finding, head, clause)


def _combine(findings: Iterable[tuple[str, Finding]]) -> Finding:
    """Put a phrase's clauses together: appositions complete each other, coordinated ones share the sector."""
    result: Finding | None = None
    for link, finding in findings:
        if result is None:
            result = finding
        elif link == "and":
            states = tuple(dict.fromkeys((*result.states, *finding.states)))
            result = replace(result, states=states, sector=result.sector or finding.sector)
        else:
            result = _with_apposition(result, finding)
    return result or Finding()


def _with_apposition(main: Finding, other: Finding) -> Finding:
    """Complete "Amir Khan Muttaqi" by "Afghanistan's foreign minister", and the other way round."""
    states = main.states or other.states
    if main.kind == other.kind == str(PartyKind.STATE):  # a list of states
        return replace(main, states=tuple(dict.fromkeys((*main.states, *other.states))))
    if main.party and not other.former:
        return main
    if not main.has_role:
        return replace(other, name=main.name or other.name, states=other.states or main.states)
    if main.kind == "person" and other.has_role and other.sector:
        return replace(main, sector=other.sector, states=states, party="", former=other.former)
    agree = not main.states or other.states == main.states
    if other.party and agree and main.sector in {"GOV", other.sector}:
        return replace(main, party=other.party, states=states)
    return replace(main, states=states)


def _answer(tables: Tables, finding: Finding, phrase: str) -> Resolution:
    """Turn a finding into the answer."""
    if len(finding.states) > 1:
        return Resolution(status="ambiguous", name=phrase, sector=finding.sector, candidates=finding.states)
    own = next(iter(finding.states), "")
    if not own and not finding.party and len(finding.doubtful) > 1:
        return Resolution(status="ambiguous", name=phrase, sector=finding.sector, candidates=finding.doubtful)
    state, ended = coded_state(tables.gazetteer, tables.lexicon, own, tables.on)
    party = finding.party or (own if finding.acts_for_state and not ended else "")
    if not state and not party and not finding.sector:
        return Resolution(status="unknown", name=phrase)
    return Resolution(
        status="resolved" if finding.sector else "unknown",
        id=party,
        name=finding.name or phrase,
        kind=finding.kind or ("office" if finding.sector in PUBLIC else ""),
        state=state,
        sector=finding.sector,
        codes=_codes(tables, party) or _codes(tables, state),
    )


def _codes(tables: Tables, party_id: PartyId) -> dict[str, str]:
    """Give the codes of a party by scheme, valid on the day asked about; without one, those of today."""
    codes = tables.gazetteer.party(party_id).codes if party_id else ()
    on = tables.on
    return {
        code.scheme: code.value
        for code in codes
        if (on is None or code.since is None or code.since <= on)
        and (code.until is None or (on is not None and on < code.until))
    }
