"""Roles of acts that one party does to another: recognition, sanctions, and what else parties do."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from dragoman.reader.discourse import Referent
from dragoman.reader.grammar.scene import NOMINAL_IN_TEXT, Predicate, Roles, Scene, ids, without
from dragoman.reader.grammar.understood import complete
from dragoman.reader.superlatives import superlative_in
from dragoman.records import PartyId

_NEEDING_ACTOR = frozenset(("recognize", "refuse_recognition", "withdraw_recognition"))
_SANCTIONS_THEMES = (("assets",), ("sanctions",), ("list",))
_MANY = frozenset(("them", "three", "two", "four", "all", "both"))
_NOMINAL_TARGET = ("of", "to", "on", "with", "against")
_RECIPROCAL = 6  # tokens behind the verb in which "each other" is looked for
# How sure it is that what is spoken of again is what was spoken of last.
_AGAIN, _THEIRS, _SAME_SANCTIONS, _AUTHOR = 0.85, 0.8, 0.8, 0.75
_RETOLD = 0.9


def fill_directed(scene: Scene, p: Predicate) -> Roles | None:
    """Give actor and target, or None where the words do not fit after all."""
    mutual = _mutual(scene, p)
    if mutual:
        return Roles(mutual, mutual)
    if p.theme is not None and scene.classes.is_mutual(p.theme.noun):
        return None
    if p.nominal and p.frame.type == "consult" and _is_theirs(scene, p):
        first, second = (scene.discourse.understood(party, _THEIRS) for party in scene.discourse.pair)
        return Roles([first], [second])
    roles = _nominal(scene, p) if p.nominal else _verbal(scene, p)
    if p.nominal and not roles.targets and p.frame.theme == ("recognizable",):
        return _again(scene, p, roles.actors)
    if not roles.targets:
        roles.targets = _spoken_of(scene, p, ids(roles.actors))
    if p.frame.is_interaction and not (roles.actors and roles.targets):
        return None
    if not roles.actors and roles.targets and _is_counted(scene, p):
        return roles
    if not roles.actors and (p.frame.need_subject or scene.acts_otherwise(p)):
        return None
    return complete(scene, roles, need_actor=p.frame.type in _NEEDING_ACTOR)


def _is_counted(scene: Scene, p: Predicate) -> bool:
    """Whether states are counted, not named: "thirteen states recognize it", "no other state has"."""
    if p.nominal or p.clause.subject is None or p.frame.type != "recognize":
        return False
    superlative = superlative_in(scene.sentence.text, scene.sentence.span)
    return superlative is not None and superlative.claim.kind in ("count", "none_other", "most")


def _verbal(scene: Scene, p: Predicate) -> Roles:
    actors = scene.agent(p)
    avoid = ids(actors)
    targets = scene.first(p.frame.target or ("theme",), p, avoid)
    return Roles(actors, _recognized_before(scene, p, avoid) or targets)


def _nominal(scene: Scene, p: Predicate) -> Roles:
    targets = p.frame.nominal_target or p.frame.target or _NOMINAL_TARGET
    names = ["owner", "by", *(name for name in p.frame.actor if name == "theme-adjective")]
    if "of" not in targets:  # "the visit of the President to Chad"
        names.append("of")
    actors = scene.first(tuple(names), p)
    return Roles(actors, scene.first(targets, p, ids(actors)))


def _mutual(scene: Scene, p: Predicate) -> list[Referent]:
    """Two parties that do it to each other: "recognized each other", "recognition between A and B"."""
    if p.nominal:
        found = scene.resolver.parties(p.clause.pp("between"))
    else:
        words = scene.sentence.tokens.lows[scene.trigger(p).j :][:_RECIPROCAL]
        pairs = set(pairwise(words))
        found = scene.agent(p) if pairs & {("each", "other"), ("one", "another")} else []
    return found if len(found) == 2 else []


def _is_theirs(scene: Scene, p: Predicate) -> bool:
    """Whether "their meeting" is that of the two parties that the title names."""
    owner = scene.trigger(p).owner
    return owner >= 0 and scene.sentence.tokens.lows[owner] == "their" and len(scene.discourse.pair) == 2


def _again(scene: Scene, p: Predicate, actors: list[Referent]) -> Roles | None:
    """The recognition spoken of before: "The formal recognition came from Russia's ambassador"."""
    sentence, k = scene.sentence, p.clause.k
    targets = scene.discourse.topics.get("recognition", ())
    if not actors and k + 1 < len(sentence.chunks) and sentence.chunks[k + 1].kind == "VG":
        actors = scene.resolver.parties(sentence.walker.clause(k + 1).pp("from"))
    if sentence.tokens.lows[scene.trigger(p).i] not in ("the", "this") or not targets or not actors:
        return None
    same = [replace(r, weight=_RETOLD) for r in without(targets, ids(actors))]
    return Roles(actors, same, penalty=_RETOLD / NOMINAL_IN_TEXT)  # what was told as a verb is sure as a noun


def _recognized_before(scene: Scene, p: Predicate, avoid: frozenset[PartyId]) -> list[Referent]:
    """A pronoun or "the state" after a verb of recognition means what was last spoken of as recognized."""
    if p.theme is None or p.theme.noun.mentions or p.frame.theme != ("recognizable",):
        return []
    before = without(scene.discourse.topics.get("recognition", ()), avoid)
    low = p.theme.noun.low
    if (low in _MANY and len(before) < 2) or (low == "it" and len(before) > 1):
        return []
    return [replace(r, weight=_AGAIN) for r in before]


def _spoken_of(scene: Scene, p: Predicate, avoid: frozenset[PartyId]) -> list[Referent]:
    """The target that was spoken of before: of "the sanctions", or the author of "the decision"."""
    if p.frame.theme in _SANCTIONS_THEMES:
        before = without(scene.discourse.topics.get("sanctions", ()), avoid)
        return [replace(r, weight=_SAME_SANCTIONS) for r in before]
    if p.nominal or p.theme is not None or p.frame.theme != ("party-act",):
        return []
    np = p.clause.object.np if p.clause.object is not None else None
    if np is None or np.mentions or np.low not in scene.lexicon.cues.acts:
        return []
    d, state_of = scene.discourse, scene.gazetteer.state_of
    states = {state_of(party) or party for party in avoid}
    others = [party for party in d.last_actors if (state_of(party) or party) not in states]
    return [d.understood(party, _AUTHOR) for party in others[:1]]
