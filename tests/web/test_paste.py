from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from typing import Any

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from dragoman.errors import UnknownRecordError
from dragoman.records import Claim, Document, Participant, RecordClaim, Span
from dragoman.service import Ledger
from dragoman.web import Settings, create_app
from dragoman.web.desk import Reading
from dragoman.web.pages.paste import FIELDS, RefusedError, document_of, pasted
from tests.web import markup
from tests.web.conftest import HOST, clock
from tests.web.forms import PASSWORD, key_in, log_in, send
from tests.web.readers import Here
from tests.web.texts import HOSTILE

SENTENCE = "Moscow recognized the Taliban government."
Make = Callable[..., TestClient]


def claims_of(doc: Document) -> list[Claim]:
    """Read as a reader that knows one word."""
    at = doc.text.find("recognized")
    if at < 0:
        return []
    return [
        Claim(
            document=doc.id,
            sentence=Span(0, len(doc.text)),
            trigger=Span(at, at + len("recognized")),
            type="recognize",
            actor=Participant(role="actor", party="RUS", name="Russia", text=doc.text[:at], span=Span(0, at)),
            target=Participant(role="target", party="AFG/taliban", text="the Taliban"),
            confidence=0.9,
            reader="hand/1",
        )
    ]


@pytest.fixture
def make(ledger: Ledger) -> Iterator[Make]:
    """Give a function that makes a client whose texts are read by `claims_of`."""
    with ExitStack() as stack:

        def client(**settings: Any) -> TestClient:
            app = create_app(Settings(**settings), ledger=ledger, clock=clock, reader=Here(claims_of))
            return stack.enter_context(TestClient(app, base_url=HOST, follow_redirects=False))

        yield client


def paste(client: TestClient, **fields: str) -> Response:
    """Paste a text, and give the page with what it claims."""
    response = send(client, "/paste", **fields)
    assert response.status_code == 303, response.text
    return client.get(response.headers["location"])


def given(**fields: str) -> dict[str, str]:
    return {**dict.fromkeys(FIELDS, ""), **fields}


def test_text_is_read_on_the_spot_and_nothing_is_recorded(make: Make, ledger: Ledger) -> None:
    response = paste(make(), text=SENTENCE, publisher="Example Wire")
    assert response.status_code == 200
    words = markup.check(response.text)
    assert "1 claim" in words
    assert "not recorded" in words
    assert ledger.sequence_at() == 0


def test_reader_may_not_record(make: Make, ledger: Ledger) -> None:
    client = make(password=PASSWORD)
    page = paste(client, text=SENTENCE).text
    assert "Record it" not in page
    assert "to record it" in page
    assert send(client, "/paste", "/paste/record", key="x").status_code == 401
    assert ledger.sequence_at() == 0


def test_who_logged_in_records_what_was_read(make: Make, ledger: Ledger) -> None:
    client = make(password=PASSWORD)
    log_in(client)
    page = paste(client, text=SENTENCE, title="Moscow first", published="2025-07-04").text
    response = send(client, "/paste", "/paste/record", key=key_in(page))
    assert response.status_code == 303
    dossier = ledger.document(response.headers["location"].rpartition("/")[2])
    assert (dossier.document.text, dossier.document.title) == (SENTENCE, "Moscow first")
    assert dossier.document.published == date(2025, 7, 4)
    assert len(dossier.claims) == 1


def test_reading_that_is_no_longer_kept_is_not_recorded(make: Make, ledger: Ledger) -> None:
    client = make(password=PASSWORD)
    log_in(client)
    response = send(client, "/paste", "/paste/record", key="gone")
    assert response.status_code == 410
    assert "Paste it again" in response.text


def test_page_of_a_reading_is_gone_when_it_is_no_longer_kept(make: Make) -> None:
    assert make().get("/paste/gone").status_code == 410


