"""The theme of a frame: the noun phrase that a verb or a verbal noun is about, of the class asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.reader.discourse import Discourse, Post
from dragoman.reader.grammar.classes import NounClasses
from dragoman.reader.grammar.frames import Frame
from dragoman.reader.mentions import PLACES
from dragoman.reader.sentence import Sentence
from dragoman.reader.syntax.chunk import Chunk
from dragoman.reader.syntax.clause import Clause, Phrase

_PARTIES = frozenset(("party", "recognizable", "party-act", "org", "member-party", "group"))


@dataclass(frozen=True, slots=True)
class Theme:
    """A phrase that fits a frame's theme.

    `noun` is the phrase's member that fits, `level` that of a mission or an envoy.
    """

    phrase: Phrase
    noun: Chunk
    level: str = ""
    post: Post | None = None  # the mission meant, where the words only point back to it


class ThemeFinder:
    """Finds themes in one sentence."""

    def __init__(self, sentence: Sentence, discourse: Discourse) -> None:
        self._s = sentence
        self._discourse = discourse
        self.classes = NounClasses(sentence, discourse)

    def fitting(self, frame: Frame, phrases: Iterable[Phrase | None]) -> list[Theme]:
        """Those of `phrases` (or of their members) that are of one of the frame's classes."""
        themes: list[Theme] = []
        for phrase in filter(None, phrases):
            if any(theme.phrase.np is phrase.np for theme in themes):
                continue
            for noun in phrase.np.members:
                levels = (self.classes.level(name, noun, phrase) for name in frame.theme)
                level = next((level for level in levels if level is not None), None)
                if level is not None:
                    inner = phrase if noun is phrase.np else Phrase(noun, phrase.pps)
                    themes.append(Theme(inner, noun, level))
        return themes

    def verbal(self, frame: Frame, clause: Clause) -> list[Theme]:
        """Themes of a verb frame, under the frame's prepositions or as object or passive subject."""
        passive = self._s.chunks[clause.k].passive
        if frame.at:
            phrases = [clause.object] if "object" in frame.at and not passive else []
            phrases += [phrase for prep, phrase in clause.pps if prep in frame.at]
            return self.fitting(frame, phrases)
        return self._passive(frame, clause) if passive else self._active(frame, clause)

    def _passive(self, frame: Frame, clause: Clause) -> list[Theme]:
        found = self.fitting(frame, [clause.subject]) or self._pointed(frame, clause)
        if frame.kind != "envoy":  # "Nepal was given aid": the object of the active verb stays behind
            return found or self.fitting(frame, [clause.object])
        posts = [clause.object, clause.second, clause.pp("as")]
        if frame.theme == ("envoy",):
            posts.append(clause.pp("to"))
        return self.fitting(frame, posts) or found

    def _active(self, frame: Frame, clause: Clause) -> list[Theme]:
        verb = self._s.chunks[clause.k]
        if frame.level_at == "object":  # "the legation became an embassy"
            return self.fitting(frame, [clause.subject])
        posts: list[Phrase | None] = []
        if frame.kind in ("envoy", "envoy-in"):
            posts = [clause.second, clause.pp("as")]
        elif frame.theme == ("recognition",):
            posts = [clause.second]
        found = self.fitting(frame, [clause.object, *posts])
        if not found and not verb.infinitive and self._stands_alone(frame, clause):
            found = self.fitting(frame, [clause.subject, clause.near])[:1]
            if not found and clause.object is None and verb.finite:
                found = self._pointed(frame, clause)
        if found or clause.object is not None:
            return found
        if verb.infinitive and clause.k and frame.theme == ("mission",):  # "the embassy to open in May"
            noun = self._s.chunks[clause.k - 1]
            found = self.fitting(frame, [Phrase(noun, list(clause.pps))] if noun.kind == "NP" else [])
        if not found and clause.shared >= 0:
            found = self._shared(frame, clause)
        return found

    def _shared(self, frame: Frame, clause: Clause) -> list[Theme]:
        """The object that two verbs share: "recognized and established relations with the German Empire"."""
        other = self._s.walker.clause(clause.shared)
        if frame.theme in (("party",), ("recognizable",)):
            return self.fitting(frame, [other.pp("with")]) or self.fitting(frame, [other.object])
        return self.fitting(frame, [other.object])

    def _stands_alone(self, frame: Frame, clause: Clause) -> bool:
        """Whether the subject is the theme: "the embassy closed in 1950", "Relations Severed, 1961"."""
        verb, alone = self._s.chunks[clause.k], clause.object is None
        if verb.bare and alone and clause.pp("by") is not None:
            return True
        if frame.theme and frame.theme[0] in _PARTIES:
            return verb.bare and alone and self._s.heading
        return alone or verb.bare

    def _pointed(self, frame: Frame, clause: Clause) -> list[Theme]:
        """A mission meant by "it", by "which", or by its city alone: "Nuremberg, which closed in 1915"."""
        post = self._discourse.post
        if post is None or frame.theme != ("mission",):
            return []
        before = self._s.chunks[clause.k - 1] if clause.k else None
        if clause.subject is None:
            if before is not None and before.kind == "W" and before.low == "which":
                return [Theme(Phrase(before), before, post.level, post)]
            return []
        np = clause.subject.np
        if np.low == "it" and np.j - np.i == 1:
            return [Theme(clause.subject, np, post.level, post)]
        relative = before is not None and before.kind == "W"
        return self._by_city(clause.subject, post, relative=relative)

    def _by_city(self, subject: Phrase, post: Post, *, relative: bool) -> list[Theme]:
        """The mission in the city that `subject` is, if it is nothing but a city's name."""
        np, tokens = subject.np, self._s.tokens
        place = next((m for m in np.mentions if m.i <= np.head < m.j and m.type in PLACES), None)
        unknown = relative and all(
            tokens.tags[i] == "N" and tokens.words[i][0].isupper() for i in range(np.i, np.j)
        )
        if not unknown and (place is None or np.j - np.i != place.j - place.i):
            return []
        hosts = (self._s.resolver.refer(place),) if place is not None else post.hosts
        city = tokens.name(np.i, np.j)
        return [Theme(subject, np, post.level, Post(post.senders, hosts, post.level, city))]
