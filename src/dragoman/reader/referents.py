"""Whom a noun phrase stands for: names, offices, pronouns and descriptions, in the light of what was said before."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from dragoman.gazetteer import Gazetteer
from dragoman.reader.chunks import Chunk
from dragoman.reader.clauses import Phrase
from dragoman.reader.lexicon import Lexicon
from dragoman.reader.mentions import ACTORS, MODIFIERS, PLACES, Mention
from dragoman.reader.tokens import Tokens
from dragoman.records import PartyKind, Span

_PLURAL = frozenset(("they", "them", "their", "both", "themselves", "theirs"))
_SINGULAR = frozenset(("it", "its", "itself"))
_PERSONAL = frozenset(("he", "she", "him", "her", "his", "himself", "herself"))
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_FIRST = frozenset(("we", "us", "our", "i", "my", "me"))


@dataclass(frozen=True, slots=True)
class Referent:
    """A party that a phrase stands for, with the words that say so (`span` None: understood from context)."""

    party: str
    text: str = ""
    span: Span | None = None
    weight: float = 1.0  # how sure the reference is, [0, 1]
    place: bool = False  # named as a place, such as "Havana" in "the embassy in Havana"
    mention: Mention | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """The mission that was spoken of last, for "it", "the post" and lists of cities."""

    senders: tuple[Referent, ...]
    hosts: tuple[Referent, ...]
    level: str
    city: str


@dataclass(slots=True)
class Discourse:
    """What the document has said so far; updated sentence by sentence, headings included."""

    pair: list[str] = field(default_factory=list)  # parties of the title, in order
    heading: list[str] = field(default_factory=list)  # parties of the heading above
    recent: list[str] = field(default_factory=list)  # parties mentioned, oldest first, no repeats
    subjects: list[str] = field(default_factory=list)  # parties of the last clause's subject
    plural: list[str] = field(default_factory=list)  # parties last named together
    persons: dict[str, str] = field(default_factory=dict)  # surname -> party that the person stands for
    person: str = ""  # party of the last person named
    post: Post | None = None
    last_actors: tuple[str, ...] = ()  # who did what was told last
    last_theme: str = ""  # class of the last theme, such as "relations"
    last_pair: tuple[str, ...] = ()  # the parties of the last event between two
    topics: dict[str, tuple[Referent, ...]] = field(default_factory=dict)  # family -> last named targets
    named: dict[str, Mention] = field(default_factory=dict)  # party -> where it was first named
    posts: dict[str, str] = field(default_factory=dict)  # surname -> party to which the person is sent

    def mention(self, party: str) -> None:
        """Note that `party` was named; the latest stands last."""
        if party in self.recent:
            self.recent.remove(party)
        self.recent.append(party)


class Resolver:
    """Resolves noun phrases of one sentence against the discourse; `peers` tells governments from their states."""

    def __init__(self, gazetteer: Gazetteer, lexicon: Lexicon, discourse: Discourse) -> None:
        self.gazetteer = gazetteer
        self.lexicon = lexicon
        self.discourse = discourse
        self.tokens = Tokens()

    # -- whole phrases ------------------------------------------------------------------------

    def parties(
        self, phrase: Phrase | None, *, loose: bool = False, avoid: frozenset[str] = frozenset()
    ) -> list[Referent]:
        """List the parties that a phrase stands for as an actor.

        `loose` also takes parties that the phrase only belongs to ("Greek independence", "the port of
        Cuba"). `avoid` are parties that a pronoun cannot mean here.
        """
        if phrase is None:
            return []
        np = phrase.np
        if np.items:
            found = [r for item in np.items for r in self.parties(Phrase(item), loose=loose, avoid=avoid)]
            if not found or phrase.pps:
                found += self._complement(phrase, loose=loose, avoid=avoid)
            return _unique(found)
        direct = self._direct(np, avoid)
        if direct:
            return direct
        if self._is_agent(np) or loose:
            owned = self.owner(np, avoid) or self._complement(phrase, loose=loose, avoid=avoid)
            if owned:
                return owned
            described = self._described(np, avoid)
            if described:
                return described
            if self._is_agent(np) and self.tokens.lows[np.i] == "the" and np.low not in self.lexicon.envoys:
                last = [p for p in self.discourse.subjects if p not in avoid and self._is_state(p)]
                return [Referent(p, *self._words(np), weight=0.7) for p in last[:1]]
        return self._described(np, avoid)

    def owner(self, np: Chunk, avoid: frozenset[str] = frozenset()) -> list[Referent]:
        """The party that a phrase belongs to: "its", "Russia's", "Afghan"."""
        if np.mentions:
            last = np.mentions[-1] if not self._is_agent(np) else self._modifier(np)
            chosen = [m for m in np.mentions if m is last or self._joined(np, m)]
            return _unique([self.refer(m) for m in chosen])
        if np.owner >= 0:
            low = self.tokens.lows[np.owner]
            if low not in ("'s", "'"):
                return self.pronoun(low, np.owner, avoid)
            inner = Chunk("NP", np.i, np.owner, self.tokens.lows[np.owner - 1], np.owner - 1)
            return self._direct(inner, avoid) or self._described(inner, avoid)
        return []

    def _modifier(self, np: Chunk) -> Mention:
        noun = self._agent_index(np)
        before = [m for m in np.mentions if m.i < noun and m.type not in ("person", "office-holder")]
        return before[-1] if before else np.mentions[0]

    def _joined(self, np: Chunk, mention: Mention) -> bool:
        """Hyphenated pairs ("U.S.-Cuban") name both parties."""
        return (
            any(
                abs(other.j - mention.i) <= 1
                and other is not mention
                and other.type in MODIFIERS | {"name", "alias"}
                for other in np.mentions
            )
            and self.tokens.words[min(mention.j, len(self.tokens) - 1)] == "-"
        )

    def _complement(self, phrase: Phrase, *, loose: bool, avoid: frozenset[str]) -> list[Referent]:
        prepositions = (
            ("of", "for", "from", "in", "to", "over") if loose else ("of", "from", "like", "including", "in")
        )
        for wanted in prepositions:
            inner = phrase.pp(wanted)
            if inner is not None:
                found = self.parties(inner, loose=loose, avoid=avoid) or (
                    self.places(inner) if wanted in ("in", "of", "from") else []
                )
                if found:
                    return found
        return []

    def _direct(self, np: Chunk, avoid: frozenset[str]) -> list[Referent]:
        """The party that the head itself names."""
        if np.low in _PLURAL | _SINGULAR | _PERSONAL | _FIRST and np.j - np.i == 1:
            return self.pronoun(np.low, np.head, avoid)
        head = next((m for m in np.mentions if m.i <= np.head < m.j), None)
        if head is not None:
            agent = self._agent_index(np)
            if head.type in ("person", "office-holder") and agent >= 0 and len(np.mentions) > 1:
                return [self.refer(self._modifier(np))]
            if head.type in ACTORS or head.type == "demonym":
                return [self.refer(head)]
            if head.type in PLACES and np.j - np.i == head.j - head.i:
                return [replace(self.refer(head), weight=0.9)]
            if head.type in MODIFIERS and np.j - np.i <= head.j - head.i + 1:
                return [replace(self.refer(head), weight=0.9)]
            return []
        for mention in np.mentions:
            if mention.type in ("person", "office-holder"):
                return [self.refer(mention)]
        known = self.discourse.persons.get(self.tokens.words[np.head])
        if known and np.head >= 0 and self.tokens.words[np.head][:1].isupper():
            return [Referent(known, *self._words(np), weight=0.92)]
        return []

    def _is_agent(self, np: Chunk) -> bool:
        return self._agent_index(np) >= 0

    def _agent_index(self, np: Chunk) -> int:
        """The office or body that a phrase names, at its head or before a name; -1 where there is none."""
        tokens, agents, envoys = self.tokens, self.lexicon.agents, self.lexicon.envoys
        first = np.owner + 1 if np.owner >= 0 else np.i
        for i in range(np.j - 1, first - 1, -1):
            low = tokens.lows[i]
            if low in agents or low in envoys:
                return i
            if tokens.tags[i] == "N" and tokens.words[i][0].islower() and i <= np.head:
                return -1
        return -1

    # -- pronouns and descriptions ------------------------------------------------------------

    def pronoun(self, low: str, at: int, avoid: frozenset[str]) -> list[Referent]:
        """Whom a pronoun means: the last fitting party that is not to be avoided."""
        words = self.tokens.words[at]
        span = Span(self.tokens.starts[at], self.tokens.ends[at])
        d = self.discourse
        if low in _PLURAL:
            groups = [p for p in reversed(d.recent) if p not in avoid and self._is_many(p)]
            chosen = [p for p in d.plural if p not in avoid] or groups[:1]
            chosen = chosen or [p for p in d.subjects if p not in avoid][:1]
        elif low in _PERSONAL:
            chosen = [d.person] if d.person and d.person not in avoid else []
        elif low in _FIRST:
            return []
        else:
            singles = [p for p in d.subjects if p not in avoid]
            chosen = (
                singles[:1] or [p for p in reversed(d.recent) if p not in avoid and self._is_state(p)][:1]
            )
        return [Referent(p, words, span, weight=0.8) for p in chosen]

    def _is_many(self, party: str) -> bool:
        return self.gazetteer.party(party).kind in (PartyKind.GROUP, PartyKind.GOVERNMENT)

    def _is_state(self, party: str) -> bool:
        return self.gazetteer.party(party).kind in (PartyKind.STATE, PartyKind.GOVERNMENT)

    def _described(self, np: Chunk, avoid: frozenset[str]) -> list[Referent]:
        """Definite descriptions: "the two countries", "both governments", "the kingdom", "the group"."""
        first = self.tokens.lows[np.i] if np.i >= 0 else ""
        if first not in ("the", "all", "this", "that", "both", "two", "these", "its", "their", "his", "each"):
            return []
        kinds = self.lexicon.descriptions
        low, d = np.low, self.discourse
        text, span = self._words(np)
        number = {"two", "both", "each"} & set(self.tokens.lows[np.i : np.j])
        if low in kinds["pair"] and (number or first == "both"):
            pair = d.plural if len(d.plural) == 2 else _states_first(d.recent, self.gazetteer)[:2]
            pair = pair if len(pair) == 2 else d.pair[:2]
            return [Referent(p, text, span, weight=0.85) for p in pair]
        size = next((_NUMBERS[w] for w in self.tokens.lows[np.i : np.j] if w in _NUMBERS), 0)
        if size and len(d.plural) == size and not np.mentions:
            return [Referent(p, text, span, weight=0.8) for p in d.plural]
        if first not in ("the", "this", "that") or np.j - np.i > 4 or np.mentions:
            return []
        wanted: tuple[PartyKind, ...] = ()
        if low in kinds["state"]:
            wanted = (PartyKind.STATE,)
        elif low in kinds["group"]:
            wanted = (PartyKind.GROUP, PartyKind.GOVERNMENT)
        elif low in kinds["organisation"]:
            wanted = (PartyKind.ORGANISATION,)
        for party in reversed(d.recent):
            if party not in avoid and self.gazetteer.party(party).kind in wanted:
                return [Referent(party, text, span, weight=0.75)]
        return []

    # -- places -------------------------------------------------------------------------------

    def places(self, phrase: Phrase | None) -> list[Referent]:
        """The states in which a phrase's places lie ("in Havana, Cuba"), or which it names."""
        if phrase is None:
            return []
        found = [
            replace(self.refer(m), place=m.type in PLACES)
            for m in phrase.np.mentions
            if m.type in PLACES or m.type in ACTORS
        ]
        if not found and phrase.np.low in ("capital", "territory", "soil") and phrase.np.mentions:
            found = [self.refer(m) for m in phrase.np.mentions[:1]]
        return _unique(found)

    def refer(self, mention: Mention) -> Referent:
        """Give the referent of a mention."""
        return Referent(
            mention.party, mention.text, mention.span, mention=mention, place=mention.type in PLACES
        )

    def _words(self, np: Chunk) -> tuple[str, Span]:
        span = Span(self.tokens.starts[np.i], self.tokens.ends[np.j - 1])
        text = " ".join(self.tokens.words[np.i : np.j])
        return text, span


def _states_first(recent: list[str], gazetteer: Gazetteer) -> list[str]:
    states = [
        p for p in reversed(recent) if gazetteer.party(p).kind in (PartyKind.STATE, PartyKind.GOVERNMENT)
    ]
    return list(reversed(states[:2]))


def _unique(referents: list[Referent]) -> list[Referent]:
    seen: dict[str, Referent] = {}
    for referent in referents:
        seen.setdefault(referent.party, referent)
    return list(seen.values())
