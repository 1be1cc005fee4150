"""Learning: a network comes to know what it is shown, head by head, and the reader then finds it."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from dragoman.reader import Reader, propose_all
from dragoman.reader.encoder.model import load_model
from dragoman.reader.encoder.proposer import EncoderProposer
from dragoman.training.batches import collate
from dragoman.training.examples import Example
from dragoman.training.learning import WEIGHTS, Settings, learn, losses, measure
from dragoman.training.network import Network
from tests.reader.encoder import tiny
from tests.reader.texts import document, reader_of
from tests.training.build import event, examples_of, row

QUICK = Settings(epochs=80, rate=3e-3, head_rate=1e-2, masked=0.0, frozen_words=False)
FIRST = "Ghana recognized Nepal in 1960."
SECOND = "Peru planned to open an embassy in Lima."


def shown() -> list[Example]:
    passages = [
        row(
            FIRST,
            event("recognize", "GHA", "NPL", trigger="recognized", date="1960"),
            pairs=[{"source": "Ghana", "target": "Nepal", "root": "SUPPORT"}],
        ),
        row(SECOND, event("open_mission", "PER", "", trigger="open", modality="planned", city="Lima")),
    ]
    return [e for p in passages for e in examples_of(p)[1]]


@pytest.fixture(scope="module")
def learned() -> tuple[Network, list[tuple[int, dict[str, float]]]]:
    network = tiny.network(seed=3)
    reports: list[tuple[int, dict[str, float]]] = []
    learn(network, shown() * 4, QUICK, report=lambda n, means: reports.append((n, means)), held=shown())
    return network, reports


Learned = tuple[Network, list[tuple[int, dict[str, float]]]]


@pytest.mark.parametrize("head", WEIGHTS)
def test_every_head_learns(learned: Learned, head: str) -> None:
    network, _ = learned
    before, after = measure(tiny.network(seed=3), shown()), measure(network, shown())
    assert set(before) == set(after) == set(WEIGHTS)
    assert after[head] < before[head] / 2


def test_each_epoch_is_reported_with_what_was_held_out(learned: Learned) -> None:
    _, reports = learned
    assert [n for n, _ in reports] == list(range(QUICK.epochs))
    assert set(reports[0][1]) == {*WEIGHTS, *(f"held {head}" for head in WEIGHTS)}
    assert reports[-1][1]["held trigger"] < reports[0][1]["held trigger"]


def test_the_reader_finds_what_was_learned(learned: Learned, tmp_path: Path) -> None:
    model = load_model(tiny.write(tmp_path / "model", built=learned[0]))

    def best(text: str) -> tuple[str, str, str, str, str, str]:
        reader: Reader = reader_of(lambda context: EncoderProposer(model, context))
        surest = max(propose_all(document(text), reader=reader), key=lambda p: p.confidence)
        actor, target = (r[0].party if r else "" for r in (surest.actors, surest.targets))
        return surest.type, surest.trigger.of(text), actor, target, surest.modality, surest.date_text

    assert best(FIRST) == ("recognize", "recognized", "GHA", "NPL", "happened", "in 1960")
    assert best(SECOND)[:5] == ("open_mission", "open", "PER", "", "planned")


def test_frozen_words_stay_as_they_are() -> None:
    network = tiny.network()
    before = network.encoder.words.weight.clone()
    inner = network.encoder.norm.weight.clone()
    learn(network, shown(), Settings(epochs=2))
    assert torch.equal(network.encoder.words.weight, before)
    assert not torch.equal(network.encoder.norm.weight, inner)


def test_the_same_seed_learns_the_same() -> None:
    one, two = tiny.network(), tiny.network()
    for network in (one, two):
        learn(network, shown(), Settings(epochs=2, seed=5))
    assert all(torch.equal(value, two.state_dict()[name]) for name, value in one.state_dict().items())


def test_measuring_learns_nothing() -> None:
    network = tiny.network().train()
    before = {name: value.clone() for name, value in network.state_dict().items()}
    first = measure(network, shown())
    assert measure(network, shown()) == first
    assert network.training
    assert all(torch.equal(value, before[name]) for name, value in network.state_dict().items())


def test_what_is_not_labelled_has_no_loss() -> None:
    _, examples = examples_of(row("It rained."))
    assert set(losses(tiny.network(), collate(examples, len(tiny.TYPES)))) == {"trigger"}
