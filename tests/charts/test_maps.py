"""Maps: who has which colour; unknown is never none; former states, small ones, and hostile names."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dragoman.charts.maps import draw_map
from dragoman.charts.palette import ASKED, NOBODY, NONE, UNKNOWN, WHITE
from dragoman.charts.picture import Picture
from dragoman.records import Interval, Relation
from tests.charts.build import by, data, on, page_tags, relation, relations, texts

BLUE = "#0072b2"


def kosovo(*items: Relation, **options: Any) -> Picture:
    """Draw who recognizes Kosovo in 2009."""
    asked = {"dimension": "recognition", "party": "XKX", "direction": "to", "on": on(2009), **options}
    return draw_map(relations(*items), **asked)


def shapes(picture: Picture) -> dict[str, dict[str, Any]]:
    """Give the rows of the map by shape."""
    return by(data(picture, "areas"), "shape")


def dots(picture: Picture) -> dict[str, dict[str, Any]]:
    """Give the dots of the map by the party's name."""
    return by(data(picture, "dots"), "party")


def test_map_tells_recognized_none_and_unknown_apart() -> None:
    drawn = shapes(kosovo(relation("FRA", "XKX"), relation("ESP", "XKX", "none")))
    assert (drawn["FRA"]["fill"], drawn["FRA"]["hatched"]) == (BLUE, False)
    assert (drawn["ESP"]["fill"], drawn["ESP"]["hatched"]) == (NONE.fill, False)
    assert (drawn["BRA"]["fill"], drawn["BRA"]["hatched"]) == (UNKNOWN.fill, True)
    assert drawn["XKX"]["fill"] == ASKED.fill
    assert len({NONE.fill, UNKNOWN.fill, NOBODY.fill, ASKED.fill, BLUE}) == 5


def test_map_of_an_empty_ledger_says_none_of_nobody() -> None:
    picture = kosovo()
    assert NONE.fill not in {row["fill"] for row in data(picture, "areas") + data(picture, "dots")}
    assert not any(text.startswith("none") for text in texts(picture))
    assert any(text.startswith("unknown: nothing on record, which is not “no” (") for text in texts(picture))
    assert picture.asked.endswith("· 0 documents")
    assert "Nothing is on record for this question." in picture.spec["title"]["subtitle"]


def test_title_says_question_day_instant_and_documents() -> None:
    picture = kosovo(relation("FRA", "XKX"), relation("USA", "XKX"))
    assert picture.title == "Recognition: who recognizes Kosovo"
    assert picture.asked == "on 2009-01-01 · as known at 2026-01-01 12:00 UTC (entry 7) · 2 documents"
    assert picture.spec["title"]["text"] == [picture.title]
    assert picture.spec["title"]["subtitle"][0] == picture.asked
    assert "Borders are today's" in picture.spec["title"]["subtitle"][1]
    assert picture.title in picture.spec["description"]


def test_documents_behind_another_day_are_not_counted() -> None:
    later = relation("ISR", "XKX", since=Interval.at(2020, 9, 4))
    assert kosovo(relation("FRA", "XKX"), later).asked.endswith("· 1 document")


def test_legend_counts_the_parties_of_each_status() -> None:
    lines = texts(kosovo(relation("FRA", "XKX"), relation("GBR", "XKX"), relation("ESP", "XKX", "none")))
    assert "recognized (2)" in lines
    assert "none: on record as not so (1)" in lines


def test_a_day_that_is_uncertain_is_drawn_so() -> None:
    picture = kosovo(relation("FRA", "XKX", since=Interval.at(2009)), on=on(2009, 5))
    drawn = shapes(picture)["FRA"]
    assert (drawn["fill"], drawn["lines"]) == (BLUE, WHITE)
    assert shapes(kosovo(relation("FRA", "XKX")))["FRA"]["lines"] == ""
    assert shapes(picture)["BRA"]["lines"] not in (WHITE, "")
    assert "recognized (day uncertain) (1)" in texts(picture)


def test_basis_of_a_recognition_is_told_apart() -> None:
    drawn = shapes(kosovo(relation("FRA", "XKX", basis="de_facto"), relation("GBR", "XKX")))
    assert drawn["FRA"]["fill"] != drawn["GBR"]["fill"]


def test_territory_goes_with_its_state_until_it_has_a_status_of_its_own() -> None:
    both = relation("DNK", "XKX"), relation("GRL", "XKX", "none")
    assert shapes(kosovo(both[0]))["GRL"]["fill"] == BLUE
    assert shapes(kosovo(*both))["GRL"]["fill"] == NONE.fill


def test_territory_goes_with_its_state_from_the_day_on_which_it_belongs_to_it() -> None:
    item = relation("CHN", "USA", "established", dimension="relations", since=Interval.at(1979, 1, 1))
    for year, status in ((1990, UNKNOWN.label), (2000, "established since 1979-01-01")):
        picture = draw_map(relations(item), dimension="relations", party="USA", direction="to", on=on(year))
        assert shapes(picture)["HKG"]["says"] == status


