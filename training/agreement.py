"""How far two independent annotations of the same passages agree: python -m training.agreement.

The first is the training corpus, the second training/agreement/second.jsonl: some 300 passages drawn by
chance from all batches, annotated by others who saw neither the first nor its notes. Events agree as a
reader's claims agree with gold; pairs agree where source, target and root are the same.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dragoman.evaluation import GoldDocument, evaluate, parse_answer
from dragoman.ontology import load_ontology

HERE = Path(__file__).parent
SECOND = HERE / "agreement" / "second.jsonl"
Row = Mapping[str, Any]


def load(path: Path) -> list[Row]:
    """Read rows of JSON Lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def first_rows(ids: Sequence[str]) -> dict[str, Row]:
    """Give the rows of the corpus with these ids."""
    wanted = set(ids)
    files = sorted((HERE / "corpus").glob("*.jsonl"))
    return {row["id"]: row for path in files for row in load(path) if row["id"] in wanted}


def events(first: Mapping[str, Row], second: Sequence[Row]) -> str:
    """Score the second annotation against the first as if it had been read."""
    ontology = load_ontology()
    gold = [
        GoldDocument(
            name=row["id"],
            answers=tuple(parse_answer(_plain(e), ontology) for e in first[row["id"]]["events"]),
            row={},
        )
        for row in second
    ]
    read = {row["id"]: [parse_answer(e, ontology) for e in row["events"]] for row in second}
    report = evaluate(gold, read)
    figures, (low, high) = report.figures["all"], report.intervals["all"]["f1"]
    return (
        f"events: {figures.gold} and {figures.predicted}, F1 {figures.f1:.3f} ({low:.3f} to {high:.3f}), "
        f"dated F1 {figures.dated_f1:.3f}"
    )


def _plain(event: Row) -> dict[str, Any]:
    return {**event, "actor": event["actor"]["id"], "target": event["target"]["id"]}


def pairs(first: Mapping[str, Row], second: Sequence[Row]) -> str:
    """Compare the pairs: which are given by both, and how often the root of those is the same."""
    both = same = ones = others = 0
    roots: list[tuple[str, str]] = []
    for row in second:
        one, other = _roots(first[row["id"]]), _roots(row)
        ones, others = ones + len(one), others + len(other)
        for key in one.keys() & other.keys():
            both += 1
            agreed = one[key] & other[key]
            same += bool(agreed)
            roots.append((min(agreed or one[key]), min(agreed or other[key])))
    a, b = Counter(x for x, _ in roots), Counter(y for _, y in roots)
    chance = sum(a[r] * b[r] for r in a) / max(len(roots), 1) ** 2
    share = same / max(both, 1)
    return (
        f"pairs: {ones} and {others}, {both} with the same source and target; of these {share:.3f} have the "
        f"same root (kappa {(share - chance) / (1 - chance):.3f})"
    )


def _roots(row: Row) -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for pair in row["pairs"]:
        found.setdefault((pair["source"], pair["target"]), set()).add(pair["root"])
    return found


def main() -> int:
    """Print the agreement."""
    second = load(SECOND)
    first = first_rows([row["id"] for row in second])
    second = [row for row in second if row["id"] in first]
    print(f"{len(second)} passages")
    print(events(first, second))
    print(pairs(first, second))
    return 0


if __name__ == "__main__":
    sys.exit(main())
