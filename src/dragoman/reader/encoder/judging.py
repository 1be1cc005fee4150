"""Judging: how sure a proposal is, from what the encoder and the phrase grammar each make of it.

What both propose is one proposal; its confidence is a calibrated probability that it is right, from a
logistic regression on documents that the encoder has not learned from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, log
from statistics import fmean
from typing import Any

from dragoman.ontology import load_ontology
from dragoman.reader.discourse import Referent
from dragoman.reader.encoder.proposer import EncoderProposer, Reading
from dragoman.reader.encoder.views import View
from dragoman.reader.proposal import WITHIN_STATE, Proposal
from dragoman.records import Interval, Modality, Span

_EDGE = 1e-3  # probabilities are kept this far from 0 and 1
_HALF = 0.5
_FREE = frozenset(("declare_independence", "dissolve"))  # types that may well have no target
_FACT = frozenset((Modality.HAPPENED, Modality.ONGOING))
FEATURES = (
    "trigger",
    "actor",
    "target",
    "said",
    "said_confidence",
    "both",
    "modality",
    "agreed_modality",
    "other_type",
    "heading",
    "actor_understood",
    "target_understood",
    "no_actor",
    "no_target",
    "free_target",
    "fact",
    "product",
    "alone",
    "alone_trigger",
    "alone_product",
    "alone_surest",
    "alone_understood",
    "rival",
    "surest",
    "actors",
    "targets",
    "date",
    "recognition",
    "relations",
    "mission",
    "envoy",
    "agreement",
    "sanctions",
    "membership",
    "authority",
    "interaction",
)


@dataclass(frozen=True, slots=True)
class Judged:
    """A proposal of one actor and one target with the evidence for it."""

    proposal: Proposal
    features: tuple[float, ...]  # in the order of FEATURES


@dataclass(frozen=True, slots=True)
class Judge:
    """A logistic regression over FEATURES."""

    weights: tuple[float, ...]
    bias: float

    @classmethod
    def load(cls, description: Mapping[str, Any]) -> Judge:
        """Take the weights from a model's description."""
        found = description["judge"]
        return cls(tuple(found["weights"][name] for name in FEATURES), found["bias"])

    def confidence(self, features: Sequence[float]) -> float:
        """Give the calibrated probability that a proposal with these features is right."""
        total = self.bias + sum(w * x for w, x in zip(self.weights, features, strict=True))
        return round(1 / (1 + exp(-total)), 4)


def judged(
    view: View, encoder: EncoderProposer, readings: Sequence[Reading], said: Sequence[Proposal]
) -> list[Judged]:
    """Join what the encoder and the grammar propose for a sentence.

    Args:
        view: Of the sentence.
        encoder: Who made the readings.
        readings: Its triggers.
        said: The grammar's proposals.
    """
    rest = [(n, one) for n, p in enumerate(said) for one in _single(p)]
    found: list[tuple[int, Judged]] = []  # each with the number of the grammar's proposal, -1 without one
    for reading in readings:
        for p in encoder.proposals(view, reading):
            same = min(
                (row for row in rest if _is_same(p, row[1])),
                key=lambda row: abs(row[1].trigger.start - p.trigger.start),
                default=None,
            )
            if same is None:
                found.append((-1, Judged(p, _features(view, reading, readings, p, None, p, said))))
                continue
            rest.remove(same)
            n, q = same
            joined = _joined(p, q)
            found.append((n, Judged(joined, _features(view, reading, readings, joined, q, p, said))))
    known: dict[tuple[str, Span], Reading | None] = {}  # coordinated parties share a trigger
    for n, q in rest:
        if (q.type, q.trigger) not in known:
            known[q.type, q.trigger] = encoder.reading_at(view, q.type, q.trigger)
        at = known[q.type, q.trigger]
        found.append((n, Judged(q, _features(view, at, readings, q, q, None, said))))
    return _levelled(found)


def _levelled(found: Sequence[tuple[int, Judged]]) -> list[Judged]:
    """Give the parties that the grammar finds coordinated one likelihood: the mean of their evidence."""
    by_number: dict[int, list[Judged]] = {}
    for n, one in found:
        by_number.setdefault(n, []).append(one)
    means = {
        n: tuple(fmean(column) for column in zip(*(one.features for one in some), strict=True))
        for n, some in by_number.items()
        if n >= 0
    }
    return [one if n < 0 else replace(one, features=means[n]) for n, one in found]


def _rival(reading: Reading, readings: Sequence[Reading]) -> float:
    """The probability of the likeliest other type told by some of the same words."""
    own = set(reading.trigger.pieces)
    return max(
        (
            r.trigger.probability
            for r in readings
            if r.trigger.type != reading.trigger.type and not own.isdisjoint(r.trigger.pieces)
        ),
        default=0.0,
    )


