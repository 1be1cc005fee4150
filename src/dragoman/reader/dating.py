"""Which of a sentence's dates belongs to which predicate."""

from __future__ import annotations

from dragoman.dates import DateMatch
from dragoman.reader.sentence import Sentence
from dragoman.reader.syntax.chunk import Chunk
from dragoman.reader.syntax.clause import Clause
from dragoman.reader.syntax.rightward import BOUNDING
from dragoman.records import Interval, When

# What stands between a predicate and a date makes the date less likely its own.
_COSTS = {"S": 4, "W": 4, "VG": 3, "CC": 2}
_FAR = 100  # cost at which a date is too far off to belong
_BEHIND = 2  # tokens by which a date before the verb is taken to be farther than one behind it


def date_for(sentence: Sentence, clause: Clause) -> DateMatch | None:
    """Give the date expression that dates a clause: its own, else that of a clause linked to it."""
    own = _best(sentence, clause.dates, clause.k)
    if own is not None:
        return own
    after = sentence.chunks[clause.end : clause.end + 1]
    if after and after[0].kind == "S" and after[0].low == "since":  # "closed since war broke out in May 1998"
        return next((sentence.date_of(c) for c in sentence.chunks[clause.end :] if c.kind == "D"), None)
    return _linked(sentence, clause) or nearest_date(sentence, clause.k)


def _best(sentence: Sentence, dates: list[tuple[str, Chunk]], k: int) -> DateMatch | None:
    """The date nearest to the verb that is not a mere bound ("until 1955", "after 1920")."""
    if not dates:
        return None
    cues, verb = sentence.lexicon.cues, sentence.chunks[k]
    found = [(prep, chunk, sentence.date_of(chunk)) for prep, chunk in dates]
    usable = [(prep, chunk, match) for prep, chunk, match in found if match is not None and not match.clause]
    plain = [row for row in usable if row[0] not in cues.bounds]
    plain = plain or [row for row in usable if row[0] in cues.weak_bounds]

    def distance(row: tuple[str, Chunk, DateMatch]) -> int:
        chunk = row[1]
        return chunk.i - verb.j if chunk.i >= verb.j else verb.i - chunk.j + _BEHIND

    return min(plain, key=distance)[2] if plain else None


def _linked(sentence: Sentence, clause: Clause) -> DateMatch | None:
    """The date of the clause before or after "when": both happened at one time."""
    chunks, links = sentence.chunks, sentence.lexicon.cues.links
    verbs = [t for t, c in enumerate(chunks) if c.kind == "VG"]
    for t, c in enumerate(chunks):
        if c.kind not in ("S", "P") or c.low not in links:
            continue
        left, right = [v for v in verbs if v < t], [v for v in verbs if v > t]
        if not left or not right:
            continue
        if clause.k in left and c.kind == "S":
            other = right[0]
        elif clause.k == right[0]:
            other = left[-1]
        else:
            continue
        found = _best(sentence, sentence.walker.clause(other).dates, other)
        if found is not None:
            return found
    return None


def nearest_date(sentence: Sentence, k: int) -> DateMatch | None:
    """The date nearest to chunk `k` in its part of the sentence, behind it rather than before it."""
    behind, before = _along(sentence, k, 1), _along(sentence, k, -1)
    if behind is None or (before is not None and before[0] < behind[0]):
        behind = before
    return behind[1] if behind is not None else None


def _along(sentence: Sentence, k: int, step: int) -> tuple[int, DateMatch] | None:
    """The first date in one direction, with what it costs to reach it; None where it is no date of `k`'s."""
    chunks, cues = sentence.chunks, sentence.lexicon.cues
    cost = 0
    t = k + step
    while 0 <= t < len(chunks) and cost < _FAR and not _walls_off(sentence, k, t, step):
        c = chunks[t]
        cost += _COSTS.get(c.kind, 1)
        if c.kind == "D":
            preposition = chunks[t - 1].low if t and chunks[t - 1].kind == "P" else ""
            match = sentence.date_of(c)
            usable = match is not None and not match.clause and preposition not in cues.bounds
            return (cost, match) if usable and match is not None else None
        t += step
    return None


def _walls_off(sentence: Sentence, k: int, t: int, step: int) -> bool:
    """Whether the chunk at `t` begins a part of the sentence whose dates are not those of chunk `k`."""
    chunks = sentence.chunks
    c = chunks[t]
    if c.kind == ";":
        return True
    if c.kind == "P" and c.low in BOUNDING and step > 0:  # "since their return to power in 2021"
        return t + 1 < len(chunks) and chunks[t + 1].kind == "NP"
    if c.kind == "S":
        return c.low not in sentence.lexicon.cues.links and not (c.low == "that" and step < 0)
    return c.kind == "W" and step < 0 and "had" in sentence.chunks[k].auxiliaries


def printed(text: str, match: DateMatch | None) -> str:
    """A date expression as the text has it, with the preposition before it: "on Thursday"; "" for none."""
    if match is None:
        return ""
    start = match.span.start - len(match.prep) - 1
    before = text[max(start, 0) : match.span.start]
    return before + match.text if match.prep and before.strip().lower() == match.prep else match.text


def trailing_date(sentence: Sentence, k: int) -> DateMatch | None:
    """The date of a verbal noun: the next one before any verb, else the nearest."""
    for c in sentence.chunks[k + 1 :]:
        if c.kind == "D":
            return sentence.date_of(c)
        if c.kind in ("VG", ";", "S", "W"):
            break
    return nearest_date(sentence, k)


def edge_of(when: When, effect: str) -> When:
    """The end of a range that itself tells what began or ended: "Newport (1879-1907)" of a consulate.

    `effect` is that of the event's type; what neither begins nor ends keeps the whole range.
    """
    if not isinstance(when, Interval) or not when.is_range:
        return when
    point = {"begin": when.start, "end": when.end}.get(effect)
    return when if point is None else Interval(point, point)
