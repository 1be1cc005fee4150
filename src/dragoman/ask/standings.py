"""How parties stand on a day: one pair on every dimension, or one dimension across all parties."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from dragoman.answers import Answer
from dragoman.ask.chapters import Chapter, claims_of
from dragoman.ask.displaying import display_across, display_status
from dragoman.ask.relating import check_dimension, governments_note
from dragoman.ask.view import View
from dragoman.ledger.entries import pair_of, party_key
from dragoman.records import ClaimId, PartyId, PartyKind, Relation
from dragoman.relations.answers import Standing
from dragoman.relations.moments import covers
from dragoman.relations.questions import standing_of, status_on, who


def ask_status(view: View, a: str, b: str, *, on: date) -> Answer[Standing]:
    """Say how two parties stand, dimension by dimension."""
    one, other = view.party(a, on), view.party(b, on)
    chapter = view.chronicle.of_pair(pair_of(party_key(one), party_key(other)), view.k)
    return standings_of(view, chapter, one, other, on=on)


def standings_of(view: View, chapter: Chapter, a: PartyId, b: PartyId, *, on: date) -> Answer[Standing]:
    """Say how two parties stand, from their chapter."""
    said = status_on(
        a,
        b,
        on=on,
        events=chapter.events,
        relations=chapter.relations,
        ontology=view.ontology,
        parties=view.chronicle.facts,
    )
    items = [(s, (*s.events, *(() if s.events else s.undated))) for s in said.standings]
    return view.answer(items, (chapter,), on=on, a=a, b=b, display=display_status)


def ask_across(
    view: View, dimension: str, *, actor: str = "", target: str = "", on: date
) -> Answer[Standing]:
    """Say to whom `actor` has a relation of one dimension, or who has one to `target`.

    Raises:
        QuestionError: there is no such dimension.
    """
    check_dimension(view, dimension)
    party = view.party(actor or target, on)
    chapters = view.chronicle.relations_with(party_key(party), view.k, dimension=dimension)
    relations = [relation for chapter in chapters for relation in chapter.relations]

    def asked(target: str) -> list[Standing]:
        said = who(
            dimension,
            on=on,
            relations=relations,
            events=(),
            ontology=view.ontology,
            parties=view.chronicle.facts,
            actor=party if actor else "",
            target=target,
        )
        groups = (said.holding, said.interrupted, said.not_holding)
        return [s for group in groups for s in sorted(group, key=_by_name(view, party))]

    found = asked(party if target else "")
    notes = governments_note(view, party, relations, asked) if target and dimension == "recognition" else ()
    a, b = (party, "") if actor else ("", party)
    display = partial(display_across, dimension=dimension)
    items = [(s, s.events) for s in found]
    return view.answer(items, chapters, on=on, a=a, b=b, notes=notes, display=display)


def ask_relations(view: View, party: str, *, on: date) -> Answer[Standing]:
    """Say what relations a party has on a day, dimension by dimension, without their sentences."""
    one = view.party(party, on)
    state = view.chronicle.facts.kind(one) is PartyKind.STATE
    chapters = view.chronicle.held(party_key(one), view.k, on=on)
    relations = [r for chapter in chapters for r in chapter.relations if covers(r, on)]
    if not state:
        relations = [r for r in relations if one in (r.a, r.b)]
    claims = claims_of(chapters)

    def behind(relation: Relation) -> tuple[ClaimId, ...]:
        return tuple(sorted({claim for event in relation.events for claim in claims.get(event, ())}))

    order = {dimension: place for place, dimension in enumerate(view.ontology.dimensions)}
    found = [standing_of(relation, on, behind(relation)) for relation in relations]
    by_name = _by_name(view, one)
    found.sort(key=lambda s: (order.get(s.dimension, len(order)), *by_name(s)))
    return view.answer([(standing, ()) for standing in found], (), on=on, a=one)


def _by_name(view: View, asked: PartyId) -> Callable[[Standing], tuple[str, str]]:
    """Give the key that orders standings by the name of the party that was not asked about."""

    def key(standing: Standing) -> tuple[str, str]:
        other = standing.b if standing.a == asked else standing.a
        return view.name(other).casefold(), repr(standing.since)

    return key
