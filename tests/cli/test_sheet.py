"""Answers for people: plain when piped, fitted and coloured on a terminal, and safe on both."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.cli.sheet import LONGEST_LINE, Quote, Row, Sheet, fitted, show
from dragoman.cli.text import safe, short_name, width

SHEET = Sheet(
    heading="Russia and Afghanistan",
    subheading="on 2025-07-10",
    columns=("what", "empty", "count"),
    rows=(
        Row(("recognition", "", "3"), (Quote("Moscow recognized the Taliban.", "wire-1", (7, 17)),)),
        Row(("mission", "", "12"), tone="dim"),
    ),
    notes=("unknown: envoy",),
    right=frozenset({"count"}),
)
ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def plain(sheet: Sheet) -> str:
    stream = io.StringIO()
    show(sheet, stream)
    return stream.getvalue()


def on_terminal(sheet: Sheet, columns: int, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    stream = Terminal()
    show(sheet, stream)
    return stream.getvalue()


def test_a_plain_sheet_is_aligned_and_has_no_empty_column() -> None:
    assert plain(SHEET) == (
        "Russia and Afghanistan\n"
        "on 2025-07-10\n"
        "\n"
        "what         count\n"
        "recognition      3\n"
        "    “Moscow recognized the Taliban.” [wire-1]\n"
        "mission         12\n"
        "\n"
        "unknown: envoy\n"
    )


def test_a_plain_sentence_is_never_cut_or_wrapped() -> None:
    sentence = "A long sentence about relations. " * 30
    sheet = Sheet(columns=("a",), rows=(Row(("x",), (Quote(sentence, "d"),)),))
    assert f"“{sentence.strip()}”" in plain(sheet)


@pytest.mark.parametrize("columns", [80, 120])
def test_no_line_is_wider_than_the_terminal(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    row = Row(
        ("2025-07-03", "word " * 30, "and more " * 20), (Quote("A sentence of words. " * 20, "source " * 20),)
    )
    shown = on_terminal(Sheet(heading="h", columns=("date", "b", "c"), rows=(row,)), columns, monkeypatch)
    assert max(width(ESCAPES.sub("", line)) for line in shown.splitlines()) <= columns


def test_sentences_stay_readable_on_a_wide_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    row = Row(("a",), (Quote("A sentence of words. " * 40, "d"),))
    shown = on_terminal(Sheet(columns=("x",), rows=(row,)), 300, monkeypatch)
    assert max(len(ESCAPES.sub("", line).rstrip()) for line in shown.splitlines()) <= LONGEST_LINE


def test_the_deciding_words_are_set_off_and_blanks_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = on_terminal(SHEET, 80, monkeypatch)
    assert "\x1b[1;3mrecognized\x1b[0m" in shown
    assert "“Moscow recognized the Taliban.”" in ESCAPES.sub("", shown)


@pytest.mark.parametrize("tty", [True, False], ids=["terminal", "pipe"])
def test_a_hostile_text_cannot_steer_the_terminal(tty: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    evil = "\x1b[2J\x1b]0;owned\x07[bold]red[/bold] \u202egnp.exe \x9b31m\r\ndone"
    sheet = Sheet(heading=evil, columns=("c",), rows=(Row((evil,), (Quote(evil, evil),)),), notes=(evil,))
    shown = ESCAPES.sub("", on_terminal(sheet, 200, monkeypatch)) if tty else plain(sheet)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", shown)
    assert "[bold]red[/bold]" in shown
    assert "␛[2J" in shown


@given(st.text())
def test_safe_text_is_one_line_without_control_characters(text: str) -> None:
    assert not re.search("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", safe(text))


def test_wide_and_combining_characters_are_measured_as_shown() -> None:
    assert (width("abc"), width("北京"), width("e\u0301")) == (3, 4, 1)


@given(st.lists(st.integers(1, 200), min_size=1, max_size=6), st.integers(20, 200))
def test_columns_are_narrowed_from_the_widest(widths: list[int], columns: int) -> None:
    fit = fitted(widths, [1] * len(widths), columns)
    narrowed = [new for old, new in zip(widths, fit, strict=True) if new < old]
    assert all(new <= old for old, new in zip(widths, fit, strict=True))
    assert not narrowed or max(fit) - min(narrowed) <= 1


@pytest.mark.parametrize(
    ("widths", "words", "expected"),
    [
        pytest.param([10, 40, 40], [10, 19, 5], [10, 33, 33], id="all can give way"),
        pytest.param([10, 40, 40], [10, 39, 5], [10, 39, 27], id="a long word stays whole"),
        pytest.param([10, 40, 40], [10, 40, 40], [10, 33, 33], id="words are cut when all else fails"),
    ],
)
def test_words_stay_whole_while_they_can(widths: list[int], words: list[int], expected: list[int]) -> None:
    assert fitted(widths, words, 80) == expected


def test_a_long_name_gives_way_to_the_id() -> None:
    assert short_name("RUS", "Russia") == "Russia"
    assert short_name("AFG/taliban", "Islamic Emirate of Afghanistan") == "AFG/taliban"
