"""The head of a noun phrase: the name or role that says what the actor is."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.gazetteer.actors import Role
from dragoman.gazetteer.findings import Tables
from dragoman.gazetteer.nounphrase import Clause, Named, Segment


@dataclass(frozen=True, slots=True)
class Head:
    """A name or a role, or neither, and the word that it begins with."""

    first: int
    name: Named | None = None
    role: Role | None = None

    @property
    def last(self) -> int:
        """The word behind the head."""
        return self.first + len(self.role.words) if self.role else self.first


def past_counting(tables: Tables, clause: Clause) -> Clause:
    """Step over "thousands of" and "a group of" to what is counted."""
    phrase, core, attached = tables.phrase, clause.core, clause.attached
    while attached and attached[0].link == "of" and core.last > core.first:
        counts = tables.lexicon.is_in("counting", phrase.words[core.last - 1].low)
        if not counts or phrase.names_in(core.first, core.last):  # "the European Union of" counts nothing
            break
        core, attached = attached[0], attached[1:]
    return Clause(clause.link, core, attached)


def find_head(tables: Tables, core: Segment) -> Head:
    """Find the head of a core: what stands last, but for participles and for names behind a title."""
    phrase, last = tables.phrase, core.last
    while last > core.first and tables.lexicon.is_in("skipped", phrase.words[last - 1].low):
        last -= 1
    name, role = phrase.name_ending(last, core.first), phrase.role_ending(last, core.first)
    if name and (name.after or tables.is_in_proper_name(name, core.first)):
        name = None
    if name and name.body is None and name.reading is None:
        titled = _with_title(tables, name, core) or _before_name(tables, core, name.first + 1)
        if titled.role or titled.name:
            return titled
    if name and (role is None or name.last - name.first >= len(role.words)):
        return _title_before(tables, name, core) or Head(name.first, name=name)
    if role and not _is_family_name(tables, role, last, core):
        return Head(last - len(role.words), role=role)
    return _before_name(tables, core, last)


def _is_family_name(tables: Tables, role: Role, last: int, core: Segment) -> bool:
    """Say whether a word for an actor is a person's family name: "Steve Peers"."""
    if len(role.words) > 1 or last - 2 < core.first:
        return False
    given, family = tables.phrase.words[last - 2 : last]
    return given.is_capital and family.is_capital and given.low in tables.lexicon.lists["given"]


def _with_title(tables: Tables, name: Named, core: Segment) -> Head | None:
    """Give the title of a person who is not in office on the day asked about: "President Reagan" of today."""
    for last in (name.first, *range(name.first + 1, name.last)):
        role = tables.phrase.role_ending(last, core.first)
        if role:
            return Head(last - len(role.words), role=role)
    return None


def _title_before(tables: Tables, name: Named, core: Segment) -> Head | None:
    """Give the role right before a person's name ("opposition leader Aung San Suu Kyi") as the head.

    Not where an office-holder bears a title of office: he stands for his party.
    """
    if name.reading is None or name.reading.type not in {"person", "office-holder"}:
        return None
    body = tables.phrase.name_ending(name.first, core.first)
    kinds = {"organisation", "group"}
    if name.reading.type == "person" and body and (body.reading.type in kinds if body.reading else body.body):
        return Head(body.first, name=body)  # "the African Union Commission's Moussa Faki" of today
    role = tables.phrase.role_ending(name.first, core.first)
    if role is None or (name.reading.type == "office-holder" and role.sector in {"GOV", "PTY", "MIL"}):
        return None
    return Head(name.first - len(role.words), role=role)


def _before_name(tables: Tables, core: Segment, last: int) -> Head:
    """Find the role before an unknown name ("opposition leader Kizza Besigye"), else the last one at all."""
    phrase = tables.phrase
    for end in range(last - 1, core.first, -1):
        role, name = phrase.role_ending(end, core.first), phrase.name_ending(end, core.first)
        if role and not (name and name.last - name.first > len(role.words)):
            return Head(end - len(role.words), role=role)
        if name and name.body:
            return Head(name.first, name=name)
    return Head(core.last)
