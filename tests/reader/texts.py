"""Texts to read: plain sentences that each say one thing, junk, and documents made of both."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from hypothesis import strategies as st

from dragoman.reader import (
    BY_GRAMMAR,
    Context,
    Proposal,
    Proposer,
    Reader,
    Sentence,
    propose_all,
    read_document,
)
from dragoman.records import Claim, Document

PUBLISHED = date(2024, 5, 17)  # a Friday

# Each names its parties and its date in full, so that nothing depends on the sentences around it.
EXPLICIT = (
    "France recognized Kosovo on 18 February 2008.",
    "On 4 May 1935 Japan opened a legation in Kabul, Afghanistan.",
    "Chad and Israel resumed diplomatic relations on 20 January 2019.",
    "Venezuela severed diplomatic relations with Colombia on 23 February 2019.",
    "Norway closed its embassy in Damascus, Syria, on 12 March 2012.",
    "Canada expelled four diplomats of China on 8 May 2023.",
    "Morocco recalled its ambassador from Tunisia on 26 August 2022.",
    "The European Union imposed an arms embargo on Myanmar on 22 December 2018.",
    "Finland joined NATO on 4 April 2023.",
    "Peru and Chile signed a treaty of friendship on 3 June 1929.",
    "The Soviet Union did not recognize Manchukuo in 1932.",
    "Brazil condemned the coup in Niger on 27 July 2023, and Argentina praised Nigeria.",
)
# These lean on what was said before, on the published date or on a speaker.
LEANING = (
    "The two countries exchanged ambassadors a month later.",
    "It has kept its embassy open since then.",
    "Turkey did so on Thursday.",
    "Serbia will never recognize it, President Aleksandar Vucic said.",
    "\u201cWe shall reopen our embassy in Tripoli next week,\u201d said Italy\u2019s foreign minister.",
    "The first state to recognize Bangladesh was Bhutan.",
    "Consulates: Basra (1912\u20131914); Mosul (1918).",
    "Germany was urged to lift sanctions against Iran if Iran released the prisoners.",
    "# RECOGNITION OF SOUTH SUDAN, 2011",
    "ANKARA, 3 March 1998 \u2013 Bulgaria and Turkey agreed to upgrade relations.",
    "1955 \u2014 Austria declared its neutrality; the United States recognized it.",
    "Neither Greece nor Cyprus has recognized North Macedonia\u2019s passports.",
)
JUNK = (
    "",
    "...",
    "Mr. J. R. Smith of the U.S. met nobody.",
    "\u200b\u00a0\ufeff",
    "embassy embassy embassy of of of the",
    "((((\u201c\u2018**__##>>",
    "Recognition. Relations; relations, and the and the.",
    "\U0001f1eb\U0001f1f7 recognized \U0001f1e9\U0001f1ea in 99999 on 31 February 2001",
    "e\u0301tabli \u0130stanbul \u1e9e Fran\u00e7ais",
    "France France's France' its it they which who that to from",
    "since since 1990 since",
)
GAPS = (" ", "\n", "\n\n", "\n   \n", " \u2013 ", ", ", "\t")

plain_sentences = st.sampled_from(EXPLICIT)
sentences = st.sampled_from(EXPLICIT + LEANING)
scraps = st.one_of(st.sampled_from(JUNK), st.text(max_size=30))
words = st.sampled_from(sorted({word for sentence in EXPLICIT + LEANING for word in sentence.split()}))
salads = st.lists(words, max_size=25).map(" ".join)  # known words in no order


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Draw a document mixed from sentences, junk and word salad, with or without a published date."""
    pieces = draw(st.lists(st.one_of(sentences, sentences, sentences, scraps, salads), max_size=8))
    text = "".join(piece + draw(st.sampled_from(GAPS)) for piece in pieces)
    published = draw(st.sampled_from([PUBLISHED, None]))
    title = draw(st.sampled_from(["", "France and Germany", "Japan opens legation"]))
    return Document(text=text, name="drawn", title=title, published=published)


def document(text: str, *, published: date | None = PUBLISHED, title: str = "") -> Document:
    """Give a document of this text."""
    return Document(text=text, name="own", title=title, published=published)


def claims_of(doc: Document, *, threshold: float | None = None) -> list[Claim]:
    """Give what the phrase grammar alone reads of a document."""
    return read_document(doc, reader=BY_GRAMMAR, threshold=threshold)


def reader_of(*proposers: Callable[[Context], Proposer]) -> Reader:
    """Give a reader of these proposers."""
    return Reader(version="own/1", threshold=BY_GRAMMAR.threshold, proposers=proposers)


class _Listener:
    """A proposer that proposes nothing and keeps the sentences that it is shown."""

    def __init__(self) -> None:
        self.heard: list[Sentence] = []

    def propose(self, sentence: Sentence) -> list[Proposal]:
        self.heard.append(sentence)
        return []


def sentences_of(text: str, *, published: date | None = PUBLISHED) -> list[Sentence]:
    """Give the sentences of a text as proposers see them."""
    listener = _Listener()
    propose_all(document(text, published=published), reader=reader_of(lambda _: listener))
    return listener.heard