def test_government_stands_for_its_state() -> None:
    drawn = shapes(kosovo(relation("AFG/taliban", "XKX", "none")))
    assert drawn["AFG"]["fill"] == NONE.fill


def test_small_states_are_dots_too() -> None:
    found = dots(kosovo(relation("NRU", "XKX")))
    assert found["Nauru"]["fill"] == BLUE
    assert {"Tuvalu", "Holy See", "Monaco", "San Marino", "Liechtenstein"} <= set(found)
    assert found["Tuvalu"]["fill"] == UNKNOWN.fill
    assert "Guam" not in found
    assert "Hong Kong" not in dots(cold_war(year=1970))


def test_small_party_asked_about_is_a_dot() -> None:
    assert dots(kosovo())["Kosovo"]["fill"] == ASKED.fill


def cold_war(*items: Relation, party: str = "USA", year: int = 1973) -> Picture:
    """Draw with whom the United States has relations in a year."""
    return draw_map(relations(*items), dimension="relations", party=party, direction="from", on=on(year))


def test_former_union_is_drawn_in_the_shapes_of_its_successors() -> None:
    soviet = relation("SUN", "USA", "established", dimension="relations", since=Interval.at(1933, 11, 16))
    picture = cold_war(soviet)
    assert {shapes(picture)[shape]["party"] for shape in ("RUS", "UKR", "KAZ")} == {"Soviet Union"}
    assert shapes(picture)["EST"]["party"] == "Estonia"
    assert any("Soviet Union" in text and "today's states" in text for text in texts(picture))
    assert "established (1)" in texts(picture)


def test_former_union_gives_way_when_it_ends() -> None:
    assert shapes(cold_war(year=1995))["UKR"]["party"] == "Ukraine"
    assert shapes(cold_war(year=1991))["UKR"]["party"] == "Soviet Union"


def test_successor_with_a_status_of_its_own_shows_it() -> None:
    early = relation("UKR", "USA", "established", dimension="relations", since=Interval.at(1991, 12, 25))
    picture = draw_map(
        relations(early), dimension="relations", party="USA", direction="from", on=on(1991, 12, 25)
    )
    assert shapes(picture)["UKR"]["party"] == "Ukraine"
    assert shapes(picture)["KAZ"]["party"] == "Soviet Union"


def test_two_german_states_are_a_shape_and_a_dot() -> None:
    both = (
        relation("DEU", "USA", "established", dimension="relations", since=Interval.at(1955, 5, 5)),
        relation("DDR", "USA", "severed", dimension="relations", since=Interval.at(1970)),
    )
    picture = cold_war(*both)
    assert shapes(picture)["DEU"]["says"].startswith("established")
    assert dots(picture)["German Democratic Republic"]["says"].startswith("severed")


def test_divided_states_are_dots_though_nothing_is_on_record() -> None:
    picture = cold_war(year=1970)
    found = dots(picture)
    for party in ("German Democratic Republic", "North Vietnam", "South Vietnam", "South Yemen"):
        assert found[party]["hatched"]
        assert any(text.startswith("A dot at its seat") and party in text for text in texts(picture))
    assert shapes(picture)["VNM"]["fill"] == NOBODY.fill
    assert shapes(picture)["DEU"]["hatched"]
    assert "North Vietnam" not in dots(cold_war(year=1977))
    assert shapes(cold_war(year=1977))["VNM"]["hatched"]


@pytest.mark.parametrize(
    ("land", "of", "year", "after"),
    [
        ("BGD", "Pakistan", 1970, 1972),
        ("SSD", "Sudan", 2009, 2012),
        ("XKX", "Serbia", 2007, 2009),
        ("AGO", "Portugal", 1970, 1976),
    ],
)
def test_state_not_yet_born_goes_with_the_one_that_it_was_a_part_of(
    land: str, of: str, year: int, after: int
) -> None:
    assert shapes(cold_war(year=year))[land]["party"] == of
    assert shapes(cold_war(year=after))[land]["party"] not in (of, "")
    assert shapes(cold_war(year=after))[land]["hatched"]


def test_map_says_of_which_day_the_last_evidence_is() -> None:
    picture = kosovo(relation("FRA", "XKX"), relation("ESP", "XKX", "none", since=Interval.at(2008, 3)))
    assert any(
        text.startswith("The last evidence of what is shown is of 2008-03-01;") for text in texts(picture)
    )
    assert not any("last evidence" in text for text in texts(kosovo()))


def test_notes_of_the_answer_reach_the_picture() -> None:
    answer = replace(relations(), notes=("Ask for its government.",))
    picture = draw_map(answer, dimension="recognition", party="AFG", direction="to", on=on(2025))
    assert "Ask for its government." in texts(picture)


