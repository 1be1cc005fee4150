"""How parties stand on a day: one pair on every dimension, or one dimension across all parties."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from dragoman.answers import Answer
from dragoman.ask.displaying import display_across, display_status
from dragoman.ask.relating import check_dimension, governments_note
from dragoman.ask.view import View
from dragoman.ledger.entries import pair_of, party_key
from dragoman.records import PartyId
from dragoman.relations.answers import Standing
from dragoman.relations.questions import status_on, who


def ask_status(view: View, a: str, b: str, *, on: date) -> Answer[Standing]:
    """Say how two parties stand, dimension by dimension."""
    one, other = view.party(a, on), view.party(b, on)
    chapter = view.chronicle.of_pair(pair_of(party_key(one), party_key(other)), view.k)
    said = status_on(
        one,
        other,
        on=on,
        events=chapter.events,
        relations=chapter.relations,
        ontology=view.ontology,
        parties=view.chronicle.facts,
    )
    items = [(s, (*s.events, *(() if s.events else s.undated))) for s in said.standings]
    return view.answer(items, (chapter,), on=on, a=one, b=other, display=display_status)


def ask_across(
    view: View, dimension: str, *, actor: str = "", target: str = "", on: date
) -> Answer[Standing]:
    """Say to whom `actor` has a relation of one dimension, or who has one to `target`.

    Raises:
        QuestionError: there is no such dimension.
    """
    check_dimension(view, dimension)
    party = view.party(actor or target, on)
    chapters = view.chronicle.of_party(party_key(party), view.k, dimension=dimension)
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


def _by_name(view: View, asked: PartyId) -> Callable[[Standing], tuple[str, str]]:
    """Give the key that orders standings by the name of the party that was not asked about."""

    def key(standing: Standing) -> tuple[str, str]:
        other = standing.b if standing.a == asked else standing.a
        return view.name(other).casefold(), repr(standing.since)

    return key
