"""Answers in a notebook: tables for all, pictures where there are some, and hostile texts as text."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser

import pytest

from dragoman.answers import Answer
from dragoman.records import Interval
from dragoman.service import Ledger
from tests.ask import build
from tests.ask.build import Said

ON = date(2025, 7, 10)


@pytest.fixture
def book() -> Iterator[Ledger]:
    with build.ledger() as opened:
        yield opened


def html(answer: Answer[object]) -> str:
    """Give the form that a notebook shows."""
    shown: str = answer._repr_mimebundle_()["text/html"]
    return shown


def test_status_shows_a_table_with_sentences(book: Ledger) -> None:
    forms = book.status("RUS", "AFG", on=ON)._repr_mimebundle_()
    assert '<th scope="col">status</th>' in forms["text/html"]
    assert "Moscow <mark>recognized</mark> the Taliban on 3 July 2025." in forms["text/html"]
    assert (
        "recognition  Russia → Islamic Emirate of Afghanistan (Taliban)  recognized  2025-07-03"
        in forms["text/plain"]
    )
    assert "<img" not in forms["text/html"]


def test_who_shows_a_map_and_timeline_its_marks(book: Ledger) -> None:
    for answer in (book.who("recognition", "AFG/taliban", on=ON), book.timeline("USA", "CUB")):
        assert 'src="data:image/png;base64,iVBOR' in html(answer)  # type: ignore[arg-type]


def test_map_says_in_words_what_it_shows(book: Ledger) -> None:
    shown = html(book.who("recognition", "AFG/taliban", on=ON))  # type: ignore[arg-type]
    assert 'alt="Recognition: who recognizes the Islamic Emirate of Afghanistan (Taliban).' in shown
    assert "on 2025-07-10 · as known at" in shown


def test_without_the_extra_there_is_the_table_and_its_remedy(
    book: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "altair", None)
    shown = html(book.who("recognition", "AFG/taliban", on=ON))  # type: ignore[arg-type]
    assert "<img" not in shown
    assert "pip install &#x27;dragoman[charts]&#x27;" in shown
    assert "<td>Russia → Islamic Emirate of Afghanistan (Taliban)</td>" in shown


def test_answer_without_a_form_of_its_own_shows_as_before(book: Ledger) -> None:
    answer = book.conflicts()
    assert answer._repr_mimebundle_() == {"text/plain": repr(answer)}


def test_answer_can_still_be_pickled(book: Ledger) -> None:
    answer = book.who("recognition", "AFG/taliban", on=ON)
    assert pickle.loads(pickle.dumps(answer)) == answer  # noqa: S301 - our own


def test_hostile_sentence_stays_text(book: Ledger) -> None:
    sentence = "<script>alert(1)</script> Moscow recognized\u202e the <b onclick=x>Taliban</b> in 2025."
    said = Said(
        sentence=sentence,
        trigger="recognized",
        type="recognize",
        actor="RUS",
        target="AFG/taliban",
        date=Interval.at(2025, 7, 3),
    )
    doc, claims = build.document('"><img src=x onerror=alert(2)>', said)
    book.record(doc, claims=claims)
    shown = html(book.status("RUS", "AFG", on=ON)) + html(book.timeline("RUS", "AFG"))  # type: ignore[arg-type]
    tags: set[str] = set()
    names: set[str] = set()

    class Tags(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            tags.add(tag)
            names.update(name for name, _ in attrs)

    Tags().feed(shown)
    assert "script" not in tags
    assert "b" not in tags
    assert names == {"scope", "dir", "alt", "style", "src"}
    assert "\u202e" not in shown
