"""Commands that read by a model of one's own, and the one that makes it."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dragoman.evaluation import digest
from dragoman.reader.cut import STRICTEST
from tests.cli.conftest import Run
from tests.cli.texts import CUBA, RECOGNITION
from tests.reader.encoder import tiny

PAIRS = (
    "marked_sentence\tgold_root\n"
    "<s>Chile</s> praised <t>Peru</t>.\tSUPPORT\n"
    "<s>Japan</s> expelled envoys of <t>Togo</t>.\tCOERCE\n"
)
SEVERED = {"type": "sever_relations", "actor": "USA", "target": "CUB", "date": "1961-01-03"}
UNION = "Peru entered a currency union with Chile in 1960."
OWN = {"type": "x_currency_union", "actor": "PER", "target": "CHL", "date": "1960", "trigger": "union"}


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "cuba.txt"
    path.write_text(CUBA, encoding="utf-8")
    return path


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    path = tmp_path / "pairs.tsv"
    path.write_text(PAIRS, encoding="utf-8")
    return path


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    rows = [{"id": f"g{n}", "text": UNION, "events": [OWN | {"evidence": UNION}]} for n in range(3)]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def claims(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


# ------------------------------------------------------------------------------------------ read


def test_a_text_is_read_by_the_model_given(dragoman: Run, article: Path, tiny_model: Path) -> None:
    ended = dragoman("read", article, "--model", tiny_model, "--format", "jsonl")
    assert ended.code == 0
    found = claims(ended.out)
    assert {claim["reader"] for claim in found} == {tiny.VERSION}
    assert "sever_relations" in {claim["type"] for claim in found}
    assert f"{len(found)} claims" in ended.err


def test_claims_below_a_confidence_are_left_out(dragoman: Run, article: Path, tiny_model: Path) -> None:
    def read(least: str) -> list[dict[str, Any]]:
        arguments = ("--model", tiny_model, "--no-record", "--format", "jsonl", "--min-confidence", least)
        return claims(dragoman("read", article, *arguments).out)

    everything, some, none = read("0"), read("0.6"), read("1")
    assert len(everything) > len(some) > len(none) == 0
    assert some == [claim for claim in everything if claim["confidence"] >= 0.6]


def test_the_models_own_cut_counts_where_none_is_given(
    dragoman: Run, article: Path, tiny_model: Path
) -> None:
    arguments = ("read", article, "--model", tiny_model, "--no-record", "--format", "jsonl")
    lowest = claims(dragoman(*arguments, "--min-confidence", tiny.description()["threshold"]).out)
    highest = claims(dragoman(*arguments, "--min-confidence", str(STRICTEST)).out)
    own = claims(dragoman(*arguments).out)
    cut = min(claim["confidence"] for claim in own)
    assert own == [claim for claim in lowest if claim["confidence"] >= cut]
    assert all(claim in own for claim in highest)


def test_several_processes_read_by_the_model_alike(dragoman: Run, tmp_path: Path, tiny_model: Path) -> None:
    archive = tmp_path / "a.jsonl"
    rows = [{"id": f"d{n}", "text": f"{text}Number {n}."} for n in range(9) for text in (CUBA, RECOGNITION)]
    archive.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    arguments = ("read", archive, "--model", tiny_model, "--no-record", "--format", "jsonl", "--jobs")
    alone, shared = dragoman(*arguments, "1"), dragoman(*arguments, "2")
    assert len(claims(alone.out)) >= 18
    assert (shared.code, shared.out) == (alone.code, alone.out)


@pytest.mark.parametrize("least", ["-0.1", "1.1", "sure"])
def test_a_confidence_that_is_none_is_a_usage_error(dragoman: Run, article: Path, least: str) -> None:
    ended = dragoman("read", article, "--min-confidence", least)
    assert (ended.code, ended.out) == (2, "")
    assert "--min-confidence" in ended.err


@pytest.mark.parametrize("command", ["read", "evaluate", "pairs"])
def test_a_folder_that_is_no_model_is_named(
    dragoman: Run, article: Path, gold: Path, pairs: Path, tmp_path: Path, command: str
) -> None:
    folder = tmp_path / "nothing"
    folder.mkdir()
    inputs = {"read": (article,), "evaluate": (gold,), "pairs": ("--pairs", pairs)}[command]
    ended = dragoman(command.replace("pairs", "evaluate"), *inputs, "--model", folder)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"dragoman: {folder}: has no readable model.json")
    assert "Traceback" not in ended.err


# -------------------------------------------------------------------------------------- evaluate


def test_claims_of_a_model_are_scored(dragoman: Run, tmp_path: Path, tiny_model: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"id": "c", "text": CUBA, "events": [SEVERED]}), encoding="utf-8")
    ended = dragoman("evaluate", path, "--model", tiny_model, "--format", "json")
    row = json.loads(ended.out)["figures"][-1]
    assert (row["gold"], row["hits"]) == (1, 1)
    assert row["predicted"] > 1  # the weights are random


def test_pairs_are_scored_at_three_levels(dragoman: Run, pairs: Path, tiny_model: Path) -> None:
    ended = dragoman("evaluate", "--pairs", pairs, "--model", tiny_model)
    lines = [line.split() for line in ended.out.splitlines() if line.strip()]
    assert ended.code == 0
    assert lines[0] == ["2", "pairs"]
    assert [line[:3] for line in lines if line[1:2] == ["all"]] == [
        ["root", "all", "2"],
        ["quad", "all", "2"],
        ["binary", "all", "2"],
    ]
    assert f"reader {tiny.VERSION}" in ended.out
    assert "95 % intervals, root: macro F1" in ended.out


def test_pairs_as_json_carry_their_digest(dragoman: Run, pairs: Path, tiny_model: Path) -> None:
    found = json.loads(dragoman("evaluate", "--pairs", pairs, "--model", tiny_model, "--format", "json").out)
    assert (found["pairs_sha256"], found["reader"]) == (digest(pairs), tiny.VERSION)


def test_pairs_as_csv_have_a_row_a_label(dragoman: Run, pairs: Path, tiny_model: Path) -> None:
    out = dragoman("evaluate", "--pairs", pairs, "--model", tiny_model, "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(out)))
    labels = [(row["level"], row["label"]) for row in rows if row["level"] == "root"]
    assert labels == [("root", "all"), ("root", "COERCE"), ("root", "SUPPORT")]
    assert all(float(row["accuracy_low"]) <= float(row["accuracy"]) for row in rows if row["label"] == "all")
    assert all(row["f1"] for row in rows if row["label"] != "all")


@pytest.mark.parametrize("further", ["GOLD", "--mistakes", "--family", "--predicted"])
def test_pairs_are_scored_by_themselves(dragoman: Run, pairs: Path, gold: Path, further: str) -> None:
    arguments = {"GOLD": (gold,), "--family": ("--family", "relations"), "--predicted": ("--predicted", gold)}
    ended = dragoman("evaluate", "--pairs", pairs, *arguments.get(further, (further,)))
    assert ended.code == 2
    assert "--pairs is scored by itself" in ended.err


def test_without_gold_and_pairs_there_is_nothing_to_score(dragoman: Run) -> None:
    ended = dragoman("evaluate")
    assert ended.code == 2
    assert "give GOLD.jsonl, or --pairs PAIRS.tsv" in ended.err


def test_pairs_that_cannot_be_read_are_named(dragoman: Run, pairs: Path, tiny_model: Path) -> None:
    pairs.write_text(PAIRS + "<s>Mali\tAID\n", encoding="utf-8")
    ended = dragoman("evaluate", "--pairs", pairs, "--model", tiny_model)
    assert (ended.code, ended.out) == (2, "")
    assert f"dragoman: {pairs}:4: has <s> without its end" in ended.err


# ----------------------------------------------------------------------------------------- train


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of torch's exporter, on itself
def test_a_model_is_trained_and_read_with(
    dragoman: Run, gold: Path, article: Path, tmp_path: Path, tiny_model: Path
) -> None:
    out = tmp_path / "model"
    ended = dragoman(
        "train", "--gold", gold, "--base", tiny_model, "--out", out, "--name", "own/3", "--epochs", "1"
    )
    assert (ended.code, ended.out) == (0, "")
    assert ended.err.splitlines()[-1] == f"dragoman: own/3 \u2192 {out}"
    assert "dragoman: epoch 1: trigger" in ended.err
    read = dragoman("read", article, "--model", out, "--format", "jsonl")
    assert {claim["reader"] for claim in claims(read.out)} == {"own/3"}


@pytest.mark.parametrize(
    ("row", "words"),
    [
        pytest.param({"events": [OWN | {"type": "declare_war"}]}, "'declare_war', which is none", id="type"),
        pytest.param({"published": "1960-02-30", "events": [OWN]}, "which is no day", id="date"),
        pytest.param({"text": "", "events": [OWN]}, "has no text for g0", id="no text"),
        pytest.param({"events": [OWN | {"trigger": ""}]}, "no event of the gold was found", id="not found"),
    ],
)
def test_gold_that_is_wrong_is_one_line(
    dragoman: Run, tmp_path: Path, tiny_model: Path, row: dict[str, Any], words: str
) -> None:
    path = tmp_path / "wrong.jsonl"
    path.write_text(json.dumps({"id": "g0", "text": UNION} | row), encoding="utf-8")
    ended = dragoman("train", "--gold", path, "--base", tiny_model, "--out", tmp_path / "model")
    assert (ended.code, ended.out) == (2, "")
    assert words in ended.err
    assert ended.err.count("\n") == 1


def test_an_out_that_holds_something_is_left_alone(
    dragoman: Run, gold: Path, tmp_path: Path, tiny_model: Path
) -> None:
    ended = dragoman("train", "--gold", gold, "--base", tiny_model, "--out", tmp_path)
    assert ended.code == 2
    assert f"dragoman: {tmp_path}: is no empty folder; give a new folder to --out" in ended.err


def test_a_base_that_is_none_is_named(dragoman: Run, gold: Path, tmp_path: Path) -> None:
    ended = dragoman("train", "--gold", gold, "--base", tmp_path / "nowhere", "--out", tmp_path / "model")
    assert ended.code == 2
    assert f"dragoman: {tmp_path / 'nowhere'}: has no readable model.json" in ended.err


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("--out", "model"), id="no gold"),
        pytest.param(("--gold", "nowhere.jsonl", "--out", "model"), id="gold not there"),
        pytest.param(("--gold", __file__), id="no out"),
        pytest.param(("--gold", __file__, "--out", "model", "--epochs", "0"), id="no epochs"),
    ],
)
def test_a_wrong_call_of_train_ends_with_2(dragoman: Run, arguments: tuple[str, ...]) -> None:
    assert dragoman("train", *arguments).code == 2


@pytest.mark.parametrize("lacking", ["torch", "onnx"])
def test_without_the_extra_train_says_what_to_install(gold: Path, tmp_path: Path, lacking: str) -> None:
    script = (
        f"import sys; sys.modules[{lacking!r}] = None\n"
        f"from dragoman.cli import run; sys.exit(run(['train', '--gold', {str(gold)!r}, '--out', 'model']))"
    )
    ended = subprocess.run(  # noqa: S603 - this test's own script
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert ended.returncode == 4
    assert ended.stderr == (
        "dragoman: training a model needs an optional part; run: pip install 'dragoman[train]'\n"
    )


# --------------------------------------------------------------------------------------- imports


@pytest.mark.parametrize(
    "arguments",
    [[], ["--version"], ["status", "--help"], ["who", "--help"], ["read", "--help"], ["train", "--help"]],
    ids=" ".join,
)
def test_what_needs_no_model_imports_nothing_of_it(arguments: list[str]) -> None:
    calls = f"from dragoman.__main__ import main; sys.argv[1:] = {arguments!r}; main()" if arguments else ""
    script = (
        "import atexit, sys, dragoman\n"
        "atexit.register(lambda: print('MODULES', *sys.modules, file=sys.stderr))\n" + calls
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)  # noqa: S603
    loaded = set(ended.stderr.split("MODULES ")[-1].split())
    assert ended.returncode == 0
    assert "dragoman" in loaded
    assert not loaded & {"onnxruntime", "numpy", "tokenizers", "torch", "onnx"}
