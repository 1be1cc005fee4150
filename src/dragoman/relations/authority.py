"""Authority: who governs a state, and what befell states themselves."""

from __future__ import annotations

from dragoman.records import Relation
from dragoman.relations import steps
from dragoman.relations.lanes import Lanes, Traits
from dragoman.relations.ops import Op
from dragoman.relations.pairs import OF_PARTIES

_GOVERNS = "governs"


def take(op: Op, lanes: Lanes) -> None:
    """Take one step of dimension authority."""
    if op.type.effect in OF_PARTIES:
        _befall(op, lanes)
        return
    lane = lanes.get(op.a, op.b, _GOVERNS)
    before = lane.status
    steps.take(lane, op, Traits(city=op.event.city))
    if lane.holds and op.kind in ("begin", "holds") and before != lane.status:
        for other in lanes:  # a state has one government at a time
            if other is not lane and other.b == op.b and other.status == _GOVERNS:
                other.start(op, "fell")


def _befall(op: Op, lanes: Lanes) -> None:
    """Note a founding, union, end or succession; a state founded anew is no longer annexed."""
    if op.type.effect == "found":
        for other in lanes:
            if other.status == "annexed" and (other.a, other.b) == (op.b, op.a):
                other.stop(op.boundary, op.day, op.id)
    lane = lanes.get(op.a, op.b, op.type.effect)
    lane.outlives = True
    steps.set_status(lane, op, Traits())


def inherit(op: Op, heritage: Relation, lanes: Lanes) -> None:
    """Take over nothing: who governed a state that is no more does not govern its successor."""
