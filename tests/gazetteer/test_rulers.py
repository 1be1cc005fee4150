"""Governments that are known by who leads them."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.errors import UnknownPartyError
from dragoman.gazetteer import load_gazetteer
from dragoman.gazetteer.tables import leader_slug
from dragoman.records import PartyKind


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("José Santos Zelaya", "zelaya"),
        ("Nicholas II", "nicholas-ii"),
        ("Emperor Maximilian I", "maximilian-i"),
        ("Árbenz", "arbenz"),
    ],
)
def test_a_leader_gives_his_surname_or_regnal_name(name: str, slug: str) -> None:
    assert leader_slug(name) == slug


def test_every_leader_has_a_government_with_his_days_and_state() -> None:
    government = load_gazetteer().party("NOR/haakon-vii")
    assert (government.kind, government.state, government.name) == (
        PartyKind.GOVERNMENT,
        "NOR",
        "Government of Haakon VII",
    )
    assert government.since == date(1905, 11, 18)


def test_it_is_looked_up_by_its_id_but_not_listed() -> None:
    gazetteer = load_gazetteer()
    assert gazetteer.lookup("NOR/haakon-vii").id == "NOR/haakon-vii"
    assert "NOR/haakon-vii" not in {party.id for party in gazetteer.parties()}


def test_a_government_of_the_tables_stays_what_they_say() -> None:
    assert load_gazetteer().party("two-sicilies/garibaldi").name == "Dictatorship of Giuseppe Garibaldi"


def test_a_leader_nobody_knows_leads_no_government() -> None:
    gazetteer = load_gazetteer()
    assert gazetteer.led_under("Nobody", "NOR") == ""
    assert gazetteer.led_by("sergey-lavrov") == ()
    with pytest.raises(UnknownPartyError):
        gazetteer.party("NOR/nobody")


def test_who_led_a_government_is_known() -> None:
    assert load_gazetteer().leaders_of("NOR/haakon-vii") == {"haakon-vii"}
