"""Shapes and places: every one is a party's, and hatching stays inside its shape."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from dragoman.charts.atlas import hatch, load_atlas, load_cities, load_hatching
from dragoman.charts.blocs import bloc_names, members
from dragoman.cli.draw import plot
from dragoman.errors import QuestionError
from dragoman.gazetteer import load_gazetteer
from dragoman.records import PartyKind
from dragoman.resources import load_csv
from tests.charts.build import on

SQUARE = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0), (0.0, 0.0)]
HOLE = [(4.0, 4.0), (4.0, 6.0), (6.0, 6.0), (6.0, 4.0), (4.0, 4.0)]


def test_every_shape_and_place_is_a_party() -> None:
    atlas = load_atlas()
    known = {party.id for party in load_gazetteer().parties()}
    named = {*atlas.shapes, *atlas.places, *atlas.former, *(key[0] for key in load_cities())}
    named |= {place.owner for place in atlas.places.values() if place.owner}
    named |= {shape for former in atlas.former.values() for shape in former.shapes}
    assert named <= known


def test_every_state_of_today_has_a_place() -> None:
    alive = {
        party.id
        for party in load_gazetteer().parties()
        if party.kind is PartyKind.STATE and party.until is None and party.id.isupper()
    }
    assert alive - set(load_atlas().places) <= {"ATA", "ATF", "HMD", "BVT", "SGS", "UMI", "IOT", "TKL"}


def test_land_of_a_state_not_yet_born_is_its_own_from_its_first_day_on() -> None:
    born = {party.id: party.since for party in load_gazetteer().parties()}
    ended = [place for place in load_atlas().places.values() if place.owner_until < date.max]
    assert len(ended) > 5
    for place in ended:
        since = born[place.party]
        assert since is not None
        assert place.owner_since < place.owner_until <= since
        assert place.owner_on(place.owner_until - timedelta(1)) == place.owner
        assert place.owner_on(place.owner_until) == ""


def test_what_has_an_owner_without_end_is_a_territory() -> None:
    kinds = {row["id"]: row["kind"] for row in load_csv("gazetteer/states.csv")}
    owned = {place.party for place in load_atlas().places.values() if place.owner_on(date.max - timedelta(1))}
    assert {kinds[party] for party in owned} == {"territory"}


def test_shapes_of_former_parties_are_drawn() -> None:
    atlas = load_atlas()
    assert {shape for former in atlas.former.values() for shape in former.shapes} <= atlas.shapes


def test_the_smallest_states_have_a_shape_or_a_point() -> None:
    atlas = load_atlas()
    for party in ("NRU", "TUV", "VAT", "MCO", "SMR", "LIE"):
        assert atlas.places[party].is_small
        assert atlas.point(party) is not None


def test_places_lie_where_they_should() -> None:
    atlas = load_atlas()
    for party, lon, lat in (("FRA", 2, 47), ("FJI", 178, -18), ("RUS", 100, 62), ("NRU", 167, -1)):
        at = atlas.point(party)
        assert at is not None
        assert abs(at[0] - lon) < 6
        assert abs(at[1] - lat) < 6


def test_hatching_fills_a_square_and_leaves_out_its_hole() -> None:
    lines = list(hatch([SQUARE, HOLE], 1.0))
    assert lines
    for (x, y), (to_x, to_y) in lines:
        assert to_x - x == pytest.approx(to_y - y)
        middle = ((x + to_x) / 2, (y + to_y) / 2)
        assert 0 <= middle[0] <= 10
        assert 0 <= middle[1] <= 10
        assert not (4 < middle[0] < 6 and 4 < middle[1] < 6)
    # The diagonal is cut in two by the hole.
    assert [line for line in lines if line[0][0] == pytest.approx(line[0][1])] == [
        ((0.0, 0.0), (4.0, 4.0)),
        ((6.0, 6.0), (10.0, 10.0)),
    ]


def test_hatching_of_a_shape_across_180_degrees_does_not_cross_the_map() -> None:
    lines = load_hatching()["RUS"]["coordinates"]
    assert max(line[-1][0] - line[0][0] for line in lines) < 60
    assert all(x < -168 or 15 < x < 192 for line in lines for x, _ in line)


def test_every_shape_larger_than_a_dot_is_hatched() -> None:
    atlas = load_atlas()
    large = {shape for shape in atlas.shapes if not atlas.places[shape].is_small}
    assert large <= set(load_hatching())


@pytest.mark.parametrize("party", ["TWN", "LKA", "SVN", "ALB"])
def test_small_shapes_are_hatched_as_areas(party: str) -> None:
    assert len(load_hatching()[party]["coordinates"]) >= 3


# ---------------------------------------------------------------------------------------- blocs


@pytest.mark.parametrize(
    ("bloc", "day", "count"),
    [
        ("EU", on(1994), 12),
        ("EU", on(2019), 28),
        ("EU", on(2024), 27),
        ("eu", on(2024), 27),
        ("AU", on(2024), 55),
        ("NATO", on(2024, 3, 7), 32),
        ("P5", on(1960), 5),
        ("P5", on(2024), 5),
        ("ARAB-LEAGUE", on(2024), 22),
        ("ASEAN", on(2024), 10),
    ],
)
def test_bloc_has_its_members_on_the_day(bloc: str, day: object, count: int) -> None:
    assert len(members(bloc, day)) == count  # type: ignore[arg-type]


def test_seat_of_china_and_of_the_soviet_union_changes_hands() -> None:
    assert {"TWN", "SUN"} < set(members("P5", on(1960)))
    assert {"CHN", "RUS"} < set(members("P5", on(2024)))


def test_bloc_that_is_none_or_was_not_yet_is_refused() -> None:
    with pytest.raises(QuestionError, match=r"there is no bloc 'Atlantis'; take one of .*EU"):
        members("Atlantis", on(2024))
    with pytest.raises(QuestionError, match=r"nobody belonged to EU on 1950-01-01; ask from 1993-11-01"):
        members("EU", on(1950))


def test_help_and_how_to_page_name_every_bloc() -> None:
    page = Path(__file__).parents[2].joinpath("docs", "how-to", "pictures.md").read_text(encoding="utf-8")
    for text in (plot.help or "", page):
        assert [name for name in bloc_names() if not re.search(rf"\b{name}\b", text)] == []


def test_every_member_of_every_bloc_is_a_party() -> None:
    known = {party.id for party in load_gazetteer().parties()}
    assert all(set(members(bloc, on(2024))) <= known for bloc in bloc_names())
