"""Calibration: how sure a proposal is, fitted on documents that the network has not learned from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.dates import format_edtf
from dragoman.evaluation import Answer, GoldDocument, evaluate, parse_answer
from dragoman.evaluation.answers import agrees
from dragoman.gazetteer import load_gazetteer
from dragoman.ontology import load_ontology
from dragoman.reader import Context, Proposal, Reader, Sentence, propose_all
from dragoman.reader.cut import STRICTEST, best_cut
from dragoman.reader.decoder import decode
from dragoman.reader.encoder.ensemble import Listening
from dragoman.reader.encoder.judging import FEATURES, Judge, Judged
from dragoman.reader.encoder.model import Model
from dragoman.records import Claim, Document, Interval
from dragoman.training.examples import Passage, plain

Array = NDArray[np.float64]
BINS = 10
_RIDGE = 1.0  # of the weights, so that rare features stay small
_STEPS = 60
THRESHOLDS = tuple(n / 100 for n in range(20, int(100 * STRICTEST) + 1, 2))


@dataclass(frozen=True, slots=True)
class Weighed:
    """One proposal of a held-out document: its features, and whether gold has it (None: gold is silent)."""

    proposal: Proposal
    features: tuple[float, ...]
    right: bool | None


@dataclass(frozen=True, slots=True)
class HeldOut:
    """A held-out document with its gold and everything that was proposed for it."""

    passage: Passage
    gold: GoldDocument
    proposals: list[Weighed]


def gold_of(passage: Passage) -> GoldDocument:
    """Give what is asked of a passage."""
    answers = tuple(parse_answer(plain(event), load_ontology()) for event in passage.events)
    return GoldDocument(name=passage.doc.name, answers=answers, row={})


def weigh(passage: Passage, model: Model, *, grammar: bool = True) -> HeldOut:
    """Read a held-out document by a model, and hold every proposal against its gold.

    Without `grammar` what the phrase grammar proposes is left aside, to see what it is worth.
    """
    found: list[Judged] = []

    class Listener:
        def __init__(self, context: Context) -> None:
            self._listening = Listening(model, context)

        def propose(self, sentence: Sentence) -> list[Proposal]:
            here = self._listening.judged(sentence, grammar=grammar)
            numbered = [replace(one.proposal, origin=str(len(found) + n)) for n, one in enumerate(here)]
            found.extend(here)
            return numbered

    proposals = propose_all(passage.doc, reader=Reader(version="", threshold=0, proposers=(Listener,)))
    gold = gold_of(passage)
    start = passage.annotated.start if passage.annotated else 0
    return HeldOut(
        passage,
        gold,
        [
            Weighed(p, found[int(p.origin)].features, _is_right(passage.doc, p, gold.answers))
            for p in proposals
            if p.sentence.start >= start
        ],
    )


def _is_right(doc: Document, p: Proposal, answers: Sequence[Answer]) -> bool | None:
    claims = decode(doc, [replace(p, confidence=1.0, heading=False)], load_gazetteer(), threshold=0)
    if not claims:
        return None
    read = _answer(claims[0])
    if any(agrees(answer, read) for answer in answers if not answer.optional):
        return True
    return None if any(agrees(answer, read) for answer in answers) else False


def _answer(claim: Claim) -> Answer:
    row: dict[str, Any] = {
        "type": claim.type,
        "actor": claim.actor.party if claim.actor else "",
        "target": claim.target.party if claim.target else "",
        "modality": str(claim.modality),
        "city": claim.city,
        "date": format_edtf(claim.date) if isinstance(claim.date, Interval) else "",
    }
    return parse_answer(row, load_ontology())


def fit_judge(documents: Iterable[HeldOut]) -> Judge:
    """Fit the judge by Newton's method with a ridge; every proposal counts once."""
    rows = [w for doc in documents for w in doc.proposals if w.right is not None]
    x = np.array([[*w.features, 1.0] for w in rows])
    y = np.array([float(bool(w.right)) for w in rows])
    weights = np.zeros(len(FEATURES) + 1)
    ridge = np.eye(len(weights)) * _RIDGE
    ridge[-1, -1] = 1e-6
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (p - y) + ridge @ weights
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + ridge, gradient)
        weights = weights - step
        if np.abs(step).max() < 1e-8:
            break
    return Judge(tuple(float(w) for w in weights[:-1]), float(weights[-1]))


def claims_of(doc: HeldOut, judge: Judge, threshold: float) -> list[Answer]:
    """Give what would be read of a held-out document, cut at `threshold` or higher."""
    sure = [replace(w.proposal, confidence=judge.confidence(w.features)) for w in doc.proposals]
    cut = best_cut((p.confidence for p in sure), threshold)
    return [_answer(c) for c in decode(doc.passage.doc, sure, load_gazetteer(), threshold=cut)]


def f1(documents: Sequence[HeldOut], judge: Judge, threshold: float) -> float:
    """Give the F1 of some documents at a threshold."""
    read = {doc.gold.name: claims_of(doc, judge, threshold) for doc in documents}
    return evaluate([doc.gold for doc in documents], read, resamples=0).figures["all"].f1


def best_threshold(mean_f1: Callable[[float], float]) -> float:
    """Give the threshold with the best F1; of equal ones the highest, for more of what is read is right."""
    return max(THRESHOLDS, key=lambda t: (mean_f1(t), t))


def choose_threshold(groups: Sequence[Sequence[HeldOut]], judge: Judge) -> float:
    """Give the threshold with the best F1, in the mean of some groups of documents."""
    return best_threshold(lambda t: sum(f1(group, judge, t) for group in groups) / len(groups))


@dataclass(frozen=True, slots=True)
class Bin:
    """Proposals of like confidence: how many, their mean confidence, and the share that is right."""

    count: int
    confidence: float
    right: float


def reliability(pairs: Iterable[tuple[float, bool]]) -> list[Bin]:
    """Sort confidences with their outcomes into ten bins of equal width; empty ones are left out."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for confidence, right in pairs:
        bins[min(int(confidence * BINS), BINS - 1)].append((confidence, right))
    return [Bin(len(b), sum(c for c, _ in b) / len(b), sum(r for _, r in b) / len(b)) for b in bins if b]


def calibration_error(bins: Sequence[Bin]) -> float:
    """Give the expected calibration error: mean distance of confidence and share, weighted by number."""
    total = sum(b.count for b in bins)
    return sum(b.count * abs(b.confidence - b.right) for b in bins) / total if total else 0.0


def cross_checked(documents: Sequence[HeldOut], folds: int = 5) -> list[tuple[float, bool]]:
    """Give the confidence of every proposal by a judge fitted on the other documents, with its outcome."""
    found = []
    for n in range(folds):
        judge = fit_judge(doc for k, doc in enumerate(documents) if k % folds != n)
        for doc in documents[n::folds]:
            found += [(judge.confidence(w.features), w.right) for w in doc.proposals if w.right is not None]
    return found
