"""From a document's text to sentences with tokens, mentions, dates, chunks and clauses."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.dates import find_dates
from dragoman.reader.mentions import Mention, place
from dragoman.reader.proposal import Context
from dragoman.reader.resolver import Resolver
from dragoman.reader.sentence import Sentence
from dragoman.reader.syntax.chunking import chunk
from dragoman.reader.syntax.tagging import tag
from dragoman.reader.syntax.tokens import tokenize
from dragoman.reader.syntax.walker import Walker
from dragoman.reader.text import Block
from dragoman.records import Span


def iter_sentences(context: Context, particles: frozenset[str]) -> Iterator[Sentence]:
    """Analyse sentence by sentence, lazily, so that long documents need not be held as trees.

    Args:
        context: Of the document; its mentions are in the order of the text.
        particles: Verbs with a word that belongs to them, such as "break_off".
    """
    mentions = context.mentions
    cursor = 0
    for block in context.blocks:
        for number, span in enumerate(block.sentences):
            here: list[Mention] = []
            while cursor < len(mentions) and mentions[cursor].span.start < span.end:
                if mentions[cursor].span in span:  # else a break within the name has cut it
                    here.append(mentions[cursor])
                cursor += 1
            yield _sentence(context, block, span, here, particles, opens_block=number == 0)


def _sentence(
    context: Context,
    block: Block,
    span: Span,
    mentions: list[Mention],
    particles: frozenset[str],
    *,
    opens_block: bool,
) -> Sentence:
    text, lexicon = context.doc.text, context.lexicon
    tokens = tokenize(text, span.start, span.end)
    dates = find_dates(text, span.start, span.end)
    for match in dates:
        for i in range(tokens.at(match.span.start), min(tokens.at(match.span.end - 1) + 1, len(tokens))):
            tokens.tags[i] = "D"
    undated = [m for m in mentions if not any(_overlap(d.span, m.span) for d in dates)]
    placed = place(undated, tokens)
    tag(tokens, lexicon, heading=block.heading)
    chunks = chunk(tokens, placed, lexicon)
    return Sentence(
        text=text,
        span=span,
        heading=block.heading,
        opens_block=opens_block,
        tokens=tokens,
        mentions=placed,
        dates=dates,
        chunks=chunks,
        walker=Walker(chunks, particles),
        resolver=Resolver(context.gazetteer, lexicon, context.discourse, tokens),
        lexicon=lexicon,
    )


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end
