from __future__ import annotations

from datetime import date

import pytest

from dragoman.dates import parse_edtf
from dragoman.records import UnresolvedDate
from dragoman.web.words import began_words, ended_words, when_words


@pytest.mark.parametrize(
    ("edtf", "words", "began", "ended"),
    [
        ("2025-07-03", "2025-07-03", "since 2025-07-03", "until 2025-07-03"),
        ("2025-07", "2025-07", "since 2025-07", "until 2025-07"),
        ("1915~", "about 1915", "since about 1915", "until about 1915"),
        ("199X", "1990s", "since 1990s", "until 1990s"),
        ("../2015-10", "by 2015-10", "begun by 2015-10", "ended by 2015-10"),
        ("2021-08/..", "from 2021-08", "begun 2021-08 or later", "ended 2021-08 or later"),
        (
            "1998-05/2018-07-16",
            "1998-05 to 2018-07-16",
            "begun 1998-05 to 2018-07-16",
            "ended 1998-05 to 2018-07-16",
        ),
    ],
)
def test_dates_are_said_in_words(edtf: str, words: str, began: str, ended: str) -> None:
    when = parse_edtf(edtf)
    assert when_words(when) == words
    assert began_words(when) == began
    assert ended_words(when) == ended


def test_no_date_has_no_words() -> None:
    assert when_words(None) == when_words(UnresolvedDate()) == ended_words(None) == began_words(None) == ""
    assert began_words(None, date(2024, 7, 1)) == "since before 2024-07-01"
