"""Roles of "X presented credentials to Y as Z's ambassador"."""

from __future__ import annotations

from dragoman.reader.discourse import Referent
from dragoman.reader.grammar.persons import sender_in_office, trailing_name
from dragoman.reader.grammar.scene import Predicate, Roles, Scene, ids
from dragoman.reader.syntax.clause import Phrase
from dragoman.records import PartyId

_KNOWN_POST = 0.9  # how sure it is that who was appointed to a post presents credentials there


def read_credentials(scene: Scene, p: Predicate) -> Roles:
    """Give sender, receiver, level and name as far as the sentence and earlier appointments tell them."""
    clause = p.clause
    by = p.nominal or scene.trigger(p).passive
    person = clause.pp("by") if by else clause.subject
    office = clause.pp("as") or clause.second
    senders = scene.resolver.parties(person) or sender_in_office(scene, office)
    avoid = ids(senders)
    receivers = scene.parties_under(clause.pp("to"), avoid, loose=True)
    level = scene.classes.envoy_level(office.np) if office is not None else None
    if office is not None and level and not receivers:
        receivers = scene.parties_under(office.pp("to"), avoid, loose=True)
    if person is None:
        return Roles(senders, receivers, level or "")
    name = trailing_name(scene, person.np)
    levels = (level, *(scene.classes.envoy_level(item) for item in person.np.members))
    receivers = receivers or _receivers_of(scene, person, name, avoid)
    return Roles(senders, receivers, next(filter(None, levels), ""), object=name)


def _receivers_of(scene: Scene, person: Phrase, name: str, avoid: frozenset[PartyId]) -> list[Referent]:
    """Where the envoy is sent: "the ambassador to Chad", or the post to which the person was appointed."""
    named = scene.parties_under(person.pp("to"), avoid, loose=True)
    post = scene.discourse.posts.get(name.split()[-1] if name else "")
    if named or not post or post in avoid:
        return named
    return [Referent(post, weight=_KNOWN_POST)]
