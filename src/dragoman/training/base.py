"""What a network starts from: the weights of another, as a checkpoint or as a model's folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from dragoman.errors import ModelError
from dragoman.reader.encoder.heads import LAYERS
from dragoman.reader.encoder.model import ENCODER, HEADS
from dragoman.training.network import Network, Shape

# Matrices of a layer in the order in which its pass multiplies by them.
_MATRICES = ("query", "key", "value", "attended", "inner", "outer")
_TABLES = ("words", "positions", "segments")


def network_of(folder: Path, description: dict[str, Any], types: Sequence[str]) -> Network:
    """Build the network that a model's folder was made from, to learn on.

    Its weights are those of the quantised file, turned back into fractions. Types that the model does not
    know get outputs of their own, which start untrained.

    Raises:
        ModelError: the file is not one that this package wrote.
    """
    shape = Shape(
        types=len(types),
        modalities=len(description["modalities"]),
        roots=len(description["roots"]),
        kinds=len(description["kinds"]),
        **description.get("sizes", {}),
    )
    network = Network(shape)
    state = network.state_dict()
    encoder, projection, bias = _graph_state(folder / ENCODER)
    with np.load(folder / HEADS) as stored:
        heads = {name: torch.from_numpy(stored[name].astype(np.float32)) for name in LAYERS}
    start = 0
    for name, width in description["projections"]:
        heads[f"{name}.weight"] = projection[start : start + width]
        start += width
    old = list(description["types"])
    heads["trigger.bias"] = bias[: len(old)]
    for name, value in heads.items():
        if name.startswith("trigger.") or name.endswith(".types.weight"):
            for n, code in enumerate(types):  # a new type starts as the mean of those known
                state[name][n] = value[old.index(code)] if code in old else value.mean(0)
        else:
            state[name] = value
    state |= {f"encoder.{name}": value for name, value in encoder.items()}
    network.load_state_dict(state)
    return network


def _graph_state(path: Path) -> tuple[dict[str, Tensor], Tensor, Tensor]:
    """Weights of the encoder by name, and weight and bias of the projection behind it."""
    graph = onnx.load(str(path)).graph
    stored = {t.name: numpy_helper.to_array(t) for t in graph.initializer}
    state = {
        name.removeprefix("encoder."): torch.from_numpy(value.astype(np.float32))
        for name, value in stored.items()
        if name.startswith("encoder.") and name.endswith((".bias", "norm.weight"))
    }
    for table in _TABLES:
        state[f"{table}.weight"] = _fractions(stored, f"encoder.{table}.weight")
    matrices = [node.input[1] for node in graph.node if node.op_type == "MatMulInteger"]
    matrices = [name.removesuffix("_quantized") for name in matrices if name in stored]
    if len(matrices) % len(_MATRICES) != 1:
        raise ModelError(path=str(path), problem="is not an encoder that this package wrote")
    for n, name in enumerate(matrices[:-1]):
        layer, part = divmod(n, len(_MATRICES))
        state[f"layers.{layer}.{_MATRICES[part]}.weight"] = _fractions(stored, name).T.contiguous()
    projection = _fractions(stored, matrices[-1]).T.contiguous()
    bias = torch.from_numpy(stored["projection.bias"].astype(np.float32))
    return state, projection, bias


def _fractions(stored: dict[str, Any], name: str) -> Tensor:
    """A quantised array as fractions; one that was left as it was is given so."""
    if name in stored:
        return torch.from_numpy(stored[name].astype(np.float32))
    scale, zero = stored[f"{name}_scale"], stored[f"{name}_zero_point"]
    whole = stored[f"{name}_quantized"].astype(np.float32) - zero.astype(np.float32)
    return torch.from_numpy((whole * scale).astype(np.float32))
