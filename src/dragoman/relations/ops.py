"""Events as steps on a dimension: when each takes effect, and in which order.

`happened` acts from its date. `ongoing` says that a status holds: from A on for "A/..", over the
range for "A/B", else at the date (or, without one, on the published date), and then the status
began at some time up to it. `denied` says that a status does not hold as of its date; denying an
end confirms what it would have ended. Nothing else acts on relations.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from dragoman.ontology import EventType, Ontology
from dragoman.records import DatePoint, Event, Interval, Modality, PartyId, Relation
from dragoman.relations.moments import at_day, boundary_day, boundary_last, up_to
from dragoman.relations.pairs import OF_PARTIES
from dragoman.relations.statuses import BASE, polarity

# Same-day order: what ends comes before what begins, what an event only implies before what texts
# say, and what only confirms last.
RANKS = {
    kind: n
    for n, kind in enumerate(
        [
            "inherit",
            "implied",
            "lapse",
            "deny",
            "sever",
            "end",
            "expel",
            "begin",
            "add",
            "change",
            "level",
            "move",
            "ease",
            "name",
            "found",
            "succeed",
            "merge",
            "dissolve",
            "absorb",
            "holds",
            "over",
        ]
    )
}
_STATIVE = frozenset(("confirm", "deny"))  # a range with both ends is how long it lasted
_BEGINS = frozenset(("begin", "add", "confirm"))
_EVENT_IDS = 65536


@dataclass(slots=True, kw_only=True, eq=False)
class Op:
    """One step on a dimension between `a` and `b`, in that direction."""

    kind: str
    a: PartyId
    b: PartyId
    event: Event
    type: EventType
    id: str
    day: date
    boundary: Interval
    status: str
    open_start: bool = False  # held before `boundary`, since an unknown time
    until: date | None = None  # for `holds`: first day that the text no longer speaks of
    firm: bool = True  # False: dated only by the published date of a document
    heritage: Relation | None = None  # for `inherit`: what is taken over

    @property
    def order(self) -> tuple[date, int, date, str, str]:
        """A total order: by day, then by kind, then by precision and content."""
        return (self.day, RANKS[self.kind], boundary_last(self.boundary), self.type.code, self.id)

    def derived(self, kind: str, *, a: PartyId, b: PartyId, status: str) -> Op:
        """Give a step of another dimension that this one implies."""
        return replace(self, kind=kind, a=a, b=b, status=status, until=None)


@lru_cache(maxsize=_EVENT_IDS)
def event_id(event: Event) -> str:
    """Give `event.id`, which costs a hash over canonical JSON each time it is asked."""
    return event.id


def ops_of(events: Iterable[Event], ontology: Ontology) -> list[Op]:
    """Give the steps that events take on relations; in no particular order."""
    ops: list[Op] = []
    for event in events:
        kind = ontology.get(event.type)
        if kind is None or not kind.dimension or not _has_parties(event, kind):
            continue
        timing = _timing(event, kind)
        if timing is not None:
            ops.extend(_steps(event, kind, *timing))
    return ops


def _has_parties(event: Event, kind: EventType) -> bool:
    """Say whether both parties are known and two; a state can be founded or end by itself."""
    if kind.effect in OF_PARTIES:
        return bool(event.actor)
    return bool(event.actor and event.target) and event.actor != event.target


def _steps(event: Event, kind: EventType, acts: str, status: str, at: _Timing) -> list[Op]:
    a, b = event.actor, event.target or event.actor
    if kind.effect == "expel" or (kind.unordered and b < a):
        a, b = b, a
    op = Op(
        kind=acts,
        a=a,
        b=b,
        event=event,
        type=kind,
        id=event_id(event),
        day=boundary_day(at.boundary),
        boundary=at.boundary,
        status=status,
        open_start=at.open_start,
        until=at.until,
        firm=isinstance(event.date, Interval),
    )
    if at.end is None:
        return [op]
    lapse = replace(op, kind="lapse", day=boundary_last(at.end), boundary=at.end, open_start=False)
    return [op, lapse]


@dataclass(slots=True, kw_only=True)
class _Timing:
    boundary: Interval
    open_start: bool = False
    until: date | None = None
    end: Interval | None = None  # where the text says until when


def _timing(event: Event, kind: EventType) -> tuple[str, str, _Timing] | None:
    """Give what the event does, with which status, and when; None where it does nothing dated."""
    acts, status = _acts(event, kind)
    when = event.date if isinstance(event.date, Interval) else None
    if not acts:
        return None
    if when is None:
        if event.as_of is None or event.modality is Modality.HAPPENED:
            return None
        return acts, status, _Timing(boundary=at_day(event.as_of), open_start=True, until=event.as_of)
    stative = event.modality is Modality.ONGOING or acts in ("deny", "holds")
    return acts, status, _lasting(when) if stative else _momentary(when)


def _momentary(when: Interval) -> _Timing:
    """Time of a happening: "A/.." began at A, "../B" came about by B, a range leaves it open between."""
    if when.start is None and when.end is not None:
        return _Timing(boundary=up_to(when.end), open_start=True)
    if when.end is None and when.start is not None:
        return _Timing(boundary=Interval(when.start, when.start))
    return _Timing(boundary=when)


def _lasting(when: Interval) -> _Timing:
    """Time of a status: a simple date is a day on which it held; a range is how long it held."""
    if not when.is_range:
        return _Timing(boundary=when, open_start=True, until=when.first_day)
    if when.start is None:
        last_point = when.end or DatePoint(1)
        first = max(boundary_day(when) - timedelta(days=1), date.min + timedelta(days=1))
        return _Timing(
            boundary=at_day(first), open_start=True, until=first, end=Interval(last_point, last_point)
        )
    begin = Interval(when.start, when.start)
    if when.end is None:
        return _Timing(boundary=begin, until=date.max)
    return _Timing(boundary=begin, until=when.end.first_day, end=Interval(when.end, when.end))


def _acts(event: Event, kind: EventType) -> tuple[str, str]:
    """Give the kind of step, "" for none, and its status."""
    modality, effect = event.modality, kind.effect
    if effect == "none":
        return "", ""
    if modality is Modality.HAPPENED:
        return ("holds" if effect == "confirm" else effect), kind.status
    if modality is Modality.ONGOING:
        return _acts_ongoing(kind)
    if modality is Modality.DENIED:
        return _acts_denied(kind)
    return "", ""


def _acts_ongoing(kind: EventType) -> tuple[str, str]:
    if kind.effect in _BEGINS or kind.effect in ("name", "change", "end"):
        return "holds", kind.status
    if kind.effect in ("level", "move", "ease"):
        return "holds", kind.status
    return ("deny" if kind.effect == "deny" else ""), kind.status


def _acts_denied(kind: EventType) -> tuple[str, str]:
    if kind.dimension == "authority" and kind.effect not in ("begin", "end"):
        return "", ""  # that a state was not founded, or did not end, is no status
    if kind.effect in _BEGINS:
        return "deny", "none"
    interrupts = kind.effect == "change" and polarity(kind.status) <= 0 and kind.status != "applied"
    if kind.effect == "end" or interrupts:
        return "holds", BASE[kind.dimension]
    return "", ""


def narrowed(boundary: Interval, after: date) -> Interval:
    """Give the boundary known to lie after a day: "1921" after 26 July is "1921-07-27/1921"."""
    following = after + timedelta(days=1)
    if following <= boundary_day(boundary):
        return boundary
    last = boundary.end or boundary.start
    if last is None or last.last_day <= following:
        return at_day(following)
    return Interval(DatePoint(following.year, following.month, following.day), last, is_range=True)
