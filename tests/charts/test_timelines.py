"""Timelines: bars and marks, what is uncertain drawn as uncertain, what is planned as planned."""

from __future__ import annotations

from typing import Any

import pytest

from dragoman.answers import Answer, Shown
from dragoman.charts.axes import millis
from dragoman.charts.picture import Picture
from dragoman.charts.timelines import draw_timeline
from dragoman.records import DatePoint, Event, Interval, Modality, Relation, UnresolvedDate
from dragoman.relations.answers import Conflict
from tests.charts.build import KNOWN_AT, by, data, event, events, on, relation, relations, texts

SEVERED = event("sever_relations", "USA", "CUB", Interval.at(1961, 1, 3))


def bars(*items: Relation) -> list[dict[str, Any]]:
    """Give the bars of relations between the United States and Cuba."""
    return data(draw_timeline(events(a="USA", b="CUB"), relations(*items)), "bars")


def ties(status: str = "established", **times: Any) -> Relation:
    """Give diplomatic relations of the two."""
    return relation("CUB", "USA", status, dimension="relations", **times)


def kinds(*items: Relation) -> list[tuple[str, int, int]]:
    """Give bars as kind, first and last day."""
    return [(bar["kind"], bar["from"], bar["to"]) for bar in bars(*items)]


def test_bar_reaches_from_day_to_day() -> None:
    found = kinds(ties("severed", since=Interval.at(1961, 1, 3), until=Interval.at(2015, 7, 20)))
    assert found == [("told", millis(on(1961, 1, 3)), millis(on(2015, 7, 20)))]


def test_what_still_holds_is_carried_forward_from_the_last_evidence() -> None:
    found = kinds(ties(since=Interval.at(2015, 7, 20), last_evidence=on(2020)))
    assert found == [
        ("told", millis(on(2015, 7, 20)), millis(on(2020))),
        ("carried", millis(on(2020)), millis(on(2026))),
    ]


def test_beginning_and_end_in_doubt_are_drawn_in_doubt() -> None:
    found = kinds(ties(since=Interval.at(1961), until=Interval.at(2015, 7)))
    assert [kind for kind, _, _ in found] == ["doubt", "told", "doubt"]
    assert found[0][1:] == (millis(on(1961)), millis(on(1961, 12, 31)))
    assert found[2][1:] == (millis(on(2015, 7)), millis(on(2015, 7, 31)))


def test_end_that_is_only_bounded_is_in_doubt_from_the_last_evidence_on() -> None:
    until = Interval(None, DatePoint(2015, 10), is_range=True)
    found = kinds(ties("severed", since=Interval.at(1961, 1, 3), until=until, last_evidence=on(1990)))
    assert found == [
        ("told", millis(on(1961, 1, 3)), millis(on(1990))),
        ("doubt", millis(on(1990)), millis(on(2015, 10, 31))),
    ]


def test_doubt_looks_like_doubt() -> None:
    doubt, told, _ = bars(ties(since=Interval.at(1961), until=Interval.at(2015, 7)))
    assert (doubt["dash"], told["dash"]) == ("uncertain", "certain")
    assert doubt["opacity"] < told["opacity"]


def test_relation_since_before_the_evidence_begins_at_its_evidence() -> None:
    (bar, _) = bars(ties(since=None, first_evidence=on(1990), last_evidence=on(2000)))
    assert bar["from"] == millis(on(1990))
    assert "on record from 1990-01-01" in bar["says"]


def test_rows_name_dimension_direction_and_post() -> None:
    mission = relation("USA", "CUB", "open", dimension="mission", level="embassy", city="Havana")
    rows = list(dict.fromkeys(bar["row"] for bar in bars(ties(), mission)))
    assert rows == [
        "relations: Cuba \N{EN DASH} United States",
        "mission: United States → Cuba (embassy Havana)",
    ]


