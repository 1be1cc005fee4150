"""Tagged tokens grouped into chunks."""

from __future__ import annotations

from dragoman.reader.lexicon import Lexicon
from dragoman.reader.mentions import Mention
from dragoman.reader.syntax.chunk import Chunk
from dragoman.reader.syntax.coordination import coordinate
from dragoman.reader.syntax.nounphrases import noun_phrase
from dragoman.reader.syntax.tokens import Tokens
from dragoman.reader.syntax.verbgroups import VERBAL, uninverted, verb_group

_NOMINAL = frozenset(("N", "M", "DT", "PS", "PR"))


def chunk(tokens: Tokens, mentions: list[Mention], lexicon: Lexicon) -> list[Chunk]:
    """Group a tagged sentence into chunks, coordinated noun phrases joined."""
    return coordinate(uninverted(_flat(tokens, mentions, lexicon)))


def _flat(tokens: Tokens, mentions: list[Mention], lexicon: Lexicon) -> list[Chunk]:
    chunks: list[Chunk] = []
    by_start = {m.i: m for m in mentions}
    tags = tokens.tags
    i, n = 0, len(tokens)
    while i < n:
        tag = tags[i]
        if tag in VERBAL or (tag == "RB" and _verb_ahead(tags, i)):
            piece = verb_group(tokens, i, lexicon) or Chunk(tag, i, i + 1, tokens.lows[i])
        elif tag == "D":
            piece = Chunk("D", i, _end_of_date(tags, i))
        elif tag in _NOMINAL:
            piece = noun_phrase(tokens, i, by_start)
        else:
            piece = Chunk(tag, i, i + 1, tokens.lows[i])
        chunks.append(piece)
        i = piece.j
    return chunks


def _verb_ahead(tags: list[str], i: int) -> bool:
    while i < len(tags) and tags[i] in ("RB", "NEG"):
        i += 1
    return i < len(tags) and tags[i] in VERBAL


def _end_of_date(tags: list[str], i: int) -> int:
    while i < len(tags) and tags[i] == "D":
        i += 1
    return i
