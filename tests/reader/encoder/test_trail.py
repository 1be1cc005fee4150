"""The trail: where a party was named before, the title counted as a line above the text."""

from __future__ import annotations

import pytest

from dragoman.gazetteer import load_gazetteer
from dragoman.reader.encoder.trail import Trail
from dragoman.reader.encoder.views import pieces_before
from dragoman.reader.encoder.windows import plan_windows, title_offset
from dragoman.reader.mentions import find_mentions
from dragoman.reader.text import split_blocks
from dragoman.records import Document
from tests.reader.encoder import tiny
from tests.reader.texts import document

TEXT = "Peru recognized Kosovo. Lima is a city. It rained in Togo."


def trail_of(doc: Document) -> Trail:
    gazetteer = load_gazetteer()
    return Trail(doc, find_mentions(doc.text, gazetteer, on=doc.published), gazetteer)


def before(doc: Document, party: str, offset: int) -> list[str]:
    """The words that name a party before an offset."""
    line = f"{doc.title}\n{doc.text}"
    shift = len(line) - len(doc.text)
    return [line[start + shift : end + shift] for start, end in trail_of(doc).before(party, offset)]


def test_every_name_of_a_party_is_on_its_trail() -> None:
    assert before(document(TEXT), "PER", len(TEXT)) == ["Peru", "Lima"]


@pytest.mark.parametrize(
    ("offset", "named"), [(0, []), (1, ["Peru"]), (24, ["Peru"]), (25, ["Peru", "Lima"])]
)
def test_what_comes_later_is_not_yet_there(offset: int, named: list[str]) -> None:
    assert before(document(TEXT), "PER", offset) == named


def test_the_title_comes_before_the_text() -> None:
    doc = document(TEXT, title="Japan and Togo")
    assert before(doc, "TGO", 0) == ["Togo"]
    assert before(doc, "TGO", len(TEXT)) == ["Togo", "Togo"]
    assert all(start >= title_offset(doc) for start, _ in trail_of(doc).before("JPN", 0))


def test_a_party_that_nothing_names_has_none() -> None:
    assert trail_of(document(TEXT)).before("CHL", len(TEXT)) == []


@pytest.mark.parametrize(("party", "words"), [("PER", "lima"), ("TGO", "togo"), ("CHL", "")])
def test_the_last_name_that_the_window_shows_is_found(party: str, words: str) -> None:
    doc = document(TEXT, title="Japan and Togo")
    tokenizer = tiny.tokenizer()
    (window,) = plan_windows(doc, split_blocks(doc.text), tokenizer, lambda span: span.start >= 39)
    (_, i, _) = window.places[0]
    pieces = pieces_before(window, i, trail_of(doc).before(party, TEXT.index("It rained")))
    assert tokenizer.decode([window.ids[k] for k in pieces]).replace(" ##", "") == words
