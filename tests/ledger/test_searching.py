"""Full-text search: passages with every word, and no text or query that is more than words."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.ledger.searching import BEGINNING, PASSAGE, asked_words, split, words
from dragoman.ledger.store import Store
from tests.ledger.build import READER, document, minutes

TEXTS = st.text(
    st.sampled_from(
        "abcAB\u00e9e\u0301\u0130\u0131\u00df\u03a9\u4e2d\u0645\U0001d400 .'\"*-_:\n\\&|!()<>%19"
    ),
    max_size=40,
).filter(str.strip)


def record(store: Store, texts: list[str]) -> None:
    for number, text in enumerate(texts):
        store.record(document(number, text=text), [], reader=READER, at=minutes(number))


@given(st.text(max_size=3 * PASSAGE))
def test_passages_joined_are_the_text(text: str) -> None:
    spans = list(split(text))
    assert "".join(span.of(text) for span in spans) == text
    assert all(0 < span.end - span.start <= PASSAGE for span in spans)


def test_passage_ends_after_a_sentence_where_it_can() -> None:
    text = " ".join(f"Sentence number {number} is here." for number in range(100))
    *most, _ = split(text)
    assert all(span.of(text).endswith("here. ") for span in most)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("C\u00f4te d\u2019Ivoire", ["cote", "d", "ivoire"]),
        ("Cote\u0301", ["cote"]),
        ("STRASSE stra\u00dfe", ["strasse", "strasse"]),
        ("\u0130stanbul", ["istanbul"]),
        ("snake_case 1.5", ["snake", "case", "1", "5"]),
        ("x" * 99, ["x" * 64]),
        ("' \" * - ( ) :", []),
    ],
)
def test_words_have_no_case_accents_or_signs(text: str, plain: list[str]) -> None:
    assert [word for word, _ in words(text)] == plain


@given(st.text(max_size=60))
def test_words_hold_nothing_that_a_query_could_be_made_of(text: str) -> None:
    assert all(word.isalnum() for word in asked_words(text))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(TEXTS, min_size=1, max_size=4, unique=True),
    st.text(st.sampled_from("abceAB\u00e91 *'\""), max_size=8),
)
def test_search_finds_what_going_through_all_texts_finds(texts: list[str], query: str) -> None:
    asked = asked_words(query)
    with Store.open(":memory:") as store:
        record(store, texts)
        found = {passage.document for passage in store.find(asked, limit=99)}
        assert store.count_found(asked, limit=99) == len(found)
    titled = [f"Title {number} {text}" for number, text in enumerate(texts)]
    wanted = {
        document(number, text=texts[number]).id
        for number, text in enumerate(titled)
        if asked and all(_holds(text, word) for word in asked)
    }
    assert found == wanted


def _holds(text: str, asked: str) -> bool:
    told = [word for word, _ in words(text)]
    return any(word.startswith(asked) if len(asked) >= BEGINNING else word == asked for word in told)


@pytest.mark.parametrize(
    "text",
    [
        "x" * 100_000,
        "word " * 20_000,
        "' \\ \" : & | ! ( ) <-> *",
        "\u4e2d\u6587" * 5_000,
        "\U0001d400 " * 3_000,
    ],
    ids=["one word", "many words", "signs", "no blanks", "wide"],
)
def test_any_text_is_recorded_and_found_by_its_words(store: Store, text: str) -> None:
    record(store, [text])
    for word in asked_words(text)[:3]:
        (found,) = store.find((word,), limit=1)
        assert found.text == found.span.of(text)


def test_search_sees_nothing_of_later_entries(store: Store) -> None:
    record(store, ["one ship", "two ships", "three ships"])
    assert [p.document for p in store.find(("ships",), limit=9, known_at=2)] == [
        document(1, text="two ships").id
    ]
    newest = store.find(("ships",), limit=1)
    older = store.find(("ships",), limit=9, before=newest[0].id)
    assert [p.text for p in (*newest, *older)] == ["three ships", "two ships"]
    assert store.count_found(("ships",), limit=1) == 1
    assert store.find((), limit=9) == []
