"""Who is understood where a role is left open: by the heading, the title, or what was said before."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.reader.discourse import Referent
from dragoman.reader.grammar.scene import Roles, Scene
from dragoman.reader.pointers import SOVEREIGN
from dragoman.records import PartyId

# How sure it is that a party is meant which only the title, the heading, the event told last, or any
# sentence before names; set by precision on development chapters.
FROM_TITLE = 0.85
_FROM_HEADING = 0.85
FROM_LAST = 0.8
_FROM_BEFORE = 0.58


def complete(scene: Scene, roles: Roles, *, need_actor: bool = True, both: bool = False) -> Roles | None:
    """Fill a role that the sentence leaves open.

    Args:
        scene: Of the sentence.
        roles: What the sentence says; filled in place.
        need_actor: Whether nobody may be left out as actor.
        both: Whether a target must be found.

    Returns:
        The roles, or None where somebody who is needed cannot be told.
    """
    if not roles.everyone:
        return _from_pair(scene, roles)
    used = {r.party for r in roles.everyone}
    if not roles.targets:
        found = other(scene, used)
        if found is None:
            return None if both else roles
        roles.targets = [found]
    elif not roles.actors and need_actor:
        found = other(scene, used)
        if found is None:
            return None
        roles.actors = [found]
    return roles


def _from_pair(scene: Scene, roles: Roles) -> Roles | None:
    """Both parties from the title, else from the last event between two."""
    d = scene.discourse
    pair, weight = (d.pair[:2], FROM_TITLE) if len(d.pair) >= 2 else (list(d.last_pair), FROM_LAST)
    if len(pair) < 2:
        return None
    roles.actors = [d.understood(pair[0], weight)]
    roles.targets = [d.understood(pair[1], weight)]
    return roles


def other(scene: Scene, used: set[PartyId]) -> Referent | None:
    """The party across from those named: of another state, and the likeliest by title and text."""
    d, state_of = scene.discourse, scene.gazetteer.state_of
    states = {state_of(p) or p for p in used}

    def fresh(parties: Iterable[PartyId]) -> PartyId | None:
        return next((p for p in parties if p not in used and (state_of(p) or p) not in states), None)

    for parties, weight in _candidates(scene, used, states):
        found = fresh(parties)
        if found:
            return d.understood(found, weight)
    return None


def _candidates(
    scene: Scene, used: set[PartyId], states: set[PartyId]
) -> Iterable[tuple[Iterable[PartyId], float]]:
    """Lists of parties to look through, the surest first, each with its weight."""
    d, state_of = scene.discourse, scene.gazetteer.state_of
    between_two = len(d.pair) >= 2
    if between_two and not states.isdisjoint(state_of(p) or p for p in d.pair):
        yield d.pair, FROM_TITLE
    last = d.last_pair if used & set(d.last_pair) else ()
    about = [r.party for r in d.topics.get("between", ())]
    spoken_of = [(last, FROM_LAST), (about, FROM_LAST)]
    titled = [(d.heading, _FROM_HEADING), (d.pair, FROM_TITLE)]
    yield from [*titled, *spoken_of] if between_two else [*spoken_of, *titled]
    yield (p for p in reversed(d.recent) if scene.classes.kind(p) in SOVEREIGN), _FROM_BEFORE
