"""Fine-tuning on documents of one's own, from gold to claims."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import DocumentError, DragomanError, ModelError, QuestionError
from dragoman.reader import load_reader, propose_all, read_document, version_of
from dragoman.reader.encoder.model import DESCRIPTION, ENCODER, load_description, load_model
from dragoman.training.corpus import iter_gold
from dragoman.training.making import is_held_out
from dragoman.training.tuning import tune
from tests.reader.encoder import tiny
from tests.reader.texts import document
from tests.training.build import UNION, event, gold

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of torch's exporter, on itself

PARTIES = {"Ghana": "GHA", "Peru": "PER", "Chile": "CHL", "Nepal": "NPL", "Japan": "JPN", "Togo": "TGO"}


def rows() -> list[dict[str, Any]]:
    """Thirty documents that tell of a union of currencies, some with a recognition."""
    found = []
    names = list(PARTIES)
    for n in range(30):
        one, other = names[n % 6], names[(n + 1 + n // 6) % 6]
        told = f"{one} entered a currency union with {other} in 1960."
        events = [
            event(UNION, PARTIES[one], PARTIES[other], trigger="union", evidence=told, date="1960"),
        ]
        text = f"It rained. {told}"
        if n % 3 == 0:
            also = f"{other} recognized Mali."
            events.append(event("recognize", PARTIES[other], "MLI", evidence=also))
            text += f" {also}"
        found.append({"id": f"d{n}", "text": text, "published": "1961-05-03", "events": events})
    return found


def tuned(paths: list[Path], base: Path, out: Path, **fields: Any) -> tuple[dict[str, Any], list[str]]:
    said: list[str] = []
    plain = {"texts": None, "name": "own/7", "epochs": 2, "seed": 1}
    return tune(paths, base=base, out=out, say=said.append, **(plain | fields)), said


Made = tuple[Path, dict[str, Any], list[str]]  # the folder, its description, and what was said


@pytest.fixture(scope="module")
def made(tiny_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("tuned")
    description, said = tuned([gold(folder, *rows())], tiny_model, folder / "model", epochs=4)
    return folder / "model", description, said


def test_the_folder_is_a_model_that_knows_the_new_type(made: Made) -> None:
    folder, description, _ = made
    model = load_model(folder)
    assert model.heads.types == (*tiny.TYPES, UNION)
    assert version_of(folder) == model.version == description["version"] == "own/7"
    assert load_description(folder) == json.loads(json.dumps(description))


def test_it_reads(made: Made) -> None:
    folder, _, _ = made
    doc = document("Peru entered a currency union with Chile in 1960. France recognized Kosovo in 2008.")
    reader = load_reader(folder)
    claims = read_document(doc, reader=reader, threshold=0.05)
    assert {claim.reader for claim in claims} == {"own/7"}
    assert {claim.type for claim in claims} >= {"recognize"}
    assert read_document(doc, reader=reader, threshold=0.05) == claims
    assert all(p.type in (*tiny.TYPES, UNION) for p in propose_all(doc, reader=reader))


def test_it_learned(made: Made) -> None:
    _, _, said = made
    triggers = [float(line.split("trigger ")[1].split(",")[0]) for line in said if line.startswith("epoch")]
    assert len(triggers) == 4
    assert triggers[-1] < triggers[0]


def test_documents_held_out_are_not_learned_from(made: Made) -> None:
    _, _, said = made
    held = [row["id"] for row in rows() if is_held_out(row["id"])]
    assert 0 < len(held) < 10
    assert said[0].startswith(f"learning from {30 - len(held)} passages")
    assert any("held trigger" in line for line in said)


def test_the_base_keeps_its_calibration_where_there_is_too_little_for_one(
    made: Made, tiny_model: Path
) -> None:
    _, description, said = made
    base = load_description(tiny_model)
    for part in ("judge", "threshold", "telling", "sizes"):
        assert description[part] == base[part]
    assert "kept the calibration of the base" in said[-1]


def test_the_same_seed_gives_the_same_model(tiny_model: Path, tmp_path: Path) -> None:
    path = gold(tmp_path, *rows()[:6])
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        tuned([path], tiny_model, tmp_path / name, epochs=1, seed=seed)
    a, b, c = ((tmp_path / name / ENCODER).read_bytes() for name in "abc")
    assert a == b != c


def test_a_tuned_model_can_be_tuned_further(made: Made, tmp_path: Path) -> None:
    folder, _, _ = made
    further = rows()[:4]
    for row in further:
        row["events"].append(event("x_ferry", "PER", "CHL", trigger="rained", evidence="It rained."))
    description, _ = tuned([gold(tmp_path, *further)], folder, tmp_path / "model", epochs=1)
    assert set(description["types"]) == {*tiny.TYPES, UNION, "x_ferry"}


def test_several_files_and_texts_beside_them_are_learned_from(tiny_model: Path, tmp_path: Path) -> None:
    some, others = rows()[:3], rows()[3:5]
    texts = tmp_path / "texts"
    texts.mkdir()
    for row in others:
        (texts / f"{row['id']}.txt").write_text(row.pop("text"), encoding="utf-8")
    paths = [gold(tmp_path, *some, name="a.jsonl"), gold(tmp_path, *others, name="b.jsonl")]
    _, said = tuned(paths, tiny_model, tmp_path / "model", texts=texts, epochs=1)
    held = sum(is_held_out(row["id"]) for row in some + others)
    assert said[0].startswith(f"learning from {5 - held} passages")


# ------------------------------------------------------------------------------------- refusals


def said(**fields: Any) -> dict[str, Any]:
    return rows()[0] | fields


def told(type_: str, **fields: Any) -> dict[str, Any]:
    return said(events=[event(type_, "PER", "CHL", **fields)])


@pytest.mark.parametrize(
    ("row", "words"),
    [
        pytest.param(told("declare_war"), "'declare_war', which is none", id="type"),
        pytest.param(told("x_Ferry"), "'x_Ferry', which is none", id="own type"),
        pytest.param(
            told("recognize", modality="maybe"),
            "'maybe', which is none",
            id="modality",
        ),
        pytest.param(said(events=[{"actor": "PER"}]), "has an event without a type", id="no type"),
        pytest.param(said(published="1961-02-30"), "published '1961-02-30', which is no day", id="date"),
        pytest.param(said(published="lately"), "published 'lately', which is no day", id="no date"),
        pytest.param(said(text=""), "has no text for d0", id="no text"),
        pytest.param({"id": "d0"}, "lacks 'doc' (or 'id') or a list 'events'", id="no events"),
    ],
)
def test_gold_that_is_wrong_is_refused_by_name(
    tiny_model: Path, tmp_path: Path, row: dict[str, Any], words: str
) -> None:
    path = gold(tmp_path, row)
    with pytest.raises(DocumentError) as caught:
        tuned([path], tiny_model, tmp_path / "model")
    assert words in str(caught.value)
    assert str(path) in str(caught.value)
    assert not (tmp_path / "model").exists()


def test_a_text_that_is_not_there_is_named(tmp_path: Path) -> None:
    path = gold(tmp_path, said(text=""))
    with pytest.raises(DocumentError, match=r"d0\.txt: cannot be read"):
        list(iter_gold(path, tmp_path))


def test_gold_whose_events_no_words_tell_is_refused(tiny_model: Path, tmp_path: Path) -> None:
    path = gold(tmp_path, told(UNION))
    with pytest.raises(QuestionError, match="no event of the gold was found in its text"):
        tuned([path], tiny_model, tmp_path / "model")


@pytest.mark.parametrize("kind", ["full", "file"])
def test_an_out_that_is_taken_is_refused(tiny_model: Path, tmp_path: Path, kind: str) -> None:
    out = tmp_path / "out"
    if kind == "full":
        out.mkdir()
        (out / "notes.txt").write_text("mine", encoding="utf-8")
    else:
        out.write_text("mine", encoding="utf-8")
    with pytest.raises(ModelError, match="give a new folder to --out") as caught:
        tuned([gold(tmp_path, *rows()[:2])], tiny_model, out)
    assert caught.value.path == str(out)
    assert (out / "notes.txt" if kind == "full" else out).read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("missing", ["everything", DESCRIPTION, ENCODER])
def test_a_base_that_is_no_model_is_refused(tiny_model: Path, tmp_path: Path, missing: str) -> None:
    base = tmp_path / "base"
    if missing != "everything":
        shutil.copytree(tiny_model, base)
        (base / missing).unlink()
    with pytest.raises(DragomanError) as caught:
        tuned([gold(tmp_path, *rows()[:2])], base, tmp_path / "model", epochs=1)
    assert isinstance(caught.value, ModelError)
    assert str(base) in str(caught.value)
    assert not (tmp_path / "model").exists()
