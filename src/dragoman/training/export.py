"""A trained network as a model's folder: the encoder as quantised ONNX, the heads, and a description."""

from __future__ import annotations

import json
import logging
import tempfile
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer

from dragoman.reader.encoder.heads import LAYERS
from dragoman.reader.encoder.model import DESCRIPTION, ENCODER, HEADS, TOKENIZER
from dragoman.training.network import Network, Projected


def export(network: Network, folder: Path, *, tokenizer: Path, description: dict[str, Any]) -> None:
    """Write a model's folder.

    The encoder's weights become eight-bit integers, one scale a column; activations are quantised by the
    range of each input. The heads keep 16 bits.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        projected = Projected(network)
        _write_onnx(projected, plain)
        logging.disable(logging.WARNING)  # advice on a step that changes nothing for this graph
        try:
            quantize_dynamic(
                plain, folder / ENCODER, weight_type=QuantType.QInt8, per_channel=True, reduce_range=False
            )
        finally:
            logging.disable(logging.NOTSET)
    state = network.state_dict()
    heads = {name: state[name].detach().numpy().astype(np.float16) for name in LAYERS}
    np.savez(folder / HEADS, **heads)
    cutting = Tokenizer.from_file(str(tokenizer))
    cutting.no_truncation()
    cutting.no_padding()
    cutting.save(str(folder / TOKENIZER), pretty=False)
    description["projections"] = projected.widths
    description["sizes"] = network.shape.sizes()
    text = json.dumps(description, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / DESCRIPTION).write_text(text + "\n", encoding="utf-8")


def _write_onnx(projected: Projected, path: Path) -> None:
    projected.eval()
    ids = torch.randint(1000, 2000, (1, 16))
    segments = torch.zeros_like(ids)
    with warnings.catch_warnings():
        # The exporter that is to replace this one needs a further package, and gives the graph other names.
        warnings.simplefilter("ignore", DeprecationWarning)
        _export(projected, ids, segments, path)


def _export(projected: Projected, ids: torch.Tensor, segments: torch.Tensor, path: Path) -> None:
    torch.onnx.export(
        projected,
        (ids, segments),
        str(path),
        input_names=["ids", "segments"],
        output_names=["hidden", "projected"],
        dynamic_axes={name: {1: "pieces"} for name in ("ids", "segments", "hidden", "projected")},
        opset_version=17,
        dynamo=False,
    )
