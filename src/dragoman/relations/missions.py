"""Missions: embassies, legations, consulates and their like.

A mission has one level at a time per city. Texts often leave the city out; a state has one
diplomatic mission in another, so a text about "the embassy" is about that one. Severing relations
closes embassies, not consulates (VCDR arts. 2 and 45; 1963 Convention art. 2), nor an interests
section that follows.
"""

from __future__ import annotations

from datetime import date, timedelta

from dragoman.records import Relation
from dragoman.relations import steps
from dragoman.relations.compat import fold_name, same_city
from dragoman.relations.keys import mission_place
from dragoman.relations.lanes import Lane, Lanes, Traits, with_traits
from dragoman.relations.moments import until_day
from dragoman.relations.ops import Op
from dragoman.relations.statuses import DIPLOMATIC, EMBASSIES, MISSION_RANK, mission_class

# A text that reports the break and says, dated this much later at most, that the embassy is open keeps it.
_KEPT_WITHIN = timedelta(days=31)
# A closing on record this much later at most is that of the embassy left behind by the break.
_WOUND_UP_WITHIN = timedelta(days=366)


def take(op: Op, lanes: Lanes) -> None:
    """Take one step of dimension mission."""
    if op.kind == "sever":
        _sever(op, lanes)
        return
    if op.kind == "deny":
        _deny(op, lanes)
        return
    lane = _moved(op, lanes) if op.kind == "move" else _find(op, lanes)
    if op.kind == "begin":
        _open(lane, op, lanes)
    elif op.kind in ("level", "move"):
        _alter(lane, op)
    elif op.kind == "holds":
        _hold(lane, op, lanes)
    elif _one_class(lane.traits.level, op.event.level):
        steps.take(lane, op, _traits(lane, op))
    _keep_apart(lane, op, lanes)


def inherit(op: Op, heritage: Relation, lanes: Lanes) -> None:
    """Take over a predecessor's mission: its building and staff serve the successor."""
    slot = _slot(heritage.city, heritage.level)
    steps.inherit(lanes.get(heritage.a, heritage.b, slot), op, heritage)


def _slot(city: str, level: str) -> str:
    return " ".join(fold_name(city)) or f"?{mission_class(level)}"


def _traits(lane: Lane, op: Op) -> Traits:
    return with_traits(lane.traits, level=op.event.level, city=op.event.city)


def _one_class(one: str, other: str) -> bool:
    first, second = mission_class(one), mission_class(other)
    return first == second or not first or not second


def _find(op: Op, lanes: Lanes) -> Lane:
    """Give the mission that a step is about, a new one where none on record fits."""
    own = lanes.of(op.a, op.b)
    if op.kind not in ("begin", "holds") and not own:
        own = lanes.like(op.a, op.b)
    city, level = op.event.city, op.event.level
    found = _in_city(own, city, level) if city else _without_city(own, level)
    return found or lanes.get(op.a, op.b, _slot(city, level))


def _in_city(lanes: list[Lane], city: str, level: str) -> Lane | None:
    named = [lane for lane in lanes if lane.traits.city and same_city(lane.traits.city, city)]
    unnamed = [lane for lane in lanes if not lane.traits.city and _one_class(lane.traits.level, level)]
    return next(iter(sorted(named, key=_preference) or sorted(unnamed, key=_preference)), None)


def _without_city(lanes: list[Lane], level: str) -> Lane | None:
    fitting = [lane for lane in lanes if _one_class(lane.traits.level, level)]
    held = [lane for lane in fitting if lane.holds or lane.status == "suspended"]
    unnamed = [lane for lane in held if not lane.traits.city]
    if unnamed or len(held) == 1:
        return (unnamed or held)[0]
    if held and (level in DIPLOMATIC or not level):
        return min((lane for lane in held if lane.traits.level in DIPLOMATIC), key=_preference, default=None)
    if held:
        return None  # which of several consulates is not said
    past = [lane for lane in fitting if not lane.traits.city] or fitting
    return past[0] if len(past) == 1 else None


def _preference(lane: Lane) -> tuple[bool, int, int, str]:
    """Prefer what is open, then what was opened last, then the higher level."""
    day = lane.now.day.toordinal() if lane.now else 0
    return (not lane.holds, -day, -MISSION_RANK.get(lane.traits.level, 0), lane.traits.city)


def _open(lane: Lane, op: Op, lanes: Lanes) -> None:
    """Open; where a mission in that city is open, only a higher level replaces its own."""
    level, held = op.event.level, lane.traits.level
    raises = bool(level and held) and MISSION_RANK.get(level, 0) > MISSION_RANK.get(held, 0)
    if not lane.holds or raises or (steps.begins_again(lane, op) and _one_class(held, level)):
        fresh = not lane.holds and op.type.code == "open_mission"  # not the former level again
        city = op.event.city or lane.traits.city
        lane.start(op, op.status, Traits(level=level, city=city) if fresh else _traits(lane, op))
        return
    if (not level or not held or level == held) and (lane.traits.city or held in DIPLOMATIC):
        lane.clash_on_dates(op)
    _learn(lane, op, lanes)


