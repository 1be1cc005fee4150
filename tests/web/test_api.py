"""The JSON interface: what it gives, page by page, and what it refuses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from dragoman.errors import LedgerError
from dragoman.records import Claim, Document, Interval, Participant, Span
from dragoman.service import Ledger
from dragoman.web.app import create_app
from dragoman.web.settings import Settings
from tests.ask import build
from tests.web.readers import Here

ON = "2025-07-10"
TOKEN = "a token of nobody's"  # noqa: S105 - made up
AUTH = {"authorization": f"Bearer {TOKEN}"}


def read(doc: Document) -> list[Claim]:
    """Claim that Rome recognized Kosovo wherever the words stand."""
    words = "Rome recognized Kosovo."
    start = doc.text.find(words)
    if start < 0:
        return []
    return [
        Claim(
            document=doc.id,
            sentence=Span(start, start + len(words)),
            trigger=Span(start + 5, start + 15),
            type="recognize",
            actor=Participant(
                role="actor", party="ITA", name="Italy", text="Rome", span=Span(start, start + 4)
            ),
            target=Participant(role="target", party="XKX", name="Kosovo", text="Kosovo"),
            date=Interval.at(2008, 2),
            confidence=0.8,
            reader="test/1",
        )
    ]


@pytest.fixture
def client(book: Ledger) -> Iterator[TestClient]:
    with served(book, token=TOKEN) as client:
        yield client


def served(book: Ledger, **settings: Any) -> TestClient:
    app = create_app(Settings(**settings), ledger=book, clock=build.Clock(), reader=Here(read))
    return TestClient(app, base_url="http://localhost")


def get(client: TestClient, path: str, **query: Any) -> dict[str, Any]:
    response = client.get(f"/api/v1{path}", params=query)
    assert response.status_code == 200, response.text
    body: dict[str, Any] = response.json()
    return body


# --------------------------------------------------------------------------------------- questions


def test_a_status_comes_with_its_sentences(client: TestClient) -> None:
    body = get(client, "/pairs/RUS/AFG/status", on=ON)
    (row,) = [item for item in body["items"] if item["status"] == "recognized"]
    assert (row["a"], row["b"]["id"], row["since"]) == (
        {"id": "RUS", "name": "Russia"},
        "AFG/taliban",
        "2025-07-03",
    )
    (sentence,) = row["sentences"]
    assert sentence["text"][sentence["start"] : sentence["end"]] == "recognized"
    assert len(sentence["document_id"]) == 64
    assert (body["on"], body["sequence"]) == (ON, 3)


def test_an_id_with_a_slash_is_written_with_a_tilde(client: TestClient) -> None:
    body = get(client, "/who/recognition/AFG~taliban", on=ON)
    assert [(item["a"]["id"], item["status"]) for item in body["items"]] == [
        ("RUS", "recognized"),
        ("NOR", "none"),
    ]


def test_whom_gives_the_other_direction(client: TestClient) -> None:
    body = get(client, "/whom/Russia/recognition", on=ON)
    assert [item["b"]["id"] for item in body["items"]] == ["AFG/taliban"]


@pytest.mark.parametrize("path", ["/pairs/USA/CUB/timeline", "/parties/CUB/timeline"])
def test_a_timeline_is_in_order(client: TestClient, path: str) -> None:
    assert [item["date"] for item in get(client, path)["items"]] == ["1923", "1961-01-03"]
    assert [item["date"] for item in get(client, path, since="1950-01-01")["items"]] == ["1961-01-03"]


def test_changes_are_of_the_parties_asked_about(client: TestClient) -> None:
    every = get(client, "/changes", since="1900-01-01")
    assert {item["dimension"] for item in every["items"]} >= {"recognition", "relations", "mission"}
    some = get(client, "/changes", since="1900-01-01", party=["Cuba"], dimension=["mission"])
    assert {item["dimension"] for item in some["items"]} == {"mission"}


def test_what_is_asked_of_all_pairs_is_asked_once_until_something_new_is_known(
    client: TestClient, book: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[date] = []
    ask = book.changes

    def counted(since: date, **more: Any) -> Any:
        asked.append(since)
        return ask(since, **more)

    monkeypatch.setattr(book, "changes", counted)
    first = get(client, "/changes", since="1900-01-01", limit=1)
    assert client.get(first["next"]).json()["items"] != first["items"]
    assert len(asked) == 1
    get(client, "/changes", since="1900-01-01", dimension="mission")
    assert len(asked) == 2
    doc, claims = build.document("later", build.SEVERED)
    book.record(doc, claims=claims)
    get(client, "/changes", since="1900-01-01", limit=1)
    assert len(asked) == 3


def test_conflicts_are_none_where_documents_agree(client: TestClient) -> None:
    assert get(client, "/conflicts", party="USA")["items"] == []


def test_a_party_has_its_codes_and_relations(client: TestClient) -> None:
    body = get(client, "/parties/RUS", on=ON)
    assert "RUS" in [code["value"] for code in body["party"]["codes"]]
    assert [item["status"] for item in body["relations"] if item["dimension"] == "recognition"] == [
        "recognized"
    ]


def test_parties_are_found_by_part_of_a_name(client: TestClient) -> None:
    body = get(client, "/parties", q="cuba", kind="state", on=ON)
    assert "CUB" in [item["id"] for item in body["items"]]
    assert get(client, "/parties", q="cuba", kind="state", on="1700-01-01")["items"] == []


def test_an_event_leads_to_its_claims_and_they_to_their_document(client: TestClient) -> None:
    event = get(client, "/pairs/RUS/AFG/timeline")["items"][0]
    body = get(client, f"/events/{event['id']}")
    assert body["event"]["claims"] == event["claims"]
    claim = get(client, f"/claims/{event['claims'][0]}")["claim"]
    document = get(client, f"/documents/{claim['document_id']}")
    found = {each["id"]: each for each in document["claims"]}[claim["id"]]
    span = found["sentence"]
    assert document["text"][span["start"] : span["end"]] == span["text"] == claim["sentence"]["text"]


def test_a_relation_is_walked_back_to_its_events(client: TestClient) -> None:
    rows = get(client, "/pairs/RUS/AFG/status", on=ON)["items"]
    (relation,) = {row["relation"] for row in rows if row["status"] == "recognized"}
    body = get(client, f"/why/{relation}")
    assert (body["what"], [event["type"] for event in body["events"]]) == ("relation", ["recognize"])


def test_a_search_finds_sentences_and_parties(client: TestClient) -> None:
    body = get(client, "/search", q="severed relations")
    (hit,) = body["hits"]
    words = [hit["text"][mark["start"] : mark["end"]] for mark in hit["marks"]]
    assert (hit["document"]["name"], words) == ("havana", ["severed", "relations"])
    assert "RUS" in [party["id"] for party in get(client, "/search", q="Russia")["parties"]]


def test_coverage_says_from_when_to_when(client: TestClient) -> None:
    body = get(client, "/coverage")
    assert (body["documents"], body["claims"]) == (3, 5)
    assert {"year": 1961, "claims": 1} in body["years"]


def test_the_record_is_given_newest_first(client: TestClient) -> None:
    assert [item["document"]["name"] for item in get(client, "/entries")["items"]] == [
        "oslo",
        "havana",
        "kabul",
    ]


def test_documents_are_listed_newest_on_record_first(client: TestClient, book: Ledger) -> None:
    items = get(client, "/documents")["items"]
    assert [(item["document"]["name"], item["sequence"]) for item in items] == [
        ("oslo", 3),
        ("havana", 2),
        ("kabul", 1),
    ]
    assert sum(item["claims"] for item in items) == 5
    assert items[0]["document"]["publisher"] == "The Daily Test"
    assert items[0]["document"]["published"] == str(book.document("oslo").source.published)
    assert "text" not in items[0]["document"]
    then = get(client, "/documents", known_at="2026-01-01T12:01:30Z")
    assert [item["document"]["name"] for item in then["items"]] == ["kabul"]


def test_documents_are_listed_page_by_page_as_they_were_known(client: TestClient, book: Ledger) -> None:
    first = get(client, "/documents", limit=1)
    doc, claims = build.document("later", build.SEVERED)
    book.record(doc, claims=claims)
    names = [item["document"]["name"] for item in first["items"]]
    address = first["next"]
    while address:
        body = client.get(address).json()
        names += [item["document"]["name"] for item in body["items"]]
        address = body["next"]
    assert names == ["oslo", "havana", "kabul"]
    assert get(client, "/documents", limit=1)["items"][0]["document"]["name"] == "later"


def test_a_document_that_was_read_again_is_listed_once_with_its_later_claims(
    client: TestClient, book: Ledger
) -> None:
    doc, claims = build.document("again", build.PRAISED, build.SEVERED)
    book.record(doc, claims=claims)
    book.record(doc, claims=claims[:1], reader="test/2")
    listed = {item["document"]["name"]: item["claims"] for item in get(client, "/documents")["items"]}
    assert (len(listed), listed["again"]) == (4, 1)


def test_decisions_are_given_latest_first_with_agreement(client: TestClient, book: Ledger) -> None:
    one, other = (each.id for each in book.document("havana").claims)
    book.amend(one, "accept", by="Ada", because="it says so")
    book.amend(other, "reject", by="Ada", because="another city")
    book.amend(one, "accept", by="Bob", because="I think so too")
    book.undo(5, claim=other, by="Ada", because="a slip")
    whole = get(client, "/decisions")
    assert [
        (item["decision"]["sequence"], item["decision"]["decision"], item["stands"])
        for item in whole["items"]
    ] == [(7, "withdraw", True), (6, "accept", True), (5, "reject", False), (4, "accept", True)]
    assert [item["claim"]["id"] for item in whole["items"]] == [other, one, other, one]
    assert whole["agreement"] == {
        "people": ["Ada", "Bob"],
        "claims": 1,
        "judged": 1,
        "agreed": 1,
        "pairs": [{"a": "Ada", "b": "Bob", "claims": 1, "agreed": 1, "share": 1.0, "kappa": None}],
    }
    items, address = [], "/api/v1/decisions?limit=1"
    while address:
        body = client.get(address).json()
        assert len(body["items"]) == 1
        items += body["items"]
        address = body["next"]
    assert items == whole["items"]


def test_a_second_look_is_at_what_others_decided_on(client: TestClient, book: Ledger) -> None:
    one, other = (each.id for each in book.document("havana").claims)
    assert get(client, "/review/second-look", by="Bob")["items"] == []
    book.amend(one, "accept", by="Ada", because="it says so")
    book.amend(other, "accept", by="Ada", because="it says so")
    first = get(client, "/review/second-look", by="Bob", limit=1)
    second = client.get(first["next"]).json()
    assert [item["id"] for item in (*first["items"], *second["items"])] == [other, one]
    assert second["next"] == ""
    assert get(client, "/review/second-look", by=" Ada ")["items"] == []
    book.amend(other, "reject", by="Bob", because="no")
    assert [item["id"] for item in get(client, "/review/second-look", by="Bob")["items"]] == [one]


@pytest.mark.parametrize("query", ["", "?by=", "?by=%20", f"?by={'x' * 201}"])
def test_a_second_look_is_somebodys(client: TestClient, query: str) -> None:
    assert client.get(f"/api/v1/review/second-look{query}").status_code == 400


LISTS = ["/documents", "/decisions", "/review/second-look?by=Bob"]


@pytest.mark.parametrize("path", LISTS)
def test_a_list_has_a_tag_until_something_is_recorded(client: TestClient, book: Ledger, path: str) -> None:
    tag = client.get(f"/api/v1{path}").headers["etag"]
    assert client.get(f"/api/v1{path}", headers={"if-none-match": tag}).status_code == 304
    book.amend(book.document("havana").claims[0].id, "accept", by="Ada", because="it says so")
    assert client.get(f"/api/v1{path}", headers={"if-none-match": tag}).status_code == 200


@pytest.mark.parametrize("path", LISTS)
def test_a_list_takes_no_cursor_of_another(client: TestClient, path: str) -> None:
    cursor = get(client, "/entries", limit=1)["next"].rpartition("cursor=")[2].partition("&")[0]
    address = f"/api/v1{path}{'&' if '?' in path else '?'}cursor={cursor}"
    assert client.get(address).status_code == 400


@pytest.mark.parametrize("path", LISTS)
def test_a_private_server_tells_strangers_no_list(book: Ledger, path: str) -> None:
    with served(book, token=TOKEN, private=True) as client:
        assert client.get(f"/api/v1{path}").status_code == 401
        assert client.get(f"/api/v1{path}", headers=AUTH).status_code == 200


def test_what_is_to_be_reviewed_is_given(client: TestClient) -> None:
    (item,) = get(client, "/review", limit=1)["items"]
    assert item["reasons"]


def test_what_is_to_be_reviewed_is_given_for_one_reason_page_by_page(client: TestClient) -> None:
    known_at = "2026-01-02T00:00:00Z"
    address = f"/api/v1/review?reason=first&limit=1&known_at={known_at}"
    found = []
    while address:
        body = client.get(address).json()
        found += body["items"]
        assert {reason for item in body["items"] for reason in item["reasons"]} >= {"first"}
        assert body["known_at"] == known_at
        address = body["next"]
    assert len({item["claim"]["id"] for item in found}) == len(found) > 1
    assert client.get("/api/v1/review?reason=love").status_code == 400


def test_the_past_is_asked_as_it_was_known(client: TestClient) -> None:
    known_at = "2026-01-01T12:01:30Z"
    body = get(client, "/pairs/USA/CUB/status", on="1962-01-01", known_at=known_at)
    assert (body["sequence"], {item["status"] for item in body["items"]}) == (1, {"unknown"})


# ------------------------------------------------------------------------------------------ paging


def test_pages_joined_are_the_whole(client: TestClient) -> None:
    whole = get(client, "/pairs/RUS/AFG/status", on=ON)
    items: list[Any] = []
    address = f"/api/v1/pairs/RUS/AFG/status?on={ON}&limit=3"
    while address:
        response = client.get(address)
        body = response.json()
        assert len(body["items"]) <= 3
        assert body["total"] == whole["total"]
        items += body["items"]
        address = body["next"]
        assert bool(address) == ("link" in response.headers)
    assert items == whole["items"]


def test_the_next_page_knows_no_more_than_the_first(client: TestClient, book: Ledger) -> None:
    first = get(client, "/entries", limit=2)
    doc, claims = build.document("later", build.SEVERED, published=date(1961, 1, 5))
    book.record(doc, claims=claims)
    rest = client.get(first["next"]).json()
    names = [item["document"]["name"] for item in (*first["items"], *rest["items"])]
    assert (names, rest["sequence"]) == (["oslo", "havana", "kabul"], first["sequence"])


def test_the_next_claims_to_review_are_of_the_same_knowledge(client: TestClient) -> None:
    first = get(client, "/review", limit=1)
    assert f"known_at={quote(first['known_at'], safe='')}" in first["next"]
    assert client.get(first["next"]).json()["known_at"] == first["known_at"]


@pytest.mark.parametrize("cursor", ["x", "!!!", "bnVsbA", "WzEsM10", "W1tbW1tbW1tb", "é", "=" * 9])
def test_a_cursor_of_nothing_is_refused(client: TestClient, cursor: str) -> None:
    response = client.get("/api/v1/pairs/RUS/AFG/status", params={"cursor": cursor})
    assert response.status_code == 400


def test_a_cursor_of_another_question_is_refused(client: TestClient) -> None:
    address = get(client, "/pairs/RUS/AFG/status", on=ON, limit=2)["next"]
    assert client.get(address).status_code == 200
    assert client.get(address.replace("RUS", "USA")).status_code == 400


def test_search_goes_on_where_it_stopped(client: TestClient) -> None:
    first = get(client, "/search", q="taliban", limit=1)
    assert len(first["hits"]) == 1
    second = client.get(first["next"]).json()
    assert second["hits"][0]["document"]["name"] != first["hits"][0]["document"]["name"]


# ---------------------------------------------------------------------------------------- entity tags


def test_what_the_client_has_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/api/v1/pairs/RUS/AFG/status", params={"on": ON})
    tag = first.headers["etag"]
    again = client.get(
        "/api/v1/pairs/RUS/AFG/status", params={"on": ON}, headers={"if-none-match": f'"x", {tag}'}
    )
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)


def test_a_tag_changes_with_the_question_the_day_and_the_record(client: TestClient, book: Ledger) -> None:
    def tag(path: str, **query: str) -> str:
        return str(client.get(f"/api/v1{path}", params=query).headers["etag"])

    before = tag("/pairs/RUS/AFG/status", on=ON)
    assert tag("/pairs/RUS/AFG/status", on=ON) == before
    assert tag("/pairs/AFG/RUS/status", on=ON) != before
    assert tag("/pairs/RUS/AFG/status", on="2025-07-11") != before
    doc, claims = build.document("later", build.SEVERED)
    book.record(doc, claims=claims)
    assert tag("/pairs/RUS/AFG/status", on=ON) != before
    assert tag("/pairs/RUS/AFG/status", on=ON, known_at="2026-01-01T12:03:30Z") == tag(
        "/pairs/RUS/AFG/status", on=ON, known_at="2026-01-01T12:03:30Z"
    )


def test_a_refusal_has_no_tag(client: TestClient) -> None:
    assert "etag" not in client.get("/api/v1/pairs/RUS/Blurbistan/status").headers


# ------------------------------------------------------------------------------------------- problems


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/pairs/RUS/Blurbistan/status", 404, "Blurbistan"),
        ("/pairs/RUS/Congo/status", 400, "several parties"),
        ("/pairs/RUS/AFG/status?on=2025-02-30", 400, "no such day"),
        ("/pairs/RUS/AFG/status?on=soon", 400, "is no day"),
        ("/pairs/RUS/AFG/status?known_at=then", 400, "is no instant"),
        ("/who/friendship/AFG", 400, "no dimension"),
        ("/changes", 400, "since"),
        ("/changes?since=1990", 400, "is no day"),
        ("/pairs/RUS/AFG/status?limit=0", 400, "limit"),
        ("/claims/ffffffff", 404, "ffffffff"),
        ("/events/ffffffff", 404, "ffffffff"),
        ("/documents/nothing", 404, "nothing"),
        ("/nowhere", 404, ""),
    ],
)
def test_what_cannot_be_asked_is_a_problem(client: TestClient, path: str, status: int, words: str) -> None:
    response = client.get(f"/api/v1{path}")
    assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json")
    assert (response.json()["status"], words in response.json()["detail"]) == (status, True)


def test_an_ambiguous_name_comes_with_candidates(client: TestClient) -> None:
    body = client.get("/api/v1/pairs/RUS/Congo/status").json()
    assert {"COD", "COG"} <= set(body["candidates"])


def test_a_failing_ledger_is_told_to_the_log_alone(
    client: TestClient, book: Ledger, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*args: object, **more: object) -> None:
        raise LedgerError(ledger="/folder/secret.sqlite", problem="is damaged", remedy="mend it")

    monkeypatch.setattr(book, "coverage", fail)
    response = client.get("/api/v1/coverage")
    assert (response.status_code, "secret" in response.text) == (503, False)
    assert "secret.sqlite: is damaged" in caplog.text


# -------------------------------------------------------------------------------------------- writing

TEXT = "It was cold. Rome recognized Kosovo. Nobody minded."


def test_a_text_is_read_and_not_recorded(client: TestClient, book: Ledger) -> None:
    response = client.post("/api/v1/read", json={"text": TEXT, "published": "2008-02-22"})
    (claim,) = response.json()["claims"]
    assert (response.status_code, claim["type"], claim["actor"]["id"]) == (200, "recognize", "ITA")
    assert claim["sentence"]["text"] == "Rome recognized Kosovo."
    assert book.sequence_at() == 3


@pytest.mark.parametrize(
    ("given", "status", "words"),
    [
        ({}, 400, "text"),
        ({"text": " "}, 422, "no text"),
        ({"text": "a" * 3000}, 422, "no text"),
        ({"text": "x " * 600}, 422, "1,000"),
        ({"text": TEXT, "published": "2008-02-31"}, 400, "published"),
        ({"text": TEXT, "language": "fr"}, 422, "language"),
        ({"text": TEXT, "url": "javascript:alert(1)"}, 422, "url"),
        ({"text": TEXT, "colour": "red"}, 400, "colour"),
        ({"text": 3}, 400, "text"),
    ],
)
def test_what_cannot_be_read_is_a_problem(
    book: Ledger, given: dict[str, Any], status: int, words: str
) -> None:
    with served(book, paste_chars=1000 if len(str(given.get("text"))) < 2000 else 5000) as client:
        response = client.post("/api/v1/read", json=given)
    assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json")
    assert words in response.json()["detail"]


@pytest.mark.parametrize(
    ("content", "words"), [('{"text":', "no JSON"), ("[1]", "body: "), ("", "body: "), ("\x00", "no JSON")]
)
def test_a_body_that_is_no_object_is_a_problem(client: TestClient, content: str, words: str) -> None:
    response = client.post("/api/v1/read", content=content, headers={"content-type": "application/json"})
    assert (response.status_code, response.headers["content-type"]) == (400, "application/problem+json")
    assert words in response.json()["detail"]


def test_recording_needs_the_token(client: TestClient, book: Ledger) -> None:
    given = {"text": TEXT, "name": "rome"}
    for headers in ({}, {"authorization": "Bearer another"}, {"authorization": f"Basic {TOKEN}"}):
        response = client.post("/api/v1/documents", json=given, headers=headers)
        assert response.status_code == 401
        assert "Bearer" in response.headers["www-authenticate"]
    assert book.sequence_at() == 3


def test_without_a_token_nothing_can_be_recorded(book: Ledger) -> None:
    with served(book) as client:
        response = client.post("/api/v1/documents", json={"text": TEXT, "name": "rome"}, headers=AUTH)
    assert (response.status_code, book.sequence_at()) == (403, 3)


def test_a_document_is_recorded_once(client: TestClient) -> None:
    given = {"text": TEXT, "name": "rome", "published": "2008-02-22", "retrieved": "2008-02-23T10:00+02:00"}
    first = client.post("/api/v1/documents", json=given, headers=AUTH)
    assert (first.status_code, first.json()["new"], first.json()["claims_added"]) == (201, True, 1)
    document = client.get(first.headers["location"]).json()
    assert (document["document"]["name"], document["document"]["published"]) == ("rome", "2008-02-22")
    second = client.post("/api/v1/documents", json=given, headers=AUTH)
    assert (second.status_code, second.json()["new"]) == (200, False)
    assert second.json()["sequence"] == first.json()["sequence"]


def test_a_decision_changes_what_rests_on_the_claim(client: TestClient) -> None:
    (event,) = [e for e in get(client, "/pairs/NOR/AFG/timeline")["items"] if e["modality"] == "denied"]
    given = {"claim": event["claims"][0], "kind": "reject", "by": "R. Reader", "because": "misread"}
    response = client.post("/api/v1/decisions", json=given, headers=AUTH)
    assert (response.status_code, response.json()["decision"]) == (201, "reject")
    claim = client.get(response.headers["location"]).json()["claim"]
    assert (claim["stands"], claim["decisions"][0]["because"]) == (False, "misread")
    assert get(client, "/pairs/NOR/AFG/timeline")["items"] == []


def test_a_withdrawn_decision_is_as_if_never_made(client: TestClient) -> None:
    (event,) = get(client, "/pairs/NOR/AFG/timeline")["items"]
    given = {"claim": event["claims"][0], "by": "R. Reader", "because": "misread"}
    made = client.post("/api/v1/decisions", json={**given, "kind": "reject"}, headers=AUTH).json()
    address = f"/api/v1/decisions/{made['sequence']}/withdraw"
    assert client.post(address, json=given).status_code == 401
    response = client.post(address, json=given, headers=AUTH)
    assert (response.status_code, response.json()["decision"]) == (201, "withdraw")
    assert len(get(client, "/pairs/NOR/AFG/timeline")["items"]) == 1
    assert client.post(address, json=given, headers=AUTH).status_code in {400, 404}
    assert client.post(address.replace("/4/", "/99/"), json=given, headers=AUTH).status_code == 404


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"claim": "ffffffff"}, 404),
        ({"kind": "delete"}, 400),
        ({"by": " "}, 400),
        ({"because": ""}, 400),
        ({"kind": "amend", "changes": {"date": "yesterday"}}, 400),
        ({"kind": "amend", "changes": {"weather": "fair"}}, 400),
        ({"kind": "amend", "changes": {"actor": "Blurbistan"}}, 404),
    ],
)
def test_a_decision_that_is_none_is_a_problem(
    client: TestClient, change: dict[str, Any], status: int
) -> None:
    event = get(client, "/pairs/NOR/AFG/timeline")["items"][0]
    given = {"claim": event["claims"][0], "kind": "accept", "by": "R.", "because": "seen", **change}
    response = client.post("/api/v1/decisions", json=given, headers=AUTH)
    assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json")


# ---------------------------------------------------------------------------------------- description


def test_the_description_names_every_question(client: TestClient) -> None:
    description = client.get("/api/v1/openapi.json").json()
    operations = [op for path in description["paths"].values() for op in path.values()]
    assert all(path.startswith("/api/v1") for path in description["paths"])
    assert all(op["summary"] and op["description"] for op in operations)
    names = [op["operationId"] for op in operations]
    assert len(names) == len(set(names))
    assert {"status", "who", "whom", "changes", "conflicts", "search", "record", "decide"} <= set(names)
    assert {"documents", "decisions", "second_look", "review"} <= set(names)


def test_the_description_says_what_is_refused_and_what_needs_the_token(client: TestClient) -> None:
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    for path in paths.values():
        for operation in path.values():
            assert "application/problem+json" in operation["responses"]["4XX"]["content"]
            assert "422" not in operation["responses"]
    assert "security" in paths["/api/v1/documents"]["post"]
    assert "security" not in paths["/api/v1/read"]["post"]


def test_the_index_says_where_to_begin(client: TestClient) -> None:
    body = get(client, "")
    assert body["openapi"] == "/api/v1/openapi.json"
    assert "recognition" in body["dimensions"]
    assert body["writable"] is True
