"""Whom a noun phrase stands for, by name, office, pronoun or description, after what was said before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dragoman.gazetteer import Gazetteer
from dragoman.reader.discourse import Discourse, Referent
from dragoman.reader.lexicon import Lexicon
from dragoman.reader.mentions import ACTORS, MODIFIERS, PERSONS, PLACES, Mention
from dragoman.reader.pointers import Pointers
from dragoman.reader.syntax.chunk import Chunk
from dragoman.reader.syntax.clause import Phrase
from dragoman.reader.syntax.tokens import Tokens
from dragoman.records import PartyId, PartyKind

_NONE: frozenset[PartyId] = frozenset()
_PAIRED = MODIFIERS | {"name", "alias"}
_MARKERS = ("'s", "'")
# Prepositions under which the party stands that an office or a thing belongs to, the likeliest first.
_OF_OFFICE = ("of", "from", "like", "including", "in")
_OF_THING = ("of", "for", "from", "in", "to", "over")
_OF_PLACE = frozenset(("in", "of", "from"))


class Resolver:
    """Resolves the noun phrases of one sentence against the discourse."""

    def __init__(self, gazetteer: Gazetteer, lexicon: Lexicon, discourse: Discourse, tokens: Tokens) -> None:
        self.gazetteer = gazetteer
        self._lexicon = lexicon
        self._discourse = discourse
        self._tokens = tokens
        self._pointers = Pointers(gazetteer, lexicon, discourse)

    # -- whole phrases ------------------------------------------------------------------------

    def parties(
        self, phrase: Phrase | None, *, loose: bool = False, avoid: frozenset[PartyId] = _NONE
    ) -> list[Referent]:
        """List the parties that a phrase stands for as an actor.

        `loose` also takes parties that the phrase only belongs to ("Greek independence", "the port of
        Cuba"). `avoid` are parties that a pronoun cannot mean here.
        """
        if phrase is None:
            return []
        np = phrase.np
        if np.items:
            members = self._acting(np.items)
            found = [r for item in members for r in self.parties(Phrase(item), loose=loose, avoid=avoid)]
            if not found or phrase.pps:
                found += self._complement(phrase, loose=loose, avoid=avoid)
            return _unique(found)
        direct = self._direct(np, avoid)
        if direct:
            return self._styled(phrase, direct) or direct
        agent = self._agent_index(np) >= 0
        if agent or loose:
            owned = self.owner(np, avoid) or self._complement(phrase, loose=loose, avoid=avoid)
            if owned:
                return owned
        described = self._described(np, avoid)
        if (
            not described
            and agent
            and self._tokens.lows[np.i] == "the"
            and np.low not in self._lexicon.envoys
        ):
            return [self._words(np, p, 0.7) for p in self._pointers.last_subject(avoid)]
        return described

    def _acting(self, items: list[Chunk]) -> list[Chunk]:
        """Members that act: the first of "the French and Spanish protectorate" does not."""
        last = items[-1]
        if any(m.i <= last.head < m.j for m in last.mentions) or self._agent_index(last) >= 0:
            return items
        return [i for i in items if not (i.mentions and all(m.type in MODIFIERS for m in i.mentions))]

    def owner(self, np: Chunk, avoid: frozenset[PartyId] = _NONE) -> list[Referent]:
        """The party that a phrase belongs to: "its", "Russia's", "Afghan"."""
        if np.mentions:
            last = np.mentions[-1] if self._agent_index(np) < 0 else self._modifier(np)
            return _unique(self.refer(m) for m in np.mentions if m is last or self._is_joined(np, m))
        if np.owner < 0:
            return []
        low = self._tokens.lows[np.owner]
        if low not in _MARKERS:
            return self._pronoun(low, np.owner, avoid)
        if np.owner == np.i:  # a marker without its noun: "Thursday's talks", where the date stands apart
            return []
        inner = Chunk("NP", np.i, np.owner, self._tokens.lows[np.owner - 1], np.owner - 1)
        return self._direct(inner, avoid) or self._described(inner, avoid)

    def places(self, phrase: Phrase | None) -> list[Referent]:
        """The states in which a phrase's places lie ("in Havana, Cuba"), or which it names."""
        if phrase is None:
            return []
        mentions = phrase.np.mentions
        found = [self.refer(m) for m in mentions if m.type in PLACES or m.type in ACTORS]
        if not found and phrase.np.low in self._lexicon.cues.grounds:
            found = [self.refer(m) for m in mentions[:1]]
        return _unique(found, cities=True)

    def refer(self, mention: Mention) -> Referent:
        """Give the referent of a mention."""
        place = mention.type in PLACES
        return Referent(mention.party, mention.text, mention.span, mention=mention, place=place)

    def _styled(self, phrase: Phrase, direct: list[Referent]) -> list[Referent]:
        """The state whose style begins like an organisation: "the Commonwealth of Dominica"."""
        if not phrase.pps or phrase.pps[0][0] != "of" or self._kind(direct[0]) is not PartyKind.ORGANISATION:
            return []
        return [r for r in self.parties(phrase.pps[0][1]) if self._kind(r) is PartyKind.STATE]

    def _kind(self, referent: Referent) -> PartyKind:
        return self.gazetteer.party(referent.party).kind

    # -- parts of a phrase ----------------------------------------------------------------------

    def _direct(self, np: Chunk, avoid: frozenset[PartyId]) -> list[Referent]:
        """The party that the head itself names."""
        if np.j - np.i == 1 and self._pointers.is_pronoun(np.low):
            return self._pronoun(np.low, np.head, avoid)
        head = next((m for m in np.mentions if m.i <= np.head < m.j), None)
        if head is not None:
            return self._named(np, head)
        person = next((m for m in np.mentions if m.type in PERSONS), None)
        if person is not None:
            return [self.refer(person)]
        word = self._tokens.words[np.head]
        known = self._discourse.persons.get(word)
        return [self._words(np, known, 0.92)] if known and word[0].isupper() else []

    def _named(self, np: Chunk, head: Mention) -> list[Referent]:
        """The party that a phrase with the name `head` as its head means."""
        extra = (np.j - np.i) - (head.j - head.i)  # tokens besides the name
        if head.type in PERSONS and len(np.mentions) > 1 and self._agent_index(np) >= 0:
            return [self.refer(self._modifier(np))]
        if head.type in ACTORS or head.type == "demonym":
            return [self.refer(head)]
        if (head.type in PLACES and extra == 0) or (head.type in MODIFIERS and extra <= 1):
            return [replace(self.refer(head), weight=0.9)]
        return []

    def _modifier(self, np: Chunk) -> Mention:
        """The mention that says whose the office in a phrase is."""
        noun = self._agent_index(np)
        before = [m for m in np.mentions if m.i < noun and m.type not in PERSONS]
        return before[-1] if before else np.mentions[0]

    def _is_joined(self, np: Chunk, mention: Mention) -> bool:
        """Hyphenated pairs ("U.S.-Cuban") name both parties."""
        if self._tokens.words[min(mention.j, len(self._tokens) - 1)] != "-":
            return False
        return any(
            abs(other.j - mention.i) <= 1 and other is not mention and other.type in _PAIRED
            for other in np.mentions
        )

    def _complement(self, phrase: Phrase, *, loose: bool, avoid: frozenset[PartyId]) -> list[Referent]:
        """The party under a preposition: "the government of Chad", "the port of Havana"."""
        for preposition in _OF_THING if loose else _OF_OFFICE:
            inner = phrase.pp(preposition)
            if inner is None:
                continue
            found = self.parties(inner, loose=loose, avoid=avoid)
            if not found and preposition in _OF_PLACE:
                found = self.places(inner)
            if found:
                return found
        return []

    def _agent_index(self, np: Chunk) -> int:
        """The office or body that a phrase names, at its head or before a name; -1 where there is none."""
        tokens, agents, envoys = self._tokens, self._lexicon.agents, self._lexicon.envoys
        first = np.owner + 1 if np.owner >= 0 else np.i
        for i in range(np.j - 1, first - 1, -1):
            low = tokens.lows[i]
            if low in agents or low in envoys:
                return i
            if tokens.tags[i] == "N" and tokens.words[i][0].islower() and i <= np.head:
                return -1
        return -1

    # -- what points back -----------------------------------------------------------------------

    def _pronoun(self, low: str, at: int, avoid: frozenset[PartyId]) -> list[Referent]:
        tokens = self._tokens
        word, span = tokens.words[at], tokens.span(at, at + 1)
        return [Referent(p, word, span, weight=0.8) for p in self._pointers.pronoun(low, avoid)]

    def _described(self, np: Chunk, avoid: frozenset[PartyId]) -> list[Referent]:
        found, weight = self._pointers.described(np, self._tokens, avoid)
        return [self._words(np, party, weight) for party in found]

    def _words(self, np: Chunk, party: PartyId, weight: float) -> Referent:
        """A referent whose words are the whole phrase."""
        tokens = self._tokens
        return Referent(party, tokens.quote(np.i, np.j), tokens.span(np.i, np.j), weight=weight)


def _unique(referents: Iterable[Referent], *, cities: bool = False) -> list[Referent]:
    """Each party once, or each city once where the cities of one party count."""
    seen: dict[tuple[PartyId, str], Referent] = {}
    for referent in referents:
        seen.setdefault((referent.party, referent.text if cities and referent.place else ""), referent)
    return list(seen.values())
