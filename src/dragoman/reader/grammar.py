"""The phrase grammar: frames matched against the clauses and verbal nouns of a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dragoman.dates import DateMatch
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
from dragoman.records import Interval, Modality, When

_ACCUSING = frozenset("accuse allege suspect blame".split())
_BY_MODALITY = {
    Modality.PLANNED: 0.85,
    Modality.POSSIBLE: 0.8,
    Modality.CONDITIONAL: 0.8,
    Modality.DEMANDED: 0.85,
}
_APPLYING = frozenset("apply bid petition ask request".split())
MEETINGS = frozenset("meeting meetings talks visit summit ceremony conference audience".split())
_NEED_BEYOND = 4  # tokens after a clause's end, for a word in quotation marks
_NOMINAL_IN_TEXT = 0.78  # a verbal noun in running text is less sure than in a heading


def _at_meeting(s: Sentence, clause: Clause) -> bool:
    """Whether a clause, or what follows it in its sentence, is set at a meeting: "during their talks"."""
    chunks = s.chunks
    return any(
        c.low in ("during", "at", "in") and chunks[t + 1].kind == "NP" and chunks[t + 1].low in MEETINGS
        for t, c in enumerate(chunks[:-1])
        if t >= clause.start
    )


def _main(chunk: Chunk) -> tuple[int, int]:
    return chunk.main, chunk.main + 1


def gaps(s: Sentence, clause: Clause) -> Iterator[tuple[Chunk, list[Chunk]]]:
    """The noun phrases after a clause that share its verb: each followed by a date and nothing else."""
    chunks, n = s.chunks, len(s.chunks)
    t = clause.end
    while t < n and chunks[t].kind in (",", "CC"):
        while t < n and chunks[t].kind in (",", "CC"):
            t += 1
        if t >= n or chunks[t].kind != "NP" or not chunks[t].mentions:
            return
        np, dates = chunks[t], []
        t += 1
        while t < n and (
            chunks[t].kind == "D" or (chunks[t].kind == "P" and t + 1 < n and chunks[t + 1].kind == "D")
        ):
            if chunks[t].kind == "D":
                dates.append(chunks[t])
            t += 1
        if not dates or (t < n and chunks[t].kind not in (",", "CC", ";", ".")):
            return
        yield np, dates


def echoes(s: Sentence, k: int) -> bool:
    """Whether a verb group only points back to the last event: "did so", "did the same", "followed suit"."""
    verb = s.chunks[k]
    lows = s.tokens.lows
    following = lows[verb.j : verb.j + 2]
    if "do" in verb.lemmas:
        inverted = (
            verb.i > 0 and lows[verb.i - 1] == "so" and s.tokens.tags[verb.j : verb.j + 1] in (["M"], ["DT"])
        )
        return inverted or following[:1] in (["so"], ["likewise"]) or following == ["the", "same"]
    if "follow" in verb.lemmas and not verb.passive and not verb.forms <= {"ing"}:
        tag = s.tokens.tags[verb.j] if verb.j < len(lows) else "."
        return (
            bool({"suit", "example", "lead"} & set(lows[verb.j : verb.j + 4]))
            or tag in (".", "D", ",", ";")
            or (tag == "P" and verb.j + 1 < len(lows) and s.tokens.tags[verb.j + 1] == "D")
        )
    return False


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
        self.last: Proposal | None = None  # what "did so" and "followed suit" repeat

    def propose(self, sentence: Sentence) -> Iterator[Proposal]:
        """Give the proposals for one sentence, in the order of their triggers."""
        themes = ThemeFinder(sentence, self.lexicon)
        fillers = RoleFiller(sentence, self.lexicon, self.discourse, themes)
        used: set[int] = set()  # noun phrases that are already a verb's theme
        found: list[Proposal] = []
        for k, chunk in enumerate(sentence.chunks):
            if chunk.kind == "VG":
                found += self._verbal(sentence, k, themes, fillers, used)
        for k, chunk in enumerate(sentence.chunks):
            if chunk.kind == "NP":
                found += self._nominal(sentence, k, themes, fillers, used)
        found.sort(key=lambda p: p.trigger.start)
        yield from found

    # -- verbs ---------------------------------------------------------------------------------

    def _verbal(
        self, s: Sentence, k: int, themes: ThemeFinder, fillers: RoleFiller, used: set[int]
    ) -> Iterator[Proposal]:
        verb = s.chunks[k]
        if echoes(s, k):
            yield from self._echo(s, k)
            return
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
            for theme in themes.verbal(frame, clause) or (
                [None] if frame.theme in ((), ("party-act",)) else []
            ):
                roles = fillers.fill(frame, clause, theme, nominal=False)
                if roles is None or not (roles.actors or roles.targets):
                    continue
                seen.add(frame.type)
                if theme is not None:
                    used.add(theme.noun.head)
                mood = self._mood(s, clause, frame)
                yield from self._build(s, frame, clause, theme, roles, mood, nominal=False)
                yield from self._gapped(s, clause, mood)

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
        if frame.adjacent:
            after = s.chunks[clause.k].j
            return bool(set(s.tokens.lows[after : after + 2]) & set(frame.need))
        start = s.chunks[clause.start].i if clause.start < len(s.chunks) else 0
        end = s.chunks[min(clause.end, len(s.chunks)) - 1].j if clause.end else len(s.tokens)
        words = set(s.tokens.lows[start : end + _NEED_BEYOND])
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

    def _gapped(self, s: Sentence, clause: Clause, mood: Mood) -> Iterator[Proposal]:
        """ "suspended Mali in May 2021 and Burkina Faso in January 2022": the verb again, unsaid."""
        last = self.last
        for np, dates in gaps(s, clause):
            named = s.resolver.parties(Phrase(np))
            if last is None or not named or last.trigger != s.token_span(*_main(s.chunks[clause.k])):
                return
            match = s.date_of(dates[-1]) if dates else None
            when = self.calendar.resolve(match, future=mood.future) if match is not None else no_date()
            as_object = clause.object is not None and bool(clause.object.np.mentions)
            confidence = round(last.confidence * 0.9, 4)
            text = match.text if match is not None else ""
            if as_object:
                yield replace(last, targets=tuple(named), date=when, date_text=text, confidence=confidence)
            else:
                yield replace(last, actors=tuple(named), date=when, date_text=text, confidence=confidence)

    def _echo(self, s: Sentence, k: int) -> Iterator[Proposal]:
        """ "did so", "followed suit": the last event again, with another subject."""
        clause = s.walker.clause(k)
        inverted = s.tokens.lows[s.chunks[k].i - 1] == "so" if s.chunks[k].i else False
        after = s.chunks[k + 1] if k + 1 < len(s.chunks) else None
        subject = Phrase(after) if inverted and after is not None and after.kind == "NP" else clause.subject
        actors = s.resolver.parties(subject)
        if self.last is None or not actors or not self.ontology[self.last.type].dimension:
            return
        mood = mood_of(s, clause, self.lexicon, performative=True)
        match = date_for(s, clause)
        when = self.calendar.resolve(match, future=mood.future) if match is not None else no_date()
        named = {r.party for r in actors}
        targets = tuple(r for r in self.last.targets if r.party not in named)
        if not targets:
            return
        chunk = s.chunks[k]
        yield replace(
            self.last,
            sentence=s.span,
            trigger=s.token_span(chunk.main, chunk.main + 1),
            actors=tuple(actors),
            targets=targets,
            date=when,
            date_text=match.text if match is not None else "",
            modality=mood.modality,
            attribution=speaker_of(s, k, self.lexicon),
            record_claim=record_claim_in(s.span.of(s.text)),
            confidence=round(0.72 * min(r.weight for r in (*actors, *targets)), 4),
            origin=f"{self.version} echo {chunk.low}",
        )
        if isinstance(when, Interval):
            self.calendar.note(when)

    # -- verbal nouns --------------------------------------------------------------------------

    def _nominal(
        self, s: Sentence, k: int, themes: ThemeFinder, fillers: RoleFiller, used: set[int]
    ) -> Iterator[Proposal]:
        np = s.chunks[k]
        for item in np.items or [np]:
            noun = self._noun_of(s, item)
            if noun < 0 or noun in used:
                continue
            clause = self._noun_clause(s, k, item)
            for frame in self.frames.by_noun[s.tokens.lows[noun]]:
                found: list[Theme] = []
                if frame.theme and (frame.kind != "directed" or frame.theme[0] in self.lexicon.classes):
                    found = themes.fitting(frame, [p for prep, p in clause.pps if prep in ("of", "in", "to")])
                    if not found:
                        continue
                for theme in found or [None]:
                    roles = fillers.fill(frame, clause, theme, nominal=True)
                    if roles is None or not (roles.targets or frame.kind == "authority"):
                        continue
                    if theme is None and not self._sure(roles):
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

    def _when(self, s: Sentence, clause: Clause, frame: Frame, mood: Mood, match: DateMatch | None) -> When:
        """The date of an event; "closed since 2012" dates the closing, "ongoing since 2012" a span."""
        if match is None and self.calendar.meeting is not None and _at_meeting(s, clause):
            return self.calendar.meeting
        if match is None:
            return (
                self.calendar.entry
                if self.calendar.entry and mood.modality is Modality.HAPPENED
                else no_date()
            )
        when = self.calendar.resolve(match, future=mood.future)
        changes = bool(self.ontology[frame.type].dimension) and mood.modality is Modality.HAPPENED
        if (
            changes
            and match.prep == "since"
            and isinstance(when, Interval)
            and when.start
            and when.end is None
        ):
            return Interval(when.start, when.start)
        return when

    def _is_past(self, when: When) -> bool:
        """Whether a date is a day, and not one still to come when the document was published."""
        if not isinstance(when, Interval) or when.start is None or not when.start.day:
            return False
        return self.calendar.published is None or when.start.first_day <= self.calendar.published

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
        when = self._when(s, clause, frame, mood, match)
        chunk = s.chunks[clause.k]
        trigger = s.token_span(
            chunk.head if nominal else chunk.main, (chunk.head if nominal else chunk.main) + 1
        )
        event_type = frame.type
        modality = mood.modality
        if mood.refused and event_type == "recognize":
            event_type, modality = "refuse_recognition", Modality.HAPPENED
        agreed = clause.governor >= 0 and "agree" in s.chunks[clause.governor].lemmas
        later = any(chunk.i > s.chunks[clause.k].i for _, chunk in clause.dates)
        if modality is Modality.PLANNED and agreed and later and self._is_past(when):
            modality = Modality.HAPPENED
        if s.heading and nominal and (not isinstance(when, Interval) or when.is_range):
            roles.penalty *= 0.55
        if frame.applied and clause.governor >= 0 and set(s.chunks[clause.governor].lemmas) & _APPLYING:
            event_type, modality = frame.applied, Modality.HAPPENED
        weight = frame.weight * weakest(roles) * roles.penalty * _BY_MODALITY.get(modality, 1.0)
        if nominal and not s.heading:
            weight *= _NOMINAL_IN_TEXT
        own = s.span.of(s.text)
        proposal = Proposal(
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
            era=self.calendar.told or self.calendar.heading,
            confidence=round(weight, 4),
            origin=f"{self.version} {'noun' if nominal else 'verb'} {chunk.low}",
        )
        self.last = proposal
        yield proposal
        if roles.crossed is not None:
            sender, other, city = roles.crossed
            yield replace(proposal, actors=(sender,), targets=(other,), city=city)
        for host, city in roles.more:
            yield replace(proposal, targets=(host,), city=city)
        if isinstance(when, Interval):
            self.calendar.note(when)
        if roles.actors and self.ontology[event_type].dimension:
            latest = tuple(r.party for r in roles.actors)
            self.discourse.last_actors = (
                *latest,
                *(p for p in self.discourse.last_actors if p not in latest),
            )[:6]
        if theme is not None and frame.theme and frame.theme[0] in self.lexicon.classes:
            self.discourse.last_theme = frame.theme[0]
        if len(roles.actors) == len(roles.targets) == 1:
            self.discourse.last_pair = (roles.actors[0].party, roles.targets[0].party)
        if any(r.mention is not None for r in roles.targets):
            family = self.ontology[event_type].family
            self.discourse.topics[family] = tuple(roles.targets)
            if family in ("recognition", "relations", "mission", "envoy", "agreement"):
                self.discourse.topics["between"] = tuple(roles.targets)
