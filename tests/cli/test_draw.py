"""`dragoman map` and `plot`: files in every format, and every wrong question refused with its remedy."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.ask import build
from tests.cli.conftest import Run

KNOWN = ("--known-at", "2026-02-01T00:00Z")


@pytest.fixture
def asked(dragoman: Run, tmp_path: Path) -> Run:
    """Give the command line with a ledger that holds three documents."""
    build.ledger(str(tmp_path / "ledger.sqlite")).close()
    return dragoman


@pytest.mark.parametrize(
    ("ending", "first"),
    [
        ("png", b"\x89PNG"),
        ("svg", b"<svg"),
        ("html", b"<!DOCTYPE html>"),
        ("json", b"{"),
        ("PNG", b"\x89PNG"),
    ],
)
def test_map_is_written_in_the_format_of_its_ending(
    asked: Run, tmp_path: Path, ending: str, first: bytes
) -> None:
    output = tmp_path / f"map.{ending}"
    ended = asked("map", "AFG/taliban", "--on", "2025-07-10", "-o", output, *KNOWN)
    assert (ended.code, ended.out) == (0, "")
    assert output.read_bytes().startswith(first)
    assert "as known at 2026-02-01 00:00 UTC (entry 3) · 2 documents" in ended.err
    assert str(output) in ended.err


def test_map_has_a_slider_in_pages_only(asked: Run, tmp_path: Path) -> None:
    for name, options, moving in (
        ("a.html", (), True),
        ("b.html", ("--no-slider",), False),
        ("c.json", (), False),
        ("d.json", ("--slider",), True),
    ):
        assert asked("map", "AFG/taliban", "-o", tmp_path / name, *options, *KNOWN).code == 0
        assert ('"name":"day "' in (tmp_path / name).read_text("utf-8").replace('": "', '":"')) is moving


def test_map_from_a_party(asked: Run, tmp_path: Path) -> None:
    output = tmp_path / "map.json"
    options = ("--direction", "from", "--dimension", "mission", "--on", "1930-01-01")
    assert asked("map", "USA", *options, "-o", output, *KNOWN).code == 0
    rows = json.loads(output.read_text("utf-8"))["datasets"]["areas"]
    assert [row["shape"] for row in rows if row["says"].startswith("open embassy Havana")] == ["CUB"]


def test_map_of_an_empty_ledger_is_all_unknown(dragoman: Run, tmp_path: Path) -> None:
    from dragoman.service import Ledger

    Ledger.open(tmp_path / "ledger.sqlite").close()
    output = tmp_path / "map.json"
    assert dragoman("map", "Kosovo", "--on", "2009-01-01", "-o", output).code == 0
    areas = json.loads(output.read_text("utf-8"))["datasets"]["areas"]
    assert {row["says"] for row in areas} == {
        "Kosovo",
        "unknown: nothing on record, which is not “no”",
    }


def test_timeline_is_written(asked: Run, tmp_path: Path) -> None:
    output = tmp_path / "t.json"
    assert asked("plot", "timeline", "USA", "CUB", "-o", output, *KNOWN).code == 0
    data = json.loads(output.read_text("utf-8"))["datasets"]
    assert {bar["row"] for bar in data["bars"]} >= {"mission: United States → Cuba (embassy Havana)"}
    assert {mark["row"] for mark in data["marks"]} == {"open mission", "sever relations"}


def test_network_and_heatmap_take_blocs(asked: Run, tmp_path: Path) -> None:
    for name, options in (("network", ()), ("heatmap", ("--to", "AFG/taliban", "--to-bloc", "BALTIC"))):
        output = tmp_path / f"{name}.json"
        ended = asked("plot", name, "Norway", "--bloc", "P5", "--on", "2025-07-10", *options, "-o", output)
        assert (
            ended.code,
            "Permanent members of the UN Security Council (5) and 1 more party" in ended.err,
        ) == (
            0,
            True,
        )
    cells = json.loads((tmp_path / "heatmap.json").read_text("utf-8"))["datasets"]["cells"]
    assert len(cells) == 6 * 4
    told = {(cell["row"], cell["hatched"]) for cell in cells if cell["column"].startswith("Islamic Emirate")}
    assert {("Russia", False), ("Norway", False), ("France", True)} < told


def test_counts_are_written(asked: Run, tmp_path: Path) -> None:
    output = tmp_path / "c.svg"
    assert asked("plot", "counts", "AFG/taliban", "-o", output, *KNOWN).code == 0
    assert "over time" in output.read_text("utf-8")


# -------------------------------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("map", "Atlantis", "-o", "x.png"), "no party is known as 'Atlantis'"),
        (("map", "Congo", "-o", "x.png"), "may mean COD, COG"),
        (("map", "Kosovo", "-o", "x.gif"), "end it in one of .png, .svg, .html, .json"),
        (("map", "Kosovo", "-o", "x"), "end it in one of .png"),
        (("map", "Kosovo"), "Missing option '-o'"),
        (("map", "Kosovo", "--dimension", "love", "-o", "x.png"), "'love' is not one of"),
        (("map", "Kosovo", "--scale", "99", "-o", "x.png"), "0.25<=x<=8"),
        (("plot", "network", "USA", "-o", "x.png"), "a network needs two parties, not 1"),
        (("plot", "network", "--bloc", "Atlantis", "-o", "x.png"), "there is no bloc 'Atlantis'"),
        (("plot", "heatmap", "-o", "x.png"), "a heat map needs parties"),
        (("plot", "timeline", "USA", "Atlantis", "-o", "x.png"), "no party is known as 'Atlantis'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_wrong_question_is_refused_and_nothing_is_written(
    asked: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = asked(*arguments)
    assert ended.code == 2
    assert words in ended.err
    assert not list(tmp_path.glob("*x*.*"))


def test_folder_that_is_not_there_is_refused(asked: Run, tmp_path: Path) -> None:
    ended = asked("map", "Kosovo", "-o", tmp_path / "nowhere" / "map.json")
    assert ended.code == 2
    assert "name a file in a folder that you may write to" in ended.err


def test_missing_extra_ends_with_its_remedy(
    asked: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "altair", None)
    ended = asked("map", "Kosovo", "-o", tmp_path / "map.png")
    assert ended.code == 4
    assert ended.err == "dragoman: a picture needs an optional part; run: pip install 'dragoman[charts]'\n"
