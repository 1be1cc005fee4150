from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.dates import DateKind, DateMatch, find_dates
from tests.dates.strategies import TEXTS

A, P, D, L = DateKind.ABSOLUTE, DateKind.PARTIAL, DateKind.DEICTIC, DateKind.ANAPHORIC

# Each row: a text; then what is found in it, as preposition, words and kind.
_FOUND: list[tuple[str, list[tuple[str, str, DateKind]]]] = [
    # ---- days, American and British
    ("They met on July 26, 1921 in Riga.", [("on", "July 26, 1921", A)]),
    ("They met on July 26 1921.", [("on", "July 26 1921", A)]),
    ("on Feb. 28 1868 a note", [("on", "Feb. 28 1868", A)]),
    ("on Sept. 9, 1991, and", [("on", "Sept. 9, 1991", A)]),
    ("on Sept 9, 1991", [("on", "Sept 9, 1991", A)]),
    ("JAN. 3, 1961", [("", "JAN. 3, 1961", A)]),
    ("on MAY 3, 1991", [("on", "MAY 3, 1991", A)]),
    ("on july 3, 2025", [("on", "july 3, 2025", A)]),
    ("February, 7, 1817", [("", "February, 7, 1817", A)]),
    ("Jan 1st, 1863", [("", "Jan 1st, 1863", A)]),
    ("July the 4th, 1990", [("", "July the 4th, 1990", A)]),
    ("on July first, 1919", [("on", "July first, 1919", A)]),
    ("on 16 July 2018 the", [("on", "16 July 2018", A)]),
    ("on 16 July, 2018", [("on", "16 July, 2018", A)]),
    ("on the 3rd of May, 1921", [("on", "the 3rd of May, 1921", A)]),
    ("3d May 1868", [("", "3d May 1868", A)]),
    ("this 3d day of May, 1868", [("", "3d day of May, 1868", A)]),
    ("the twenty-first of May", [("", "first of May", P)]),
    ("on the third of May 1921", [("on", "the third of May 1921", A)]),
    ("on 3-Jul-2025", [("on", "3-Jul-2025", A)]),
    ("the 4 August 2020 blast", [("", "4 August 2020", A)]),
    ("on July\n26,\n1921 they", [("on", "July\n26,\n1921", A)]),
    ("on July\u00a026, 1921", [("on", "July\u00a026, 1921", A)]),
    # ---- weekdays with dates
    ("on Thursday, July 3, 2025, it", [("on", "Thursday, July 3, 2025", A)]),
    ("Thursday 3 July 2025", [("", "Thursday 3 July 2025", A)]),
    ("on Thursday the 3rd of July", [("on", "Thursday the 3rd of July", P)]),
    ("on Thursday, the 3rd, they", [("on", "Thursday, the 3rd", P)]),
    ("Wed., Jan. 4, 2017", [("", "Wed., Jan. 4, 2017", A)]),
    ("Sat 5 July 2025", [("", "Sat 5 July 2025", A)]),
    # ---- numbers only
    ("on 2025-07-04 at", [("on", "2025-07-04", A)]),
    ("2025-07-04T10:00Z", [("", "2025-07-04T10:00Z", A)]),
    ("am 04.07.2025", [("", "04.07.2025", A)]),
    ("on 25/4/2025", [("on", "25/4/2025", A)]),
    ("in 2025-07 they", [("in", "2025-07", A)]),
    # ---- months and years
    ("in August 2021", [("in", "August 2021", A)]),
    ("in August, 2021,", [("in", "August, 2021", A)]),
    ("in March of 1920", [("in", "March of 1920", A)]),
    ("in late May 1920", [("in", "late May 1920", A)]),
    ("in 1991 the", [("in", "1991", A)]),
    ("early 1990 saw", [("", "early 1990", A)]),
    ("in mid-2020", [("in", "mid-2020", A)]),
    ("in the year 1868", [("in", "the year 1868", A)]),
    ("by the end of 2025", [("by", "the end of 2025", A)]),
    ("at the beginning of May 1920", [("at", "the beginning of May 1920", A)]),
    ("in the first half of 1990", [("in", "the first half of 1990", A)]),
    ("in the first quarter of 2025", [("in", "the first quarter of 2025", A)]),
    ("in the first week of May", [("in", "the first week of May", P)]),
    ("in the last week of May 1920", [("in", "the last week of May 1920", A)]),
    ("in the spring of 1990", [("in", "the spring of 1990", A)]),
    ("in spring 1990", [("in", "spring 1990", A)]),
    ("in the fall of 1990", [("in", "the fall of 1990", A)]),
    ("the winter of 1990-91", [("", "the winter of 1990-91", A)]),
    ("about 1915 they", [("", "about 1915", A)]),
    ("circa 1850", [("", "circa 1850", A)]),
    ("c. 1850", [("", "c. 1850", A)]),
    ("in or about June, 1868", [("in", "about June, 1868", A)]),
    ("on or about June 3, 1868", [("on", "about June 3, 1868", A)]),
    ("on or around 3 June 1868", [("on", "around 3 June 1868", A)]),
    ("(1815)", [("", "1815", A)]),
    ("the 1991 coup", [("", "1991", A)]),
    ("since the 1991 coup", [("", "1991", A)]),
    ("the treaty of 1955", [("of", "1955", A)]),
    ("a 1961 treaty", [("", "1961", A)]),
    ("the June 1967 war", [("", "June 1967", A)]),
    ("on the 1961 convention", [("", "1961", A)]),
    # ---- decades and centuries
    ("in the 1920s", [("in", "the 1920s", A)]),
    ("the late 1990s", [("", "the late 1990s", A)]),
    ("by the mid-1990s", [("by", "the mid-1990s", A)]),
    ("the 1990's", [("", "the 1990's", A)]),
    ("in the '90s", [("in", "the '90s", A)]),
    ("in the eighties", [("in", "the eighties", A)]),
    ("in the 19th century", [("in", "the 19th century", A)]),
    ("in the mid-nineteenth century", [("in", "the mid-nineteenth century", A)]),
    # ---- ranges
    ("between March and May 1920", [("between", "March and May 1920", A)]),
    ("from 1941 to 1945", [("from", "1941 to 1945", A)]),
    ("from 1941 until 1945", [("from", "1941 until 1945", A)]),
    ("1914\u20131918", [("", "1914\u20131918", A)]),
    ("1914\u20141918", [("", "1914\u20141918", A)]),
    ("in 1991-92", [("in", "1991-92", A)]),
    ("in 1990/91", [("in", "1990/91", A)]),
    ("the years 1914 and 1915", [("", "the years 1914 and 1915", A)]),
    ("between 1941 and 1945", [("between", "1941 and 1945", A)]),
    ("July 14-16, 2018", [("", "July 14-16, 2018", A)]),
    ("July 14 to 16, 2018", [("", "July 14 to 16, 2018", A)]),
    ("14\u201316 July 2018", [("", "14\u201316 July 2018", A)]),
    ("on July 3 and 4, 2018", [("on", "July 3 and 4, 2018", A)]),
    ("on the 3rd and 4th of May", [("on", "the 3rd and 4th of May", P)]),
    ("between 3 and 5 July 1998", [("between", "3 and 5 July 1998", A)]),
    ("June 30-July 2, 1960", [("", "June 30-July 2, 1960", A)]),
    ("the night of July 3-4, 1958", [("", "the night of July 3-4, 1958", A)]),
    ("from 3 July until 5 August 1998", [("from", "3 July until 5 August 1998", A)]),
    ("from Jan. to Mar. 1990", [("from", "Jan. to Mar. 1990", A)]),
    ("in May and June 1920", [("in", "May and June 1920", A)]),
    ("from Monday to Wednesday", [("from", "Monday to Wednesday", D)]),
    ("Monday-Friday", [("", "Monday-Friday", D)]),
    ("from March to May", [("from", "March to May", P)]),
    ("from 1990 to the present", [("from", "1990 to the present", A)]),
    ("(1865-current)", [("", "1865-current", A)]),
    ("from July 3 until today", [("from", "July 3 until today", P)]),
    ("on February 10/22, 1868", [("on", "February 10/22, 1868", A)]),
    ("on February 28/March 12, 1868", [("on", "February 28/March 12, 1868", A)]),
    ("February 10/22", [("", "February 10/22", P)]),
    # ---- coordination
    ("in 1941 and 1945", [("in", "1941", A), ("in", "1945", A)]),
    ("in 2010, 2011 and 2012", [("in", "2010", A), ("in", "2011", A), ("in", "2012", A)]),
    ("on 10 May and 12 June 1990", [("on", "10 May", A), ("on", "12 June 1990", A)]),
    ("in July and December they", [("in", "July", P), ("in", "December", P)]),
    ("on Tuesday and Wednesday", [("on", "Tuesday", D), ("on", "Wednesday", D)]),
    ("on July 3 and in May 1990", [("on", "July 3", P), ("in", "May 1990", A)]),
    # ---- without a year
    ("on July 26 he", [("on", "July 26", P)]),
    ("on 26 July he", [("on", "26 July", P)]),
    ("July 4th came", [("", "July 4th", P)]),
    ("the Fourth of July", [("", "the Fourth of July", P)]),
    ("in May they", [("in", "May", P)]),
    ("since March,", [("since", "March", P)]),
    ("until May", [("until", "May", P)]),
    ("in late May", [("in", "late May", P)]),
    ("mid-May", [("", "mid-May", P)]),
    ("at the end of March", [("at", "the end of March", P)]),
    ("in Dec. they", [("in", "Dec.", P)]),
    ("the June elections", [("", "June", P)]),
    ("a September attack", [("", "September", P)]),
    ("April Glaspie left in April", [("in", "April", P)]),
    ("Theresa May spoke in May", [("in", "May", P)]),
    ("the evening of August 24", [("", "the evening of August 24", P)]),
    ("on the night of May 3", [("on", "the night of May 3", P)]),
    ("In May 20 soldiers were killed", [("in", "May", P)]),
    ("In June 20-year-olds", [("in", "June", P)]),
    ("WASHINGTON, Jan. 3 - President", [("", "Jan. 3", P)]),
    ("TEL AVIV, May 18 - May said", [("", "May 18", P)]),
    ("KABUL, July 4 (Wire) --", [("", "July 4", P)]),
    ("MADRID, Thursday - Monday said", [("", "Thursday", D), ("", "Monday", D)]),
    ("on the 17th a treaty", [("on", "the 17th", P)]),
    ("and on the 17th.", [("on", "the 17th", P)]),
    ("your note of the 5th.", [("of", "the 5th", P)]),
    ("the 3rd inst.", [("", "the 3rd inst.", D)]),
    ("on the 3d instant", [("on", "the 3d instant", D)]),
    ("of the 28th ultimo", [("of", "the 28th ultimo", D)]),
    ("the 3rd prox.", [("", "the 3rd prox.", D)]),
    # ---- from the published date
    ("said today that", [("", "today", D)]),
    ("arrived yesterday morning", [("", "yesterday morning", D)]),
    ("will vote tomorrow", [("", "tomorrow", D)]),
    ("earlier today", [("", "earlier today", D)]),
    ("spoke tonight", [("", "tonight", D)]),
    ("on Thursday", [("on", "Thursday", D)]),
    ("said Thursday that", [("", "Thursday", D)]),
    ("early on Tuesday", [("on", "Tuesday", D)]),
    ("early Tuesday", [("", "early Tuesday", D)]),
    ("earlier Monday", [("", "earlier Monday", D)]),
    ("on Friday afternoon", [("on", "Friday afternoon", D)]),
    ("Monday's vote", [("", "Monday", D)]),
    ("Monday\u2019s vote", [("", "Monday", D)]),
    ("last Thursday", [("", "last Thursday", D)]),
    ("Thursday last,", [("", "Thursday last", D)]),
    ("by this coming Friday", [("by", "this coming Friday", D)]),
    ("until next Thursday", [("until", "next Thursday", D)]),
    ("last October", [("", "last October", D)]),
    ("next May", [("", "next May", D)]),
    ("this March", [("", "this March", D)]),
    ("last May 3", [("", "last May 3", D)]),
    ("late last month", [("", "late last month", D)]),
    ("earlier this month", [("", "earlier this month", D)]),
    ("later this year", [("", "later this year", D)]),
    ("by the end of this year", [("by", "the end of this year", D)]),
    ("of the current year", [("of", "the current year", D)]),
    ("the present month", [("", "the present month", D)]),
    ("this week", [("", "this week", D)]),
    ("last week's talks", [("", "last week", D)]),
    ("last night", [("", "last night", D)]),
    ("this morning", [("", "this morning", D)]),
    ("over the weekend", [("over", "the weekend", D)]),
    ("last weekend", [("", "last weekend", D)]),
    ("last summer", [("", "last summer", D)]),
    ("this spring", [("", "this spring", D)]),
    ("two days ago", [("", "two days ago", D)]),
    ("a fortnight ago", [("", "a fortnight ago", D)]),
    ("some two weeks ago", [("", "some two weeks ago", D)]),
    ("twenty-two years ago", [("", "twenty-two years ago", D)]),
    ("45 days ago", [("", "45 days ago", D)]),
    ("a hundred years ago", [("", "a hundred years ago", D)]),
    ("half a century ago", [("", "half a century ago", D)]),
    ("two and a half years ago", [("", "two and a half years ago", D)]),
    ("a year and a half ago", [("", "a year and a half ago", D)]),
    ("a couple of days ago", [("", "a couple of days ago", D)]),
    ("a few days ago", [("", "a few days ago", D)]),
    ("decades ago", [("", "decades ago", D)]),
    ("a year or so ago", [("", "a year or so ago", D)]),
    ("ten days from now", [("", "ten days from now", D)]),
    ("the day before yesterday", [("", "the day before yesterday", D)]),
    ("the day after tomorrow", [("", "the day after tomorrow", D)]),
    ("the week before last", [("", "the week before last", D)]),
    ("the year after next", [("", "the year after next", D)]),
    ("in May last year", [("in", "May last year", D)]),
    ("in January of this year", [("in", "January of this year", D)]),
    ("on December 16, last year", [("on", "December 16, last year", D)]),
    ("on the 3rd of this month", [("on", "the 3rd of this month", D)]),
    ("on Thursday of last week", [("on", "Thursday of last week", D)]),
    # ---- from the date named last
    ("the same day", [("", "the same day", L)]),
    ("on that same date", [("on", "that same date", L)]),
    ("in the same month", [("in", "the same month", L)]),
    ("later that year", [("", "later that year", L)]),
    ("that night", [("", "that night", L)]),
    ("later the same day", [("", "later the same day", L)]),
    ("at the end of that year", [("at", "the end of that year", L)]),
    ("the next day", [("", "the next day", L)]),
    ("the next morning", [("", "the next morning", L)]),
    ("the following year", [("", "the following year", L)]),
    ("the previous day", [("", "the previous day", L)]),
    ("the preceding Saturday", [("", "the preceding Saturday", L)]),
    ("the following May", [("", "the following May", L)]),
    ("in January of the next year", [("in", "January of the next year", L)]),
    ("on July 3 of that year", [("on", "July 3 of that year", L)]),
    ("on the 9th of the same month", [("on", "the 9th of the same month", L)]),
    ("three days later", [("", "three days later", L)]),
    ("a week later", [("", "a week later", L)]),
    ("a year earlier", [("", "a year earlier", L)]),
    ("nearly two years later", [("", "nearly two years later", L)]),
    ("over a month later", [("", "a month later", L)]),
    ("two months afterwards", [("", "two months afterwards", L)]),
    ("two years before,", [("", "two years before", L)]),
    ("the week before", [("", "the week before", L)]),
    ("the day after", [("", "the day after", L)]),
    ("the day following", [("", "the day following", L)]),
    ("the night before", [("", "the night before", L)]),
    ("the Thursday before", [("", "the Thursday before", L)]),
    ("months later", [("", "months later", L)]),
    ("since then", [("since", "then", L)]),
    ("by then", [("by", "then", L)]),
    ("since that time", [("since", "that time", L)]),
    ("at the end of the year", [("at", "the end of the year", L)]),
    ("later in the month", [("", "later in the month", L)]),
    ("six weeks after he met Stark", [("", "six weeks after", L)]),
    ("one day prior to the bombing", [("", "one day prior to", L)]),
    ("two weeks after June 1, 1990", [("", "two weeks after June 1, 1990", A)]),
    # ---- prepositions of two words, and words between
    ("as of July 3, 1990", [("from", "July 3, 1990", A)]),
    ("up to 1990", [("until", "1990", A)]),
    ("prior to 1990", [("before", "1990", A)]),
    ("ahead of Thursday", [("before", "Thursday", D)]),
    ("SINCE 1991", [("since", "1991", A)]),
    ("noon on May 3, 1909", [("on", "May 3, 1909", A)]),
    ("their return in August 2021", [("in", "August 2021", A)]),
]

