"""The card says exactly which files it describes, and what was measured with them."""

from __future__ import annotations

import re
from pathlib import Path

from dragoman.reader import version_of
from dragoman.reader.encoder.model import load_description, shipped_path
from evaluation import card
from evaluation.page import section_marks

CARD = card.CARD.read_text(encoding="utf-8")


def _section(name: str) -> str:
    begin, end = section_marks(name)
    return CARD.partition(begin)[2].partition(end)[0].strip()


def test_card_describes_the_files_that_are_shipped() -> None:
    assert _section("files") == card.files_table().strip(), "run `python -m evaluation.card --files`"


def test_a_changed_file_is_another_card(tmp_path: Path) -> None:
    for name in card.FILES:
        (tmp_path / name).write_bytes((shipped_path() / name).read_bytes())
    assert card.files_table(tmp_path) == card.files_table()
    (tmp_path / "heads.npz").write_bytes(b"others")
    assert card.files_table(tmp_path) != card.files_table()


def test_figures_are_those_of_this_version() -> None:
    figures = _section("figures")
    assert figures.startswith(f"Reader {version_of()}.")
    assert len(re.findall(r"0\.\d{3}–0\.\d{3}|0\.\d{3}–1\.000", figures)) > 30  # noqa: RUF001 - ranges


def test_calibration_is_as_good_as_the_card_must_say() -> None:
    assert load_description(shipped_path())["calibration_error"] <= 0.05
