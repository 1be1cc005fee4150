"""Which sentences are worth encoding: a quick look at their words, before the encoder is asked."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.reader.mentions import Mention
from dragoman.records import Span

_WORD = re.compile(r"[^\W\d_]+")


def words_of(sentence: str) -> set[str]:
    """Give the words of a sentence in lower case, each once."""
    return set(_WORD.findall(sentence.lower()))


@dataclass(frozen=True, slots=True)
class Telling:
    """A logistic regression over the words of a sentence, and whether it names a party.

    Its threshold is low: of the training sentences that tell an event, `recall` pass it.
    """

    weights: Mapping[str, float]
    bias: float
    named: float  # added where the sentence names a party
    threshold: float

    @classmethod
    def load(cls, description: Mapping[str, Any]) -> Telling:
        """Take the weights from a model's description."""
        found = description["telling"]
        return cls(found["weights"], found["bias"], found["named"], found["threshold"])

    def logit(self, sentence: str, *, named: bool) -> float:
        """Give how likely a sentence tells an event, as a logit."""
        get = self.weights.get
        return self.bias + self.named * named + sum(get(word, 0.0) for word in words_of(sentence))

    def passes(self, text: str, span: Span, mentions: Sequence[Mention]) -> bool:
        """Whether a sentence is worth encoding; `mentions` are the document's, in order."""
        k = bisect_left(mentions, span.start, key=lambda m: m.span.start)
        named = k < len(mentions) and mentions[k].span.start < span.end
        return self.logit(span.of(text), named=named) >= self.threshold
