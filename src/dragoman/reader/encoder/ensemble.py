"""The shipped reader: encoder and phrase grammar together, one judge for both."""

from __future__ import annotations

from dataclasses import replace

from dragoman.reader.encoder.judging import Judge, Judged, judged
from dragoman.reader.encoder.model import Model
from dragoman.reader.encoder.proposer import EncoderProposer
from dragoman.reader.encoder.views import View, view_of
from dragoman.reader.grammar import Grammar
from dragoman.reader.proposal import Context, Proposal
from dragoman.reader.sentence import Sentence
from dragoman.reader.superlatives import placed, superlative_in

LEAST = 0.05  # confidence below which a proposal is not worth handing on


class Listening:
    """Hears the encoder and the grammar on each sentence of one document."""

    def __init__(self, model: Model, context: Context) -> None:
        self._discourse = context.discourse
        self._grammar = Grammar(context)
        self._encoder = EncoderProposer(model, context)

    def judged(self, sentence: Sentence, *, grammar: bool = True) -> list[Judged]:
        """Give what both propose with the evidence for it.

        Without `grammar` its proposals are left aside; it still notes what later sentences point back to.
        """
        if self._encoder.reads(sentence):
            view = view_of(sentence, self._discourse)  # before the grammar notes what the sentence says
        else:
            view = View(sentence, [], [], [])
        readings = self._encoder.readings(view)
        said = self._grammar.propose(sentence)
        return judged(view, self._encoder, readings, said if grammar else ())


class Ensemble:
    """Proposes what encoder or grammar propose, with a calibrated confidence; opened for one document."""

    def __init__(self, model: Model, context: Context) -> None:
        self._version = model.version
        self._judge = Judge.load(model.description)
        self._listening = Listening(model, context)

    def propose(self, sentence: Sentence) -> list[Proposal]:
        """Give the proposals for one sentence, in the order of their triggers."""
        found = []
        for one in self._listening.judged(sentence):
            confidence = self._judge.confidence(one.features)
            if confidence >= LEAST:
                sure = replace(one.proposal, confidence=confidence, reader=self._version, record_claim=None)
                found.append(sure)
        found.sort(key=lambda p: (p.trigger, p.type))
        return placed(superlative_in(sentence.text, sentence.span), found) if found else []
