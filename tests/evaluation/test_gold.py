"""Gold and claim files: what is accepted, and what each broken line says."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.errors import DocumentError
from dragoman.evaluation import digest, load_claims, load_gold
from dragoman.ontology import Ontology, load_ontology

Load = Callable[[Path, Ontology], object]


def written(folder: Path, text: str) -> Path:
    path = folder / "gold.jsonl"
    path.write_text(text, encoding="utf-8")
    return path


def test_gold_is_read_by_doc_or_id(tmp_path: Path) -> None:
    path = written(tmp_path, '{"doc": "a", "events": [{"type": "consult"}]}\n\n{"id": "b", "events": []}\n')
    documents = load_gold(path, load_ontology())
    assert [(doc.name, len(doc.answers)) for doc in documents] == [("a", 1), ("b", 0)]


def test_claims_are_grouped_by_document(tmp_path: Path) -> None:
    path = written(
        tmp_path, '{"document": "a", "type": "consult"}\n' * 2 + '{"document": "b", "type": "aid"}\n'
    )
    assert {name: len(claims) for name, claims in load_claims(path, load_ontology()).items()} == {
        "a": 2,
        "b": 1,
    }


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param('{"doc": "a"}', ":1: lacks", id="no events"),
        pytest.param('{"events": []}', ":1: lacks", id="no name"),
        pytest.param('{"doc": "a", "events": [{}]}', ":1: has an event without a type", id="no type"),
        pytest.param('{"doc": "a", "events": ["x"]}', ":1: has an event without a type", id="no event"),
        pytest.param('{"doc": "a", "events": []}\n{"doc"', "is not valid JSON", id="broken"),
        pytest.param("[1]", ":1: is not a JSON object", id="not an object"),
        pytest.param("", "holds no gold", id="empty"),
    ],
)
def test_broken_gold_is_named_by_file_and_line(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(DocumentError, match=problem):
        load_gold(written(tmp_path, text), load_ontology())


def test_a_claim_without_a_document_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="lacks 'document'"):
        load_claims(written(tmp_path, '{"type": "consult"}'), load_ontology())


@pytest.mark.parametrize("load", [load_gold, load_claims], ids=["gold", "claims"])
def test_a_file_that_is_not_there_is_named(tmp_path: Path, load: Load) -> None:
    with pytest.raises(DocumentError, match="nowhere"):
        load(tmp_path / "nowhere.jsonl", load_ontology())


@pytest.mark.parametrize("load", [load_gold, load_claims], ids=["gold", "claims"])
def test_a_file_that_is_not_utf8_is_named(tmp_path: Path, load: Load) -> None:
    path = tmp_path / "latin.jsonl"
    path.write_bytes(b'{"doc": "S\xe3o"}')
    with pytest.raises(DocumentError, match="not UTF-8"):
        load(path, load_ontology())


def test_the_digest_is_that_of_the_bytes(tmp_path: Path) -> None:
    path = written(tmp_path, "{}\n")
    assert digest(path) == hashlib.sha256(b"{}\n").hexdigest()
