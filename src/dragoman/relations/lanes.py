"""A lane: one thing that has one status at a time, such as A's mission in one city of B.

A lane takes steps in order and keeps the intervals of its statuses; by construction they do not
overlap and each ends after it begins. On the way it notes where texts contradict each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from dragoman.records import EventId, Interval, PartyId, Relation
from dragoman.relations.compat import same_party
from dragoman.relations.lifetimes import Lifetimes
from dragoman.relations.moments import boundary_day, boundary_last, may_overlap, up_to
from dragoman.relations.ops import Op, narrowed
from dragoman.relations.statuses import polarity

_ONE_DAY = timedelta(days=1)
# Steps that follow from a rule and not from a text about this very thing; they contradict nobody.
RULED = frozenset(("sever", "implied", "inherit"))
_AGAIN = frozenset(("resume_relations", "reopen_mission", "return_envoy"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Two sides that cannot both be right: `kind` "status" (on one date) or "date" (of one event)."""

    kind: str
    dimension: str
    a: PartyId
    b: PartyId
    day: date
    left: tuple[EventId, ...]
    right: tuple[EventId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What a status comes with."""

    level: str = ""
    city: str = ""
    basis: str = ""
    detail: str = ""
    measures: tuple[str, ...] = ()
    unnamed: bool = False  # sanctions: some measures in force are not named


@dataclass(slots=True, kw_only=True)
class Segment:
    """An interval of one status, while it is being built."""

    status: str
    traits: Traits
    since: Interval | None
    day: date  # from which it counts
    opened: Op
    first_evidence: date
    last_evidence: date
    covered: date  # first day that no text on record speaks of any more
    until: Interval | None = None
    ended: frozenset[PartyId] = frozenset()
    events: list[EventId] = field(default_factory=list)


def is_again(op: Op) -> bool:
    """Say whether a text says that something begins again, so that it had been interrupted."""
    return op.kind == "begin" and op.type.code in _AGAIN


def _some_time_up_to(op: Op) -> Interval | None:
    """Give the boundary of what came about at an unknown time, the step's at the latest."""
    if op.boundary.is_range and op.boundary.start is not None:
        return op.boundary  # moved behind another step, so it came about after that one
    point = op.boundary.end or op.boundary.start
    return up_to(point) if point else None


class Lane:
    """One thing with one status at a time, over time."""

    def __init__(
        self, dimension: str, a: PartyId, b: PartyId, clashes: list[Clash], upheavals: Sequence[date] = ()
    ) -> None:
        self.dimension, self.a, self.b = dimension, a, b
        self._upheavals = upheavals
        self.now: Segment | None = None
        self.outlives = False  # True: stays true when its parties are no more
        self._left = False  # True: another mission has taken its place, so its city is its own no more
        self._past: list[Segment] = []
        self._clashes = clashes

    @property
    def status(self) -> str:
        """The status that holds after the steps taken so far; "" where the lane knows none."""
        return self.now.status if self.now else ""

    @property
    def traits(self) -> Traits:
        """What the present status, or else the last one, comes with."""
        latest = self.now or (self._past[-1] if self._past else None)
        if latest is None:
            return Traits()
        return replace(latest.traits, city="") if self._left else latest.traits

    @property
    def holds(self) -> bool:
        """Whether the present status means that it holds."""
        return polarity(self.status) > 0

    def start(self, op: Op, status: str, traits: Traits | None = None) -> None:
        """Set another status from the step's boundary on.

        Where the same status goes on holding "again", it had been interrupted at an unknown time.
        """
        traits = traits or Traits()
        self._left = False
        since = self._since(op)
        covered = op.until or date.min
        if self.now is not None:
            if polarity(self.now.status) == polarity(status):
                covered = max(covered, self.now.covered)
            if self._contradicts(op, status, traits):
                self.clash("status", op)
            interrupted = self.now.status == status and is_again(op)
            self._close((_some_time_up_to(op) if interrupted else since) or op.boundary, op)
        self.now = Segment(
            status=status,
            traits=traits,
            since=since,
            day=op.day,
            opened=op,
            first_evidence=op.day,
            last_evidence=op.day,
            covered=covered,
            events=[op.id],
        )

    def _contradicts(self, op: Op, status: str, traits: Traits) -> bool:
        """Say whether the step says something else, of the same person or level, on the same day."""
        now = self.now
        if now is None or now.day != op.day or now.status == status:
            return False
        if {now.opened.kind, op.kind} & RULED or traits.measures or now.traits.measures:
            return False
        if boundary_last(now.opened.boundary) != now.day or boundary_last(op.boundary) != op.day:
            return False  # within one year or month both may have been so
        one, other = polarity(now.status), polarity(status)
        # An envoy may be recalled and leave on one day, and relations begin at a higher level.
        if one * other > 0 or (self.dimension == "envoy" and one * other == 0):
            return False
        named = ((now.traits.level, traits.level), (now.traits.detail, traits.detail))
        return not any(before and after and before != after for before, after in named)

    def _since(self, op: Op) -> Interval | None:
        """Give the boundary: None where the status held before the evidence begins."""
        if not op.open_start:
            return op.boundary
        if self.now is None and not self._past:
            return None
        return _some_time_up_to(op)

    def _close(self, until: Interval, op: Op | None) -> None:
        segment = self.now
        if segment is None:
            return
        if op is not None and segment.day < op.day:
            segment.until = until
            segment.events.append(op.id)
            self._past.append(segment)
        self.now = None  # a status that begins and ends on one day leaves no interval

    def note(self, op: Op, *, traits: Traits | None = None) -> None:
        """Take the step as evidence for the present status."""
        if self.now is None:
            return
        self.now.events.append(op.id)
        self.now.last_evidence = max(self.now.last_evidence, op.day)
        self.now.covered = max(self.now.covered, op.until or date.min)
        if traits is not None:
            self.now.traits = traits

    def lapse(self, op: Op) -> None:
        """End the status where a text says how long it lasted and no other speaks of longer."""
        now = self.now
        if now is None or now.covered > (op.until or op.day) or polarity(now.status) != polarity(op.status):
            return
        if now.last_evidence < op.day:
            now.until = narrowed(op.boundary, now.last_evidence)
            now.last_evidence = max(now.last_evidence, boundary_day(now.until) - _ONE_DAY)
            self._past.append(now)
            self.now = None

    def stop(
        self, boundary: Interval, day: date, event: EventId | None, *, ended: frozenset[PartyId] = frozenset()
    ) -> None:
        """End whatever holds without setting another status.

        Args:
            boundary: When.
            day: The last day that `boundary` may mean; what began later goes on.
            event: The event that says so; None where only a party's own dates do.
            ended: The parties that are no more, if that is why.
        """
        now = self.now
        if now is not None and now.day < day:
            now.until = narrowed(boundary, min(now.last_evidence, day - _ONE_DAY))
            now.ended = ended
            if event is not None:
                now.events.append(event)
            self._past.append(now)
        self.now = None

    def give_way(self, op: Op) -> None:
        """End because another mission moves in: what this one does next is told of no city."""
        self.stop(op.boundary, op.day, op.id)
        self._left = True

    def cut_off(self) -> list[tuple[frozenset[PartyId], Relation]]:
        """Give what was in force when a party ended, with the parties that ended."""
        return [(segment.ended, self._relation(segment)) for segment in self._past if segment.ended]

    def clash(self, kind: str, op: Op, *, against: tuple[EventId, ...] = ()) -> None:
        """Note that the step contradicts the events `against`, by default what began the status."""
        left = against or ((self.now.opened.id,) if self.now else ())
        if left and op.id not in left:
            self._clashes.append(
                Clash(
                    kind=kind,
                    dimension=self.dimension,
                    a=self.a,
                    b=self.b,
                    day=op.day,
                    left=left,
                    right=(op.id,),
                )
            )

    def clash_on_dates(self, op: Op) -> None:
        """Note two dates for what began the present status, where both are known and differ.

        Not where a party was founded, annexed or the like in between: then the one is a renewal.
        """
        now = self.now
        if now is None or now.since is None or now.since.start is None or op.open_start:
            return
        if {now.opened.kind, op.kind} & RULED or now.opened.type.effect != op.type.effect:
            return
        between = any(boundary_last(now.since) < day <= op.day for day in self._upheavals)
        if not between and not may_overlap(now.since, op.boundary):
            self.clash("date", op)

    def relations(self) -> list[Relation]:
        """Give the intervals, in order."""
        segments = [*self._past, *([self.now] if self.now else [])]
        return [self._relation(segment) for segment in segments]

    def _relation(self, segment: Segment) -> Relation:
        traits = segment.traits
        return Relation(
            dimension=self.dimension,
            a=self.a,
            b=self.b,
            status=segment.status,
            since=segment.since,
            until=segment.until,
            level=traits.level,
            city=traits.city,
            basis=traits.basis,
            detail=traits.detail,
            measures=traits.measures,
            events=tuple(dict.fromkeys(segment.events)),
            first_evidence=segment.first_evidence,
            last_evidence=segment.last_evidence,
        )


class Lanes:
    """The lanes of one dimension between the parties of one pair, made as they are needed.

    `ops` are all steps of the dimension in order, for rules that look at what texts say later;
    `upheavals` are days on which a party was founded, annexed, united or the like.
    """

    def __init__(
        self,
        dimension: str,
        ops: list[Op],
        lifetimes: Lifetimes,
        clashes: list[Clash],
        upheavals: Sequence[date] = (),
    ) -> None:
        self.dimension, self.ops, self.lifetimes = dimension, ops, lifetimes
        self.state_of = lifetimes.state_of
        self._upheavals = upheavals
        self._clashes = clashes
        self._lanes: dict[tuple[PartyId, PartyId, str], Lane] = {}

    def get(self, a: PartyId, b: PartyId, slot: str = "") -> Lane:
        """Give the lane of a direction and slot, a new one where there is none."""
        key = (a, b, slot)
        if key not in self._lanes:
            self._lanes[key] = Lane(self.dimension, a, b, self._clashes, self._upheavals)
        return self._lanes[key]

    def of(self, a: PartyId, b: PartyId) -> list[Lane]:
        """Give the lanes of a direction, in the order in which they were made."""
        return [lane for key, lane in self._lanes.items() if key[:2] == (a, b)]

    def like(self, a: PartyId, b: PartyId) -> list[Lane]:
        """Give the lanes of a direction between these parties, their states or their governments."""
        return [
            lane
            for lane in self._lanes.values()
            if same_party(lane.a, a, state_of=self.state_of) and same_party(lane.b, b, state_of=self.state_of)
        ]

    def slots(self, a: PartyId, b: PartyId) -> dict[str, Lane]:
        """Give the lanes of a direction by slot."""
        return {key[2]: lane for key, lane in self._lanes.items() if key[:2] == (a, b)}

    def __iter__(self) -> Iterator[Lane]:
        return iter(self._lanes.values())


def with_traits(traits: Traits, **changes: str | tuple[str, ...]) -> Traits:
    """Give `traits` with the non-empty changes made."""
    return replace(traits, **{name: value for name, value in changes.items() if value})  # type: ignore[arg-type]
