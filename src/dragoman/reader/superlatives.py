"""Record claims: "the first state to recognize", "the only one", "no other state", "147 states"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from dragoman.reader.details import FILE
from dragoman.reader.proposal import Proposal
from dragoman.records import RecordClaim, Span
from dragoman.resources import load_toml

_AGAIN = re.compile(
    r"\b(?:to (?:have )?do(?:ne)? so|ever (?:have )?do(?:ne)? so|to do it|has ever done so)\b", re.I
)
_CLAUSE_END = re.compile(r"[.;!?]\s*$|[;!?]|\.\s|,\s(?:but|and|while|which)\b")


@cache
def _numbers() -> dict[str, int]:
    words = load_toml(FILE)["record_claims"]["numbers"].split()
    return {word: n for n, word in enumerate(words)}


@cache
def _ordinals() -> dict[str, int]:
    words = load_toml(FILE)["record_claims"]["ordinals"].split()
    return {word: n for n, word in enumerate(words, start=2)}


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Kind of record claim -> pattern, in the order in which they are tried."""
    data = load_toml(FILE)["record_claims"]
    number = rf"\d{{1,3}}|{'|'.join(_numbers())}"
    ordinal = rf"\d{{1,3}}(?:st|nd|rd|th)|{'|'.join(_ordinals())}"
    patterns = {name: "|".join(alternatives) for name, alternatives in data["kinds"].items()}
    return {
        name: re.compile(
            pattern.replace("{STATES}", data["states"])
            .replace("{NUMBER}", number)
            .replace("{ORDINAL}", ordinal),
            re.I,
        )
        for name, pattern in patterns.items()
    }


@dataclass(frozen=True, slots=True)
class Superlative:
    """A record claim with where its words begin in the text; `again` where "to do so" points back."""

    claim: RecordClaim
    start: int
    again: bool


def superlative_in(text: str, span: Span) -> Superlative | None:
    """Find the record claim that a sentence makes, with its scope as printed; None where it makes none."""
    sentence = span.of(text)
    for name, pattern in _patterns().items():
        match = pattern.search(sentence)
        if match is None:
            continue
        word = next((group.lower() for group in match.groups() if group), "")
        claim = RecordClaim(
            kind=name.split("_by_")[0], n=_number(word), scope=_scope(sentence, match.start())
        )
        again = bool(_AGAIN.search(sentence, match.start()))
        return Superlative(claim, span.start + match.start(), again)
    return None


def placed(superlative: Superlative | None, proposals: list[Proposal]) -> list[Proposal]:
    """Give the record claim to the happening that it is about.

    That is the first one told after its words ("the first to recognize"), or with "to do so" the last
    one before them; where there is none on that side, the nearest on the other.
    """
    if superlative is None or not proposals:
        return proposals
    before = [p.trigger for p in proposals if p.trigger.start < superlative.start]
    behind = [p.trigger for p in proposals if p.trigger.start >= superlative.start]
    if superlative.again:
        chosen = before[-1] if before else behind[0]
    else:
        chosen = behind[0] if behind else before[-1]
    return [replace(p, record_claim=superlative.claim) if p.trigger == chosen else p for p in proposals]


def _number(word: str) -> int | None:
    if not word:
        return None
    figures = word.rstrip("stndrh")
    if figures.isdigit():
        return int(figures)
    return _numbers().get(word, _ordinals().get(word))


def _scope(sentence: str, start: int) -> str:
    """The words from the record claim to the end of its clause, as printed."""
    rest = sentence[start:]
    end = _CLAUSE_END.search(rest)
    return rest[: end.start()].strip() if end else rest.strip()
