"""The articles that come with the package: in the project's own words, on well-established facts."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

from dragoman.records import Document
from dragoman.sources.jsonl import parse_record
from dragoman.sources.text import DEFAULT_MAX_BYTES

FOLDER = "texts"


def bundled_documents() -> list[Document]:
    """Give the bundled articles, in order of their published dates."""
    return sorted(_documents(), key=lambda doc: (str(doc.published or ""), doc.name))


def _documents() -> Iterator[Document]:
    for path in files("dragoman").joinpath("data", FOLDER).iterdir():
        if path.name.endswith((".json", ".jsonl")):
            data = path.read_bytes()
            lines = data.splitlines() if path.name.endswith(".jsonl") else [data]
            for number, line in enumerate(lines, start=1):
                yield parse_record(line, file=path.name, number=number, max_bytes=DEFAULT_MAX_BYTES)
