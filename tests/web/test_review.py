from __future__ import annotations

from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from dragoman.records import Document
from dragoman.service import Ledger
from dragoman.web.pages.review import fields_of
from tests.web import markup
from tests.web.conftest import Client
from tests.web.forms import PASSWORD, log_in, send
from tests.web.texts import HOSTILE, READER, recognition

PAIR = "/pair/RUS/AFG"


@pytest.fixture
def reviewer(client_of: Client) -> TestClient:
    client = client_of(password=PASSWORD)
    log_in(client)
    return client


def record(ledger: Ledger, *, confidence: float = 0.6, **fields: str) -> str:
    """Record a document with one claim; give the claim's id."""
    doc, (claim,) = recognition(**fields)  # type: ignore[arg-type]
    claim = replace(claim, confidence=confidence)
    ledger.record(doc, claims=[claim], reader=READER)
    return claim.id


def statuses(ledger: Ledger) -> list[str]:
    return [row.item.status for row in ledger.status("RUS", "AFG/taliban") if row.item.a == "RUS"]


def decide(client: TestClient, claim: str, **fields: str) -> str:
    """Send a decision; give the page that it leads to."""
    response = send(client, "/review", "/review/decide", claim=claim, view="queue", reason="", **fields)
    assert response.status_code == 303, response.text
    return client.get(response.headers["location"]).text


def test_queue_shows_the_doubtful_claim_and_why(client: TestClient, ledger: Ledger) -> None:
    record(ledger)
    page = client.get("/review").text
    assert "The reader is not sure of it." in page
    assert "Moscow <mark>recognized</mark> the Taliban government" in page
    assert "/review/decide" not in page


def test_empty_queue_says_so(client: TestClient) -> None:
    assert "Nothing is in doubt" in client.get("/review").text


def test_rejection_keeps_who_and_why_and_relations_follow(reviewer: TestClient, ledger: Ledger) -> None:
    claim = record(ledger)
    assert "recognized" in statuses(ledger)
    page = decide(reviewer, claim, kind="reject", because="the page says otherwise")
    assert "What that changed" in page
    assert "recognized" not in statuses(ledger)
    (decided,) = ledger.claim(claim).decisions
    assert (decided.decision.by, decided.decision.because) == ("Ada", "the page says otherwise")
    assert "the page says otherwise" in reviewer.get("/review?view=decisions").text


def test_undo_brings_the_relation_and_the_doubt_back(reviewer: TestClient, ledger: Ledger) -> None:
    claim = record(ledger)
    decide(reviewer, claim, kind="reject", because="no")
    (decided,) = ledger.claim(claim).decisions
    response = send(
        reviewer,
        "/review?view=decisions",
        "/review/undo",
        claim=claim,
        sequence=str(decided.sequence),
        because="it does say so",
    )
    assert response.status_code == 303
    assert "Undone" in reviewer.get(response.headers["location"]).text
    assert "recognized" in statuses(ledger)
    assert [row.claim.id for row in ledger.review_queue().claims] == [claim]
    again = send(
        reviewer, "/review", "/review/undo", claim=claim, sequence=str(decided.sequence), because="twice"
    )
    assert again.status_code == 404


def test_amendment_takes_only_what_was_changed(reviewer: TestClient, ledger: Ledger) -> None:
    claim = record(ledger)
    fields = dict(fields_of(ledger.claim(claim).claim))
    decide(
        reviewer, claim, kind="amend", because="typo", **{**fields, "date": "2025-07-02", "actor": "China"}
    )
    (decided,) = ledger.claim(claim).decisions
    assert decided.decision.changes == (("actor", "CHN"), ("date", "2025-07-02"))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"kind": "accept", "because": " "}, "needs a name and a reason"),
        ({"kind": "", "because": "x"}, "nothing was chosen"),
        ({"kind": "amend", "because": "x", "actor": "Atlantis"}, "Atlantis"),
        ({"kind": "amend", "because": "x", "date": "yesterday"}, "no EDTF date"),
        ({"kind": "amend", "because": "x" * 2000}, "too long"),
    ],
    ids=["no reason", "no choice", "no party", "no date", "too long"],
)
def test_refused_decision_says_why_and_keeps_what_was_typed(
    reviewer: TestClient, ledger: Ledger, fields: dict[str, str], said: str
) -> None:
    claim = record(ledger)
    given = {**dict(fields_of(ledger.claim(claim).claim)), **fields}
    response = send(reviewer, "/review", "/review/decide", claim=claim, view="queue", reason="", **given)
    assert response.status_code == 422
    assert said in response.text
    assert "Not decided" in response.text
    assert ledger.claim(claim).decisions == ()


