"""Roles of joining, leaving and being admitted: a member and an organisation."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.reader.discourse import Referent
from dragoman.reader.grammar.scene import Predicate, Roles, Scene, ids, without
from dragoman.records import PartyKind

_ORGANISATION = ("theme", "of", "from", "to")  # slots that may hold the organisation


def fill_member(scene: Scene, p: Predicate) -> Roles | None:
    """Give members and organisation; both must be named."""
    found = (_organisations(scene, pool) for pool in _pools(scene, p))
    organisations = next(filter(None, found), [])
    if not organisations:
        return None
    candidates = without(_candidates(scene, p), ids(organisations))
    members = [r for r in candidates if scene.classes.kind(r.party) is not PartyKind.ORGANISATION]
    return Roles(members, organisations) if members else None


def _organisations(scene: Scene, pool: list[Referent]) -> list[Referent]:
    return [r for r in pool if scene.classes.kind(r.party) is PartyKind.ORGANISATION]


def _pools(scene: Scene, p: Predicate) -> Iterator[list[Referent]]:
    """Where the organisation may be named, the likeliest first."""
    for name in p.frame.target or _ORGANISATION:
        yield scene.slot(name, p)
    if p.theme is not None:
        yield scene.slot("theme", p)
        yield scene.resolver.parties(p.theme.phrase, loose=True)
    if not p.nominal:
        yield scene.resolver.parties(p.clause.subject)
    yield scene.resolver.parties(p.clause.pp("by"))


def _candidates(scene: Scene, p: Predicate) -> list[Referent]:
    """Who may be the member: the theme, its owner, the subject, or who is named under "of" or "by"."""
    resolver, theme = scene.resolver, p.theme
    if p.nominal or p.clause.subject is None:
        found = resolver.owner(scene.trigger(p))
    else:
        found = resolver.parties(p.clause.subject)
    if theme is not None and p.frame.theme in (("party",), ("member-party",)):
        found = resolver.parties(theme.phrase)
    elif theme is not None and p.frame.theme == ("membership",):
        found = resolver.owner(theme.noun) or found
    if p.nominal and not found:
        found = resolver.parties(p.clause.pp("of", "by"))
    return found
