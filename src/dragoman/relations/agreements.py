"""Agreements, told apart by title: signed, ratified, in force, suspended, ended."""

from __future__ import annotations

from dragoman.records import Relation
from dragoman.relations import steps
from dragoman.relations.compat import title_key
from dragoman.relations.lanes import Lane, Lanes, Traits
from dragoman.relations.ops import Op

_PROGRESS = {"signed": 1, "ratified": 2, "in_force": 3}


def take(op: Op, lanes: Lanes) -> None:
    """Take one step of dimension agreement."""
    lane = _lane(op, lanes)
    traits = Traits(detail=op.event.object or lane.traits.detail)
    done = _PROGRESS.get(lane.status, 0)
    if op.kind == "begin" and 0 < _PROGRESS[op.status] <= done:
        if _PROGRESS[op.status] == done:
            lane.clash_on_dates(op)
        lane.note(op)
    elif op.kind == "deny" and done and _PROGRESS.get(op.type.status, 0) > done:
        lane.note(op)  # "signed but never ratified" leaves the signature as it is
    else:
        steps.take(lane, op, traits)


def inherit(op: Op, heritage: Relation, lanes: Lanes) -> None:
    """Take over a predecessor's agreement."""
    slot = " ".join(title_key(heritage.detail)) or f"#{heritage.events[0]}"
    steps.inherit(lanes.get(heritage.a, heritage.b, slot), op, heritage)


def _lane(op: Op, lanes: Lanes) -> Lane:
    """Give the agreement meant: by title; an untitled one is a new one, or the only one there is."""
    if op.event.object:
        return lanes.get(op.a, op.b, " ".join(title_key(op.event.object)))
    if op.type.code != "sign_agreement":
        held = [lane for lane in lanes.of(op.a, op.b) if lane.holds or lane.status == "suspended"]
        if len(held) == 1:
            return held[0]
    return lanes.get(op.a, op.b, f"#{op.id}")
