"""Where a date stands by itself: heads of paragraphs and entries, datelines, dates before a colon."""

from __future__ import annotations

from dragoman.reader.anchors import Calendar
from dragoman.reader.discourse import Discourse
from dragoman.reader.sentence import Sentence
from dragoman.records import Interval

_BY_ITSELF = frozenset(("D", "P", ".", ",", "DT", "(", ")", ";"))
_HEAD = 8  # chunks in which a dateline's day stands
_CLOSE = 6  # chunks behind the day in which its dash stands
_OLDEST = 7  # days by which a dateline may lie before the published date


def is_only_date(sentence: Sentence) -> bool:
    """Whether a sentence is nothing but a date, as at the head of an entry in a chronology."""
    return bool(sentence.dates) and _BY_ITSELF.issuperset(sentence.tokens.tags)


def enter_block(sentence: Sentence, discourse: Discourse, calendar: Calendar) -> None:
    """Take up the parties and the date of a heading, on which the paragraphs below it lean."""
    calendar.entry = calendar.told = None
    if is_only_date(sentence):
        when = calendar.resolve(sentence.dates[0], future=False)
        if isinstance(when, Interval):
            calendar.entry = calendar.last = calendar.told = when
        return
    if not sentence.heading:
        return
    discourse.heading = list(dict.fromkeys(m.party for m in sentence.mentions))
    calendar.heading = None
    for match in sentence.dates:
        when = calendar.resolve(match, future=False)
        if isinstance(when, Interval):
            calendar.heading = when


def read_lead_date(sentence: Sentence, calendar: Calendar) -> None:
    """Take up a date before a colon, which dates what follows it: "12 May: Bonn and Tel Aviv …"."""
    kinds = [c.kind for c in sentence.chunks[:3]]
    if kinds[:2] == ["D", ";"] or kinds == ["P", "D", ";"]:
        when = calendar.resolve(sentence.dates[0], future=False)
        if isinstance(when, Interval):
            calendar.entry = calendar.last = when


def read_dateline(sentence: Sentence, calendar: Calendar) -> None:
    """Let "today" mean the day of the dateline: "WASHINGTON, April 7 - …", published on the eighth."""
    chunks, published = sentence.chunks, calendar.published
    day = next((t for t, c in enumerate(chunks[:_HEAD]) if c.kind == "D"), -1)
    if published is None or day < 1 or not sentence.tokens.words[0].isupper():
        return
    closed = any(c.kind == ";" for c in chunks[day + 1 : day + 1 + _CLOSE])
    match = sentence.date_of(chunks[day])
    if not closed or match is None or any(c.kind == "VG" for c in chunks[:day]):
        return
    when = calendar.resolve(match, future=False)
    if isinstance(when, Interval) and when.start is not None and when.start.day:
        first = when.start.first_day
        if 0 <= (published - first).days <= _OLDEST:
            calendar.published = first
