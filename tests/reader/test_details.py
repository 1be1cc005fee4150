"""Basis, measures and sums of money that a sentence states."""

from __future__ import annotations

import pytest

from dragoman.reader.details import amount_in, basis_in, measures_in
from dragoman.records import Amount


@pytest.mark.parametrize(
    ("sentence", "basis"),
    [
        ("Peru granted de facto recognition.", "de_facto"),
        ("Peru recognized it De Jure.", "de_jure"),
        ("Peru formally recognized it.", "de_jure"),
        ("Peru gave official recognition.", "de_jure"),
        ("Peru recognized it tacitly.", "tacit"),
        ("Peru's implicit recognition followed.", "tacit"),
        ("Peru raised de facto recognition to de jure recognition.", "de_facto"),
        ("Peru recognized it.", ""),
    ],
)
def test_the_basis_of_a_recognition(sentence: str, basis: str) -> None:
    assert basis_in(sentence, "recognize") == basis


def test_only_recognition_has_a_basis() -> None:
    assert basis_in("Peru formally opened an embassy.", "open_mission") == ""


@pytest.mark.parametrize(
    ("sentence", "measures"),
    [
        ("an arms embargo", ("arms_embargo",)),
        ("a weapons ban", ("arms_embargo",)),
        ("an embargo on arms", ("arms_embargo",)),
        ("an oil embargo", ("oil_embargo",)),
        ("an embargo on most exports", ("trade_embargo",)),
        ("a ban on imports", ("trade_embargo",)),
        ("visa restrictions", ("travel_ban",)),
        ("banking sanctions", ("financial",)),
        ("sanctions on the energy sector", ("sectoral",)),
        ("an aid cut", ("aid_suspension",)),
        ("new tariffs", ("tariffs",)),
        ("will freeze the bank's funds", ("asset_freeze",)),
        ("sanctions", ()),
        ("a travel ban, tariffs and an arms embargo", ("arms_embargo", "travel_ban", "tariffs")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_measures_in_a_fixed_order(sentence: str, measures: tuple[str, ...]) -> None:
    assert measures_in(sentence, "impose_sanctions") == measures


@pytest.mark.parametrize("event_type", ["freeze_assets", "release_assets"])
def test_assets_have_one_measure_whatever_else_is_named(event_type: str) -> None:
    assert measures_in("Peru did it and lifted the arms embargo.", event_type) == ("asset_freeze",)


def test_only_sanctions_have_measures() -> None:
    assert measures_in("Peru condemned the arms embargo.", "accuse") == ()


@pytest.mark.parametrize(
    ("sentence", "value", "currency"),
    [
        ("worth $30 million", 30e6, "USD"),
        ("worth $1,250.50 in all", 1250.5, "USD"),
        ("worth US$4bn", 4e9, "USD"),
        ("worth 2 billion euros", 2e9, "EUR"),
        ("worth €7.5m", 7.5e6, "EUR"),
        ("worth £3 thousand", 3e3, "GBP"),
        ("worth 500 million yen", 5e8, "JPY"),
        ("worth 20 U.S. dollars", 20, "USD"),
        ("worth $2 million, then 5 euros", 2e6, "USD"),
        ("worth c$9", 9, "CAD"),
    ],
)
def test_sums_of_money(sentence: str, value: float, currency: str) -> None:
    assert amount_in(f"Aid {sentence} arrived.", "aid") == Amount(value=value, currency=currency)


@pytest.mark.parametrize("sentence", ["Aid came for 30 million people.", "Aid came in 1991.", "Aid came."])
def test_figures_without_a_currency_are_no_sums(sentence: str) -> None:
    assert amount_in(sentence, "aid") is None


def test_types_without_money_have_no_amount() -> None:
    assert amount_in("Peru opened an embassy worth $30 million.", "open_mission") is None
