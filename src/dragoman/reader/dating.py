"""Which of a sentence's dates belongs to which predicate, and what day it means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dragoman.dates import DateKind, DateMatch, Tense, resolve_date
from dragoman.reader.chunks import Chunk
from dragoman.reader.clauses import Clause
from dragoman.reader.proposal import Sentence
from dragoman.records import Interval, UnresolvedDate, When

_BOUNDS = frozenset(("until", "till", "by", "before", "after", "following", "through"))
_LINKS = frozenset(("when", "as", "while", "upon", "whereupon", "with"))


@dataclass(slots=True)
class Calendar:
    """The dates that relative expressions count from; `last` moves with the text."""

    published: date | None
    last: Interval | None = None
    told: Interval | None = None  # the last date named with its year, where the paragraph looks back
    heading: Interval | None = None
    meeting: Interval | None = None  # when the meeting spoken of last took place
    entry: Interval | None = None  # the date that heads an entry of a chronology

    def resolve(self, match: DateMatch, *, future: bool, present: bool = False) -> When:
        """Resolve an expression in a clause of the given tense."""
        tense = Tense.FUTURE if future else Tense.PRESENT if present else Tense.PAST
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
        named = match.kind is DateKind.ABSOLUTE and when.start.year < self.published.year
        if named or (self.told is not None and match.kind in (DateKind.PARTIAL, DateKind.ANAPHORIC)):
            self.told = when
        elif match.kind is not DateKind.ABSOLUTE or when.start.year >= self.published.year:
            self.told = None


def date_for(sentence: Sentence, clause: Clause) -> DateMatch | None:
    """Give the date expression that dates a clause: its own, else that of a clause linked to it."""
    own = _best(sentence, clause.dates, clause.k)
    if own is not None:
        return own
    after = sentence.chunks[clause.end : clause.end + 1]
    if after and after[0].kind == "S" and after[0].low == "since":  # "closed since war broke out in May 1998"
        return next((sentence.date_of(c) for c in sentence.chunks[clause.end :] if c.kind == "D"), None)
    linked = _linked(sentence, clause)
    if linked is not None:
        return linked
    return nearest_date(sentence, clause.k)


def _best(sentence: Sentence, dates: list[tuple[str, Chunk]], k: int) -> DateMatch | None:
    """The date nearest to the verb that is not a mere bound ("until 1955", "after 1920")."""
    found = [(prep, chunk, sentence.date_of(chunk)) for prep, chunk in dates]
    usable = [(prep, chunk, match) for prep, chunk, match in found if match is not None and not match.clause]
    plain = [row for row in usable if row[0] not in _BOUNDS] or [
        r for r in usable if r[0] in ("until", "by", "following")
    ]
    if not plain:
        return None
    verb = sentence.chunks[k]
    return min(plain, key=lambda row: row[1].i - verb.j if row[1].i >= verb.j else verb.i - row[1].j + 2)[2]


def _linked(sentence: Sentence, clause: Clause) -> DateMatch | None:
    """The date of the clause before or after "when": both happened at one time."""
    chunks = sentence.chunks
    for t, c in enumerate(chunks):
        if c.kind in ("S", "P") and c.low in _LINKS:
            left = [j for j in range(t) if chunks[j].kind == "VG"]
            right = [j for j in range(t + 1, len(chunks)) if chunks[j].kind == "VG"]
            if clause.k in left and right and c.kind == "S":
                other = sentence.walker.clause(right[0])
                found = _best(sentence, other.dates, right[0])
            elif clause.k in right and left and clause.k == right[0]:
                other = sentence.walker.clause(left[-1])
                found = _best(sentence, other.dates, left[-1])
            else:
                continue
            if found is not None:
                return found
    return None


def nearest_date(sentence: Sentence, k: int) -> DateMatch | None:
    """The date nearest to chunk `k` in its part of the sentence, if one is near enough to be its own."""
    chunks = sentence.chunks
    pluperfect = "had" in chunks[k].auxiliaries
    best: tuple[int, DateMatch] | None = None
    for step in (1, -1):
        t, cost = k + step, 0
        while 0 <= t < len(chunks) and cost < 100:
            c = chunks[t]
            if c.kind == ";":
                break
            if c.kind == "S" and c.low not in _LINKS and not (c.low == "that" and step < 0):
                break
            if c.kind == "W" and step < 0 and pluperfect:
                break
            if c.kind in ("S", "W"):
                cost += 3
            elif c.kind == "VG":
                cost += 2
            elif c.kind == "CC":
                cost += 1
            cost += 1
            if c.kind == "D":
                prep = chunks[t - 1].low if t and chunks[t - 1].kind == "P" else ""
                match = sentence.date_of(c)
                if (
                    match is not None
                    and not match.clause
                    and prep not in _BOUNDS
                    and (best is None or cost < best[0])
                ):
                    best = (cost, match)
                break
            t += step
    return best[1] if best else None


def trailing_date(sentence: Sentence, k: int) -> DateMatch | None:
    """The date of a verbal noun: the next one before any verb, else the nearest."""
    chunks = sentence.chunks
    for c in chunks[k + 1 :]:
        if c.kind == "D":
            return sentence.date_of(c)
        if c.kind in ("VG", ";", "S", "W"):
            break
    return nearest_date(sentence, k)


def no_date(text: str = "") -> UnresolvedDate:
    """The value for a predicate that no date belongs to."""
    return UnresolvedDate(text)


__all__ = ["Calendar", "DateKind", "date_for", "nearest_date", "no_date", "trailing_date"]
