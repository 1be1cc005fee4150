"""What went wrong, one line a mistake: the list to work through when improving a reader.

A gold event that was missed and a claim that was read for nothing are shown as one mistake where they
speak of the same words, and differ in one thing: type, party, modality or city. Everything else is
missed or spurious. A pair whose date is not gold's is a wrong date.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from dragoman.evaluation.answers import (
    Answer,
    one_party,
    same_city,
    same_date,
    same_modality,
    same_parties,
    same_type,
)
from dragoman.evaluation.scoring import Outcome

KINDS = (
    "missed",
    "wrong type",
    "wrong party",
    "wrong modality",
    "wrong city",
    "wrong date",
    "spurious",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """One mistake: what gold has ("" where it has nothing), what was read ("" likewise), and the words."""

    kind: str
    document: str
    family: str
    gold: str
    read: str
    evidence: str


def mistakes(outcomes: Iterable[Outcome]) -> list[Mistake]:
    """List every mistake, by kind in the order of `KINDS`, then by document as given."""
    found = [mistake for outcome in outcomes for mistake in _of_one(outcome)]
    return sorted(found, key=lambda mistake: KINDS.index(mistake.kind))


def _of_one(outcome: Outcome) -> list[Mistake]:
    found = [
        _mistake("wrong date", outcome, gold, read)
        for gold, read in outcome.pairs
        if gold.date and not same_date(gold, read)
    ]
    spurious = list(outcome.spurious)
    missed = list(outcome.missed)
    for kind, near in _NEAR:
        for gold in list(missed):
            read = next((r for r in spurious if _same_words(gold, r) and near(gold, r)), None)
            if read is not None:
                found.append(_mistake(kind, outcome, gold, read))
                missed.remove(gold)
                spurious.remove(read)
    found += [_mistake("missed", outcome, gold, None) for gold in missed]
    return found + [_mistake("spurious", outcome, None, read) for read in spurious]


_NEAR: tuple[tuple[str, Callable[[Answer, Answer], bool]], ...] = (
    ("wrong city", lambda g, r: same_type(g, r) and same_modality(g, r) and same_parties(g, r)),
    ("wrong modality", lambda g, r: same_type(g, r) and same_parties(g, r) and same_city(g, r)),
    ("wrong party", lambda g, r: same_type(g, r) and same_modality(g, r) and one_party(g, r)),
    ("wrong type", lambda g, r: same_parties(g, r) and same_modality(g, r) and g.family == r.family),
    ("wrong type", lambda g, r: same_parties(g, r) and same_modality(g, r)),
)


def _same_words(gold: Answer, read: Answer) -> bool:
    """Say whether gold's evidence lies in the sentence read; without evidence, whether the dates agree."""
    if not gold.evidence or not read.evidence:
        return bool(gold.date) and same_date(gold, read)
    return gold.evidence in read.evidence or read.evidence in gold.evidence


def _mistake(kind: str, outcome: Outcome, gold: Answer | None, read: Answer | None) -> Mistake:
    sides = [side for side in (gold, read) if side is not None]
    sentences = [side.evidence for side in reversed(sides) if side.evidence]  # the claim's sentence is longer
    return Mistake(
        kind=kind,
        document=outcome.document,
        family=sides[0].family,
        gold=gold.label if gold else "",
        read=read.label if read else "",
        evidence=sentences[0] if sentences else "",
    )
