"""Whom pronouns and descriptions point back to: "it", "both", "the two countries", "the kingdom"."""

from __future__ import annotations

from collections.abc import Container

from dragoman.gazetteer import Gazetteer
from dragoman.reader.discourse import Discourse
from dragoman.reader.lexicon import Lexicon
from dragoman.reader.syntax.chunk import Chunk
from dragoman.reader.syntax.tokens import Tokens
from dragoman.records import PartyId, PartyKind

_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_PAIRING = frozenset(("two", "both", "each"))
_SINGLE = ("the", "this", "that")
_LONGEST = 4  # tokens of a description that points back to one party
SOVEREIGN = (PartyKind.STATE, PartyKind.GOVERNMENT)
_COLLECTIVE = (PartyKind.GROUP, PartyKind.GOVERNMENT)
# Kinds of party that each list of `Lexicon.descriptions` describes.
_DESCRIBED = {
    "state": (PartyKind.STATE,),
    "group": _COLLECTIVE,
    "organisation": (PartyKind.ORGANISATION,),
}


class Pointers:
    """Finds what was named before, by what was said last."""

    def __init__(self, gazetteer: Gazetteer, lexicon: Lexicon, discourse: Discourse) -> None:
        self._gazetteer = gazetteer
        self._cues = lexicon.cues
        self._descriptions = lexicon.descriptions
        self._discourse = discourse

    def is_pronoun(self, low: str) -> bool:
        """Whether a word is a pronoun that may stand for parties."""
        cues = self._cues
        return (
            low in cues.plural_pronouns
            or low in cues.singular_pronouns
            or low in cues.personal_pronouns
            or low in cues.first_person
        )

    def pronoun(self, low: str, avoid: Container[PartyId]) -> list[PartyId]:
        """The last parties that a pronoun can mean and that are not to be avoided."""
        d, cues = self._discourse, self._cues
        subjects = [p for p in d.subjects if p not in avoid]
        if low in cues.plural_pronouns:
            together = [p for p in d.plural if p not in avoid]
            return together or self._recent(_COLLECTIVE, avoid) or subjects[:1]
        if low in cues.personal_pronouns:
            return [d.person] if d.person and d.person not in avoid else []
        if low in cues.first_person:
            return []
        return subjects[:1] or self._recent(SOVEREIGN, avoid)

    def described(self, np: Chunk, tokens: Tokens, avoid: Container[PartyId]) -> tuple[list[PartyId], float]:
        """The parties that a definite description means and how sure that is; none where it is none."""
        first = tokens.lows[np.i]
        if first not in self._cues.pointing:
            return [], 0.0
        lows = tokens.lows[np.i : np.j]
        if np.low in self._descriptions["pair"] and not _PAIRING.isdisjoint(lows):
            return self._two(), 0.85
        size = next((_NUMBERS[low] for low in lows if low in _NUMBERS), 0)
        if size and len(self._discourse.plural) == size and not np.mentions:
            return self._discourse.plural, 0.8
        if first in _SINGLE and len(lows) <= _LONGEST and not np.mentions:
            return self._one(np.low, avoid)
        return [], 0.0

    def last_subject(self, avoid: Container[PartyId]) -> list[PartyId]:
        """The state or government that was the subject last: "the President" speaks for it."""
        return [p for p in self._discourse.subjects if p not in avoid and self._is(p, SOVEREIGN)][:1]

    def _two(self) -> list[PartyId]:
        d = self._discourse
        if len(d.plural) == 2:
            return d.plural
        latest = [p for p in reversed(d.recent) if self._is(p, SOVEREIGN)][:2]
        return latest[::-1] if len(latest) == 2 else d.pair[:2]

    def _one(self, low: str, avoid: Container[PartyId]) -> tuple[list[PartyId], float]:
        """The party that "the kingdom" or "the group" means; surer where no other of its kind was named."""
        kinds = next((kinds for name, kinds in _DESCRIBED.items() if low in self._descriptions[name]), ())
        named = [p for p in self._discourse.recent if p not in avoid and self._is(p, kinds)]
        return named[-1:], 0.85 if len(named) == 1 else 0.75

    def _recent(self, kinds: tuple[PartyKind, ...], avoid: Container[PartyId]) -> list[PartyId]:
        """The party of one of `kinds` that was named last, as a list of at most one."""
        for party in reversed(self._discourse.recent):
            if party not in avoid and self._is(party, kinds):
                return [party]
        return []

    def _is(self, party: PartyId, kinds: tuple[PartyKind, ...]) -> bool:
        return self._gazetteer.party(party).kind in kinds
