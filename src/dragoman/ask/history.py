"""How pairs came to be known as they are: their relations from entry to entry.

A pair is folded at every entry that may have changed it, from claims that are fetched once. Dimensions that
do not change each other are folded apart, so that an entry costs the fold of what it speaks of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from dragoman.ask.chapters import Claims
from dragoman.ask.ever import Said, linked, with_decisions
from dragoman.ask.folding import Folding, merged
from dragoman.ledger.entries import ClaimRow, ClaimSpan, Pair
from dragoman.ledger.store import Store
from dragoman.records import ClaimId, Relation
from dragoman.relations.decisions import apply_decisions
from dragoman.relations.entries import ClaimEntry
from dragoman.relations.fold import Folder
from dragoman.relations.keys import relation_order
from dragoman.relations.settle import settle

# Severing closes missions, an embassy implies recognition, and so on: these are folded together.
_TOGETHER = frozenset(("recognition", "relations", "mission", "envoy"))
_FATE = "fate"  # the part of what befell the parties themselves

_Parts = dict[str, tuple[ClaimEntry, ...]]  # claims as they stand, by what is folded together


@dataclass(frozen=True, slots=True)
class Step:
    """The relations of a pair from an entry on, with the claims of the events that they rest on."""

    sequence: int
    relations: tuple[Relation, ...]
    claims: Claims


class History:
    """Folds pairs entry by entry.

    Args:
        store: The ledger.
        folding: Folds pairs.
    """

    def __init__(self, store: Store, folding: Folding) -> None:
        self._store, self._folding = store, folding

    def steps(self, pairs: Sequence[Pair], k: int, *, after: Mapping[Pair, int]) -> dict[Pair, list[Step]]:
        """Give the relations of pairs at each entry up to `k` that may have changed them.

        Args:
            pairs: Of party keys.
            k: Sequence number of the latest entry known.
            after: Entry of each pair after which the steps begin; 0 where it names none.
        """
        if not pairs:
            return {}
        fate, links = self._folding.fates(k), self._folding.links_ever(k)
        needed = {pair: linked(pair, links) for pair in pairs}
        rows = self._store.claims_ever_for_pairs(set(chain.from_iterable(needed.values())), known_at=k)
        by_pair: dict[Pair, list[Said]] = {}
        for said in with_decisions(self._store, rows, k):
            for pair in said.pairs:
                by_pair.setdefault(pair, []).append(said)
        by_party: dict[str, list[Said]] = {}
        for said in fate:
            for key in {key for pair in said.pairs for key in pair if key}:
                by_party.setdefault(key, []).append(said)
        found = {}
        for pair, fed in needed.items():
            parts = [by_pair.get(one, []) for one in fed]
            parts += [by_party.get(key, []) for key in {key for one in fed for key in one}]
            past = _Past(pair, chain.from_iterable(parts), self._folding)
            found[pair] = past.steps(after.get(pair, 0), k)
        return found


class _Past:
    """One pair at any entry; what did not change since the entry before is not folded again."""

    def __init__(self, pair: Pair, said: Iterable[Said], folding: Folding) -> None:
        self._pair, self._folding = pair, folding
        self._said = [said for _, said in sorted({said.row.id: said for said in said}.items())]
        self._entries: dict[tuple[ClaimId, int], ClaimEntry] = {}
        self._folded: dict[str, tuple[object, list[Relation], Claims]] = {}

    def steps(self, after: int, k: int) -> list[Step]:
        """Give the relations at each entry after one and up to another that may have changed them."""
        spans = [span for said in self._said for span in said.spans]
        places = {span.since for span in spans} | {span.until for span in spans if span.until is not None}
        places |= {decision.sequence for said in self._said for decision in said.decisions}
        return [self._step(place) for place in sorted(places) if after < place <= k]

    def _step(self, k: int) -> Step:
        parts = self._parts(k)
        fate = parts.pop(_FATE, ())
        relations: list[Relation] = []
        claims: dict[str, tuple[ClaimId, ...]] = {}
        for name in sorted({*parts, *(["authority"] if fate else [])}):
            made, behind = self._fold(name, parts.get(name, ()), fate)
            relations += made
            claims |= behind
        return Step(k, tuple(sorted(relations, key=relation_order)), claims)

    def _parts(self, k: int) -> _Parts:
        """Give the claims that counted then, as they stood, by what is folded together."""
        ontology = self._folding.ontology
        entries: list[ClaimEntry] = []
        for said in self._said:
            span = next((span for span in reversed(said.spans) if span.holds(k)), None)
            if span is not None:
                known = [decision for decision in said.decisions if decision.sequence <= k]
                entry = self._entry(said.row, span)
                entries += apply_decisions([entry], known) if known else [entry]
        found: dict[str, list[ClaimEntry]] = {}
        for entry in entries:
            kind = ontology.get(entry.claim.type)
            if kind is None or not kind.dimension:
                continue
            if entry.claim.type in self._folding.of_parties:
                found.setdefault(_FATE, []).append(entry)
            else:
                found.setdefault(_part(kind.dimension), []).append(entry)
        return {name: tuple(part) for name, part in found.items()}

    def _entry(self, row: ClaimRow, span: ClaimSpan) -> ClaimEntry:
        """Give a claim as one reading gave it, the same each time."""
        key = (row.id, span.since)
        if key not in self._entries:
            self._entries[key] = ClaimEntry(
                claim=row.claim,
                copy_group=row.copy_group,
                sequence=row.sequence,
                published=span.published,
                id=row.id,
            )
        return self._entries[key]

    def _fold(
        self, name: str, part: tuple[ClaimEntry, ...], fate: tuple[ClaimEntry, ...]
    ) -> tuple[list[Relation], Claims]:
        """Fold what belongs together, unless it is as it was before."""
        known = self._folded.get(name)
        if known is not None and known[0] == (part, fate):
            return known[1], known[2]
        ontology, facts = self._folding.ontology, self._folding.facts
        settled = (settle(each, ontology=ontology, state_of=facts.state_of) for each in (part, fate))
        events = merged(*settled)
        folded = Folder(events.values(), ontology=ontology, parties=facts).pair(self._pair)
        relations = [relation for relation in folded.relations if _part(relation.dimension) == name]
        claims = {id_: events[id_].claims for relation in relations for id_ in relation.events}
        self._folded[name] = ((part, fate), relations, claims)
        return relations, claims


def _part(dimension: str) -> str:
    """Name what a dimension is folded together with."""
    return "diplomatic" if dimension in _TOGETHER else dimension
