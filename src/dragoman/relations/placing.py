"""Where an imprecisely dated step stands among others: "closed in 1921" and "opened in July 1921".

By convention a date counts from its first day. Where that makes no sense of the sequence (a
closing before the opening of the same year), the step is put behind one of the others that fall
within its date: where the fewest steps contradict what holds before them, the earliest such
place. Its boundary is then narrowed to the days that are left.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from dragoman.relations.compat import same_city, same_person, same_title
from dragoman.relations.moments import boundary_day, boundary_last
from dragoman.relations.ops import Op, narrowed
from dragoman.relations.statuses import mission_class, polarity

_MOVABLE = frozenset(["begin", "end", "change", "deny", "add", "ease", "holds"])
# Types that say of themselves that the status had been interrupted or ended before.
_AGAIN = frozenset(["reopen_mission", "resume_relations", "return_envoy"])
_Alike = Callable[[Op, Op], bool]


def _same_mission(one: Op, other: Op) -> bool:
    classes = {mission_class(one.event.level), mission_class(other.event.level)} - {""}
    return len(classes) < 2 and same_city(one.event.city, other.event.city)


def _any(one: Op, other: Op) -> bool:
    return True


_ALIKE: dict[str, _Alike] = {
    "mission": _same_mission,
    "envoy": lambda one, other: same_person(one.event.object, other.event.object),
    "agreement": lambda one, other: same_title(one.event.object, other.event.object),
    "designation": lambda one, other: same_title(one.event.object, other.event.object),
}


def place(ops: list[Op]) -> list[Op]:
    """Give the steps of one dimension between two parties in the order in which they are taken.

    Moves imprecisely dated steps where that makes sense of the sequence; otherwise the order is
    that of `Op.order`. The result does not depend on the order of `ops`.
    """
    ops = sorted(ops, key=lambda op: op.order)
    movable = [op for op in ops if op.kind in _MOVABLE and _has_company(op, ops)]
    for op in movable:
        _move(op, ops)
    return sorted(ops, key=lambda op: op.order) if movable else ops


def _has_company(op: Op, ops: list[Op]) -> bool:
    """Say whether another step falls within an imprecise date, after its first day."""
    last = boundary_last(op.boundary)
    return op.day < last and any(op.day < other.day <= last for other in ops if other is not op)


def _move(op: Op, ops: list[Op]) -> None:
    alike = _ALIKE.get(op.type.dimension, _any)
    others = [o for o in ops if o is not op and (o.a, o.b) == (op.a, op.b) and alike(op, o)]
    others.sort(key=lambda other: other.order)
    last = boundary_last(op.boundary)
    first = sum(other.order < op.order for other in others)
    slots = [n + 1 for n, other in enumerate(others) if n >= first and other.day < last]
    costs = {slot: _contradictions([*others[:slot], op, *others[slot:]]) for slot in [first, *slots]}
    best = min(costs, key=lambda slot: (costs[slot], slot))
    if best > first:
        op.boundary = narrowed(op.boundary, others[best - 1].day)
        op.day = max(boundary_day(op.boundary), others[best - 1].day + timedelta(days=1))


def _contradictions(ops: list[Op]) -> int:
    """Give how much the steps contradict what holds before them, summed up."""
    status = cost = 0
    for op in ops:
        before, gives = _costs_and_gives(op)
        cost += before[status]
        status = gives or status
    return cost


# What a step costs by the status before it: unknown, holding, and (index -1) not holding.
_Costs = tuple[int, int, int]
_FREE: _Costs = (0, 0, 0)
_NEEDS_HELD: _Costs = (0, 0, 2)
_NEEDS_NONE: _Costs = (0, 2, 0)


def _costs_and_gives(op: Op) -> tuple[_Costs, int]:
    """Give what a step costs after each status, and what it leaves: 1 holding, -1 not holding, 0 as it was.

    What is merely said to begin is rather the first time, what is said to begin again is not, and
    what ends has been.
    """
    if op.kind == "begin":
        return ((1, 2, 0) if op.type.code in _AGAIN else (0, 2, 1)), 1
    if op.kind in ("end", "sever", "expel"):
        return (1, 0, 2), -1
    if op.kind == "deny":
        return _NEEDS_NONE, -1
    if op.kind in ("change", "level", "move", "ease"):
        return _NEEDS_HELD, polarity(op.status) or -1
    if op.kind == "add":
        return _FREE, 1
    if op.kind == "holds":
        holds = polarity(op.status) > 0
        return (_NEEDS_HELD if holds else _NEEDS_NONE), 1 if holds else -1
    return _FREE, 0
