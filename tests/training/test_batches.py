"""Batches: ragged lists laid flat, labels where they belong, and masks that leave the frame of a window."""

from __future__ import annotations

import random

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.reader.encoder.heads import NOWHERE
from dragoman.reader.encoder.windows import CLS, MASK, SEP, Window
from dragoman.training.batches import Rows, collate, iter_batches
from dragoman.training.examples import Example
from tests.reader.encoder import tiny
from tests.training.build import event, examples_of, row

TYPES = len(tiny.TYPES)


def examples() -> list[Example]:
    passages = [
        row(
            "Ghana recognized Nepal on Friday and opened an embassy in Lima.",
            event("recognize", "GHA", "NPL", trigger="recognized", date="1968-05-03"),
            event("open_mission", "GHA", "PER", trigger="opened", city="Lima"),
            pairs=[{"source": "Ghana", "target": "Nepal", "root": "SUPPORT"}],
        ),
        row("It rained."),
        row(
            "Relations with Chile were severed in 1960.",
            event("sever_relations", "PER", "CHL", trigger="severed", date="1960"),
            context="Peru praised Togo.",
        ),
    ]
    return [e for p in passages for e in examples_of(p)[1]]


lists = st.lists(st.lists(st.integers(0, 11), max_size=5), min_size=1, max_size=6)


@settings(deadline=None)
@given(lists)
def test_means_are_those_of_a_plain_loop(rows: list[list[int]]) -> None:
    hidden = torch.arange(36, dtype=torch.float32).reshape(2, 6, 3) ** 1.5
    flat = torch.tensor([k for some in rows for k in some], dtype=torch.long)
    owner = torch.tensor([n for n, some in enumerate(rows) for _ in some], dtype=torch.long)
    found = Rows(flat, owner, len(rows)).means(hidden)
    pieces = hidden.reshape(12, 3)
    for n, some in enumerate(rows):
        wanted = torch.stack([pieces[k] for k in some]).mean(0) if some else torch.zeros(3)
        assert torch.allclose(found[n], wanted, rtol=1e-5)


def test_a_batch_holds_each_window_and_pads_the_rest() -> None:
    some = examples()
    batch = collate(some, TYPES)
    assert batch.ids.shape == (len(some), max(len(e.window.ids) for e in some))
    for n, e in enumerate(some):
        size = len(e.window.ids)
        assert batch.ids[n, :size].tolist() == e.window.ids
        assert batch.segments[n, :size].tolist() == e.window.segments
        assert batch.mask[n].tolist() == [1] * size + [0] * (batch.ids.shape[1] - size)
        assert not batch.ids[n, size:].any()


def test_flat_places_point_at_the_pieces_of_their_own_window() -> None:
    some = examples()
    batch = collate(some, TYPES)
    ids = batch.ids.reshape(-1)
    frames = [(e, f) for e in some for f in e.frames]
    assert batch.types.tolist() == [f.type for _, f in frames]
    for rows, wanted in (
        (batch.triggers, [[e.window.ids[k] for k in f.trigger] for e, f in frames]),
        (batch.sentences, [[e.window.ids[k] for k in f.sentence] for e, f in frames]),
        (batch.parties.rows, [[e.window.ids[k] for k in c] for e, f in frames for c in f.candidates]),
        (batch.places.rows, [[e.window.ids[k] for k in c] for e, f in frames for c in f.places]),
        (batch.dates.rows, [[e.window.ids[k] for k in c] for e, f in frames for c in f.dates]),
        (batch.sources, [[e.window.ids[k] for k in pair[0]] for e in some for pair in e.pairs]),
        (batch.targets, [[e.window.ids[k] for k in pair[1]] for e in some for pair in e.pairs]),
    ):
        found = [ids[rows.flat[rows.row == n]].tolist() for n in range(rows.count)]
        assert found == wanted
        assert any(wanted)


def test_candidates_know_their_frame_and_group() -> None:
    some = examples()
    batch = collate(some, TYPES)
    frames = [f for e in some for f in e.frames]
    assert batch.parties.frame.tolist() == [n for n, f in enumerate(frames) for _ in f.candidates]
    assert batch.groups == sum(len(set(f.groups)) for f in frames) == len(set(batch.group.tolist()))
    owner = dict(zip(batch.group.tolist(), batch.parties.frame.tolist(), strict=True))
    playing = [owner[g] for g, _, yes in batch.roles.tolist() if yes]
    assert playing == [0, 0, 1, 1, 2, 2]  # each frame's actor and target
    empty = [n for n in range(batch.parties.rows.count) if not (batch.parties.rows.row == n).any()]
    assert all(int(batch.parties.distances[n]) == NOWHERE for n in empty)


def test_labels_stand_at_the_trigger_and_weigh_more() -> None:
    some = examples()
    some[0].unsure = [(some[0].read[0], 5)]
    batch = collate(some, TYPES)
    places = {int(flat): n for n, flat in enumerate(batch.read)}
    length = batch.ids.shape[1]
    wanted = {(places[b * length + k], t) for b, e in enumerate(some) for k, t in e.triggers}
    assert {(n, t) for n, t in batch.labels.nonzero().tolist()} == wanted
    assert all(batch.weights[n, t] > 1 for n, t in wanted)
    assert batch.weights[0, 5] < 1
    assert int((batch.weights == 1).sum()) == batch.weights.numel() - len(wanted) - 1


@pytest.mark.parametrize("share", [0.0, 0.3, 1.0])
def test_masking_hides_neither_the_frame_of_a_window_nor_its_padding(share: float) -> None:
    plain = collate(examples(), TYPES)
    (batch,) = iter_batches(examples(), TYPES, random.Random(3), masked=share)  # noqa: S311 - not a secret
    order = sorted(range(len(plain.ids)), key=lambda n: int(plain.mask[n].sum()))
    before = plain.ids[order]
    hidden = batch.ids == MASK
    assert batch.ids.shape == before.shape
    assert (batch.ids[~hidden] == before[~hidden]).all()
    for kept in (CLS, SEP, 0):
        assert not hidden[before == kept].any()
    among = int(((before != CLS) & (before != SEP) & (before != 0)).sum())
    assert (int(hidden.sum()) / among > share / 2) if share else not hidden.any()
    if share == 1:
        assert int(hidden.sum()) == among


def test_every_example_is_given_once_in_an_order_that_the_seed_draws() -> None:
    some = [Example(Window([CLS, n, SEP], [1, 0, 0], [-1, 0, -1], [-1, 1, -1])) for n in range(200, 900)]

    def order(seed: int) -> list[int]:
        drawn = random.Random(seed)  # noqa: S311 - not a secret
        return [int(ids[1]) for batch in iter_batches(some, TYPES, drawn) for ids in batch.ids.tolist()]

    assert sorted(order(1)) == list(range(200, 900))
    assert order(1) == order(1)
    assert order(1) != order(2)
