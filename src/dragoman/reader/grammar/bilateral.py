"""Roles of acts between two parties, in any order: relations, agreements, talks, cooperation."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.reader.discourse import Referent
from dragoman.reader.grammar.scene import Predicate, Roles, Scene
from dragoman.reader.grammar.understood import complete
from dragoman.reader.syntax.clause import Phrase
from dragoman.records import PartyId

_RECALLED = frozenset(("them", "it", "those", "they"))
_SAME_PAIR = 0.85  # how sure "them" means the relations of the pair told of last
_OTHER_SUBJECT = 0.7  # factor where the subject is no party: "a treaty which established …"


_Found = dict[PartyId, Referent]  # in the order in which they were found


def _take(found: _Found, referents: Iterable[Referent]) -> None:
    for referent in referents:
        found.setdefault(referent.party, referent)


def fill_bilateral(scene: Scene, p: Predicate) -> Roles | None:
    """Give the two sides; where one is unsaid it is who was spoken of."""
    found: _Found = {}
    _take_subject(scene, p, found)
    size = len(found)
    _take_phrases(scene, p, found)
    if p.theme is not None and len(found) < 2:
        _take(found, scene.resolver.owner(p.theme.noun, frozenset(found)))
    if p.nominal and len(found) < 2:
        for preposition in ("by", "with", "between"):
            _take(found, scene.resolver.parties(p.clause.pp(preposition), avoid=frozenset(found)))
    if len(found) < 2:
        _take_last_pair(scene, p, found)
    parties = list(found.values())
    split = max(size, 1) if len(found) > size else 1
    roles = Roles(parties[:split], parties[split:])
    agreement = p.frame.theme == ("agreement",)
    if len(found) < 2 and not agreement and scene.acts_otherwise(p):
        roles.penalty = _OTHER_SUBJECT
    if p.theme is not None and agreement:
        noun = p.theme.noun
        roles.object = scene.sentence.tokens.name(noun.i, noun.j)
    return complete(scene, roles, both=True)


def _take_subject(scene: Scene, p: Predicate, found: _Found) -> None:
    if p.nominal:
        _take(found, scene.resolver.owner(scene.trigger(p)))
    elif not p.theme_is_subject:
        _take(found, scene.resolver.parties(p.clause.subject))
    if p.frame.at and p.theme is not None:
        _take(found, scene.resolver.parties(p.theme.phrase, avoid=frozenset(found)))


def _take_phrases(scene: Scene, p: Predicate, found: _Found) -> None:
    """Take the parties under "with", "between", "to" behind the verb, its theme and its subject."""
    clause, theme = p.clause, p.theme
    phrases: list[Phrase | None] = [clause.pp("with"), clause.pp("between", "among"), clause.pp("by")]
    if theme is not None:
        phrases += [theme.phrase.pp("with"), theme.phrase.pp("between"), theme.phrase.pp("to")]
        if clause.subject is not None:
            phrases += [clause.subject.pp("with"), clause.subject.pp("between")]
    for phrase in filter(None, phrases):
        if phrase.np.low in ("it", "them") and not phrase.np.mentions:
            _take(found, scene.discourse.topics.get("between", ()))
        _take(found, scene.resolver.parties(phrase, loose=True, avoid=frozenset(found)))


def _take_last_pair(scene: Scene, p: Predicate, found: _Found) -> None:
    """Take the pair that was told of last, whose relations "broke them off again" means."""
    if p.theme is None or p.theme.noun.low not in _RECALLED:
        return
    d = scene.discourse
    rest = [party for party in d.last_pair if party not in found]
    if len(rest) + len(found) == 2:
        _take(found, (d.understood(party, _SAME_PAIR) for party in rest))
