"""Fitting `Telling`: the quick look that decides which sentences the encoder is asked about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch.nn import functional

from dragoman.reader.encoder.telling import Telling, words_of

RECALL = 0.993  # share of the sentences that tell an event that are to pass
_SEEN = 3  # sentences in which a word must stand to have a weight
_FOLDS = 5
_MARGIN = 0.01
_STEPS = 120
_RATE = 0.05
_RIDGE = 1e-3
_EVERYDAY = -2.0  # weight of telling nothing for a sentence without a known word or a party


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with whether it names a party and whether it tells an event."""

    text: str
    named: bool
    tells: bool


def fit_telling(sentences: Sequence[Told]) -> dict[str, Any]:
    """Fit the look and give it as a model's description holds it.

    The threshold is the logit that all but (1 - RECALL) of the telling sentences reach, each by weights that
    were fitted without it.
    """
    reached: list[float] = []
    for n in range(_FOLDS):
        held = sentences[n::_FOLDS]
        weights, named = _fit([s for k, s in enumerate(sentences) if k % _FOLDS != n])
        look = Telling(weights, _EVERYDAY, named, 0.0)
        reached += [look.logit(s.text, named=s.named) for s in held if s.tells]
    reached.sort()
    weights, named = _fit(sentences)
    return {
        "weights": weights,
        "bias": _EVERYDAY,
        "named": named,
        "threshold": round(reached[int((1 - RECALL) * len(reached))], 3),
    }


def widened(look: dict[str, Any], sentences: Sequence[Told]) -> dict[str, Any]:
    """Give a look with its threshold lowered, where that is needed, until telling sentences pass it."""
    had = Telling.load({"telling": look})
    reached = sorted(had.logit(s.text, named=s.named) for s in sentences if s.tells)
    if not reached:
        return look
    lowest = reached[int((1 - RECALL) * len(reached))]
    return {**look, "threshold": min(float(look["threshold"]), round(lowest - _MARGIN, 3))}


def _fit(sentences: Sequence[Told]) -> tuple[dict[str, float], float]:
    """Give the weights of words, and of naming a party."""
    counts = Counter(word for s in sentences for word in words_of(s.text))
    words = sorted(word for word, n in counts.items() if n >= _SEEN)
    number = {word: n for n, word in enumerate(words)}
    flat: list[int] = []
    offsets: list[int] = []
    for s in sentences:
        offsets.append(len(flat))
        flat += sorted(number[word] for word in words_of(s.text) if word in number)
    rows, starts = torch.tensor(flat, dtype=torch.long), torch.tensor(offsets, dtype=torch.long)
    named = torch.tensor([float(s.named) for s in sentences])
    tells = torch.tensor([float(s.tells) for s in sentences])
    weight = torch.zeros(len(words), 1, requires_grad=True)
    named_weight = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.Adam([weight, named_weight], lr=_RATE)
    for _ in range(_STEPS):
        summed = functional.embedding_bag(rows, weight, starts, mode="sum")[:, 0]
        logits = summed + named_weight * named + _EVERYDAY
        loss = functional.binary_cross_entropy_with_logits(logits, tells) + _RIDGE * weight.square().sum()
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]  # so in torch
        optimizer.step()
    kept = {word: round(float(w), 3) for word, w in zip(words, weight.detach()[:, 0], strict=True)}
    return {word: w for word, w in kept.items() if w}, round(float(named_weight.detach()), 3)
