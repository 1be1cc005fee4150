"""Reading a document: what it says sentence by sentence becomes proposals, and these become claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

from dragoman.gazetteer import Gazetteer, load_gazetteer
from dragoman.reader.analysis import iter_sentences
from dragoman.reader.anchors import Calendar
from dragoman.reader.cut import best_cut
from dragoman.reader.decoder import THRESHOLD, decode
from dragoman.reader.discourse import Discourse
from dragoman.reader.encoder.ensemble import Ensemble
from dragoman.reader.encoder.model import load_model
from dragoman.reader.entries import enter_block, is_only_date, read_dateline, read_lead_date
from dragoman.reader.grammar import Grammar
from dragoman.reader.grammar.frames import FrameIndex, load_frames
from dragoman.reader.lexicon import Lexicon, load_lexicon
from dragoman.reader.memory import remember
from dragoman.reader.mentions import PLACES, Mention, find_mentions
from dragoman.reader.proposal import Context, OpenProposer, Proposal
from dragoman.reader.sentence import Sentence
from dragoman.reader.sovereigns import find_sovereigns
from dragoman.reader.text import Block, split_blocks
from dragoman.records import Claim, Document, PartyId

_FIRST_LINE = 200  # code points of a first line that may be the title


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A way of reading: who proposes, and from which confidence on a proposal is a claim.

    Where confidences are probabilities (`calibrated`) each document is cut where its F1 promises to be best,
    but never below `threshold`; else `threshold` is the cut of all.
    """

    version: str
    threshold: float
    proposers: tuple[OpenProposer, ...]
    calibrated: bool = False

    def cut(self, proposals: Sequence[Proposal]) -> float:
        """Give the confidence from which on the proposals for one document are claims."""
        if not self.calibrated:
            return self.threshold
        return best_cut((p.confidence for p in proposals), self.threshold)


BY_GRAMMAR = Reader(version=Grammar.version, threshold=THRESHOLD, proposers=(Grammar,))
"""The phrase grammar alone: needs no model, and is what the encoder is measured against."""


@cache
def load_reader(model: Path | None = None, *, threads: int = 0) -> Reader:
    """Load the reader of a model: its encoder and the phrase grammar together.

    Args:
        model: Folder written by `dragoman train`; None is the shipped model.
        threads: On which the encoder computes; 0 is one a core. The claims are the same for any number.

    Raises:
        ModelError: the folder holds no model that can be used.
    """
    loaded = load_model(model, threads=threads)
    return Reader(
        version=loaded.version,
        threshold=float(loaded.description["threshold"]),
        proposers=(partial(Ensemble, loaded),),
        calibrated=True,
    )


@cache
def _tools() -> tuple[Gazetteer, Lexicon, FrameIndex]:
    frames = load_frames()
    return load_gazetteer(), load_lexicon(frames.lemmas), frames


def read_document(
    doc: Document, *, reader: Reader | None = None, threshold: float | None = None
) -> list[Claim]:
    """Give the claims that a document makes, in the order of its text.

    Reading looks at nothing but the document and the packaged data: the same document gives the
    same claims. Relative dates count from `doc.published`; without it they stay unresolved.

    Args:
        doc: The document.
        reader: Who reads; by default the shipped model with the grammar.
        threshold: Confidence in [0, 1] below which a proposal is no claim; by default the reader's own cut.
    """
    reader = reader or load_reader()
    proposals = propose_all(doc, reader=reader)
    least = reader.cut(proposals) if threshold is None else threshold
    return decode(doc, proposals, load_gazetteer(), threshold=least)


def propose_all(doc: Document, *, reader: Reader | None = None) -> list[Proposal]:
    """Give every proposal for a document, sure or not, sentence by sentence."""
    _, _, frames = _tools()
    context = _open(doc)
    opened = [open_proposer(context) for open_proposer in (reader or load_reader()).proposers]
    proposals: list[Proposal] = []
    section = 0
    for sentence in _follow(context, iter_sentences(context, frames.particles)):
        section += sentence.heading
        for proposer in opened:
            proposals.extend(
                replace(p, section=section, heading=sentence.heading) for p in proposer.propose(sentence)
            )
    return proposals


def _open(doc: Document) -> Context:
    """Find the blocks and the mentions of a document, and what its title names."""
    gazetteer, lexicon, _ = _tools()
    mentions = find_mentions(doc.text, gazetteer, on=doc.published, titled=_titled(doc, gazetteer))
    blocks = split_blocks(doc.text)
    discourse = Discourse(pair=_title_pair(doc, blocks, mentions, gazetteer))
    discourse.sovereigns = find_sovereigns(doc.text, mentions, blocks, gazetteer)
    for mention in mentions:
        discourse.named.setdefault(mention.party, mention)
    return Context(
        doc=doc,
        blocks=blocks,
        mentions=mentions,
        gazetteer=gazetteer,
        lexicon=lexicon,
        discourse=discourse,
        calendar=Calendar(doc.published),
    )


def _follow(context: Context, sentences: Iterator[Sentence]) -> Iterator[Sentence]:
    """Give the sentences to propose for; discourse and calendar move on with them."""
    discourse, calendar = context.discourse, context.calendar
    started = False  # whether the running text has begun
    for sentence in sentences:
        if sentence.opens_block:
            enter_block(sentence, discourse, calendar)
        if is_only_date(sentence):
            continue
        read_lead_date(sentence, calendar)
        if not started and not sentence.heading:
            read_dateline(sentence, calendar)
            started = True
        yield sentence
        remember(sentence, discourse, calendar)


def _titled(doc: Document, gazetteer: Gazetteer) -> frozenset[PartyId]:
    """The parties that the title, or a first line like one, names clearly."""
    title = doc.title or doc.text.lstrip().split("\n", 1)[0][:_FIRST_LINE]
    mentions = find_mentions(title, gazetteer, on=doc.published)
    return frozenset(m.party for m in mentions if m.type not in PLACES)


def _title_pair(
    doc: Document, blocks: Sequence[Block], mentions: Sequence[Mention], gazetteer: Gazetteer
) -> list[PartyId]:
    """The parties that the title names, in order; the title is the document's, else its first heading."""
    parties: list[PartyId] = []
    if blocks and blocks[0].heading:
        span = blocks[0].span
        parties = [m.party for m in mentions if span.start <= m.span.start < span.end]
    if len(set(parties)) < 2 and doc.title:
        parties += [m.party for m in find_mentions(doc.title, gazetteer, on=doc.published)]
    return list(dict.fromkeys(parties))
