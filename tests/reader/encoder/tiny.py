"""A model as small as can be: one layer of random weights, and word pieces of the tests' own texts.

It knows nothing, and finds triggers where chance has it; what it is for is that everything around the
weights can be seen to work.
"""

from __future__ import annotations

import re
import warnings
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from dragoman.ontology import load_ontology
from dragoman.reader.encoder.candidates import KINDS
from dragoman.reader.encoder.judging import FEATURES
from dragoman.reader.encoder.model import FORMAT
from dragoman.reader.encoder.windows import CLS, MASK, SEP
from dragoman.training.examples import MODALITIES
from dragoman.training.export import export
from dragoman.training.network import Network, Shape
from tests.reader.texts import EXPLICIT, LEANING

TYPES = tuple(load_ontology())
ROOTS = tuple(sorted({t.plover for t in load_ontology().values() if t.plover}))
VERSION = "tiny/1"
VOCABULARY = 2_048
SHAPE = Shape(
    types=len(TYPES),
    modalities=len(MODALITIES),
    roots=len(ROOTS),
    kinds=len(KINDS),
    vocabulary=VOCABULARY,
    width=32,
    layers=1,
    attention_heads=2,
    inner=64,
    hidden=16,
)
_TRIGGER_BIAS = -2.4  # so that about one piece in five is a trigger of some type
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789.,;:()'\"-\u2013\u2014\u2019\u201c\u201d#*"


def tokenizer() -> Tokenizer:
    """Give a lower-casing tokenizer with BERT's ids for its marks."""
    pieces = [f"[unused{n}]" for n in range(100)]
    pieces[0] = "[PAD]"
    pieces += ["[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    pieces += [*_LETTERS, *(f"##{letter}" for letter in _LETTERS)]
    words = re.findall(r"[a-z]+", " ".join(EXPLICIT + LEANING).lower())
    pieces += [word for word in dict.fromkeys(words) if len(word) > 1]
    assert (pieces.index("[CLS]"), pieces.index("[SEP]"), pieces.index("[MASK]")) == (CLS, SEP, MASK)
    vocabulary = {piece: n for n, piece in enumerate(pieces)}
    assert len(vocabulary) == len(pieces) <= VOCABULARY
    found = Tokenizer(WordPiece(vocabulary, unk_token="[UNK]", max_input_chars_per_word=100))  # noqa: S106
    found.normalizer = BertNormalizer(lowercase=True)
    found.pre_tokenizer = BertPreTokenizer()
    return found


def network(shape: Shape = SHAPE, *, seed: int = 1) -> Network:
    """Give a network of random weights."""
    torch.manual_seed(seed)
    found = Network(shape)
    torch.nn.init.constant_(found.trigger.bias, _TRIGGER_BIAS)
    torch.nn.init.zeros_(found.pair.out.bias)  # else one root would win whatever is asked
    return found.eval()


def description() -> dict[str, Any]:
    """Give what a model's folder says of it; every sentence passes, and what both propose is surest."""
    weights = dict.fromkeys(FEATURES, 0.0) | {"trigger": 0.3, "said": 2.0, "both": 1.0}
    return {
        "format": FORMAT,
        "version": VERSION,
        "types": list(TYPES),
        "modalities": list(MODALITIES),
        "roots": list(ROOTS),
        "kinds": list(KINDS),
        "telling": {"weights": {"rained": -9.0}, "bias": 0.0, "named": 1.0, "threshold": -5.0},
        "judge": {"weights": weights, "bias": 0.0},
        "threshold": 0.3,
    }


def write(folder: Path, *, built: Network | None = None) -> Path:
    """Write the model to a folder and give the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "given.json"
    tokenizer().save(str(path))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of torch's exporter, on itself
        export(built or network(), folder, tokenizer=path, description=description())
    path.unlink()
    return folder