def test_bars_are_cut_at_the_days_asked_about() -> None:
    picture = draw_timeline(
        events(a="USA", b="CUB"),
        relations(ties("severed", since=Interval.at(1961, 1, 3))),
        since=on(1970),
        until=on(1980),
    )
    assert {(bar["from"], bar["to"]) for bar in data(picture, "bars")} == {
        (millis(on(1970)), millis(on(1980)))
    }


# ----------------------------------------------------------------------------------------- marks


def marked(modality: Modality) -> dict[str, Any]:
    """Give the mark of an event."""
    (mark,) = data(
        draw_timeline(events(event("open_mission", "USA", "CUB", Interval.at(2030), modality), a="USA")),
        "marks",
    )
    return mark


def test_planned_and_denied_do_not_look_as_if_they_had_happened() -> None:
    looks = {m: (mark["shape"], mark["fill"]) for m in Modality for mark in [marked(m)]}
    assert looks[Modality.PLANNED][1] == looks[Modality.POSSIBLE][1] == "#ffffff"
    assert looks[Modality.HAPPENED][1] != "#ffffff"
    assert len({looks[m] for m in (Modality.HAPPENED, Modality.PLANNED, Modality.DENIED)}) == 3


@pytest.mark.parametrize("modality", list(Modality), ids=str)
def test_legend_says_what_a_mark_means(modality: Modality) -> None:
    picture = draw_timeline(events(event("consult", "USA", "CUB", Interval.at(2016), modality), a="USA"))
    assert marked(modality)["modality"] in texts(picture)


def test_every_modality_has_a_look_of_its_own() -> None:
    assert len({(marked(m)["shape"], marked(m)["fill"]) for m in Modality}) == len(Modality)


def test_rows_of_one_partys_timeline_are_the_others() -> None:
    told = [
        SEVERED,
        event("consult", "RUS", "USA", Interval.at(2016)),
        event("consult", "USA", "", Interval.at(2017)),
    ]
    picture = draw_timeline(events(*told, a="USA"))
    assert [mark["row"] for mark in data(picture, "marks")] == ["Cuba", "Russia", "consult"]
    assert any(text.startswith("A row is another party") for text in texts(picture))
    assert picture.title == "Timeline: the United States"


def test_event_known_to_the_month_spans_the_month() -> None:
    (mark,) = data(
        draw_timeline(events(event("consult", "USA", "CUB", Interval.at(2016, 3)), a="USA")), "marks"
    )
    assert mark["wide"]
    assert (mark["from"], mark["to"]) == (millis(on(2016, 3)), millis(on(2016, 3, 31)))
    assert not data(draw_timeline(events(SEVERED, a="USA", b="CUB")), "marks")[0]["wide"]


def test_undated_events_are_counted_not_drawn() -> None:
    undated = event("consult", "USA", "CUB", UnresolvedDate("soon"))
    picture = draw_timeline(events(SEVERED, undated, a="USA", b="CUB"))
    assert len(data(picture, "marks")) == 1
    assert "1 event without a date that can be told: not drawn." in texts(picture)


@pytest.mark.parametrize("year", [1, 1815, 2026, 9999])
def test_far_years_are_drawn(year: int) -> None:
    picture = draw_timeline(events(event("consult", "USA", "CUB", Interval.at(year, 6, 1)), a="USA"))
    assert data(picture, "marks")[0]["at"] == millis(on(year, 6))
    assert picture.to_svg().startswith("<svg")


def test_empty_timeline_says_that_nothing_is_on_record() -> None:
    picture = draw_timeline(events(a="FJI", b="TUV"), relations())
    assert "nothing on record, which is not “no”" in texts(picture)
    assert picture.title == "Timeline: Fiji and Tuvalu"
    assert "Nothing is on record for this question." in picture.spec["title"]["subtitle"]
    assert picture.to_svg().startswith("<svg")


def test_title_counts_copies_of_one_text_once() -> None:
    picture: Picture = draw_timeline(events(SEVERED, SEVERED, a="USA", b="CUB"))
    assert picture.asked == "as known at 2026-01-01 12:00 UTC (entry 7) · 1 document"


