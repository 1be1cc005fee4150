"""Where a mission is: the host and the city, from the places that a sentence names."""

from __future__ import annotations

import re

from dragoman.reader.discourse import Referent
from dragoman.reader.grammar.scene import Predicate, Scene, without
from dragoman.reader.grammar.themes import Theme
from dragoman.reader.grammar.understood import other
from dragoman.reader.mentions import PLACES
from dragoman.reader.syntax.chunk import Chunk
from dragoman.reader.syntax.clause import Phrase
from dragoman.records import PartyId

_ALPHA_3 = 3  # letters of a present state's id; longer ids are historical, and some of those are cities too
_NOW = re.compile(
    r"\s*\((?:now|later|today|present-day|currently|modern)\s+(?:called\s+)?"
    r"([A-Z][\w\u2019'-]*(?: [A-Z][\w\u2019'-]*)*)"
)
Hosts = tuple[list[Referent], str, list[tuple[Referent, str]]]
"""Host, city, and the further hosts of a list, each with its city."""


def hosts_of(scene: Scene, p: Predicate, theme: Theme, avoid: frozenset[PartyId]) -> Hosts:
    """Give host and city from the first phrase that names a place.

    Args:
        scene: Of the sentence.
        p: The predicate.
        theme: The mission.
        avoid: Parties that send the mission.
    """
    for phrase in filter(None, _phrases(p, theme)):
        named = without(scene.resolver.places(phrase), avoid)
        if not named and phrase.np.mentions:
            named = without(scene.resolver.places(theme.phrase.pp("of")), avoid)
        if named:
            return _host(scene, phrase, named, avoid)
    host, city = _host_in_noun(scene, theme.noun, avoid)
    return host, city, []


def _phrases(p: Predicate, theme: Theme) -> list[Phrase | None]:
    """Where the place may stand, the likeliest first."""
    clause, mission = p.clause, theme.phrase
    phrases = [mission.pp("in", "at"), mission.pp("to"), clause.pp("in", "at")]
    if clause.subject is not None and p.theme_is_subject:
        phrases.insert(0, clause.subject.pp("in", "at", "to"))
    if p.frame.city_at:
        phrases.insert(0, clause.pp(p.frame.city_at))
    return phrases


def _host(scene: Scene, phrase: Phrase, named: list[Referent], avoid: frozenset[PartyId]) -> Hosts:
    first = named[0]
    only_places = all(r.place for r in named)
    if (only_places and _is_abroad(scene, first, avoid)) or _is_city_state(scene, first):
        across = other(scene, set(avoid))
        if across is not None:
            return [across], city_name(scene, first), []
    if phrase.np.items and only_places:
        return [first], city_name(scene, first), [(r, city_name(scene, r)) for r in named[1:]]
    city = next((city_name(scene, r) for r in named if r.place), "")
    return (named if phrase.np.items and not city else named[:1]), city, []


def _is_abroad(scene: Scene, place: Referent, senders: frozenset[PartyId]) -> bool:
    """In a text about two parties, a city of neither is where the one keeps its mission to the other."""
    pair = scene.discourse.pair[:2]
    return len(pair) == 2 and place.party not in pair and not senders.isdisjoint(pair)


def _is_city_state(scene: Scene, referent: Referent) -> bool:
    """A name such as Tangier or Genoa is a city in a text about two other parties."""
    if referent.place or len(referent.party) == _ALPHA_3 or " " in referent.text:
        return False
    return len(scene.discourse.pair) >= 2 and referent.party not in scene.discourse.pair


def city_name(scene: Scene, referent: Referent) -> str:
    """Give a city's name as the text says it is today: "Tananarive (now Antananarivo)" is Antananarivo."""
    if referent.span is None:
        return referent.text
    later = _NOW.match(scene.sentence.text, referent.span.end)
    return later[1] if later else referent.text


def _host_in_noun(scene: Scene, noun: Chunk, avoid: frozenset[PartyId]) -> tuple[list[Referent], str]:
    """The host in "Embassy Kabul" or "Consulate General Belize"."""
    for mention in noun.mentions:
        if mention.party not in avoid and (mention.type in PLACES or mention.j - 1 == noun.head):
            city = mention.text if mention.type in PLACES else ""
            return [scene.resolver.refer(mention)], city
    return [], ""
