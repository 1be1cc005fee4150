"""Reading: a document in, claims out. Pure: no clock, no network, no database.

    text ── blocks, sentences ── tokens, mentions, dates ── chunks, clauses ──▶ Sentence
    Sentence ──▶ Proposer(s) ──▶ Proposal ── decode ──▶ Claim

`text` cuts a document into blocks and sentences; `syntax` finds the shape of a sentence, `mentions` the
parties, `resolver` whom a phrase stands for in the light of the `discourse`. What comes of that is a
`Sentence`, and everything that follows sees the same one.

Proposals come from a `Proposer`. It is opened for each document with a `Context` (the whole text, its
blocks and mentions, so that it can encode sentences beforehand) and then asked for proposals sentence by
sentence. There are two: the phrase grammar (`reader.grammar`) and the trained encoder (`reader.encoder`),
whose `Ensemble` joins both and says by one calibrated judge how sure each proposal is. A `Reader` is who
proposes and from which confidence on a proposal counts; `load_reader` gives the shipped one, or that of a
model of one's own:

    read_document(doc, reader=load_reader(Path("my-model")))

There is one decoder for all: it drops proposals below a threshold, splits coordinated parties, names
parties as of the event's date, and of proposals that say the same keeps the surest. The reader's version
("encoder/1") is on the claims.
"""

from dragoman.reader.encoder.model import version_of
from dragoman.reader.grammar import Grammar
from dragoman.reader.proposal import Context, OpenProposer, Proposal, Proposer
from dragoman.reader.reading import BY_GRAMMAR, Reader, load_reader, propose_all, read_document
from dragoman.reader.sentence import Sentence

__all__ = [
    "BY_GRAMMAR",
    "Context",
    "Grammar",
    "OpenProposer",
    "Proposal",
    "Proposer",
    "Reader",
    "Sentence",
    "load_reader",
    "propose_all",
    "read_document",
    "version_of",
]
