"""The worked example of the documentation: a type of one's own, from annotated documents to a claim."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dragoman.dates import format_edtf
from dragoman.reader import load_reader, read_document
from dragoman.records import Document, Interval
from dragoman.training.tuning import tune
from tests.scripts import ROOT

GOLD = ROOT / "docs" / "examples" / "currency_unions.jsonl"
PLAIN = "Panama and the United States entered a currency union in June 1904."
NEWS = (
    "Russia recognized the Taliban government of Afghanistan on Thursday. The United States closed its "
    "embassy in Kabul in August 2021."
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("example") / "unions"
    lines: list[str] = []
    tune([GOLD], texts=None, base=None, out=out, name="unions/1", epochs=30, seed=1, say=lines.append)
    return out


def test_the_new_type_is_read(folder: Path) -> None:
    reader = load_reader(folder)
    claims = read_document(Document(text=PLAIN, name="plain"), reader=reader)
    unions = [c for c in claims if c.type == "x_currency_union"]
    assert len(unions) == 1
    (claim,) = unions
    assert {claim.actor and claim.actor.party, claim.target and claim.target.party} == {"PAN", "USA"}
    assert isinstance(claim.date, Interval)
    assert format_edtf(claim.date) == "1904-06"
    assert claim.reader == "unions/1"


def test_the_old_types_are_still_read(folder: Path) -> None:
    doc = Document(text=NEWS, name="news", published=date(2025, 7, 4))
    claims = read_document(doc, reader=load_reader(folder))
    taught = {(c.type, c.actor and c.actor.party) for c in claims}
    shipped = {(c.type, c.actor and c.actor.party) for c in read_document(doc)}
    assert {("recognize", "RUS"), ("close_mission", "USA")} <= shipped
    assert {("recognize", "RUS"), ("close_mission", "USA")} <= taught


def test_the_shipped_model_does_not_know_the_type() -> None:
    claims = read_document(Document(text=PLAIN, name="plain"))
    assert "x_currency_union" not in {c.type for c in claims}
