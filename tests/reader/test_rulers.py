"""Rulers: the government that a person leads."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.gazetteer import load_gazetteer
from dragoman.reader.discourse import Referent
from dragoman.reader.mentions import find_mentions
from dragoman.reader.rulers import government_of


def governments(text: str, *, on: date | None = None) -> list[str]:
    gazetteer = load_gazetteer()
    found = find_mentions(text, gazetteer, on=on)
    referents = [Referent(m.party, m.text, m.span, mention=m) for m in found]
    return [government_of(r, gazetteer) for r in referents]


@pytest.mark.parametrize(
    ("text", "on", "government"),
    [
        ("President Mohamed Bazoum", date(2023, 7, 1), "NER/bazoum"),
        (
            "President Mohamed Bazoum",
            date(2025, 7, 1),
            "NER/bazoum",
        ),  # out of office, he led it none the less
        ("Salvador Allende", date(1973, 1, 1), "CHL/allende"),
        ("Tsar Nicholas II", date(1917, 1, 1), ""),  # the name stands for his government by itself
        ("Norway", date(2023, 7, 1), ""),
        ("Sergey Lavrov", date(2023, 7, 1), ""),  # a foreign minister leads none
    ],
)
def test_who_leads_a_government_is_it(text: str, on: date, government: str) -> None:
    assert governments(text, on=on) == [government]


@pytest.mark.parametrize(
    ("words", "party", "government"),
    [
        ("Zelaya", "NIC", "NIC/zelaya"),
        ("General Zelaya", "NIC", "NIC/zelaya"),
        ("the president", "NIC", ""),
        ("Zelaya", "NOR", ""),
        ("", "NIC", ""),
    ],
)
def test_a_surname_that_stands_for_a_state_is_its_ruler(words: str, party: str, government: str) -> None:
    assert government_of(Referent(party, words), load_gazetteer()) == government
