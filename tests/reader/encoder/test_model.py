"""A model's folder: loaded once, and refused by name where it is none."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from dragoman.errors import ModelError
from dragoman.reader import load_reader, version_of
from dragoman.reader.encoder.model import (
    DESCRIPTION,
    ENCODER,
    FORMAT,
    HEADS,
    TOKENIZER,
    load_description,
    load_model,
)
from dragoman.reader.encoder.windows import CLS, SEP, Window
from tests.reader.encoder import tiny


@pytest.fixture
def copy(tiny_model: Path, tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "copy"
    shutil.copytree(tiny_model, folder)
    yield folder
    load_model.cache_clear()
    load_reader.cache_clear()


def window(n: int) -> Window:
    return Window([CLS, *range(300, 300 + n), SEP], [1] + [0] * (n + 1))


def test_a_model_is_loaded_once(tiny_model: Path) -> None:
    assert load_model(tiny_model) is load_model(tiny_model)
    assert load_reader(tiny_model) is load_reader(tiny_model)


def test_version_and_threshold_are_those_of_the_folder(tiny_model: Path) -> None:
    reader = load_reader(tiny_model)
    assert version_of(tiny_model) == reader.version == load_model(tiny_model).version == tiny.VERSION
    assert reader.threshold == tiny.description()["threshold"]


@pytest.mark.parametrize("n", [0, 1, 30, 510])
def test_every_piece_has_its_projections(tiny_model: Path, n: int) -> None:
    model = load_model(tiny_model)
    projected = model.encode(window(n))
    assert projected.shape == (n + 2, sum(width for _, width in model.description["projections"]))
    assert np.isfinite(projected).all()


def test_a_piece_is_encoded_by_what_stands_around_it(tiny_model: Path) -> None:
    model = load_model(tiny_model)
    one, other = window(8), window(8)
    other.ids[8] = 500
    assert not np.allclose(model.encode(one)[1], model.encode(other)[1])


@pytest.mark.parametrize("name", [ENCODER, TOKENIZER, HEADS, DESCRIPTION])
def test_a_missing_file_is_named_with_its_folder(copy: Path, name: str) -> None:
    (copy / name).unlink()
    with pytest.raises(ModelError) as caught:
        load_model(copy)
    assert caught.value.path == str(copy)
    assert name in str(caught.value)
    assert "give a folder written by `dragoman train`" in str(caught.value)


@pytest.mark.parametrize("name", [ENCODER, TOKENIZER, HEADS])
def test_a_damaged_file_is_named_with_its_folder(copy: Path, name: str) -> None:
    (copy / name).write_bytes(b"\x00damaged")
    with pytest.raises(ModelError) as caught:
        load_model(copy)
    assert str(copy) in str(caught.value)
    assert name in str(caught.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("{", "has no readable model.json", id="not JSON"),
        pytest.param("[]", "is not a model of format", id="a list"),
        pytest.param("{}", "is not a model of format", id="no format"),
        pytest.param(json.dumps({"format": FORMAT + 1}), "is not a model of format", id="another format"),
    ],
)
def test_a_description_of_another_kind_is_refused(copy: Path, text: str, words: str) -> None:
    (copy / DESCRIPTION).write_text(text, encoding="utf-8")
    for load in (load_description, version_of, load_model, load_reader):
        with pytest.raises(ModelError, match=words) as caught:
            load(copy)
        assert caught.value.path == str(copy)


def test_a_description_that_lacks_a_part_is_refused(copy: Path) -> None:
    said = json.loads((copy / DESCRIPTION).read_text(encoding="utf-8"))
    del said["telling"]
    (copy / DESCRIPTION).write_text(json.dumps(said), encoding="utf-8")
    with pytest.raises(ModelError, match="telling"):
        load_model(copy)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"nowhere: has no readable model\.json"):
        load_model(tmp_path / "nowhere")