def _single(p: Proposal) -> list[Proposal]:
    """One proposal for each pair of coordinated parties."""
    actors: tuple[Referent | None, ...] = p.actors or (None,)
    targets: tuple[Referent | None, ...] = p.targets or (None,)
    return [
        replace(p, actors=() if a is None else (a,), targets=() if t is None else (t,))
        for a in actors
        for t in targets
        if p.type in WITHIN_STATE or a is None or t is None or a.party != t.party
    ]


def _ids(p: Proposal) -> tuple[str, str]:
    return (p.actors[0].party if p.actors else "", p.targets[0].party if p.targets else "")


def _is_same(p: Proposal, q: Proposal) -> bool:
    if p.type != q.type or (p.city and q.city and p.city != q.city):
        return False
    swapped = load_ontology()[p.type].unordered
    return _ids(p) == _ids(q) or (swapped and _ids(p) == _ids(q)[::-1])


def _joined(p: Proposal, q: Proposal) -> Proposal:
    """What both propose: the grammar's details where it has them, the encoder's modality."""
    dated = q if isinstance(q.date, Interval) else p
    return replace(
        q,
        modality=p.modality,
        date=dated.date,
        date_text=dated.date_text,
        attribution=q.attribution or p.attribution,
        level=q.level or p.level,
        city=q.city or p.city,
        basis=q.basis or p.basis,
        measures=q.measures or p.measures,
        amount=q.amount or p.amount,
    )


def _logit(p: float) -> float:
    p = min(max(p, _EDGE), 1 - _EDGE)
    return log(p / (1 - p))


def _features(
    view: View,
    reading: Reading | None,
    readings: Sequence[Reading],
    p: Proposal,
    said: Proposal | None,
    own: Proposal | None,
    everything: Sequence[Proposal],
) -> tuple[float, ...]:
    family = load_ontology()[p.type].family
    actor, target = (p.actors[0] if p.actors else None), (p.targets[0] if p.targets else None)
    plays = [_plays(view, reading.actors, actor), _plays(view, reading.targets, target)] if reading else []
    rival = _rival(reading, readings) if reading else 0.0
    alone = float(said is None)
    sure = reading.trigger.probability * plays[0] * plays[1] if reading else 0.0
    understood = float(actor is None or actor.span is None) + float(target is None or target.span is None)
    surest = float(reading is not None and reading.trigger.probability >= rival)
    values = {
        "no_actor": float(actor is None),
        "free_target": float(target is None and p.type in _FREE),
        "alone": alone,
        "alone_trigger": alone * _logit(reading.trigger.probability) if reading else 0.0,
        "alone_product": alone * _logit(sure),
        "alone_surest": alone * surest,
        "alone_understood": alone * understood,
        "trigger": _logit(reading.trigger.probability) if reading else -4.0,
        "actor": _logit(plays[0]) if reading else -2.0,
        "target": _logit(plays[1]) if reading else -2.0,
        "product": _logit(reading.trigger.probability * plays[0] * plays[1]) if reading else -4.0,
        "rival": _logit(rival),
        "surest": surest,
        "actors": float(sum(q > _HALF for q in reading.actors)) if reading else 0.0,
        "targets": float(sum(q > _HALF for q in reading.targets)) if reading else 0.0,
        "date": max(reading.dates) if reading and len(reading.dates) > 1 else 0.0,
        "said": float(said is not None),
        "said_confidence": _logit(said.confidence) if said is not None else 0.0,
        "both": float(said is not None and own is not None),
        "modality": log(max(max(reading.modalities), _EDGE)) if reading else log(_HALF),
        "agreed_modality": float(said is not None and own is not None and said.modality == own.modality),
        "other_type": float(said is None and any(q.trigger.start == p.trigger.start for q in everything)),
        "heading": float(view.sentence.heading),
        "actor_understood": float(actor is None or actor.span is None),
        "target_understood": float(target is not None and target.span is None),
        "no_target": float(target is None),
        "fact": float(p.modality in _FACT),
        family: 1.0,
    }
    return tuple(values.get(name, 0.0) for name in FEATURES)


def _plays(view: View, probabilities: Sequence[float], referent: Referent | None) -> float:
    """The probability that a party plays a role; for nobody, that none does."""
    if referent is None:
        return 1 - max(probabilities, default=0.0)
    named = [q for c, q in zip(view.candidates, probabilities, strict=True) if c.party == referent.party]
    return max(named, default=_EDGE)
