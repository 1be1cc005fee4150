"""Who fills the roles of a matched frame, by the frame's kind; and who is understood where nobody is named."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from dragoman.ontology import load_ontology
from dragoman.reader.chunks import Chunk
from dragoman.reader.clauses import Clause, Phrase
from dragoman.reader.frames import Frame
from dragoman.reader.lexicon import Lexicon
from dragoman.reader.mentions import PLACES
from dragoman.reader.proposal import Sentence
from dragoman.reader.referents import Discourse, Post, Referent
from dragoman.reader.themes import Theme, ThemeFinder
from dragoman.records import PartyKind

ACTS = frozenset(
    "decision move step act action announcement recognition accord news gesture seizure break".split()
)
_NOW = re.compile(
    r"\s*\((?:now|later|today|present-day|currently|modern)\s+(?:called\s+)?([A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)"
)
_FROM_TITLE, _FROM_HEADING, _FROM_LAST, _FROM_BEFORE = 0.85, 0.85, 0.8, 0.58
_SOVEREIGN = (PartyKind.STATE, PartyKind.GOVERNMENT)


@dataclass(slots=True)
class Roles:
    """Actors and targets with what the theme says of level, city and object."""

    actors: list[Referent] = field(default_factory=list)
    targets: list[Referent] = field(default_factory=list)
    level: str = ""
    city: str = ""
    object: str = ""
    more: list[tuple[Referent, str]] = field(default_factory=list)  # further hosts, each with its city
    crossed: tuple[Referent, Referent, str] | None = None  # sender, host and city of the other side's mission
    penalty: float = 1.0


class RoleFiller:
    """Fills roles in one sentence."""

    def __init__(
        self, sentence: Sentence, lexicon: Lexicon, discourse: Discourse, themes: ThemeFinder
    ) -> None:
        self.s = sentence
        self.r = sentence.resolver
        self.lexicon = lexicon
        self.d = discourse
        self.themes = themes

    def fill(self, frame: Frame, clause: Clause, theme: Theme | None, *, nominal: bool) -> Roles | None:
        """Give the roles, or None where the words do not fit after all."""
        fillers = {
            "directed": self._directed,
            "bilateral": self._bilateral,
            "mission": self._mission,
            "envoy": self._envoy,
            "envoy-out": self._envoy_out,
            "envoy-in": self._envoy_in,
            "member": self._member,
            "authority": self._authority,
            "authority-lost": self._authority_lost,
        }
        return fillers[frame.kind](frame, clause, theme, nominal)

    # -- slots ---------------------------------------------------------------------------------

    def slot(self, name: str, clause: Clause, theme: Theme | None, avoid: frozenset[str]) -> list[Referent]:
        """The parties in one slot of a frame's `actor` or `target` list."""
        if name == "subject":
            return self.r.parties(clause.subject, avoid=avoid)
        if name == "object":
            return self.r.parties(clause.object, avoid=avoid)
        if name in ("theme-owner", "theme-adjective"):
            if theme is None:
                return []
            items = theme.phrase.np.items or [theme.noun]
            owners = [r for item in items for r in self.r.owner(item, avoid)]
            if name == "theme-adjective":
                return [
                    r
                    for r in owners
                    if r.mention is None or r.mention.type in ("adjective", "alias", "organisation")
                ]
            return owners
        if name == "list":
            listed = clause.pp("from", "off", "on", "to")
            return self.r.owner(listed.np, avoid) if listed else []
        if name == "owner":
            return self.r.owner(self.s.chunks[clause.k], avoid)
        if name == "theme":
            return self._theme_parties(theme, avoid)
        phrase = clause.pp(name) or (theme.phrase.pp(name) if theme else None)
        return self.r.parties(phrase, loose=name in ("of", "on", "to", "against"), avoid=avoid)

    def _theme_parties(self, theme: Theme | None, avoid: frozenset[str]) -> list[Referent]:
        if theme is None:
            return []
        return self.r.parties(theme.phrase, loose=True, avoid=avoid) or self.r.places(theme.phrase)

    def first(
        self, names: tuple[str, ...], clause: Clause, theme: Theme | None, avoid: frozenset[str]
    ) -> list[Referent]:
        """The parties of the first slot that has any, less those to be avoided."""
        for name in names:
            found = [r for r in self.slot(name, clause, theme, avoid) if r.party not in avoid]
            if found:
                return found
        return []

    def _agent(self, frame: Frame, clause: Clause, theme: Theme | None) -> list[Referent]:
        verb = self.s.chunks[clause.k]
        subject_is_theme = (
            theme is not None and clause.subject is not None and theme.phrase.np is clause.subject.np
        )
        if frame.actor:
            named = tuple(n for n in frame.actor if n != "subject") if verb.passive else frame.actor
            return self.first(named, clause, theme, frozenset())
        if verb.passive or subject_is_theme:
            return self.first(("by",), clause, theme, frozenset())
        return self.first(("subject",), clause, theme, frozenset())

    def _acts_otherwise(self, clause: Clause, theme: Theme | None, nominal: bool) -> bool:
        """Whether the subject is something that is no party: "a treaty which recognized …"."""
        verb = self.s.chunks[clause.k]
        if nominal or verb.passive:
            return False
        if clause.subject is None:
            return clause.k > 0 and self.s.chunks[clause.k - 1].kind == "W"
        np = clause.subject.np
        if theme is not None and theme.phrase.np in (np, clause.near.np if clause.near else np):
            return False
        tokens = self.s.tokens
        return tokens.tags[np.head] == "N" and not tokens.words[np.head][0].isupper()

    # -- kinds ---------------------------------------------------------------------------------

    def _directed(self, frame: Frame, clause: Clause, theme: Theme | None, nominal: bool) -> Roles | None:
        if nominal:
            mutual = self.r.parties(clause.pp("between"))
            if len(mutual) == 2:
                return Roles(mutual, mutual)
            if frame.type == "consult" and self._theirs(clause):
                return Roles([self._understood(self.d.pair[0], 0.8)], [self._understood(self.d.pair[1], 0.8)])
            actors = self.first(("owner", "by"), clause, theme, frozenset())
            avoid = frozenset(r.party for r in actors)
            names = frame.nominal_target or frame.target or ("of", "to", "on", "with", "against")
            targets = self.first(names, clause, theme, avoid)
            if not targets and frame.theme == ("recognizable",):
                return self._again(frame, clause, actors)
        else:
            actors = self._agent(frame, clause, theme)
            if len(actors) == 2 and self._mutual(clause):
                return Roles(actors, actors)
            avoid = frozenset(r.party for r in actors)
            targets = self.first(frame.target or ("theme",), clause, theme, avoid)
            targets = self._topic(frame, theme, targets, avoid)
        if not targets and frame.theme in (("assets",), ("sanctions",), ("list",)):
            targets = [
                replace(r, weight=0.8) for r in self.d.topics.get("sanctions", ()) if r.party not in avoid
            ]
        if not targets and not nominal and frame.theme == ("party-act",) and theme is None:
            targets = self._author(clause, avoid)
        if load_ontology()[frame.type].family == "interaction" and not (actors and targets):
            return None
        if frame.need_subject and not actors:
            return None
        roles = Roles(actors, targets)
        if not actors and self._acts_otherwise(clause, theme, nominal):
            return None
        return self.complete(
            roles, need_actor=frame.type in ("recognize", "refuse_recognition", "withdraw_recognition")
        )

    def _again(self, frame: Frame, clause: Clause, actors: list[Referent]) -> Roles | None:
        """ "The formal recognition came from Russia's ambassador": the recognition spoken of before."""
        np = self.s.chunks[clause.k]
        targets = list(self.d.topics.get("recognition", ()))
        verb = self.s.chunks[clause.k + 1] if clause.k + 1 < len(self.s.chunks) else None
        source = (
            self.s.walker.clause(clause.k + 1).pp("from") if verb is not None and verb.kind == "VG" else None
        )
        by = actors or self.r.parties(source)
        if self.s.tokens.lows[np.i] not in ("the", "this") or not targets or not by:
            return None
        return Roles(by, [replace(r, weight=0.85) for r in targets if r.party not in {b.party for b in by}])

    def _theirs(self, clause: Clause) -> bool:
        """ "their meeting" in a text whose title names two parties."""
        np = self.s.chunks[clause.k]
        return np.owner >= 0 and self.s.tokens.lows[np.owner] == "their" and len(self.d.pair) == 2

    def _author(self, clause: Clause, avoid: frozenset[str]) -> list[Referent]:
        """ "welcomed the decision": whose decision it was, by what was said last."""
        if clause.object is None or clause.object.np.low not in ACTS or clause.object.np.mentions:
            return []
        states = {self.r.gazetteer.state_of(p) or p for p in avoid}
        others = [p for p in self.d.last_actors if (self.r.gazetteer.state_of(p) or p) not in states]
        return [self._understood(p, 0.75) for p in others[:1]]

    def _mutual(self, clause: Clause) -> bool:
        lows = self.s.tokens.lows[self.s.chunks[clause.k].j :][:6]
        return any(
            a == "each" and b == "other" or a == "one" and b == "another"
            for a, b in zip(lows, lows[1:], strict=False)
        )

    def _topic(
        self, frame: Frame, theme: Theme | None, targets: list[Referent], avoid: frozenset[str]
    ) -> list[Referent]:
        """A pronoun or "the state" after a verb of recognition means what was last spoken of as recognized."""
        if theme is None or theme.noun.mentions or frame.theme != ("recognizable",):
            return targets
        low = theme.noun.low
        before = self.d.topics.get("recognition", ())
        fresh = [replace(r, weight=0.85) for r in before if r.party not in avoid]
        many = low in ("them", "three", "two", "four", "all", "both")
        if not fresh or (many and len(fresh) < 2) or (low == "it" and len(fresh) > 1):
            return targets
        return fresh

    def _bilateral(self, frame: Frame, clause: Clause, theme: Theme | None, nominal: bool) -> Roles | None:
        found: list[Referent] = []

        def add(more: list[Referent]) -> None:
            found.extend(r for r in more if all(r.party != f.party for f in found))

        if nominal:
            add(self.r.owner(self.s.chunks[clause.k]))
        elif theme is None or clause.subject is None or theme.phrase.np is not clause.subject.np:
            add(self.r.parties(clause.subject))
        if frame.at and theme is not None:
            add(self.r.parties(theme.phrase, avoid=frozenset(r.party for r in found)))
        subject_size = len(found)
        phrases = [clause.pp("with"), clause.pp("between", "among"), clause.pp("by")]
        if theme is not None:
            phrases += [theme.phrase.pp("with"), theme.phrase.pp("between"), theme.phrase.pp("to")]
            if clause.subject is not None:
                phrases += [clause.subject.pp("with"), clause.subject.pp("between")]
        for phrase in phrases:
            if phrase is not None and phrase.np.low in ("it", "them") and not phrase.np.mentions:
                add([r for r in self.d.topics.get("between", ()) if r.party not in {f.party for f in found}])
            add(self.r.parties(phrase, loose=True, avoid=frozenset(r.party for r in found)))
        if theme is not None and len(found) < 2:
            add(self.r.owner(theme.noun, frozenset(r.party for r in found)))
        if nominal and len(found) < 2:
            for prep in ("by", "with", "between"):
                add(self.r.parties(clause.pp(prep), avoid=frozenset(r.party for r in found)))
        if theme is not None and theme.noun.low in ("them", "it", "those", "they") and len(found) < 2:
            known = {r.party for r in found}
            rest = [p for p in self.d.last_pair if p not in known]
            if len(rest) + len(found) == 2:
                add([self._understood(p, 0.85) for p in rest])
        split = max(subject_size, 1) if len(found) > subject_size else 1
        roles = Roles(found[:split], found[split:])
        if len(found) < 2 and self._acts_otherwise(clause, theme, nominal) and frame.theme != ("agreement",):
            roles.penalty = 0.7
        if theme is not None and frame.theme == ("agreement",):
            roles.object = " ".join(self.s.tokens.words[theme.noun.i : theme.noun.j])
        return self.complete(roles, need_actor=True, both=True)

    def _mission(self, frame: Frame, clause: Clause, theme: Theme | None, nominal: bool) -> Roles | None:
        if theme is None:
            return None
        if theme.post is not None:
            post = theme.post
            roles = Roles(list(post.senders), list(post.hosts), level=post.level, city=post.city, penalty=0.9)
            return self._new_place(frame, clause, theme, roles)
        senders = self._mission_sender(clause, theme, nominal)
        phrases = [theme.phrase.pp("in", "at"), theme.phrase.pp("to"), clause.pp("in", "at")]
        if clause.subject is not None and theme.phrase.np is clause.subject.np:
            phrases.insert(0, clause.subject.pp("in", "at", "to"))
        avoid = frozenset(r.party for r in senders)
        if frame.city_at:
            phrases.insert(0, clause.pp(frame.city_at))
        host, city, more = self._hosts(phrases, theme, avoid)
        if not senders and len(more) == 1 and host[0].party != more[0][0].party:
            first, (second, other) = host[0], more[0]  # "embassies will reopen in London and Buenos Aires"
            return Roles([second], [first], level=theme.level, city=city, crossed=(first, second, other))
        if not senders and self._acts_otherwise(clause, theme, nominal):
            return None
        roles = self.complete(Roles(senders, host, level=theme.level, city=city, more=more), need_actor=True)
        if roles is None:
            return None
        near = theme.phrase.pp("near") or clause.pp("near")
        exiled = [r for r in self.r.parties(near) if r.party not in avoid]
        if exiled:
            roles.targets = exiled
        return self._new_place(frame, clause, theme, roles)

    def _new_place(self, frame: Frame, clause: Clause, theme: Theme, roles: Roles) -> Roles | None:
        """Set the level or the city that a raising or a move ends in, and remember the mission."""
        if frame.city_at and theme.post is not None:
            named = self.r.places(clause.pp(frame.city_at))
            if not named:
                return None
            roles.city = named[0].text
        if frame.level_at:
            old = roles.level
            new = self._new_level(frame, clause, theme)
            if frame.level_at == "object" and not self._changes(frame.type, old, new):
                return None
            roles.level = new or ("embassy" if frame.type == "raise_mission" else old)
        self.d.post = Post(tuple(roles.actors), tuple(roles.targets), roles.level, roles.city)
        return roles

    def _changes(self, event_type: str, old: str, new: str) -> bool:
        """Whether a mission that became `new` was raised (or lowered), by the order of levels."""
        ranks = {level: n for n, level in enumerate(dict.fromkeys(self.lexicon.missions.values()))}
        if not new or new == old or old not in ranks or new not in ranks:
            return False
        return (ranks[new] < ranks[old]) == (event_type == "raise_mission")

    def _hosts(
        self, phrases: list[Phrase | None], theme: Theme, avoid: frozenset[str]
    ) -> tuple[list[Referent], str, list[tuple[Referent, str]]]:
        """Host and city from the first phrase that names a place; further cities of a list stand in the third value."""
        for phrase in phrases:
            named = [r for r in self.r.places(phrase) if r.party not in avoid] if phrase is not None else []
            if not named and phrase is not None and phrase.np.head >= 0:
                named = [
                    r
                    for r in self.r.places(theme.phrase.pp("of"))
                    if r.party not in avoid and phrase.np.mentions
                ]
            if not named:
                continue
            first = named[0]
            abroad = all(r.place for r in named) and self._abroad(first, avoid)
            if abroad or self._is_city_state(first):
                other = self._other(set(avoid))
                if other is not None:
                    return [other], self._city_name(first), []
            if phrase is not None and phrase.np.items and all(r.place for r in named):
                return [first], self._city_name(first), [(r, self._city_name(r)) for r in named[1:]]
            city = next((self._city_name(r) for r in named if r.place), "")
            listed = bool(phrase is not None and phrase.np.items and not city)
            return (named if listed else named[:1]), city, []
        host, city = self._host_in_noun(theme.noun, avoid)
        return host, city, []

    def _abroad(self, place: Referent, senders: frozenset[str]) -> bool:
        """In a text about two parties, a city of neither is where the one keeps its mission to the other."""
        pair = self.d.pair[:2]
        return len(pair) == 2 and place.party not in pair and bool(senders & set(pair))

    def _is_city_state(self, referent: Referent) -> bool:
        """A name such as Tangier or Genoa is a city in a text about two other parties."""
        return (
            not referent.place
            and len(referent.party) != 3
            and len(self.d.pair) >= 2
            and referent.party not in self.d.pair
            and " " not in referent.text
        )

    def _city_name(self, referent: Referent) -> str:
        """A city as the text calls it today: "Tananarive (now Antananarivo)" is Antananarivo."""
        if referent.span is None:
            return referent.text
        later = _NOW.match(self.s.text, referent.span.end)
        return later[1] if later else referent.text

    def _mission_sender(self, clause: Clause, theme: Theme, nominal: bool) -> list[Referent]:
        if "exchange" in self.s.chunks[clause.k].lemmas and not nominal:
            both = self.r.parties(clause.subject)
            both = both if len(both) == 2 else [self._understood(p, 0.8) for p in self.d.last_pair]
            return Roles(both, both, level=theme.level) if len(both) == 2 else None
        noun = theme.noun
        before = [m for m in noun.mentions if m.type not in PLACES and m.i < noun.head]
        if before or noun.owner >= 0:
            own = self.r.owner(noun) if noun.owner >= 0 and not before else [self.r.refer(before[-1])]
            if own:
                return own
        of = theme.phrase.pps[0][1] if theme.phrase.pps and theme.phrase.pps[0][0] == "of" else None
        if of is not None:
            found = [r for r in self.r.parties(of) if not r.place]
            if found:
                return found
        if not nominal and (clause.subject is None or clause.subject.np is not theme.phrase.np):
            found = self.r.parties(clause.subject)
            if found:
                return found
        if nominal:
            return self.r.owner(self.s.chunks[clause.k])
        return self.r.parties(clause.pp("by"))

    def _host_in_noun(self, noun: Chunk, avoid: frozenset[str]) -> tuple[list[Referent], str]:
        """The host in "Embassy Kabul" or "Consulate General Belize"."""
        for mention in noun.mentions:
            if mention.party not in avoid and (mention.type in PLACES or mention.j - 1 == noun.head):
                referent = self.r.refer(mention)
                return [referent], mention.text if mention.type in PLACES else ""
        return [], ""

    def _new_level(self, frame: Frame, clause: Clause, theme: Theme) -> str:
        found = [clause.object, clause.pp("to", "into")] if frame.level_at == "object" else []
        for phrase in (*found, clause.pp(frame.level_at), theme.phrase.pp(frame.level_at)):
            if phrase is not None:
                pair = self.themes.level_of(phrase.np, self.lexicon.missions)
                if pair:
                    return pair
                for i in range(phrase.np.i, phrase.np.j):
                    level = self.lexicon.missions.get(self.s.tokens.lows[i])
                    if level:
                        return level
                for prep, inner in clause.pps:
                    if prep == "of" and self.themes.level_of(inner.np, self.lexicon.missions):
                        return self.themes.level_of(inner.np, self.lexicon.missions) or ""
        return ""

    def _envoy(self, frame: Frame, clause: Clause, theme: Theme | None, nominal: bool) -> Roles | None:
        if theme is None:
            return None
        if frame.theme == ("credentials",):
            return self._credentials(clause, theme, nominal)
        noun = theme.noun
        before = [
            m for m in noun.mentions if m.type not in PLACES and m.type not in ("person", "office-holder")
        ]
        if nominal:
            senders = self.r.owner(self.s.chunks[clause.k]) or self.r.parties(clause.pp("by"))
        else:
            senders = self._agent(frame, clause, theme)
        if not senders and before:
            senders = [self.r.refer(before[0])]
        elif not senders and frame.theme == ("envoy-person",):
            senders = self.r.parties(theme.phrase)
        elif not senders and noun.owner >= 0:
            senders = self.r.owner(noun)
        if not senders:
            of = theme.phrase.pp("of")
            senders = self.r.parties(of) if of is not None else []
        avoid = frozenset(r.party for r in senders)
        receivers = self._receivers(clause, theme, avoid)
        name = self._person_name(clause, theme)
        roles = Roles(senders, receivers, level=theme.level, object=name)
        if frame.type == "accredit_envoy" and not receivers:
            return None
        done = self._complete_envoy(roles)
        if done is not None and name and done.actors:
            surname = name.replace(",", " ").replace(" Jr.", "").split()[-1]
            self.d.persons.setdefault(surname, done.actors[0].party)
            if done.targets:
                self.d.posts[surname] = done.targets[0].party
        return done

    def _receivers(self, clause: Clause, theme: Theme, avoid: frozenset[str]) -> list[Referent]:
        theme_is_subject = clause.subject is not None and clause.subject.np is theme.phrase.np
        for prep in ("to", "for", "from", "in", "at", "near"):
            phrases = [theme.phrase.pp(prep), clause.pp(prep)]
            for phrase in reversed(phrases) if theme_is_subject else phrases:
                found = [
                    r
                    for r in (self.r.parties(phrase, loose=True) or self.r.places(phrase))
                    if r.party not in avoid
                ]
                if found:
                    return found
        return []

    def _credentials(self, clause: Clause, theme: Theme, nominal: bool) -> Roles | None:
        person = clause.subject if not nominal else clause.pp("by")
        if self.s.chunks[clause.k].passive:
            person = clause.pp("by")
        office = clause.pp("as") or clause.second
        senders = self.r.parties(person) or self._office_of(office)
        avoid = frozenset(r.party for r in senders)
        receivers = [r for r in self.r.parties(clause.pp("to"), loose=True) if r.party not in avoid]
        level, name = "", ""
        if office is not None:
            level = self.themes.level_of(office.np, self.lexicon.envoys) or ""
            if level and not receivers:
                receivers = [r for r in self.r.parties(office.pp("to"), loose=True) if r.party not in avoid]
        if person is not None:
            for item in person.np.items or [person.np]:
                level = level or self.themes.level_of(item, self.lexicon.envoys) or ""
            name = self._trailing_name(person.np)
            if not receivers:
                post = self.d.posts.get(name.split()[-1] if name else "")
                to = person.pp("to")
                receivers = [r for r in self.r.parties(to, loose=True) if r.party not in avoid]
                if not receivers and post and post not in avoid:
                    receivers = [Referent(post, weight=0.9)]
        return self._complete_envoy(Roles(senders, receivers, level=level, object=name))

    def _office_of(self, office: Phrase | None) -> list[Referent]:
        """The sender in "as the first U.S. Ambassador"."""
        if office is None or self.themes.level_of(office.np, self.lexicon.envoys) is None:
            return []
        named = [m for m in office.np.mentions if m.type not in PLACES and m.i < office.np.head]
        return [self.r.refer(named[0])] if named else []

    def _complete_envoy(self, roles: Roles) -> Roles | None:
        """An envoy whose sender is not named comes from the party that the text is written from, if it has one."""
        if not roles.actors and roles.targets and len(self.d.pair) >= 2:
            home = self.d.pair[0]
            if all(r.party != home for r in roles.targets):
                roles.actors = [self._understood(home, _FROM_TITLE)]
        return self.complete(roles, need_actor=True)

    def _person_name(self, clause: Clause, theme: Theme) -> str:
        """The person appointed: the object, or the passive subject, or the name after the office."""
        for phrase in (clause.object, clause.subject):
            if phrase is not None and phrase.np is not theme.phrase.np and not phrase.np.mentions:
                name = self._trailing_name(phrase.np)
                if name:
                    return name
        return self._trailing_name(theme.noun)

    def _trailing_name(self, np: Chunk) -> str:
        """Capitalized words at the end of a phrase that are neither an office nor a party."""
        tokens = self.s.tokens
        last = np.items[-1] if np.items else np
        j = last.j
        i = j
        while i > last.i and tokens.tags[i - 1] == "N" and tokens.words[i - 1][0].isupper():
            low = tokens.lows[i - 1]
            if (
                low in self.lexicon.envoys
                or low in self.lexicon.agents
                or low in ("general", "extraordinary", "plenipotentiary", "resident")
            ):
                break
            i -= 1
        return " ".join(tokens.words[i:j])

    def _envoy_out(self, frame: Frame, clause: Clause, theme: Theme | None, nominal: bool) -> Roles | None:
        if theme is None:
            return None
        actors = (
            self.first(("owner", "by"), clause, theme, frozenset())
            if nominal
            else self._agent(frame, clause, theme)
        )
        avoid = frozenset(r.party for r in actors)
        targets = [r for r in self.r.owner(theme.noun, avoid) if r.party not in avoid]
        targets = targets or [
            r for r in self.r.parties(theme.phrase.pp("of", "from")) if r.party not in avoid
        ]
        return self.complete(Roles(actors, targets), need_actor=True)

    def _envoy_in(self, frame: Frame, clause: Clause, theme: Theme | None, nominal: bool) -> Roles | None:
        """ "received X as Minister of Y": the subject is the receiver."""
        if theme is None or nominal:
            return None
        receivers = self._agent(frame, clause, theme)
        avoid = frozenset(r.party for r in receivers)
        senders = [r for r in self._office_of(theme.phrase) if r.party not in avoid]
        senders = senders or [
            r for r in self.r.parties(theme.phrase.pp("of", "from")) if r.party not in avoid
        ]
        senders = senders or [r for r in self.r.parties(clause.object) if r.party not in avoid]
        if not receivers or not (senders or len(self.d.pair) >= 2):
            return None
        roles = Roles(senders, receivers, level=theme.level, object=self._person_name(clause, theme))
        return self.complete(roles, need_actor=True)

    def _member(self, frame: Frame, clause: Clause, theme: Theme | None, nominal: bool) -> Roles | None:
        organisations: list[Referent] = []
        members: list[Referent] = []
        names = frame.target or ("theme", "of", "from", "to")
        pools = [self.first((name,), clause, theme, frozenset()) for name in names]
        if theme is not None:
            pools.append(self.slot("theme", clause, theme, frozenset()))
            pools.append(self.r.parties(theme.phrase, loose=True))
        pools.append(self.r.parties(clause.subject) if not nominal else [])
        pools.append(self.r.parties(clause.pp("by")))
        for pool in pools:
            organisations = organisations or [
                r for r in pool if self.themes.kind(r.party) is PartyKind.ORGANISATION
            ]
        if not organisations:
            return None
        subject = clause.subject if not nominal else None
        candidates = self.r.parties(subject) if subject is not None else self.r.owner(self.s.chunks[clause.k])
        if theme is not None and frame.theme in (("party",), ("member-party",)):
            candidates = self.r.parties(theme.phrase)
        if theme is not None and frame.theme == ("membership",):
            candidates = self.r.owner(theme.noun) or candidates
        if nominal and not candidates:
            candidates = self.r.parties(clause.pp("of", "by"))
        chosen = {o.party for o in organisations}
        members = [
            r
            for r in candidates
            if r.party not in chosen and self.themes.kind(r.party) is not PartyKind.ORGANISATION
        ]
        if not members:
            return None
        return Roles(members, organisations)

    def _authority(self, frame: Frame, clause: Clause, theme: Theme | None, nominal: bool) -> Roles | None:
        subject_is_theme = (
            theme is not None and clause.subject is not None and theme.phrase.np is clause.subject.np
        )
        actors: list[Referent] = []
        if theme is not None and frame.type == "declare_independence":
            actors = self.r.owner(theme.noun) if theme.noun.mentions or theme.noun.owner >= 0 else []
            actors = actors or self.r.parties(theme.phrase.pp("of"))
        if not actors and nominal:
            actors = self.r.owner(self.s.chunks[clause.k]) or self.r.parties(
                clause.pp("of", "by"), loose=True
            )
        if not actors and not (subject_is_theme and frame.type == "declare_independence"):
            actors = self.r.parties(clause.subject, loose=frame.type in ("declare_independence", "dissolve"))
        avoid = frozenset(r.party for r in actors)
        targets = (
            [r for r in self.first(frame.target, clause, theme, avoid) if r.party not in avoid]
            if frame.target
            else []
        )
        if not actors:
            return None
        if frame.type == "take_power" and not targets:
            state = self.r.gazetteer.state_of(actors[0].party)
            if self.themes.kind(actors[0].party) is PartyKind.STATE:
                return None
            targets = [Referent(state, weight=0.9)] if state and state != actors[0].party else []
        if frame.type == "declare_independence" and not targets:
            targets = self._ruled_by(avoid)
        if frame.type == "unite" and not targets and len(actors) < 2:
            return None
        return Roles(actors, targets)

    def _ruled_by(self, avoid: frozenset[str]) -> list[Referent]:
        """The state that a text about two others named last: the one from which independence was won."""
        if len(self.d.pair) < 2:
            return []
        outside = [
            p
            for p in (*(m.party for m in self.s.mentions), *reversed(self.d.recent))
            if p not in avoid and p not in self.d.pair and self.themes.kind(p) is PartyKind.STATE
        ]
        return [self._understood(outside[0], 0.75)] if outside else []

    def _authority_lost(
        self, frame: Frame, clause: Clause, theme: Theme | None, nominal: bool
    ) -> Roles | None:
        fallen = self._theme_parties(theme, frozenset())
        if not fallen:
            return None
        state = self.r.gazetteer.state_of(fallen[0].party) or fallen[0].party
        return Roles(fallen[:1], [Referent(state, weight=0.9)])

    # -- what is understood ----------------------------------------------------------------------

    def complete(self, roles: Roles, *, need_actor: bool, both: bool = False) -> Roles | None:
        """Fill a role that the sentence leaves open from the heading, the title or what was said before."""
        used = {r.party for r in [*roles.actors, *roles.targets]}
        if not roles.actors and not roles.targets:
            pair, weight = self.d.pair[:2], _FROM_TITLE
            if len(pair) < 2:
                pair, weight = list(self.d.last_pair), _FROM_LAST
            if len(pair) < 2:
                return None
            roles.actors = [self._understood(pair[0], weight)]
            roles.targets = [self._understood(pair[1], weight)]
            return roles
        if not roles.targets:
            other = self._other(used)
            if other is None:
                return None if both else roles
            roles.targets = [other]
        elif not roles.actors and need_actor:
            other = self._other(used)
            if other is None:
                return None
            roles.actors = [other]
        return roles

    def _understood(self, party: str, weight: float) -> Referent:
        return Referent(party, weight=weight, mention=self.d.named.get(party))

    def _other(self, used: set[str]) -> Referent | None:
        states = {self.r.gazetteer.state_of(p) or p for p in used}

        def fresh(parties: list[str]) -> str | None:
            return next(
                (p for p in parties if p not in used and (self.r.gazetteer.state_of(p) or p) not in states),
                None,
            )

        if len(self.d.pair) >= 2 and states & {self.r.gazetteer.state_of(p) or p for p in self.d.pair}:
            found = fresh(self.d.pair)
            if found:
                return self._understood(found, _FROM_TITLE)
        about = [r.party for r in self.d.topics.get("between", ())]
        last = list(self.d.last_pair) if used & set(self.d.last_pair) else []
        spoken_of = [(last, _FROM_LAST), (about, _FROM_LAST)]
        titled = [(self.d.heading, _FROM_HEADING), (self.d.pair, _FROM_TITLE)]
        for parties, weight in [*titled, *spoken_of] if len(self.d.pair) >= 2 else [*spoken_of, *titled]:
            found = fresh(parties)
            if found:
                return self._understood(found, weight)
        states_named = [p for p in reversed(self.d.recent) if self.themes.kind(p) in _SOVEREIGN]
        found = fresh(states_named)
        return self._understood(found, _FROM_BEFORE) if found else None


def weakest(roles: Roles) -> float:
    """The weight of the least sure referent."""
    return min((r.weight for r in [*roles.actors, *roles.targets]), default=1.0)


def without_places(referents: list[Referent]) -> list[Referent]:
    """Referents with their place mark taken off, once they are known to act."""
    return [replace(r, place=False) for r in referents]