def test_what_was_pasted_can_be_recorded_after_logging_in(make: Make, ledger: Ledger) -> None:
    client = make(password=PASSWORD)
    place = send(client, "/paste", text=SENTENCE).headers["location"]
    back = send(client, f"/login?back={place}", "/login", name="Ada", password=PASSWORD, back=place)
    page = client.get(back.headers["location"]).text
    assert send(client, place, "/paste/record", key=key_in(page)).status_code == 303
    assert ledger.sequence_at() == 1


def test_recording_needs_the_forms_token(make: Make, ledger: Ledger) -> None:
    client = make(password=PASSWORD)
    log_in(client)
    page = paste(client, text=SENTENCE).text
    assert client.post("/paste/record", data={"key": key_in(page)}).status_code == 403
    assert ledger.sequence_at() == 0


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(make: Make, text: str) -> None:
    client = make()
    whole = f"{text} recognized the Taliban. {text}"
    read = paste(client, text=whole)
    assert read.status_code == 200
    assert text in markup.check(read.text)
    refused = send(client, "/paste", text=f"{whole}\x00", title=text)
    assert refused.status_code == 422
    markup.check(refused.text)


def test_one_word_of_ten_megabytes_is_refused_before_it_is_read(make: Make) -> None:
    client = make()
    assert send(client, "/paste", text="a" * 10_000_000).status_code == 413


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": " \n\t "}, "text"),
        ({"text": "a " * 60_000}, "text"),
        ({"text": "a" * 5_000}, "text"),
        ({"text": "one\x00two"}, "text"),
        ({"text": SENTENCE, "published": "2025-02-30"}, "published"),
        ({"text": SENTENCE, "published": "Thursday"}, "published"),
        ({"text": SENTENCE, "url": "javascript:alert(1)"}, "url"),
        ({"text": SENTENCE, "url": "/etc/passwd"}, "url"),
        ({"text": SENTENCE, "title": "x" * 501}, "title"),
        ({"text": SENTENCE, "publisher": "a\u202eb"}, "publisher"),
        ({"text": "Le gouvernement de la France est pour les accords avec la Russie et les " * 5}, "anyway"),
    ],
    ids=str,
)
def test_what_cannot_be_read_is_refused_and_the_field_named(fields: dict[str, str], field: str) -> None:
    with pytest.raises(RefusedError) as refused:
        document_of(given(**fields), most=100_000)
    assert refused.value.field == field


def test_refused_form_keeps_what_was_typed(make: Make) -> None:
    response = send(make(), "/paste", text="<b>Moscow</b>", published="2025-02-30", title="A & B")
    assert response.status_code == 422
    assert "&lt;b&gt;Moscow" in response.text
    assert 'value="A &amp; B"' in response.text
    assert 'role="alert"' in response.text


def test_ends_of_lines_are_those_that_were_pasted() -> None:
    doc = document_of(given(text="One.\r\nTwo.\r\n"), most=100)
    assert doc.text == "One.\nTwo.\n"


def test_published_day_is_that_of_the_dateline_where_none_is_given() -> None:
    doc = document_of(given(text=f"MOSCOW, July 4, 2025 - {SENTENCE}"), most=1000)
    assert doc.published == date(2025, 7, 4)


def test_record_claims_are_held_against_the_ledger(ledger: Ledger) -> None:
    doc = Document(text="Moscow was the first to recognize the Taliban government.", name="x")
    at = doc.text.index("recognize")
    claims = tuple(
        Claim(
            document=doc.id,
            sentence=Span(0, len(doc.text)),
            trigger=Span(at, at + 9),
            type="recognize",
            actor=Participant(role="actor", party="RUS", text="Moscow"),
            target=Participant(role="target", party="AFG/taliban", text="the Taliban government"),
            record_claim=RecordClaim(kind=kind),
        )
        for kind in ("first", "most")
    )
    first, most = pasted("key", Reading(doc, claims), ledger).notes
    assert first.verdict is not None
    assert (most.verdict, most.unchecked) == (None, True)


def test_document_is_not_on_record_by_being_read(make: Make, ledger: Ledger) -> None:
    doc = document_of(given(text=SENTENCE), most=1000)
    send(make(), "/paste", text=SENTENCE)
    with pytest.raises(UnknownRecordError):
        ledger.document(doc.id)