_NO_DATES = [
    "1,500 men",
    "$1991",
    "\u20ac1991",
    "1400 troops",
    "2000 people",
    "some 2000 pilgrims",
    "1914 people",
    "in 2000 villages",
    "about 1500 pilgrims",
    "killed 1900 rebels",
    "at 1900 hours",
    "1500 GMT",
    "1500km",
    "World War II",
    "eleven persons",
    "within 48 hours",
    "for three years",
    "a 48-hour pause",
    "five-year plan",
    "for two years after the war",
    "in recent weeks",
    "in the coming weeks",
    "for the last two decades",
    "in the last month",
    "over the next year",
    "within the next year",
    "twice a week",
    "day after day",
    "fiscal year 2025",
    "in fiscal 2025",
    "the financial year 1990",
    "Resolution 1973",
    "No. 1914",
    "resolution 2202",
    "Flight 1549",
    "page 1991",
    "A/1991/3",
    "post-1945 order",
    "pre-1967 lines",
    "1991-style",
    "Covid-19",
    "9/11",
    "the 38th parallel",
    "the 17th parallel",
    "the 3rd battalion",
    "on the 17th Congress",
    "Kuwait its 19th province",
    "the 4th and the 19th",
    "you may go",
    "they march on",
    "May said that",
    "March on Rome",
    "He said May would resign",
    "the war may in 20 ways",
    "April Glaspie met",
    "June Smith came",
    "Mark Sun and Sat",
    "the sun sat",
    "Bloody Sunday",
    "Black Friday",
    "Good Friday Agreement",
    "Sunday Times",
    "the October War",
    "the July 26 Movement",
    "26th of July Movement",
    "July Revolution",
    "every Thursday",
    "Fridays",
    "his last year in office",
    "their next month",
    "earlier than planned",
    "a week earlier than planned",
    "back then",
    "the second time",
    "at the same time",
    "up to date",
    "same-day",
    "year-end",
    "the end of the war",
    "that is the day",
    "10:30",
    "3.14",
    "5th Avenue",
    "the first of them",
    "",
    "   ",
    "\u0661\u0669\u0669\u0661",
    "12345678901234567890",
    "the fall of Kabul",
    "in spring",
    "the year",
]


