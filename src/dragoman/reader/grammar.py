"""The phrase grammar: frames matched against the clauses and verbal nouns of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.ontology import load_ontology
from dragoman.reader.chunks import Chunk
from dragoman.reader.clauses import Clause, Phrase
from dragoman.reader.dating import Calendar, date_for, no_date, trailing_date
from dragoman.reader.details import amount_in, basis_in, measures_in
from dragoman.reader.frames import Frame, FrameIndex
from dragoman.reader.lexicon import Lexicon
from dragoman.reader.modality import Mood, mood_of, nominal_mood
from dragoman.reader.proposal import Proposal, Sentence
from dragoman.reader.referents import Discourse
from dragoman.reader.roles import RoleFiller, Roles, weakest
from dragoman.reader.speech import speaker_of
from dragoman.reader.superlatives import record_claim_in
from dragoman.reader.themes import Theme, ThemeFinder
from dragoman.records import Interval, Modality, Span

_ACCUSING = frozenset("accuse allege suspect blame".split())
_NOMINAL_IN_TEXT = 0.78  # a verbal noun in running text is less sure than in a heading


class Grammar:
    """Proposes claims by the packaged frames."""

    version = "grammar/1"

    def __init__(
        self, lexicon: Lexicon, frames: FrameIndex, discourse: Discourse, calendar: Calendar
    ) -> None:
        self.lexicon = lexicon
        self.frames = frames
        self.discourse = discourse
        self.calendar = calendar
        self.ontology = load_ontology()

    def propose(self, sentence: Sentence) -> Iterator[Proposal]:
        """Give the proposals for one sentence, in the order of their triggers."""
        themes = ThemeFinder(sentence, self.lexicon)
        fillers = RoleFiller(sentence, self.lexicon, self.discourse, themes)
        for k, chunk in enumerate(sentence.chunks):
            if chunk.kind == "VG":
                yield from self._verbal(sentence, k, themes, fillers)
            elif chunk.kind == "NP":
                yield from self._nominal(sentence, k, themes, fillers)

    # -- verbs ---------------------------------------------------------------------------------

    def _verbal(self, s: Sentence, k: int, themes: ThemeFinder, fillers: RoleFiller) -> Iterator[Proposal]:
        verb = s.chunks[k]
        if not any(lemma in self.frames.lemma_set for lemma in verb.lemmas):
            return
        clause = s.walker.clause(k)
        if clause.governor >= 0 and set(s.chunks[clause.governor].lemmas) & _ACCUSING:
            return
        self._subject(s, clause)
        seen: set[str] = set()
        for frame in self._candidates(verb, clause):
            if frame.type in seen or not self._needs(frame, s, clause):
                continue
            for theme in themes.verbal(frame, clause) or ([None] if not frame.theme else []):
                roles = fillers.fill(frame, clause, theme, nominal=False)
                if roles is None or not (roles.actors or roles.targets):
                    continue
                seen.add(frame.type)
                mood = self._mood(s, clause, frame)
                yield from self._build(s, frame, clause, theme, roles, mood, nominal=False)

    def _candidates(self, verb: Chunk, clause: Clause) -> list[Frame]:
        keys = [f"{lemma}_{clause.particle}" for lemma in verb.lemmas if clause.particle] + list(verb.lemmas)
        prepositions = [prep for prep, _ in clause.pps[:1]]
        keys += [f"{lemma}_{prep}" for lemma in verb.lemmas for prep in prepositions]
        frames: list[Frame] = []
        for key in keys:
            frames.extend(f for f in self.frames.by_verb.get(key, ()) if f not in frames)
        return frames

    def _needs(self, frame: Frame, s: Sentence, clause: Clause) -> bool:
        if not frame.need:
            return True
        start = s.chunks[clause.start].i if clause.start < len(s.chunks) else 0
        end = s.chunks[min(clause.end, len(s.chunks)) - 1].j if clause.end else len(s.tokens)
        words = set(s.tokens.lows[start:end])
        return bool(words & set(frame.need))

    def _mood(self, s: Sentence, clause: Clause, frame: Frame) -> Mood:
        mood = mood_of(s, clause, self.lexicon, performative=frame.performative)
        if frame.ongoing and mood.modality is Modality.HAPPENED:
            return Mood(Modality.ONGOING)
        return mood

    def _subject(self, s: Sentence, clause: Clause) -> None:
        """Remember a finite clause's subject for the pronouns to come."""
        if clause.subject is not None and s.chunks[clause.k].finite:
            found = [r.party for r in s.resolver.parties(clause.subject)]
            if found:
                self.discourse.subjects = found

    # -- verbal nouns --------------------------------------------------------------------------

    def _nominal(self, s: Sentence, k: int, themes: ThemeFinder, fillers: RoleFiller) -> Iterator[Proposal]:
        np = s.chunks[k]
        for item in np.items or [np]:
            noun = self._noun_of(s, item)
            if noun < 0:
                continue
            clause = self._noun_clause(s, k, item)
            for frame in self.frames.by_noun[s.tokens.lows[noun]]:
                found: list[Theme] = []
                if (
                    frame.theme
                    and frame.kind != "directed"
                    or frame.theme[:1] in (("sanctions",), ("assets",), ("list",))
                ):
                    found = themes.fitting(frame, [p for prep, p in clause.pps if prep in ("of", "in")])
                    if not found:
                        continue
                for theme in found or [None]:
                    roles = fillers.fill(frame, clause, theme, nominal=True)
                    if roles is None or not roles.targets or (theme is None and not self._sure(roles)):
                        continue
                    mood = nominal_mood(s, k, self.lexicon)
                    yield from self._build(s, frame, clause, theme, roles, mood, nominal=True)

    def _noun_of(self, s: Sentence, np: Chunk) -> int:
        if np.low in self.frames.by_noun:
            return np.head
        return -1

    def _sure(self, roles: Roles) -> bool:
        """Without a theme a verbal noun needs a target that the text names."""
        return any(r.span is not None for r in roles.targets)

    def _noun_clause(self, s: Sentence, k: int, item: Chunk) -> Clause:
        clause = Clause(k, start=k)
        phrase, end = s.walker.phrase(k)
        clause.pps, clause.end = phrase.pps, end
        previous: Phrase | None = None
        for _prep, inner in phrase.pps:
            if previous is not None:
                previous.pps.append((_prep, inner))
            if previous is None or _prep == "of":
                previous = inner
        return clause

    # -- building ------------------------------------------------------------------------------

    def _build(
        self,
        s: Sentence,
        frame: Frame,
        clause: Clause,
        theme: Theme | None,
        roles: Roles,
        mood: Mood,
        *,
        nominal: bool,
    ) -> Iterator[Proposal]:
        match = trailing_date(s, clause.k) if nominal else date_for(s, clause)
        when = self.calendar.resolve(match, future=mood.future) if match is not None else no_date()
        chunk = s.chunks[clause.k]
        trigger = s.token_span(
            chunk.head if nominal else chunk.main, (chunk.head if nominal else chunk.main) + 1
        )
        event_type = frame.type
        modality = mood.modality
        if mood.refused and event_type == "recognize":
            event_type, modality = "refuse_recognition", Modality.HAPPENED
        weight = frame.weight * weakest(roles) * (1.0 if s.heading or not nominal else _NOMINAL_IN_TEXT)
        own = s.span.of(s.text)
        yield Proposal(
            type=event_type,
            sentence=s.span,
            trigger=trigger,
            actors=tuple(roles.actors),
            targets=tuple(roles.targets),
            date=when,
            date_text=match.text if match is not None else "",
            modality=modality,
            attribution=speaker_of(s, clause.k, self.lexicon),
            record_claim=record_claim_in(own),
            object=roles.object,
            level=roles.level,
            city=roles.city,
            basis=basis_in(own, event_type),
            measures=measures_in(own, event_type),
            amount=amount_in(own, event_type),
            confidence=round(weight, 4),
            origin=f"{self.version} {'noun' if nominal else 'verb'} {chunk.low}",
        )
        if isinstance(when, Interval):
            self.calendar.note(when)


def span_words(span: Span, text: str) -> list[str]:
    """The words under a span."""
    return re.findall(r"\w+", span.of(text))
