"""Networks, heat maps and counts: cells and lines for what is on record, and nothing for what is not."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pytest

from dragoman.charts.axes import millis
from dragoman.charts.counts import draw_counts
from dragoman.charts.heatmaps import draw_heatmap
from dragoman.charts.networks import draw_network
from dragoman.charts.palette import BLUE, NONE, OCHRE, UNKNOWN
from dragoman.charts.picture import Picture
from dragoman.errors import QuestionError
from dragoman.records import Interval, Relation
from tests.charts.build import data, on, relation, relations, texts

TALIBAN = "Islamic Emirate of Afghanistan (T…"  # as long as a label may be

# --------------------------------------------------------------------------------------- network


def network(*items: Relation, parties: Sequence[str] = ("USA", "XKX", "SRB"), **options: Any) -> Picture:
    """Draw a network of recognition."""
    asked = {"dimension": "recognition", "on": on(2009), **options}
    return draw_network(relations(*items), parties=parties, **asked)


def test_line_for_what_is_on_record_and_none_for_what_is_not() -> None:
    picture = network(relation("USA", "XKX"))
    assert len(data(picture, "lines")) == len(data(picture, "arrows")) == 1
    assert "No line: nothing on record for that day, which is not “no”." in texts(picture)
    assert "recognized (1)" in texts(picture)


def test_none_is_a_line_of_its_own_kind() -> None:
    yes, no = data(network(relation("USA", "XKX"), relation("SRB", "XKX", "none")), "lines")
    assert {yes["dash"], no["dash"]} == {"certain", "none"}
    assert yes["color"] != no["color"]


def test_lines_of_two_ways_lie_side_by_side() -> None:
    there, back = data(network(relation("USA", "SRB"), relation("SRB", "USA", "none")), "lines")
    assert {there["color"], back["color"]} == {BLUE, OCHRE}
    assert math.hypot(there["x"] - back["x2"], there["y"] - back["y2"]) > 0.02
    (alone,) = data(network(relation("USA", "SRB")), "lines")
    assert (alone["x"], alone["y"]) == (0, 1)


def test_dimension_without_direction_has_one_line_and_no_arrow() -> None:
    item = relation("SRB", "USA", "severed", dimension="relations")
    picture = network(item, dimension="relations")
    assert len(data(picture, "lines")) == 1
    assert data(picture, "arrows") == []


def test_what_holds_on_another_day_is_not_drawn() -> None:
    assert data(network(relation("USA", "XKX", since=Interval.at(2010))), "lines") == []


def test_every_party_has_its_name() -> None:
    picture = network(parties=["VCT", "ESH", "AFG/taliban", "STP"])
    names = [row["name"] for side in ("left", "right", "center") for row in data(picture, f"names_{side}")]
    assert sorted(names) == [
        "Islamic Emirate of Afghan…",
        "Saint Vincent and the Gre…",
        "São Tomé and Príncipe",
        "Western Sahara",
    ]


# -------------------------------------------------------------------------------------- heat map


def heatmap(*items: Relation, **options: Any) -> Picture:
    """Draw who of three recognizes whom of two."""
    asked = {
        "dimension": "recognition",
        "rows": ["USA", "ESP", "XKX"],
        "columns": ["XKX", "PSE"],
        "on": on(2009),
        **options,
    }
    return draw_heatmap(relations(*items), **asked)


def cells(picture: Picture) -> dict[tuple[str, str], dict[str, Any]]:
    """Give the cells by row and column."""
    return {(row["row"], row["column"]): row for row in data(picture, "cells")}


def test_cell_tells_recognized_none_unknown_and_itself_apart() -> None:
    found = cells(heatmap(relation("USA", "XKX"), relation("ESP", "XKX", "none")))
    assert len(found) == 6
    assert found["Spain", "Kosovo"]["fill"] == NONE.fill
    assert found["Spain", "Kosovo"]["hatched"] is False
    assert found["Spain", "Palestine"]["fill"] == UNKNOWN.fill
    assert found["Spain", "Palestine"]["hatched"] is True
    assert found["Kosovo", "Kosovo"]["says"] == "the same party"
    assert found["Kosovo", "Kosovo"]["hatched"] is False


def test_cells_of_a_dimension_without_direction_are_alike_and_counted_once() -> None:
    parties = ["USA", "ESP"]
    item = relation("ESP", "USA", "established", dimension="relations")
    picture = heatmap(item, dimension="relations", rows=parties, columns=parties)
    found = cells(picture)
    assert found["Spain", "United States"]["fill"] == found["United States", "Spain"]["fill"]
    assert "established (1)" in texts(picture)


def test_government_asked_about_is_not_its_state() -> None:
    item = relation("RUS", "AFG/taliban")
    found = cells(heatmap(item, rows=["RUS"], columns=["AFG", "AFG/taliban"]))
    assert found["Russia", TALIBAN]["hatched"] is False
    assert found["Russia", "Afghanistan"]["hatched"] is True


def test_parties_of_one_name_are_told_apart() -> None:
    answer = relations(names={"USA": "Congo", "ESP": "Congo"})
    picture = draw_heatmap(answer, dimension="recognition", rows=["USA", "ESP"], columns=["XKX"], on=on(2009))
    assert {row["row"] for row in data(picture, "cells")} == {"Congo (USA)", "Congo (ESP)"}


def test_more_cells_than_can_be_seen_are_refused() -> None:
    with pytest.raises(QuestionError, match="name fewer parties"):
        heatmap(rows=["USA"] * 101, columns=["XKX"] * 100)


# ---------------------------------------------------------------------------------------- counts


def counts(*items: Relation, **options: Any) -> Picture:
    """Draw how many recognize Kosovo."""
    asked = {"dimension": "recognition", "party": "XKX", "direction": "to", **options}
    return draw_counts(relations(*items), **asked)


_HELD = {"recognized, on record", "a mission is open, on record"}


def holding(picture: Picture) -> dict[int, tuple[int, int]]:
    """Give how many hold, certainly and at most, by day."""
    rows = [row for row in data(picture, "counts") if row["kind"] in _HELD]
    return {row["day"]: (row["least"], row["most"]) for row in rows}


def test_counts_rise_and_fall() -> None:
    found = holding(
        counts(
            relation("FRA", "XKX"),
            relation("SUR", "XKX", since=Interval.at(2016, 7, 8), until=Interval.at(2017, 10, 27)),
        )
    )
    assert found[millis(on(2008, 2, 18))] == (1, 1)
    assert found[millis(on(2016, 7, 8))] == (2, 2)
    assert found[millis(on(2017, 10, 27))] == (1, 1)
    assert found[millis(on(2026))] == (1, 1)


def test_counts_keep_what_is_uncertain_apart() -> None:
    found = holding(counts(relation("FRA", "XKX", since=Interval.at(2009))))
    assert found[millis(on(2009))] == (0, 1)
    assert found[millis(on(2026))] == (1, 1)


def test_a_party_with_two_posts_counts_once() -> None:
    posts = [
        relation("USA", "CUB", "open", dimension="mission", city=city, since=Interval.at(2015, 7, 20))
        for city in ("Havana", "Santiago de Cuba")
    ]
    picture = counts(*posts, dimension="mission", party="USA", direction="from")
    assert holding(picture)[millis(on(2015, 7, 20))] == (1, 1)


def test_on_record_as_not_is_counted_apart_from_what_holds() -> None:
    rows = data(counts(relation("FRA", "XKX"), relation("ESP", "XKX", "none")), "counts")
    last = [row for row in rows if row["day"] == millis(on(2026))]
    assert {(row["kind"], row["most"]) for row in last} == {
        ("recognized, on record", 1),
        ("not recognized, or no more, on record", 1),
    }


def test_counts_of_nothing_say_so() -> None:
    picture = counts()
    assert "nothing on record, which is not “no”" in texts(picture)
    assert "Nothing is on record for this question." in picture.spec["title"]["subtitle"]
    assert picture.to_svg().startswith("<svg")


def test_counts_begin_with_none_the_day_before() -> None:
    picture = counts(relation("FRA", "XKX"))
    assert picture.title == "Recognition: how many recognize Kosovo, over time"
    assert min(holding(picture).items()) == (millis(on(2008, 2, 17)), (0, 0))


def test_counts_keep_to_the_days_asked_about() -> None:
    found = holding(counts(relation("FRA", "XKX"), since=on(2010), until=on(2012)))
    assert min(found) == millis(on(2010))
    assert max(found) == millis(on(2011, 12, 31))
