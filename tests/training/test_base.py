"""Starting from a model's folder: the network that it was made from, with room for further types."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import onnx
import pytest
import torch
from torch import Tensor

from dragoman.errors import ModelError
from dragoman.reader.encoder.model import ENCODER, load_description, load_model
from dragoman.reader.encoder.windows import CLS, SEP, Window
from dragoman.training.base import network_of
from dragoman.training.network import Network, Projected
from tests.reader.encoder import tiny
from tests.training.build import UNION

IDS = torch.tensor([[CLS, *range(120, 180, 3), SEP]])


def outputs(network: Network) -> Tensor:
    with torch.no_grad():
        found: Tensor = Projected(network.eval())(IDS, torch.zeros_like(IDS))[1][0]
    return found


def rebuilt(folder: Path, types: tuple[str, ...]) -> Network:
    return network_of(folder, load_description(folder), types)


def test_a_folder_gives_back_its_network(tiny_model: Path) -> None:
    before, after = tiny.network().state_dict(), rebuilt(tiny_model, tiny.TYPES).state_dict()
    assert before.keys() == after.keys()
    for name, value in before.items():
        scale = float(value.abs().max())
        assert torch.allclose(after[name], value, atol=scale / 100 + 1e-4), name  # half a step of 8 bits


def test_what_it_computes_is_what_the_folder_computes(tiny_model: Path) -> None:
    ids = IDS[0].tolist()
    projected = load_model(tiny_model).encode(Window(ids, [0] * len(ids)))
    found = outputs(rebuilt(tiny_model, tiny.TYPES))
    # The folder quantises activations besides.
    assert torch.corrcoef(torch.stack([found.ravel(), torch.from_numpy(projected).ravel()]))[0, 1] > 0.999


def test_a_folder_of_several_layers_keeps_their_order(tmp_path: Path) -> None:
    shape = replace(tiny.SHAPE, layers=3)
    network = tiny.network(shape)
    found = rebuilt(tiny.write(tmp_path / "model", built=network), tiny.TYPES)
    assert found.shape == shape
    assert torch.corrcoef(torch.stack([outputs(found).ravel(), outputs(network).ravel()]))[0, 1] > 0.998


@pytest.mark.parametrize(
    "types",
    [
        pytest.param((*tiny.TYPES, UNION, "x_ferry"), id="behind"),
        pytest.param((UNION, *tiny.TYPES), id="before"),
        pytest.param(tiny.TYPES[::-1], id="another order"),
    ],
)
def test_types_keep_their_outputs_wherever_they_stand(tiny_model: Path, types: tuple[str, ...]) -> None:
    plain, wider = rebuilt(tiny_model, tiny.TYPES), rebuilt(tiny_model, types)
    before, after = outputs(plain), outputs(wider)
    for n, code in enumerate(tiny.TYPES):
        at = types.index(code)
        assert torch.allclose(after[:, at], before[:, n], atol=1e-5)
        for head in (plain.role, plain.date, plain.modality):
            name = next(k for k, m in plain.named_children() if m is head)
            assert torch.equal(getattr(wider, name).types.weight[at], head.types.weight[n])
    assert torch.allclose(after[:, len(types) :], before[:, len(tiny.TYPES) :], atol=1e-5)


def test_a_type_added_starts_out_rare(tiny_model: Path) -> None:
    wider = rebuilt(tiny_model, (*tiny.TYPES, UNION))
    assert float(outputs(wider)[:, len(tiny.TYPES)].sigmoid().max()) < 0.1


def test_a_graph_of_another_make_is_refused(tiny_model: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(tiny_model, folder)
    model = onnx.load(str(folder / ENCODER))
    node = next(n for n in model.graph.node if n.op_type == "MatMulInteger")
    model.graph.node.remove(node)
    onnx.save(model, str(folder / ENCODER))
    with pytest.raises(ModelError, match="is not an encoder that this package wrote"):
        rebuilt(folder, tiny.TYPES)
