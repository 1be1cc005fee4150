"""Sentences and the claims that they make, from the table in `readings.txt`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.dates import format_edtf
from dragoman.ontology import load_ontology
from dragoman.reader.grammar.frames import load_frames
from dragoman.records import Claim, Interval
from tests.reader.texts import claims_of, document

TABLE = Path(__file__).parent / "readings.txt"
THRESHOLD = 0.6  # what the grammar makes of a sentence, weak readings too, wherever the default is set
COLUMNS = ("type", "actor", "target", "date", "modality", "level", "city")


def _rows() -> Iterator[tuple[str, tuple[str, ...]]]:
    text, claims = "", list[str]()
    for line in [*TABLE.read_text(encoding="utf-8").splitlines(), "end"]:
        if line.startswith("#") or not line.strip():
            continue
        if line.startswith(" "):
            claims.append(line.strip())
            continue
        if text:
            yield text, tuple(claims)
        text, claims = line, []


ROWS = list(_rows())


def _described(claim: Claim) -> dict[str, str]:
    """Give the claim in the words of the table."""
    record, amount = claim.record_claim, claim.amount
    return {
        "type": claim.type,
        "actor": claim.actor.party if claim.actor else "",
        "target": claim.target.party if claim.target else "",
        "date": format_edtf(claim.date) if isinstance(claim.date, Interval) else "",
        "modality": str(claim.modality),
        "level": claim.level,
        "city": claim.city,
        "record": "" if record is None else record.kind + (f":{record.n}" if record.n is not None else ""),
        "by": claim.attribution.party if claim.attribution else "",
        "basis": claim.basis,
        "measures": ",".join(claim.measures),
        "amount": f"{amount.value:.0f}{amount.currency}" if amount else "",
    }


def _expected(line: str) -> dict[str, str]:
    """Give what a line of the table states of a claim."""
    words = line.split()
    plain = [word for word in words if "=" not in word]
    stated = {
        name: "" if word == "-" else word.replace("_", " ") if name == "city" else word
        for name, word in zip(COLUMNS, plain, strict=False)
    }
    return {"record": "", **stated, **dict(word.split("=", 1) for word in words if "=" in word)}


def _sort_key(description: dict[str, str]) -> tuple[str, ...]:
    return tuple(description.get(name, "") for name in ("type", "actor", "target", "date", "city"))


@pytest.mark.parametrize(("text", "lines"), ROWS, ids=[text for text, _ in ROWS])
def test_a_text_makes_the_claims_of_its_row(text: str, lines: tuple[str, ...]) -> None:
    doc = document(text.replace(" // ", "\n\n").replace(" / ", "\n"))
    told = sorted(map(_described, claims_of(doc, threshold=THRESHOLD)), key=_sort_key)
    expected = sorted(map(_expected, lines), key=_sort_key)
    shown = [
        {name: description[name] for name in row} for description, row in zip(told, expected, strict=False)
    ]
    assert [*shown, *told[len(expected) :]] == expected


def test_the_table_has_a_row_for_every_type_that_a_frame_names() -> None:
    shown = {line.split()[0] for _, lines in ROWS for line in lines}
    assert {frame.type for frame in load_frames().frames} <= shown
    assert shown <= set(load_ontology())


def test_the_table_has_a_row_for_every_modality() -> None:
    shown = {line.split()[4] for _, lines in ROWS for line in lines}
    assert shown == {"happened", "ongoing", "planned", "possible", "conditional", "demanded", "denied"}


def test_the_table_names_no_text_twice() -> None:
    assert len(ROWS) >= 120
    assert len({text for text, _ in ROWS}) == len(ROWS)


SILENT = [
    "The two ministers recognized the importance of dialogue.",
    "Kenya broke the record of Ethiopia in the marathon.",
    "The Turkish embassy in Oslo is a fine old house.",
    "The ambassador's wife opened an exhibition in Lima.",
    "Norway beat Denmark by three goals to one.",
    "Jordan Smith joined the orchestra in Vienna.",
    "She withdrew money from a bank in Panama.",
    "The company closed its office in Havana.",
    "Turkey soup is served in Georgia, Alabama and Ohio.",
    "Relations between the novelist and her publisher were severed in 1921.",
    "Iceland's economy grew in 2019.",
    "Chile and Peru recognize each other's driving licences.",
    "The court recognized the widow's claim to the house in Lima.",
    "Peru and Chile opened the match with a minute of silence.",
    "Ambassador is the name of a hotel in Nairobi.",
    "The Peruvian consul's dog was expelled from the garden.",
    "Kenya lifted the cup after beating Ghana.",
    "A museum in Oslo received a painting from Denmark.",
    "Denmark closed its border crossing for repairs to the road.",
    "The singer broke off her tour of Japan.",
    "The French restaurant in Hanoi closed in 2011.",
    "Peru signed the goalkeeper of Chile.",
    "The Spanish teacher left Brazil in 1990.",
    "The bank raised its rates in Turkey.",
    "Prices in Sudan rose after the sanctions debate.",
    'The film "The Ambassador" opened in Denmark.',
    "The union of bakers in Peru was dissolved in 1950.",
]


@pytest.mark.parametrize("text", SILENT)
def test_a_text_about_something_else_makes_no_claim(text: str) -> None:
    assert [_described(claim) for claim in claims_of(document(text), threshold=THRESHOLD)] == []
