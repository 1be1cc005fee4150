"""Roles of what happens to a mission: who keeps it where, at which level and in which city."""

from __future__ import annotations

from dragoman.reader.discourse import Post, Referent
from dragoman.reader.grammar.hosts import hosts_of
from dragoman.reader.grammar.scene import Predicate, Roles, Scene, ids
from dragoman.reader.grammar.themes import Theme
from dragoman.reader.grammar.understood import complete
from dragoman.reader.mentions import PLACES
from dragoman.reader.syntax.clause import Phrase

_FIRST_CLASS = frozenset(("embassy", "high_commission", "nunciature"))  # one is not above the other
_POINTED = 0.9  # factor where words only point back to the mission


def fill_mission(scene: Scene, p: Predicate) -> Roles | None:
    """Give sender, host, level and city, or None where no mission of a party is meant."""
    theme = p.theme
    if theme is None:
        return None
    if theme.post is not None:
        post = theme.post
        roles = Roles(list(post.senders), list(post.hosts), post.level, post.city, penalty=_POINTED)
        return _with_new_place(scene, p, theme, roles)
    senders = _senders(scene, p, theme)
    avoid = ids(senders)
    host, city, more = hosts_of(scene, p, theme, avoid)
    if not senders:
        if len(more) == 1 and host[0].party != more[0][0].party:
            first, (second, across) = host[0], more[0]  # "embassies will reopen in London and Buenos Aires"
            return Roles([second], [first], theme.level, city, crossed=(first, second, across))
        if scene.acts_otherwise(p):
            return None
    completed = complete(scene, Roles(senders, host, theme.level, city, more=more))
    if completed is None:
        return None
    exiled = scene.parties_under(theme.phrase.pp("near") or p.clause.pp("near"), avoid)
    if exiled:
        completed.targets = exiled
    return _with_new_place(scene, p, theme, completed)


def _senders(scene: Scene, p: Predicate, theme: Theme) -> list[Referent]:
    """Whose mission it is: by its name, its owner, "of", the subject, or "by"."""
    resolver, noun = scene.resolver, theme.noun
    before = [m for m in noun.mentions if m.type not in PLACES and m.i < noun.head]
    if before:
        return [resolver.refer(before[-1])]
    owned = resolver.owner(noun) if noun.owner >= 0 else []
    if owned:
        return owned
    following = theme.phrase.pps[:1]
    if following and following[0][0] == "of":
        named = [r for r in resolver.parties(following[0][1]) if not r.place]
        if named:
            return named
    if p.nominal:
        return resolver.owner(scene.trigger(p))
    acting = [] if p.theme_is_subject else resolver.parties(p.clause.subject)
    return acting or resolver.parties(p.clause.pp("by"))


def _with_new_place(scene: Scene, p: Predicate, theme: Theme, roles: Roles) -> Roles | None:
    """Set the level or the city that a raising or a move ends in, and remember the mission."""
    if p.frame.city_at and theme.post is not None:
        named = scene.resolver.places(p.clause.pp(p.frame.city_at))
        if not named:
            return None
        roles.city = named[0].text
    if p.frame.level_at:
        old, new = roles.level, _new_level(scene, p, theme)
        if p.frame.level_at == "object" and not _changes(scene, p.frame.type, old, new):
            return None
        roles.level = new or ("embassy" if p.frame.type == "raise_mission" else old)
    scene.discourse.post = Post(tuple(roles.actors), tuple(roles.targets), roles.level, roles.city)
    return roles


def _changes(scene: Scene, event_type: str, old: str, new: str) -> bool:
    """Whether a mission that became `new` was raised (or lowered), by the order of levels.

    Source:
        Vienna Convention on Diplomatic Relations, article 14: heads of mission of one class.
    """
    ranks = {level: n for n, level in enumerate(dict.fromkeys(scene.lexicon.missions.values()))}
    if {old, new} <= _FIRST_CLASS:
        return False
    if not new or new == old or old not in ranks or new not in ranks:
        return False
    return (ranks[new] < ranks[old]) == (event_type == "raise_mission")


def _new_level(scene: Scene, p: Predicate, theme: Theme) -> str:
    """The level that a mission was raised or lowered to, "" where it is not said."""
    at, clause = p.frame.level_at, p.clause
    phrases = [clause.object, clause.pp("to", "into")] if at == "object" else []
    for phrase in filter(None, (*phrases, clause.pp(at), theme.phrase.pp(at))):
        level = _level_named(scene, p, phrase)
        if level:
            return level
    return ""


def _level_named(scene: Scene, p: Predicate, phrase: Phrase) -> str:
    level = scene.classes.mission_level(phrase.np)
    if level:
        return level
    words = scene.sentence.tokens.lows[phrase.np.i : phrase.np.j]
    found = next((scene.lexicon.missions[low] for low in words if low in scene.lexicon.missions), "")
    under = (scene.classes.mission_level(inner.np) for prep, inner in p.clause.pps if prep == "of")
    return found or next(filter(None, under), "")
