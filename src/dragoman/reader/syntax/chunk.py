"""The pieces that a sentence is made of: noun phrases, verb groups and the small words between them."""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.reader.mentions import Mention


@dataclass(slots=True, eq=False)
class Chunk:
    """A piece of a sentence over tokens [i, j).

    `kind`: "NP", "VG", "D" (date), or the tag of a small word or mark. Fields below `low` belong to
    noun phrases (head, mentions, owner, items) or verb groups (main … infinitive).
    """

    kind: str
    i: int
    j: int
    low: str = ""  # the small word, the head noun or the main verb, in lower case
    head: int = -1  # token of the head noun
    mentions: list[Mention] = field(default_factory=list)
    owner: int = -1  # token of the possessive marker or pronoun, -1 where none
    items: list[Chunk] = field(default_factory=list)  # the members of a coordination
    main: int = -1  # token of the main verb
    lemmas: tuple[str, ...] = ()
    forms: frozenset[str] = frozenset()  # "base", "s", "past", "part", "ing"
    auxiliaries: tuple[str, ...] = ()
    modal: str = ""  # a modal verb, "be-to" or "have-to"
    passive: bool = False
    negated: bool = False
    infinitive: bool = False

    @property
    def bare(self) -> bool:
        """Whether a verb group is a past or participle form with nothing before it."""
        plain = not self.auxiliaries and not self.infinitive and not self.modal
        return plain and bool(self.forms & {"past", "part"})

    @property
    def finite(self) -> bool:
        """Whether a verb group can carry a clause of its own."""
        if self.infinitive:
            return False
        return bool(self.auxiliaries or self.modal) or not self.forms <= {"ing"}

    @property
    def members(self) -> list[Chunk]:
        """The coordinated noun phrases, or the one itself."""
        return self.items or [self]
