"""Sanctions, whose measures accumulate, and designations on lists."""

from __future__ import annotations

from dataclasses import replace

from dragoman.records import Modality, Relation
from dragoman.relations import steps
from dragoman.relations.compat import title_key
from dragoman.relations.lanes import Lane, Lanes, Traits
from dragoman.relations.ops import Op

_FREEZE = "asset_freeze"


def take(op: Op, lanes: Lanes) -> None:
    """Take one step of dimension sanctions."""
    lane = lanes.get(op.a, op.b)
    if op.kind == "add":
        _impose(lane, op)
    elif op.kind == "holds" and op.status == "sanctioned":
        _prolong(lane, op)
    elif op.kind in ("ease", "end"):
        _ease_or_lift(lane, op)
    else:
        steps.take(lane, op)


def inherit(op: Op, heritage: Relation, lanes: Lanes) -> None:
    """Take over sanctions by or on a predecessor."""
    steps.inherit(lanes.get(heritage.a, heritage.b), op, heritage)


def _measures(op: Op) -> frozenset[str]:
    """Give the measures named; freezing and releasing assets name theirs.

    A release of a sum is part of what was frozen, so it names none.
    """
    named = frozenset(op.event.measures)
    if op.type.code == "freeze_assets":
        return named | {_FREEZE}
    if op.type.code == "release_assets":
        return named if op.event.amount else named | {_FREEZE}
    return named


def _impose(lane: Lane, op: Op) -> None:
    """Add measures to those in force."""
    held = lane.traits if lane.holds else Traits()
    named = _measures(op)
    traits = Traits(
        measures=tuple(sorted(named.union(held.measures))),
        unnamed=held.unnamed or not named,
    )
    if lane.status == "sanctioned" and traits == held:
        lane.note(op)
    else:
        lane.start(op, "sanctioned", traits)


def _prolong(lane: Lane, op: Op) -> None:
    """Prolong or widen: confirms what is in force; a measure named anew begins at the date."""
    new = _measures(op) - set(lane.traits.measures)
    if lane.holds and not new:
        lane.note(op)
    elif lane.holds:
        widens = op.event.modality is Modality.HAPPENED
        _impose(lane, replace(op, open_start=False) if widens else op)
    else:
        _impose(lane, op)


def _ease_or_lift(lane: Lane, op: Op) -> None:
    """End the measures named; without one, mark the status eased, or lift all."""
    named, held = _measures(op), lane.traits if lane.holds else Traits()
    left = tuple(m for m in held.measures if m not in named)
    if op.kind == "end" and not named:
        lane.start(op, "lifted") if lane.status != "lifted" else steps.set_status(lane, op, Traits())
    elif named and not left and not held.unnamed and (held.measures or op.kind == "end"):
        lane.start(op, "lifted")
    else:
        traits = replace(held, measures=left)
        lifted_some = op.kind == "end" and len(left) < len(held.measures)
        status = lane.status if lifted_some else "eased"
        if lane.status == status and traits == held:
            lane.note(op)
        else:
            lane.start(op, status, traits)


def take_designation(op: Op, lanes: Lanes) -> None:
    """Take one step of dimension designation: A lists B; lists are told apart by name."""
    slot = " ".join(title_key(op.event.object))
    if op.kind != "end":
        steps.take(lanes.get(op.a, op.b, slot), op, Traits(detail=op.event.object))
        return
    held = {name: lane for name, lane in lanes.slots(op.a, op.b).items() if lane.holds}
    listed = [held[name] for name in (slot, "") if name in held][:1]  # that list, or else the unnamed one
    fitting = listed if slot else list(held.values())
    for lane in fitting:
        steps.take(lane, op, Traits(detail=lane.traits.detail))
    if not fitting:
        steps.take(lanes.get(op.a, op.b, slot), op, Traits(detail=op.event.object))


def inherit_designation(op: Op, heritage: Relation, lanes: Lanes) -> None:
    """Take over a designation by or of a predecessor."""
    steps.inherit(lanes.get(heritage.a, heritage.b, " ".join(title_key(heritage.detail))), op, heritage)
