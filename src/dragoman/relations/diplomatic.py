"""Diplomatic relations (VCDR art. 2), and memberships, which follow the same steps.

Relations that a text calls consular, informal or commercial are none that VCDR art. 2 means; they
are kept apart by what the text calls them.
"""

from __future__ import annotations

from dragoman.records import Event, Relation
from dragoman.relations import steps
from dragoman.relations.compat import fold_name
from dragoman.relations.lanes import Lane, Lanes, Traits
from dragoman.relations.ops import Op

_OTHER = frozenset(("consular", "informal", "unofficial", "commercial", "trade", "cultural"))
_REACHING = frozenset(("end", "change"))


def take(op: Op, lanes: Lanes) -> None:
    """Take one step of dimension relations or membership."""
    lane = _lane(op, lanes)
    if op.status == "applied" and (lane.holds or lane.status == "suspended"):
        lane.note(op)  # a member that applies has applied for something else
        return
    steps.take(lane, op, Traits(level=op.event.level, detail=other_than_diplomatic(op.event)))


def other_than_diplomatic(event: Event) -> str:
    """Give what a text calls relations that are not diplomatic ones; "" where they are."""
    words = fold_name(event.object)
    return event.object if _OTHER.intersection(words) and "diplomatic" not in words else ""


def _lane(op: Op, lanes: Lanes) -> Lane:
    """Give the lane of the step.

    Breaking with a government breaks what was on record with its state, and the other way round,
    where nothing is on record with exactly the party named.
    """
    own = lanes.get(op.a, op.b, " ".join(fold_name(other_than_diplomatic(op.event))))
    if op.kind in _REACHING and not own.status and not other_than_diplomatic(op.event):
        held = [lane for lane in lanes.like(op.a, op.b) if lane.holds and not lane.traits.detail]
        if len(held) == 1:
            return held[0]
    return own


def inherit(op: Op, heritage: Relation, lanes: Lanes) -> None:
    """Take over a predecessor's relations or membership."""
    steps.inherit(lanes.get(heritage.a, heritage.b, " ".join(fold_name(heritage.detail))), op, heritage)
