from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from dragoman import errors
from dragoman.web.problems import OURS, STATUSES, problem_of


def classes(kind: type[errors.DragomanError] = errors.DragomanError) -> list[type[errors.DragomanError]]:
    """Give every error below one."""
    return [kind, *(below for each in kind.__subclasses__() for below in classes(each))]


def test_every_error_that_a_question_may_meet_has_a_status_of_its_own() -> None:
    without = {kind for kind in classes() if not any(issubclass(kind, fits) for fits, _ in STATUSES[:-1])}
    assert without == {errors.DragomanError, errors.ModelError, errors.SpanOutOfRangeError}  # faults of ours
    assert STATUSES[-1] == (errors.DragomanError, 500)


def test_unknown_party_is_not_found_and_others_are_suggested() -> None:
    problem = problem_of(errors.UnknownPartyError(name="Rusia", near=("Russia",)))
    assert (problem.status, problem.parties, problem.asked) == (404, ("RUS",), "Rusia")


def test_failing_of_ours_is_not_told_in_detail() -> None:
    failing = errors.LedgerError(ledger="postgresql://host/secret", problem="is gone", remedy="wait")
    assert problem_of(failing).detail == OURS
    assert problem_of(KeyError("secret")).detail == OURS


def test_browsers_get_a_page_and_programs_details(client: TestClient) -> None:
    page = client.get("/nowhere", headers={"accept": "text/html,application/json;q=0.5"})
    details = client.get("/nowhere", headers={"accept": "application/json"})
    below = client.get("/api/v1/nowhere")
    assert page.headers["content-type"].startswith("text/html")
    assert details.headers["content-type"] == below.headers["content-type"] == "application/problem+json"
    assert details.json() == {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": "There is no such page.",
    }


@pytest.mark.parametrize(
    "path", ["/%3Cscript%3Ealert(1)%3C/script%3E", "/?on=%3Cscript%3Ealert(1)%3C/script%3E"]
)
def test_markup_in_an_address_is_not_markup_in_the_page(client: TestClient, path: str) -> None:
    assert "<script>alert" not in client.get(path).text


def test_what_was_asked_is_told_escaped(client: TestClient) -> None:
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in client.get("/?on=<script>alert(1)</script>").text
