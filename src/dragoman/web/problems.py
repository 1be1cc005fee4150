"""What goes wrong, as pages for people and problem details (RFC 9457) for programs."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from dragoman.errors import (
    AmbiguousPartyError,
    DataError,
    DateError,
    DocumentError,
    DragomanError,
    LedgerError,
    MissingExtraError,
    PartyError,
    QuestionError,
    UnknownPartyError,
    UnknownRecordError,
)
from dragoman.gazetteer import load_gazetteer

# The first class that fits counts.
STATUSES: tuple[tuple[type[DragomanError], int], ...] = (
    (AmbiguousPartyError, 400),
    (PartyError, 404),
    (UnknownRecordError, 404),
    (DateError, 400),
    (QuestionError, 400),
    (DocumentError, 422),
    (LedgerError, 503),
    (MissingExtraError, 501),
    (DataError, 500),
    (DragomanError, 500),
)
log = logging.getLogger("dragoman.web")
PROBLEM_JSON = "application/problem+json"
OURS = "Something went wrong here, and it is not your doing. The server's log says what."


class ProblemError(HTTPException):
    """A request that is refused.

    Args:
        status: Of HTTP.
        detail: What is wrong, in a sentence.
        remedy: What to do, in a sentence.
        headers: Of the response.
        login: Logging in would help.
    """

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        remedy: str = "",
        headers: Mapping[str, str] | None = None,
        login: bool = False,
    ) -> None:
        super().__init__(status_code=status, detail=detail, headers=dict(headers or {}))
        self.remedy, self.login = remedy, login


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What went wrong; `parties` are ids or names that may have been meant."""

    status: int
    detail: str
    remedy: str = ""
    parties: tuple[str, ...] = ()
    asked: str = ""  # the name that no party has
    login: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The status in words, such as "Not Found"."""
        return HTTPStatus(self.status).phrase

    def plain(self) -> dict[str, Any]:
        """Give the problem's details for programs."""
        about = {"type": "about:blank", "title": self.title, "status": self.status, "detail": self.detail}
        more = {"remedy": self.remedy, "candidates": list(self.parties)}
        return {**about, **{name: value for name, value in more.items() if value}}


def problem_of(error: Exception) -> Problem:
    """Give the problem that an error stands for; what is our own failing is not told in detail."""
    if isinstance(error, ProblemError):
        return Problem(
            status=error.status_code,
            detail=error.detail,
            remedy=error.remedy,
            login=error.login,
            headers=error.headers or {},
        )
    if isinstance(error, HTTPException):
        return Problem(
            status=error.status_code,
            detail=_DETAILS.get(error.status_code, str(error.detail)),
            headers=error.headers or {},
        )
    if isinstance(error, RequestValidationError):
        return Problem(status=400, detail="; ".join(_invalid(each) for each in error.errors()))
    if not isinstance(error, DragomanError):
        return Problem(status=500, detail=OURS)
    status = next(status for kind, status in STATUSES if isinstance(error, kind))
    if isinstance(error, UnknownPartyError):
        return Problem(
            status=status,
            detail=f"No party is known as “{error.name}”.",
            parties=_ids(error.near),
            asked=error.name,
        )
    if isinstance(error, AmbiguousPartyError):
        detail = f"“{error.name}” may mean several parties."
        return Problem(status=status, detail=detail, parties=error.candidates, asked=error.name)
    return Problem(status=status, detail=_sentence(error) if status not in {500, 503} else OURS)


_DETAILS = {
    404: "There is no such page.",
    405: "This address does not take that.",
}


def _ids(names: tuple[str, ...]) -> tuple[str, ...]:
    """Give the ids of parties that were suggested by name; the name where it is several parties'."""
    found: dict[str, None] = {}
    for name in names:
        try:
            found[load_gazetteer().lookup(name).id] = None
        except PartyError:
            found[name] = None
    return tuple(found)


def _sentence(error: DragomanError) -> str:
    text = str(error)
    return f"{text[:1].upper()}{text[1:]}."


def _invalid(error: Mapping[str, Any]) -> str:
    if error.get("type") == "json_invalid":
        return "The body is no JSON."
    place = ".".join(str(part) for part in error.get("loc", ()) if part not in {"query", "path", "body"})
    return f"{place or 'body'}: {error.get('msg', 'is not valid')}"


def wants_json(request: Request) -> bool:
    """Say whether a program asks: of the JSON interface, a .json or .csv address, or by its Accept header."""
    accept = request.headers.get("accept", "")
    if request.url.path.startswith("/api/") or request.url.path.endswith((".json", ".csv")):
        return True
    return "json" in accept and "text/html" not in accept


def respond(request: Request, error: Exception) -> Response:
    """Give the response for an error."""
    return show(request, problem_of(error))


def show(request: Request, problem: Problem) -> Response:
    """Give a problem as a page or as details."""
    headers = {"cache-control": "no-store", **problem.headers}
    if wants_json(request):
        return JSONResponse(
            problem.plain(), status_code=problem.status, headers=headers, media_type=PROBLEM_JSON
        )
    from dragoman.web.rendering import render  # which needs sessions, which raise problems

    response = render(request, "problem.html", status=problem.status, problem=problem)
    response.headers.update(headers)
    return response


def add_handlers(app: FastAPI) -> None:
    """Let the application answer every foreseen error so."""

    def handle(request: Request, error: Exception) -> Response:
        problem = problem_of(error)
        if problem.detail == OURS:  # which refers to the log
            log.error("%s %s failed", request.method, request.url.path, exc_info=error)
        return show(request, problem)

    for kind in (HTTPException, RequestValidationError, DragomanError):
        app.add_exception_handler(kind, handle)