def test_long_and_right_to_left_names_are_short_and_plain() -> None:
    arabic = "\u0627\u0644\u062c\u0645\u0647\u0648\u0631\u064a\u0629"
    long = "A name that goes on and on " * 20
    mention = event("consult", f"?{arabic}\u202e", f"?{long}", Interval.at(2016, 1, 2))
    (mark,) = data(draw_timeline(events(mention, a="USA")), "marks")
    assert f"“{arabic}”" in mark["says"].replace(" ”", "”")
    assert "\u202e" not in mark["says"]
    assert len(mark["says"]) < 120


def test_marks_are_listed_in_order_of_their_first_day() -> None:
    later = event("open_mission", "USA", "CUB", Interval.at(1977, 9, 1))
    rows = by(data(draw_timeline(events(later, SEVERED, a="USA", b="CUB")), "marks"), "row")
    assert list(rows) == ["sever relations", "open mission"]


def test_what_began_before_the_evidence_is_marked_so() -> None:
    picture = draw_timeline(
        events(a="USA", b="CUB"), relations(ties(since=None, first_evidence=on(1990), last_evidence=on(2000)))
    )
    assert [bar["earlier"] for bar in data(picture, "bars")] == [True, False]
    assert "it began earlier, on a day not on record" in texts(picture)
    assert not any(bar["earlier"] for bar in bars(ties()))


def test_status_without_any_day_is_counted_not_drawn() -> None:
    picture = draw_timeline(
        events(a="USA", b="CUB"), relations(ties(since=None, first_evidence=None, last_evidence=None))
    )
    assert data(picture, "bars") == []
    assert "1 status without any day on record: not drawn." in texts(picture)


def test_title_says_which_days_and_counts_the_documents_behind_them() -> None:
    picture = draw_timeline(
        events(a="USA", b="CUB"),
        relations(
            ties("severed", since=Interval.at(1961), until=Interval.at(1970)),
            ties(since=Interval.at(2015, 7, 20)),
        ),
        since=on(2000),
        until=on(2020),
    )
    assert picture.asked.startswith("from 2000-01-01 · before 2020-01-01 · as known at ")
    assert picture.asked.endswith("· 1 document")


def test_more_rows_than_can_be_read_are_counted() -> None:
    posts = [
        relation("USA", "CUB", "open", dimension="mission", level="consulate", city=f"Town {n}")
        for n in range(70)
    ]
    picture = draw_timeline(events(a="USA", b="CUB"), relations(*posts))
    assert len({bar["row"] for bar in data(picture, "bars")}) == 60
    assert any(text.startswith("10 more rows of bars not drawn") for text in texts(picture))


def clash(*left: Event, right: Event) -> Answer[Conflict]:
    """Give a conflict between events."""
    item = Conflict(
        kind="status",
        dimension="relations",
        a="CUB",
        b="USA",
        day=on(1961, 1, 3),
        left=tuple(event.id for event in left),
        right=(right.id,),
        left_claims=(),
        right_claims=(),
    )
    return Answer(rows=(Shown(item),), known_at=KNOWN_AT, sequence=7)


def test_events_on_which_texts_disagree_are_ringed_and_the_legend_says_so() -> None:
    resumed = event("resume_relations", "USA", "CUB", Interval.at(1961, 1, 3))
    quiet = event("consult", "USA", "CUB", Interval.at(2016))
    told = events(SEVERED, resumed, quiet, a="USA", b="CUB")
    picture = draw_timeline(told, conflicts=clash(SEVERED, right=resumed))
    found = {mark["event"]: mark["clash"] for mark in data(picture, "marks")}
    assert found == {"sever relations": True, "resume relations": True, "consult": False}
    assert all(("texts disagree" in mark["says"]) == mark["clash"] for mark in data(picture, "marks"))
    assert "ringed: texts disagree" in texts(picture)


def test_without_conflicts_nothing_is_ringed() -> None:
    picture = draw_timeline(events(SEVERED, a="USA", b="CUB"))
    assert not any(mark["clash"] for mark in data(picture, "marks"))
    assert "ringed: texts disagree" not in texts(picture)
