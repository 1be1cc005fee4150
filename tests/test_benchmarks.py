"""The benchmarks run, on small numbers, and make what they say that they make."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks import pages, processes, questions, reading
from benchmarks.ledger import CLAIMS_EACH, fill, iter_documents
from benchmarks.measure import quantiles
from benchmarks.texts import (
    PARAGRAPH,
    RELEVANT_SHARE,
    WORDS,
    mixed_documents,
    other_sentences,
    relation_documents,
)


def test_documents_have_300_words_and_are_the_same_for_a_seed() -> None:
    for make in (relation_documents, mixed_documents):
        first, again = list(make(3)), list(make(3))
        assert first == again
        assert len({doc.id for doc in first}) == len(first)
        assert [len(doc.text.split()) for doc in first] == [WORDS] * len(first)


def test_one_sentence_in_five_of_mixed_news_speaks_of_relations() -> None:
    other = set(other_sentences())
    doc = next(mixed_documents(1))
    paragraphs = doc.text.split("\n\n")[:-1]
    assert RELEVANT_SHARE == PARAGRAPH
    for paragraph in paragraphs:
        assert sum(sentence in paragraph for sentence in other) >= 3  # a sentence may be drawn twice


def test_generated_claims_quote_their_documents() -> None:
    for doc, claims in iter_documents(5):
        assert len(claims) == CLAIMS_EACH
        for claim in claims:
            assert claim.actor is not None
            assert claim.document == doc.id
            assert claim.actor.name in claim.sentence.of(doc.text)
            assert claim.trigger.of(doc.text) == "Report"


def test_reading_is_measured_against_tokenizing_and_the_bare_encoder() -> None:
    rows = list(reading.measure(4, rounds=1))
    assert len(rows) == 6
    documents = [row for row in rows if re.fullmatch(r"[\d,]+ documents/s", row.value)]
    assert all(row.compared.endswith("regular expression that splits words") for row in documents)
    sentences = [row for row in rows if re.fullmatch(r"[\d,]+ sentences/s", row.value)]
    assert (len(documents), len(sentences)) == (4, 2)
    assert all(re.match(r"0\.\d\d of the bare encoder's [\d,]+ pieces/s", row.compared) for row in sentences)


def test_questions_are_measured_on_a_filled_ledger() -> None:
    rows = list(questions.measure(documents=20, asked=5))
    assert rows[0].measure == "recording 20 documents with 100 claims, SQLite"
    assert any(row.measure.startswith("`status` of a pair") and "p95" in row.value for row in rows)


def test_processes_are_measured_from_outside() -> None:
    rows = list(processes.measure(stream=2, starts=1))
    assert rows[0].measure == "`dragoman --version`"
    assert all(row.value.endswith(" MB") for row in rows[1:])
    peak = int(rows[-1].value.split()[0].replace(",", ""))
    assert 20 < peak < 4000  # with what this process held when it started the other


def test_pages_are_measured_on_a_server(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    fill(path, 20)
    rows = list(pages.measure_on(path, documents=20, asked=4, requests=100, views=0, settle_s=0.0))
    told = {row.measure: f"{row.value} {row.compared}" for row in rows}
    assert all(
        "failed" not in text and " 0 errors" in text for name, text in told.items() if "readers" in name
    )
    assert not [name for name, text in told.items() if "failed" in text]
    assert "party, asked for the first time" in told
    assert len([name for name in told if name.startswith("50 readers at once")]) == 3


@pytest.mark.parametrize(
    ("times", "text"),
    [([1.0], "p50 1.0 ms, p95 1.0 ms"), ([float(n) for n in range(100)], "p50 49.5 ms, p95 95.0 ms")],
)
def test_quantiles(times: list[float], text: str) -> None:
    assert quantiles(times) == text
