from __future__ import annotations

from datetime import date
from urllib.parse import unquote

import pytest

from dragoman.gazetteer import load_gazetteer
from dragoman.web import paths
from dragoman.web.asking import Moment

MOMENT = Moment(on=date(2025, 7, 10), on_given=True)


def test_every_partys_address_gives_its_id_back() -> None:
    slugs = {party.id: paths.party_slug(party.id) for party in load_gazetteer().parties()}
    assert {id_: paths.party_id(unquote(slug)) for id_, slug in slugs.items()} == {id_: id_ for id_ in slugs}
    assert len(set(slugs.values())) == len(slugs)
    assert not [slug for slug in slugs.values() if "/" in slug]


def test_addresses_carry_the_moment() -> None:
    assert paths.pair("RUS", "AFG/taliban", MOMENT) == "/pair/RUS/AFG~taliban?on=2025-07-10"
    assert paths.party("RUS", ending=".csv") == "/party/RUS.csv"
    assert paths.document("ab", MOMENT, claim="f" * 64) == f"/document/ab?on=2025-07-10#claim-{'f' * 16}"
    assert paths.search("a b", MOMENT) == "/search?q=a+b&on=2025-07-10"
    assert paths.picture("map", MOMENT, party="RUS") == "/picture/map.svg?party=RUS&on=2025-07-10"
    assert paths.api("/parties", limit="5") == "/api/v1/parties?limit=5"


@pytest.mark.parametrize("text", ["?x=1", "a#b", "../..", "é", "a%2Fb", "\r\nx: y"])
def test_ids_cannot_leave_their_place(text: str) -> None:
    for address in (paths.document(text), paths.claim(text), paths.event(text), paths.party(text)):
        place = address.removeprefix("/")
        assert not set("?#\r\n") & set(place)
        assert place.count("/") == 1
