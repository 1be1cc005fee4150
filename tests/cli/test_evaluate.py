"""`dragoman evaluate`: figures and mistakes, from texts or from claims."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.texts import CUBA, FRENCH, RECOGNITION

SEVERED = {
    "modality": "happened",
    "type": "sever_relations",
    "date": "1961-01-03",
    "target": "CUB",
    "actor": "USA",
}
MISSED = {"modality": "happened", "type": "assault", "target": "CUB", "actor": "USA", "evidence": "a limit"}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    rows = [{"doc": "cuba", "events": [SEVERED, MISSED]}, {"doc": "elsewhere", "events": [SEVERED]}]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "cuba.txt").write_text(CUBA, encoding="utf-8")
    (folder / "other.txt").write_text(RECOGNITION, encoding="utf-8")
    return folder


def test_figures_are_shown_per_family_and_for_all(dragoman: Run, gold: Path, texts: Path) -> None:
    ended = dragoman("evaluate", gold, texts)
    lines = {line.split()[0]: line.split() for line in ended.out.splitlines() if line}
    assert ended.code == 0
    assert lines["family"][1:4] == ["gold", "read", "hits"]
    assert lines["relations"][1:] == ["1", "1", "1", "1.000", "1.000", "1.000", "1.000", "1.000"]
    assert lines["all"][1] == "2"
    assert "95 % intervals" in ended.out


def test_gold_without_a_text_is_left_out_and_counted(dragoman: Run, gold: Path, texts: Path) -> None:
    assert "1 gold documents have no text" in dragoman("evaluate", gold, texts).err


def test_mistakes_are_listed_with_their_document(dragoman: Run, gold: Path, texts: Path) -> None:
    out = dragoman("evaluate", gold, texts, "--mistakes").out
    assert "1 missed" in out
    assert "“a limit” [cuba]" in out


def test_gold_may_carry_its_texts(dragoman: Run, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"id": "c", "text": CUBA, "events": [SEVERED]}), encoding="utf-8")
    row = json.loads(dragoman("evaluate", path, "--format", "json").out)["figures"][-1]
    assert (row["family"], row["hits"], row["date_accuracy"]) == ("all", 1, 1.0)


def test_a_published_date_in_gold_counts(dragoman: Run, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    event = {"date": "2025-07-03", "type": "recognize", "target": "AFG/taliban", "actor": "RUS"}
    path.write_text(json.dumps({"doc": "a", "published": "2025-07-04", "events": [event]}), encoding="utf-8")
    (tmp_path / "a.txt").write_text(RECOGNITION, encoding="utf-8")
    rows = json.loads(dragoman("evaluate", path, tmp_path / "a.txt", "--format", "json").out)["figures"]
    assert next(row for row in rows if row["family"] == "recognition")["date_accuracy"] == 1.0


def test_claims_can_be_scored_without_reading(dragoman: Run, gold: Path, tmp_path: Path) -> None:
    claims = tmp_path / "claims.jsonl"
    claims.write_text(json.dumps({"document": "cuba", **SEVERED}), encoding="utf-8")
    rows = json.loads(dragoman("evaluate", gold, "--predicted", claims, "--format", "json").out)["figures"]
    assert (rows[-1]["gold"], rows[-1]["predicted"], rows[-1]["hits"]) == (3, 1, 1)


def test_a_family_can_be_counted_alone(dragoman: Run, gold: Path, texts: Path) -> None:
    rows = json.loads(dragoman("evaluate", gold, texts, "--family", "relations", "--format", "json").out)[
        "figures"
    ]
    assert [row["family"] for row in rows] == ["relations", "all"]


def test_csv_has_intervals(dragoman: Run, gold: Path, texts: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(dragoman("evaluate", gold, texts, "--format", "csv").out)))
    assert float(rows[-1]["recall_low"]) <= float(rows[-1]["recall"]) <= float(rows[-1]["recall_high"])


def test_json_lines_tell_figures_from_mistakes(dragoman: Run, gold: Path, texts: Path) -> None:
    out = dragoman("evaluate", gold, texts, "--mistakes", "--format", "jsonl").out
    assert {json.loads(line)["line"] for line in out.splitlines()} == {"figures", "mistake"}


def test_a_text_that_cannot_be_read_is_named(dragoman: Run, gold: Path, texts: Path) -> None:
    (texts / "elsewhere.txt").write_text(FRENCH, encoding="utf-8")
    ended = dragoman("evaluate", gold, texts)
    assert ended.code == 1
    assert "looks like French" in ended.err


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param('{"doc": "a"}', "lacks 'doc'", id="no events"),
        pytest.param("{", "is not valid JSON", id="broken"),
        pytest.param('{"doc": "x", "events": []}', "no document of", id="no text"),
    ],
)
def test_gold_that_cannot_be_used_is_refused(
    dragoman: Run, tmp_path: Path, texts: Path, content: str, words: str
) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(content, encoding="utf-8")
    ended = dragoman("evaluate", path, texts)
    assert (ended.code, ended.out) == (2, "")
    assert words in ended.err


def test_texts_and_claims_together_are_refused(dragoman: Run, gold: Path, texts: Path) -> None:
    ended = dragoman("evaluate", gold, texts, "--predicted", gold)
    assert ended.code == 2
    assert "not both" in ended.err
