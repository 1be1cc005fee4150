"""Questions in words, for titles."""

from __future__ import annotations

from typing import Any

from dragoman.answers import Answer
from dragoman.charts.text import label
from dragoman.records import PartyId

# Dimension: asked of all who stand so to a party, and of all to whom it does.
_QUESTIONS = {
    "recognition": ("Recognition: who recognizes {}", "Recognition: whom {} recognizes"),
    "relations": (
        "Diplomatic relations: who has them with {}",
        "Diplomatic relations: with whom {} has them",
    ),
    "mission": ("Missions: who has one in {}", "Missions: where {} has them"),
    "envoy": ("Envoys: who has one in {}", "Envoys: where {} has them"),
    "agreement": ("Agreements: who has them with {}", "Agreements: with whom {} has them"),
    "sanctions": ("Sanctions: who sanctions {}", "Sanctions: whom {} sanctions"),
    "designation": ("Designation: who lists {}", "Designation: whom {} lists"),
    "membership": ("Membership: who belongs to {}", "Membership: to what {} belongs"),
    "authority": ("Authority: who governs {}", "Authority: what {} governs"),
}


def question(answer: Answer[Any], dimension: str, party: PartyId, direction: str) -> str:
    """Give the question that a map or a count answers, such as "Recognition: who recognizes Taiwan"."""
    pair = _QUESTIONS.get(dimension, (f"{dimension}: to {{}}", f"{dimension}: from {{}}"))
    return pair[direction == "from"].format(label(answer, party, most=60))


def titled(dimension: str) -> str:
    """Give a dimension's name for a title."""
    return _QUESTIONS[dimension][0].partition(":")[0] if dimension in _QUESTIONS else dimension.capitalize()
