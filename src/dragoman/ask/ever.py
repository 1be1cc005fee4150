"""Claims that were ever recorded, with when they counted and all that people decided on them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from dragoman.ledger.entries import ClaimRow, ClaimSpan, EverRow, Pair, pair_of, party_key
from dragoman.ledger.store import Store
from dragoman.records import ClaimId
from dragoman.relations.entries import DecisionEntry

Link = tuple[str, str]  # keys of a party, and of one that it succeeded


@dataclass(frozen=True, slots=True)
class Said:
    """A claim that was ever recorded, whether it counts or not."""

    row: ClaimRow
    spans: tuple[ClaimSpan, ...]
    decisions: tuple[DecisionEntry, ...]

    def may_be(self, types: Collection[str]) -> bool:
        """Say whether it was ever of one of these types."""
        return not self._values("type", self.row.claim.type).isdisjoint(types)

    @property
    def ends(self) -> set[tuple[str, str]]:
        """The keys of who it ever said to act, and to be acted upon."""
        claim = self.row.claim
        actors, targets = (
            {party_key(party) for party in self._values(role, side.party if side else "")}
            for role, side in (("actor", claim.actor), ("target", claim.target))
        )
        return {(actor, target) for actor in actors for target in targets}

    @property
    def pairs(self) -> set[Pair]:
        """The pairs that it ever spoke of."""
        return {pair_of(*ends) for ends in self.ends}

    def _values(self, field: str, first: str) -> set[str]:
        changes = [change for entry in self.decisions for change in entry.decision.changes]
        return {first, *(value for name, value in changes if name == field)}


def with_decisions(store: Store, rows: Sequence[EverRow], k: int) -> list[Said]:
    """Give claims with the decisions on them up to an entry."""
    decided: dict[ClaimId, list[DecisionEntry]] = {}
    for row in store.decisions([row.row.id for row in rows], known_at=k) if rows else ():
        entry = DecisionEntry(decision=row.decision, sequence=row.sequence)
        decided.setdefault(row.decision.claim, []).append(entry)
    return [Said(row.row, row.spans, tuple(decided.get(row.row.id, ()))) for row in rows]


def linked(pair: Pair, links: Iterable[Link]) -> set[Pair]:
    """Give a pair, and those to which links lead from either side, one after the other."""
    ones, others = (_reached(key, links) for key in pair)
    return {pair_of(one, other) for one in ones for other in others}


def _reached(key: str, links: Iterable[Link]) -> set[str]:
    found, waiting = {key}, [key]
    while waiting:
        here = waiting.pop()
        further = {there for start, there in links if start == here} - found
        found |= further
        waiting += further
    return found
