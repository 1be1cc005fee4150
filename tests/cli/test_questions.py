"""The commands that ask, correct and export; and the demo."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from pathlib import Path

import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest

from dragoman.cli.who import VERBS
from dragoman.ontology import load_ontology
from tests.ask import build
from tests.cli.conftest import Run

KNOWN = ("--known-at", "2026-02-01T00:00Z")


@pytest.fixture
def asked(dragoman: Run, tmp_path: Path) -> Run:
    """Give the command line with a ledger that holds three documents."""
    build.ledger(str(tmp_path / "ledger.sqlite")).close()
    return dragoman


# ---------------------------------------------------------------------------------------- status


def test_status_shows_sentence_source_and_what_is_unknown(asked: Run) -> None:
    ended = asked("status", "Russia", "Afghanistan", "--on", "2025-07-10", *KNOWN)
    assert ended.code == 0
    assert ended.out.startswith(
        "Russia and Afghanistan\non 2025-07-10 · as known at 2026-02-01 00:00:00 UTC (entry 3)\n"
    )
    assert "recognition  Russia → AFG/taliban  recognized  2025-07-03" in ended.out
    assert (
        "“Moscow recognized the Taliban on 3 July 2025.” [kabul · The Daily Test · 2025-07-04 · " in ended.out
    )
    assert "unknown (nothing on record, which is not “no”): recognition Afghanistan → Russia" in ended.out


def test_status_as_json_repeats_the_question(asked: Run) -> None:
    answer = json.loads(asked("status", "RUS", "AFG", "--on", "2025-07-10", *KNOWN, "--format", "json").out)
    assert (answer["on"], answer["known_at"], answer["sequence"]) == ("2025-07-10", "2026-02-01T00:00:00Z", 3)
    row = next(row for row in answer["rows"] if row["status"] == "recognized")
    assert row["a"] == {"id": "RUS", "name": "Russia"}
    assert row["b"]["id"] == "AFG/taliban"
    assert (row["since"], row["until"], row["certain"]) == ("2025-07-03", "", True)
    (sentence,) = row["sentences"]
    assert sentence["text"][sentence["start"] : sentence["end"]] == "recognized"
    assert sentence["document"] == "kabul"
    assert {row["status"] for row in answer["rows"]} == {"recognized", "unknown"}


def test_every_line_of_json_lines_repeats_the_question(asked: Run) -> None:
    out = asked("status", "RUS", "AFG", "--on", "2025-07-10", *KNOWN, "--format", "jsonl").out
    rows = [json.loads(line) for line in out.splitlines()]
    assert {(row["on"], row["known_at"]) for row in rows} == {("2025-07-10", "2026-02-01T00:00:00Z")}


def test_status_as_csv_has_claims_documents_and_sentences(asked: Run) -> None:
    out = asked("status", "RUS", "AFG", "--on", "2025-07-10", "--format", "csv").out
    row = next(row for row in csv.DictReader(io.StringIO(out)) if row["status"] == "recognized")
    assert (row["on"], row["a_id"], row["b_id"], row["documents"]) == (
        "2025-07-10",
        "RUS",
        "AFG/taliban",
        "kabul",
    )
    assert row["sentences"] == "Moscow recognized the Taliban on 3 July 2025."
    assert len(row["claims"]) == 64


def test_before_any_record_all_is_unknown_and_says_so(asked: Run) -> None:
    ended = asked("status", "USA", "CUB", "--on", "1800-01-01")
    assert ended.code == 0
    assert "the evidence on record begins later" in ended.out
    assert "severed" not in ended.out


def test_known_at_before_any_entry_all_is_unknown(asked: Run) -> None:
    ended = asked("status", "USA", "CUB", "--on", "1962-01-01", "--known-at", "2020-01-01T00:00Z")
    assert "(entry 0)" in ended.out
    assert "severed" not in ended.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(("Blurbistan", "RUS"), "no party is known as 'Blurbistan'", id="unknown"),
        pytest.param(("Congo", "RUS"), "'Congo' may mean COD, COG", id="ambiguous"),
        pytest.param(("RUS", "AFG", "--on", "2025-02-30"), "no such day in the calendar", id="no such day"),
        pytest.param(("RUS", "AFG", "--on", "2025"), "give it as YYYY-MM-DD", id="a year"),
        pytest.param(("RUS", "AFG", "--known-at", "2025-07-01T00:00"), "which time zone", id="no zone"),
        pytest.param(("RUS",), "Missing argument 'B'", id="one party"),
    ],
)
def test_a_question_that_cannot_be_asked_ends_with_2(
    asked: Run, arguments: tuple[str, ...], words: str
) -> None:
    ended = asked("status", *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert words in ended.err


# ------------------------------------------------------------------------------------- who, whom


def test_who_lists_those_that_do_and_those_that_do_not(asked: Run) -> None:
    ended = asked("who", "recognizes", "AFG/taliban", "--on", "2025-07-10")
    lines = ended.out.splitlines()
    assert lines[0] == "Who recognizes Islamic Emirate of Afghanistan (Taliban)"
    assert [line.split()[:2] for line in lines if line.startswith(("Russia", "Norway"))] == [
        ["Russia", "recognized"],
        ["Norway", "none"],
    ]
    assert "1 party; 1 on record as not, or no more. Of all others nothing is on record" in ended.out


def test_whom_reads_in_the_order_of_words(asked: Run) -> None:
    ended = asked("whom", "Russia", "recognizes", "--on", "2025-07-10")
    assert ended.out.startswith("Whom Russia recognizes\n")
    assert "AFG/taliban" in ended.out


@pytest.mark.parametrize(
    "words",
    [
        ("has-missions-in", "CUB"),
        ("has", "missions", "in", "Cuba"),
        ("HAS_MISSIONS_IN", "Cuba"),
        ("has missions in", "Cuba"),
    ],
)
def test_verbs_and_names_may_be_of_several_words(asked: Run, words: tuple[str, ...]) -> None:
    ended = asked("who", *words, "--on", "1950-01-01", "--format", "json")
    assert [row["status"] for row in json.loads(ended.out)["rows"]] == ["open"]


def test_every_dimension_has_a_verb() -> None:
    assert set(VERBS.values()) == set(load_ontology().dimensions)


@pytest.mark.parametrize(
    ("command", "words", "message"),
    [
        ("who", ("likes", "CUB"), "no verb in 'likes CUB'"),
        ("who", ("recognizes",), "name a party"),
        ("whom", ("recognizes",), "name a party"),
        ("whom", ("USA", "likes"), "no verb in 'USA likes'"),
    ],
)
def test_words_without_verb_or_party_are_refused(
    asked: Run, command: str, words: tuple[str, ...], message: str
) -> None:
    ended = asked(command, *words)
    assert ended.code == 2
    assert message in ended.err


# ------------------------------------------------------------------- timeline, changes, conflicts


def test_a_timeline_lists_events_in_order(asked: Run) -> None:
    out = asked("timeline", "USA", "Cuba").out
    lines = [line.split() for line in out.splitlines() if line.startswith("19")]
    assert [line[:2] for line in lines] == [["1923", "open_mission"], ["1961-01-03", "sever_relations"]]
    assert "2 events" in out


def test_a_timeline_as_json_has_sentences(asked: Run) -> None:
    rows = json.loads(asked("timeline", "USA", "Cuba", "--format", "json").out)["rows"]
    assert [(row["date"], row["plover"]) for row in rows] == [
        ("1923", "COOPERATE"),
        ("1961-01-03", "SANCTION"),
    ]
    assert rows[1]["sentences"][0]["text"] == build.SEVERED.sentence


def test_changes_since_a_day(asked: Run) -> None:
    out = asked("changes", "--since", "2025-01-01").out
    assert "2025-07-03  recognition  Russia → AFG/taliban  unknown → recognized" in out
    assert "1 change\n" in out


def test_changes_need_a_day(asked: Run) -> None:
    ended = asked("changes")
    assert ended.code == 2
    assert "--since" in ended.err


def test_conflicts_of_nothing_are_none(asked: Run) -> None:
    assert "0 conflicts" in asked("conflicts").out


def test_changes_and_conflicts_as_data(asked: Run) -> None:
    row = json.loads(asked("changes", "--since", "2025-01-01", "--format", "jsonl").out)
    assert (row["since"], row["before"], row["after"]) == ("2025-01-01", "unknown", "recognized")
    assert asked("conflicts", "--format", "jsonl").out == ""


# ------------------------------------------------------------------------------------------ check


def test_check_contradicts_a_first_that_is_second(asked: Run, tmp_path: Path) -> None:
    path = tmp_path / "managua.txt"
    path.write_text(
        "MANAGUA, August 2, 2025 - Nicaragua on Friday became the first country to recognize the Taliban "
        "government of Afghanistan. The foreign ministry said so in a statement after a long meeting.\n",
        encoding="utf-8",
    )
    ended = asked("check", path)
    assert ended.code == 1
    assert "contradicted" in ended.out
    assert "“Moscow recognized the Taliban on 3 July 2025.” [kabul" in ended.out
    row = json.loads(asked("check", path, "--format", "jsonl").out.splitlines()[0])
    assert (row["document"], row["verdict"], row["kind"]) == ("managua", "contradicted", "first")


def test_check_of_a_text_without_record_claims_says_so(asked: Run, tmp_path: Path) -> None:
    path = tmp_path / "plain.txt"
    path.write_text("Norway and Chile opened talks on fisheries in Oslo.", encoding="utf-8")
    ended = asked("check", path)
    assert ended.code == 0
    assert "says of nothing that it is the first" in ended.out


def test_check_of_a_text_that_cannot_be_read_ends_with_1(asked: Run, tmp_path: Path) -> None:
    assert asked("check", tmp_path / "none.txt").code == 1


# ------------------------------------------------------------------------------------ why, amend


def relation(asked: Run) -> dict[str, str]:
    rows = json.loads(asked("status", "RUS", "AFG", "--on", "2025-07-10", "--format", "json").out)["rows"]
    row = next(row for row in rows if row["status"] == "recognized")
    return {"relation": row["relation"], "claim": row["sentences"][0]["claim"]}


def test_why_of_a_relation_shows_its_events_and_documents(asked: Run) -> None:
    out = asked("why", relation(asked)["relation"][:10]).out
    assert "This status" in out
    assert "Events behind it" in out
    assert "https://example.org/kabul" in out
    assert "About kabul" in out


def test_why_of_a_claim_shows_the_decisions_on_it(asked: Run) -> None:
    claim = relation(asked)["claim"]
    asked("amend", claim[:10], "--reject", "--by", "Ann", "--because", "a misprint")
    out = asked("why", claim[:10]).out
    assert f"Claim {claim}" in out
    assert "reject" in out
    assert "a misprint" in out
    assert "No event rests on it" in out


@pytest.mark.parametrize("style", ["json", "jsonl", "csv"])
def test_why_as_data_has_events_with_sentences(asked: Run, style: str) -> None:
    out = asked("why", relation(asked)["relation"], "--format", style).out
    assert build.RECOGNIZED.sentence in out
    if style == "json":
        assert [row["dimension"] for row in json.loads(out)["relations"]] == ["recognition"]


def test_an_id_that_is_not_on_record_ends_with_2(asked: Run) -> None:
    ended = asked("why", "0123456789")
    assert ended.code == 2
    assert "none has an id that begins so" in ended.err


def test_a_rejected_claim_no_longer_counts(asked: Run) -> None:
    claim = relation(asked)["claim"]
    ended = asked("amend", claim[:10], "--reject", "--by", "Ann", "--because", "a misprint")
    assert ended.code == 0
    assert "recorded as entry 4" in ended.out
    assert "recognized" not in asked("status", "RUS", "AFG", "--on", "2025-07-10").out


def test_a_decision_can_be_undone(asked: Run) -> None:
    claim = relation(asked)["claim"]
    asked("amend", claim, "--reject", "--by", "Ann", "--because", "a misprint")
    ended = asked("amend", claim, "--undo", "4", "--by", "Ann", "--because", "it is none")
    assert ended.code == 0
    assert "withdraw  decision=4" in ended.out
    assert "recognized" in asked("status", "RUS", "AFG", "--on", "2025-07-10").out
    assert asked("amend", claim, "--undo", "4", "--by", "Ann", "--because", "again").code == 2


def test_a_claim_can_be_corrected(asked: Run) -> None:
    claim = relation(asked)["claim"]
    ended = asked(
        "amend",
        claim,
        "--date",
        "2025-07-02",
        "--by",
        "Ann",
        "--because",
        "typing error",
        "--format",
        "json",
    )
    (row,) = json.loads(ended.out)
    assert (row["decision"], row["changes"]) == ("amend", {"date": "2025-07-02"})
    assert "recognized  2025-07-02" in asked("status", "RUS", "AFG", "--on", "2025-07-10").out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(
            ("--by", "A", "--because", "B"), "give one of --accept, --reject and --undo", id="nothing"
        ),
        pytest.param(
            ("--reject", "--date", "2025", "--by", "A", "--because", "B"), "give one of", id="two at once"
        ),
        pytest.param(("--reject", "--because", "B"), "Missing option '--by'", id="nobody"),
        pytest.param(("--reject", "--by", "A"), "Missing option '--because'", id="no reason"),
        pytest.param(("--date", "soon", "--by", "A", "--because", "B"), "no EDTF date", id="no date"),
        pytest.param(("--actor", "Congo", "--by", "A", "--because", "B"), "may mean", id="ambiguous"),
    ],
)
def test_a_decision_that_makes_no_sense_ends_with_2(
    asked: Run, arguments: tuple[str, ...], words: str
) -> None:
    ended = asked("amend", relation(asked)["claim"], *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert words in ended.err


# ---------------------------------------------------------------------------------------- export


@pytest.mark.parametrize("what", ["claims", "events", "relations"])
@pytest.mark.parametrize("style", ["csv", "jsonl", "parquet"])
def test_an_export_has_all_rows_and_columns(asked: Run, tmp_path: Path, what: str, style: str) -> None:
    path = tmp_path / "out.file"
    ended = asked("export", what, "--format", style, "-o", path, *KNOWN)
    assert ended.code == 0
    assert "as known at 2026-02-01T00:00:00Z (entry 3)" in ended.err
    count = {"claims": 5, "events": 5, "relations": 7}[what]
    if style == "csv":
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
        assert all(None not in row and None not in row.values() for row in rows)
    elif style == "jsonl":
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    else:
        rows = pq.read_table(path).to_pylist()
    assert len(rows) == count
    assert all(len(row["id"]) == 64 for row in rows)


def test_exported_csv_leaves_no_field_out(asked: Run) -> None:
    """What JSON Lines has, CSV has too, in a column of its own."""
    from dragoman.export import flat

    for what in ("claims", "events", "relations"):
        rows = [json.loads(line) for line in asked("export", what, "--format", "jsonl").out.splitlines()]
        columns = asked("export", what).out.splitlines()[0].split(",")
        for row in rows:
            named = {key for key, value in flat(row).items() if value is not None}
            assert named <= set(columns)


def test_an_export_goes_to_standard_output(asked: Run) -> None:
    assert asked("export", "claims").out.startswith("id,document,type,")


def test_parquet_needs_a_file(asked: Run) -> None:
    ended = asked("export", "claims", "--format", "parquet")
    assert ended.code == 2
    assert "name a file with -o" in ended.err


def test_without_pyarrow_the_export_says_what_to_install(
    asked: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    ended = asked("export", "claims", "--format", "parquet", "-o", tmp_path / "a.parquet")
    assert ended.code == 4
    assert "pip install 'dragoman[parquet]'" in ended.err
    assert not list(tmp_path.glob("*a.parquet*"))


def test_an_export_that_fails_leaves_the_old_file(asked: Run, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("precious", encoding="utf-8")
    ended = asked("export", "claims", "-o", path, "--ledger", tmp_path / "none.sqlite")
    assert ended.code == 3
    assert path.read_text(encoding="utf-8") == "precious"


def test_an_export_to_nowhere_is_refused(asked: Run, tmp_path: Path) -> None:
    ended = asked("export", "claims", "-o", tmp_path / "no" / "such" / "folder.csv")
    assert ended.code == 2
    assert "cannot be written" in ended.err


# --------------------------------------------------------------------------------- resolve, demo


def test_resolve_gives_party_sector_and_codes(dragoman: Run) -> None:
    ended = dragoman("resolve", "four Saudi soldiers", "--on", "2015-04-01", "--format", "json")
    (row,) = json.loads(ended.out)["rows"]
    assert (ended.code, row["state"], row["sector"], row["codes"]["iso2"]) == (0, "SAU", "MIL", "SA")


def test_resolve_never_guesses(dragoman: Run) -> None:
    ended = dragoman("resolve", "Blurbistan", "Congo")
    assert ended.code == 2
    assert "unknown" in ended.out
    assert "ambiguous" in ended.out


def test_resolve_as_csv_has_codes_in_a_cell(dragoman: Run) -> None:
    out = dragoman("resolve", "Norway", "--on", "2000-01-01", "--format", "csv").out
    (row,) = csv.DictReader(io.StringIO(out))
    assert "iso3=NOR" in row["codes"]


def test_the_demo_reads_and_asks(dragoman: Run, tmp_path: Path) -> None:
    path = tmp_path / "demo.sqlite"
    ended = dragoman("demo", "--ledger", path)
    assert ended.code == 0
    assert "articles of 19" in ended.out
    assert ended.out.count("\n$ dragoman ") == 6
    assert re.search(r"Russia → AFG/taliban +recognized +2025-07-03", ended.out)
    assert path.exists()


def test_the_demo_leaves_nothing_behind(dragoman: Run, tmp_path: Path) -> None:
    assert dragoman("demo").code == 0
    assert not (tmp_path / "ledger.sqlite").exists()
