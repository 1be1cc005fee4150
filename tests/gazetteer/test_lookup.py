"""Parties by what a person types: ids, names, former names, with or without a day."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.errors import AmbiguousPartyError, UnknownPartyError
from dragoman.gazetteer import Gazetteer, load_gazetteer


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("RUS", "RUS"),
        ("rus", "RUS"),
        (" RUS ", "RUS"),
        ("Russia", "RUS"),
        ("russia", "RUS"),
        ("RUSSIA", "RUS"),
        ("the Soviet Union", "SUN"),
        ("The Netherlands", "NLD"),
        ("Cote d'Ivoire", "CIV"),
        ("côte d\u2019ivoire", "CIV"),
        ("Ivory Coast", "CIV"),
        ("Burma", "MMR"),
        ("Turkey", "TUR"),
        ("Georgia", "GEO"),
        ("Guinea", "GIN"),
        ("Moscow", "RUS"),
        ("Kabul", "AFG"),
        ("Afghan", "AFG"),
        ("texas", "texas"),
        ("two-sicilies", "two-sicilies"),
        ("AFG/taliban", "AFG/taliban"),
        ("Taliban government", "AFG/taliban"),
        ("UN", "UN"),
        ("United Nations", "UN"),
        ("Republic of China", "TWN"),
        ("China", "CHN"),
        ("Korea, North", "PRK"),
    ],
)
def test_lookup_takes_ids_and_names(gazetteer: Gazetteer, typed: str, expected: str) -> None:
    assert gazetteer.lookup(typed).id == expected


@pytest.mark.parametrize(
    ("typed", "on", "expected"),
    [
        ("Russia", date(1950, 1, 1), "SUN"),
        ("Korea", date(1890, 1, 1), "korea"),
        ("Colombia", date(1825, 1, 1), "great-colombia"),
        ("Congo", date(1985, 1, 1), "COG"),
        ("Vienna", date(1850, 1, 1), "austrian-empire"),
        ("Zaire", date(2010, 1, 1), "COD"),
    ],
)
def test_lookup_goes_by_the_day(gazetteer: Gazetteer, typed: str, on: date, expected: str) -> None:
    assert gazetteer.lookup(typed, on=on).id == expected


@pytest.mark.parametrize(
    ("typed", "on", "candidates"),
    [
        ("Congo", None, ("COD", "COG")),
        ("Korea", None, ("KOR", "PRK")),
        ("Congolese", date(2010, 1, 1), ("COD", "COG")),
        ("Valencia", None, ("ESP", "VEN")),
    ],
)
def test_lookup_refuses_to_guess(
    gazetteer: Gazetteer, typed: str, on: date | None, candidates: tuple[str, ...]
) -> None:
    with pytest.raises(AmbiguousPartyError) as caught:
        gazetteer.lookup(typed, on=on)
    assert caught.value.candidates == candidates


def test_lookup_of_an_unknown_name_offers_near_ones(gazetteer: Gazetteer) -> None:
    with pytest.raises(UnknownPartyError) as caught:
        gazetteer.lookup("Portugul")
    assert caught.value.near == ("Portugal",)


@pytest.mark.parametrize("typed", ["", "   ", "Atlantis", "Indian Ocean"])
def test_lookup_of_no_party_is_an_error(gazetteer: Gazetteer, typed: str) -> None:
    with pytest.raises(UnknownPartyError):
        gazetteer.lookup(typed)


def test_candidates_list_every_party_of_a_name_once(gazetteer: Gazetteer) -> None:
    assert set(gazetteer.candidates("Russia")) == {"RUS", "SUN"}
    assert gazetteer.candidates("Atlantis") == ()


def test_load_gazetteer_reads_its_tables_once() -> None:
    assert load_gazetteer() is load_gazetteer()
