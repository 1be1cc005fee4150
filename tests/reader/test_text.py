"""Blocks and sentences: what is one, where it ends, and what stays outside."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reader.text import split_blocks
from dragoman.records import Span
from tests.reader.texts import documents

WIDTH = 2_000  # code points at which a run without marks is cut


def sentences_in(text: str) -> list[str]:
    return [span.of(text) for block in split_blocks(text) for span in block.sentences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained. Then it stopped.", ["It rained.", "Then it stopped."]),
        ("Did it rain? It did! Then it stopped…", ["Did it rain?", "It did!", "Then it stopped…"]),
        ("It rained.  \u201cNo,\u201d he said.", ["It rained.", "\u201cNo,\u201d he said."]),
        ("\u201cIt rained.\u201d She left.", ["\u201cIt rained.\u201d", "She left."]),
        ("It rained (a lot.) Then it stopped.", ["It rained (a lot.)", "Then it stopped."]),
        ("It rained on 3 May. 14 people left.", ["It rained on 3 May.", "14 people left."]),
        ("Rates rose by 3.5 points in May.", ["Rates rose by 3.5 points in May."]),
        ("He wrote to example.org about it.", ["He wrote to example.org about it."]),
        ("It rained... and then it stopped.", ["It rained... and then it stopped."]),
        ("It rained. then it stopped.", ["It rained. then it stopped."]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_sentences_end_at_marks_before_a_beginning(text: str, expected: list[str]) -> None:
    assert sentences_in(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Walsh met Dr. Novak and Gen. Huber in Quito for talks on fish.",
        "They met on Jan. 3 and on Sept. 14 in the same hall as before.",
        "The envoy, J. R. Walsh, met A. Novak and left for the coast.",
        "No. 14 of the list was struck out by Sen. Huber of Ohio, vs. his own words.",
        "The U.S. embassy and the U.N. office stood side by side for years.",
        "It was cold, approx. Ten degrees below, as the U.K. Times wrote.",
    ],
)
def test_abbreviations_and_initials_end_no_sentence(text: str) -> None:
    assert sentences_in(text) == [text]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("He left the U.S. In May he came back to it.", 2),
        ("He left the U.S. Senate in May and came back to it.", 1),
        ("They sold fish, salt, etc. The harbour was full of it.", 2),
        ("He worked for Walsh & Co. They sold fish in the harbour.", 2),
        ("He worked for Walsh & Co. Shipping, who sold fish.", 1),
    ],
)
def test_abbreviations_may_stand_last_before_a_word_that_starts(text: str, count: int) -> None:
    assert len(sentences_in(text)) == count


def test_every_line_is_a_block_of_its_own() -> None:
    text = "A FIRST HEADING\nIt rained all day in the town.\n\nIt stopped at night, they said."
    blocks = split_blocks(text)
    assert [block.span.of(text) for block in blocks] == [
        "A FIRST HEADING",
        "It rained all day in the town.",
        "It stopped at night, they said.",
    ]
    assert [block.heading for block in blocks] == [True, False, False]


def test_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "The consul had asked for a house near the harbour and\n"
        "was given one on the hill, from which he could see the\n"
        "ships come in. He did not complain of it to anybody in\n"
        "the capital."
    )
    assert sentences_in(text) == [text[: text.index(" He did")], text[text.index("He did") :]]


def test_short_lines_are_not_joined() -> None:
    text = "Walsh, consul\nNovak, minister\nHuber, ambassador"
    assert [block.span.of(text) for block in split_blocks(text)] == text.split("\n")


@pytest.mark.parametrize(
    ("line", "inner"),
    [
        ("# Recognition of Togo", "Recognition of Togo"),
        ("**Recognition of Togo**", "Recognition of Togo"),
        ("> It rained all day in the town.", "It rained all day in the town."),
        ("- It rained all day in the town.", "It rained all day in the town."),
        ("\u2022 It rained all day in the town.  ", "It rained all day in the town."),
        ("### __Recognition__ of Togo ##", "Recognition__ of Togo"),
    ],
)
def test_marks_of_light_markup_stay_outside(line: str, inner: str) -> None:
    assert sentences_in(line) == [inner]


@pytest.mark.parametrize("line", ["", "   \n \n\t", "***\n---\n###", "\n\n\n"])
def test_a_text_without_words_has_no_blocks(line: str) -> None:
    assert split_blocks(line) == []


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("Consular Relations", True),
        ("Establishment of Consular Relations, 1903.", True),
        ("Norway Opens Legation in Lima", True),
        ("Relations with the Ottoman Empire.", True),
        ("Norway opened a legation in Lima in 1920.", False),
        ("It rained.", False),
        ("The posts were these:", False),
        ("was it so?", False),
        ("1912", False),
        ("word " * 60, False),
    ],
)
def test_headings_are_told_from_sentences(line: str, heading: bool) -> None:
    assert [block.heading for block in split_blocks(line)] == [heading]


@pytest.mark.parametrize("gap", [" ", "\u00a0"])
def test_a_run_without_marks_is_cut_at_a_bound(gap: str) -> None:
    text = gap.join(["word"] * 2_000)
    spans = [span for block in split_blocks(text) for span in block.sentences]
    assert all(span.end - span.start <= WIDTH for span in spans)
    assert sum(span.of(text).count("word") for span in spans) >= 1_990


@given(documents().map(lambda doc: doc.text) | st.text(max_size=200))
def test_sentences_lie_in_their_block_in_order_and_hold_no_blank_ends(text: str) -> None:
    end = 0
    for block in split_blocks(text):
        assert block.sentences
        for span in block.sentences:
            assert span in block.span
            assert end <= span.start < span.end
            assert not span.of(text)[0].isspace()
            end = span.end


@given(documents().map(lambda doc: doc.text))
def test_only_blanks_and_marks_are_left_out_of_sentences(text: str) -> None:
    kept = [Span(0, 0), *(span for block in split_blocks(text) for span in block.sentences)]
    rest = [text[a.end : b.start] for a, b in zip(kept, [*kept[1:], Span(len(text), len(text))], strict=True)]
    assert not any(character.isalnum() for gap in rest for character in gap)
