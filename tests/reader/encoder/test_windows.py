"""Windows: every sentence to be read is read whole, from the text's own characters, and nothing else is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from dragoman.reader.encoder.windows import (
    BEFORE,
    BODY,
    CLS,
    LEAD,
    LONGEST,
    MARK,
    OVERLAP,
    SEP,
    Window,
    plan_windows,
    title_offset,
)
from dragoman.reader.text import split_blocks
from dragoman.records import Document, Span
from tests.reader.encoder import tiny
from tests.reader.texts import EXPLICIT, LEANING, document, documents

PLANNING = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
EVERYTHING = document("\n\n".join(EXPLICIT + LEANING))
POSITIONS = 512  # pieces that the encoder takes
LONG = document("Peru met. " + "xylophone zebras quickly " * 75 + "met. Chile met.")  # one of 1,876 pieces

shares = st.integers(0, 5).map(lambda n: lambda span: (span.start * 7 + n) % 5 < n)


@cache
def cutter() -> Tokenizer:
    return tiny.tokenizer()


def everything(_: Span) -> bool:
    return True


def windows_of(doc: Document, is_telling: Callable[[Span], bool] = everything) -> list[Window]:
    return plan_windows(doc, split_blocks(doc.text), cutter(), is_telling)


def sentences_of(doc: Document) -> list[Span]:
    return [span for block in split_blocks(doc.text) for span in block.sentences]


def pieces_of(doc: Document, span: Span) -> list[tuple[int, int, int]]:
    """Id, start and end of each piece of a sentence."""
    cut = cutter().encode(span.of(doc.text), add_special_tokens=False)
    return [(i, span.start + a, span.start + b) for i, (a, b) in zip(cut.ids, cut.offsets, strict=True)]


def read_by_span(windows: list[Window]) -> dict[Span, list[list[tuple[int, int, int]]]]:
    found = defaultdict(list)
    for window in windows:
        rows = list(zip(window.ids, window.starts, window.ends, strict=True))
        for span, i, j in window.places:
            found[span].append(rows[i:j])
    return found


def words(ids: list[int]) -> str:
    return " ".join(cutter().id_to_token(i) or "" for i in ids)


@PLANNING
@given(documents(), shares)
@example(EVERYTHING, everything)
@example(LONG, everything)
def test_every_telling_sentence_is_read_whole_and_no_other(
    doc: Document, is_telling: Callable[[Span], bool]
) -> None:
    read = read_by_span(windows_of(doc, is_telling))
    telling = {span for span in sentences_of(doc) if is_telling(span) and pieces_of(doc, span)}
    assert set(read) == telling
    for span, parts in read.items():
        pieces = pieces_of(doc, span)
        if len(pieces) <= LONGEST:
            assert parts == [pieces]
        else:
            step = LONGEST - OVERLAP
            assert len(parts) > 1
            assert [part for k, part in enumerate(parts) if part != pieces[k * step :][:LONGEST]] == []
            assert parts[-1][-1] == pieces[-1]


@PLANNING
@given(documents(), shares)
@example(EVERYTHING, everything)
@example(LONG, everything)
def test_a_window_is_well_formed_and_fits_the_encoder(
    doc: Document, is_telling: Callable[[Span], bool]
) -> None:
    for window in windows_of(doc, is_telling):
        n = len(window.ids)
        assert (len(window.segments), len(window.starts), len(window.ends)) == (n, n, n)
        assert n <= POSITIONS
        assert n <= LEAD + BODY + 4 or len(window.places) == 1
        assert (window.ids[0], window.ids[-1]) == (CLS, SEP)
        assert sorted(window.segments, reverse=True) == window.segments
        assert window.segments.count(1) <= LEAD + 2
        assert all(window.segments[k] == 0 for _, i, j in window.places for k in range(i, j))
        assert all(window.ids[j] == SEP for _, _, j in window.places)
        starts = [start for start in window.starts if start >= 0]
        assert starts == sorted(starts)  # nothing of the text stands there twice


@PLANNING
@given(documents())
@example(EVERYTHING)
def test_pieces_stand_where_the_text_has_them(doc: Document) -> None:
    for span, parts in read_by_span(windows_of(doc)).items():
        for part in parts:
            starts = [start for _, start, _ in part]
            assert starts == sorted(starts)
            assert all(span.start <= start <= end <= span.end for _, start, end in part)


@pytest.mark.parametrize("sentence", EXPLICIT)
def test_pieces_spell_the_text(sentence: str) -> None:
    doc = document(f"It rained.\n\n{sentence}")
    (part,) = read_by_span(windows_of(doc))[Span(12, 12 + len(sentence))]
    spelt = [(cutter().id_to_token(i) or "").removeprefix("##") for i, _, _ in part]
    assert [doc.text[a:b].lower() for _, a, b in part] == spelt
    assert "".join(doc.text[a:b] for _, a, b in part) == sentence.replace(" ", "")


@PLANNING
@given(documents(), shares)
def test_the_same_document_is_cut_alike(doc: Document, is_telling: Callable[[Span], bool]) -> None:
    assert windows_of(doc, is_telling) == windows_of(doc, is_telling)


def test_the_heading_leads_what_stands_under_it() -> None:
    doc = document("# ENVOYS OF PERU\n\nChile met Peru. It rained.", title="Japan in Kabul")
    (window,) = windows_of(doc, lambda span: span.start > 2)
    assert [span.of(doc.text) for span, _, _ in window.places] == ["Chile met Peru.", "It rained."]
    lead = window.ids[: window.segments.count(1)]
    assert lead == [CLS, *cutter().encode("ENVOYS OF PERU", add_special_tokens=False).ids, SEP]
    assert doc.text[window.starts[1] : window.ends[len(lead) - 2]] == "ENVOYS OF PERU"
    assert doc.text[window.starts[len(lead)] :].startswith("Chile")  # the heading does not stand there twice


def test_the_title_leads_a_heading_that_is_read() -> None:
    doc = document("# ENVOYS OF PERU\n\nChile met Peru. It rained.", title="Japan in Kabul")
    (window,) = windows_of(doc)
    assert words(window.ids).startswith("[CLS] japan in kabul [SEP] e ##n ##v ")
    assert window.places[0][0].of(doc.text) == "ENVOYS OF PERU"


def test_a_text_without_headings_is_led_by_its_title() -> None:
    (window,) = windows_of(document("Chile met Peru.", title="Japan in Kabul"))
    assert words(window.ids).startswith("[CLS] japan in kabul [SEP] chile")
    doc = document("Chile met Peru.", title="Japan in Kabul")
    (window,) = windows_of(doc)
    own = [k for k, segment in enumerate(window.segments) if segment and window.starts[k] != MARK]
    shift = -title_offset(doc)
    assert [doc.title[window.starts[k] + shift : window.ends[k] + shift] for k in own] == [
        "Japan",
        "in",
        "Kabul",
    ]
    (bare,) = windows_of(document("Chile met Peru."))
    assert words(bare.ids).startswith("[CLS] chile")


def test_a_long_lead_keeps_its_end() -> None:
    title = "and " * 60 + "Kabul"
    (window,) = windows_of(document("Chile met Peru.", title=title))
    assert window.segments.count(1) == LEAD + 2
    assert cutter().id_to_token(window.ids[LEAD]) == "kabul"


def test_the_sentence_before_is_shown_and_not_read() -> None:
    doc = document("Chile met Peru. Japan met Togo. Canada met Mali. Norway met Niger.")
    (window,) = windows_of(doc, lambda span: "Canada" in span.of(doc.text))
    assert [span.of(doc.text) for span, _, _ in window.places] == ["Canada met Mali."]
    assert doc.text[window.starts[1] : window.ends[window.places[0][1] - 2]] == "Japan met Togo."


def test_a_window_is_opened_anew_only_when_the_last_is_full() -> None:
    doc = document(" ".join(EXPLICIT))
    windows = windows_of(doc)
    assert 1 < len(windows) < len(EXPLICIT)
    for here, there in pairwise(windows):
        span, i, j = there.places[0]
        assert len(here.ids) + (j - i) + BEFORE > LEAD + BODY, span.of(doc.text)


def test_nothing_is_cut_where_nothing_tells() -> None:
    assert windows_of(EVERYTHING, lambda _: False) == []
