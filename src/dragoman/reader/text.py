"""Blocks and sentences of a document: spans over its text, found without changing a character."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from dragoman.reader.cues import load_cues
from dragoman.records import Span

_LINE = re.compile(r"[^\n]+")
_CLOSERS = r"\"'\u201d\u2019)\]*"  # quotation marks, brackets and marks of emphasis behind a full stop
_OPENERS = "\"'\u201c\u2018([*\u2014\u2013-"  # marks with which a sentence may begin
# Possessive, and only from the first mark of a run: a line of full stops is read in one pass.
_END = re.compile(rf"(?<![.!?…])[.!?…]++[{_CLOSERS}]*+(?=\s)")
_LEAD_MARKS = re.compile(r"[\s*#>\-\u2013\u2014•_]*")
_WORD = re.compile(r"[^\W\d_][\w\u2019'.-]*")
_TERMINAL = re.compile(rf"[.!?…][{_CLOSERS}_]*\s*$")
_YEAR_END = re.compile(r"\d{2,4}s?\.$")
_BLANK = re.compile(r"\n[ \t\r]*\n")
# Code points; what is longer is no sentence but a list or text without marks, and is cut at a gap. Reading
# a sentence takes time that grows with the square of its length; the longest of 160 chapters has 1,107.
_LONGEST = 2_000


@cache
def _abbreviation() -> re.Pattern[str]:
    """A word at the end of a text whose full stop may belong to it: "Mr.", "J.", "U.S."."""
    words = "|".join(re.escape(word) for word in sorted(load_cues().abbreviations))
    return re.compile(rf"(?:\b(?:[A-Z]|{words})|(?:[A-Za-z]\.)+[A-Za-z])\.$")


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text that belongs together: a heading (or title, caption, dateline) or a paragraph."""

    span: Span
    heading: bool
    sentences: tuple[Span, ...]


def split_blocks(text: str) -> list[Block]:
    """Cut a text into blocks and each block into sentences; all spans are offsets into `text`.

    A line is a block, except that lines of hard-wrapped paragraphs are joined. Marks of light
    markup (**, #, >) before and after a line stay outside its sentences.
    """
    blocks: list[Block] = []
    for start, end in _ranges(text):
        inner = _trimmed(text, start, end)
        if inner is None:
            continue
        heading = _is_heading(text[inner.start : inner.end])
        sentences = (inner,) if heading else tuple(_bounded(text, _sentences(text, inner)))
        blocks.append(Block(inner, heading, sentences))
    return blocks


def _ranges(text: str) -> list[tuple[int, int]]:
    ranges: list[tuple[int, int]] = []
    position = 0
    for gap in [*_BLANK.finditer(text), None]:
        end = gap.start() if gap else len(text)
        lines = [(m.start() + position, m.end() + position) for m in _LINE.finditer(text[position:end])]
        if len(lines) > 1 and _is_wrapped(text, lines):
            ranges.append((lines[0][0], lines[-1][1]))
        else:
            ranges.extend(lines)
        if gap:
            position = gap.end()
    return ranges


def _is_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether lines are one paragraph, wrapped: most but the last are long and break in mid-sentence."""
    full = [text[a:b].rstrip() for a, b in lines[:-1]]
    open_ended = sum(1 for line in full if not _TERMINAL.search(line) and len(line) >= 45)
    following = sum(1 for a, _ in lines[1:] if text[a : a + 1].islower())
    return max(len(line) for line in full) <= 110 and (
        open_ended >= 0.6 * len(full) and (following > 0 or len(lines) > 3)
    )


def _trimmed(text: str, start: int, end: int) -> Span | None:
    lead = _LEAD_MARKS.match(text, start, end)
    if lead:
        start = lead.end()
    while end > start and (text[end - 1].isspace() or text[end - 1] in "*_#"):
        end -= 1
    return Span(start, end) if end > start else None


def _is_heading(line: str) -> bool:
    if len(line) > 200:
        return False
    words = _WORD.findall(line)
    if not words or len(words) > 24:
        return False
    small = load_cues().uncapitalized
    content = [w for w in words if w.lower() not in small]
    capital = sum(1 for w in content if w[0].isupper()) / max(len(content), 1)
    if not _TERMINAL.search(line):
        return not line.endswith((",", ";", ":")) and (len(words) <= 18 or capital > 0.7)
    if _END.search(line) or line[-1] != "." or len(words) > 22 or len(content) < 2:
        return False
    return capital == 1 or (capital >= 0.75 and bool(_YEAR_END.search(line)))


def _sentences(text: str, block: Span) -> list[Span]:
    spans: list[Span] = []
    start = block.start
    for match in _END.finditer(text, block.start, block.end):
        end = match.end()
        following = text[end : end + 60].lstrip()
        if not following or not _breaks(text, start, match, following):
            continue
        spans.append(Span(start, end))
        start = end
        while start < block.end and text[start].isspace():
            start += 1
    if start < block.end:
        spans.append(Span(start, block.end))
    return spans


def _bounded(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Cut spans that are too long for a sentence at their last gap before the bound."""
    for span in spans:
        start, end = span.start, span.end
        while end - start > _LONGEST:
            gap = text.rfind(" ", start + 1, start + _LONGEST)
            cut = gap if gap > 0 else start + _LONGEST
            yield Span(start, cut)
            start = cut + 1 if gap > 0 else cut
        yield Span(start, end)


def _breaks(text: str, start: int, match: re.Match[str], following: str) -> bool:
    first = following[0]
    if first.islower():
        return False
    mark = match.group()
    if mark[0] == "." and mark.count(".") == 1:
        before = text[max(start, match.start() - 12) : match.start() + 1]
        found = _abbreviation().search(before)
        if found and not mark.rstrip().endswith(('"', "\u201d")):
            return _abbreviation_ends(found.group(), following)
    return first.isupper() or first.isdigit() or first in _OPENERS


def _abbreviation_ends(abbreviation: str, following: str) -> bool:
    """Whether a sentence ends after an abbreviation: after "U.S." or "etc." before a word that starts one."""
    word = following.split(maxsplit=1)[0].strip(_OPENERS).rstrip(",.;:")
    cues = load_cues()
    if abbreviation.count(".") > 1 or abbreviation in cues.final_abbreviations:
        return word in cues.starters
    return False
