"""The heads: shapes, probabilities, and the distance to who has no words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import ModelError
from dragoman.reader.encoder.heads import (
    DISTANCES,
    LAYERS,
    NOWHERE,
    PROJECTIONS,
    ROLES,
    Heads,
    distance_bucket,
)
from dragoman.reader.encoder.model import HEADS, load_description, load_model
from dragoman.reader.encoder.slots import Standing
from tests.reader.encoder import tiny


@pytest.fixture(scope="module")
def heads(tiny_model: Path) -> Heads:
    return load_model(tiny_model).heads


def projected(heads: Heads, *shape: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    width = max(part.stop for part in heads.parts.values())
    return np.random.default_rng(1).normal(size=(*shape, width)).astype(np.float32)


def encoded(count: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    """Vectors as the encoder's last layer gives them."""
    return np.random.default_rng(1).normal(size=(count, tiny.SHAPE.width)).astype(np.float32)


def nowhere(count: int) -> Standing:
    return Standing([1] * count, [0] * count, [0] * count, 0)


@given(st.integers(0, 600), st.integers(0, 600), st.integers(0, 600))
def test_buckets_ascend_with_the_distance_and_are_never_nowhere(trigger: int, here: int, there: int) -> None:
    near, far = sorted((here, there))
    assert 0 <= distance_bucket(trigger, near) <= distance_bucket(trigger, far) < NOWHERE


def test_every_distance_has_a_bucket_of_its_own() -> None:
    lowest = min(DISTANCES) - 1
    found = [distance_bucket(0, d) for d in (lowest, *DISTANCES)]
    assert found == list(range(NOWHERE))


def test_the_parts_lie_side_by_side(heads: Heads) -> None:
    assert tuple(heads.parts) == PROJECTIONS
    parts = list(heads.parts.values())
    assert [part.start for part in parts] == [0, *(part.stop for part in parts[:-1])]
    assert parts[0].stop == len(heads.types)


def test_triggers_have_one_probability_a_piece_and_type(heads: Heads) -> None:
    found = heads.triggers(projected(heads, 7))
    assert found.shape == (7, len(tiny.TYPES))
    assert ((found > 0) & (found < 1)).all()


def test_roles_have_one_logit_a_candidate_and_role(heads: Heads) -> None:
    vectors = projected(heads, 3)
    distances = [[NOWHERE, 0, 3], [2, 2, 2]]
    found = heads.roles(vectors[:2], [4, 5], vectors, [0, 1, 2], distances, [nowhere(3)] * 2)
    assert found.shape == (2, 3, len(ROLES))


def test_a_trigger_is_read_alike_whatever_else_the_sentence_tells(heads: Heads) -> None:
    vectors = projected(heads, 5)
    triggers, spots = vectors[:2], vectors[2:]
    distances = [[NOWHERE, 0, 3], [2, 5, 2]]
    roles = heads.roles(triggers, [4, 5], spots, [0, 1, 2], distances, [nowhere(3)] * 2)
    dates = heads.dates(triggers, [4, 5], spots, distances, [nowhere(3)] * 2)
    modalities = heads.modality(triggers, [4, 5], vectors[4])
    for k in range(2):
        one = slice(k, k + 1)
        alone = triggers[one], [4, 5][one], spots
        found = heads.roles(*alone, [0, 1, 2], distances[one], [nowhere(3)])
        assert np.allclose(found, roles[one], atol=1e-5)
        assert np.allclose(heads.dates(*alone, distances[one], [nowhere(3)]), dates[one], atol=1e-5)
        assert np.allclose(heads.modality(*alone[:2], vectors[4]), modalities[one], atol=1e-5)


def test_a_candidate_is_scored_alike_whoever_stands_beside_it(heads: Heads) -> None:
    vectors = projected(heads, 3)
    (together,) = heads.roles(vectors[:1], [4], vectors, [0, 1, 2], [[NOWHERE, 0, 3]], [nowhere(3)])
    for n in range(3):
        distance = (NOWHERE, 0, 3)[n]
        (alone,) = heads.roles(vectors[:1], [4], vectors[n : n + 1], [n], [[distance]], [nowhere(1)])
        assert np.allclose(alone[0], together[n], atol=1e-5)


@pytest.mark.parametrize("field", ["slots", "inner", "ranks"])
def test_where_a_candidate_stands_counts(heads: Heads, field: str) -> None:
    vectors = projected(heads, 1)
    at = {"slots": [1], "inner": [0], "ranks": [0]}
    here = heads.roles(vectors, [4], vectors, [0], [[0]], [Standing(**at, form=0)])
    there = heads.roles(vectors, [4], vectors, [0], [[0]], [Standing(**(at | {field: [3]}), form=0)])
    assert not np.allclose(here, there, atol=1e-4)


def test_how_a_candidate_fits_the_trigger_counts(heads: Heads) -> None:
    here, there, candidate = projected(heads, 3)
    key = heads.parts["role.key"]
    plain = candidate.copy()
    plain[key] = 0

    def told_apart(vector: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> np.ndarray[Any, Any]:
        asked = np.stack([here, there])
        one, other = heads.roles(asked, [4, 4], vector[None], [0], [[0], [0]], [nowhere(1)] * 2)
        told: np.ndarray[Any, Any] = one - other
        return told

    assert not np.allclose(told_apart(candidate), told_apart(plain), atol=1e-3)


@pytest.mark.parametrize("count", [0, 1, 4])
def test_dates_are_none_or_one_of_those_there(heads: Heads, count: int) -> None:
    vectors = projected(heads, count)
    (found,) = heads.dates(projected(heads, 1), [0], vectors, [[3] * count], [nowhere(count)])
    assert found.shape == (1 + count,)
    assert float(found.sum()) == pytest.approx(1, abs=1e-5)


def test_modalities_and_pairs_are_distributions(heads: Heads) -> None:
    trigger, sentence = projected(heads, 2)
    (modality,) = heads.modality(trigger[None], [0], sentence)
    pair = heads.pair(*encoded(3))
    assert (modality.shape, pair.shape) == ((7,), (len(tiny.ROOTS) + 1,))
    assert float(modality.sum()) == pytest.approx(1, abs=1e-5)
    assert float(pair.sum()) == pytest.approx(1, abs=1e-5)


def test_source_and_target_are_not_the_same(heads: Heads) -> None:
    sentence, source, target = encoded(3)
    assert not np.allclose(heads.pair(sentence, source, target), heads.pair(sentence, target, source))


@pytest.mark.parametrize("missing", ["date.none", "role.kind.weight", "pair.out.bias"])
def test_a_missing_layer_is_named(tiny_model: Path, tmp_path: Path, missing: str) -> None:
    with np.load(tiny_model / HEADS) as stored:
        kept = {name: stored[name] for name in stored.files if name != missing}
    assert missing in LAYERS
    np.savez(tmp_path / HEADS, allow_pickle=False, **kept)
    with pytest.raises(ModelError, match=f"heads.npz: lacks the layer {missing};"):
        Heads.load(tmp_path / HEADS, load_description(tiny_model))
