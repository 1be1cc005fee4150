"""The packaged words: complete, in small letters, and refused when damaged."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from dragoman.errors import DataError
from dragoman.reader.cues import Cues, load_cues, parse_cues
from dragoman.reader.grammar.frames import load_frames
from dragoman.reader.lexicon import load_lexicon
from dragoman.records import Modality
from dragoman.resources import load_toml

AS_PRINTED = {"abbreviations", "final_abbreviations", "starters", "dotted"}


def cue_table() -> dict[str, Any]:
    return load_toml("phrases/cues.toml")


@pytest.mark.parametrize("name", [field.name for field in fields(Cues)])
def test_cue_list_has_words_in_small_letters(name: str) -> None:
    words = getattr(load_cues(), name)
    assert words
    if name not in AS_PRINTED:
        assert words == {word.lower() for word in words}


def test_tables_of_cues_only_order_them() -> None:
    merged = {"all": {name: words for table in cue_table().values() for name, words in table.items()}}
    assert parse_cues(merged) == load_cues()


def test_missing_list_of_cues_is_refused_by_name() -> None:
    table = cue_table()
    del table["mood"]["duty"]
    with pytest.raises(DataError, match="duty"):
        parse_cues(table)


def test_unknown_list_of_cues_is_refused_by_name() -> None:
    table = cue_table()
    table["mood"]["whims"] = "fancy"
    with pytest.raises(DataError, match="whims"):
        parse_cues(table)


def test_empty_list_of_cues_is_refused() -> None:
    table = cue_table()
    table["mood"]["duty"] = "  "
    with pytest.raises(DataError, match="duty"):
        parse_cues(table)


def test_list_of_cues_given_twice_is_refused() -> None:
    table = cue_table()
    table["dates"]["duty"] = "must"
    with pytest.raises(DataError, match="duty"):
        parse_cues(table)


@pytest.mark.parametrize(
    ("word", "tag"),
    [
        ("not", "NEG"),
        ("is", "B"),
        ("had", "H"),
        ("did", "DO"),
        ("will", "MD"),
        ("its", "PS"),
        ("they", "PR"),
        ("which", "W"),
        ("if", "S"),
        ("and", "CC"),
        ("of", "P"),
        ("the", "DT"),
        ("formally", "RB"),
    ],
)
def test_small_words_have_their_tag(word: str, tag: str) -> None:
    assert load_lexicon().tags[word] == tag


def test_forms_of_be_have_and_do_are_no_common_verbs() -> None:
    assert not {"is", "was", "had", "did"} & set(load_lexicon().verbs)


def test_verbs_of_frames_are_inflected() -> None:
    lexicon = load_lexicon(("zorb",))
    assert lexicon.verbs["zorbed"] == (("zorb", "part"), ("zorb", "past"))
    assert "zorbed" not in load_lexicon().verbs


def test_every_verb_of_the_frames_is_known() -> None:
    lexicon = load_lexicon(load_frames().lemmas)
    known = {lemma for kinds in lexicon.verbs.values() for lemma, _ in kinds} | {"be", "have", "do"}
    assert set(load_frames().lemmas) <= known


def test_nouns_give_moods() -> None:
    moods = load_lexicon().noun_moods
    assert moods["decision"] is Modality.PLANNED
    assert moods["refusal"] is Modality.DENIED
    assert moods["threat"] is Modality.CONDITIONAL


def test_missions_are_ranked_from_the_highest() -> None:
    levels = list(dict.fromkeys(load_lexicon().missions.values()))
    assert levels.index("embassy") < levels.index("legation") < levels.index("consulate")
