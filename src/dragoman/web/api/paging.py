"""Pages of an answer, asked of the same knowledge as the first; answers that need not be sent again."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Callable, Coroutine, Sequence
from typing import Annotated, Any

from fastapi import Depends, Query, Request, Response
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import URL

from dragoman._version import __version__
from dragoman.answers import Answer, Known, Latest, Listing, Review, Search
from dragoman.errors import DragomanError
from dragoman.service import Ledger
from dragoman.web.api import rows
from dragoman.web.asking import asked_moment
from dragoman.web.keeping import Shelf
from dragoman.web.problems import ProblemError
from dragoman.web.security.access import reader

MOST = 500  # items a page
USUAL = 100
_KEPT_BYTES = 20_000_000  # of answers to questions about all pairs
_PLACES = 2**53  # more than any list has; databases count in 64 bits
_PAGING = ("cursor", "limit")


class Window:
    """Which items are asked for."""

    def __init__(
        self,
        limit: Annotated[int, Query(ge=1, le=MOST, description="Items a page.")] = USUAL,
        cursor: Annotated[
            str, Query(max_length=200, description="Where to go on; from `next` of the page before.")
        ] = "",
    ) -> None:
        self.limit, self.cursor = limit, cursor


WindowDep = Annotated[Window, Depends()]


def paged(
    request: Request, response: Response, answer: Answer[Any] | Known, items: Sequence[Any], window: Window
) -> dict[str, Any]:
    """Give one page of all the items of an answer, which may hold those of the page alone.

    Raises:
        ProblemError: the cursor is none of this question's, or the record has changed under it.
    """
    start = _place(request, answer.sequence, window.cursor)
    after = start + window.limit
    some = answer.total if isinstance(answer, Answer) else None
    total, shown = (len(items), items[start:after]) if some is None else (some, items)
    following = cursor_of(request, answer.sequence, after) if after < total else ""
    page = {"total": total, "items": list(shown)}
    return {**rows.asked(answer), **page, "next": following_page(request, response, answer, following)}


def first_of(request: Request, window: Window) -> int:
    """Give the place of the first item of the page that is asked for, from 0.

    Raises:
        ProblemError: the cursor is none of this question's.
    """
    return read_cursor(request, window.cursor)[0] if window.cursor else 0


def kept(request: Request, sequence: int, make: Callable[[], list[Any]]) -> list[Any]:
    """Give the items of a question about all pairs, made once for all its pages and all who ask.

    Such a question goes through every pair, which takes seconds on a large ledger; the record's sequence
    number is part of what it is kept by.
    """
    shelf: Shelf[list[Any]] | None = getattr(request.app.state, "answers", None)
    if shelf is None:
        shelf = request.app.state.answers = Shelf(most=_KEPT_BYTES, size_of=_size_bytes)
    return shelf.get((sequence, _question(request)), make)


def _size_bytes(items: list[Any]) -> int:
    return len(json.dumps(items)) + 100


def following_page(request: Request, response: Response, answer: Answer[Any] | Known, cursor: str) -> str:
    """Give the address of the page that begins at a cursor, asked of the same knowledge; "" for none."""
    if not cursor:
        return ""
    known = rows.asked(answer)
    fixed = {"known_at": known["known_at"], "cursor": cursor}
    fixed |= {"on": known["on"]} if known.get("on") else {}
    url = URL(scope={**request.scope, "headers": [], "server": None}).include_query_params(**fixed)
    address = f"{url.path}?{url.query}"
    response.headers["link"] = f'<{address}>; rel="next"'
    return address


def before_of(request: Request, window: WindowDep) -> int | None:
    """Give the entry before which a list of the record goes on; None for its first page.

    Raises:
        ProblemError: the cursor is none of this question's.
    """
    return read_cursor(request, window.cursor)[0] if window.cursor else None


BeforeDep = Annotated[int | None, Depends(before_of)]


def older_page(request: Request, response: Response, answer: Latest | Listing | Review | Search) -> str:
    """Give the address of what is older on record than an answer's items; "" for nothing."""
    cursor = cursor_of(request, answer.sequence, answer.before) if answer.before is not None else ""
    return following_page(request, response, answer, cursor)


def newest_first(
    request: Request, response: Response, answer: Latest | Listing | Review, items: Sequence[Any]
) -> dict[str, Any]:
    """Give the items of a list of the record, newest first, of which nobody counts all."""
    following = older_page(request, response, answer)
    return {**rows.asked(answer), "total": None, "items": items, "next": following}


def cursor_of(request: Request, sequence: int, place: int) -> str:
    """Give the cursor of a place among the items of a question, as the record stood."""
    plain = json.dumps([place, sequence, _question(request)], separators=(",", ":"))
    return base64.urlsafe_b64encode(plain.encode()).decode().rstrip("=")


def read_cursor(request: Request, cursor: str) -> tuple[int, int]:
    """Give the place and the sequence number that a cursor of this question holds.

    Raises:
        ProblemError: it is none of this question's.
    """
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        place, sequence, question = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (ValueError, TypeError, binascii.Error, RecursionError):
        place, sequence, question = -1, 0, ""
    good = (
        type(place) is int
        and type(sequence) is int
        and 0 <= place < _PLACES
        and question == _question(request)
    )
    if not good:
        raise ProblemError(
            400, "This cursor is none of this question's.", remedy="Take the address under `next` as it is."
        )
    return place, sequence


def _place(request: Request, sequence: int, cursor: str) -> int:
    if not cursor:
        return 0
    place, then = read_cursor(request, cursor)
    if then != sequence:
        raise ProblemError(
            409,
            "The record as known at that instant has changed since the first page.",
            remedy="Ask for the first page again.",
        )
    return place


def _question(request: Request) -> str:
    """Give what is asked without its instant, day and paging, in few letters."""
    parts = [
        f"{name}={value}"
        for name, value in sorted(request.query_params.multi_items())
        if name not in (*_PAGING, "known_at", "on")
    ]
    return hashlib.sha256("&".join([request.url.path, *parts]).encode()).hexdigest()[:12]


class ConditionalRoute(APIRoute):
    """A route whose answers carry an entity tag, and are not made where the client has them already.

    An answer follows from the question, the day, the entries known and the program's version; so does the
    tag. It is a weak one: `known_at` is the instant of each answer.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Give the handler."""
        inner = super().get_route_handler()
        if self.methods != {"GET"}:
            return inner

        async def conditional(request: Request) -> Response:
            reader(request)  # on a private server, a stranger is not told whether a tag is good
            tag = await run_in_threadpool(_tag, request)
            if tag and tag in _tags(request.headers.get("if-none-match", "")):
                return Response(status_code=304, headers={"etag": tag, "cache-control": "private, no-cache"})
            response = await inner(request)
            if tag:
                response.headers["etag"] = tag
            return response

        return conditional


def _tag(request: Request) -> str:
    """Give the entity tag; "" where the question cannot be asked, which the route says better."""
    ledger: Ledger = request.app.state.ledger
    asked = request.query_params
    try:
        moment = asked_moment(request, on=asked.get("on", ""), known_at=asked.get("known_at", ""))
    except DragomanError:
        return ""
    parts = [
        __version__,
        str(ledger.sequence_at(moment.known_at)),
        moment.on.isoformat(),
        request.url.path,
        json.dumps(sorted(asked.multi_items())),
    ]
    return f'W/"{hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]}"'


def _tags(header: str) -> set[str]:
    """Give the tags that a client has, compared as weak ones."""
    given = (tag.strip() for tag in header.split(","))
    return {tag if tag.startswith("W/") else f"W/{tag}" for tag in given if tag}
