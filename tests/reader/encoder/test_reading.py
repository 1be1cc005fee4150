"""Reading by a model: claims lie in their text, and are the same whatever was read before and by how many."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dragoman.reader import (
    BY_GRAMMAR,
    Context,
    Proposal,
    Reader,
    Sentence,
    load_reader,
    propose_all,
    read_document,
)
from dragoman.reader.discourse import Referent
from dragoman.reader.encoder.ensemble import LEAST
from dragoman.reader.encoder.model import load_model
from dragoman.reader.encoder.proposer import EncoderProposer, listed_with_best
from dragoman.reader.encoder.views import view_of
from dragoman.reader.encoder.windows import LONGEST
from dragoman.records import Document, Span
from tests.reader.encoder import tiny
from tests.reader.texts import EXPLICIT, LEANING, document, documents, reader_of

READING = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
EVERYTHING = document("\n\n".join(EXPLICIT + LEANING))


@pytest.fixture(scope="module")
def reader(tiny_model: Path) -> Reader:
    return load_reader(tiny_model)


def encoder_alone(folder: Path) -> Reader:
    return reader_of(lambda context: EncoderProposer(load_model(folder), context))


@READING
@given(documents())
@example(EVERYTHING)
@example(document("\u200b\u00a0\ufeff"))
def test_claims_lie_in_their_text(reader: Reader, doc: Document) -> None:
    for claim in read_document(doc, reader=reader):
        assert claim.trigger in claim.sentence
        assert claim.trigger.start < claim.trigger.end
        assert claim.sentence in Span(0, len(doc.text))
        assert claim.reader == tiny.VERSION
        assert reader.threshold <= claim.confidence <= 1
        for participant in (claim.actor, claim.target):
            if participant is not None and participant.span is not None:
                assert participant.span.of(doc.text) == participant.text


@READING
@given(st.text(max_size=200))
@example("\x00\ud7ff\U0010ffff\u202e France \u0600recognized\u0301 Kosovo.\x85\u2028Israel")
@example("\u200b\u200b. \u200b")
def test_any_text_is_read_without_an_error(reader: Reader, text: str) -> None:
    assert all(claim.trigger in claim.sentence for claim in read_document(document(text), reader=reader))


@READING
@given(documents(), documents())
@example(EVERYTHING, document("Chile praised Peru."))
def test_a_document_is_read_alike_alone_and_after_another(
    reader: Reader, doc: Document, other: Document
) -> None:
    before = read_document(doc, reader=reader)
    read_document(other, reader=reader)
    assert read_document(doc, reader=reader) == before


def test_claims_are_the_same_on_any_number_of_threads(tiny_model: Path) -> None:
    one, two = (load_reader(tiny_model, threads=n) for n in (1, 2))
    assert one is not two
    claims = read_document(EVERYTHING, reader=one)
    assert len(claims) > len(EXPLICIT)
    assert read_document(EVERYTHING, reader=two) == claims


def test_the_encoder_finds_triggers_of_its_own(tiny_model: Path) -> None:
    proposals = propose_all(EVERYTHING, reader=encoder_alone(tiny_model))
    assert {p.reader for p in proposals} == {tiny.VERSION}
    assert len({p.type for p in proposals}) > 5
    assert all(p.actors or p.targets for p in proposals)
    assert all(p.trigger in p.sentence for p in proposals)
    assert all(p.actors[0].party != p.targets[0].party for p in proposals if p.actors and p.targets)


def test_proposals_come_in_the_order_of_their_triggers(reader: Reader, tiny_model: Path) -> None:
    for one in (reader, encoder_alone(tiny_model)):
        by_sentence: dict[Span, list[Span]] = {}
        for p in propose_all(EVERYTHING, reader=one):
            by_sentence.setdefault(p.sentence, []).append(p.trigger)
        assert all(triggers == sorted(triggers) for triggers in by_sentence.values())


def test_what_the_grammar_proposes_is_judged_too(reader: Reader) -> None:
    def parties(p: Proposal) -> set[tuple[str, str, str]]:
        return {
            (p.type, a.party if a else "", t.party if t else "")
            for a in p.actors or (None,)
            for t in p.targets or (None,)
            if a is None or t is None or a.party != t.party
        }

    said = [parties(p) for p in propose_all(EVERYTHING, reader=BY_GRAMMAR)]
    both = propose_all(EVERYTHING, reader=reader)
    assert set().union(*said) <= set().union(*map(parties, both))
    assert all(p.confidence >= LEAST for p in both)


def test_what_the_encoder_proposes_is_judged_too(reader: Reader, tiny_model: Path) -> None:
    def told(sentence: str, one: Reader) -> set[tuple[str, frozenset[str]]]:
        proposals = propose_all(document(sentence), reader=one)
        return {(p.type, frozenset(r.party for r in (*p.actors, *p.targets))) for p in proposals}

    by_encoder = {sentence: told(sentence, encoder_alone(tiny_model)) for sentence in EXPLICIT}
    assert sum(len({party for _, some in own for party in some}) > 1 for own in by_encoder.values()) > 1
    for sentence, own in by_encoder.items():
        assert own <= told(sentence, reader)


def test_a_sentence_of_more_pieces_than_a_pass_is_read_to_its_end(tiny_model: Path) -> None:
    text = "Peru and " + "quixotic xylophones, " * 85 + "then France recognized Kosovo."
    model = load_model(tiny_model)
    assert len(model.tokenizer.encode(text, add_special_tokens=False).ids) > 3 * LONGEST
    found: list[float] = []

    class Asking:
        def __init__(self, context: Context) -> None:
            self._encoder = EncoderProposer(model, context)
            self._discourse = context.discourse

        def propose(self, sentence: Sentence) -> list[Proposal]:
            view = view_of(sentence, self._discourse)
            at = text.index("recognized")
            reading = self._encoder.reading_at(view, "recognize", Span(at, at + len("recognized")))
            if reading is not None:
                found.append(reading.trigger.probability)
                assert len(reading.actors) == len(view.candidates) > 1
            return []

    propose_all(document(text), reader=reader_of(Asking))
    assert len(found) == 1
    proposals = propose_all(document(text), reader=encoder_alone(tiny_model))
    assert max(p.trigger.start for p in proposals) > len(text) * 0.8
    assert min(p.trigger.start for p in proposals) < len(text) * 0.2


def test_a_sentence_that_does_not_pass_the_quick_look_is_not_encoded(tiny_model: Path) -> None:
    text = "It rained when France recognized Kosovo."
    assert propose_all(document(text.replace("rained", "was")), reader=encoder_alone(tiny_model)) != []
    assert propose_all(document(text), reader=encoder_alone(tiny_model)) == []


@pytest.mark.parametrize(
    ("text", "best", "joined"),
    [
        ("Norway, Denmark and Iceland met Peru.", "Denmark", {"Norway", "Denmark", "Iceland"}),
        ("Norway told Denmark that Iceland would pay.", "Iceland", {"Iceland"}),
        ("The envoy to Peru presented his letters in Chile.", "Chile", {"Chile"}),
        ("Norway as well as the Danish king left.", "Norway", {"Norway", "Danish"}),
    ],
)
def test_who_plays_a_role_beside_the_likeliest_stands_in_one_list_with_him(
    text: str, best: str, joined: set[str]
) -> None:
    words = [w for w in re.findall(r"[A-Z]\w+", text) if w != "The"]
    sure = [(Referent(w, w, Span(text.index(w), text.index(w) + len(w))), 0.9) for w in words]
    sure.sort(key=lambda pair: pair[0].party != best)
    assert {referent.party for referent, _ in listed_with_best(text, sure)} == joined


def test_who_is_understood_plays_a_role_beside_who_is_understood() -> None:
    understood, named = Referent("PER"), Referent("CHL", "Chile", Span(0, 5))
    other = Referent("NOR")
    best_first = [(understood, 0.9), (named, 0.8), (other, 0.7)]
    assert [r.party for r, _ in listed_with_best("Chile left.", best_first)] == ["PER", "NOR"]
