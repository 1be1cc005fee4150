"""Laws of reading, over texts mixed from plain sentences, junk and known words in no order."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dragoman.records import Claim, Document, Interval, Span
from tests.growth import MOST, TIMES, seconds_of
from tests.reader.texts import EXPLICIT, LEANING, claims_of, document, documents, plain_sentences

READING = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
EVERYTHING = document("\n\n".join(EXPLICIT + LEANING))
WORD_LENGTH = 100_000


@READING
@given(documents())
@example(EVERYTHING)
def test_triggers_lie_in_their_sentence_and_sentences_in_the_text(doc: Document) -> None:
    for claim in claims_of(doc):
        assert claim.trigger in claim.sentence
        assert claim.trigger.start < claim.trigger.end
        assert claim.sentence in Span(0, len(doc.text))


@READING
@given(documents())
@example(EVERYTHING)
def test_participants_quote_their_text(doc: Document) -> None:
    for claim in claims_of(doc):
        for participant in (claim.actor, claim.target):
            if participant is not None and participant.span is not None:
                assert participant.span.of(doc.text) == participant.text


@READING
@given(documents())
@example(EVERYTHING)
def test_speakers_quote_their_text(doc: Document) -> None:
    for claim in claims_of(doc):
        speaker = claim.attribution
        if speaker is None:
            continue
        if speaker.span is not None:
            assert speaker.span.of(doc.text) == speaker.text
        if speaker.quotation is not None:
            assert speaker.quotation in Span(0, len(doc.text))


@READING
@given(documents())
@example(EVERYTHING)
def test_claims_come_in_the_order_of_the_text(doc: Document) -> None:
    starts = [claim.trigger.start for claim in claims_of(doc)]
    assert starts == sorted(starts)


@READING
@given(documents())
@example(EVERYTHING)
def test_claims_name_their_document_and_reader_and_have_ids_of_their_own(doc: Document) -> None:
    claims = claims_of(doc)
    assert all(claim.document == doc.id and claim.reader for claim in claims)
    assert all(0 <= claim.confidence <= 1 for claim in claims)
    assert len({claim.id for claim in claims}) == len(claims)


@READING
@given(documents(), documents())
def test_reading_again_gives_the_same_claims(doc: Document, other: Document) -> None:
    before = claims_of(doc)
    claims_of(other)  # what was read in between leaves no trace
    after = claims_of(doc)
    assert after == before
    assert [claim.id for claim in after] == [claim.id for claim in before]


@READING
@given(documents(), st.floats(0, 1))
def test_claims_are_as_sure_as_the_threshold_asks(doc: Document, threshold: float) -> None:
    assert all(claim.confidence >= threshold for claim in claims_of(doc, threshold=threshold))


@READING
@given(st.text(max_size=300))
@example("\x00\ud7ff\U0010ffff\u202e France \u0600recognized\u0301 Kosovo.\x85\u2028Israel")
@example("\n" * 50 + "#" * 50)
def test_any_text_is_read_without_an_error(text: str) -> None:
    for claim in claims_of(document(text)):
        assert claim.trigger in claim.sentence


@pytest.mark.parametrize(
    "letters",
    ["a", "Z", ".", "\u00e9-", "("],
    ids=["small letters", "capitals", "full stops", "hyphens", "brackets"],
)
def test_one_very_long_word_says_nothing_and_costs_what_its_length_does(letters: str) -> None:
    word = letters * (WORD_LENGTH // len(letters))
    part = seconds_of(lambda: claims_of(document(word[: len(word) // TIMES])), rounds=3)
    assert seconds_of(lambda: claims_of(document(word)), rounds=3) < MOST * part
    assert claims_of(document(word)) == []


def _content(claim: Claim) -> tuple[str, ...]:
    parties = [p.party if p else "" for p in (claim.actor, claim.target)]
    return (claim.type, *parties, repr(claim.date), claim.modality, claim.level, claim.city)


@READING
@given(plain_sentences, st.integers(1, 5))
def test_n_paragraphs_give_n_times_the_claims_of_one(sentence: str, n: int) -> None:
    one = Counter(_content(claim) for claim in claims_of(document(sentence)))
    many = Counter(_content(c) for c in claims_of(document("\n\n".join([sentence] * n))))
    assert one
    assert many == Counter({content: count * n for content, count in one.items()})


@READING
@given(st.permutations(EXPLICIT))
def test_paragraphs_that_name_everything_read_alike_in_any_order(paragraphs: list[str]) -> None:
    alone = sum((Counter(map(_content, claims_of(document(p)))) for p in paragraphs), Counter())
    together = Counter(map(_content, claims_of(document("\n\n".join(paragraphs)))))
    assert together == alone


@READING
@given(documents(), st.integers(0, 40))
def test_blank_lines_before_a_text_only_move_its_spans(doc: Document, lines: int) -> None:
    moved = document("\n" * lines + doc.text, published=doc.published, title=doc.title)
    here = [(c.type, c.trigger.start + lines, c.trigger.end + lines) for c in claims_of(doc)]
    there = [(c.type, c.trigger.start, c.trigger.end) for c in claims_of(moved)]
    assert there == here


def test_without_a_published_date_relative_dates_stay_unresolved() -> None:
    text = "Bulgaria recognized Kosovo last week. Bulgaria opened an embassy in Kosovo on 3 May 2008."
    dates = [claim.date for claim in claims_of(document(text, published=None))]
    assert [isinstance(when, Interval) for when in dates] == [False, True]


def test_every_plain_sentence_is_read() -> None:
    silent = [sentence for sentence in EXPLICIT if not claims_of(document(sentence))]
    assert silent == []
