"""Check the rows of the training corpus against its own rules: python training/check_corpus.py [FILE …].

Without files, all of training/corpus/*.jsonl. Prints each broken row with what is wrong, then counts by
event type, modality and PLOVER root; the code is 1 where a row is broken.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman.dates import parse_edtf
from dragoman.errors import DateError
from dragoman.ontology import load_ontology
from dragoman.ontology.types import PLOVER_ROOTS
from dragoman.records import Modality

CORPUS = Path(__file__).parent / "corpus"
KINDS = frozenset(("party", "office", "person", "place"))
MODALITIES = frozenset(map(str, Modality))
Row = dict[str, Any]


def problems(row: Row) -> Iterator[str]:
    """Give what is wrong with a row: words that it does not contain, codes that do not exist."""
    texts = {name: row.get(name, "") for name in ("sentence", "context", "title")}
    for mention in row["mentions"]:
        if mention["text"] not in texts["sentence"]:
            yield f"mention {mention['text']!r} is not in the sentence"
        if mention["kind"] not in KINDS:
            yield f"no kind {mention['kind']!r}"
    for event in row["events"]:
        yield from _event_problems(event, texts)
    for pair in row["pairs"]:
        if pair["root"] not in PLOVER_ROOTS:
            yield f"no PLOVER root {pair['root']!r}"
        for side in ("source", "target"):
            if pair[side] not in texts["sentence"]:
                yield f"{side} {pair[side]!r} is not in the sentence"


def _event_problems(event: Row, texts: dict[str, str]) -> Iterator[str]:
    if event["type"] not in load_ontology():
        yield f"no event type {event['type']!r}"
    if event["modality"] not in MODALITIES:
        yield f"no modality {event['modality']!r}"
    for name in ("trigger", "date_text", "speaker"):
        if event.get(name, "") not in texts["sentence"]:
            yield f"{name} {event[name]!r} is not in the sentence"
    for role in ("actor", "target"):
        filler = event[role]
        if filler.get("text", "") not in texts[filler.get("in", "sentence")]:
            yield f"{role} {filler['text']!r} is not where it is said to be"
    if event.get("date"):
        try:
            parse_edtf(event["date"])
        except DateError as error:
            yield str(error)


def load_rows(path: Path) -> Iterator[tuple[int, Row]]:
    """Give the rows of a file with their line numbers."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            yield number, json.loads(line)


def main(arguments: list[str]) -> int:
    """Check and count."""
    paths = [Path(a) for a in arguments] or sorted(CORPUS.glob("*.jsonl"))
    counts: dict[str, Counter[str]] = {"type": Counter(), "modality": Counter(), "root": Counter()}
    seen: set[str] = set()
    rows = broken = 0
    for path in paths:
        for number, row in load_rows(path):
            wrong = [*problems(row), *(["its id stands twice"] if row["id"] in seen else [])]
            seen.add(row["id"])
            rows, broken = rows + 1, broken + bool(wrong)
            for problem in wrong:
                print(f"{path.name}:{number}: {problem}")
            counts["type"].update(event["type"] for event in row["events"])
            counts["modality"].update(event["modality"] for event in row["events"])
            counts["root"].update(pair["root"] for pair in row["pairs"])
    print(f"{rows} rows, {broken} broken")
    for name, counter in counts.items():
        print(f"{name}: {', '.join(f'{key} {n}' for key, n in counter.most_common())}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
