"""What a sentence leaves behind: parties, persons, missions, meetings; and dates that stand by themselves."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.reader.anchors import Calendar
from dragoman.reader.discourse import Discourse
from dragoman.reader.entries import enter_block, is_only_date, read_dateline, read_lead_date
from dragoman.reader.memory import remember
from dragoman.records import DatePoint, Interval
from tests.reader.build import PUBLISHED, sentence_of


def after(*texts: str, discourse: Discourse | None = None) -> tuple[Discourse, Calendar]:
    """Remember sentences, one after another."""
    discourse, calendar = discourse or Discourse(), Calendar(PUBLISHED)
    for text in texts:
        remember(sentence_of(text, discourse=discourse), discourse, calendar)
    return discourse, calendar


def entered(text: str, *, heading: bool = False) -> tuple[Discourse, Calendar]:
    discourse, calendar = Discourse(), Calendar(PUBLISHED, told=Interval.at(1990))
    enter_block(sentence_of(text, heading=heading), discourse, calendar)
    return discourse, calendar


# -------------------------------------------------------------------------------------- memory


def test_parties_are_remembered_but_not_mere_places() -> None:
    discourse, _ = after("Chile met Peru in Nairobi.", "Chile left.")
    assert discourse.recent == ["PER", "CHL"]


def test_parties_named_together_are_remembered_together() -> None:
    discourse, _ = after("Chile and Peru met Norway.", "Ghana left.")
    assert discourse.plural == ["CHL", "PER"]


@pytest.mark.parametrize(
    "text",
    [
        "Norwegian Foreign Minister Astrid Berg arrived.",
        "Norway's ambassador Astrid Berg arrived.",
        "Astrid Berg, the Norwegian foreign minister, arrived.",
        "The Norwegian foreign minister, Astrid Berg, arrived.",
    ],
)
def test_person_with_an_office_speaks_for_its_party(text: str) -> None:
    discourse, _ = after(text)
    assert discourse.persons == {"Berg": "NOR"}


def test_known_person_is_remembered_by_surname() -> None:
    discourse, _ = after("Lavrov arrived.")
    assert (discourse.person, discourse.persons) == ("RUS", {"Lavrov": "RUS"})


@pytest.mark.parametrize(
    "text", ["The Norwegian minister arrived.", "The Norwegian minister of war arrived."]
)
def test_office_without_a_name_is_no_person(text: str) -> None:
    discourse, _ = after(text)
    assert discourse.persons == {}


def test_name_without_an_office_is_nobody_s() -> None:
    discourse, _ = after("Astrid Berg, a guest from Norway, arrived.")
    assert discourse.persons == {}


def test_mission_spoken_of_is_remembered_with_its_place() -> None:
    discourse, _ = after("There was a Chilean consulate in Mombasa.")
    post = discourse.post
    assert post is not None
    assert [r.party for r in post.senders] == ["CHL"]
    assert [r.party for r in post.hosts] == ["KEN"]
    assert (post.level, post.city) == ("consulate", "Mombasa")


def test_mission_in_an_unknown_town_is_in_the_other_party_of_the_title() -> None:
    discourse, _ = after(
        "There was a Chilean consulate in Tumbledown.", discourse=Discourse(pair=["CHL", "PER"])
    )
    post = discourse.post
    assert post is not None
    assert [r.party for r in post.hosts] == ["PER"]
    assert post.city == "Tumbledown"


def test_mission_in_an_unknown_town_of_no_title_has_no_host() -> None:
    discourse, _ = after("There was a Chilean consulate in Tumbledown.", discourse=Discourse(pair=["PER"]))
    assert discourse.post is not None
    assert discourse.post.hosts == ()


def test_meeting_is_remembered_with_its_date() -> None:
    _, calendar = after("In a meeting held on 3 May 2021, they spoke.")
    assert calendar.meeting == Interval.at(2021, 5, 3)


def test_date_of_another_clause_is_not_the_meeting_s() -> None:
    _, calendar = after("They left the meeting, and on 3 May 2021 they spoke.")
    assert calendar.meeting is None


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (["It began in 1991."], 1991),
        (["It began in 1991.", "It ended on 26 August."], 1991),
        (["It began in 1991.", "It ended this year."], None),
        (["It began in 1991.", "It ended yesterday."], None),
        (["It ended on 26 August."], None),
    ],
)
def test_text_looks_back_until_it_names_another_time(texts: list[str], told: int | None) -> None:
    _, calendar = after(*texts)
    start = calendar.told.start if calendar.told else None
    assert (start.year if start else None) == told


# ------------------------------------------------------------------------------------- entries


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("3 May 1990", True),
        ("In May 1990:", True),
        ("(1990)", True),
        ("May 1990: Chile left.", False),
        ("Chile", False),
    ],
)
def test_date_that_stands_alone(text: str, only: bool) -> None:
    assert is_only_date(sentence_of(text)) is only


def test_date_alone_dates_the_entry_below() -> None:
    _, calendar = entered("3 May 1990")
    assert calendar.entry == calendar.last == calendar.told == Interval.at(1990, 5, 3)


def test_heading_gives_parties_and_date() -> None:
    discourse, calendar = entered("Relations of Chile and Peru, 1990", heading=True)
    assert discourse.heading == ["CHL", "PER"]
    assert calendar.heading == Interval.at(1990)


def test_paragraph_ends_what_was_told_and_keeps_the_heading() -> None:
    discourse, calendar = Discourse(heading=["CHL"]), Calendar(PUBLISHED, told=Interval.at(1990))
    enter_block(sentence_of("Chile and Peru met."), discourse, calendar)
    assert calendar.told is None
    assert discourse.heading == ["CHL"]


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("3 May 1990: Chile left.", Interval.at(1990, 5, 3)),
        ("On 3 May 1990 \u2013 Chile left.", Interval.at(1990, 5, 3)),
        ("Chile left on 3 May 1990.", None),
    ],
)
def test_date_before_a_colon_dates_the_entry(text: str, entry: Interval | None) -> None:
    calendar = Calendar(PUBLISHED)
    read_lead_date(sentence_of(text), calendar)
    assert calendar.entry == entry


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("NAIROBI, June 14 \u2013 Chile left.", date(2021, 6, 14)),
        ("NAIROBI, Kenya, June 14 (Wire) \u2013 Chile left.", date(2021, 6, 14)),
        ("NAIROBI, May 14 \u2013 Chile left.", PUBLISHED),  # too long ago
        ("Nairobi, June 14 \u2013 Chile left.", PUBLISHED),  # no dateline without capitals
        ("NAIROBI was calm on June 14 \u2013 Chile left.", PUBLISHED),
        ("NAIROBI, June 14, Chile left.", PUBLISHED),
    ],
)
def test_dateline_moves_today(text: str, day: date) -> None:
    calendar = Calendar(PUBLISHED)
    read_dateline(sentence_of(text), calendar)
    assert calendar.published == day


def test_dateline_without_a_day_moves_nothing() -> None:
    calendar = Calendar(date(2021, 6, 5))
    read_dateline(sentence_of("NAIROBI, June 2021 \u2013 Chile left."), calendar)
    assert calendar.published == date(2021, 6, 5)


def test_last_date_named_is_noted_where_it_has_a_start() -> None:
    calendar = Calendar(PUBLISHED)
    calendar.note(Interval.at(1990))
    calendar.note(Interval(None, DatePoint(1995), is_range=True))
    assert calendar.last == Interval.at(1990)
