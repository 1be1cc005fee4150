"""A text cut by its claims: nothing is lost, and every claim is found once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.records import Claim, Participant, Span, Speaker
from dragoman.web.highlighting import Paragraph, Passage, Segment, highlight
from tests.growth import MOST, TIMES, seconds_of

# Few kinds of characters, so that blank lines, line ends at edges and wide characters come often.
texts = st.text(alphabet="ab \n\u202e\U0001f600<", max_size=30)


def spans(length: int) -> st.SearchStrategy[Span]:
    """Give spans within a text and a little beyond it, also empty ones."""
    ends = st.integers(0, length + 2)
    return st.tuples(ends, ends).map(lambda ends: Span(min(ends), max(ends)))


@st.composite
def claimed_texts(draw: st.DrawFn) -> tuple[str, list[Claim]]:
    """Give a text with claims whose spans overlap in every way."""
    text = draw(texts)
    anywhere = spans(len(text))
    sides = st.none() | st.builds(Participant, role=st.just("actor"), span=st.none() | anywhere)
    claims = st.builds(
        Claim,
        document=st.just("d"),
        sentence=anywhere,
        trigger=anywhere,
        type=st.just("recognize"),
        actor=sides,
        target=sides,
        attribution=st.none() | st.builds(Speaker, span=st.none() | anywhere),
    )
    return text, draw(st.lists(claims, max_size=5))


def segments(paragraphs: tuple[Paragraph, ...]) -> list[Segment]:
    return [s for paragraph in paragraphs for passage in paragraph.passages for s in passage.segments]


def passages(paragraphs: tuple[Paragraph, ...]) -> list[Passage]:
    return [passage for paragraph in paragraphs for passage in paragraph.passages]


def deciding(text: str, claim: Claim) -> Span:
    """Give where the words that decide stand; the whole sentence where the text has none of them."""
    return claim.trigger if claim.trigger.of(text) else claim.sentence


def covered(found: list[Segment], wanted: Span, length: int) -> bool:
    """Say whether segments are exactly the characters of a span, as far as the text has them."""
    places = [place for s in found for place in range(s.start, s.start + len(s.text))]
    return places == list(range(wanted.start, min(wanted.end, length)))


# ------------------------------------------------------------------------------------------ laws


@given(claimed_texts())
def test_the_segments_joined_are_the_text(given: tuple[str, list[Claim]]) -> None:
    text, claims = given
    found = segments(highlight(text, claims))
    assert "".join(s.text for s in found) == text
    assert [s.start for s in found] == [len("".join(b.text for b in found[:n])) for n in range(len(found))]


@given(claimed_texts())
def test_no_part_is_empty(given: tuple[str, list[Claim]]) -> None:
    paragraphs = highlight(*given)
    assert all(paragraph.passages for paragraph in paragraphs)
    assert all(passage.segments for passage in passages(paragraphs))
    assert all(s.text for s in segments(paragraphs))


@given(claimed_texts())
def test_deciding_words_are_marked_and_nothing_else(given: tuple[str, list[Claim]]) -> None:
    text, claims = given
    found = segments(highlight(text, claims))
    for place, claim in enumerate(claims):
        trigger = deciding(text, claim)
        assert covered([s for s in found if place in s.triggers], trigger, len(text))


@given(claimed_texts())
def test_every_claim_is_opened_once_where_its_words_begin(given: tuple[str, list[Claim]]) -> None:
    text, claims = given
    found = segments(highlight(text, claims))
    for place, claim in enumerate(claims):
        trigger = deciding(text, claim)
        opening = [s.start for s in found if place in s.opens]
        assert opening == ([trigger.start] if trigger.of(text) else [])


@given(claimed_texts())
def test_roles_are_marked_and_nothing_else(given: tuple[str, list[Claim]]) -> None:
    text, claims = given
    found = segments(highlight(text, claims))
    for place, claim in enumerate(claims):
        for role, who in (("actor", claim.actor), ("target", claim.target), ("speaker", claim.attribution)):
            words = [s for s in found if (place, role) in s.roles]
            assert covered(words, (who and who.span) or Span(0, 0), len(text))


@given(claimed_texts())
def test_a_passage_holds_all_of_its_claims_words(given: tuple[str, list[Claim]]) -> None:
    for passage in passages(highlight(*given)):
        assert {place for s in passage.segments for place in s.triggers} <= set(passage.claims)


@given(claimed_texts())
def test_paragraphs_end_at_blank_lines_and_only_there(given: tuple[str, list[Claim]]) -> None:
    text, claims = given
    assert [p.text for p in highlight(text, claims)] == [p.text for p in highlight(text, ())]


# -------------------------------------------------------------------------------------- examples


def said(text: str, sentence: str, trigger: str, **more: object) -> Claim:
    start = text.index(sentence)
    at = start + sentence.index(trigger)
    return Claim(
        document="d",
        sentence=Span(start, start + len(sentence)),
        trigger=Span(at, at + len(trigger)),
        type="recognize",
        actor=None,
        target=None,
        **more,  # type: ignore[arg-type]
    )


def test_two_claims_may_share_their_words() -> None:
    text = "Oslo and Rome recognized Kosovo. It rained."
    shared = said(text, "Oslo and Rome recognized Kosovo.", "recognized")
    (paragraph,) = highlight(text, [shared, shared])
    sentence, rest = paragraph.passages
    assert [(s.text, s.opens) for s in sentence.segments if s.triggers] == [("recognized", (0, 1))]
    assert (sentence.claims, rest.claims, rest.text) == ((0, 1), (), " It rained.")


def test_words_within_words_are_cut_out_of_them() -> None:
    text = "Oslo cut off all its ties."
    outer = said(text, text, "cut off all its ties")
    inner = said(text, text, "off")
    (paragraph,) = highlight(text, [outer, inner])
    assert [(s.text, s.triggers) for s in paragraph.passages[0].segments] == [
        ("Oslo ", ()),
        ("cut ", (0,)),
        ("off", (0, 1)),
        (" all its ties", (0,)),
        (".", ()),
    ]


def test_a_text_without_claims_is_one_passage_a_paragraph() -> None:
    assert [p.text for p in highlight("One.\nTwo.\n\n \nThree.", ())] == ["One.\nTwo.\n\n \n", "Three."]
    assert highlight("", ()) == ()


CLAIM = Claim(
    document="d", sentence=Span(0, 40), trigger=Span(3, 9), type="recognize", actor=None, target=None
)
LONG = pytest.mark.parametrize("piece", ["word", "\n", " \n", "a\n\n"], ids=repr)
MEGABYTE = 1_000_000


@LONG
def test_a_megabyte_is_cut_into_few_paragraphs_and_kept_whole(piece: str) -> None:
    text = piece * (MEGABYTE // len(piece))
    paragraphs = highlight(text, [CLAIM] * 3)
    assert len(paragraphs) < 20_000
    assert "".join(p.text for p in paragraphs) == text


@LONG
def test_cutting_grows_with_the_text_and_not_with_its_square(piece: str) -> None:
    long = piece * (MEGABYTE // len(piece))
    short = long[: len(long) // TIMES]
    part = seconds_of(lambda: highlight(short, [CLAIM] * 3), rounds=5)
    assert seconds_of(lambda: highlight(long, [CLAIM] * 3), rounds=2) < MOST * part