def _learn(lane: Lane, op: Op, lanes: Lanes) -> None:
    """Fill in level and city that the record lacked: from now on only, where another mission was there."""
    had = lane.traits
    traits = with_traits(had, level=had.level or op.event.level, city=had.city or op.event.city)
    now = lane.now
    if now is not None and traits != had:
        since = date.min if now.since is None else now.day
        others = (r for other in lanes.of(op.a, op.b) if other is not lane for r in other.relations())
        if any(_place(r) == _place(traits) and until_day(r) > since for r in others):
            lane.start(op, now.status, traits)
            return
    lane.note(op, traits=traits)


def _keep_apart(lane: Lane, op: Op, lanes: Lanes) -> None:
    """Let any other mission that is, or last was, on record in the same city give way."""
    if lane.now is not None:
        for other in lanes.of(op.a, op.b):
            if other is not lane and _share(other.traits, lane.traits):
                other.give_way(op)


def _share(one: Traits, other: Traits) -> bool:
    """Say whether two missions of a state in another are told apart by nothing."""
    if one.city and other.city:
        return same_city(one.city, other.city)
    return _place(one) == _place(other)


def _place(told: Traits | Relation) -> str:
    return mission_place(told.city, told.level)


def _alter(lane: Lane, op: Op) -> None:
    """Set the level or the city that the text names."""
    traits = _traits(lane, op)
    if op.kind == "move":
        traits = with_traits(traits, level=lane.traits.level or op.event.level)
    if lane.holds and traits == lane.traits:
        if op.kind == "level":
            lane.clash_on_dates(op)
        lane.note(op)
    else:
        lane.start(op, op.status, traits)


def _moved(op: Op, lanes: Lanes) -> Lane:
    """Give the mission that moves to the city named."""
    level, city = op.event.level, op.event.city
    own = [lane for lane in lanes.of(op.a, op.b) if _one_class(lane.traits.level, level) and lane.holds]
    there = [lane for lane in own if city and lane.traits.city and same_city(lane.traits.city, city)]
    if there and _one_class(there[0].traits.level, level or "embassy"):
        return there[0]
    moving = [lane for lane in own if level or lane.traits.level in DIPLOMATIC or len(own) == 1]
    if not moving:
        return _find(op, lanes)
    return min(moving, key=_preference)


def _hold(lane: Lane, op: Op, lanes: Lanes) -> None:
    """Confirm; fill in the level and the city where the record lacked them."""
    if op.status != "open" or not lane.holds:
        steps.take(lane, op, _traits(lane, op))
        return
    level, held = op.event.level, lane.traits.level
    if level and held and level != held and _one_class(level, held):
        lane.start(op, "open", _traits(lane, op))
    else:
        _learn(lane, op, lanes)


def _deny(op: Op, lanes: Lanes) -> None:
    """Say that A has no such mission in B: of the level and in the city named, or none at all."""
    level, city = op.event.level, op.event.city
    own = lanes.of(op.a, op.b)
    near = [lane for lane in own if lane.traits.city and same_city(lane.traits.city, city)] if city else own
    fitting = [lane for lane in near if _one_class(lane.traits.level, level)]
    if city and near and not fitting:
        return  # an embassy in that city is no consulate, and says nothing of one
    for lane in fitting or [lanes.get(op.a, op.b, _slot(city, level))]:
        traits = with_traits(lane.traits, level=lane.traits.level or level, city=lane.traits.city or city)
        steps.deny(lane, op, traits)


def _sever(op: Op, lanes: Lanes) -> None:
    """Close the embassies of both sides, unless the text keeps them."""
    for lane in [*lanes.like(op.a, op.b), *lanes.like(op.b, op.a)]:
        open_or_idle = lane.holds or lane.status == "suspended"
        embassy = lane.traits.level in EMBASSIES or not lane.traits.level
        if open_or_idle and embassy and not _is_kept(lane, op, lanes):
            lane.start(op, "closed", lane.traits)


def _is_kept(lane: Lane, op: Op, lanes: Lanes) -> bool:
    """Say whether a text keeps the mission: it says that it was open then, or closed only later."""
    return any(
        _keeps(other, op)
        for other in lanes.ops
        if (other.a, other.b) == (lane.a, lane.b)
        and _one_class(other.event.level, lane.traits.level)
        and same_city(other.event.city, lane.traits.city)
    )


def _keeps(other: Op, op: Op) -> bool:
    if other.kind == "end":
        return op.day < other.day <= op.day + _WOUND_UP_WITHIN
    if other.kind != "holds" or other.status != "open":
        return False
    soon = op.day <= other.day <= op.day + _KEPT_WITHIN
    same_text = not set(other.event.groups).isdisjoint(op.event.groups)
    return other.day <= op.day <= (other.until or other.day) or (soon and same_text)
