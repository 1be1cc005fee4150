"""The theme of a frame: the noun phrase that a verb or a verbal noun is about, of the class that the frame asks for."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.reader.chunks import Chunk
from dragoman.reader.clauses import Clause, Phrase
from dragoman.reader.frames import Frame
from dragoman.reader.lexicon import Lexicon
from dragoman.reader.mentions import ACTORS, PLACES
from dragoman.reader.proposal import Sentence
from dragoman.reader.referents import Post
from dragoman.records import PartyKind

_PEOPLE = frozenset(
    "diplomat diplomats ambassador ambassadors attaché attachés attache envoy envoys consul consuls chargé officers officer staff officials official secretary".split()
)
_PARTY_ACTS = frozenset(
    "decision move step act action recognition policy vote attack attacks government leaders statement support efforts role work offer proposal regime resolution plan blockade crackdown visit invasion treatment".split()
)
_BORDER = frozenset("border borders airspace frontier frontiers ports crossing crossings".split())
_FORCES = frozenset(
    "troops forces warships tanks soldiers ships army navy aircraft carrier units fleet".split()
)
_CAPTIVES = frozenset(
    "prisoners prisoner hostages hostage troops forces captives detainees soldiers crew territory remains refugees".split()
)
_AID = frozenset(
    "aid assistance relief loan loans grant grants food medicine money arms weapons wheat".split()
)
_RULERS = frozenset(
    "government regime president king emperor monarchy shah dictator ruler junta czar tsar queen dynasty".split()
)


_REALMS = frozenset(
    "federation union republic republics empire confederation kingdom territory state states".split()
)
# Ministers and agents who are no envoys: "security minister", "prime minister", "press secretary".
_DOMESTIC = frozenset(
    "foreign prime security defence defense interior finance health justice trade education cabinet deputy home "
    "culture energy economy agriculture labour labor environment transport oil information planning tourism chief "
    "travel real estate free literary police secret election electoral high".split()
)


@dataclass(frozen=True, slots=True)
class Theme:
    """A phrase that fits a frame's theme; `noun` is the phrase's member that fits, `level` a mission's or envoy's."""

    phrase: Phrase
    noun: Chunk
    level: str = ""
    post: Post | None = None  # the mission meant, where the words only point back to it


class ThemeFinder:
    """Finds themes in one sentence."""

    def __init__(self, sentence: Sentence, lexicon: Lexicon) -> None:
        self.s = sentence
        self.lexicon = lexicon

    def verbal(self, frame: Frame, clause: Clause) -> list[Theme]:
        """Themes of a verb frame, under the frame's prepositions or as object or passive subject."""
        verb = self.s.chunks[clause.k]
        if frame.at:
            phrases: list[Phrase | None] = (
                [clause.object] if "object" in frame.at and not verb.passive else []
            )
            phrases += [phrase for prep, phrase in clause.pps if prep in frame.at]
            return self.fitting(frame, phrases)
        if verb.passive:
            found = self.fitting(frame, [clause.subject]) or self._pointed(frame, clause)
            if frame.kind == "envoy":
                posts = [clause.object, clause.second, clause.pp("as")]
                if frame.theme == ("envoy",):
                    posts.append(clause.pp("to"))
                found = self.fitting(frame, posts) or found
            return found
        posts = [clause.second] if frame.theme == ("recognition",) or frame.kind in ("envoy", "envoy-in") else []
        if frame.kind in ("envoy", "envoy-in"):
            posts.append(clause.pp("as"))
        found = self.fitting(frame, [clause.object, *posts])
        if not found and not verb.infinitive and self._stands_alone(frame, clause):
            found = self.fitting(frame, [clause.subject, clause.near])[:1]
            if not found and clause.object is None and verb.finite:
                found = self._pointed(frame, clause)
        if (
            not found
            and verb.infinitive
            and clause.object is None
            and clause.k
            and frame.theme == ("mission",)
        ):
            noun = self.s.chunks[clause.k - 1]
            found = self.fitting(frame, [Phrase(noun, list(clause.pps))] if noun.kind == "NP" else [])
        if not found and clause.object is None and clause.shared >= 0:
            found = self._shared(frame, clause)
        return found

    def _shared(self, frame: Frame, clause: Clause) -> list[Theme]:
        """The object that two verbs share: "recognized and established relations with the German Empire"."""
        other = self.s.walker.clause(clause.shared)
        if frame.theme in (("party",), ("recognizable",)):
            return self.fitting(frame, [other.pp("with")]) or self.fitting(frame, [other.object])
        return self.fitting(frame, [other.object])

    def _pointed(self, frame: Frame, clause: Clause) -> list[Theme]:
        """A mission meant by "it", by "which", or by its city alone: "Nuremberg, which closed in 1915"."""
        post = self.s.resolver.discourse.post
        if post is None or frame.theme != ("mission",):
            return []
        if clause.subject is None:
            before = self.s.chunks[clause.k - 1] if clause.k else None
            if before is not None and before.kind == "W" and before.low == "which":
                return [Theme(Phrase(before), before, post.level, post)]
            return []
        np = clause.subject.np
        tokens = self.s.tokens
        if np.low == "it" and np.j - np.i == 1:
            return [Theme(clause.subject, np, post.level, post)]
        place = next((m for m in np.mentions if m.i <= np.head < m.j and m.type in PLACES), None)
        relative = self.s.chunks[clause.k - 1].kind == "W"
        unknown = relative and all(
            tokens.tags[i] == "N" and tokens.words[i][0].isupper() for i in range(np.i, np.j)
        )
        if (place is not None and np.j - np.i == place.j - place.i) or unknown:
            city = " ".join(tokens.words[np.i : np.j])
            hosts = (self.s.resolver.refer(place),) if place is not None else post.hosts
            return [Theme(clause.subject, np, post.level, Post(post.senders, hosts, post.level, city))]
        return []

    def _stands_alone(self, frame: Frame, clause: Clause) -> bool:
        """Whether the subject is the theme: "the embassy closed in 1950", "Relations Severed, 1961"."""
        verb = self.s.chunks[clause.k]
        if verb.bare and clause.pp("by") is not None and clause.object is None:
            return True
        named = frame.theme[:1] in (
            ("party",),
            ("recognizable",),
            ("party-act",),
            ("org",),
            ("member-party",),
            ("group",),
        )
        if named:
            return verb.bare and clause.object is None and self.s.heading
        return clause.object is None or verb.bare

    def fitting(self, frame: Frame, phrases: list[Phrase | None]) -> list[Theme]:
        """Those of `phrases` (or of their members) that are of one of the frame's classes."""
        themes: list[Theme] = []
        for phrase in phrases:
            if phrase is None:
                continue
            for noun in phrase.np.items or [phrase.np]:
                for name in frame.theme:
                    level = self._fits(name, noun, phrase)
                    if level is not None:
                        inner = phrase if noun is phrase.np else Phrase(noun, phrase.pps)
                        themes.append(Theme(inner, noun, level))
                        break
        return themes

    def _fits(self, name: str, np: Chunk, phrase: Phrase) -> str | None:
        """Give the level ("" where the class has none) if `np` is of class `name`, else None."""
        if name in self.lexicon.classes:
            if self._recalls(name, np):
                return ""
            fits = self.has_head(np, self.lexicon.classes[name]) and not self._excluded(name, np)
            return "" if fits else None
        if name == "mission":
            return self.level_of(np, self.lexicon.missions)
        if name == "envoy":
            return self.level_of(np, self.lexicon.envoys)
        if name == "envoy-person":
            level = self.level_of(np, self.lexicon.envoys)
            named = self.s.tokens.words[np.head][0].isupper() or np.low in ("he", "she")
            return level if level is not None else "" if named else None
        words = _WORD_CLASSES.get(name)
        if words is not None:
            return "" if self.has_head(np, words) else None
        resolver = self.s.resolver
        inner = Phrase(np, phrase.pps) if np is not phrase.np else phrase
        if name in ("party", "group", "member-party"):
            return "" if resolver.parties(inner) else None
        if name == "recognizable":
            if np.low in ("sovereignty", "claim", "claims") and phrase.pp("over", "to") is not None:
                return None
            loose = self.has_head(np, self.lexicon.recognizable)
            return "" if resolver.parties(inner, loose=loose) else None
        if name == "org":
            return (
                ""
                if any(self.kind(r.party) == PartyKind.ORGANISATION for r in resolver.parties(inner))
                else None
            )
        if name == "party-act":
            loose = self.has_head(np, _PARTY_ACTS)
            return "" if resolver.parties(inner, loose=loose) else None
        if name == "territory":
            named = bool(np.mentions) and (
                np.low in _REALMS or any(m.i <= np.head < m.j for m in np.mentions)
            )
            found = resolver.parties(inner) or resolver.places(inner) if named else []
            return "" if any(self.kind(r.party) is not PartyKind.ORGANISATION for r in found) else None
        if name in ("party-place", "place"):
            return "" if resolver.parties(inner) or resolver.places(inner) else None
        if name == "independent":
            return "" if "independent" in self.s.tokens.lows[np.i : np.j] else None
        if name == "observer":
            return "" if "observer" in self.s.tokens.lows[np.i : np.j] else None
        return None

    def _recalls(self, name: str, np: Chunk) -> bool:
        """ "severed them", "broke those off": a pronoun for the relations spoken of last."""
        last = self.s.resolver.discourse.last_theme
        words = (
            ("them", "those", "theirs", "they", "it") if name == "sanctions" else ("them", "those", "theirs")
        )
        return np.low in words and not np.mentions and last == name

    def _excluded(self, name: str, np: Chunk) -> bool:
        """Modifiers that make another thing of it: "trade relations" are not diplomatic ones."""
        words = set(self.s.tokens.lows[np.i : np.j])
        return "diplomatic" not in words and bool(words & self.lexicon.excluded.get(name, frozenset()))

    def kind(self, party: str) -> PartyKind:
        """The kind of a party."""
        return self.s.resolver.gazetteer.party(party).kind

    def has_head(self, np: Chunk, words: frozenset[str]) -> bool:
        """Whether the head (or the head with the word before it) is one of `words`."""
        lows = self.s.tokens.lows
        if np.low in words:
            return True
        if np.head > np.i and f"{lows[np.head - 1]}-{lows[np.head]}" in words:
            return True
        return any(lows[i] in words for i in range(np.i, np.j)) and self._named_after(np, words)

    def _named_after(self, np: Chunk, words: frozenset[str]) -> bool:
        """Whether the class noun is followed only by a name: "Embassy Kabul", "the Treaty Paris"."""
        tokens = self.s.tokens
        last = max(i for i in range(np.i, np.j) if tokens.lows[i] in words)
        return all(
            tokens.tags[i] == "M" or tokens.words[i][0].isupper() or tokens.words[i][0].isdigit()
            for i in range(last + 1, np.j)
        )

    def level_of(self, np: Chunk, levels: dict[str, str]) -> str | None:
        """The level of the mission or envoy that `np` names, two-word names first; None where it names none."""
        tokens = self.s.tokens
        for i in range(np.j - 1, np.i - 1, -1):
            low = tokens.lows[i]
            pair = f"{tokens.lows[i - 1]}-{low}" if i > np.i else ""
            level = levels.get(pair) or levels.get(low)
            if low == "general" and i > np.i and tokens.lows[i - 1] in ("consulate", "consul"):
                level = levels.get(pair)
            if level is None:
                continue
            if (
                levels is self.lexicon.envoys
                and i > np.i
                and tokens.lows[i - 1] in _DOMESTIC
                and pair not in levels
            ):
                return None
            tail = range(i + 1, np.j)
            if all(tokens.tags[t] in ("M", "D") or not tokens.words[t][0].islower() for t in tail):
                return level
            return None
        return None


_WORD_CLASSES = {
    "diplomats": _PEOPLE,
    "border": _BORDER,
    "forces": _FORCES,
    "captives": _CAPTIVES,
    "aid": _AID,
    "ruler": _RULERS,
    "operations": frozenset(("operations", "activities", "services")),
}


def names_actor(theme: Theme) -> bool:
    """Whether a theme's noun phrase has a mention that is an actor's name."""
    return any(m.type in ACTORS for m in theme.noun.mentions)
