"""Roles of who governs: independence, taking and losing power, union, dissolution."""

from __future__ import annotations

from dragoman.reader.discourse import Referent
from dragoman.reader.grammar.scene import Predicate, Roles, Scene, ids
from dragoman.records import PartyId, PartyKind

_WHOLE = frozenset(("declare_independence", "dissolve"))  # types whose subject may be what a party owns
_GOVERNED = 0.9  # how sure it is that a government's power is over its own state
_RULED = 0.75  # how sure it is that independence was won from the third state of a text about two


def fill_authority(scene: Scene, p: Predicate) -> Roles | None:
    """Give who declares, takes, unites or dissolves, and the state that it concerns."""
    actors = _actors(scene, p)
    if not actors:
        return None
    avoid = ids(actors)
    targets = scene.first(p.frame.target, p, avoid)
    if not targets and p.frame.type == "take_power":
        if scene.classes.kind(actors[0].party) is PartyKind.STATE:
            return None
        targets = _own_state(scene, actors[0].party)
    if not targets and p.frame.type == "declare_independence":
        targets = _ruled_by(scene, avoid)
    if not targets and p.frame.type == "unite" and len(actors) < 2:
        return None
    return Roles(actors, targets)


def _actors(scene: Scene, p: Predicate) -> list[Referent]:
    resolver, theme, clause = scene.resolver, p.theme, p.clause
    independence = p.frame.type == "declare_independence"
    if p.frame.actor:
        return scene.first(p.frame.actor, p)
    actors: list[Referent] = []
    if theme is not None and p.frame.theme == ("independence",):  # whose it is: "Mali's independence"
        owned = bool(theme.noun.mentions) or theme.noun.owner >= 0
        actors = resolver.owner(theme.noun) if owned else []
        actors = actors or resolver.parties(theme.phrase.pp("of"))
    if not actors and p.nominal:
        actors = resolver.owner(scene.trigger(p)) or resolver.parties(clause.pp("of", "by"), loose=True)
    if not actors and not (p.theme_is_subject and independence):
        actors = resolver.parties(clause.subject, loose=p.frame.type in _WHOLE)
    return actors


def _own_state(scene: Scene, party: PartyId) -> list[Referent]:
    state = scene.gazetteer.state_of(party)
    return [Referent(state, weight=_GOVERNED)] if state and state != party else []


def _ruled_by(scene: Scene, avoid: frozenset[PartyId]) -> list[Referent]:
    """From whom independence was won: whose the land was, else whom a text about two others named last."""
    d = scene.discourse
    lords = [lord for party in avoid for lord in d.sovereigns.get(party, ()) if lord not in avoid]
    if lords:
        return [d.understood(lord, _RULED) for lord in lords[:1]]
    if len(d.pair) < 2:
        return []
    named = (*(m.party for m in scene.sentence.mentions), *reversed(d.recent))
    outside = (p for p in named if p not in avoid and p not in d.pair)
    state = next((p for p in outside if scene.classes.kind(p) is PartyKind.STATE), None)
    return [d.understood(state, _RULED)] if state is not None else []


def fill_authority_lost(scene: Scene, p: Predicate) -> Roles | None:
    """Give who fell and the state that they governed."""
    fallen = scene.theme_parties(p.theme)[:1]
    if not fallen:
        return None
    state = scene.gazetteer.state_of(fallen[0].party) or fallen[0].party
    return Roles(fallen, [Referent(state, weight=_GOVERNED)])
