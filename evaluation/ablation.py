"""What the grammar and the encoder are each worth: python -m evaluation.ablation GOLD FOLDER [--write].

The bundled articles are read by the grammar alone, by the encoder alone, and by both. Judge and threshold of
the latter two are fitted anew on the same held-out passages (GOLD and FOLDER as evaluation.chapters takes
them), so that each is at its best. `--write` puts the table into docs/results.md.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from dragoman.evaluation import Answer, Report, evaluate, parse_answer
from dragoman.export import claim_record
from dragoman.ontology import load_ontology
from dragoman.reader import BY_GRAMMAR, read_document
from dragoman.reader.encoder.model import load_model
from dragoman.records import Document
from dragoman.training.calibration import choose_threshold, claims_of, fit_judge, weigh
from dragoman.training.examples import Passage
from evaluation.bundled import load_bundled
from evaluation.page import RESULTS, table, write_section
from training.make_model import passages

_HEADS = ("reader", "threshold", "read", "precision", "recall", "F1", "95 %", "date acc.", "dated F1")


def by_grammar(doc: Document) -> list[Answer]:
    """Give what the grammar alone reads."""
    ontology = load_ontology()
    return [
        parse_answer(
            claim_record(c, document=doc.name, sentence=c.sentence.of(doc.text), ontology=ontology), ontology
        )
        for c in read_document(doc, reader=BY_GRAMMAR)
    ]


def page(gold_file: Path, folder: Path) -> str:
    """Give the table."""
    bundled = load_bundled()
    texts = [
        Passage(doc=doc, events=gold.row["events"], whole=True)
        for doc, gold in zip(bundled.documents, bundled.gold, strict=True)
    ]
    model = load_model()
    _, held = passages(gold_file, folder)
    rows = [_row("grammar alone", BY_GRAMMAR.threshold, evaluate(bundled.gold, bundled.answers(by_grammar)))]
    for name, grammar in (("encoder alone", False), ("both", True)):
        groups = [[weigh(p, model, grammar=grammar) for p in group] for group in held]
        judge = fit_judge(doc for group in groups for doc in group)
        threshold = choose_threshold(groups, judge)
        read = {p.doc.name: claims_of(weigh(p, model, grammar=grammar), judge, threshold) for p in texts}
        rows.append(_row(name, threshold, evaluate(bundled.gold, read)))
    return table(_HEADS, rows, right=len(_HEADS) - 1) + f"\nModel {model.version}; {len(texts)} articles.\n"


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
