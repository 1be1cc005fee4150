"""The network: what it learns is what the reader's heads and the exported encoder compute."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from dragoman.reader.encoder.heads import LAYERS, NOWHERE, PROJECTIONS, Heads
from dragoman.reader.encoder.model import HEADS, load_description, load_model
from dragoman.reader.encoder.slots import Standing
from dragoman.reader.encoder.windows import CLS, SEP, Window
from dragoman.training.network import Network, Projected
from tests.reader.encoder import tiny

HALVED = 2e-3  # what 16 bits leave of the heads' weights
TYPE, KINDS, DISTANCES = 3, [0, 4, 9], [5, 2, NOWHERE]
AT = Standing([3, 4, 1], [1, 2, 0], [1, 5, 0], 2)


@pytest.fixture(scope="module")
def network() -> Network:
    return tiny.network()


@pytest.fixture(scope="module")
def heads(tiny_model: Path) -> Heads:
    return Heads.load(tiny_model / HEADS, load_description(tiny_model))


@pytest.fixture(scope="module")
def vectors() -> Tensor:
    """A trigger, a sentence and three candidates, the last without words."""
    drawn = torch.randn(5, tiny.SHAPE.width, generator=torch.Generator().manual_seed(2))
    drawn[4] = 0
    return drawn


@pytest.fixture(scope="module")
def projected(network: Network, vectors: Tensor) -> Any:
    """Their projections without the triggers' bias, as the mean of pieces has it."""
    with torch.no_grad():
        found = Projected(network).projection(vectors)
    found[4] = 0  # who has no words has no projection either
    return found.numpy()


def test_projections_stand_in_the_heads_order(network: Network) -> None:
    widths = Projected(network).widths
    assert tuple(name for name, _ in widths) == PROJECTIONS
    assert dict(widths)["trigger"] == len(tiny.TYPES)


def test_triggers_are_those_of_the_network(
    network: Network, heads: Heads, vectors: Tensor, projected: Any
) -> None:
    with torch.no_grad():
        wanted = network.trigger(vectors[:4]).sigmoid().numpy()
    assert np.allclose(heads.triggers(projected[:4]), wanted, atol=HALVED)


def test_roles_are_those_of_the_network(
    network: Network, heads: Heads, vectors: Tensor, projected: Any
) -> None:
    head = network.role
    at = torch.tensor([[s, i, r, AT.form] for s, i, r in zip(AT.slots, AT.inner, AT.ranks, strict=True)])
    types = torch.tensor([TYPE] * 3)
    with torch.no_grad():
        asking = vectors[0].expand(3, -1)
        embedded = head.fitting(asking, vectors[2:]) + head.kind(torch.tensor(KINDS)) + head.place(at)
        wanted = head(asking, types, embedded, torch.tensor(DISTANCES)).numpy()
    found = heads.roles(projected[:1], [TYPE], projected[2:], KINDS, [DISTANCES], [AT])
    assert np.allclose(found[0], wanted, atol=HALVED)
    assert np.ptp(wanted) > 10 * HALVED


def test_dates_are_those_of_the_network(
    network: Network, heads: Heads, vectors: Tensor, projected: Any
) -> None:
    head = network.date
    at = torch.tensor([[s, i, r, AT.form] for s, i, r in zip(AT.slots, AT.inner, AT.ranks, strict=True)])
    with torch.no_grad():
        fitting = head.fitting(vectors[0].expand(3, -1), vectors[2:])
        embedded = torch.cat([head.none[None], fitting + head.place(at)])
        distances = torch.tensor([NOWHERE, *DISTANCES])
        logits = head(vectors[0].expand(4, -1), torch.tensor([TYPE] * 4), embedded, distances)
        wanted = logits[:, 0].softmax(0).numpy()
    found = heads.dates(projected[:1], [TYPE], projected[2:], [DISTANCES], [AT])
    assert np.allclose(found[0], wanted, atol=HALVED)


def test_modalities_are_those_of_the_network(
    network: Network, heads: Heads, vectors: Tensor, projected: Any
) -> None:
    with torch.no_grad():
        wanted = network.modality(vectors[:1], torch.tensor([TYPE]), vectors[1:2]).softmax(1)[0].numpy()
    assert np.allclose(heads.modality(projected[:1], [TYPE], projected[1])[0], wanted, atol=HALVED)


def test_pairs_are_those_of_the_network(network: Network, heads: Heads, vectors: Tensor) -> None:
    with torch.no_grad():
        wanted = network.pair(vectors[1:2], vectors[2:3], vectors[3:4]).softmax(1)[0].numpy()
    sentence, source, target = vectors[1:4].numpy()
    assert np.allclose(heads.pair(sentence, source, target), wanted, atol=HALVED)


def test_the_mean_of_projections_is_the_projection_of_the_mean(network: Network, vectors: Tensor) -> None:
    projection = Projected(network).projection
    with torch.no_grad():
        assert torch.allclose(projection(vectors.mean(0)), projection(vectors).mean(0), atol=1e-5)


@pytest.mark.parametrize("length", [1, 16, 200, 508])
def test_the_exported_encoder_is_the_network_but_for_eight_bits(
    network: Network, tiny_model: Path, length: int
) -> None:
    ids = [CLS, *((torch.arange(length) * 37 % 150) + 110).tolist(), SEP]
    segments = [1, *[1] * (length // 4), *[0] * (length - length // 4), 0]
    projected = load_model(tiny_model).encode(Window(ids, segments))
    with torch.no_grad():
        _, wanted = Projected(network).eval()(torch.tensor([ids]), torch.tensor([segments]))
    assert np.corrcoef(projected.ravel(), wanted[0].numpy().ravel())[0, 1] > 0.998


def test_padding_changes_nothing(network: Network) -> None:
    ids = torch.tensor([[CLS, 200, 210, SEP, 0, 0]])
    mask = torch.tensor([[1, 1, 1, 1, 0, 0]])
    with torch.no_grad():
        padded = network.encoder(ids, torch.zeros_like(ids), mask)[:, :4]
        plain = network.encoder(ids[:, :4], torch.zeros_like(ids[:, :4]))
    assert torch.allclose(padded, plain, atol=1e-5)


def test_the_heads_layers_are_all_in_the_network(network: Network) -> None:
    state = network.state_dict()
    assert [name for name in LAYERS if name not in state] == []
    known = {*LAYERS, "trigger.bias", *(f"{name}.weight" for name in PROJECTIONS)}
    assert [name for name in state if not name.startswith("encoder.") and name not in known] == []


def test_a_checkpoint_in_berts_names_is_taken_whole() -> None:
    network, other = tiny.network(seed=1), tiny.network(seed=2)
    inside = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "attended": "attention.output.dense",
        "attended_norm": "attention.output.LayerNorm",
        "inner": "intermediate.dense",
        "outer": "output.dense",
        "outer_norm": "output.LayerNorm",
    }
    tables = {"words": "word", "positions": "position", "segments": "token_type"}
    named = {}
    for name, value in other.encoder.state_dict().items():
        part, _, end = name.rpartition(".")
        if part in tables:
            named[f"embeddings.{tables[part]}_embeddings.{end}"] = value
        elif part == "norm":
            named[f"embeddings.LayerNorm.{end}"] = value
        else:
            _, n, inner = part.split(".")
            named[f"encoder.layer.{n}.{inside[inner]}.{end}"] = value
    network.encoder.load_bert(named)
    for name, value in network.encoder.state_dict().items():
        assert torch.equal(value, other.encoder.state_dict()[name]), name
