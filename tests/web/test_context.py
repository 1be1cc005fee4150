"""Sentences in context: what stands around a quotation, on the page of a pair."""

from __future__ import annotations

from datetime import date

import pytest
from starlette.testclient import TestClient

from dragoman.ledger.entries import Stretch
from dragoman.records import Claim, Document, Interval, Participant, Span
from dragoman.service import Ledger
from dragoman.web.asking import Moment
from dragoman.web.context import REACH, Context, context_of
from dragoman.web.pages.pair import pair_view
from tests.web.markup import check, read
from tests.web.texts import HOSTILE

ON = Moment(on=date(1970, 1, 1), on_given=True)
FIRST = "Talks had failed for weeks."
SAID = "Cuba and the United States severed relations on 3 January 1961."
LAST = "Mr. Herter left the capital."
AFTER = "Cuba expelled the consul of the United States."


def record(ledger: Ledger, text: str, *quoted: tuple[str, str], name: str = "wire") -> None:
    """Record a text with a claim of each of its sentences, given with its deciding word."""
    doc = Document(text=text, name=name, published=date(1961, 1, 4))
    ledger.record(doc, claims=[_claim(doc, *each) for each in quoted])


def _claim(doc: Document, sentence: str, trigger: str) -> Claim:
    start = doc.text.index(sentence)
    word = start + sentence.index(trigger)
    return Claim(
        document=doc.id,
        sentence=Span(start, start + len(sentence)),
        trigger=Span(word, word + len(trigger)),
        type="sever_relations" if trigger == "severed" else "expel_envoy",
        actor=Participant(role="actor", party="CUB", name="Cuba", text="Cuba"),
        target=Participant(role="target", party="USA", name="United States", text="United States"),
        date=Interval.at(1961, 1, 3),
        confidence=0.9,
        reader="test/1",
    )


def contexts(ledger: Ledger) -> list[tuple[str, Context]]:
    """Give each sentence that events of the pair quote, with what stands around it."""
    view = pair_view(ledger, "USA", "CUB", ON)
    return [(e.text, view.contexts[e.claim]) for h in view.happenings for e in h.evidence]


def stretch(text: str, quoted: str = SAID, *, before: bool = False, after: bool = False) -> Stretch:
    """Give a stretch that quotes a sentence of a text."""
    start = text.index(quoted)
    return Stretch(text=text, start=start, end=start + len(quoted), cut_before=before, cut_after=after)


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        (SAID, "", ""),
        (f"{SAID} {LAST} {FIRST}", "", LAST),
        (f"{LAST} {FIRST} {SAID}", FIRST, ""),
        (f"{FIRST} {SAID} {LAST}", FIRST, LAST),
        (f"{FIRST}\n\n{SAID}\n\n{LAST}", "", ""),
        (f"{FIRST}\n\n{LAST} {SAID}\n\n{FIRST}", LAST, ""),
        (f"{FIRST} “{SAID}” {LAST}", f"{FIRST} “", f"” {LAST}"),
    ],
)
def test_context_is_the_sentence_before_and_that_after_it(
    ledger: Ledger, text: str, before: str, after: str
) -> None:
    record(ledger, text, (SAID, "severed"))
    assert contexts(ledger) == [(SAID, Context(before=before, after=after))]


def test_context_of_a_long_text_is_cut_at_sentences(ledger: Ledger) -> None:
    text = f"{'This went on and on. ' * 99}{FIRST} {SAID} {LAST} {'That went on and on. ' * 99}".strip()
    record(ledger, text, (SAID, "severed"))
    assert contexts(ledger) == [(SAID, Context(before=FIRST, after=LAST))]


def test_context_that_is_too_long_is_cut_between_words() -> None:
    words = "on and on " * 200
    text = f"It went {words.strip()}. {SAID} Then {words.strip()}."
    start = text.index(SAID)
    begin, end = start - REACH, start + len(SAID) + REACH
    found = context_of(stretch(text[begin:end], before=True, after=True))
    assert found.before.startswith("… ")
    assert found.before.endswith("on and on.")
    assert found.after.startswith("Then on")
    assert found.after.endswith(" …")
    assert set(found.before[2:].rstrip(".").split()) == {"on", "and"}
    assert max(len(found.before), len(found.after)) <= REACH + 2


def test_context_of_one_word_is_bounded(ledger: Ledger) -> None:
    text = f"{'x' * 100_000} {SAID} {'y' * 100_000}"
    record(ledger, text, (SAID, "severed"))
    ((_, found),) = contexts(ledger)
    assert max(len(found.before), len(found.after)) <= REACH + 2


def test_context_of_a_long_quotation_is_found_at_its_ends(ledger: Ledger) -> None:
    quoted = f"{SAID} {'And so on. ' * 20_000}{AFTER}"
    record(ledger, f"{FIRST} {quoted} {LAST}", (quoted, "severed"))
    assert contexts(ledger) == [(quoted, Context(before=FIRST, after=LAST))]


def test_a_sentence_may_stand_around_another_that_is_quoted_too(client: TestClient, ledger: Ledger) -> None:
    record(ledger, f"{FIRST} {SAID} {AFTER}", (SAID, "severed"), (AFTER, "expelled"))
    assert dict(contexts(ledger)) == {
        SAID: Context(before=FIRST, after=AFTER),
        AFTER: Context(before=SAID),
    }
    page = client.get("/pair/USA/CUB?on=1970-01-01").text
    assert f'<bdi class="around" dir="auto">{AFTER}</bdi>' in page
    assert AFTER.replace("expelled", "<mark>expelled</mark>") in page


def test_two_claims_of_overlapping_sentences_have_each_its_own_context(ledger: Ledger) -> None:
    both = f"{SAID} {AFTER}"
    record(ledger, f"{FIRST} {both} {LAST}", (SAID, "severed"), (both, "expelled"))
    assert dict(contexts(ledger)) == {
        SAID: Context(before=FIRST, after=AFTER),
        both: Context(before=FIRST, after=LAST),
    }


def test_context_is_on_the_page_and_not_in_its_csv(client: TestClient, ledger: Ledger) -> None:
    record(ledger, f"{FIRST} {SAID} {LAST}", (SAID, "severed"))
    page = client.get("/pair/USA/CUB?on=1970-01-01").text
    assert f'<bdi class="around" dir="auto">{FIRST}</bdi>' in page
    assert f'<bdi class="around" dir="auto">{LAST}</bdi>' in page
    assert f"{FIRST} {SAID} {LAST}" in " ".join(read(page)[1].split())
    assert FIRST not in client.get("/pair/USA/CUB.csv?on=1970-01-01").text


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_around_a_sentence_puts_nothing_into_the_page(
    client: TestClient, ledger: Ledger, hostile: str
) -> None:
    record(ledger, f"Then {hostile} came. {SAID} So {hostile} went.", (SAID, "severed"))
    page = client.get("/pair/USA/CUB?on=1970-01-01")
    assert page.status_code == 200
    assert hostile in check(page.text)
