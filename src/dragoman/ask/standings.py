"""How parties stand on a day: one pair on every dimension, or one dimension across all parties."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from dragoman.answers import Answer, Shown
from dragoman.ask.chapters import Chapter
from dragoman.ask.displaying import display_across, display_status
from dragoman.ask.relating import check_dimension, governments_note
from dragoman.ask.view import View
from dragoman.ledger.entries import pair_of, party_key
from dragoman.records import PartyId, PartyKind
from dragoman.relations.answers import Standing
from dragoman.relations.keys import relation_order
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
    held = view.chronicle.holding(party_key(one), view.k, on=on)
    if not state:
        held = [each for each in held if one in (each.relation.a, each.relation.b)]
    order = {dimension: place for place, dimension in enumerate(view.ontology.dimensions)}
    found = [standing_of(each.relation, on, each.behind) for each in held]
    names = {each: view.name(each).casefold() for s in found for each in (s.a, s.b)}
    found.sort(
        key=lambda s: (order.get(s.dimension, len(order)), names[s.b if s.a == one else s.a], _Place(s))
    )
    return view.bare(map(Shown, found), on=on, a=one)


@dataclass(frozen=True, slots=True, eq=False)
class _Place:
    """The place of a standing among others of the same name, which is seldom looked at and takes longest."""

    standing: Standing

    def __lt__(self, other: _Place) -> bool:
        return self._order < other._order

    @property
    def _order(self) -> tuple[str, ...]:
        standing, relation = self.standing, self.standing.relation
        pair = pair_of(party_key(standing.a), party_key(standing.b))
        return (repr(standing.since), *pair, *(() if relation is None else relation_order(relation)))


def _by_name(view: View, asked: PartyId) -> Callable[[Standing], tuple[str, str]]:
    """Give the key that orders standings by the name of the party that was not asked about."""

    def key(standing: Standing) -> tuple[str, str]:
        other = standing.b if standing.a == asked else standing.a
        return view.name(other).casefold(), repr(standing.since)

    return key
