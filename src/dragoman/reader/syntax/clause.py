"""A predicate with its arguments, and noun phrases with the prepositional phrases behind them."""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.reader.syntax.chunk import Chunk


@dataclass(slots=True, eq=False)
class Phrase:
    """A noun phrase with the prepositional phrases that follow it, in order."""

    np: Chunk
    pps: list[tuple[str, Phrase]] = field(default_factory=list)

    def pp(self, *prepositions: str) -> Phrase | None:
        """Give the first prepositional object after one of `prepositions`."""
        return next((phrase for prep, phrase in self.pps if prep in prepositions), None)


@dataclass(slots=True, eq=False)
class Clause:
    """A predicate with its arguments. `start` and `end` are chunk indices that bound it."""

    k: int  # index of the trigger's chunk
    subject: Phrase | None = None
    object: Phrase | None = None
    second: Phrase | None = None  # second object, or complement after "as"
    pps: list[tuple[str, Phrase]] = field(default_factory=list)
    dates: list[tuple[str, Chunk]] = field(default_factory=list)  # each with the preposition before it
    near: Phrase | None = None  # the noun phrase right before a bare participle
    particle: str = ""
    start: int = 0
    end: int = 0
    shared: int = -1  # chunk of a coordinated verb that follows with an object for both
    governor: int = -1  # chunk of the verb group that governs an infinitive, gerund or participle

    def pp(self, *prepositions: str) -> Phrase | None:
        """Give the first prepositional object after one of `prepositions`."""
        return next((phrase for prep, phrase in self.pps if prep in prepositions), None)

    def is_subject(self, phrase: Phrase | None) -> bool:
        """Whether `phrase` is the clause's subject."""
        return phrase is not None and self.subject is not None and phrase.np is self.subject.np
