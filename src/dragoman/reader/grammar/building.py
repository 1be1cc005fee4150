"""Proposals from matched frames, and what each leaves in the discourse for those after it."""

from __future__ import annotations

from dataclasses import replace

from dragoman.dates import DateMatch
from dragoman.ontology import load_ontology
from dragoman.reader.anchors import Calendar
from dragoman.reader.dating import date_for, printed, trailing_date
from dragoman.reader.details import amount_in, basis_in, measures_in
from dragoman.reader.discourse import Discourse
from dragoman.reader.grammar.echoes import echo_subject, gaps
from dragoman.reader.grammar.outcome import outcome_of, when_of
from dragoman.reader.grammar.scene import NOMINAL_IN_TEXT, Predicate, Roles, Scene, ids, without
from dragoman.reader.modality import Mood, mood_of
from dragoman.reader.proposal import Context, Proposal
from dragoman.reader.sentence import Sentence
from dragoman.reader.speech import speaker_of
from dragoman.reader.syntax.clause import Clause, Phrase
from dragoman.records import Interval, Modality, UnresolvedDate, When

VERSION = "grammar/1"
# Factors of a frame's weight, from the share of right readings on development chapters.
_BY_MODALITY = {
    Modality.PLANNED: 0.85,
    Modality.POSSIBLE: 0.7,
    Modality.CONDITIONAL: 0.75,
    Modality.DEMANDED: 0.85,
}
_RECOGNIZED_BY_NOBODY = 0.75  # where the text does not say who recognizes, it is often not a state that does
_SANCTIONED_UNSAID = 0.75  # whose sanctions are lifted, or on whom, is seldom what was spoken of last
_UNDATED_HEADING = 0.55  # a heading without a date of its own names a topic rather than an event
_GAP = 0.9  # of the confidence of the proposal whose verb is left out
_ECHO = 0.72
_ABOUT_PAIRS = frozenset(("recognition", "relations", "mission", "envoy", "agreement"))


