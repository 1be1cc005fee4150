"""The manifest says of every packaged data file what it is; any difference fails."""

from __future__ import annotations

import hashlib
import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.scripts import ROOT, load_script

DATA = ROOT / "src" / "dragoman" / "data"
FIELDS = {"path", "sha256", "rows", "source", "retrieved", "licence", "made_by"}
manifest = load_script("training/build_manifest.py")

with (DATA / "manifest.toml").open("rb") as stream:
    ENTRIES: list[dict[str, Any]] = tomllib.load(stream)["file"]


def test_manifest_is_what_the_script_writes() -> None:
    assert (DATA / "manifest.toml").read_text(encoding="utf-8") == manifest.build(), "run `make manifest`"


def test_manifest_lists_every_data_file_once() -> None:
    present = [
        path.relative_to(DATA).as_posix()
        for path in DATA.rglob("*")
        if path.is_file() and path.name != "manifest.toml" and "__pycache__" not in path.parts
    ]
    assert sorted(present) == sorted(entry["path"] for entry in ENTRIES)


LICENCES = ("Apache-2.0", "CC0-1.0", "CC-BY-4.0", "facts", "public-domain")


@pytest.mark.parametrize("entry", ENTRIES, ids=[entry["path"] for entry in ENTRIES])
def test_entry_is_complete_and_true(entry: dict[str, Any]) -> None:
    assert set(entry) == FIELDS
    assert hashlib.sha256((DATA / entry["path"]).read_bytes()).hexdigest() == entry["sha256"]
    assert entry["rows"] > 0
    assert isinstance(entry["retrieved"], date)
    assert entry["source"].strip()
    assert entry["licence"].split()[0].strip(";") in LICENCES
    made_by = entry["made_by"]
    assert made_by == "written by hand" or (ROOT / made_by).is_file()


def test_changed_byte_changes_the_manifest(tmp_path: Path) -> None:
    table = tmp_path / "gazetteer" / "codes.csv"
    table.parent.mkdir()
    head = "# source: a list\n# licence: facts\n# retrieved: 2026-11-24\n# made_by: written by hand\n"
    table.write_text(head + "party,scheme\nAFG,iso2\n", encoding="utf-8")
    before = manifest.build(tmp_path)
    table.write_text(head + "party,scheme\nAFG,iso3\n", encoding="utf-8")
    assert "rows = 1\n" in before
    assert manifest.build(tmp_path) != before


def test_file_without_an_origin_is_refused(tmp_path: Path) -> None:
    (tmp_path / "more.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(SystemExit, match=re.escape("more.csv: no source, licence, retrieved, made_by")):
        manifest.build(tmp_path)


@pytest.mark.parametrize(
    ("name", "text", "rows"),
    [
        ("a.csv", "# source: x\nid,name\n1,2\n\n3,4\n", 2),
        ("a.json", '{"id": 1}', 1),
        ("a.json", "[1, 2, 3]", 3),
        ("a.jsonl", '{"id": 1}\n{"id": 2}\n', 2),
        ("a.toml", '[[type]]\ncode = "x"\n[[type]]\ncode = "y"\n[words]\nbe = "is"\n', 3),
        ("a.md", "# Title\n\ntext\n", 2),
    ],
)
def test_rows_are_counted_by_kind(tmp_path: Path, name: str, text: str, rows: int) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert manifest.count_rows(path) == rows
