"""What a predicate amounts to: its event type and modality once its mood is known, and its date."""

from __future__ import annotations

from dragoman.dates import DateMatch
from dragoman.ontology import load_ontology
from dragoman.reader.anchors import Calendar
from dragoman.reader.grammar.scene import Predicate
from dragoman.reader.modality import Mood
from dragoman.reader.sentence import Sentence
from dragoman.reader.syntax.clause import Clause
from dragoman.records import Interval, Modality, UnresolvedDate, When


def outcome_of(s: Sentence, p: Predicate, mood: Mood, when: When, calendar: Calendar) -> tuple[str, Modality]:
    """Give event type and modality.

    A refusal to recognize is an act of its own; what was agreed for a day that has passed has happened;
    "applied to join" is an application.
    """
    governor = s.chunks[p.clause.governor].lemmas if p.clause.governor >= 0 else ()
    if p.frame.applied and not s.lexicon.cues.applying.isdisjoint(governor):
        return p.frame.applied, Modality.HAPPENED
    if mood.refused and p.frame.type == "recognize":
        return "refuse_recognition", Modality.HAPPENED
    if mood.modality is Modality.PLANNED and "agree" in governor and calendar.is_past(when):
        verb = s.chunks[p.clause.k]
        if any(date.i > verb.i for _, date in p.clause.dates):
            return p.frame.type, Modality.HAPPENED
    return p.frame.type, mood.modality


def when_of(s: Sentence, p: Predicate, mood: Mood, match: DateMatch | None, calendar: Calendar) -> When:
    """Give the date of an event; "closed since 2012" dates the closing, "ongoing since 2012" a span."""
    happened = mood.modality is Modality.HAPPENED
    if match is None:
        if calendar.meeting is not None and _is_at_meeting(s, p.clause):
            return calendar.meeting
        return calendar.entry if calendar.entry is not None and happened else UnresolvedDate()
    when = calendar.resolve(match, future=mood.future)
    changes = happened and bool(load_ontology()[p.frame.type].dimension)
    if changes and match.prep == "since" and isinstance(when, Interval) and when.start and when.end is None:
        return Interval(when.start, when.start)
    return when


def _is_at_meeting(s: Sentence, clause: Clause) -> bool:
    """Whether a clause, or what follows it in its sentence, is set at a meeting: "during their talks"."""
    chunks, meetings = s.chunks, s.lexicon.cues.meetings
    return any(
        before.low in ("during", "at", "in") and after.kind == "NP" and after.low in meetings
        for before, after in zip(chunks[clause.start :], chunks[clause.start + 1 :], strict=False)
    )
