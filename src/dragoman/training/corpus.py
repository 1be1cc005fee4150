"""Annotated text as passages: gold documents, and the rows of the training corpus."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from dragoman.errors import DocumentError
from dragoman.evaluation import load_gold
from dragoman.ontology import load_ontology
from dragoman.records import Document, Span
from dragoman.sources import clean_text
from dragoman.training.examples import MODALITIES, Passage


def passage_of_row(row: Mapping[str, Any], group: str) -> Passage:
    """Turn a row of the training corpus into a passage: title and context before the annotated sentence."""
    title = f"{row['title']}\n\n" if row["title"] else ""
    before = f"{row['context']} " if row["context"] else ""
    text = title + before + row["sentence"]
    start = len(text) - len(row["sentence"])
    published = date.fromisoformat(row["published"]) if row["published"] else None
    doc = Document(text=text, name=row["id"], published=published)
    return Passage(
        doc=doc, events=row["events"], pairs=row["pairs"], annotated=Span(start, len(text)), group=group
    )


def iter_rows(path: Path) -> Iterator[Passage]:
    """Give the passages of one batch of the training corpus."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield passage_of_row(json.loads(line), path.stem)


def iter_gold(path: Path, folder: Path | None = None) -> Iterator[Passage]:
    """Give the documents of a gold file, the text in each row or as NAME.txt in `folder`.

    Raises:
        DocumentError: the file or a text cannot be read, or an event has a type or modality that is none.
    """
    for gold in load_gold(path, load_ontology()):
        row = gold.row
        for event in row["events"]:
            _check(event, gold.name, path)
        doc = Document(
            text=clean_text(_text_of(row, gold.name, folder, path), file=gold.name),
            name=gold.name,
            title=str(row.get("title") or ""),
            published=_published(row, gold.name, path),
        )
        yield Passage(
            doc=doc, events=row["events"], pairs=row.get("pairs") or (), whole=True, group=path.stem
        )


def _check(event: Mapping[str, Any], name: str, path: Path) -> None:
    if event["type"] not in load_ontology():
        problem = f"{name} has an event of type {event['type']!r}, which is none"
        remedy = "use a code of data/event_types.toml, or one of your own that begins with x_"
        raise DocumentError(file=str(path), problem=problem, remedy=remedy)
    modality = str(event.get("modality") or "happened")
    if modality not in MODALITIES:
        problem = f"{name} has an event of modality {modality!r}, which is none"
        raise DocumentError(file=str(path), problem=problem, remedy=f"use one of {', '.join(MODALITIES)}")


def _published(row: Mapping[str, Any], name: str, path: Path) -> date | None:
    given = row.get("published")
    try:
        return date.fromisoformat(str(given)[:10]) if given else None
    except ValueError as error:
        problem = f"{name} is published {given!r}, which is no day"
        raise DocumentError(file=str(path), problem=problem, remedy="write it as YYYY-MM-DD") from error


def _text_of(row: Mapping[str, Any], name: str, folder: Path | None, path: Path) -> str:
    if row.get("text"):
        return str(row["text"])
    remedy = "give each row its `text`, or the folder that holds NAME.txt"
    if folder is None:
        raise DocumentError(file=str(path), problem=f"has no text for {name}", remedy=remedy)
    file = folder / f"{Path(name).name}.txt"
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DocumentError(file=str(file), problem=f"cannot be read ({error})", remedy=remedy) from error
