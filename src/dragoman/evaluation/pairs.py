"""Pairs: what a marked source does to a marked target, scored at three levels of PLOVER.

A file of pairs has one sentence a row, in which `<s>…</s>` marks the source and `<t>…</t>` the target (each
may be marked more than once), with the label of what the one does to the other.
"""

from __future__ import annotations

import csv
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import DocumentError
from dragoman.evaluation.scoring import LEVEL, RESAMPLES, SEED
from dragoman.records import Span

SENTENCE, ROOT, QUAD, BINARY = "marked_sentence", "gold_root", "gold_penta", "gold_binary"
# Quads of PLOVER: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
QUADS: Mapping[str, str] = {
    root: str(number)
    for number, roots in enumerate(
        (
            "AGREE CONSULT SUPPORT",
            "COOPERATE AID CONCEDE",
            "REQUEST ACCUSE REJECT THREATEN",
            "PROTEST SANCTION MOBILIZE COERCE ASSAULT",
        ),
        start=1,
    )
    for root in roots.split()
}
OLD_NAMES = {"YIELD": "CONCEDE", "RETREAT": "CONCEDE"}  # of older PLOVER
LEVELS = ("root", "quad", "binary")
_MARK = re.compile(r"<(/?)([st])>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One row: the sentence without its marks, where source and target stand, and the labels by level."""

    sentence: str
    source: tuple[Span, ...]
    target: tuple[Span, ...]
    labels: Mapping[str, str]  # level -> label; "root" may be missing


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassFigures:
    """Figures of one label: F1 with its interval, and number of gold rows."""

    pairs: int
    f1: float
    f1_interval: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairFigures:
    """Figures of one level, with 95 % bootstrap intervals drawn by row."""

    level: str
    pairs: int
    macro_f1: float
    accuracy: float
    macro_f1_interval: tuple[float, float]
    accuracy_interval: tuple[float, float]
    by_class: Mapping[str, ClassFigures]


def load_pairs(path: Path) -> list[Pair]:
    """Read a table of pairs, tab-separated with a header.

    Raises:
        DocumentError: the file cannot be read, lacks a column, or a row has a mark left open.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines, delimiter="\t")
            return _checked(path, list(_rows(path, reader)))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        remedy = "give a tab-separated table in UTF-8"
        raise DocumentError(file=str(path), problem=f"cannot be read ({error})", remedy=remedy) from error


def _checked(path: Path, pairs: list[Pair]) -> list[Pair]:
    if not pairs:
        raise DocumentError(file=str(path), problem="holds no pairs", remedy="give one pair a row")
    return pairs


def _rows(path: Path, reader: csv.DictReader[str]) -> Iterator[Pair]:
    columns = set(reader.fieldnames or ())
    if SENTENCE not in columns or not columns & {ROOT, BINARY}:
        problem = f"lacks the columns {SENTENCE} and {ROOT} (or {BINARY})"
        remedy = "name them in the first line, with tabs between"
        raise DocumentError(file=str(path), line=1, problem=problem, remedy=remedy)
    for row in reader:
        try:
            sentence, marked = _unmarked(row[SENTENCE] or "")
            labels = _labels(row)
        except ValueError as error:
            remedy = "mark source and target as <s>…</s> and <t>…</t>, and label the row"
            raise DocumentError(
                file=str(path), line=reader.line_num, problem=str(error), remedy=remedy
            ) from error
        yield Pair(sentence=sentence, source=marked["s"], target=marked["t"], labels=labels)


def _unmarked(marked: str) -> tuple[str, dict[str, tuple[Span, ...]]]:
    """A sentence without its marks, and the spans that they marked."""
    text, last = "", 0
    opened: dict[str, int] = {}
    spans: dict[str, list[Span]] = {"s": [], "t": []}
    for mark in _MARK.finditer(marked):
        text += marked[last : mark.start()]
        last = mark.end()
        name = mark[2]
        if not mark[1]:
            opened[name] = len(text)
        elif name not in opened:
            message = f"has </{name}> without <{name}>"
            raise ValueError(message)
        else:
            spans[name].append(Span(opened.pop(name), len(text)))
    if opened:
        message = f"has <{min(opened)}> without its end"
        raise ValueError(message)
    if not any(spans.values()):  # one of the two may be left unsaid
        message = "marks neither source nor target"
        raise ValueError(message)
    return text + marked[last:], {name: tuple(found) for name, found in spans.items()}


def _labels(row: Mapping[str, str | None]) -> dict[str, str]:
    root = (row.get(ROOT) or "").strip().upper()
    root = OLD_NAMES.get(root, root)
    if root:
        if root not in QUADS:
            message = f"has no PLOVER root {root!r} in {ROOT}"
            raise ValueError(message)
        quad = (row.get(QUAD) or "").strip() or QUADS[root]
        return {"root": root, "quad": quad, "binary": binary_of(quad)}
    binary = (row.get(BINARY) or "").strip()
    if binary not in ("0", "1"):
        message = f"has {binary!r} in {BINARY}, which is 1 for conflict and 0 for cooperation"
        raise ValueError(message)
    return {"binary": binary}


def binary_of(quad: str) -> str:
    """Give "1" for the quads of conflict and "0" for those of cooperation."""
    return str(int(quad in ("3", "4")))


def levels_of(root: str) -> dict[str, str]:
    """Give the labels of a root at every level."""
    return {"root": root, "quad": QUADS[root], "binary": binary_of(QUADS[root])}


def score_pairs(pairs: Sequence[Pair], roots: Sequence[str]) -> list[PairFigures]:
    """Score a root for each pair, at every level for which all rows have a label."""
    read = [levels_of(root) for root in roots]
    found = []
    for level in LEVELS:
        gold = [pair.labels.get(level, "") for pair in pairs]
        if all(gold):
            found.append(_figures(level, gold, [labels[level] for labels in read]))
    return found


def _figures(level: str, gold: Sequence[str], read: Sequence[str]) -> PairFigures:
    rows = list(zip(gold, read, strict=True))
    draw = random.Random(SEED)  # noqa: S311 - resampling, not cryptography
    drawn = [_Count.of(draw.choices(rows, k=len(rows))) for _ in range(RESAMPLES)]
    whole = _Count.of(rows)
    return PairFigures(
        level=level,
        pairs=len(rows),
        macro_f1=whole.macro_f1(),
        accuracy=whole.accuracy(),
        macro_f1_interval=_middle(count.macro_f1() for count in drawn),
        accuracy_interval=_middle(count.accuracy() for count in drawn),
        by_class={
            label: ClassFigures(
                pairs=whole.gold[label],
                f1=whole.f1(label),
                f1_interval=_middle(count.f1(label) for count in drawn),
            )
            for label in sorted(whole.gold)
        },
    )


Rows = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Count:
    """Rows counted by label: in gold, as read, and both."""

    gold: Counter[str]
    read: Counter[str]
    hits: Counter[str]

    @classmethod
    def of(cls, rows: Rows) -> _Count:
        """Count some rows."""
        same = Counter(g for g, r in rows if g == r)
        return cls(Counter(g for g, _ in rows), Counter(r for _, r in rows), same)

    def f1(self, label: str) -> float:
        """F1 of a label; 0 where it is neither in gold nor read."""
        named = self.gold[label] + self.read[label]
        return 2 * self.hits[label] / named if named else 0.0

    def macro_f1(self) -> float:
        """Mean of the F1 of the labels that gold has."""
        return sum(self.f1(label) for label in sorted(self.gold)) / len(self.gold)

    def accuracy(self) -> float:
        """Share of the rows whose label was read."""
        return self.hits.total() / self.gold.total()


def _middle(values: Iterable[float]) -> tuple[float, float]:
    """The middle 95 % of some values."""
    ordered = sorted(values)
    tail = int((1 - LEVEL) / 2 * len(ordered))
    return ordered[tail], ordered[-1 - tail]
