"""Record claims: "the first state to recognize", "the only one", "no other state", "147 states"."""

from __future__ import annotations

import re
from functools import cache

from dragoman.reader.details import FILE
from dragoman.records import RecordClaim
from dragoman.resources import load_toml

_CLAUSE_END = re.compile(r"[.;!?]\s*$|[;!?]|\.\s|,\s(?:but|and|while|which)\b")


@cache
def _numbers() -> dict[str, int]:
    words = load_toml(FILE)["record_claims"]["numbers"].split()
    return {word: n for n, word in enumerate(words)}


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Kind of record claim -> pattern, in the order in which they are tried."""
    data = load_toml(FILE)["record_claims"]
    number = rf"\d{{1,3}}|{'|'.join(_numbers())}"
    patterns = {name: "|".join(alternatives) for name, alternatives in data["kinds"].items()}
    return {
        name: re.compile(pattern.replace("{STATES}", data["states"]).replace("{NUMBER}", number), re.I)
        for name, pattern in patterns.items()
    }


def record_claim_in(sentence: str) -> RecordClaim | None:
    """Give the record claim that a sentence makes, with its scope as printed; None where it makes none."""
    for kind, pattern in _patterns().items():
        match = pattern.search(sentence)
        if match is None:
            continue
        word = next((group.lower() for group in match.groups() if group), "")
        n = (int(word) if word.isdigit() else _numbers()[word]) if word else None
        return RecordClaim(kind=kind, n=n, scope=_scope(sentence, match.start()))
    return None


def _scope(sentence: str, start: int) -> str:
    """The words from the record claim to the end of its clause, as printed."""
    rest = sentence[start:]
    end = _CLAUSE_END.search(rest)
    return rest[: end.start()].strip() if end else rest.strip()
