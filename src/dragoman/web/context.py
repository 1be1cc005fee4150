"""Sentences in context: what stands before and after a quotation in the same paragraph of its text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dragoman.ledger.entries import Stretch
from dragoman.reader.text import split_blocks
from dragoman.records import ClaimId
from dragoman.service import Ledger

REACH = 300  # characters of the text that are looked at on either side
_MORE = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The sentence before a quotation and that after it; "" where its paragraph begins or ends there.

    One that is longer than `REACH` is cut between words and says so by an ellipsis.
    """

    before: str = ""
    after: str = ""


NONE = Context()


def contexts(ledger: Ledger, claims: Iterable[ClaimId]) -> Mapping[ClaimId, Context]:
    """Give what stands around the sentences that claims quote, asked of the ledger at once."""
    return {id_: context_of(stretch) for id_, stretch in ledger.around(claims, reach=REACH).items()}


def context_of(stretch: Stretch) -> Context:
    """Find the sentences next to a quotation, cut as the reader cuts them."""
    text, start, end = _shortened(stretch)
    blocks = [b for b in split_blocks(text) if b.span.start < end and start < b.span.end]
    if not blocks:
        return NONE
    # What has no letter of its own, such as a closing quotation mark, is no sentence.
    befores = [span.start for span in blocks[0].sentences if _says(text[span.start : start])]
    afters = [span.end for span in blocks[-1].sentences if _says(text[end : span.end])]
    before = text[befores[-1] : start].strip() if befores else ""
    after = text[end : afters[0]].strip() if afters else ""
    if before and stretch.cut_before and befores[-1] == blocks[0].span.start:
        before = _begun(text, befores[-1], start)
    if after and stretch.cut_after and afters[0] == blocks[-1].span.end:
        after = _broken_off(text, end, afters[0])
    return Context(before=before, after=after)


def _shortened(stretch: Stretch) -> tuple[str, int, int]:
    """Give the text without the middle of a long quotation, which may be all of a large document."""
    text, start, end = stretch.text, stretch.start, stretch.end
    left_out = end - start - 2 * REACH
    if left_out <= 0:
        return text, start, end
    return text[: start + REACH] + text[end - REACH :], start, end - left_out


def _says(piece: str) -> bool:
    return any(character.isalnum() for character in piece)


def _begun(text: str, begin: int, start: int) -> str:
    """Give the last words of a sentence whose beginning is out of sight, if it is."""
    words = text[begin:start].strip()
    if text[:begin].strip() or "\n" in text[:begin]:
        return words  # a paragraph that begins within what is looked at
    return f"{_MORE} {words.partition(' ')[2].lstrip() or words}"


def _broken_off(text: str, end: int, stop: int) -> str:
    """Give the first words of a sentence whose end is out of sight, if it is."""
    words = text[end:stop].strip()
    if text[stop:].strip() or "\n" in text[stop:]:
        return words
    return f"{words.rpartition(' ')[0].rstrip() or words} {_MORE}"
