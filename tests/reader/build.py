"""Sentences and documents analysed for tests, with mentions placed by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from dragoman.gazetteer import Match, Reading, load_gazetteer
from dragoman.reader.analysis import iter_sentences
from dragoman.reader.anchors import Calendar
from dragoman.reader.discourse import Discourse
from dragoman.reader.grammar import Grammar
from dragoman.reader.grammar.frames import load_frames
from dragoman.reader.lexicon import load_lexicon
from dragoman.reader.mentions import Mention
from dragoman.reader.proposal import Context, Proposal
from dragoman.reader.sentence import Sentence
from dragoman.reader.syntax.chunk import Chunk
from dragoman.reader.syntax.clause import Clause
from dragoman.reader.text import Block
from dragoman.records import Document, Span

PUBLISHED = date(2021, 6, 16)  # a Wednesday
# Words that the sentences of these tests use, with the party that they name and how.
NAMES = {
    "Chile": ("CHL", "name"),
    "Chilean": ("CHL", "adjective"),
    "Chileans": ("CHL", "demonym"),
    "Ghana": ("GHA", "name"),
    "Ghanaian": ("GHA", "adjective"),
    "Peru": ("PER", "name"),
    "Norway": ("NOR", "name"),
    "Norwegian": ("NOR", "adjective"),
    "Kenya": ("KEN", "name"),
    "Nairobi": ("KEN", "capital"),
    "Mombasa": ("KEN", "city"),
    "Togo": ("TGO", "name"),
    "NATO": ("NATO", "organisation"),
    "Hezbollah": ("hezbollah", "group"),
    "Taliban": ("AFG/taliban", "government"),
    "Lavrov": ("RUS", "person"),
}


@dataclass
class Scenery:
    """What surrounds a sentence: earlier discourse, title, dates."""

    published: date | None = PUBLISHED
    discourse: Discourse = field(default_factory=Discourse)


def mentions_in(text: str) -> list[Mention]:
    """Give the mentions of `NAMES` in the order of the text."""
    found: list[Mention] = []
    for word, (party, kind) in NAMES.items():
        start = text.find(word)
        while start >= 0:
            end = start + len(word)
            if not text[end : end + 1].isalpha():
                span = Span(start, end)
                match = Match(span, word, (Reading(party, kind),))
                found.append(Mention(span, word, party, kind, match))
            start = text.find(word, end)
    return sorted(found, key=lambda m: m.span)


def context_of(
    text: str, *, heading: bool = False, scenery: Scenery | None = None, spans: Sequence[Span] = ()
) -> Context:
    """Give the context of a document that is one block; its sentences are `spans`, or the whole text."""
    scenery = scenery or Scenery()
    whole = Span(0, len(text))
    return Context(
        doc=Document(text=text, name="own", published=scenery.published),
        blocks=[Block(whole, heading, tuple(spans) or (whole,))],
        mentions=mentions_in(text),
        gazetteer=load_gazetteer(),
        lexicon=load_lexicon(load_frames().lemmas),
        discourse=scenery.discourse,
        calendar=Calendar(scenery.published),
    )


def sentence_of(text: str, *, heading: bool = False, discourse: Discourse | None = None) -> Sentence:
    """Analyse one sentence."""
    scenery = Scenery(discourse=discourse or Discourse())
    context = context_of(text, heading=heading, scenery=scenery)
    return next(iter_sentences(context, load_frames().particles))


def words_of(sentence: Sentence, chunk: Chunk) -> str:
    """Give the words of a chunk, blanks between tokens."""
    return " ".join(sentence.tokens.words[chunk.i : chunk.j])


def verb_of(sentence: Sentence, word: str) -> int:
    """Give the index of the verb group whose main verb is `word`."""
    return next(t for t, c in enumerate(sentence.chunks) if c.kind == "VG" and c.low == word)


def noun_of(sentence: Sentence, word: str) -> int:
    """Give the index of the noun phrase whose head is `word`."""
    return next(t for t, c in enumerate(sentence.chunks) if c.kind == "NP" and c.low == word)


def clause_of(sentence: Sentence, word: str) -> Clause:
    """Give the clause of the main verb `word`."""
    return sentence.walker.clause(verb_of(sentence, word))


def proposals_of(text: str, *, heading: bool = False, discourse: Discourse | None = None) -> list[Proposal]:
    """Give what the grammar proposes for one sentence after a discourse."""
    context = context_of(text, heading=heading, scenery=Scenery(discourse=discourse or Discourse()))
    grammar = Grammar(context)
    return [
        proposal
        for sentence in iter_sentences(context, load_frames().particles)
        for proposal in grammar.propose(sentence)
    ]


def told(proposal: Proposal) -> tuple[str, list[str], list[str]]:
    """Give type, actors and targets of a proposal."""
    return proposal.type, [r.party for r in proposal.actors], [r.party for r in proposal.targets]
