"""`dragoman read`: what is shown, recorded and refused."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.texts import CUBA, FRENCH, RECOGNITION


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "wire-1.txt"
    path.write_text(RECOGNITION, encoding="utf-8")
    return path


def test_claims_are_shown_with_their_sentence_and_recorded(dragoman: Run, article: Path) -> None:
    ended = dragoman("read", article, "--published", "2025-07-04", "--publisher", "Example Wire")
    assert ended.code == 0
    assert ended.out.startswith("wire-1\nExample Wire · published 2025-07-04 · ")
    assert "2025-07-03" in ended.out
    assert "Russia → AFG/taliban" in ended.out
    assert "“On Thursday Russia recognized the Taliban government of Afghanistan.”" in ended.out
    assert "1 document read" in ended.err
    assert "1 recorded, 0 on record before" in ended.err


def test_the_same_text_twice_is_recorded_once(dragoman: Run, article: Path) -> None:
    dragoman("read", article)
    assert "0 recorded, 1 on record before" in dragoman("read", article).err


def test_nothing_is_recorded_when_told_so(dragoman: Run, article: Path, tmp_path: Path) -> None:
    ended = dragoman("read", article, "--no-record")
    assert "(nothing recorded)" in ended.err
    assert not (tmp_path / "ledger.sqlite").exists()


def test_json_lines_hold_one_claim_each(dragoman: Run, article: Path) -> None:
    ended = dragoman("read", article, "--published", "2025-07-04", "--format", "jsonl")
    claims = [json.loads(line) for line in ended.out.splitlines()]
    first = next(claim for claim in claims if claim["type"] == "recognize")
    assert (first["document"], first["date"]) == ("wire-1", "2025-07-03")
    assert "Thursday" in first["date_text"]
    assert (first["actor"]["id"], first["target"]["id"]) == ("RUS", "AFG/taliban")
    span = first["sentence"]
    assert RECOGNITION[span["start"] : span["end"]] == span["text"]


@pytest.mark.parametrize("texts", [0, 2], ids=["no claims", "two documents"])
def test_json_is_one_list(dragoman: Run, tmp_path: Path, texts: int) -> None:
    (tmp_path / "0.txt").write_text("It rained all day in the north of the island.", encoding="utf-8")
    for number in range(texts):
        (tmp_path / f"{number}.txt").write_text(RECOGNITION + str(number), encoding="utf-8")
    claims = json.loads(dragoman("read", tmp_path, "--format", "json").out)
    assert len({claim["document"] for claim in claims}) == texts


def test_csv_has_one_header_for_all_documents(dragoman: Run, article: Path, tmp_path: Path) -> None:
    other = tmp_path / "cuba.txt"
    other.write_text(CUBA, encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(dragoman("read", article, other, "--format", "csv").out)))
    assert {row["document"] for row in rows} == {"wire-1", "cuba"}
    assert all(None not in row and None not in row.values() for row in rows)


def test_quiet_shows_nothing(dragoman: Run, article: Path) -> None:
    assert dragoman("read", article, "--quiet").out == ""


def test_standard_input_is_read(dragoman: Run) -> None:
    ended = dragoman("read", "-", "--format", "jsonl", stdin=CUBA.encode())
    claim = json.loads(ended.out.splitlines()[0])
    assert (claim["document"], claim["type"], claim["date"]) == ("stdin", "sever_relations", "1961-01-03")


def test_several_processes_give_the_same_in_the_same_order(dragoman: Run, tmp_path: Path) -> None:
    archive = tmp_path / "a.jsonl"
    rows = [{"id": f"d{n}", "text": f"{CUBA}Number {n}.", "published": "1961-01-04"} for n in range(40)]
    archive.write_text("\n".join([*map(json.dumps, rows), "{"]), encoding="utf-8")
    alone = dragoman("read", archive, "--format", "jsonl", "--jobs", "1", "--no-record")
    shared = dragoman("read", archive, "--format", "jsonl", "--jobs", "2", "--no-record")
    assert alone.out.count("sever_relations") >= 40
    assert (shared.code, shared.out) == (alone.code, alone.out)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param(b"", "is empty", id="empty"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00", "is binary", id="binary"),
        pytest.param("São Tomé".encode("latin-1"), "is not UTF-8", id="wrong encoding"),
        pytest.param(b"a" * 50_000_000, "is larger than the limit of 10 MB", id="50 MB"),
        pytest.param(FRENCH.encode(), "looks like French", id="another language"),
    ],
)
def test_a_text_that_cannot_be_read_is_named_and_the_rest_is_read(
    dragoman: Run, article: Path, tmp_path: Path, data: bytes, words: str
) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(data)
    ended = dragoman("read", bad, article)
    assert ended.code == 1
    assert f"dragoman: {bad}: " in ended.err
    assert words in ended.err
    assert "1 document read" in ended.err
    assert "1 skipped" in ended.err
    assert "Traceback" not in ended.err


@pytest.mark.parametrize(
    ("line", "words"),
    [("{oops", "is not valid JSON"), ('{"id": "b"}', "field 'text' is missing")],
    ids=["broken", "lacks a field"],
)
def test_a_broken_line_is_named_and_the_rest_is_read(
    dragoman: Run, tmp_path: Path, line: str, words: str
) -> None:
    archive = tmp_path / "a.jsonl"
    archive.write_text(json.dumps({"id": "a", "text": CUBA}) + "\n" + line + "\n", encoding="utf-8")
    ended = dragoman("read", archive)
    assert ended.code == 1
    assert f"{archive}:2: {words}" in ended.err
    assert "1 document read" in ended.err
    assert "1 skipped" in ended.err


def test_a_file_that_is_not_there_is_named(dragoman: Run) -> None:
    ended = dragoman("read", "nowhere.txt")
    assert (ended.code, ended.out) == (1, "")
    assert "dragoman: nowhere.txt: cannot be read (No such file or directory)" in ended.err


def test_the_limit_can_be_raised(dragoman: Run, tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text(CUBA * 8, encoding="utf-8")
    assert dragoman("read", path, "--max-size", "0.001").code == 1
    assert dragoman("read", path, "--max-size", "0.01").code == 0


def test_another_language_is_read_when_said_to_be_english(dragoman: Run, tmp_path: Path) -> None:
    path = tmp_path / "fr.txt"
    path.write_text(FRENCH, encoding="utf-8")
    assert dragoman("read", path, "--language", "en").code == 0


def test_an_impossible_date_is_a_usage_error(dragoman: Run, article: Path) -> None:
    ended = dragoman("read", article, "--published", "2025-02-30")
    assert ended.code == 2
    assert "there is no such day in the calendar" in ended.err


def test_a_text_cannot_steer_the_terminal(dragoman: Run, tmp_path: Path) -> None:
    path = tmp_path / "evil.txt"
    path.write_text("\x1b[2J\x1b]0;gone\x07 " + CUBA, encoding="utf-8")
    ended = dragoman("read", path)
    assert "\x1b" not in ended.out
    assert "sever_relations" in ended.out
