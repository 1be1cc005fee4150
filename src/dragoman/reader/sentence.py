"""One sentence with everything found in it: what every proposer reads."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.dates import DateMatch
from dragoman.reader.lexicon import Lexicon
from dragoman.reader.mentions import Mention
from dragoman.reader.resolver import Resolver
from dragoman.reader.syntax.chunk import Chunk
from dragoman.reader.syntax.tokens import Tokens
from dragoman.reader.syntax.walker import Walker
from dragoman.records import Span


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Sentence:
    """One sentence (or heading) with its tokens, mentions, dates, chunks and clauses."""

    text: str  # of the whole document; spans are offsets into it
    span: Span
    heading: bool
    opens_block: bool  # the first sentence of a paragraph, or a heading
    tokens: Tokens
    mentions: list[Mention]
    dates: list[DateMatch]
    chunks: list[Chunk]
    walker: Walker
    resolver: Resolver
    lexicon: Lexicon

    def date_of(self, chunk: Chunk) -> DateMatch | None:
        """Give the date expression that a chunk of kind "D" stands for."""
        start, end = self.tokens.starts[chunk.i], self.tokens.ends[chunk.j - 1]
        return next((d for d in self.dates if d.span.start < end and start < d.span.end), None)

    def token_span(self, i: int, j: int) -> Span:
        """Give the span of tokens [i, j)."""
        return self.tokens.span(i, j)
