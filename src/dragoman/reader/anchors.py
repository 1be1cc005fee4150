"""The dates that relative expressions count from, as they move with the text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dragoman.dates import DateKind, DateMatch, Tense, resolve_date
from dragoman.records import Interval, When


@dataclass(slots=True)
class Calendar:
    """Anchors of one document's dates; `published` may be moved by a dateline."""

    published: date | None
    last: Interval | None = None  # the last date named
    told: Interval | None = None  # the last date named with its year, where the paragraph looks back
    heading: Interval | None = None
    meeting: Interval | None = None  # when the meeting spoken of last took place
    entry: Interval | None = None  # the date that heads an entry of a chronology

    def resolve(self, match: DateMatch, *, future: bool) -> When:
        """Resolve an expression in a clause of past or future tense."""
        tense = Tense.FUTURE if future else Tense.PAST
        told = self.told or (self.heading if self.heading and not self.heading.is_range else None)
        if match.kind is DateKind.PARTIAL and told is not None and not future:
            # "on 26 August" after "in 1991" lies in that year, not in the published one
            return resolve_date(match, published=None, last=told, tense=tense)
        return resolve_date(match, published=self.published, last=self.last or self.heading, tense=tense)

    def note(self, when: When) -> None:
        """Remember a date as the last one named."""
        if isinstance(when, Interval) and when.start is not None:
            self.last = when

    def look_back(self, match: DateMatch, when: When) -> None:
        """Follow a text that tells of an earlier year until it names another."""
        if not isinstance(when, Interval) or when.start is None or self.published is None:
            return
        absolute = match.kind is DateKind.ABSOLUTE
        if absolute and when.start.year < self.published.year:
            self.told = when
        elif absolute or match.kind is DateKind.DEICTIC:
            self.told = None
        elif self.told is not None:
            self.told = when

    def is_past(self, when: When) -> bool:
        """Whether a date is a day, and not one still to come when the document was published."""
        if not isinstance(when, Interval) or when.start is None or not when.start.day:
            return False
        return self.published is None or when.start.first_day <= self.published
