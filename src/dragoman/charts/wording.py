"""Questions in words, for titles."""

from __future__ import annotations

import re
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


# The same, asked as a number.
_COUNTS = {
    "recognition": ("Recognition: how many recognize {}", "Recognition: how many {} recognizes"),
    "relations": (
        "Diplomatic relations: how many have them with {}",
        "Diplomatic relations: with how many {} has them",
    ),
    "mission": ("Missions: how many have one in {}", "Missions: in how many states {} has one"),
    "envoy": ("Envoys: how many have one in {}", "Envoys: in how many states {} has one"),
    "agreement": ("Agreements: how many have them with {}", "Agreements: with how many {} has them"),
    "sanctions": ("Sanctions: how many sanction {}", "Sanctions: how many {} sanctions"),
    "designation": ("Designation: how many list {}", "Designation: how many {} lists"),
    "membership": ("Membership: how many belong to {}", "Membership: to how many {} belongs"),
    "authority": ("Authority: how many govern {}", "Authority: how many {} governs"),
}

# What is counted, where it holds, and where it is on record as not so.
_COUNTED = {
    "recognition": ("recognized", "not recognized, or no more"),
    "relations": ("diplomatic relations", "no diplomatic relations, or no more"),
    "mission": ("a mission is open", "no mission, or no more"),
    "envoy": ("an envoy is in post", "no envoy, or no more"),
    "agreement": ("an agreement is signed or in force", "no agreement, or no more"),
    "sanctions": ("sanctions are in place", "no sanctions, or no more"),
    "designation": ("on a list", "not on a list, or no more"),
    "membership": ("member or observer", "not a member, or no more"),
    "authority": ("in power", "not in power, or no more"),
}

# Names that go with an article within a sentence, by how they begin or end.
_ARTICLE = re.compile(
    r"(?:United|Holy See|Isle of|Democratic Republic"
    r"|(?:[\w'-]+ ){0,3}(?:Republic|Kingdom|Emirate|Empire|States?|Confederation|Federation|Territory|Duchy"
    r"|City|Khanate|Colony|Commonwealth|Order|[Gg]overnment|Administration|Authority|Council|Committee|[Jj]unta"
    r"|Front|Organi[sz]ation) (?:of|for))\b.*"
    r"|.*\b(?:Republic|Union|States|Emirates|Islands|Empire|Federation|Confederation|Free State|Netherlands"
    r"|Philippines|Bahamas|Maldives|Comoros|Gambia|League|Nations|Principalities|Two Sicilies)"
)


def articled(name: str) -> str:
    """Give a name as it stands within a sentence: "the United States"."""
    return f"the {name}" if _ARTICLE.fullmatch(name) else name


def named(answer: Answer[Any], party: PartyId, most: int = 60) -> str:
    """Give a party's name for a title, with its article."""
    return articled(label(answer, party, most))


def count_question(answer: Answer[Any], dimension: str, party: PartyId, direction: str) -> str:
    """Give the question that counts answer, such as "Recognition: how many recognize Taiwan, over time"."""
    pair = _COUNTS.get(dimension, (f"{dimension}: how many to {{}}", f"{dimension}: how many from {{}}"))
    return pair[direction == "from"].format(named(answer, party)) + ", over time"


def counted_as(dimension: str) -> tuple[str, str]:
    """Say what counts count: what holds, and what is on record as not so."""
    holds, not_so = _COUNTED.get(dimension, (f"{dimension} holds", f"{dimension} does not hold, or no more"))
    return f"{holds}, on record", f"{not_so}, on record"


def question(answer: Answer[Any], dimension: str, party: PartyId, direction: str) -> str:
    """Give the question that a map answers, such as "Recognition: who recognizes Taiwan"."""
    pair = _QUESTIONS.get(dimension, (f"{dimension}: to {{}}", f"{dimension}: from {{}}"))
    return pair[direction == "from"].format(named(answer, party))


def titled(dimension: str) -> str:
    """Give a dimension's name for a title."""
    return _QUESTIONS[dimension][0].partition(":")[0] if dimension in _QUESTIONS else dimension.capitalize()
