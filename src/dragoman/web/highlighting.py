"""A text cut into pieces by what its claims quote. Pure: no names, no markup.

Claims overlap: two share their deciding words, one's actor lies within another's trigger, sentences of two
readings run into each other. So the text is cut flat, at every edge of every span, and each piece
says whose it is. The pieces joined are the text, whatever the spans.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from dragoman.records import Claim, Span

TRIGGER, ACTOR, TARGET, SPEAKER = "trigger", "actor", "target", "speaker"

# The end of a paragraph: a blank line, with all that is blank behind it.
_BREAK = re.compile(r"\n\s*\n")
_MOST = 10_000  # paragraphs; a text of nothing but line ends is not worth one each

_Mark = tuple[int, str]  # a claim's place in the list, and which of its words


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """Characters that belong to the same words of the same claims.

    Claims are given by their places in the list that was asked about.
    """

    text: str
    start: int  # code point of the whole text
    triggers: tuple[int, ...] = ()  # claims whose deciding words these are, or are part of
    opens: tuple[int, ...] = ()  # those of them whose deciding words begin here
    roles: tuple[_Mark, ...] = ()  # claims of whose actor, target or speaker these words are part


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence with its claims, in order of their deciding words; or text without any."""

    segments: tuple[Segment, ...]
    claims: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """The characters of the passage."""
        return "".join(segment.text for segment in self.segments)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Passages up to a blank line; the blank line belongs to the last of them."""

    passages: tuple[Passage, ...]

    @property
    def text(self) -> str:
        """The characters of the paragraph."""
        return "".join(passage.text for passage in self.passages)


def highlight(text: str, claims: Sequence[Claim]) -> tuple[Paragraph, ...]:
    """Cut a text into paragraphs, sentences with claims, and pieces that belong to claims' words.

    Each claim has exactly one piece that opens it, unless it quotes nothing of the text. A claim without
    deciding words is opened by its whole sentence.

    Args:
        text: The document's text.
        claims: What it claims, in any order. Spans that reach beyond the text are cut to it.
    """
    marks = [(place, *named) for place, claim in enumerate(claims) for named in _words(claim, len(text))]
    sentences = [_within(_hull(claim), len(text)) for claim in claims]
    breaks = [match.end() for match in _BREAK.finditer(text)]
    breaks = breaks[:: len(breaks) // _MOST + 1]
    spans = [*(span for _, _, span in marks), *(span for span in sentences if span)]
    edges = sorted({0, len(text), *breaks, *(e for span in spans for e in (span.start, span.end))})
    segments = _segments(text, edges, marks)
    return _paragraphs(segments, breaks, _merged(sentences))


def _segments(text: str, edges: Sequence[int], marks: Iterable[tuple[int, str, Span]]) -> Iterator[Segment]:
    """Give the text between edges, piece by piece, with the marks that cover each."""
    begins: dict[int, list[_Mark]] = {}
    ends: dict[int, list[_Mark]] = {}
    for place, word, span in marks:
        begins.setdefault(span.start, []).append((place, word))
        ends.setdefault(span.end, []).append((place, word))
    active: dict[_Mark, None] = {}
    for start, end in pairwise(edges):
        for mark in ends.get(start, ()):
            active.pop(mark, None)
        opened = begins.get(start, ())
        active |= dict.fromkeys(opened)
        yield Segment(
            text=text[start:end],
            start=start,
            triggers=tuple(sorted(place for place, word in active if word == TRIGGER)),
            opens=tuple(sorted(place for place, word in opened if word == TRIGGER)),
            roles=tuple(sorted(mark for mark in active if mark[1] != TRIGGER)),
        )


def _words(claim: Claim, length: int) -> Iterator[tuple[str, Span]]:
    """Give the words of a claim that are to be marked, none of them empty."""
    trigger = _within(claim.trigger, length) or _within(claim.sentence, length)
    speaker = claim.attribution
    named = (
        (TRIGGER, trigger),
        (ACTOR, claim.actor.span if claim.actor else None),
        (TARGET, claim.target.span if claim.target else None),
        (SPEAKER, speaker.span if speaker else None),
    )
    for word, span in named:
        inside = _within(span, length)
        if inside is not None:
            yield word, inside


def _within(span: Span | None, length: int) -> Span | None:
    """Give the part of a span that the text has; None where there is nothing of it."""
    if span is None:
        return None
    start, end = max(0, span.start), min(span.end, length)
    return Span(start, end) if start < end else None


def _hull(claim: Claim) -> Span:
    """Give the sentence, widened where the deciding words reach out of it."""
    if claim.trigger.start >= claim.trigger.end:
        return claim.sentence
    return Span(min(claim.sentence.start, claim.trigger.start), max(claim.sentence.end, claim.trigger.end))


def _merged(sentences: Sequence[Span | None]) -> list[tuple[Span, tuple[int, ...]]]:
    """Give sentences in order with their claims; those that overlap as one."""
    placed = sorted((span, place) for place, span in enumerate(sentences) if span is not None)
    found: list[tuple[Span, tuple[int, ...]]] = []
    members: list[int] = []
    start = end = -1
    for span, place in placed:
        if span.start < end:
            end = max(end, span.end)
        else:
            if members:
                found.append((Span(start, end), tuple(sorted(members))))
            start, end, members = span.start, span.end, []
        members.append(place)
    if members:
        found.append((Span(start, end), tuple(sorted(members))))
    return found


def _paragraphs(
    segments: Iterable[Segment], breaks: Sequence[int], sentences: Sequence[tuple[Span, tuple[int, ...]]]
) -> tuple[Paragraph, ...]:
    """Put segments together again; none crosses the edge of a paragraph or of a sentence."""
    edges = [edge for span, _ in sentences for edge in (span.start, span.end)]

    def paragraph(segment: Segment) -> int:
        return bisect_right(breaks, segment.start)

    def passage(segment: Segment) -> int:
        return bisect_right(edges, segment.start)  # odd: within a sentence

    return tuple(
        Paragraph(
            passages=tuple(
                Passage(segments=tuple(part), claims=sentences[place // 2][1] if place % 2 else ())
                for place, part in groupby(together, key=passage)
            )
        )
        for _, together in groupby(segments, key=paragraph)
    )