def _brief(matches: list[DateMatch]) -> list[tuple[str, str, DateKind]]:
    return [(m.prep, m.text, m.kind) for m in matches]


@pytest.mark.parametrize(("text", "expected"), _FOUND, ids=[text for text, _ in _FOUND])
def test_find_dates_finds_the_expressions(text: str, expected: list[tuple[str, str, DateKind]]) -> None:
    assert _brief(find_dates(text)) == expected


@pytest.mark.parametrize("text", _NO_DATES)
def test_find_dates_leaves_out_what_is_no_date(text: str) -> None:
    assert _brief(find_dates(text)) == []


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("six weeks after he met Stark", True),
        ("two days after the coup", True),
        ("the day before he left", True),
        ("three years following the war", True),
        ("one day prior to the bombing", True),
        ("Two days after, the army", False),
        ("three days later the army", False),
        ("a year before.", False),
        ("the week before", False),
        ("a year earlier the army", False),
    ],
)
def test_clause_marks_counts_from_what_the_next_words_tell(text: str, clause: bool) -> None:
    (match,) = find_dates(text)
    assert match.clause is clause


@pytest.mark.parametrize(
    ("text", "approximate"),
    [
        ("about 1915", True),
        ("circa May 1850", True),
        ("on or about June 3, 1868", True),
        ("nearly two years later", True),
        ("more than two years later", True),
        ("less than two weeks ago", True),
        ("a year or so later", True),
        ("over a month later", True),
        ("late May 1920", False),
        ("early 1990", False),
        ("mid-2020", False),
        ("two years later", False),
    ],
)
def test_only_words_for_about_make_a_date_approximate(text: str, approximate: bool) -> None:
    (match,) = find_dates(text)
    assert match.approximate is approximate


