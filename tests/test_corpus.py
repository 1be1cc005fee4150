"""The training corpus keeps its own rules, and the checker sees when it does not."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from tests.scripts import ROOT, load_script

check_corpus = load_script("training/check_corpus.py")
DATASHEET = (ROOT / "training" / "corpus" / "DATASHEET.md").read_text(encoding="utf-8")
FILES = sorted((ROOT / "training" / "corpus").glob("*.jsonl"))
ROW: dict[str, Any] = {
    "id": "own-1",
    "sentence": "Ghana recognized Biafra on Friday.",
    "mentions": [{"text": "Ghana", "nth": 1, "kind": "party", "id": "GHA"}],
    "events": [
        {
            "type": "recognize",
            "trigger": "recognized",
            "actor": {"id": "GHA", "text": "Ghana"},
            "target": {"id": "", "text": "Biafra"},
            "date": "1968-05-03",
            "date_text": "on Friday",
            "modality": "happened",
        }
    ],
    "pairs": [{"source": "Ghana", "target": "Biafra", "root": "SUPPORT"}],
}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_row_keeps_the_rules(path: Path) -> None:
    broken = {
        n: wrong for n, row in check_corpus.load_rows(path) if (wrong := list(check_corpus.problems(row)))
    }
    assert broken == {}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_datasheet_counts_every_file(path: Path) -> None:
    assert f"| `{path.name}` | {sum(1 for _ in check_corpus.load_rows(path))} |" in DATASHEET


def test_ids_stand_once() -> None:
    ids = [row["id"] for path in FILES for _, row in check_corpus.load_rows(path)]
    assert len(ids) == len(set(ids))


def test_a_sound_row_has_no_problem() -> None:
    assert list(check_corpus.problems(ROW)) == []


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("mentions", 0, "text"), "Mali"),
        (("mentions", 0, "kind"), "country"),
        (("events", 0, "type"), "declare_war"),
        (("events", 0, "modality"), "maybe"),
        (("events", 0, "trigger"), "severed"),
        (("events", 0, "date_text"), "on Sunday"),
        (("events", 0, "date"), "1968-02-30"),
        (("events", 0, "target", "text"), "Togo"),
        (("pairs", 0, "root"), "YIELD"),
        (("pairs", 0, "source"), "Togo"),
    ],
    ids=lambda value: "-".join(map(str, value)) if isinstance(value, tuple) else str(value),
)
def test_a_broken_row_is_seen(place: tuple[Any, ...], value: str) -> None:
    row = deepcopy(ROW)
    holder: Any = row
    for key in place[:-1]:
        holder = holder[key]
    holder[place[-1]] = value
    assert len(list(check_corpus.problems(row))) == 1


def test_the_checker_counts_broken_rows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(f"{json.dumps(ROW)}\n{json.dumps(ROW)}\n", encoding="utf-8")
    assert check_corpus.main([str(path)]) == 1
    assert "its id stands twice" in capsys.readouterr().out
