"""Whose a land was: "Mauritius previously had been under British sovereignty"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from dragoman.gazetteer import Gazetteer
from dragoman.reader.mentions import MODIFIERS, PLACES, Mention
from dragoman.reader.text import Block
from dragoman.records import PartyId, PartyKind

_LORDS = frozenset((PartyKind.STATE, PartyKind.GOVERNMENT))
_RULE = (
    r"(?:sovereignty|rule|administration|control|protection|protectorate|mandate|trusteeship|tutelage|suzerainty"
    r"|condominium|dominion|occupation|colon(?:y|ies)|possessions?|dependenc(?:y|ies)|territor(?:y|ies)|empire|union)"
)
_RULED = re.compile(rf"\b{_RULE}\b", re.IGNORECASE)
_ADJECTIVE = re.compile(rf"\s+(?:\w+\s+)?{_RULE}\b", re.IGNORECASE)
# What stands before the name of whom a land belonged to, within its sentence.
_UNDER = re.compile(
    r"\b(?:was|were|been|became|become|remained|being|is|as)\b[^.;]{0,40}?\b(?:under|an?|the)\b[^.;]{0,70}$",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:part of|constituent \w+ of|province of|colony of|member of|ruled by|governed by|administered by"
    r"|belong(?:ed|ing) to)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
_FREED = re.compile(
    r"\b(?:independen(?:ce|t)|sece\w+|separat\w+|broke away|freedom)\b[^.;]{0,20}\bfrom\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_GRANTED = re.compile(
    r"\W+(?:\w+\W+){0,3}(?:granted|gave|conceded|accorded)\W(?:\w+\W+){0,3}independence", re.IGNORECASE
)
_POINTING = re.compile(
    r"\s*(?:It|They|The (?:country|islands?|territory|colony|area|region|land|state|kingdom|republic))\b"
)
_AND = re.compile(r",? and (?:the )?|, (?:the )?")  # between two lords
_FAR = 200  # code points before a name that are looked at
_MANY = 8  # mentions before and behind a name that are looked at
_NEAR = 60  # code points behind a name in which its rule is named


def find_sovereigns(
    text: str, mentions: Sequence[Mention], blocks: Sequence[Block], gazetteer: Gazetteer
) -> dict[PartyId, tuple[PartyId, ...]]:
    """Give for parties of a document those that, as it says, ruled them or let them go, in its order."""
    found: dict[PartyId, list[PartyId]] = {}
    about: Mention | None = None  # what the sentence before began with
    for start, end in ((s.start, s.end) for block in blocks for s in block.sentences):
        here = mentions[bisect_left(mentions, start, key=_start) : bisect_left(mentions, end, key=_start)]
        points_back = about is not None and _POINTING.match(text, start, end)
        said = [about, *here] if about is not None and points_back else here
        for land, lord in _in_sentence(text, said, start, end, gazetteer):
            if lord not in found.setdefault(land, []):
                found[land].append(lord)
        about = about if points_back else next((m for m in here if m.type not in PLACES), None)
    return {land: tuple(lords) for land, lords in found.items()}


def _start(mention: Mention) -> int:
    return mention.span.start


def _in_sentence(
    text: str, mentions: Sequence[Mention], start: int, end: int, gazetteer: Gazetteer
) -> Iterator[tuple[PartyId, PartyId]]:
    """Pairs of a land and its lord."""
    last: tuple[Mention, PartyId] | None = None  # the lord found before, and whose it was
    for n, lord in enumerate(mentions):
        if lord.type in PLACES or gazetteer.party(lord.party).kind not in _LORDS:
            continue
        if last is not None and _AND.fullmatch(text, last[0].span.end, lord.span.start):
            last = lord, last[1]
            yield last[1], lord.party
            continue
        first = max(start, lord.span.start - _FAR)
        before = text[first : lord.span.start]
        behind = text[lord.span.end : min(end, lord.span.end + _NEAR)]
        earlier = [m for m in reversed(mentions[max(0, n - _MANY) : n]) if _is_land(m, lord)]
        later = [m for m in mentions[n + 1 : n + 1 + _MANY] if _is_land(m, lord)]
        freed = _FREED.search(before)
        lands: list[Mention] = []
        if freed:  # "Following its independence from Spain, Guatemala …"
            lands = [m for m in earlier if m.span.start < first + freed.start()] or later
        elif _GRANTED.match(behind):
            lands = later
        elif _PART.search(before) or (
            _UNDER.search(before) and (_RULED.search(behind) or _RULED.search(before))
        ):
            lands = earlier
        elif lord.type in MODIFIERS and _ADJECTIVE.match(behind):
            lands = earlier or later
        last = (lord, lands[0].party) if lands else None
        if last is not None:
            yield last[1], lord.party


def _is_land(mention: Mention, lord: Mention) -> bool:
    return mention.type not in PLACES and mention.party != lord.party