def test_find_dates_counts_offsets_in_the_whole_text() -> None:
    text = "On May 3, 1909 it began. In 1910 it ended. In 1911 it was over."
    matches = find_dates(text, 25, 42)
    assert [(m.text, m.span.start, m.span.end) for m in matches] == [("1910", 28, 32)]


def test_find_dates_reads_nothing_beyond_its_part() -> None:
    text = "since 1990 and 1991"
    (match,) = find_dates(text, 6, 8 + 2)
    assert (match.text, match.prep) == ("1990", "")


@given(TEXTS)
def test_matches_quote_the_text_in_order_and_never_overlap(text: str) -> None:
    end = 0
    for match in find_dates(text):
        assert end <= match.span.start < match.span.end <= len(text)
        assert match.span.of(text) == match.text == match.text.strip()
        end = match.span.end


@given(TEXTS, st.sampled_from(["", "It is so. ", "\u00c9t\u00e9: "]))
def test_matches_of_a_part_are_those_of_the_part_alone(text: str, before: str) -> None:
    whole = find_dates(before + text + " 1991 in May", len(before), len(before) + len(text))
    shifted = [(m.span.start - len(before), m.text, m.kind) for m in whole]
    assert shifted == [(m.span.start, m.text, m.kind) for m in find_dates(text)]


@given(st.text(max_size=60))
def test_find_dates_takes_any_text(text: str) -> None:
    assert all(match.span.of(text) == match.text for match in find_dates(text))


def test_time_grows_with_the_length_of_the_text_only() -> None:
    """Ten times the text may take ten times as long, not a hundred times."""

    def seconds(text: str) -> float:
        timings = []
        for _ in range(5):
            begin = perf_counter()
            find_dates(text)
            timings.append(perf_counter() - begin)
        return min(timings)

    text = "the first of the last of May to the end of the 3rd and 4 or 5 in a few, "
    assert seconds(text * 1000) < 40 * seconds(text * 100)
