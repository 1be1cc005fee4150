"""How well a reader reads: claims against gold, with intervals and a list of mistakes."""

from dragoman.evaluation.answers import Answer, parse_answer
from dragoman.evaluation.confusion import KINDS, Mistake, mistakes
from dragoman.evaluation.gold import GoldDocument, digest, load_claims, load_gold
from dragoman.evaluation.scoring import ALL, MEASURES, Figures, Outcome, Report, evaluate

__all__ = [
    "ALL",
    "KINDS",
    "MEASURES",
    "Answer",
    "Figures",
    "GoldDocument",
    "Mistake",
    "Outcome",
    "Report",
    "digest",
    "evaluate",
    "load_claims",
    "load_gold",
    "mistakes",
    "parse_answer",
]
