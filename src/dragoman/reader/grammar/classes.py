"""The classes that frames ask of their theme: is a noun phrase relations, a mission, a party?"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dragoman.reader.discourse import Discourse
from dragoman.reader.sentence import Sentence
from dragoman.reader.syntax.chunk import Chunk
from dragoman.reader.syntax.clause import Phrase
from dragoman.records import PartyId, PartyKind

_PERSONS = frozenset(("he", "she", "him", "her"))
_LOCALES = frozenset(
    ("city", "town", "village", "port", "region", "province", "positions", "base", "bases", "coast")
)
_MUTUAL = frozenset(("party", "recognizable", "party-act"))  # classes that "each other" stands for
_RECALLING = frozenset(("them", "those", "theirs"))
_NO_WORDS: frozenset[str] = frozenset()


class NounClasses:
    """Sorts the noun phrases of one sentence.

    Classes are those of the lexicon ("relations", "sanctions", "forces" …), "mission" and the two of
    envoys, which have levels, and those that ask what the phrase stands for ("party", "org" …).
    """

    LEVELLED = frozenset(("mission", "envoy", "envoy-person"))
    REFERRING = frozenset(
        (
            "party",
            "group",
            "member-party",
            "recognizable",
            "org",
            "party-act",
            "territory",
            "party-place",
            "place",
            "independent",
            "observer",
        )
    )

    def __init__(self, sentence: Sentence, discourse: Discourse) -> None:
        self._discourse = discourse
        self._tokens = sentence.tokens
        self._lexicon = sentence.lexicon
        self._resolver = sentence.resolver
        self._tests: dict[str, Callable[[Chunk, Phrase], bool]] = {
            "party": self._is_party,
            "group": self._is_party,
            "member-party": self._is_party,
            "recognizable": self._is_recognizable,
            "org": self._is_organisation,
            "party-act": self._is_party_act,
            "territory": self._is_territory,
            "party-place": self._is_party_or_place,
            "place": self._is_place,
            "independent": lambda np, _: self._says(np, "independent"),
            "observer": lambda np, _: self._says(np, "observer"),
        }

    def level(self, name: str, np: Chunk, phrase: Phrase) -> str | None:
        """Give the level ("" where the class has none) if `np` is of class `name`, else None.

        `phrase` is the whole phrase of which `np` is a member or all.
        """
        if name == "mission":
            return self.mission_level(np)
        if name == "envoy":
            return self.envoy_level(np)
        if name == "envoy-person":
            level = self.envoy_level(np)
            named = self._tokens.words[np.head][0].isupper() or np.low in ("he", "she")
            return "" if level is None and named else level
        return "" if self._is(name, np, phrase) else None

    def _is(self, name: str, np: Chunk, phrase: Phrase) -> bool:
        words = self._lexicon.classes.get(name)
        if words is not None:
            return self._recalls(name, np) or (self._has_head(np, words) and not self._is_excluded(name, np))
        words = self._lexicon.things.get(name)
        if words is not None:
            return self._has_head(np, words)
        if name in _MUTUAL and self.is_mutual(np):
            return True
        inner = phrase if np is phrase.np else Phrase(np, phrase.pps)
        return name in self._tests and self._tests[name](np, inner)

    def is_mutual(self, np: Chunk) -> bool:
        """Whether a phrase is "each other" or "one another": each does it to the other."""
        words = tuple(self._tokens.lows[np.i : np.i + 2])
        return np.j - np.i <= 2 and words in (("each", "other"), ("one", "another"))

    def kind(self, party: PartyId) -> PartyKind:
        """Give the kind of a party."""
        return self._resolver.gazetteer.party(party).kind

    def mission_level(self, np: Chunk) -> str | None:
        """Give the level of the mission that `np` names, None where it names none."""
        return self._level(np, self._lexicon.missions, _NO_WORDS)

    def envoy_level(self, np: Chunk) -> str | None:
        """Give the level of the envoy that `np` names, None where it names none, such as a prime minister."""
        return self._level(np, self._lexicon.envoys, self._lexicon.cues.domestic)

    # -- by words -------------------------------------------------------------------------------

    def _level(self, np: Chunk, levels: Mapping[str, str], domestic: frozenset[str]) -> str | None:
        """The level of the last noun that has one, two-word names first; only a name may stand behind it."""
        tokens = self._tokens
        for i in range(np.j - 1, np.i - 1, -1):
            before = tokens.lows[i - 1] if i > np.i else ""
            pair = f"{before}-{tokens.lows[i]}"
            level = levels.get(pair) or levels.get(tokens.lows[i])
            if level is None:
                continue
            if before in domestic and pair not in levels:
                return None
            return level if all(self._is_name(t) for t in range(i + 1, np.j)) else None
        return None

    def _is_name(self, t: int) -> bool:
        return self._tokens.tags[t] in ("M", "D") or not self._tokens.words[t][0].islower()

    def _has_head(self, np: Chunk, words: frozenset[str]) -> bool:
        """Whether the head (or the head with the word before it) is one of `words`."""
        lows = self._tokens.lows
        if np.low in words:
            return True
        if np.head > np.i and f"{lows[np.head - 1]}-{lows[np.head]}" in words:
            return True
        return self._is_named_after(np, words)

    def _is_named_after(self, np: Chunk, words: frozenset[str]) -> bool:
        """Whether the class noun is followed only by a name: "Embassy Kabul", "the Treaty Paris"."""
        tokens = self._tokens
        last = max((i for i in range(np.i, np.j) if tokens.lows[i] in words), default=-1)
        return last >= 0 and all(
            tokens.tags[i] == "M" or tokens.words[i][0].isupper() or tokens.words[i][0].isdigit()
            for i in range(last + 1, np.j)
        )

    def _recalls(self, name: str, np: Chunk) -> bool:
        """Whether a pronoun means what was spoken of last: "severed them", "broke those off"."""
        pronoun = np.low in _RECALLING or (name == "sanctions" and np.low in ("they", "it"))
        return pronoun and not np.mentions and self._discourse.last_theme == name

    def _is_excluded(self, name: str, np: Chunk) -> bool:
        """Modifiers that make another thing of it: "trade relations" are not diplomatic ones."""
        words = self._tokens.lows[np.i : np.j]
        excluded = self._lexicon.excluded.get(name, _NO_WORDS)
        return "diplomatic" not in words and not excluded.isdisjoint(words)

    def _says(self, np: Chunk, word: str) -> bool:
        return word in self._tokens.lows[np.i : np.j]

    # -- by what the phrase stands for ------------------------------------------------------------

    def _is_party(self, np: Chunk, phrase: Phrase) -> bool:
        return bool(self._resolver.parties(phrase))

    def _is_recognizable(self, np: Chunk, phrase: Phrase) -> bool:
        """A party, or a noun such as independence that belongs to one; not a right over something."""
        if np.low in self._lexicon.cues.rights and phrase.pp("over", "to") is not None:
            return False
        if np.low in _PERSONS:
            return False
        loose = self._has_head(np, self._lexicon.recognizable)
        return bool(self._resolver.parties(phrase, loose=loose))

    def _is_organisation(self, np: Chunk, phrase: Phrase) -> bool:
        return any(self.kind(r.party) is PartyKind.ORGANISATION for r in self._resolver.parties(phrase))

    def _is_party_act(self, np: Chunk, phrase: Phrase) -> bool:
        loose = self._has_head(np, self._lexicon.cues.party_acts)
        return bool(self._resolver.parties(phrase, loose=loose))

    def _is_territory(self, np: Chunk, phrase: Phrase) -> bool:
        named = np.low in self._lexicon.cues.realms or any(m.i <= np.head < m.j for m in np.mentions)
        if not np.mentions or not named:
            return False
        found = self._resolver.parties(phrase) or self._resolver.places(phrase)
        return any(self.kind(r.party) is not PartyKind.ORGANISATION for r in found)

    def _is_party_or_place(self, np: Chunk, phrase: Phrase) -> bool:
        """A party, a place, or what lies in one: "the Ukrainian city of Kharkiv"."""
        return self._is_place(np, phrase) or (
            np.low in _LOCALES and bool(self._resolver.parties(phrase, loose=True))
        )

    def _is_place(self, np: Chunk, phrase: Phrase) -> bool:
        return bool(self._resolver.parties(phrase) or self._resolver.places(phrase))