def test_decision_needs_a_login_and_a_token_of_the_form(
    client_of: Client, ledger: Ledger, reviewer: TestClient
) -> None:
    claim = record(ledger)
    data = {"claim": claim, "kind": "reject", "because": "x"}
    assert client_of().post("/review/decide", data=data).status_code == 403
    assert reviewer.post("/review/decide", data={**data, "csrf": "forged"}).status_code == 403
    assert ledger.claim(claim).decisions == ()


def test_agreement_of_two_people_is_shown(client_of: Client, ledger: Ledger) -> None:
    claim = record(ledger)
    ada = client_of(password=PASSWORD)
    log_in(ada)
    decide(ada, claim, kind="accept", because="seen")
    bob = client_of(password=PASSWORD)
    log_in(bob, name="Bob")
    assert "recognized" in bob.get("/review?view=second").text
    decide(bob, claim, kind="accept", because="seen too")
    page = bob.get("/review?view=second").text
    assert "1 of 1 cases" in page
    assert "nothing that others decided on" in page


def test_review_of_the_past_decides_nothing(reviewer: TestClient, ledger: Ledger) -> None:
    record(ledger)
    page = reviewer.get("/review?known_at=2025-07-20T12:00Z").text
    assert "/review/decide" not in page
    assert "go to the present" in page


def test_queue_goes_on_where_the_page_ended(client: TestClient, ledger: Ledger) -> None:
    for number in range(25):
        record(ledger, text=f"Moscow recognized the Taliban government, report {number}.", name=f"w-{number}")
    first = client.get("/review").text
    assert first.count("<article") == 20
    after = first.split("after=")[1].split('"')[0].replace("&amp;", "&")
    assert client.get(f"/review?after={after}").text.count("<article") == 5


@pytest.mark.parametrize("address", ["/review?view=x", "/review?reason=x", "/review?after=x"])
def test_what_does_not_exist_is_refused(client: TestClient, address: str) -> None:
    assert client.get(address).status_code in {400, 404}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_and_reasons_stay_text(reviewer: TestClient, ledger: Ledger, text: str) -> None:
    doc = Document(text=f"{text} recognized {text}", name=text, title=text, publisher=text)
    claim = record(ledger, text=doc.text, name=text, title=text, publisher=text)
    markup.check(reviewer.get("/review").text)
    markup.check(decide(reviewer, claim, kind="reject", because=text))
    markup.check(reviewer.get("/review?view=decisions").text)


@pytest.mark.parametrize("view", ["decisions", "second"])
def test_place_beyond_the_record_is_its_end(reviewer: TestClient, ledger: Ledger, view: str) -> None:
    decide(reviewer, record(ledger), kind="accept", because="I read it")
    assert reviewer.get(f"/review?view={view}&before={'9' * 30}").status_code == 200


@pytest.mark.parametrize("number", ["9" * 5000, "9" * 18, "-1", "x"])
def test_decision_that_is_none_is_not_undone(reviewer: TestClient, ledger: Ledger, number: str) -> None:
    response = send(reviewer, "/review", "/review/undo", claim=record(ledger), sequence=number, because="x")
    assert response.status_code in {400, 404}


def test_every_view_leads_to_its_json(reviewer: TestClient, ledger: Ledger) -> None:
    decide(reviewer, record(ledger), kind="accept", because="I read it")
    for view, api in (("queue", "/review"), ("decisions", "/decisions"), ("second", "/review/second-look")):
        elements, _ = markup.read(reviewer.get(f"/review?view={view}").text)
        (address,) = [
            attributes["href"]
            for tag, attributes in elements
            if tag == "a" and attributes.get("href", "").partition("?")[0] == f"/api/v1{api}"
        ]
        assert reviewer.get(address).status_code == 200


def test_queue_is_given_as_csv(client: TestClient, ledger: Ledger) -> None:
    claim = record(ledger)
    lines = client.get("/review.csv").text.splitlines()
    assert lines[0].startswith("claim,doubt,reasons,confidence")
    assert lines[1].startswith(
        f'{claim},0.55,"first, low confidence",0.6,recognize,RUS,AFG/taliban,2025-07-03'
    )