def test_titles_have_articles() -> None:
    assert cold_war().title == "Diplomatic relations: with whom the United States has them"
    assert cold_war(party="SUN").title == "Diplomatic relations: with whom the Soviet Union has them"
    assert cold_war(party="FRA").title == "Diplomatic relations: with whom France has them"


def test_dots_of_what_is_unknown_are_smaller_and_all_have_an_outline() -> None:
    found = dots(
        kosovo(relation("NRU", "XKX", since=Interval.at(2008)), relation("TUV", "XKX"), on=on(2008, 5))
    )
    assert found["Monaco"]["size"] < found["Nauru"]["size"] == found["Tuvalu"]["size"]
    assert found["Nauru"]["lines"] == WHITE
    assert WHITE not in {row["outline"] for row in found.values()}
    assert {"Kosovo", "Jamaica", "Qatar"} <= set(found)


def test_former_party_asked_about_has_its_shapes() -> None:
    picture = cold_war(party="YUG", year=1960)
    assert {shapes(picture)[shape]["fill"] for shape in ("SRB", "HRV", "XKX")} == {ASKED.fill}


def test_land_without_a_state_of_its_own_is_neither_unknown_nor_none() -> None:
    drawn = shapes(cold_war(year=1815))
    assert drawn["NGA"]["fill"] == NOBODY.fill
    assert drawn["NGA"]["hatched"] is False
    assert drawn["FRA"]["hatched"] is True


def test_party_without_a_place_is_named_below() -> None:
    picture = draw_map(
        relations(relation("EU", "RUS", "sanctioned", dimension="sanctions", since=Interval.at(2022, 2))),
        dimension="sanctions",
        party="RUS",
        direction="to",
        on=on(2023),
    )
    assert "Without a place on the map: European Union (sanctioned)." in texts(picture)
    assert "sanctioned (1)" in texts(picture)


def missions(*cities: str) -> Picture:
    """Draw the missions of the United States in Cuba."""
    items = [
        relation("USA", "CUB", "open", dimension="mission", level="embassy", city=city) for city in cities
    ]
    return draw_map(relations(*items), dimension="mission", party="USA", direction="from", on=on(2020))


def test_mission_is_marked_in_its_city() -> None:
    (mark,) = [row for row in data(missions("Havana"), "dots") if row["mark"] == "diamond"]
    assert (round(mark["lon"]), round(mark["lat"])) == (-82, 23)
    assert "embassy Havana" in mark["says"]


def test_mission_in_a_city_that_is_not_known_is_counted() -> None:
    assert "1 mission in a city that is not named or not placed." in texts(missions("Xanadu", "Havana"))


# ---------------------------------------------------------------------------------------- slider


def test_slider_goes_through_every_change() -> None:
    picture = kosovo(
        relation("FRA", "XKX"),
        relation("SUR", "XKX", since=Interval.at(2016, 7, 8), until=Interval.at(2017, 10, 27)),
        slider=True,
    )
    assert picture.steps == ("2008-02-18", "2009-01-01", "2016-07-08", "2017-10-27")
    rows = [row for row in data(picture, "areas") if row["shape"] == "SUR"]
    told = {(row["first"], row["end"]): row["hatched"] for row in rows}
    assert told == {(0, 2): True, (2, 3): False, (3, 4): True}


def test_slider_begins_at_the_day_asked_about() -> None:
    picture = kosovo(relation("FRA", "XKX"), slider=True)
    (parameter,) = [p for p in picture.spec["params"] if p["name"] == "step"]
    assert picture.steps[parameter["value"]] == "2009-01-01"


def test_every_shape_has_one_colour_at_every_step() -> None:
    picture = kosovo(
        relation("FRA", "XKX"),
        relation("SUR", "XKX", since=Interval.at(2016), until=Interval.at(2017)),
        slider=True,
    )
    for step in range(len(picture.steps)):
        now = [row["shape"] for row in data(picture, "areas") if row["first"] <= step < row["end"]]
        assert len(now) == len(set(now)) > 200


# ----------------------------------------------------------------------------------------- names

HOSTILE = "</script><img src=x onerror=alert(1)>\u202e\x07 evil"


@pytest.mark.parametrize("slider", [False, True])
def test_hostile_names_stay_text(slider: bool) -> None:
    item = relation("FRA", "XKX", detail=HOSTILE, city=HOSTILE)
    answer = relations(item, names={"FRA": HOSTILE, "XKX": HOSTILE})
    picture = draw_map(
        answer, dimension="recognition", party="XKX", direction="to", on=on(2009), slider=slider
    )
    said = " ".join(str(value) for row in data(picture, "areas") for value in row.values())
    assert "\u202e" not in said + picture.title
    assert "\x07" not in said + picture.title
    tags, _ = page_tags(picture.to_html())
    assert "img" not in tags
    assert tags.count("script") == 2
    assert "<img" not in picture.to_svg()
