"""Details of an event that its sentence states: basis of recognition, measures of sanctions, sums of money."""

from __future__ import annotations

import re

from dragoman.records import Amount

_MEASURES = (
    ("asset_freeze", r"(?:asset|assets|funds|accounts)\b.{0,30}\b(?:fr[eo]ez|frozen|block)|(?:fr[eo]ez\w*|frozen|block\w*)\b.{0,40}\b(?:assets?|funds|accounts)"),
    ("arms_embargo", r"\barms\s+(?:embargo|ban|sales)|\bweapons?\s+(?:embargo|ban)|embargo\s+on\s+arms"),
    ("oil_embargo", r"\boil\s+(?:embargo|ban|imports)|embargo\s+on\s+oil|(?:trade and|arms and) oil embargo"),
    ("trade_embargo", r"\btrade\s+(?:embargo|ban)|\btrade and oil embargo|embargo\s+on\s+(?:most\s+|all\s+)?(?:exports|imports|trade|goods)|\bboycott|\bban on (?:imports|exports)|\beconomic embargo"),
    ("travel_ban", r"\btravel\s+bans?|\bvisa\s+(?:bans?|restrictions)|bans? on travel"),
    ("financial", r"\bfinancial\s+(?:sanctions|restrictions|measures)|\bbanking\s+(?:sanctions|restrictions)|\bSWIFT\b"),
    ("sectoral", r"\bsectoral\b|sanctions on (?:the )?(?:energy|oil|gas|defen[cs]e) sector"),
    ("aid_suspension", r"\baid\s+(?:cut|freeze|suspen\w+|halt\w*)|(?:suspend|halt|cut|froze)\w*\s+(?:all\s+)?(?:\w+\s+)?aid\b"),
    ("tariffs", r"\btariffs?\b|\bduties\b"),
)  # fmt: skip
_COMPILED = tuple((name, re.compile(pattern, re.I)) for name, pattern in _MEASURES)
_SANCTIONING = frozenset(
    "impose_sanctions extend_sanctions ease_sanctions lift_sanctions freeze_assets release_assets".split()
)
_BASIS = (
    ("de_facto", re.compile(r"\bde\s+facto\b|\binformal(?:ly)?\b", re.I)),
    ("de_jure", re.compile(r"\bde\s+jure\b|\bformal(?:ly)?\b|\bofficial(?:ly)?\b", re.I)),
    ("tacit", re.compile(r"\btacit(?:ly)?\b|\bimplicit(?:ly)?\b|\bimplied\b", re.I)),
)
_AMOUNT = re.compile(
    r"(?P<sign>US\$|A\$|C\$|HK\$|\$|€|£|¥|₹)\s?(?P<n>\d[\d,]*(?:\.\d+)?)\s*(?P<scale>thousand|million|billion|trillion|bn|m)?\b"
    r"|(?P<n2>\d[\d,]*(?:\.\d+)?)\s*(?P<scale2>thousand|million|billion|trillion|bn)?\s+(?P<word>U\.?S\.? dollars|dollars|euros|pounds|yen|yuan|rubles|roubles|francs|marks|rupees|riyals)",
    re.I,
)
_CURRENCY = {
    "$": "USD", "US$": "USD", "A$": "AUD", "C$": "CAD", "HK$": "HKD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR",
    "dollars": "USD", "euros": "EUR", "pounds": "GBP", "yen": "JPY", "yuan": "CNY", "rubles": "RUB", "roubles": "RUB",
    "francs": "FRF", "marks": "DEM", "rupees": "INR", "riyals": "SAR",
}  # fmt: skip
_SCALE = {"thousand": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12, "": 1.0}
_WITH_AMOUNT = _SANCTIONING | {"aid", "cooperate", "sign_agreement"}


def basis_in(sentence: str, event_type: str) -> str:
    """The basis of a recognition as the sentence states it: de_jure, de_facto, tacit, or ""."""
    if event_type != "recognize":
        return ""
    return next((name for name, pattern in _BASIS if pattern.search(sentence)), "")


def measures_in(sentence: str, event_type: str) -> tuple[str, ...]:
    """The measures that a sentence on sanctions names, in a fixed order."""
    if event_type not in _SANCTIONING:
        return ()
    if event_type in ("freeze_assets", "release_assets"):
        return ("asset_freeze",)
    return tuple(name for name, pattern in _COMPILED if pattern.search(sentence))


def amount_in(sentence: str, event_type: str) -> Amount | None:
    """The first sum of money that the sentence names, for types that have one."""
    if event_type not in _WITH_AMOUNT:
        return None
    match = _AMOUNT.search(sentence)
    if match is None:
        return None
    number = float((match["n"] or match["n2"]).replace(",", ""))
    scale = (match["scale"] or match["scale2"] or "").lower()
    sign = match["sign"] or match["word"].split()[-1].lower()
    return Amount(
        value=number * _SCALE[scale], currency=_CURRENCY.get(sign.upper() if match["sign"] else sign, "USD")
    )
