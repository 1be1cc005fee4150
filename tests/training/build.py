"""Annotated passages built by hand, and the one example that a sentence gives."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from dragoman.training.corpus import iter_gold, passage_of_row
from dragoman.training.examples import Example, Examples, Passage
from tests.reader.encoder import tiny

UNION = "x_currency_union"


@cache
def cutter() -> Tokenizer:
    """Give the tests' tokenizer."""
    return tiny.tokenizer()


def event(type_: str, actor: str, target: str, **fields: Any) -> dict[str, Any]:
    """Give a gold event that happened."""
    return {
        "type": type_,
        "actor": {"id": actor},
        "target": {"id": target},
        "date": "",
        "modality": "happened",
        **fields,
    }


def row(sentence: str, *events: dict[str, Any], **fields: Any) -> Passage:
    """Give a passage as a row of the training corpus has it."""
    plain = {"id": "own-1", "title": "", "context": "", "published": "1968-05-07", "pairs": []}
    return passage_of_row(plain | {"sentence": sentence, "events": list(events)} | fields, "own")


def gold(folder: Path, *rows: dict[str, Any], name: str = "gold.jsonl") -> Path:
    """Write a gold file and give its path."""
    path = folder / name
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def whole(folder: Path, text: str, *events: dict[str, Any], **fields: Any) -> Passage:
    """Give a document as a gold file has it."""
    (passage,) = iter_gold(gold(folder, {"id": "d1", "text": text, "events": list(events), **fields}))
    return passage


def examples_of(passage: Passage, others: Sequence[Passage] = ()) -> tuple[Examples, list[Example]]:
    """Give the maker of examples, which knows `others` too, and the examples of one passage."""
    maker = Examples(cutter(), [passage, *others])
    return maker, maker.of(passage)


def shown(passage: Passage, example: Example, pieces: Sequence[int]) -> str:
    """Give the words of the text that pieces of an example stand for."""
    if not pieces:
        return ""
    window = example.window
    return passage.doc.text[window.starts[pieces[0]] : window.ends[pieces[-1]]]
