"""Relations over all time: of a pair, of one party with all others, or among several."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date

from dragoman.answers import Answer
from dragoman.ask.chapters import Chapter
from dragoman.ask.view import View
from dragoman.errors import QuestionError
from dragoman.ledger.entries import pair_of, party_key
from dragoman.records import PartyId, PartyKind, Relation
from dragoman.relations.keys import relation_order
from dragoman.relations.questions import of_dimension


def ask_history(
    view: View, dimension: str, *, actor: str = "", target: str = "", on: date | None = None
) -> Answer[Relation]:
    """Give every relation of one dimension that `actor` has, or that others have to `target`; no sentences.

    Args:
        view: The ledger.
        dimension: Such as "recognition".
        actor: A party by name or id; or give `target`.
        target: Another.
        on: Day whose names count.

    Raises:
        QuestionError: there is no such dimension.
    """
    check_dimension(view, dimension)
    party = view.party(actor or target, on)
    chapters = view.chronicle.relations_with(party_key(party), view.k, dimension=dimension)
    found = _of(view, dimension, chapters, actor=party if actor else "", target="" if actor else party)
    a, b = (party, "") if actor else ("", party)
    notes: tuple[str, ...] = ()
    if target and dimension == "recognition":
        every = [relation for chapter in chapters for relation in chapter.relations]

        def asked(government: PartyId) -> bool:
            return bool(_of(view, dimension, chapters, actor="", target=government))

        notes = governments_note(view, party, every, asked)
    return view.counted(
        [(relation, relation.events) for relation in found], chapters, on=on, a=a, b=b, notes=notes
    )


def ask_among(
    view: View, dimension: str, *, actors: Collection[PartyId], targets: Collection[PartyId]
) -> Answer[Relation]:
    """Give every relation of one dimension from any of the actors to any of the targets; no sentences.

    Raises:
        QuestionError: there is no such dimension.
    """
    check_dimension(view, dimension)
    found: dict[str, Relation] = {}
    read: dict[tuple[str, str], Chapter] = {}
    for actor in actors:
        chapters = view.chronicle.relations_with(party_key(actor), view.k, dimension=dimension)
        read |= {chapter.pair: chapter for chapter in chapters}
        for target in targets:
            key = pair_of(party_key(actor), party_key(target))
            pair = [chapter for chapter in chapters if chapter.pair == key]
            found |= {r.id: r for r in _of(view, dimension, pair, actor=actor, target=target)}
    ordered = sorted(found.values(), key=relation_order)
    return view.counted([(relation, relation.events) for relation in ordered], read.values())


def check_dimension(view: View, dimension: str) -> None:
    """Refuse what is no dimension.

    Raises:
        QuestionError: there is no such dimension.
    """
    if dimension not in view.ontology.dimensions:
        remedy = f"take one of {', '.join(view.ontology.dimensions)}"
        raise QuestionError(problem=f"there is no dimension {dimension!r}", remedy=remedy)


def governments_note(
    view: View, state: PartyId, relations: Collection[Relation], has_any: Callable[[PartyId], object]
) -> tuple[str, ...]:
    """Say of which governments of a state recognition is on record: it is not that of the state."""
    if view.chronicle.facts.kind(state) is not PartyKind.STATE:
        return ()
    governments = sorted({r.b for r in relations if r.b.startswith(f"{state}/")})
    others = [government for government in governments if has_any(government)]
    return (
        (f"Recognition of its governments is asked for by their ids: {', '.join(others)}.",) if others else ()
    )


def _of(
    view: View, dimension: str, chapters: Collection[Chapter], *, actor: PartyId, target: PartyId
) -> list[Relation]:
    return of_dimension(
        dimension,
        relations=[relation for chapter in chapters for relation in chapter.relations],
        ontology=view.ontology,
        parties=view.chronicle.facts,
        actor=actor,
        target=target,
    )
