"""Fine-tuning: a model taught further on a user's own documents."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dragoman.errors import ModelError
from dragoman.reader.encoder.model import TOKENIZER, load_model, shipped_path
from dragoman.training.base import network_of
from dragoman.training.corpus import iter_gold
from dragoman.training.learning import Settings
from dragoman.training.making import Say, Start, is_held_out, make
from dragoman.training.network import Network

_OWN_RATE = 3e-3  # of what each type has of its own in the heads
_SHARED_RATE = 2e-4  # of what all share: a few documents must not undo what thousands of passages taught
_PIECES = 96  # of a batch: a few documents are to be many steps


def tune(
    golds: Sequence[Path],
    *,
    texts: Path | None,
    base: Path | None,
    out: Path,
    name: str,
    epochs: int,
    seed: int,
    say: Say,
) -> dict[str, Any]:
    """Teach a model on gold documents, write it to `out`, and give its description.

    Args:
        golds: Files of gold, as `dragoman evaluate` takes them.
        texts: Folder of the texts, where the gold does not carry them.
        base: Folder of the model to start from; None is the shipped one.
        out: A folder that is new or empty.
        name: Version that its claims will carry.
        epochs: How often to go through the documents.
        seed: Of the order and of dropout.
        say: Told what goes on.

    Raises:
        DocumentError: gold or a text cannot be read.
        ModelError: `base` is no model, or `out` holds something.
        QuestionError: no event of the gold was found in its text.
    """
    folder = base or shipped_path()
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise ModelError(path=str(out), problem="is no empty folder", remedy="give a new folder to --out")
    description = load_model(folder).description
    passages = [p for gold in golds for p in iter_gold(gold, texts)]
    try:
        out.mkdir(parents=True, exist_ok=True)  # now, and not after the learning
    except OSError as error:
        remedy = "give a folder that can be written to"
        raise ModelError(
            path=str(out), problem=f"cannot be made ({error.strerror})", remedy=remedy
        ) from error
    held = [p for p in passages if is_held_out(p.doc.name)]
    learned = [p for p in passages if not is_held_out(p.doc.name)] or passages

    def network(types: Sequence[str]) -> Network:
        built = network_of(folder, description, types)
        built.encoder.requires_grad_(False)
        return built

    return make(
        Start(network=network, tokenizer=folder / TOKENIZER, description=description),
        learned,
        [held] if held else [],
        out,
        name=name,
        settings=Settings(
            epochs=epochs, head_rate=_OWN_RATE, shared_rate=_SHARED_RATE, seed=seed, pieces=_PIECES
        ),
        say=say,
    )
