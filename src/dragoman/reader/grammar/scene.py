"""A sentence as the fillers of roles see it: what a frame's slots hold, and who is understood."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from dragoman.gazetteer import Gazetteer
from dragoman.reader.discourse import Discourse, Referent
from dragoman.reader.grammar.frames import Frame
from dragoman.reader.grammar.themes import Theme, ThemeFinder
from dragoman.reader.sentence import Sentence
from dragoman.reader.syntax.chunk import Chunk
from dragoman.reader.syntax.clause import Clause, Phrase
from dragoman.records import PartyId

NOMINAL_IN_TEXT = 0.78  # factor of the confidence: in running text a verbal noun is less sure than a verb
NOBODY: frozenset[PartyId] = frozenset()
# Types of mention that say whose sanctions "the U.S. sanctions" are, unlike "the Iran sanctions".
_IMPOSING = ("adjective", "alias", "organisation")
_RIGHTS = ("of", "on", "to", "against")  # prepositions under which a thing stands for the party it belongs to


@dataclass(slots=True)
class Roles:
    """Actors and targets with what the theme says of level, city and object."""

    actors: list[Referent] = field(default_factory=list)
    targets: list[Referent] = field(default_factory=list)
    level: str = ""
    city: str = ""
    object: str = ""
    more: list[tuple[Referent, str]] = field(default_factory=list)  # further hosts, each with its city
    crossed: tuple[Referent, Referent, str] | None = None  # sender, host and city of the other side's mission
    penalty: float = 1.0  # factor of the confidence

    @property
    def everyone(self) -> list[Referent]:
        """Actors and targets."""
        return [*self.actors, *self.targets]

    @property
    def weakest(self) -> float:
        """The weight of the least sure referent."""
        return min((r.weight for r in self.everyone), default=1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate:
    """A frame held against a clause, or against a verbal noun (`nominal`), with the theme found for it."""

    frame: Frame
    clause: Clause
    theme: Theme | None
    nominal: bool

    @property
    def theme_is_subject(self) -> bool:
        """Whether the theme's phrase is the clause's subject: "the embassy was closed"."""
        return self.theme is not None and self.clause.is_subject(self.theme.phrase)


class Scene:
    """One sentence with the discourse; answers what stands in a slot of a predicate."""

    def __init__(self, sentence: Sentence, discourse: Discourse, themes: ThemeFinder) -> None:
        self.sentence = sentence
        self.discourse = discourse
        self.resolver = sentence.resolver
        self.lexicon = sentence.lexicon
        self.classes = themes.classes

    @property
    def gazetteer(self) -> Gazetteer:
        """The gazetteer behind the sentence's resolver."""
        return self.resolver.gazetteer

    def trigger(self, p: Predicate) -> Chunk:
        """Give the verb group or the noun phrase that the predicate's frame matched."""
        return self.sentence.chunks[p.clause.k]

    def slot(self, name: str, p: Predicate, avoid: frozenset[PartyId] = NOBODY) -> list[Referent]:
        """The parties in one slot of a frame's `actor` or `target` list, less those to be avoided."""
        return without(self._slot(name, p, avoid), avoid)

    def first(
        self, names: tuple[str, ...], p: Predicate, avoid: frozenset[PartyId] = NOBODY
    ) -> list[Referent]:
        """The parties of the first slot that has any, less those to be avoided."""
        return next(filter(None, (self.slot(name, p, avoid) for name in names)), [])

    def _slot(self, name: str, p: Predicate, avoid: frozenset[PartyId]) -> list[Referent]:
        resolver, clause, theme = self.resolver, p.clause, p.theme
        if name == "subject":
            return resolver.parties(clause.subject, avoid=avoid)
        if name == "object":
            left = self.trigger(p).passive and not p.theme_is_subject  # "Nepal was given aid"
            return resolver.parties(clause.subject if left else clause.object, avoid=avoid)
        if name == "owner":
            return resolver.owner(self.trigger(p), avoid)
        if name == "list":
            listed = clause.pp("from", "off", "on", "to")
            return resolver.owner(listed.np, avoid) if listed else []
        if name == "theme":
            return self.theme_parties(theme, avoid)
        if name == "theme-owner":
            return self._theme_owners(theme, avoid)
        if name == "theme-adjective":
            owners = self._theme_owners(theme, avoid)
            return [r for r in owners if r.mention is None or r.mention.type in _IMPOSING]
        phrase = clause.pp(name) or (theme.phrase.pp(name) if theme else None)
        return resolver.parties(phrase, loose=name in _RIGHTS, avoid=avoid)

    def theme_parties(self, theme: Theme | None, avoid: frozenset[PartyId] = NOBODY) -> list[Referent]:
        """The parties that the theme is, or whose it is, or where it is."""
        if theme is None:
            return []
        return self.resolver.parties(theme.phrase, loose=True, avoid=avoid) or self.resolver.places(
            theme.phrase
        )

    def _theme_owners(self, theme: Theme | None, avoid: frozenset[PartyId]) -> list[Referent]:
        if theme is None:
            return []
        items = theme.phrase.np.items or [theme.noun]
        return [r for item in items for r in self.resolver.owner(item, avoid)]

    def agent(self, p: Predicate) -> list[Referent]:
        """Who acts: the subject, or whoever is named under "by" where the theme is the subject."""
        passive = self.trigger(p).passive
        if p.frame.actor:
            names = tuple(n for n in p.frame.actor if n != "subject") if passive else p.frame.actor
            return self.first(names, p)
        return self.slot("by" if passive or p.theme_is_subject else "subject", p)

    def acts_otherwise(self, p: Predicate) -> bool:
        """Whether the subject is something that is no party: "a treaty which recognized …"."""
        chunks, clause = self.sentence.chunks, p.clause
        if p.nominal or self.trigger(p).passive:
            return False
        if clause.subject is None:
            return clause.k > 0 and chunks[clause.k - 1].kind == "W"
        np = clause.subject.np
        relative = clause.k > 0 and chunks[clause.k - 1].low in ("which", "that")
        if relative and not self.resolver.parties(clause.subject):
            return True
        if p.theme is not None and p.theme.phrase.np in (np, clause.near.np if clause.near else np):
            return False
        tokens = self.sentence.tokens
        return tokens.tags[np.head] == "N" and not tokens.words[np.head][0].isupper()

    def parties_under(
        self, phrase: Phrase | None, avoid: frozenset[PartyId] = NOBODY, *, loose: bool = False
    ) -> list[Referent]:
        """The parties that a phrase stands for, less those to be avoided."""
        return without(self.resolver.parties(phrase, loose=loose), avoid)


def ids(referents: Collection[Referent]) -> frozenset[PartyId]:
    """The party ids of some referents."""
    return frozenset(r.party for r in referents)


def without(referents: Collection[Referent], avoid: Collection[PartyId]) -> list[Referent]:
    """Some referents less those of certain parties."""
    return [r for r in referents if r.party not in avoid]
