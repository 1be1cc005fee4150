"""Who stands how to whom on a day: the cells of networks and heat maps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dragoman.answers import Answer
from dragoman.charts.palette import Style, shown_of
from dragoman.charts.text import clean, date_text, label, plain
from dragoman.gazetteer import load_gazetteer
from dragoman.ontology import load_ontology
from dragoman.records import PartyId, Relation
from dragoman.relations.moments import covers

Cell = tuple[Style, bool, str]  # how it looks, whether the day is certain, and what is said


class Standings:
    """Relations of one dimension from `rows` to `columns` that hold on a day."""

    def __init__(
        self, answer: Answer[Relation], *, rows: Sequence[PartyId], columns: Sequence[PartyId], on: date
    ) -> None:
        self._answer = answer
        self._state_of = load_gazetteer().state_of
        self._on = on
        self.shown = replace(answer, rows=tuple(shown for shown in answer if covers(shown.item, on)))
        found: dict[tuple[PartyId, PartyId], list[Relation]] = {}
        for shown in self.shown:
            relation = shown.item
            for a in self._meant(relation.a, rows, columns):
                for b in self._meant(relation.b, rows, columns):
                    found.setdefault((a, b), []).append(relation)
                    if relation.dimension in load_ontology().unordered_dimensions:
                        found.setdefault((b, a), []).append(relation)
        self.cells: dict[tuple[PartyId, PartyId], Cell | None] = {
            (a, b): self._cell(found.get((a, b), [])) for a in rows for b in columns
        }

    def _meant(self, party: PartyId, *asked: Sequence[PartyId]) -> list[PartyId]:
        """Give the parties asked about that a party is: itself, or the state that it governs."""
        names = {name for names in asked for name in names}
        if party in names:
            return [party]
        state = self._state_of(party)
        return [state] if state in names else []

    def _cell(self, relations: list[Relation]) -> Cell | None:
        if not relations:
            return None
        style, certain = shown_of(relations, self._on)
        return style, certain, "; ".join(self._said(relation) for relation in relations)

    def _said(self, r: Relation) -> str:
        since = date_text(r.since) or (f"on record from {r.first_evidence}" if r.first_evidence else "")
        traits = [plain(r.status), plain(r.level), clean(r.city), clean(r.detail), since and f"since {since}"]
        ends = f"{label(self._answer, r.a)} → {label(self._answer, r.b)}"
        return f"{ends}: {' '.join(trait for trait in traits if trait)}"
