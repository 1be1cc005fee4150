"""Blocks and sentences: where a text is cut, and that nothing but blanks and marks of markup is left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reader.text import split_blocks
from dragoman.records import Span


def sentences(text: str) -> list[str]:
    return [span.of(text) for block in split_blocks(text) for span in block.sentences]


def headings(text: str) -> list[str]:
    return [block.span.of(text) for block in split_blocks(text) if block.heading]


# ----------------------------------------------------------------------------------- sentences


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Chile left. Peru stayed on.", ["Chile left.", "Peru stayed on."]),
        ("Did Chile leave? It did!  So be it.", ["Did Chile leave?", "It did!", "So be it."]),
        ("Mr. Smith met Gen. Jones. They talked.", ["Mr. Smith met Gen. Jones.", "They talked."]),
        ("J. R. Smith left.", ["J. R. Smith left."]),
        ("He met Th. Berg. He left.", ["He met Th. Berg.", "He left."]),
        ("It came on Jan. 3, 1961. It stayed.", ["It came on Jan. 3, 1961.", "It stayed."]),
        ("They left the U.S. They came back.", ["They left the U.S.", "They came back."]),
        ("They left the U.S. Embassy early.", ["They left the U.S. Embassy early."]),
        ("The firm is Smith Inc. It is small.", ["The firm is Smith Inc.", "It is small."]),
        ("The firm is Smith Inc. of Lima.", ["The firm is Smith Inc. of Lima."]),
        ("\u201cWe left.\u201d Then it rained.", ["\u201cWe left.\u201d", "Then it rained."]),
        ('He said "no." She said yes.', ['He said "no."', "She said yes."]),
        ("It fell 3.5 percent. It rose.", ["It fell 3.5 percent.", "It rose."]),
        ("It was over ... for now, at least.", ["It was over ... for now, at least."]),
        ("They met (it was brief). It ended.", ["They met (it was brief).", "It ended."]),
    ],
)
def test_paragraph_is_cut_into_sentences(text: str, cut: list[str]) -> None:
    assert sentences(text) == cut


def test_text_without_a_stop_is_one_sentence() -> None:
    assert sentences("chile left, and the rest of them stayed where they were,") == [
        "chile left, and the rest of them stayed where they were,"
    ]


@pytest.mark.parametrize("text", ["", " \n\t\n", "***", "---\n\n___"])
def test_text_without_words_has_no_sentences(text: str) -> None:
    assert [s for s in sentences(text) if any(c.isalnum() for c in s)] == []


# -------------------------------------------------------------------------------------- blocks


def test_lines_are_blocks_and_blank_lines_part_them() -> None:
    text = "Chile left the pact.\nPeru stayed in it.\n\nGhana joined later."
    assert [block.span.of(text) for block in split_blocks(text)] == [
        "Chile left the pact.",
        "Peru stayed in it.",
        "Ghana joined later.",
    ]


WRAPPED = (
    "Chile left the pact after a long debate in its parliament, which\n"
    "had lasted for most of the winter and had split the governing\n"
    "party in two. Peru stayed in it."
)


def test_hard_wrapped_paragraph_is_one_block() -> None:
    assert len(split_blocks(WRAPPED)) == 1
    assert sentences(WRAPPED)[1] == "Peru stayed in it."


def test_short_lines_are_not_joined() -> None:
    assert len(split_blocks("Recognition\nRelations\nEmbassies")) == 3


def test_long_lines_are_paragraphs_of_their_own() -> None:
    line = "Chile left the pact after a long debate in its parliament, " * 3 + "and so on,"
    assert len(split_blocks(f"{line}\nand then {line}\nand last {line}")) == 3


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("# Recognition of Ghana", "Recognition of Ghana"),
        ("**Chile Recognizes Ghana**", "Chile Recognizes Ghana"),
        ("> Chile left early.", "Chile left early."),
        ("  * Chile left early.", "Chile left early."),
        ("\u2013 Chile left early.", "Chile left early."),
        ("_Chile left early._", "Chile left early."),
    ],
)
def test_marks_of_markup_stay_outside_sentences(text: str, inner: str) -> None:
    assert sentences(text) == [inner]


# ------------------------------------------------------------------------------------ headings


@pytest.mark.parametrize(
    "line",
    [
        "Recognition",
        "Chile Recognizes Ghana",
        "Establishment of Diplomatic Relations, 1957.",
        "Chile and Ghana: a long story",
    ],
)
def test_short_line_without_a_stop_is_a_heading(line: str) -> None:
    assert headings(f"{line}\n\nIt was long ago.") == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Chile recognized Ghana in 1957.",
        "chile recognized ghana, and",
        "Who recognized Ghana?",
        "It was a long story; " * 12,
    ],
)
def test_sentence_or_half_a_sentence_is_no_heading(line: str) -> None:
    assert headings(line) == []


# ---------------------------------------------------------------------------------------- laws

scraps = st.sampled_from(
    [
        "Chile left. ",
        "Mr. Smith ",
        "\n",
        "\n\n",
        "# ",
        "**",
        "...",
        "U.S. ",
        "\u201cNo.\u201d ",
        "a" * 30,
        " ",
    ]
)


@given(st.one_of(st.text(max_size=80), st.lists(scraps, max_size=30).map("".join)))
def test_sentences_lie_in_their_block_in_order_and_hold_every_word(text: str) -> None:
    blocks = split_blocks(text)
    spans = [span for block in blocks for span in block.sentences]
    assert all(span in block.span for block in blocks for span in block.sentences)
    assert all(a.end <= b.start for a, b in zip(spans, spans[1:], strict=False))
    outside = [Span(0, 0), *spans, Span(len(text), len(text))]
    for before, after in zip(outside, outside[1:], strict=False):
        assert not any(c.isalnum() for c in text[before.end : after.start])


def test_monstrous_sentence_is_cut_at_gaps() -> None:
    text = "recognized Ghana and " * 500
    cut = sentences(text)
    assert max(map(len, cut)) <= 2_000
    assert " ".join(cut) == text.strip()


def test_monstrous_word_is_cut_anyhow() -> None:
    cut = sentences("a" * 5_000)
    assert max(map(len, cut)) <= 2_000
    assert "".join(cut) == "a" * 5_000
