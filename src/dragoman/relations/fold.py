"""Events folded into relations: a pure function of the events known and of the parties' dates.

Pairs are folded one by one. Within a pair, each dimension takes its steps in order; severing,
establishing, opening and accrediting also take steps on other dimensions. A pair whose party
succeeded another first takes over that one's relations.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from dragoman.ontology import Ontology
from dragoman.records import Event, Modality, PartyId, Relation
from dragoman.relations import (
    agreements,
    authority,
    diplomatic,
    envoys,
    missions,
    recognition,
    sanctions,
)
from dragoman.relations.keys import relation_order
from dragoman.relations.lanes import Clash, Lanes
from dragoman.relations.lifetimes import SAME_END, End, Lifetimes, PartyFacts, Succession
from dragoman.relations.moments import boundary_day, boundary_last
from dragoman.relations.ops import Op, event_id, ops_of
from dragoman.relations.pairs import PairKey, pair_key
from dragoman.relations.placing import place
from dragoman.relations.statuses import AMBASSADORS, EMBASSIES, polarity


class _Take(Protocol):
    def __call__(self, op: Op, lanes: Lanes) -> None: ...


class _Inherit(Protocol):
    def __call__(self, op: Op, heritage: Relation, lanes: Lanes) -> None: ...


_RULES: dict[str, tuple[_Take, _Inherit]] = {
    "recognition": (recognition.take, recognition.inherit),
    "relations": (diplomatic.take, diplomatic.inherit),
    "mission": (missions.take, missions.inherit),
    "envoy": (envoys.take, envoys.inherit),
    "agreement": (agreements.take, agreements.inherit),
    "sanctions": (sanctions.take, sanctions.inherit),
    "designation": (sanctions.take_designation, sanctions.inherit_designation),
    "membership": (diplomatic.take, diplomatic.inherit),
    "authority": (authority.take, authority.inherit),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """The relations of one pair, and where its events contradict each other.

    `cut_off` holds those that were in force when a party ended, with the parties that ended.
    """

    relations: tuple[Relation, ...]
    clashes: tuple[Clash, ...]
    cut_off: tuple[tuple[frozenset[PartyId], Relation], ...] = ()


def fold(events: Iterable[Event], *, ontology: Ontology, parties: PartyFacts) -> list[Relation]:
    """Give all relations that the events make, in order of parties, dimension and time.

    The same events in any order give the same relations. Events with a party that was not
    resolved, without a date that can be told, or that only may happen make none.
    """
    folder = Folder(events, ontology=ontology, parties=parties)
    return [relation for pair in folder.pairs() for relation in folder.pair(pair).relations]


def fold_pair(
    pair: PairKey, events: Iterable[Event], *, ontology: Ontology, parties: PartyFacts
) -> list[Relation]:
    """Give the relations of one pair.

    Args:
        pair: Its key (`pairs.pair_key`).
        events: At least the events of the pair, the authority events of both parties and what
            `pairs.feeders` names besides; others change nothing.
        ontology: Event types.
        parties: Dates and states of the parties.
    """
    return list(Folder(events, ontology=ontology, parties=parties).pair(pair).relations)


class Folder:
    """Folds pairs on demand, each once."""

    def __init__(self, events: Iterable[Event], *, ontology: Ontology, parties: PartyFacts) -> None:
        events = list(events)
        self._ontology = ontology
        self.lifetimes = Lifetimes(events, ontology=ontology, parties=parties)
        self._events: dict[PairKey, list[Event]] = {}
        for event in events:
            if event.actor and event.type in ontology:
                key = pair_key(event.actor, event.target or event.actor, state_of=parties.state_of)
                self._events.setdefault(key, []).append(event)
        self._folded: dict[tuple[PairKey, tuple[tuple[PartyId, PartyId], ...]], Folded] = {}

    def pairs(self) -> list[PairKey]:
        """Give the pairs that may have relations: those with events, and their heirs."""
        heirs: dict[PartyId, set[PartyId]] = {}
        parties = {party for pair in self._events for party in pair}
        for party in parties:
            for succession in self.lifetimes.successions(party):
                heirs.setdefault(succession.former, set()).add(party)
        found, waiting = set(self._events), list(self._events)
        while waiting:
            a, b = waiting.pop()
            further = [(heir, b) for heir in heirs.get(a, ())] + [(a, heir) for heir in heirs.get(b, ())]
            for one, other in further:
                pair = (min(one, other), max(one, other))
                if pair not in found:
                    found.add(pair)
                    waiting.append(pair)
        return sorted(found)

    def pair(self, pair: PairKey) -> Folded:
        """Fold one pair."""
        return self._before(pair, date.max)

    def _before(self, pair: PairKey, day: date) -> Folded:
        """Fold one pair with the successions before a day only.

        What is taken over at a day depends on earlier successions alone, so that parties which
        succeed each other in turn (Russia, the Soviet Union, Russia) come out right.
        """
        used = tuple(
            succession
            for heir, other in dict.fromkeys((pair, pair[::-1]))
            for succession in self.lifetimes.successions(heir)
            if boundary_day(succession.boundary) < day and heir != other and succession.former != other
        )
        key = (pair, tuple((succession.heir, succession.former) for succession in used))
        if key not in self._folded:
            self._folded[key] = self._fold(pair, used)
        return self._folded[key]

    def _fold(self, pair: PairKey, successions: tuple[Succession, ...]) -> Folded:
        ops: dict[str, list[Op]] = {dimension: [] for dimension in _RULES}
        for op in ops_of(self._events.get(pair, ()), self._ontology):
            ops[op.type.dimension].append(op)
        for op in [*ops["relations"], *ops["mission"], *ops["envoy"]]:
            self._imply(op, ops)
        for op in self._heritage(pair, successions):
            if op.heritage is not None:
                ops[op.heritage.dimension].append(op)
        relations: list[Relation] = []
        cut_off: list[tuple[frozenset[PartyId], Relation]] = []
        clashes: list[Clash] = []
        for dimension, steps in ops.items():
            if steps:
                for lane in self._run(dimension, pair, steps, clashes):
                    relations.extend(lane.relations())
                    cut_off.extend(lane.cut_off())
        return Folded(
            relations=tuple(sorted(relations, key=relation_order)),
            clashes=tuple(sorted(clashes, key=lambda clash: (clash.day, clash.left, clash.right))),
            cut_off=tuple(cut_off),
        )

    def _run(self, dimension: str, pair: PairKey, steps: list[Op], clashes: list[Clash]) -> Lanes:
        take, inherit = _RULES[dimension]
        ordered = place(steps)
        renewing = () if dimension == "authority" else pair
        upheavals = [day for party in renewing for day in self.lifetimes.upheavals(party)]
        lanes = Lanes(dimension, ordered, self.lifetimes, clashes, upheavals)
        ends = _by_day([end for party in sorted(set(pair)) for end in self.lifetimes.ends(party)])
        for op in ordered:
            while ends and ends[0][0] < op.day:
                _end_all(lanes, ends.pop(0)[1])
            if op.heritage is not None:
                inherit(op, op.heritage, lanes)
            else:
                take(op, lanes)
        for _, ending in ends:
            _end_all(lanes, ending)
        return lanes

    def _imply(self, op: Op, ops: dict[str, list[Op]]) -> None:
        """Add the steps that relations, embassies and credentials imply on other dimensions."""
        if op.type.dimension == "relations" and diplomatic.other_than_diplomatic(op.event):
            return
        if op.type.code == "sever_relations" and op.kind == "end":
            for dimension in ("mission", "envoy"):
                ops[dimension].append(op.derived("sever", a=op.a, b=op.b, status=op.status))
        if not _implies_recognition(op):
            return
        a, b = self.lifetimes.key(op.a), self.lifetimes.key(op.b)
        if a != b and self.lifetimes.is_state(a) and self.lifetimes.is_state(b):
            for one, other in ((a, b), (b, a)):
                ops["recognition"].append(op.derived("implied", a=one, b=other, status="recognized"))

    def _heritage(self, pair: PairKey, successions: tuple[Succession, ...]) -> list[Op]:
        """Give the steps by which the pair takes over what its predecessors had when they ended."""
        ops: list[Op] = []
        for succession in successions:
            other = pair[1] if succession.heir == pair[0] else pair[0]
            former = (min(succession.former, other), max(succession.former, other))
            day = boundary_day(succession.boundary)
            for ended, relation in self._before(former, day).cut_off:
                about = relation.until is not None and abs(boundary_day(relation.until) - day) <= SAME_END
                if succession.former in ended and about and polarity(relation.status) >= 0:
                    ops.append(self._inherit_op(relation, succession))
        return ops

    def _inherit_op(self, relation: Relation, succession: Succession) -> Op:
        def renamed(party: PartyId) -> PartyId:
            return succession.heir if self.lifetimes.key(party) == succession.former else party

        a, b = renamed(relation.a), renamed(relation.b)
        if relation.dimension in self._ontology.unordered_dimensions and b < a:
            a, b = b, a
        return Op(
            kind="inherit",
            a=a,
            b=b,
            event=succession.event,
            type=self._ontology[succession.event.type],
            id=event_id(succession.event),
            day=boundary_day(succession.boundary),
            boundary=succession.boundary,
            status=relation.status,
            heritage=replace(relation, a=a, b=b),
        )


def _by_day(ends: list[End]) -> list[tuple[date, list[End]]]:
    """Group ends by the last day that they may mean: whatever is dated within came before."""
    days: dict[date, list[End]] = {}
    for end in ends:
        days.setdefault(boundary_last(end.boundary), []).append(end)
    return sorted(days.items(), key=lambda item: item[0])


def _end_all(lanes: Lanes, ends: list[End]) -> None:
    """End what holds between parties of which one is no more."""
    ended = frozenset(end.party for end in ends)
    cited = next((end.event for end in ends if end.event is not None), None)
    for lane in lanes:
        if not lane.outlives:
            day = boundary_last(ends[0].boundary)
            lane.stop(ends[0].boundary, day, event_id(cited) if cited else None, ended=ended)


def _implies_recognition(op: Op) -> bool:
    """Say whether a step implies that its parties recognize each other's state.

    Relations and permanent missions take place by mutual consent (VCDR art. 2).
    """
    if op.kind not in ("begin", "holds") or polarity(op.status) <= 0:
        return False
    if op.event.modality is Modality.DENIED:
        return False
    if op.type.dimension == "relations":
        return op.type.effect == "begin"
    if op.type.dimension == "mission":
        return op.event.level in EMBASSIES and op.type.code in ("open_mission", "reopen_mission")
    return op.type.code == "accredit_envoy" and op.event.level in AMBASSADORS
