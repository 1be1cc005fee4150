from __future__ import annotations

import re
from html import unescape

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from dragoman.service import Ledger
from dragoman.web import Settings, create_app
from dragoman.web.security.access import LASTS_S, ApiWriterDep, Ended, WriterDep
from tests.web.conftest import HOST, Client, clock
from tests.web.forms import PASSWORD, log_in, send, token_in

TOKEN = "a token of the owner's"  # noqa: S105 - of tests


def app_that_writes(ledger: Ledger, **settings: object) -> FastAPI:
    """Give an application with one deed for people and one for programs."""
    app = create_app(Settings(**settings), ledger=ledger, clock=clock)  # type: ignore[arg-type]

    @app.post("/deed")
    def deed(writer: WriterDep) -> str:
        return writer.name

    @app.post("/api/v1/deed")
    def api_deed(writer: ApiWriterDep) -> str:
        return "done"

    return app


@pytest.mark.parametrize("path", ["/deed", "/api/v1/deed"])
def test_nobody_writes_where_nothing_was_set(ledger: Ledger, path: str) -> None:
    with TestClient(app_that_writes(ledger), base_url=HOST) as client:
        response = client.post(path, headers={"authorization": "Bearer "})
    assert response.status_code == 403


def test_token_lets_programs_write_and_another_does_not(ledger: Ledger) -> None:
    with TestClient(app_that_writes(ledger, token=TOKEN), base_url=HOST) as client:
        right = client.post("/api/v1/deed", headers={"authorization": f"Bearer {TOKEN}"})
        wrong = client.post("/api/v1/deed", headers={"authorization": f"Bearer {TOKEN}x"})
        without = client.post("/api/v1/deed")
    assert right.status_code == 200
    assert (wrong.status_code, without.status_code) == (401, 401)
    assert without.headers["www-authenticate"].startswith("Bearer")
    assert without.headers["content-type"] == "application/problem+json"


def test_tokens_cannot_be_guessed_without_end(ledger: Ledger) -> None:
    with TestClient(app_that_writes(ledger, token=TOKEN, logins_per_minute=3), base_url=HOST) as client:
        codes = [
            client.post("/api/v1/deed", headers={"authorization": f"Bearer {guess}"}).status_code
            for guess in range(5)
        ]
    assert codes == [401, 401, 401, 429, 429]


def test_writing_is_limited_per_minute(ledger: Ledger) -> None:
    with TestClient(app_that_writes(ledger, token=TOKEN, writes_per_minute=2), base_url=HOST) as client:
        headers = {"authorization": f"Bearer {TOKEN}"}
        codes = [client.post("/api/v1/deed", headers=headers).status_code for _ in range(3)]
    assert codes == [200, 200, 429]


def test_session_lets_people_write_pages_forms_and_not_the_interface(ledger: Ledger) -> None:
    with TestClient(
        app_that_writes(ledger, password=PASSWORD, token=TOKEN), base_url=HOST, follow_redirects=False
    ) as client:
        assert client.post("/deed").status_code == 401
        assert log_in(client).status_code == 303
        assert client.post("/deed").json() == "Ada"
        assert client.post("/api/v1/deed").status_code == 401


def test_cookie_is_out_of_reach_for_scripts_and_other_sites(client_of: Client) -> None:
    cookie = log_in(client_of(password=PASSWORD)).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert "Secure" not in cookie


def test_cookie_behind_https_goes_by_https_alone(client_of: Client) -> None:
    client = client_of(password=PASSWORD, https=True)
    cookie = client.get("/login").headers["set-cookie"]
    assert cookie.startswith("__Host-")
    assert "Secure" in cookie


def test_reading_pages_sets_no_cookie(client: TestClient) -> None:
    assert "set-cookie" not in client.get("/").headers


def test_logging_in_changes_the_session(client_of: Client) -> None:
    client = client_of(password=PASSWORD)
    client.get("/login")
    before = client.cookies["dragoman"]
    log_in(client)
    assert client.cookies["dragoman"] != before


def test_cookie_that_was_kept_is_no_good_after_logging_out(ledger: Ledger) -> None:
    app = app_that_writes(ledger, password=PASSWORD)
    with TestClient(app, base_url=HOST, follow_redirects=False) as client:
        log_in(client)
        kept = client.cookies["dragoman"]
        assert send(client, "/", "/logout").status_code == 303
        assert client.post("/deed").status_code == 401
        client.cookies.set("dragoman", kept, domain="localhost.local")
        client.cookies.set("dragoman", kept)
        assert client.post("/deed").status_code == 401


def test_ended_sessions_are_kept_in_mind_as_long_as_their_cookies_are_good() -> None:
    now = 0.0
    ended = Ended(lambda: now)
    ended.add("a")
    now = LASTS_S
    ended.add("b")
    assert "a" in ended
    now = LASTS_S + 2
    ended.add("c")
    assert "a" not in ended
    assert len(ended) == 2


def test_sessions_of_nobody_that_end_are_not_kept_in_mind(ledger: Ledger) -> None:
    app = app_that_writes(ledger, password=PASSWORD)
    with TestClient(app, base_url=HOST, follow_redirects=False) as client:
        assert send(client, "/login", "/logout").status_code == 303
    assert len(app.state.ended) == 0


