"""Making a model: from passages to a folder that `dragoman read --model` takes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

from dragoman.errors import QuestionError
from dragoman.reader.encoder.candidates import KINDS
from dragoman.reader.encoder.judging import FEATURES
from dragoman.reader.encoder.model import DESCRIPTION, FORMAT, load_model
from dragoman.reader.encoder.slots import FORMS, INNER, RANKS, SLOTS
from dragoman.training.calibration import (
    HeldOut,
    calibration_error,
    choose_threshold,
    cross_checked,
    fit_judge,
    reliability,
    weigh,
)
from dragoman.training.examples import MODALITIES, Example, Examples, Passage
from dragoman.training.export import export
from dragoman.training.filtering import fit_telling, widened
from dragoman.training.learning import Settings, learn
from dragoman.training.network import Network

Say = Callable[[str], None]
HELD_SHARE = 10  # one document in so many is held out
FEWEST = 5  # held-out documents for that
ENOUGH = 300  # proposals of held-out documents from which a judge is fitted anew


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What learning starts from: a network for given types, and what its folder said (empty for none)."""

    network: Callable[[Sequence[str]], Network]
    tokenizer: Path
    description: Mapping[str, Any] = field(default_factory=dict)


def is_held_out(name: str) -> bool:
    """Whether a document is held out: decided by its name alone, for ever."""
    return int(hashlib.sha256(f"held:{name}".encode()).hexdigest(), 16) % HELD_SHARE == 0


def make(
    start: Start,
    passages: Sequence[Passage],
    held_out: Sequence[Sequence[Passage]],
    folder: Path,
    *,
    name: str,
    settings: Settings,
    say: Say,
) -> dict[str, Any]:
    """Train, export and calibrate a model; give its description.

    Args:
        start: Where the weights come from.
        passages: To learn from.
        held_out: Groups of passages to calibrate on and to choose the threshold on; each counts alike.
        folder: Written to.
        name: Of the model, such as "encoder/1"; claims carry it.
        settings: How to learn.
        say: Told what goes on.

    Raises:
        QuestionError: no event of the passages could be found in its text.
    """
    tokenizer = load_tokenizer(start.tokenizer)
    old = start.description
    examples = Examples(tokenizer, passages, known=old.get("types", ()))
    learned = _examples(examples, passages)
    if not any(e.frames for e in learned):
        problem = "no event of the gold was found in its text"
        raise QuestionError(
            problem=problem, remedy="give each event its `evidence` or `trigger`, word for word"
        )
    held = _examples(examples, [p for group in held_out for p in group])
    torch.manual_seed(settings.seed)  # of the weights that the start does not bring
    network = start.network(examples.types)
    pieces = sum(len(e.window.ids) for e in learned)
    say(f"learning from {len(passages):,} passages, {len(learned):,} windows, {pieces:,} pieces")
    learn(network, learned, settings, report=lambda n, means: say(_epoch(n, means)), held=held)
    told = [t for p in passages for t in examples.told(p)]
    description: dict[str, Any] = {
        "format": FORMAT,
        "version": name,
        "types": list(examples.types),
        "modalities": list(MODALITIES),
        "roots": list(examples.roots),
        "kinds": list(KINDS),
        "slots": [list(SLOTS), list(INNER), list(RANKS), list(FORMS)],
        "telling": widened(old["telling"], told) if old else fit_telling(told),
        "judge": old.get("judge", {}),
        "threshold": old.get("threshold", 0.5),
        "seed": settings.seed,
        "epochs": settings.epochs,
    }
    folder.mkdir(parents=True, exist_ok=True)
    export(network, folder, tokenizer=start.tokenizer, description=description)
    return calibrate(folder, held_out, say=say)


def calibrate(folder: Path, held_out: Sequence[Sequence[Passage]], *, say: Say) -> dict[str, Any]:
    """Fit the judge of an exported model, choose its threshold, and write both into its description."""
    load_model.cache_clear()
    model = load_model(folder)
    description = dict(model.description)
    groups = [[weigh(p, model) for p in group] for group in held_out]
    groups = [group for group in groups if group]
    documents = _shuffled([doc for group in groups for doc in group])
    weighed = sum(w.right is not None for doc in documents for w in doc.proposals)
    enough = weighed >= ENOUGH and len(documents) >= FEWEST
    if enough or not description["judge"]:
        judge = fit_judge(documents)
        description["judge"] = {
            "weights": dict(zip(FEATURES, judge.weights, strict=True)),
            "bias": judge.bias,
        }
        description["threshold"] = choose_threshold(groups, judge)
        bins = reliability(cross_checked(documents))
        description["reliability"] = [[b.count, round(b.confidence, 4), round(b.right, 4)] for b in bins]
        description["calibration_error"] = round(calibration_error(bins), 4)
        say(
            f"calibrated on {weighed:,} proposals of {len(documents):,} held-out passages: "
            f"error {description['calibration_error']:.3f}, threshold {description['threshold']:.2f}"
        )
    else:
        say(f"kept the calibration of the base: {weighed:,} held-out proposals are too few for one's own")
    text = json.dumps(description, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / DESCRIPTION).write_text(text + "\n", encoding="utf-8")
    load_model.cache_clear()
    return description


def load_tokenizer(path: Path) -> Tokenizer:
    """Load a tokenizer that cuts nothing off and fills nothing up."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def _examples(examples: Examples, passages: Sequence[Passage]) -> list[Example]:
    return [e for p in passages for e in examples.of(p) if e.read]


def _shuffled(documents: list[HeldOut]) -> list[HeldOut]:
    """Documents in the order of their names' digests, so that folds mix the groups."""
    return sorted(documents, key=lambda d: hashlib.sha256(d.gold.name.encode()).hexdigest())


def _epoch(number: int, means: Mapping[str, float]) -> str:
    return f"epoch {number + 1}: " + ", ".join(f"{name} {value:.4f}" for name, value in means.items())


__all__ = ["Start", "calibrate", "is_held_out", "load_tokenizer", "make"]
