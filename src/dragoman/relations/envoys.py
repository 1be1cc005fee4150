"""Envoys: one head of mission at a time, those appointed beside, and consuls by city.

A new accreditation ends the former head's interval; severing relations ends both sides'. An
appointment names a person and opens no post (VCDR arts. 4, 9, 13 and 14).
"""

from __future__ import annotations

from dragoman.records import Relation
from dragoman.relations import steps
from dragoman.relations.compat import fold_name, same_person
from dragoman.relations.lanes import Lane, Lanes, Traits, with_traits
from dragoman.relations.ops import Op
from dragoman.relations.statuses import CONSULS

_HEADS = frozenset(
    [
        "ambassador",
        "high_commissioner",
        "nuncio",
        "minister",
        "minister_resident",
        "charge",
        "charge_d_affaires",
        "charge_ad_interim",
        "diplomatic_agent",
        "commissioner",
    ]
)
_NAMED = "appointed"


def take(op: Op, lanes: Lanes) -> None:
    """Take one step of dimension envoy."""
    if op.kind == "sever":
        _sever(op, lanes)
        return
    post = _post(op.event.level, op.event.city)
    lane, named = lanes.get(op.a, op.b, post), lanes.get(op.a, op.b, post + _NAMED)
    if op.kind == "name" or op.status == "appointed":
        _name(lane, named, op)
    elif op.kind == "begin":
        _accredit(lane, named, op)
    elif op.kind == "expel":
        _expel(lane, op)
    elif op.kind == "end":
        _end(lane, named, op)
    elif op.kind == "change":
        lane.start(op, op.status, _traits(lane, op))
    elif op.kind == "holds":
        _hold(lane, op)
    elif op.kind == "deny" and op.event.object:
        _deny_person(lane, op)
    else:
        steps.take(lane, op, _traits(lane, op))


def inherit(op: Op, heritage: Relation, lanes: Lanes) -> None:
    """Take over a predecessor's envoy."""
    post = _post(heritage.level, heritage.city) + (_NAMED if heritage.status == "appointed" else "")
    steps.inherit(lanes.get(heritage.a, heritage.b, post), op, heritage)


def _post(level: str, city: str) -> str:
    """Give the slot: heads of mission share one, consuls have one a city."""
    return f"consul {' '.join(fold_name(city))} " if level in CONSULS else ""


def _own(op: Op) -> Traits:
    return Traits(level=op.event.level, city=op.event.city, detail=op.event.object)


def _traits(lane: Lane, op: Op) -> Traits:
    """Give the person and level that the text names, else those on record."""
    same = same_person(lane.traits.detail, op.event.object)
    return with_traits(lane.traits, level=op.event.level, detail=op.event.object) if same else _own(op)


def _name(lane: Lane, named: Lane, op: Op) -> None:
    if op.kind in ("deny", "lapse"):
        named.lapse(op) if op.kind == "lapse" else None
    elif lane.holds and op.event.object and same_person(lane.traits.detail, op.event.object):
        lane.note(op)
    elif (
        named.status == "appointed"
        and same_person(named.traits.detail, op.event.object)
        and _same_level(named, op)
    ):
        if named.traits.detail and op.event.object:
            named.clash_on_dates(op)
        named.note(op, traits=with_traits(named.traits, level=op.event.level, detail=op.event.object))
    else:
        named.start(op, "appointed", _own(op))


def _accredit(lane: Lane, named: Lane, op: Op) -> None:
    if named.now is not None:
        named.stop(op.boundary, op.day, op.id)
    back = lane.status == "recalled" and not op.event.object
    if lane.holds and same_person(lane.traits.detail, op.event.object) and _same_level(lane, op):
        if lane.traits.detail and op.event.object and lane.traits.level == op.event.level:
            lane.clash_on_dates(op)
        lane.note(op, traits=_traits(lane, op))
    else:
        lane.start(op, "accredited", _traits(lane, op) if back else _own(op))


def _same_level(lane: Lane, op: Op) -> bool:
    return not lane.traits.level or not op.event.level or lane.traits.level == op.event.level


def _concerns_head(lane: Lane, op: Op) -> bool:
    """Say whether the person named can be the present head of mission."""
    return same_person(lane.traits.detail, op.event.object)


def _end(lane: Lane, named: Lane, op: Op) -> None:
    if named.now is not None and op.event.object and same_person(named.traits.detail, op.event.object):
        named.stop(op.boundary, op.day, op.id)
    if lane.status == "ended" and not (op.event.object and lane.traits.detail):
        lane.note(op)
    elif not lane.holds and lane.status != "recalled":
        _set_ended(lane, op)
    elif _concerns_head(lane, op):
        lane.start(op, op.status, _traits(lane, op))


def _set_ended(lane: Lane, op: Op) -> None:
    """End the post of somebody who is not on record as in it."""
    if lane.status == "ended" and _concerns_head(lane, op):
        lane.clash_on_dates(op)
        lane.note(op)
    else:
        lane.start(op, op.status, _own(op))


def _expel(lane: Lane, op: Op) -> None:
    """End the other side's head of mission, where the text says that it is he who was expelled.

    Most expulsions are of staff, so one of nobody in particular leaves the head in post.
    """
    named = bool(op.event.object and lane.traits.detail) and _concerns_head(lane, op)
    head = op.event.level in _HEADS and (not lane.holds or _concerns_head(lane, op))
    if named or head:
        lane.start(op, op.status, _traits(lane, op))


def _hold(lane: Lane, op: Op) -> None:
    if lane.status == op.status and _concerns_head(lane, op):
        lane.note(op, traits=_traits(lane, op))
    else:
        lane.start(op, op.status, _own(op))


def _deny_person(lane: Lane, op: Op) -> None:
    """Take a denial about one person, which says nothing about whoever else is in the post."""
    if lane.holds and lane.traits.detail and _concerns_head(lane, op):
        lane.clash("status", op)


def _sever(op: Op, lanes: Lanes) -> None:
    both = [*lanes.like(op.a, op.b), *lanes.like(op.b, op.a)]
    for lane in both:
        if lane.traits.level in CONSULS:
            continue
        if lane.status == "appointed":
            lane.stop(op.boundary, op.day, op.id)
        elif lane.holds or lane.status == "recalled":
            lane.start(op, "ended", lane.traits)
