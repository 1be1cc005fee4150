"""From annotated text to examples: where an event is told, by whom, when and how."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dragoman.ontology import load_ontology
from dragoman.reader.encoder.candidates import KINDS
from dragoman.reader.encoder.heads import NOWHERE
from dragoman.records import Span
from dragoman.training.examples import MODALITIES, UNKNOWN, EventWords, Example, Examples, Frame, Passage
from tests.reader.encoder import tiny
from tests.training.build import UNION, event, examples_of, row, shown, whole

GHANA = "Ghana recognized Nepal on Friday and opened an embassy in Lima."


def frames_of(passage: Passage, *others: Passage) -> list[tuple[Example, Frame]]:
    _, examples = examples_of(passage, others)
    return [(e, f) for e in examples for f in e.frames]


def players(passage: Passage, example: Example, frame: Frame, role: int) -> set[str]:
    """Words, or kind where there are none, of the candidates that play a role."""
    playing = {g for g, r, yes in frame.roles if r == role and yes}
    return {
        shown(passage, example, pieces) or KINDS[kind]
        for pieces, kind, group in zip(frame.candidates, frame.kinds, frame.groups, strict=True)
        if group in playing
    }


def test_a_trigger_is_where_gold_says() -> None:
    passage = row(
        GHANA,
        event("recognize", "GHA", "NPL", trigger="recognized Nepal"),
        event("open_mission", "GHA", "PER", trigger="opened"),
    )
    found = [(shown(passage, e, f.trigger), f.type) for e, f in frames_of(passage)]
    assert found == [
        ("recognized Nepal", tiny.TYPES.index("recognize")),
        ("opened", tiny.TYPES.index("open_mission")),
    ]


def test_the_nth_of_equal_triggers_is_told_apart() -> None:
    text = "Ghana praised Peru and Togo praised Mali."
    passage = row(text, event("support", "TGO", "MLI", trigger="praised", trigger_nth=2))
    ((example, frame),) = frames_of(passage)
    assert example.window.starts[frame.trigger[0]] == text.rindex("praised")
    assert players(passage, example, frame, 0) == {"Togo"}
    assert players(passage, example, frame, 1) == {"Mali"}


def test_without_a_trigger_it_is_the_grammars(tmp_path: Path) -> None:
    passage = whole(tmp_path, GHANA, event("recognize", "GHA", "NPL", evidence=GHANA))
    example, frame = frames_of(passage)[0]
    assert shown(passage, example, frame.trigger) == "recognized"


def test_without_a_trigger_it_is_a_word_that_tells_the_type_elsewhere(tmp_path: Path) -> None:
    other = row("Togo minted coins with Mali.", event(UNION, "TGO", "MLI", trigger="minted"))
    text = "It rained. The coins that Peru minted are Chile's too."
    said = event(UNION, "PER", "CHL", evidence="The coins that Peru minted are Chile's too.")
    ((example, frame),) = frames_of(whole(tmp_path, text, said), other)
    assert shown(whole(tmp_path, text, said), example, frame.trigger) == "minted"


def test_an_event_that_no_words_tell_gives_nothing(tmp_path: Path) -> None:
    passage = whole(
        tmp_path, "Peru sang to Chile.", event(UNION, "PER", "CHL", evidence="Peru sang to Chile.")
    )
    _, (example,) = examples_of(passage)
    assert example.read
    assert (example.frames, example.triggers) == ([], [])


def test_pieces_of_a_trigger_are_labelled_and_lie_among_those_read() -> None:
    passage = row(GHANA, event("recognize", "GHA", "NPL", trigger="recognized Nepal"), context="Peru sang.")
    _, (example,) = examples_of(passage)
    labelled = sorted(k for k, _ in example.triggers)
    assert labelled == example.frames[0].trigger
    assert set(labelled) <= set(example.read)
    assert shown(passage, example, example.read) == GHANA  # and not the context


def test_actor_and_target_are_those_of_gold_by_all_their_names() -> None:
    text = "Ghana said that Accra recognized Nepal, not Serbia."
    passage = row(text, event("recognize", "GHA", "NPL", trigger="recognized"))
    ((example, frame),) = frames_of(passage)
    assert players(passage, example, frame, 0) == {"Ghana", "Accra"}
    assert players(passage, example, frame, 1) == {"Nepal"}
    assert len(frame.roles) == 2 * len(set(frame.groups))


def test_an_actor_whom_no_words_name_is_understood() -> None:
    passage = row(
        "Relations with Chile were severed.",
        event("sever_relations", "PER", "CHL", trigger="severed"),
        context="Peru sang.",
    )
    ((example, frame),) = frames_of(passage)
    (group,) = {g for g, role, yes in frame.roles if role == 0 and yes}
    n = frame.groups.index(group)
    assert shown(passage, example, frame.candidates[n]) == "Peru"  # where it was named last
    assert frame.distances[n] == NOWHERE
    assert KINDS[frame.kinds[n]] in ("subject", "recent")
    assert players(passage, example, frame, 1) == {"Chile"}


def test_a_role_of_somebody_who_is_no_candidate_is_not_learned() -> None:
    ((_, frame),) = frames_of(row(GHANA, event("recognize", "GHA", "JPN", trigger="recognized")))
    assert {role for _, role, _ in frame.roles} == {0}


@pytest.mark.parametrize(
    ("fields", "label"),
    [
        pytest.param({"date": ""}, 0, id="none"),
        pytest.param({"date": "1968-05-03"}, 1, id="relative"),
        pytest.param({"date": "1960"}, 2, id="a year"),
        pytest.param({"date": "1912", "date_text": "in 1960"}, 2, id="by its words"),
        pytest.param({"date": "1912"}, UNKNOWN, id="not in the sentence"),
    ],
)
def test_a_date_is_the_one_that_means_golds(fields: dict[str, Any], label: int) -> None:
    text = "Ghana recognized Nepal on Friday, as Peru did in 1960."
    passage = row(text, event("recognize", "GHA", "NPL", trigger="recognized", **fields))
    ((example, frame),) = frames_of(passage)
    assert frame.date == label
    assert [shown(passage, example, pieces) for pieces in frame.dates] == ["Friday", "1960"]


def test_events_of_one_trigger_with_two_dates_leave_the_date_open() -> None:
    text = "Ghana recognized Nepal on Friday and Mali in 1960."
    events = [
        event("recognize", "GHA", "NPL", trigger="recognized", date="1968-05-03"),
        event("recognize", "GHA", "MLI", trigger="recognized", date="1960"),
    ]
    passage = row(text, *events)
    ((example, frame),) = frames_of(passage)
    assert frame.date == UNKNOWN
    assert players(passage, example, frame, 1) == {"Nepal", "Mali"}


@pytest.mark.parametrize("modality", MODALITIES)
def test_a_modality_is_golds(modality: str) -> None:
    ((_, frame),) = frames_of(
        row(GHANA, event("recognize", "GHA", "NPL", trigger="recognized", modality=modality))
    )
    assert MODALITIES[frame.modality] == modality


def test_a_city_is_the_place_of_that_name() -> None:
    text = "Ghana opened an embassy in Lima and a consulate in Quito."
    passage = row(text, event("open_mission", "GHA", "PER", trigger="opened", city="Lima"))
    ((example, frame),) = frames_of(passage)
    cities = dict(zip((shown(passage, example, p) for p in frame.places), frame.cities, strict=True))
    assert cities == {"Lima": 1, "Quito": 0}


def test_a_whole_document_marks_other_sentences_unsure_for_its_types(tmp_path: Path) -> None:
    text = "Ghana recognized Nepal. It rained in Peru."
    said = event("recognize", "GHA", "NPL", trigger="recognized", evidence="Ghana recognized Nepal.")
    _, examples = examples_of(whole(tmp_path, text, said))
    number = tiny.TYPES.index("recognize")
    passage = whole(tmp_path, text, said)
    for example in examples:
        told = [k for k, t in example.triggers if t == number]
        unsure = [k for k, t in example.unsure if t == number]
        assert {t for _, t in example.unsure} == {number}
        assert shown(passage, example, told) == "recognized"
        assert shown(passage, example, unsure) == "It rained in Peru."


def test_a_sentence_of_the_corpus_is_sure() -> None:
    _, (example,) = examples_of(row(GHANA, event("recognize", "GHA", "NPL", trigger="recognized")))
    assert example.unsure == []


def test_a_document_that_tells_an_event_twice_has_two_triggers(tmp_path: Path) -> None:
    text = "Ghana recognized Nepal. It rained.\n\nGhana recognized Nepal."
    said = event("recognize", "GHA", "NPL", evidence="Ghana recognized Nepal.")
    assert len(frames_of(whole(tmp_path, text, said))) == 2


def test_types_of_ones_own_follow_the_ontologys() -> None:
    passage = row(GHANA, event(UNION, "GHA", "NPL", trigger="recognized"))
    maker, (example,) = examples_of(passage)
    assert maker.types == (*tiny.TYPES, UNION)
    assert example.frames[0].type == len(tiny.TYPES)
    assert maker.roots == tiny.ROOTS


def test_a_pair_is_learned_both_ways() -> None:
    passage = row(GHANA, pairs=[{"source": "Ghana", "target": "Nepal", "root": "SUPPORT"}])
    maker, (example,) = examples_of(passage)
    told = [(shown(passage, example, s), shown(passage, example, t), root) for s, t, _, root in example.pairs]
    assert told == [
        ("Ghana", "Nepal", maker.roots.index("SUPPORT")),
        ("Nepal", "Ghana", len(maker.roots)),  # nothing
    ]


def test_pairs_given_both_ways_keep_their_roots() -> None:
    pairs = [
        {"source": "Ghana", "target": "Nepal", "root": "SUPPORT"},
        {"source": "Nepal", "target": "Ghana", "root": "REJECT"},
    ]
    maker, (example,) = examples_of(row(GHANA, pairs=pairs))
    assert {maker.roots[root] for *_, root in example.pairs} == {"SUPPORT", "REJECT"}


def test_told_says_which_sentences_tell(tmp_path: Path) -> None:
    text = "Ghana recognized Nepal. It rained."
    passage = whole(
        tmp_path, text, event("recognize", "GHA", "NPL", trigger="recognized", evidence=text[:24])
    )
    told = list(Examples(tiny.tokenizer(), [passage]).told(passage))
    assert [(t.text, t.named, t.tells) for t in told] == [
        ("Ghana recognized Nepal.", True, True),
        ("It rained.", False, False),
    ]


def test_tellings_say_every_place_at_which_an_event_is_told(tmp_path: Path) -> None:
    text = "Recognition of Nepal.\n\nGhana recognized Nepal. It annexed Peru. It rained."
    passage = whole(tmp_path, text, event("recognize", "GHA", "NPL", evidence="Ghana recognized Nepal."))
    at = [Span(text.index(w), text.index(w) + len(w)) for w in ("Recognition", "recognized", "annexed")]
    tellings = [*(EventWords(0, "recognize", span) for span in at[:2]), EventWords(None, "annex", at[2])]
    told = replace(passage, tellings=tellings)
    _, examples = examples_of(told)
    assert [shown(told, e, f.trigger) for e in examples for f in e.frames] == ["Recognition", "recognized"]
    doubtful = {
        (shown(told, e, sorted({k for k, u in e.unsure if u == t})), tiny.TYPES[t])
        for e in examples
        for t in {t for _, t in e.unsure}
        if load_ontology()[tiny.TYPES[t]].family != "interaction"
    }
    assert doubtful == {("It annexed Peru.", "annex")}


def test_a_retelling_may_say_the_year_alone(tmp_path: Path) -> None:
    text = "Ghana recognized Nepal in 1960."
    said = event("recognize", "GHA", "NPL", evidence=text, date="1960-08-05")
    at = Span(text.index("recognized"), text.index(" Nepal"))
    told = replace(whole(tmp_path, text, said), tellings=[EventWords(0, "recognize", at)])
    ((_, frame),) = frames_of(told)
    assert frame.date == 1


def test_of_a_state_and_its_government_the_one_that_gold_names_plays() -> None:
    passage = row(
        "The Taliban took power in Afghanistan in 2021.",
        event("take_power", "AFG/taliban", "AFG", trigger="took power"),
        published="2021-08-20",
    )
    ((example, frame),) = frames_of(passage)
    assert players(passage, example, frame, 0) == {"Taliban"}
    assert players(passage, example, frame, 1) == {"Afghanistan"}


def test_a_ruler_plays_as_the_government_that_he_led() -> None:
    passage = row(
        "Salvador Allende of Chile was overthrown on Tuesday.",
        event("lose_power", "CHL/allende", "CHL", trigger="overthrown"),
        published="1973-09-12",
    )
    ((_, frame),) = frames_of(passage)
    kinds = {KINDS[k] for k, g in zip(frame.kinds, frame.groups, strict=True) if (g, 0, 1) in frame.roles}
    assert kinds == {"ruler"}
