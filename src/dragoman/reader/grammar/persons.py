"""Envoys as persons: the name that stands with an office, and the party that the office belongs to."""

from __future__ import annotations

from dragoman.reader.discourse import Referent
from dragoman.reader.grammar.scene import Predicate, Roles, Scene
from dragoman.reader.grammar.themes import Theme
from dragoman.reader.mentions import PLACES
from dragoman.reader.syntax.chunk import Chunk
from dragoman.reader.syntax.clause import Phrase


def person_name(scene: Scene, p: Predicate, theme: Theme) -> str:
    """Give the person appointed: the object, or the passive subject, or the name after the office."""
    for phrase in (p.clause.object, p.clause.subject):
        if phrase is not None and phrase.np is not theme.phrase.np and not phrase.np.mentions:
            name = trailing_name(scene, phrase.np)
            if name:
                return name
    return trailing_name(scene, theme.noun)


def trailing_name(scene: Scene, np: Chunk) -> str:
    """Give the capitalized words at the end of a phrase that are neither an office nor a party."""
    tokens, lexicon = scene.sentence.tokens, scene.lexicon
    last = np.members[-1]
    i = last.j
    while i > last.i and tokens.tags[i - 1] == "N" and tokens.words[i - 1][0].isupper():
        low = tokens.lows[i - 1]
        if low in lexicon.envoys or low in lexicon.agents or low in lexicon.cues.titles:
            break
        i -= 1
    return tokens.name(i, last.j)


def surname(name: str) -> str:
    """Give the last word of a name, "Jr." left out."""
    words = name.replace(",", " ").replace(" Jr.", "").split()
    return words[-1] if words else ""


def sender_in_office(scene: Scene, office: Phrase | None) -> list[Referent]:
    """The sender in "as the first U.S. Ambassador"."""
    if office is None or scene.classes.envoy_level(office.np) is None:
        return []
    named = [m for m in office.np.mentions if m.type not in PLACES and m.i < office.np.head]
    return [scene.resolver.refer(m) for m in named[:1]]


def remember_person(scene: Scene, name: str, roles: Roles) -> None:
    """Note whom an envoy stands for and where the envoy is sent, for when credentials are presented."""
    if not roles.actors:
        return
    d = scene.discourse
    d.persons.setdefault(surname(name), roles.actors[0].party)
    if roles.targets:
        d.posts[surname(name)] = roles.targets[0].party
