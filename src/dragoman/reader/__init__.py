"""Reading: a document in, claims out. Pure: no clock, no network, no database."""

from dragoman.reader.proposal import Proposal, Proposer, Sentence
from dragoman.reader.reading import VERSION, propose_all, read_document

__all__ = ["VERSION", "Proposal", "Proposer", "Sentence", "propose_all", "read_document"]
