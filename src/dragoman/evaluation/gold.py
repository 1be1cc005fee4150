"""Gold files and files of claims: JSON Lines, checked line by line."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.errors import DocumentError
from dragoman.evaluation.answers import Answer, parse_answer
from dragoman.ontology import Ontology


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldDocument:
    """What is asked of one document; `row` is the line as it stands, with the text where it carries one."""

    name: str
    answers: tuple[Answer, ...]  # the optional ones among them
    row: Mapping[str, Any]


def load_gold(path: Path, ontology: Ontology) -> list[GoldDocument]:
    """Read a gold file: one object a document, {"doc" or "id": name, "events": [event, …]}.

    Raises:
        DocumentError: the file cannot be read, or a line is no such object.
    """
    documents = []
    for number, row in _rows(path):
        name = row.get("doc") or row.get("id")
        events = row.get("events")
        if not name or not isinstance(events, list):
            problem = "lacks 'doc' (or 'id') or a list 'events'"
            raise DocumentError(file=str(path), line=number, problem=problem, remedy="add what is missing")
        answers = tuple(_answer(event, ontology, path, number) for event in events)
        documents.append(GoldDocument(name=str(name), answers=answers, row=row))
    if not documents:
        raise DocumentError(file=str(path), problem="holds no gold", remedy="give one document a line")
    return documents


def load_claims(path: Path, ontology: Ontology) -> dict[str, list[Answer]]:
    """Read claims, one a line as `dragoman read --format jsonl` writes them, by document.

    Raises:
        DocumentError: the file cannot be read, or a line is no claim.
    """
    claims: dict[str, list[Answer]] = {}
    for number, row in _rows(path):
        if "document" not in row:
            remedy = "write claims with `dragoman read --format jsonl`"
            raise DocumentError(file=str(path), line=number, problem="lacks 'document'", remedy=remedy)
        claims.setdefault(row["document"], []).append(_answer(row, ontology, path, number))
    return claims


def digest(path: Path) -> str:
    """Give the SHA-256 of a file, so that figures can be pinned to the gold that they were measured on."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _answer(row: Any, ontology: Ontology, path: Path, number: int) -> Answer:
    if not isinstance(row, dict) or not isinstance(row.get("type"), str):
        problem = "has an event without a type"
        raise DocumentError(file=str(path), line=number, problem=problem, remedy="give each its type")
    return parse_answer(row, ontology)


def _rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    remedy = "write one JSON object a line, in UTF-8"
    try:
        with path.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, start=1):
                if not line.strip():
                    continue
                row = json.loads(line)
                if not isinstance(row, dict):
                    problem = "is not a JSON object"
                    raise DocumentError(file=str(path), line=number, problem=problem, remedy=remedy)
                yield number, row
    except json.JSONDecodeError as error:
        problem = f"is not valid JSON ({error.msg})"
        raise DocumentError(file=str(path), line=number, problem=problem, remedy=remedy) from error
    except UnicodeDecodeError as error:
        raise DocumentError(file=str(path), problem="is not UTF-8", remedy=remedy) from error
    except OSError as error:
        problem = f"cannot be read ({error.strerror or error})"
        raise DocumentError(file=str(path), problem=problem, remedy="check the path") from error
