"""What tells relations of one dimension apart: the keys within which statuses follow each other."""

from __future__ import annotations

from dragoman.records import PartyId, Relation
from dragoman.relations.moments import since_day
from dragoman.relations.statuses import CONSULS, mission_class

RelationKey = tuple[str, PartyId, PartyId, str]


def relation_key(relation: Relation) -> RelationKey:
    """Give what has one status at a time: the dimension, the parties, and what tells lanes apart.

    That is the city of a mission (where it is not named, its class), the post of an envoy, and
    the title of an agreement, list or matter recognized.
    """
    return (relation.dimension, relation.a, relation.b, _slot(relation))


def mission_place(city: str, level: str) -> str:
    """Give what tells a state's missions in another apart: the city, or the class where none is named."""
    return city or f"?{mission_class(level)}"


def _slot(relation: Relation) -> str:
    if relation.dimension == "mission":
        return mission_place(relation.city, relation.level)
    if relation.dimension == "envoy":
        post = f"consul {relation.city}" if relation.level in CONSULS else "head"
        return f"{post} appointed" if relation.status == "appointed" else post
    if relation.dimension == "agreement":
        return relation.detail or f"#{relation.events[0]}"
    if relation.dimension in ("designation", "recognition", "relations"):
        return relation.detail
    if relation.dimension == "authority":
        return "governs" if relation.status in ("governs", "fell", "none") else relation.status
    return ""


def relation_order(relation: Relation) -> tuple[str, ...]:
    """Order relations by parties, dimension, what tells them apart, and time."""
    dimension, a, b, slot = relation_key(relation)
    traits = (relation.status, relation.level, relation.city, relation.detail)
    return (a, b, dimension, slot, since_day(relation).isoformat(), *traits, *relation.events)
