"""What the grammar and the encoder are each worth: python -m evaluation.ablation GOLD FOLDER [--write].

The bundled articles are read by the grammar alone (at its own threshold, which puts precision first, and at
the best one for F1), by the encoder alone, and by both. Judges and thresholds are fitted on the same held-out
passages (GOLD and FOLDER as evaluation.chapters takes them), so that each is at its best. `--write` puts the
table into docs/results.md.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from dragoman.evaluation import Report, evaluate
from dragoman.gazetteer import load_gazetteer
from dragoman.reader import BY_GRAMMAR, Proposal, propose_all, read_document
from dragoman.reader.decoder import decode
from dragoman.reader.encoder.model import load_model
from dragoman.training.calibration import (
    best_threshold,
    choose_threshold,
    claims_of,
    fit_judge,
    gold_of,
    weigh,
)
from dragoman.training.examples import Passage
from evaluation.bundled import answers_of, load_bundled
from evaluation.page import RESULTS, table, write_section
from training.make_model import passages

_HEADS = ("reader", "threshold", "read", "precision", "recall", "F1", "95 %", "date acc.", "dated F1")


def page(gold_file: Path, folder: Path) -> str:
    """Give the table."""
    bundled = load_bundled()
    texts = [
        Passage(doc=doc, events=gold.row["events"], whole=True)
        for doc, gold in zip(bundled.documents, bundled.gold, strict=True)
    ]
    model = load_model()
    _, held = passages(gold_file, folder)
    rows = []
    for threshold in (BY_GRAMMAR.threshold, _grammars_best(held)):
        reader = replace(BY_GRAMMAR, threshold=threshold)
        read = {doc.name: answers_of(doc, read_document(doc, reader=reader)) for doc in bundled.documents}
        rows.append(_row("grammar alone", threshold, evaluate(bundled.gold, read)))
    for name, grammar in (("encoder alone", False), ("both", True)):
        groups = [[weigh(p, model, grammar=grammar) for p in group] for group in held]
        judge = fit_judge(doc for group in groups for doc in group)
        threshold = choose_threshold(groups, judge)
        read = {p.doc.name: claims_of(weigh(p, model, grammar=grammar), judge, threshold) for p in texts}
        rows.append(_row(name, threshold, evaluate(bundled.gold, read)))
    return table(_HEADS, rows, right=len(_HEADS) - 1) + f"\nModel {model.version}; {len(texts)} articles.\n"


def _grammars_best(held: Sequence[Sequence[Passage]]) -> float:
    """Give the grammar's threshold as that of the others is chosen."""
    said = {p.doc.name: _said(p) for group in held for p in group}

    def mean_f1(threshold: float) -> float:
        return sum(_f1(group, said, threshold) for group in held) / len(held)

    return best_threshold(mean_f1)


def _said(passage: Passage) -> list[Proposal]:
    start = passage.annotated.start if passage.annotated else 0
    return [p for p in propose_all(passage.doc, reader=BY_GRAMMAR) if p.sentence.start >= start]


def _f1(group: Sequence[Passage], said: Mapping[str, Sequence[Proposal]], threshold: float) -> float:
    gazetteer = load_gazetteer()
    read = {
        p.doc.name: answers_of(p.doc, decode(p.doc, said[p.doc.name], gazetteer, threshold=threshold))
        for p in group
    }
    return evaluate([gold_of(p) for p in group], read, resamples=0).figures["all"].f1


def _row(name: str, threshold: float, report: Report) -> tuple[str, ...]:
    return (name, f"{threshold:.2f}", *_cells(report))


def _cells(report: Report) -> Iterator[str]:
    f, (low, high) = report.figures["all"], report.intervals["all"]["f1"]
    yield f"{f.predicted}"
    yield from (f"{share:.3f}" for share in (f.precision, f.recall, f.f1))
    yield f"{low:.3f}–{high:.3f}"  # noqa: RUF001 - a range
    yield from (f"{share:.3f}" for share in (f.date_accuracy, f.dated_f1))


def main(arguments: list[str]) -> int:
    """Print the table; 2 where the arguments are off."""
    plain = [a for a in arguments if not a.startswith("--")]
    if len(plain) != 2 or set(arguments) - set(plain) - {"--write"}:
        print(__doc__, file=sys.stderr)
        return 2
    text = page(Path(plain[0]), Path(plain[1]))
    print(text)
    if "--write" in arguments:
        write_section(RESULTS, "ablation", text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
