"""Reading with other proposers: what they are given, and that one decoder serves all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from dragoman.reader import BY_GRAMMAR, Context, Grammar, Proposal, Sentence, propose_all, read_document
from dragoman.reader.discourse import Referent
from dragoman.records import Span
from tests.reader.texts import PUBLISHED, claims_of, document, reader_of, sentences_of

TEXT = (
    "CHRONICLE OF LIMA\n\nChile praised Peru. Chile opened an embassy in Lima in 1960.\n\nPeru waved to Togo."
)


class Waving:
    """Takes waving for support: reads what no frame of the grammar knows."""

    version = "waving/3"

    def __init__(self, context: Context) -> None:
        self.context = context

    def propose(self, sentence: Sentence) -> Iterator[Proposal]:
        """Give a proposal for a sentence whose second word is "waved"."""
        words = sentence.tokens.lows
        if "waved" not in words:
            return
        trigger = sentence.token_span(words.index("waved"), words.index("waved") + 1)
        actor, target = (Referent(m.party, m.text, m.span) for m in sentence.mentions)
        yield Proposal(
            type="support",
            sentence=sentence.span,
            trigger=trigger,
            actors=(actor,),
            targets=(target,),
            confidence=0.75,
            reader=self.version,
        )


def test_a_proposer_of_ones_own_is_decoded_as_the_grammar_is() -> None:
    (claim,) = read_document(document(TEXT), reader=reader_of(Waving))
    assert claim.actor is not None
    assert claim.target is not None
    assert (claim.type, claim.actor.party, claim.target.party) == ("support", "PER", "TGO")
    assert (claim.actor.name, claim.reader, claim.confidence) == ("Peru", "waving/3", 0.75)
    assert claim.trigger.of(TEXT) == "waved"


def test_proposers_stand_beside_each_other() -> None:
    alone = claims_of(document(TEXT))
    both = read_document(document(TEXT), reader=reader_of(Grammar, Waving))
    assert [claim for claim in both if claim.reader == Grammar.version] == alone
    assert [claim.reader for claim in both] == [Grammar.version] * len(alone) + ["waving/3"]
    assert alone


def test_the_threshold_is_for_every_proposer() -> None:
    assert len(read_document(document(TEXT), reader=reader_of(Waving), threshold=0.75)) == 1
    assert read_document(document(TEXT), reader=reader_of(Waving), threshold=0.76) == []


def test_without_proposers_there_are_no_claims() -> None:
    assert read_document(document(TEXT), reader=reader_of()) == []


def test_the_surer_of_two_proposers_is_kept() -> None:
    class Surer(Waving):
        version = "surer/1"

        def propose(self, sentence: Sentence) -> Iterator[Proposal]:
            yield from (replace(p, confidence=0.9) for p in super().propose(sentence))

    for order in ((Waving, Surer), (Surer, Waving)):
        assert [claim.reader for claim in read_document(document(TEXT), reader=reader_of(*order))] == [
            "surer/1"
        ]


def test_a_proposer_is_opened_once_with_the_whole_document() -> None:
    opened: list[Context] = []

    def open_proposer(context: Context) -> Waving:
        opened.append(context)
        return Waving(context)

    doc = document(TEXT)
    read_document(doc, reader=reader_of(open_proposer))
    (context,) = opened
    assert context.doc == doc
    assert context.blocks[0].span.of(TEXT) == "CHRONICLE OF LIMA"
    assert [m.party for m in context.mentions if m.text == "Chile"] == ["CHL", "CHL"]
    assert all(mention.span.of(TEXT) == mention.text for mention in context.mentions)


def test_sentences_come_in_order_with_their_place() -> None:
    heard = sentences_of(TEXT)
    assert [sentence.span.of(TEXT) for sentence in heard] == [
        "CHRONICLE OF LIMA",
        "Chile praised Peru.",
        "Chile opened an embassy in Lima in 1960.",
        "Peru waved to Togo.",
    ]
    assert [sentence.heading for sentence in heard] == [True, False, False, False]
    assert [sentence.opens_block for sentence in heard] == [True, True, False, True]
    assert [[m.party for m in sentence.mentions] for sentence in heard][1:] == [
        ["CHL", "PER"],
        ["CHL", "PER"],
        ["PER", "TGO"],
    ]
    assert [match.text for match in heard[2].dates] == ["1960"]


def test_proposals_carry_their_version_and_lie_in_their_sentence() -> None:
    proposals = propose_all(document(TEXT), reader=BY_GRAMMAR)
    assert {proposal.reader for proposal in proposals} == {Grammar.version}
    assert all(proposal.trigger in proposal.sentence for proposal in proposals)
    assert all(0 < proposal.confidence <= 1 for proposal in proposals)


def test_the_title_names_the_parties_that_a_text_leaves_open() -> None:
    text = "Relations were severed on 3 May 1960."
    assert claims_of(document(text)) == []
    (claim,) = claims_of(document(text, title="Peru and Chile"))
    assert {p.party for p in (claim.actor, claim.target) if p} == {"PER", "CHL"}
    assert claim.actor is not None
    assert claim.actor.span is None  # no words of the text stand for it


def test_the_published_date_changes_the_date_and_nothing_else() -> None:
    text = "Peru recalled its ambassador from Chile on Thursday."
    (here,) = claims_of(document(text))
    (there,) = claims_of(document(text, published=date(1999, 5, 17)))
    assert here.date != there.date
    assert replace(here, date=there.date) == there
    assert PUBLISHED.year == 2024


def test_offsets_count_code_points() -> None:
    text = "\U0001f54a\ufe0f \u00c9ire: Peru recognized Togo."
    (claim,) = claims_of(document(text))
    assert claim.trigger == Span(text.index("recognized"), text.index("recognized") + len("recognized"))
