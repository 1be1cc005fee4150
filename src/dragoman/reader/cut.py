"""The cut: from which confidence on the proposals for a document are its claims."""

from __future__ import annotations

from collections.abc import Iterable

STRICTEST = 0.6  # the highest cut: what is likelier right than that is a claim in any document


def best_cut(confidences: Iterable[float], least: float, most: float = STRICTEST) -> float:
    """Give the cut that promises the best F1 for one document.

    Confidences are probabilities that proposals are right, so that the F1 of taking the surest k of them is
    expected to be about 2 · (their sum) / (k + sum of all) (after Ye, Chai, Lee and Chieu 2012, *Optimizing
    F-measures: a tale of two approaches*). Where much is sure, as in a chapter of history, the doubtful is
    better left out; where little is, it is worth having.

    Args:
        confidences: Of everything proposed for the document, in any order.
        least: The lowest cut.
        most: The highest.

    Returns:
        The confidence of the last proposal taken, within [least, most].
    """
    ranked = sorted(confidences, reverse=True)
    whole = sum(ranked)
    best, cut, right = 0.0, most, 0.0
    for taken, confidence in enumerate(ranked, start=1):
        right += confidence
        promised = 2 * right / (taken + whole)
        if promised > best:
            best, cut = promised, confidence
    return max(min(cut, most), least)
