"""Windows: the stretches of a document that the encoder sees at once, each a run of whole sentences.

A window is one pass of the encoder: a lead (the heading above, else the title) and sentences that follow
one another in the text. So a sentence is encoded with what it leans on, and hardly a piece twice. Windows
depend on the document alone, so that the same text is encoded alike on every run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dragoman.reader.text import Block
from dragoman.records import Document, Span

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

CLS, SEP, MASK = 101, 102, 103  # ids of BERT's uncased vocabulary
BODY = 112  # pieces of the sentences of a window; a longer sentence is a window of its own
LEAD = 16  # pieces of the heading or title before them
BEFORE = 16  # pieces of the sentence before that are kept where it is not itself to be read
LONGEST = 448  # pieces of one pass; a longer sentence is read in halves that overlap
OVERLAP = 128
MARK = -1  # place of a piece that no character stands for


@dataclass(slots=True)
class Window:
    """One input of the encoder: ids of pieces, segments (1 for the lead), and where each piece is.

    The title has places of its own, before the text: see `title_offset`.
    """

    ids: list[int] = field(default_factory=list)
    segments: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)  # offsets into the document's text; MARK of the marks
    ends: list[int] = field(default_factory=list)
    places: list[tuple[Span, int, int]] = field(default_factory=list)  # sentences to be read: pieces [i, j)

    def read(self, span: Span, pieces: Pieces) -> None:
        """Append a sentence that is to be read from this window."""
        self.places.append((span, len(self.ids), len(self.ids) + len(pieces)))
        self.add(pieces)

    def add(self, pieces: Pieces, segment: int = 0) -> None:
        """Append the pieces of a sentence and the mark of its end."""
        n = len(pieces.ids)
        self.ids += [*pieces.ids, SEP]
        self.segments += [segment] * (n + 1)
        self.starts += [*pieces.starts, MARK]
        self.ends += [*pieces.ends, MARK]


@dataclass(frozen=True, slots=True)
class Pieces:
    """A sentence, or the title, as word pieces with their offsets."""

    ids: list[int]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.ids)

    def __getitem__(self, part: slice) -> Pieces:
        return Pieces(self.ids[part], self.starts[part], self.ends[part])


@dataclass(frozen=True, slots=True)
class Plan:
    """What is cut into windows: every sentence with whether it is to be read, by section."""

    sections: list[list[tuple[Span, bool]]]  # the first sentence of a section may be its heading
    headed: list[bool]


def title_offset(doc: Document) -> int:
    """Give the offset at which the title begins: it counts as if it stood on a line before the text."""
    return -len(doc.title) - 1


def plan_windows(
    doc: Document, blocks: Sequence[Block], tokenizer: Tokenizer, is_telling: Callable[[Span], bool]
) -> list[Window]:
    """Cut the sentences worth encoding into windows.

    Args:
        doc: The document.
        blocks: Its headings and paragraphs.
        tokenizer: Of the encoder; lower-casing, without special pieces.
        is_telling: Says whether a sentence is worth encoding.
    """
    plan = _plan(blocks, is_telling)
    texts = [span.of(doc.text) for section in plan.sections for span in _needed(section)]
    cut = iter(tokenizer.encode_batch([doc.title, *texts], add_special_tokens=False))
    title = next(cut)
    lead = _pieces(title, title_offset(doc))
    windows: list[Window] = []
    for section, headed in zip(plan.sections, plan.headed, strict=True):
        pieces = {}
        for span in _needed(section):
            pieces[span] = _pieces(next(cut), span.start)
        if headed and section[0][0] in pieces:
            above = pieces[section[0][0]]
            windows += _pack(section, pieces, lead, above)
        else:
            windows += _pack(section, pieces, lead, lead)
    return windows


def _pieces(found: Encoding, start: int) -> Pieces:
    return Pieces(found.ids, [start + a for a, _ in found.offsets], [start + b for _, b in found.offsets])


def _plan(blocks: Sequence[Block], is_telling: Callable[[Span], bool]) -> Plan:
    plan = Plan([], [])
    for block in blocks:
        if block.heading or not plan.sections:
            plan.sections.append([])
            plan.headed.append(block.heading)
        plan.sections[-1] += [(span, is_telling(span)) for span in block.sentences]
    return plan


def _needed(section: list[tuple[Span, bool]]) -> list[Span]:
    """The sentences to read, each with the one before it, and the section's first where any is read."""
    if not any(telling for _, telling in section):
        return []
    return [
        span
        for i, (span, telling) in enumerate(section)
        if telling or i == 0 or (i + 1 < len(section) and section[i + 1][1])
    ]


def _pack(
    section: list[tuple[Span, bool]], pieces: dict[Span, Pieces], title: Pieces, above: Pieces
) -> Iterator[Window]:
    """Give the windows of one section: sentences to be read, each behind the one before it."""
    window: Window | None = None
    last = -1  # number of the sentence that the window ends with
    for i, (span, telling) in enumerate(section):
        if not telling:
            continue
        own, lead = pieces[span], title if i == 0 else above
        if not len(own):  # of characters that the tokenizer leaves out, such as U+200B
            continue
        if len(own) > LONGEST:
            yield from _halved(span, own, lead)
            continue
        shown = i > 0 and not (i == 1 and above is not title)  # the heading is the lead already
        before = pieces[section[i - 1][0]][-BEFORE:] if shown else None
        if last == i - 1:
            before = None  # the window ends with it
        if window is None or len(window.ids) + len(own) + len(before or ()) > LEAD + BODY:
            if window is not None:
                yield window
            window = _opened(lead)
            before = pieces[section[i - 1][0]][-BEFORE:] if shown else None
        if before is not None:
            window.add(before)
        window.read(span, own)
        last = i
    if window is not None:
        yield window


def _opened(lead: Pieces) -> Window:
    window = Window([CLS], [1], [MARK], [MARK])
    if len(lead):
        window.add(lead[-LEAD:], segment=1)
    return window


def _halved(span: Span, own: Pieces, lead: Pieces) -> Iterator[Window]:
    """The windows of a sentence that is longer than one pass; each overlaps the one before it."""
    step = LONGEST - OVERLAP
    for start in range(0, max(len(own) - OVERLAP, 1), step):
        window = _opened(lead)
        window.read(span, own[start : start + LONGEST])
        yield window
