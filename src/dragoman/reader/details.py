"""Details that a sentence states: basis of recognition, measures of sanctions, sums of money."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dragoman.records import Amount
from dragoman.resources import load_toml

FILE = "phrases/details.toml"
_SANCTIONING = frozenset(
    (
        "impose_sanctions",
        "extend_sanctions",
        "ease_sanctions",
        "lift_sanctions",
        "freeze_assets",
        "release_assets",
    )
)
_FREEZING = frozenset(("freeze_assets", "release_assets"))
_WITH_AMOUNT = _SANCTIONING | {"aid", "cooperate", "sign_agreement"}


@dataclass(frozen=True, slots=True)
class _Details:
    basis: dict[str, re.Pattern[str]]
    measures: dict[str, re.Pattern[str]]
    money: re.Pattern[str]
    currencies: dict[str, str]  # sign in capitals, or name in lower case -> ISO 4217
    scales: dict[str, float]


@cache
def _details() -> _Details:
    data = load_toml(FILE)
    signs, names, scales = data["currency_signs"], data["currency_names"], data["scales"]
    figure, words = r"\d[\d,]*(?:\.\d+)?", "|".join(scales)
    money = (
        rf"(?P<sign>{'|'.join(map(re.escape, signs))})\s?(?P<before>{figure})\s*(?P<scale>{words})?\b"
        rf"|(?P<behind>{figure})\s*(?P<scale_behind>{words})?\s+(?:U\.?S\.? )?(?P<name>{'|'.join(names)})"
    )
    return _Details(
        {name: re.compile("|".join(patterns), re.I) for name, patterns in data["basis"].items()},
        {name: re.compile("|".join(patterns), re.I) for name, patterns in data["measures"].items()},
        re.compile(money, re.I),
        {**signs, **names},
        scales,
    )


def basis_in(sentence: str, event_type: str) -> str:
    """The basis of a recognition as the sentence states it: de_jure, de_facto, tacit, or ""."""
    if event_type != "recognize":
        return ""
    return next((name for name, pattern in _details().basis.items() if pattern.search(sentence)), "")


def measures_in(sentence: str, event_type: str) -> tuple[str, ...]:
    """The measures that a sentence on sanctions names, in a fixed order."""
    if event_type not in _SANCTIONING:
        return ()
    if event_type in _FREEZING:
        return ("asset_freeze",)
    return tuple(name for name, pattern in _details().measures.items() if pattern.search(sentence))


def amount_in(sentence: str, event_type: str) -> Amount | None:
    """The first sum of money that the sentence names, for types that have one."""
    if event_type not in _WITH_AMOUNT:
        return None
    details = _details()
    match = details.money.search(sentence)
    if match is None:
        return None
    number = float((match["before"] or match["behind"]).replace(",", ""))
    scale = (match["scale"] or match["scale_behind"] or "").lower()
    currency = match["sign"].upper() if match["sign"] else match["name"].lower()
    return Amount(value=number * details.scales.get(scale, 1.0), currency=details.currencies[currency])
