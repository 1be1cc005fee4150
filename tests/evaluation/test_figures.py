from __future__ import annotations

import pytest

from dragoman.resources import load_csv
from evaluation.figures import COLUMNS, FILE, TABLES, build
from evaluation.page import RESULTS


def test_packaged_figures_are_those_of_the_page() -> None:
    remedy = "run `python -m evaluation.figures`, then `make manifest`"
    assert FILE.read_text(encoding="utf-8") == build(RESULTS.read_text(encoding="utf-8")), remedy


def test_every_table_is_there_with_all_families_together() -> None:
    rows = load_csv("figures.csv")
    assert tuple(rows[0]) == COLUMNS
    for taken in TABLES:
        of_table = [row for row in rows if row["texts"] == taken.texts]
        assert any(row["on"].startswith("all") for row in of_table)
        assert all(float(row["precision"]) > 0 for row in of_table if row["on"].startswith("all"))


def test_page_without_its_tables_is_refused() -> None:
    with pytest.raises(LookupError, match="no table"):
        build("# Results\n")