class Builder:
    """Builds the proposals of one document, in the order of its text."""

    def __init__(self, context: Context) -> None:
        self._discourse: Discourse = context.discourse
        self._calendar: Calendar = context.calendar
        self._ontology = load_ontology()
        self._last: Proposal | None = None  # what "did so" and "followed suit" repeat

    def build(self, scene: Scene, p: Predicate, roles: Roles, mood: Mood) -> list[Proposal]:
        """Give the proposal of a predicate, further ones for the other hosts of a mission, and note them."""
        s, k = scene.sentence, p.clause.k
        chunk = s.chunks[k]
        match = trailing_date(s, k) if p.nominal else date_for(s, p.clause)
        when = when_of(s, p, mood, match, self._calendar)
        event_type, modality = outcome_of(s, p, mood, when, self._calendar)
        main = chunk.head if p.nominal else chunk.main
        own = s.span.of(s.text)
        proposal = Proposal(
            type=event_type,
            sentence=s.span,
            trigger=s.token_span(main, main + 1),
            actors=tuple(roles.actors),
            targets=tuple(roles.targets),
            date=when,
            date_text=printed(s.text, match),
            modality=modality,
            attribution=speaker_of(s, k),
            object=roles.object,
            level=roles.level,
            city=roles.city,
            basis=basis_in(own, event_type),
            measures=measures_in(own, event_type),
            amount=amount_in(own, event_type),
            era=self._calendar.told or self._calendar.heading,
            confidence=_weight(s, p, roles, modality, when),
            reader=VERSION,
            origin=f"{VERSION} {'noun' if p.nominal else 'verb'} {chunk.low}",
        )
        self._note(scene, p, roles, proposal)
        return [proposal, *_elsewhere(proposal, roles)]

    def _note(self, scene: Scene, p: Predicate, roles: Roles, proposal: Proposal) -> None:
        """Leave the proposal's date, parties and theme for the pronouns and gaps to come."""
        d, kind = self._discourse, self._ontology[proposal.type]
        self._last = proposal
        self._calendar.note(proposal.date)
        if roles.actors and kind.dimension:
            d.act(tuple(r.party for r in roles.actors))
        if p.theme is not None and p.frame.theme and p.frame.theme[0] in scene.lexicon.classes:
            d.last_theme = p.frame.theme[0]
        if len(roles.actors) == len(roles.targets) == 1:
            d.last_pair = (roles.actors[0].party, roles.targets[0].party)
        if any(r.mention is not None for r in roles.targets):
            d.topics[kind.family] = proposal.targets
            if kind.family in _ABOUT_PAIRS:
                d.topics["between"] = proposal.targets

    def gapped(self, s: Sentence, clause: Clause, mood: Mood) -> list[Proposal]:
        """Give what a verb left out says: "suspended Mali in May 2021 and Burkina Faso in January 2022"."""
        found: list[Proposal] = []
        verb, last = s.chunks[clause.k], self._last
        if last is None or last.trigger != s.token_span(verb.main, verb.main + 1):
            return found
        as_object = clause.object is not None and bool(clause.object.np.mentions)
        for np, dates in gaps(s, clause):
            named = tuple(s.resolver.parties(Phrase(np)))
            if not named:
                break
            match = s.date_of(dates[-1])
            again = replace(
                last,
                date=self._resolve(match, mood),
                date_text=printed(s.text, match),
                confidence=round(last.confidence * _GAP, 4),
            )
            found.append(replace(again, targets=named) if as_object else replace(again, actors=named))
        return found

    def echo(self, s: Sentence, k: int) -> list[Proposal]:
        """Give the last event again, with another subject: "did so", "followed suit"."""
        clause, last = s.walker.clause(k), self._last
        actors = s.resolver.parties(echo_subject(s, k, clause))
        if last is None or not actors or not self._ontology[last.type].dimension:
            return []
        targets = without(last.targets, ids(actors))
        if not targets:
            return []
        chunk = s.chunks[k]
        mood = mood_of(s, clause, performative=True)
        match = date_for(s, clause)
        when = self._resolve(match, mood)
        self._calendar.note(when)
        return [
            replace(
                last,
                sentence=s.span,
                trigger=s.token_span(chunk.main, chunk.main + 1),
                actors=tuple(actors),
                targets=tuple(targets),
                date=when,
                date_text=printed(s.text, match),
                modality=mood.modality,
                attribution=speaker_of(s, k),
                record_claim=None,
                confidence=round(_ECHO * min(r.weight for r in (*actors, *targets)), 4),
                origin=f"{VERSION} echo {chunk.low}",
            )
        ]

    def _resolve(self, match: DateMatch | None, mood: Mood) -> When:
        return UnresolvedDate() if match is None else self._calendar.resolve(match, future=mood.future)


def _weight(s: Sentence, p: Predicate, roles: Roles, modality: Modality, when: When) -> float:
    """The confidence of a proposal, before calibration: the frame's weight times what makes it less sure."""
    weight = p.frame.weight * roles.weakest * roles.penalty * _BY_MODALITY.get(modality, 1.0)
    if p.frame.theme == ("recognizable",) and roles.targets and not any(r.span for r in roles.actors):
        weight *= _RECOGNIZED_BY_NOBODY
    if load_ontology()[p.frame.type].family == "sanctions" and not any(r.span for r in roles.targets):
        weight *= _SANCTIONED_UNSAID
    if p.nominal and not s.heading:
        weight *= NOMINAL_IN_TEXT
    elif p.nominal and (not isinstance(when, Interval) or when.is_range):
        weight *= _UNDATED_HEADING
    return round(weight, 4)


def _elsewhere(proposal: Proposal, roles: Roles) -> list[Proposal]:
    """The same of the other side's mission, and of the further hosts of a list."""
    found: list[Proposal] = []
    if roles.crossed is not None:
        sender, host, city = roles.crossed
        found.append(replace(proposal, actors=(sender,), targets=(host,), city=city))
    found += [replace(proposal, targets=(host,), city=city) for host, city in roles.more]
    return found
