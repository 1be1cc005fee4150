"""Write the figures and the files' digests into the card of the shipped model.

python -m evaluation.card --files
python -m evaluation.card [--chapters GOLD FOLDER] [--news GOLD] [--pairs FILE.tsv …]

CARD.md lies beside the model and ships with it. With `--files` its list of files is brought up to date; with
the others the model is measured, and the card and docs/results.md say what came out.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from dragoman.errors import DocumentError
from dragoman.evaluation import ALL, Figures, Report, digest, evaluate, load_gold
from dragoman.evaluation.pairs import load_pairs, score_pairs
from dragoman.ontology import load_ontology
from dragoman.reader.encoder.model import DESCRIPTION, ENCODER, HEADS, TOKENIZER, load_description, load_model
from dragoman.reader.encoder.pairs import root_of
from dragoman.reading import read_answers
from dragoman.sources import Intake
from evaluation.chapters import read_part, split_chapters
from evaluation.page import RESULTS, table, write_section

MODEL = Path(__file__).parent.parent / "src" / "dragoman" / "data" / "model"
CARD = MODEL / "CARD.md"
FILES = (ENCODER, HEADS, TOKENIZER, DESCRIPTION)
_HEADS = ("family", "gold", "read", "precision", "recall", "F1", "95 %", "date acc.", "dated F1", "95 %")
_NUMBERS = len(_HEADS) - 1


def files_table(folder: Path = MODEL) -> str:
    """Give the files of the model with their sizes and digests, and the calibration."""
    rows = [
        (
            name,
            f"{(folder / name).stat().st_size:,}",
            f"`{hashlib.sha256((folder / name).read_bytes()).hexdigest()}`",
        )
        for name in FILES
    ]
    said = load_description(folder)
    bins = table(
        ("proposals", "mean confidence", "share right"),
        [(f"{n:,}", f"{confidence:.3f}", f"{right:.3f}") for n, confidence, right in said["reliability"]],
        right=3,
    )
    return (
        f"Version {said['version']}, seed {said['seed']}, lowest cut {said['threshold']:.2f}.\n\n"
        + table(("file", "bytes", "sha256"), rows, right=0)
        + f"\nExpected calibration error {said['calibration_error']:.3f}, each proposal judged by weights "
        f"fitted without its document:\n\n{bins}"
    )


def event_table(report: Report) -> str:
    """Give figures by family with the intervals of F1 and dated F1."""
    return table(_HEADS, _event_rows(report), right=_NUMBERS)


def _event_rows(report: Report) -> Iterator[tuple[str, ...]]:
    for family, figures in report.figures.items():
        spans = report.intervals[family]
        name = f"**{family}**" if family == ALL else family
        yield (name, *_cells(figures, spans["f1"], spans["dated_f1"]))


def _cells(f: Figures, f1: tuple[float, float], dated_f1: tuple[float, float]) -> tuple[str, ...]:
    return (
        f"{f.gold}",
        f"{f.predicted}",
        f"{f.precision:.3f}",
        f"{f.recall:.3f}",
        f"{f.f1:.3f}",
        _span(f1),
        f"{f.date_accuracy:.3f}",
        f"{f.dated_f1:.3f}",
        _span(dated_f1),
    )


def _span(interval: tuple[float, float]) -> str:
    return f"{interval[0]:.3f}–{interval[1]:.3f}"  # noqa: RUF001 - a range


def chapters_section(gold_file: Path, folder: Path) -> str:
    """Measure on the part `report` of the chapters: the eight families that have gold there."""
    ontology = load_ontology()
    gold = load_gold(gold_file, ontology)
    names = set(split_chapters(doc.name for doc in gold)["report"])
    chosen = [doc for doc in gold if doc.name in names]
    eight = tuple(family for family in ontology.families if family != "interaction")
    report = evaluate(chosen, read_part(chosen, folder), families=eight)
    return (
        f"{len(chosen)} chapters of diplomatic history, of which nothing was learned or chosen.\n\n"
        + event_table(report)
        + f"\nGold: sha256 `{digest(gold_file)}`.\n"
    )


def news_section(gold_file: Path) -> str:
    """Measure on documents of news, all families."""
    gold = load_gold(gold_file, load_ontology())
    read = {}
    for result in read_answers(Intake([str(gold_file)]), gold, jobs=1):
        if isinstance(result, DocumentError):
            raise result
        read[result[0]] = result[1]
    report = evaluate(gold, read)
    return f"{len(gold)} documents of news.\n\n{event_table(report)}\nGold: sha256 `{digest(gold_file)}`.\n"


def pairs_section(path: Path) -> str:
    """Measure on pairs of marked source and target."""
    pairs = load_pairs(path)
    model = load_model()
    figures = score_pairs(pairs, [root_of(model, p.sentence, p.source, p.target) for p in pairs])
    rows = []
    for level in figures:
        macro_f1, accuracy = _span(level.macro_f1_interval), _span(level.accuracy_interval)
        rows.append(
            (
                f"**{level.level}**",
                f"{level.pairs:,}",
                f"{level.macro_f1:.3f}",
                macro_f1,
                f"{level.accuracy:.3f}",
                accuracy,
            )
        )
        rows += [
            (f"{level.level} {label}", f"{one.pairs:,}", f"{one.f1:.3f}", _span(one.f1_interval), "", "")
            for label, one in level.by_class.items()
            if level.level != "binary" or len(figures) == 1
        ]
    columns = ("level", "pairs", "F1 (bold: macro)", "95 %", "accuracy", "95 %")
    return (
        f"Pairs of `{path.name}`, of which nothing was learned.\n\n"
        + table(columns, rows, right=5)
        + f"\nPairs: sha256 `{digest(path)}`.\n"
    )


def main(arguments: Sequence[str]) -> int:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--files", action="store_true")
    parser.add_argument("--chapters", type=Path, nargs=2, metavar=("GOLD", "FOLDER"))
    parser.add_argument("--news", type=Path)
    parser.add_argument("--pairs", type=Path, nargs="+", default=[])
    given = parser.parse_args(arguments)
    if given.files:
        write_section(CARD, "files", files_table())
    sections = []
    if given.chapters:
        sections.append(chapters_section(*given.chapters))
    if given.news:
        sections.append(news_section(given.news))
    sections += [pairs_section(path) for path in given.pairs]
    if sections:
        text = f"Reader {load_model().version}.\n\n" + "\n".join(sections)
        print(text)
        write_section(CARD, "figures", text)
        write_section(RESULTS, "figures of the model", text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
