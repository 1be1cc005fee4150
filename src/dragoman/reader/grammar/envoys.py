"""Roles of what happens to envoys: who sends whom to whom; who expels, and who receives."""

from __future__ import annotations

from dragoman.reader.discourse import Referent
from dragoman.reader.grammar.credentials import read_credentials
from dragoman.reader.grammar.persons import person_name, remember_person, sender_in_office
from dragoman.reader.grammar.scene import Predicate, Roles, Scene, ids, without
from dragoman.reader.grammar.themes import Theme
from dragoman.reader.grammar.understood import FROM_TITLE, complete
from dragoman.reader.mentions import PERSONS, PLACES
from dragoman.records import PartyId

_RECEIVING = (
    "to",
    "for",
    "from",
    "in",
    "at",
    "near",
)  # prepositions before the receiver, the likeliest first


def fill_envoy(scene: Scene, p: Predicate) -> Roles | None:
    """Give sender, receiver, level and name of an envoy appointed, accredited, recalled or returned."""
    theme = p.theme
    if theme is None:
        return None
    if p.frame.theme == ("credentials",):
        return _complete(scene, read_credentials(scene, p))
    senders = _senders(scene, p, theme)
    if not scene.lexicon.cues.exchanging.isdisjoint((scene.trigger(p).low, *scene.trigger(p).lemmas)):
        return _exchanged(scene, p, theme, senders)
    receivers = _receivers(scene, p, theme, ids(senders))
    if p.frame.type == "accredit_envoy" and not receivers:
        return None
    name = person_name(scene, p, theme)
    done = _complete(scene, Roles(senders, receivers, theme.level, object=name))
    if done is not None and name:
        remember_person(scene, name, done)
    return done


def _exchanged(scene: Scene, p: Predicate, theme: Theme, senders: list[Referent]) -> Roles | None:
    """Give both sides as senders and receivers: "exchanged ambassadors", "the exchange of envoys with"."""
    sides = {r.party: r for r in senders}
    for phrase in (p.clause.pp("with", "between"), theme.phrase.pp("with", "between")):
        for referent in scene.resolver.parties(phrase):
            sides.setdefault(referent.party, referent)
    both = list(sides.values())
    return Roles(both, both, theme.level) if len(both) == 2 else None


def _complete(scene: Scene, roles: Roles) -> Roles | None:
    """Complete roles; an envoy of an unnamed sender comes from the first party of the title."""
    pair = scene.discourse.pair
    if not roles.actors and roles.targets and len(pair) >= 2 and pair[0] not in ids(roles.targets):
        roles.actors = [scene.discourse.understood(pair[0], FROM_TITLE)]
    return complete(scene, roles)


def _senders(scene: Scene, p: Predicate, theme: Theme) -> list[Referent]:
    resolver, noun = scene.resolver, theme.noun
    if p.nominal:
        senders = resolver.owner(scene.trigger(p)) or resolver.parties(p.clause.pp("by"))
    else:
        senders = scene.agent(p)
    if senders:
        return senders
    before = [m for m in noun.mentions if m.type not in PLACES and m.type not in PERSONS]
    if before:
        return [resolver.refer(before[0])]
    if p.frame.theme == ("envoy-person",):
        senders = resolver.parties(theme.phrase)
    elif noun.owner >= 0:
        senders = resolver.owner(noun)
    return senders or resolver.parties(theme.phrase.pp("of"))


def _receivers(scene: Scene, p: Predicate, theme: Theme, avoid: frozenset[PartyId]) -> list[Referent]:
    for preposition in _RECEIVING:
        phrases = [theme.phrase.pp(preposition), p.clause.pp(preposition)]
        for phrase in reversed(phrases) if p.theme_is_subject else phrases:
            named = scene.resolver.parties(phrase, loose=True) or scene.resolver.places(phrase)
            found = without(named, avoid)
            if found:
                return found
    return []


def fill_envoy_out(scene: Scene, p: Predicate) -> Roles | None:
    """Give who expels and whose envoys are expelled."""
    if p.theme is None:
        return None
    actors = scene.first(("owner", "by"), p) if p.nominal else scene.agent(p)
    avoid = ids(actors)
    targets = without(scene.resolver.owner(p.theme.noun, avoid), avoid)
    targets = targets or scene.parties_under(p.theme.phrase.pp("of", "from"), avoid)
    return complete(scene, Roles(actors, targets))


def fill_envoy_in(scene: Scene, p: Predicate) -> Roles | None:
    """Give sender and receiver of "received X as Minister of Y": the subject is the receiver."""
    theme = p.theme
    if theme is None or p.nominal:
        return None
    receivers = scene.agent(p)
    avoid = ids(receivers)
    senders = (
        without(sender_in_office(scene, theme.phrase), avoid)
        or scene.parties_under(theme.phrase.pp("of", "from"), avoid)
        or scene.parties_under(p.clause.object, avoid)
    )
    if not receivers or not (senders or len(scene.discourse.pair) >= 2):
        return None
    roles = Roles(senders, receivers, theme.level, object=person_name(scene, p, theme))
    return complete(scene, roles)
