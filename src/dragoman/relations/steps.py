"""Steps that most dimensions take alike: what begins, ends, changes, confirms or denies a status."""

from __future__ import annotations

from dragoman.records import Modality, Relation
from dragoman.relations.lanes import Lane, Traits, is_again
from dragoman.relations.moments import may_overlap
from dragoman.relations.ops import Op
from dragoman.relations.statuses import polarity


def take(lane: Lane, op: Op, traits: Traits | None = None) -> None:
    """Take a step that has no rule of its own.

    Args:
        lane: What the step is about.
        op: A step of kind begin, end, change, holds, deny or lapse.
        traits: What the status comes with, if it is set; by default what the lane has now.
    """
    traits = traits or lane.traits
    if op.kind == "lapse":
        lane.lapse(op)
    elif op.kind == "deny":
        deny(lane, op, traits)
    elif op.kind == "holds":
        hold(lane, op, traits)
    elif op.kind == "change":
        change(lane, op, traits)
    else:
        set_status(lane, op, traits)


def set_status(lane: Lane, op: Op, traits: Traits) -> None:
    """Begin or end: set the status, or take the step as further evidence where it holds already."""
    if begins_again(lane, op):
        lane.start(op, op.status, traits)
    elif lane.status == op.status or _says_no_more(lane, op):
        lane.clash_on_dates(op)
        lane.note(op)
    else:
        lane.start(op, op.status, traits)


def begins_again(lane: Lane, op: Op) -> bool:
    """Say whether what is said to begin again is another beginning than the one on record."""
    if lane.now is None or not is_again(op):
        return False
    told_before = is_again(lane.now.opened) and may_overlap(lane.now.opened.boundary, op.boundary)
    return lane.now.day < op.day and not told_before


def _says_no_more(lane: Lane, op: Op) -> bool:
    """Say whether the step's status is contained in what holds.

    Relations that were upgraded are established; and who denies that something ended confirms
    whatever holds.
    """
    graded = lane.status in ("upgraded", "downgraded") and op.status == "established"
    return graded or (lane.holds and op.event.modality is Modality.DENIED)


def change(lane: Lane, op: Op, traits: Traits) -> None:
    """Set another status; "opens it in that status" where none is on record."""
    if lane.status == op.status and lane.traits == traits:
        lane.clash_on_dates(op)
        lane.note(op)
    else:
        lane.start(op, op.status, traits)


def hold(lane: Lane, op: Op, traits: Traits) -> None:
    """Confirm a status: evidence for what holds, else the status has held for an unknown time."""
    if lane.status == op.status or _says_no_more(lane, op):
        lane.clash_on_dates(op)
        lane.note(op)
    else:
        lane.start(op, op.status, traits)


def deny(lane: Lane, op: Op, traits: Traits) -> None:
    """Say that the status does not hold as of a date.

    Against a status on record that is a contradiction, and noted as one. The denial prevails if
    the text gives its date and the status began earlier; a denial dated only by the document's
    published date does not.
    """
    if polarity(lane.status) < 0:
        lane.note(op)
    elif not lane.status:
        lane.start(op, "none", traits)
    else:
        lane.clash("status", op)
        if op.firm and lane.now is not None and lane.now.day < op.day:
            lane.start(op, "none", traits)


def inherit(lane: Lane, op: Op, heritage: Relation) -> None:
    """Take over a predecessor's relation, unless one of the successor's own is in force."""
    if lane.holds:
        return
    lane.start(op, heritage.status, traits_of(heritage))
    if lane.now is not None:
        lane.now.events = [*heritage.events, *lane.now.events]


def traits_of(relation: Relation) -> Traits:
    """Give what a relation comes with."""
    return Traits(
        level=relation.level,
        city=relation.city,
        basis=relation.basis,
        detail=relation.detail,
        measures=relation.measures,
    )
