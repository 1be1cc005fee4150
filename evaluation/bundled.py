"""The bundled articles as a gold set, and what a reader makes of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.evaluation import Answer, GoldDocument, parse_answer
from dragoman.export import claim_record
from dragoman.ontology import Ontology, load_ontology
from dragoman.reader import read_document
from dragoman.records import Claim, Document, content_id
from dragoman.sources import bundled_documents

ROOT = Path(__file__).parent.parent
TEXTS = ROOT / "src" / "dragoman" / "data" / "texts"

Reader = Callable[[Document], list[Answer]]


@dataclass(frozen=True, slots=True)
class GoldSet:
    """Documents with what is asked of them, in order of their names; `sha256` names exactly this set."""

    documents: tuple[Document, ...]
    gold: tuple[GoldDocument, ...]
    sha256: str

    def answers(self, reader: Reader) -> Mapping[str, Sequence[Answer]]:
        """Give what `reader` reads of each document, by name."""
        return {doc.name: reader(doc) for doc in self.documents}


def load_bundled(folder: Path = TEXTS) -> GoldSet:
    """Give the bundled articles with their gold.

    The digest covers what decides a figure, and only that: id, text, published date and events of every
    article. Titles and layout of the files may change.
    """
    ontology = load_ontology()
    rows = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]
    gold = tuple(
        GoldDocument(
            name=row["id"],
            answers=tuple(parse_answer(event, ontology) for event in row["events"]),
            row=row,
        )
        for row in rows
    )
    deciding = [[row["id"], row["text"], row["published"], row["events"]] for row in rows]
    documents = sorted(bundled_documents(), key=lambda doc: doc.name)
    return GoldSet(tuple(documents), gold, content_id(deciding))


def shipped_reader(doc: Document) -> list[Answer]:
    """Give what `dragoman read` reads of a document, in the form that is scored."""
    return answers_of(doc, read_document(doc))


def answers_of(doc: Document, claims: Iterable[Claim]) -> list[Answer]:
    """Give the claims of a document in the form that is scored."""
    ontology: Ontology = load_ontology()
    return [
        parse_answer(
            claim_record(claim, document=doc.name, sentence=claim.sentence.of(doc.text), ontology=ontology),
            ontology,
        )
        for claim in claims
    ]
