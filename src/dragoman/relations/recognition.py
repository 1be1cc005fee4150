"""Recognition of states and governments (domain rules; Montevideo Convention arts. 3 to 7).

Recognition begins with `recognize` and ends only by `withdraw_recognition`, by recognition of
another government of the same state, or when a party ends. A denial or refusal does not end it.
What is recognized besides a state or a government (an annexation, a protectorate) is kept apart
by what the text calls it.
"""

from __future__ import annotations

from dragoman.records import Relation
from dragoman.relations import steps
from dragoman.relations.compat import title_key
from dragoman.relations.lanes import Lane, Lanes, Traits
from dragoman.relations.moments import boundary_last
from dragoman.relations.ops import Op
from dragoman.relations.pairs import party_key

_BASES = frozenset(("de_jure", "de_facto", "tacit"))
# (basis on record, basis of a later recognition) where the later one raises the earlier.
_RAISES = frozenset(
    [("de_facto", "de_jure"), ("", "de_jure")] + [("tacit", b) for b in ("", "de_facto", "de_jure")]
)


def take(op: Op, lanes: Lanes) -> None:
    """Take one step of dimension recognition."""
    lane = lanes.get(op.a, op.b, _slot(op))
    if op.kind == "begin":
        _recognize(lane, op, lanes)
    elif op.kind == "implied":
        _imply(lane, op, lanes)
    elif op.kind == "deny":
        _deny(lane, op)
    elif op.kind == "end":
        _withdraw(lane, op, lanes)
    else:
        steps.take(lane, op, _traits(op, lane))


def inherit(op: Op, heritage: Relation, lanes: Lanes) -> None:
    """Take over a predecessor's recognition."""
    steps.inherit(lanes.get(heritage.a, heritage.b, " ".join(title_key(heritage.detail))), op, heritage)


def _matter(op: Op) -> str:
    """Give what is recognized, "" for the party itself."""
    matter = op.event.object
    plain = op.kind == "implied" or matter.casefold() in ("", "state", *_BASES)
    # A government's own id says by itself that it is the government that is recognized.
    return "" if plain or ("/" in op.event.target and matter.casefold() == "government") else matter


def _slot(op: Op) -> str:
    return " ".join(title_key(_matter(op)))


def _traits(op: Op, lane: Lane) -> Traits:
    named = op.event.object.casefold()
    basis = op.event.basis or (named if named in _BASES else "")
    return Traits(basis=basis or (lane.traits.basis if lane.holds else ""), detail=_matter(op))


def _recognize(lane: Lane, op: Op, lanes: Lanes) -> None:
    named = op.event.object.casefold()
    basis = op.event.basis or (named if named in _BASES else "")
    traits = Traits(basis=basis, detail=_matter(op))
    if lane.status != "recognized" or (lane.traits.basis, basis) in _RAISES:
        lane.start(op, "recognized", traits)
    else:
        if lane.traits.basis == basis:
            lane.clash_on_dates(op)
        lane.note(op)
    _end_former_governments(op, lanes)


def _end_former_governments(op: Op, lanes: Lanes) -> None:
    """End recognition of the state's other governments: a state has one government at a time.

    Where a text says no more than that the government of a state was recognized, that ends the
    recognition of those that by their own dates no longer governed.
    """
    state = party_key(op.b, lanes.state_of)
    unnamed = state == op.b
    if unnamed and _matter(op).casefold() != "government":
        return
    for other in list(lanes):
        former = other.a == op.a and other.b not in (op.b, state) and other.status == "recognized"
        if not former or party_key(other.b, lanes.state_of) != state:
            continue
        if not unnamed or lanes.lifetimes.is_over(other.b, op.day):
            other.start(op, "none", Traits(detail=other.traits.detail))


def _imply(lane: Lane, op: Op, lanes: Lanes) -> None:
    """Recognize tacitly: by relations, an embassy or credentials, if no recognition is on record.

    Where these are dated so coarsely that a recognition on record, or what implies one, may have
    come first, it did.
    """
    spoken = any(
        other.kind in ("begin", "implied") and (other.a, other.b) == (op.a, op.b) and _is_within(other, op)
        for other in lanes.ops
        if not _matter(other)
    )
    if lane.status != "recognized" and not spoken:
        lane.start(op, "recognized", Traits(basis="tacit"))


def _is_within(other: Op, op: Op) -> bool:
    """Say whether a step is dated within another's date, and more finely."""
    first, last = other.day, boundary_last(other.boundary)
    whole = boundary_last(op.boundary) - op.day
    return op.day <= first and last <= op.day + whole and last - first < whole


def _deny(lane: Lane, op: Op) -> None:
    """Say that A does not recognize B: prevails over what is only implied, never over a recognition."""
    if lane.status == "recognized" and lane.traits.basis == "tacit":
        lane.start(op, "none")
    elif lane.status == "recognized":
        lane.clash("status", op)
    elif lane.status == "none":
        lane.note(op)
    else:
        lane.start(op, "none", Traits(detail=_matter(op)))


def _withdraw(lane: Lane, op: Op, lanes: Lanes) -> None:
    """Withdraw; "from the state" where only a government of it was recognized means that government."""
    if not lane.holds and party_key(op.b, lanes.state_of) == op.b:
        held = [other for other in lanes.like(op.a, op.b) if other.holds and other.a == op.a]
        if held:
            for other in held:
                other.start(op, "none", Traits(detail=other.traits.detail))
            return
    steps.set_status(lane, op, Traits(detail=_matter(op)))
