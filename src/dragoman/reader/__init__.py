"""Reading: a document in, claims out. Pure: no clock, no network, no database.

    text ── blocks, sentences ── tokens, mentions, dates ── chunks, clauses ──▶ Sentence
    Sentence ──▶ Proposer(s) ──▶ Proposal ── decode ──▶ Claim

`text` cuts a document into blocks and sentences; `syntax` finds the shape of a sentence, `mentions` the
parties, `resolver` whom a phrase stands for in the light of the `discourse`. What comes of that is a
`Sentence`, and everything that follows sees the same one.

The seam for a model is the `Proposer`. It is opened for each document with a `Context` (the whole text,
its blocks and mentions, so that it can encode the sentences in batches) and then asked for proposals
sentence by sentence. The phrase grammar (`reader.grammar`) is one proposer; `read_document` takes others
beside it or instead of it:

    read_document(doc, proposers=(Grammar, encoder.open))

There is one decoder for all: it drops proposals below a threshold, splits coordinated parties, names
parties as of the event's date, and of proposals that say the same keeps the surest. A proposer's version
("grammar/1") is on the claims that come of its proposals.
"""

from dragoman.reader.grammar import Grammar
from dragoman.reader.proposal import Context, OpenProposer, Proposal, Proposer
from dragoman.reader.reading import VERSION, propose_all, read_document
from dragoman.reader.sentence import Sentence

__all__ = [
    "VERSION",
    "Context",
    "Grammar",
    "OpenProposer",
    "Proposal",
    "Proposer",
    "Sentence",
    "propose_all",
    "read_document",
]
