"""Pairs: what one mention of a sentence does to another, by PLOVER root."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dragoman.reader.encoder.model import Model
from dragoman.reader.encoder.windows import CLS, LONGEST, SEP, Window
from dragoman.records import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def root_of(model: Model, sentence: str, source: Sequence[Span], target: Sequence[Span]) -> str:
    """Give the PLOVER root of what a source does to a target.

    Args:
        model: The reader's model.
        sentence: The text; of one that is longer than the encoder takes, the part around the marks is read.
        source: Where the source stands, offsets into `sentence`.
        target: Where the target stands; may be empty.
    """
    import numpy as np

    cut = model.tokenizer.encode(sentence, add_special_tokens=False)
    offsets = cut.offsets
    marked = [
        k for k, (a, b) in enumerate(offsets) if any(a < s.end and s.start < b for s in (*source, *target))
    ]
    first = max(0, min(marked[0] - LONGEST // 4, len(offsets) - LONGEST)) if marked else 0
    ids, offsets = cut.ids[first : first + LONGEST], offsets[first : first + LONGEST]
    vectors = model.vectors(Window([CLS, *ids, SEP], [1] + [0] * (len(ids) + 1)))
    vectors = vectors[1:-1] if ids else vectors  # a text of nothing that the tokenizer keeps

    def mean(spans: Sequence[Span]) -> NDArray[np.float32]:
        rows = [k for k, (a, b) in enumerate(offsets) if any(a < s.end and s.start < b for s in spans)]
        found: NDArray[np.float32] = vectors[rows].mean(axis=0) if rows else np.zeros_like(vectors[0])
        return found

    roots = model.heads.roots
    probabilities = model.heads.pair(vectors.mean(axis=0), mean(source), mean(target))
    return roots[int(probabilities[: len(roots)].argmax())]
