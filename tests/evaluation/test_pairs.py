"""Tables of marked pairs: what is read from them, and their figures at three levels."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import DocumentError
from dragoman.evaluation import pairs as module
from dragoman.evaluation.pairs import QUADS, Pair, binary_of, levels_of, load_pairs, score_pairs
from dragoman.ontology.types import PLOVER_ROOTS
from dragoman.records import Span

HEADER = "marked_sentence\tgold_root\tgold_penta\tgold_binary"
roots = st.sampled_from(sorted(QUADS))


def table(folder: Path, *rows: str, header: str = HEADER) -> Path:
    path = folder / "pairs.tsv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def pair(root: str) -> Pair:
    return Pair(sentence="", source=(), target=(), labels=levels_of(root))


def test_every_root_of_plover_has_a_quad() -> None:
    assert set(QUADS) == set(PLOVER_ROOTS)
    assert set(QUADS.values()) == {"1", "2", "3", "4"}
    assert [binary_of(quad) for quad in "1234"] == ["0", "0", "1", "1"]


def test_marks_are_taken_out_and_stand_where_they_were(tmp_path: Path) -> None:
    (one,) = load_pairs(table(tmp_path, "<s>Chile</s> and <s>Peru</s> met <t>Togo</t>.\tconsult\t1\t0"))
    assert one.sentence == "Chile and Peru met Togo."
    assert [span.of(one.sentence) for span in one.source] == ["Chile", "Peru"]
    assert [span.of(one.sentence) for span in one.target] == ["Togo"]
    assert one.labels == {"root": "CONSULT", "quad": "1", "binary": "0"}


def test_marks_may_lie_within_each_other_or_be_missing(tmp_path: Path) -> None:
    rows = ("<t>Chile's <s>army</s></t> fired.\tASSAULT\t\t", "<s>Peru</s> protested.\tPROTEST\t\t")
    nested, alone = load_pairs(table(tmp_path, *rows))
    assert (nested.source, nested.target) == ((Span(8, 12),), (Span(0, 12),))
    assert (alone.source, alone.target) == ((Span(0, 4),), ())


@pytest.mark.parametrize(("old", "new"), [("YIELD", "CONCEDE"), ("retreat", "CONCEDE"), ("aid ", "AID")])
def test_roots_of_older_plover_have_their_new_names(tmp_path: Path, old: str, new: str) -> None:
    (one,) = load_pairs(table(tmp_path, f"<s>A</s> <t>B</t>\t{old}\t\t"))
    assert one.labels == levels_of(new)


def test_a_binary_label_alone_is_enough(tmp_path: Path) -> None:
    path = table(tmp_path, "<s>A</s> <t>B</t>\t1", header="marked_sentence\tgold_binary")
    assert [one.labels for one in load_pairs(path)] == [{"binary": "1"}]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        pytest.param("<s>A <t>B</t>\tAID\t\t", "has <s> without its end", id="open"),
        pytest.param("A</s> <t>B</t>\tAID\t\t", "has </s> without <s>", id="not opened"),
        pytest.param("<s>A</s> <t>B</t>\tHUG\t\t", "has no PLOVER root 'HUG'", id="root"),
        pytest.param("<s>A</s> <t>B</t>\t\t\tyes", "has 'yes' in gold_binary", id="binary"),
        pytest.param("<s>A</s> <t>B</t>", "has '' in gold_binary", id="no label"),
    ],
)
def test_a_row_that_is_wrong_is_named_by_its_line(tmp_path: Path, row: str, problem: str) -> None:
    path = table(tmp_path, "<s>A</s> <t>B</t>\tAID\t\t", row)
    with pytest.raises(DocumentError) as caught:
        load_pairs(path)
    assert str(caught.value).startswith(f"{path}:3: {problem}")


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        pytest.param(b"", "lacks the columns", id="empty"),
        pytest.param(b"sentence\tgold_root\nA\tAID\n", "lacks the columns", id="no sentence"),
        pytest.param(b"marked_sentence\tlabel\nA\tAID\n", "lacks the columns", id="no label"),
        pytest.param(f"{HEADER}\nPeru thanked Chile.\tSUPPORT\n".encode(), "marks neither", id="no marks"),
        pytest.param(f"{HEADER}\n".encode(), "holds no pairs", id="no rows"),
        pytest.param(f"{HEADER}\nS\u00e3o\tAID\n".encode("latin-1"), "cannot be read", id="encoding"),
    ],
)
def test_a_table_that_is_none_is_refused(tmp_path: Path, data: bytes, problem: str) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_bytes(data)
    with pytest.raises(DocumentError, match=problem) as caught:
        load_pairs(path)
    assert caught.value.file == str(path)


def test_a_table_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"nowhere\.tsv: cannot be read"):
        load_pairs(tmp_path / "nowhere.tsv")


def test_figures_by_hand() -> None:
    gold = ["AID", "AID", "AGREE", "ASSAULT"]
    read = ["AID", "COOPERATE", "AGREE", "COERCE"]
    by_level = {f.level: f for f in score_pairs([pair(root) for root in gold], read)}
    assert list(by_level) == ["root", "quad", "binary"]
    assert [f.pairs for f in by_level.values()] == [4, 4, 4]
    assert [f.accuracy for f in by_level.values()] == [0.5, 1.0, 1.0]
    root = by_level["root"]
    assert {label: c.f1 for label, c in root.by_class.items()} == {
        "AID": pytest.approx(2 / 3),
        "AGREE": 1.0,
        "ASSAULT": 0.0,
    }
    assert {label: c.pairs for label, c in root.by_class.items()} == {"AID": 2, "AGREE": 1, "ASSAULT": 1}
    assert root.macro_f1 == pytest.approx((2 / 3 + 1 + 0) / 3)


def test_a_level_that_not_every_row_has_is_left_out() -> None:
    bare = Pair(sentence="", source=(), target=(), labels={"binary": "1"})
    assert [f.level for f in score_pairs([pair("AID"), bare], ["AID", "COERCE"])] == ["binary"]


FEW = settings(max_examples=25, deadline=None)


@FEW
@given(st.lists(st.tuples(roots, roots), min_size=1, max_size=12))
def test_laws_of_the_figures(rows: list[tuple[str, str]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "RESAMPLES", 40)
        found = score_pairs([pair(gold) for gold, _ in rows], [read for _, read in rows])
        again = score_pairs([pair(gold) for gold, _ in rows], [read for _, read in rows])
    assert found == again
    accuracy = [f.accuracy for f in found]
    assert accuracy == sorted(accuracy)  # a coarser level is never harder
    for f in found:
        assert 0 <= f.macro_f1_interval[0] <= f.macro_f1_interval[1] <= 1
        assert 0 <= f.accuracy_interval[0] <= f.accuracy_interval[1] <= 1
        assert sum(c.pairs for c in f.by_class.values()) == f.pairs == len(rows)
        assert f.macro_f1 == pytest.approx(sum(c.f1 for c in f.by_class.values()) / len(f.by_class))


@FEW
@given(st.lists(roots, min_size=1, max_size=8))
def test_what_is_all_right_has_figures_of_one(gold: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "RESAMPLES", 40)
        found = score_pairs([pair(root) for root in gold], gold)
    assert {(f.macro_f1, f.accuracy, f.accuracy_interval) for f in found} == {(1.0, 1.0, (1.0, 1.0))}