@pytest.mark.parametrize(
    "address",
    ["/pair/USA/CUB?on=1970-01-01", "/search?q=a+b%26c", "/review?view=decisions", "/party/C%C3%B4te"],
)
def test_logging_in_leads_back_to_what_was_asked(client_of: Client, address: str) -> None:
    client = client_of(password=PASSWORD)
    found = re.search(r'href="(/login\?back=[^"]+)"', client.get(address).text)
    assert found
    back = re.search(r'name="back" value="([^"]+)"', client.get(unescape(found[1])).text)
    assert back
    assert unescape(back[1]) == address


def test_form_that_needs_logging_in_leads_back_to_its_page(client_of: Client) -> None:
    client = client_of(password=PASSWORD)
    refused = client.post("/review/undo", headers={"referer": f"{HOST}/review?view=second"})
    assert "/login?back=%2Freview%3Fview%3Dsecond" in refused.text
    assert client.post("/review/undo", headers={"referer": "http://[x"}).status_code == 401


@pytest.mark.parametrize("cookie", ["", "x", "WyJhIiwiQWRhIl0.aaaa.bbbb", "é"])
def test_forged_cookie_is_nobody(ledger: Ledger, cookie: str) -> None:
    with TestClient(app_that_writes(ledger, password=PASSWORD), base_url=HOST) as client:
        headers = {b"cookie": f"dragoman={cookie}".encode("latin-1")}
        assert client.post("/deed", headers=headers).status_code == 401


def test_cookie_of_another_password_is_nobody(ledger: Ledger) -> None:
    secret = b"the same for both" * 2
    first = app_that_writes(ledger, password=PASSWORD, secret=secret)
    second = app_that_writes(ledger, password=f"{PASSWORD} two", secret=secret)
    with TestClient(first, base_url=HOST, follow_redirects=False) as client:
        log_in(client)
        kept = client.cookies["dragoman"]
    with TestClient(second, base_url=HOST, cookies={"dragoman": kept}) as client:
        assert client.post("/deed").status_code == 401


def test_wrong_password_is_refused_and_cannot_be_guessed_without_end(client_of: Client) -> None:
    client = client_of(password=PASSWORD, logins_per_minute=3)
    codes = [log_in(client, password=f"guess {n}").status_code for n in range(5)]
    assert codes == [403, 403, 403, 429, 429]
    assert log_in(client).status_code == 429  # also with the right one, so that nothing can be told from it


def test_logging_in_needs_a_name(client_of: Client) -> None:
    response = log_in(client_of(password=PASSWORD), name="  ")
    assert response.status_code == 400
    assert "Give a name" in response.text


@pytest.mark.parametrize("name", ["A\u200bda\u202e", "Ada\x00", "  Ada\n"])
def test_names_cannot_pass_for_others_by_what_is_not_seen(ledger: Ledger, name: str) -> None:
    with TestClient(
        app_that_writes(ledger, password=PASSWORD), base_url=HOST, follow_redirects=False
    ) as client:
        assert log_in(client, name=name).status_code == 303
        assert client.post("/deed").json().isprintable()


@pytest.mark.parametrize(
    ("back", "goes"),
    [
        ("/pair/RUS/AFG~taliban?on=2025-07-10", "/pair/RUS/AFG~taliban?on=2025-07-10"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("https://evil.example", "/"),
        ("/a\r\nset-cookie: x=y", "/"),
        ("", "/"),
    ],
)
def test_logging_in_leads_to_our_own_pages_alone(client_of: Client, back: str, goes: str) -> None:
    response = send(client_of(password=PASSWORD), "/login", name="Ada", password=PASSWORD, back=back)
    assert response.headers["location"] == goes


def test_nobody_logs_in_where_there_is_no_password(client: TestClient) -> None:
    assert client.get("/login").status_code == 404
    assert "Log in" not in client.get("/").text


def test_private_server_lets_only_those_read_who_may(client_of: Client) -> None:
    client = client_of(password=PASSWORD, token=TOKEN, private=True)
    assert client.get("/").status_code == 401
    assert "/login" in client.get("/").text
    assert client.get("/api/v1/openapi.json").status_code == 401
    assert client.get("/static/site.css").status_code == 200
    assert client.get("/", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200
    log_in(client)
    assert client.get("/").status_code == 200


def test_form_of_another_session_is_refused(client_of: Client) -> None:
    mine, other = client_of(password=PASSWORD), client_of(password=PASSWORD)
    stolen = token_in(other.get("/login").text)
    mine.get("/login")
    response = mine.post("/login", data={"csrf": stolen, "name": "Ada", "password": PASSWORD})
    assert response.status_code == 403
    assert "no longer good" in response.text


@pytest.mark.parametrize("token", ["", "x", "a.b", "é.é"])
def test_form_without_a_good_token_is_refused(client: TestClient, token: str) -> None:
    client.get("/paste")
    assert client.post("/paste", data={"csrf": token, "text": "x"}).status_code == 403


def test_tokens_of_a_session_differ_and_are_all_good(client: TestClient) -> None:
    first, second = (token_in(client.get("/paste").text) for _ in range(2))
    assert first != second
    codes = [client.post("/paste", data={"csrf": token}).status_code for token in (second, first)]
    assert codes == [422, 422]
