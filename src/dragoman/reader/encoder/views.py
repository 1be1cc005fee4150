"""A sentence as the heads see it: its pieces in a window, and what may fill the roles of its events."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.dates import DateMatch
from dragoman.reader.discourse import Discourse
from dragoman.reader.encoder.candidates import Candidate, candidates_of
from dragoman.reader.encoder.windows import Window
from dragoman.reader.mentions import PLACES
from dragoman.reader.sentence import Sentence
from dragoman.reader.syntax.chunk import Chunk
from dragoman.records import Span

_SITUATING = frozenset(("in", "at", "to", "from", "of", "for"))


@dataclass(frozen=True, slots=True)
class Place:
    """A city that a mission or an envoy may be in."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class View:
    """A sentence with its candidates, taken before anything of the sentence itself is remembered."""

    sentence: Sentence
    candidates: list[Candidate]
    places: list[Place]
    dates: list[DateMatch]


def view_of(sentence: Sentence, discourse: Discourse) -> View:
    """Give the view of a sentence; `discourse` holds what was said before it."""
    dates = [match for match in sentence.dates if not match.clause]
    return View(sentence, candidates_of(sentence, discourse), list(_places(sentence)), dates)


def pieces_in(window: Window, i: int, j: int, span: Span) -> list[int]:
    """List the pieces among [i, j) of a window that lie in a span of the text."""
    first = bisect_right(window.ends, span.start, i, j)
    return list(range(first, bisect_left(window.starts, span.end, first, j)))


def pieces_before(window: Window, i: int, spans: Sequence[tuple[int, int]]) -> list[int]:
    """List the pieces before `i` of the last of some spans that the window shows; none where it shows none.

    Args:
        window: With a heading or title, and sentences before the one that begins with piece `i`.
        i: A piece.
        spans: Half-open, in the order of the text; those of the title lie before it.
    """
    shown = set(window.starts[:i])
    for start, end in reversed(spans):
        if start in shown:
            return [k for k in range(i) if start <= window.starts[k] < window.ends[k] <= end]
    return []


def _places(sentence: Sentence) -> Iterator[Place]:
    """Cities by name, and capitalised names behind "in" and the like that are no party's."""
    for mention in sentence.mentions:
        if mention.type in PLACES:
            yield Place(mention.text, mention.span)
    chunks = sentence.chunks
    for before, np in pairwise(chunks):
        if before.kind == "P" and before.low in _SITUATING and np.kind == "NP":
            for item in np.members:
                span = _name(sentence, item)
                if span is not None:
                    yield Place(" ".join(span.of(sentence.text).split()), span)


def _name(sentence: Sentence, np: Chunk) -> Span | None:
    """The span of a phrase that is a name and holds no mention."""
    words = sentence.tokens.words
    first = np.i + 1 if sentence.tokens.lows[np.i] == "the" else np.i
    if np.mentions or first >= np.j or not all(words[k][0].isupper() for k in range(first, np.j)):
        return None
    return sentence.token_span(first, np.j)
