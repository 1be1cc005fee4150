"""Score the reader on chapters of "A Guide to the United States' History of Recognition …", by country.

python -m evaluation.chapters GOLD.jsonl FOLDER [train|dev|report …] [--write]

GOLD holds the gold events by chapter, FOLDER the chapters as NAME.txt. Without a part, `report` is
scored. `--write` puts the tables into docs/results.md.

The chapters are split by name, once and for all: readings are mended on `train`, what is to be chosen
is chosen on `train` and `dev`, and `report` is looked at only for its figures.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from dragoman.evaluation import ALL, Answer, Figures, GoldDocument, digest, evaluate, load_gold
from dragoman.ontology import load_ontology
from dragoman.reader import version_of
from dragoman.records import Document
from evaluation.bundled import shipped_reader
from evaluation.page import RESULTS, table, write_section

PARTS = ("train", "dev", "report")
REPORTED, CHOSEN_ON = 40, 24  # chapters of the parts report and dev
CORE = ("recognition", "relations", "mission")
_SALT = "dragoman-split/2"
_HEADS = ("part", "families", "gold", "read", "precision", "recall", "F1", "date acc.", "dated F1")


def split_chapters(names: Iterable[str]) -> dict[str, list[str]]:
    """Give the names of each part, sorted; the order by digest decides, so that no one does."""
    order = sorted(names, key=lambda name: hashlib.sha256(f"{_SALT}:{name}".encode()).hexdigest())
    return {
        "report": sorted(order[:REPORTED]),
        "dev": sorted(order[REPORTED : REPORTED + CHOSEN_ON]),
        "train": sorted(order[REPORTED + CHOSEN_ON :]),
    }


def read_part(gold: Sequence[GoldDocument], folder: Path) -> dict[str, list[Answer]]:
    """Read the chapters of one part."""
    texts = {doc.name: (folder / f"{doc.name}.txt").read_text(encoding="utf-8") for doc in gold}
    return {name: shipped_reader(Document(text=text, name=name)) for name, text in texts.items()}


def page(gold_file: Path, folder: Path, parts: Sequence[str]) -> str:
    """Give the table of the parts in Markdown: three families together, then all eight, then each alone."""
    ontology = load_ontology()
    gold = load_gold(gold_file, ontology)
    split = split_chapters(doc.name for doc in gold)
    eight = tuple(family for family in ontology.families if family != "interaction")
    rows: list[tuple[str, ...]] = []
    notes: list[str] = []
    for part in parts:
        chosen = [doc for doc in gold if doc.name in set(split[part])]
        read = read_part(chosen, folder)
        for name, families in (("recognition, relations, mission", CORE), ("all eight", eight)):
            report = evaluate(chosen, read, families=families)
            rows.append(_row(part, name, report.figures[ALL]))
            spans = ", ".join(
                f"{measure.replace('_', ' ')} {low:.3f}–{high:.3f}"  # noqa: RUF001 - a range
                for measure, (low, high) in report.intervals[ALL].items()
            )
            notes.append(f"- {part}, {name}: {spans}")
        alone = [(family, evaluate(chosen, read, families=(family,)).figures[ALL]) for family in eight]
        rows += [_row(part, family, figures) for family, figures in alone if figures.gold]
    digested = f"Reader {version_of()}. Gold: sha256 `{digest(gold_file)}`."
    spans_of = "95 % bootstrap intervals, drawn by chapter:"
    return "\n".join([table(_HEADS, rows, right=7), digested, "", spans_of, "", *notes, ""])


def _row(part: str, families: str, figures: Figures) -> tuple[str, ...]:
    shares = (figures.precision, figures.recall, figures.f1, figures.date_accuracy, figures.dated_f1)
    return (part, families, f"{figures.gold}", f"{figures.predicted}", *(f"{share:.3f}" for share in shares))


def main(arguments: list[str]) -> int:
    """Print the table; 2 where the arguments are off."""
    options = [a for a in arguments if a.startswith("--")]
    plain = [a for a in arguments if not a.startswith("--")]
    if len(plain) < 2 or set(options) - {"--write"} or set(plain[2:]) - set(PARTS):
        print(__doc__, file=sys.stderr)
        return 2
    text = page(Path(plain[0]), Path(plain[1]), plain[2:] or ["report"])
    print(text)
    if "--write" in options:
        write_section(RESULTS, "accuracy on chapters", text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
