"""Answers just given, given again to who asks the same within a minute, while nothing new is on record.

Many readers of one page cost little more than one. Pages tell the instant of their knowledge to the minute.
"""

from __future__ import annotations

from asyncio import Semaphore
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import datetime

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.errors import DragomanError
from dragoman.service import Ledger

MOST_BYTES = 16_000_000
LARGEST_BYTES = 1_000_000  # of one answer
_OWN = ("cookie", "authorization", "if-none-match", "range")  # a request with any of these is a person's own
_NOT_KEPT = ("/static/", "/picture/", "/paste", "/log")  # kept elsewhere, or never
_OVERHEAD_BYTES = 1_000
# Answers made at once; who comes later waits in order. Threads that ask SQLite pass the interpreter's lock
# to and fro for every row: ten at once take more than twice as long as ten one after the other.
_AT_ONCE = 2


@dataclass(slots=True)
class _Print:
    """An answer while it is sent: its first message and its body."""

    start: Message | None = None
    body: bytearray = field(default_factory=bytearray)
    is_whole: bool = False

    def add(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.start = message
        elif message["type"] == "http.response.body":
            self.body += message.get("body", b"")
            self.is_whole = not message.get("more_body", False)

    @property
    def is_good(self) -> bool:
        """Whether it may be given to another."""
        if self.start is None or not self.is_whole or len(self.body) > LARGEST_BYTES:
            return False
        headers = Headers(raw=self.start["headers"])
        return self.start["status"] == 200 and "set-cookie" not in headers

    async def send(self, send: Send) -> None:
        """Give it again."""
        if self.start is not None:
            await send({**self.start, "headers": list(self.start["headers"])})
            await send({"type": "http.response.body", "body": bytes(self.body)})


class Reprints:
    """Keeps whole answers to readers whom the server does not know; the record's number is in their keys.

    Args:
        app: What makes them.
        ledger: Gives the ledger served, once there is one.
        clock: Gives the instant now.
        most_bytes: Of all that is kept; the answers used last stay.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        ledger: Callable[[], Ledger],
        clock: Callable[[], datetime],
        most_bytes: int = MOST_BYTES,
    ) -> None:
        self._app, self._ledger, self._clock, self._most = app, ledger, clock, most_bytes
        self._kept: OrderedDict[Hashable, _Print] = OrderedDict()  # of one thread, the event loop's
        self._size = 0
        self._turns = Semaphore(_AT_ONCE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        key = await self._key(scope) if _is_anybodys(scope) else None
        if key is None:
            await self._app(scope, receive, send)
            return
        known = self._kept.get(key)
        if known is not None:
            self._kept.move_to_end(key)
            await known.send(send)
            return
        async with self._turns:
            made = self._kept.get(key) or await self._made(scope, receive)
        if made.is_good and key not in self._kept:
            self._keep(key, made)
        await made.send(send)  # a slow line keeps nobody else waiting

    async def _made(self, scope: Scope, receive: Receive) -> _Print:
        made = _Print()

        async def noted(message: Message) -> None:
            made.add(message)

        await self._app(scope, receive, noted)
        return made

    async def _key(self, scope: Scope) -> Hashable | None:
        try:
            sequence = await run_in_threadpool(self._ledger().sequence_at, None)
        except DragomanError:  # the page says so
            return None
        headers = Headers(scope=scope)
        minute = self._clock().replace(second=0, microsecond=0)
        asked = (scope["path"], scope["query_string"], headers.get("accept", ""), headers.get("host", ""))
        return (sequence, minute, *asked, "gzip" in headers.get("accept-encoding", ""))

    def _keep(self, key: Hashable, made: _Print) -> None:
        self._size += _size_bytes(made)
        self._kept[key] = made
        while self._size > self._most:
            _, gone = self._kept.popitem(last=False)
            self._size -= _size_bytes(gone)


def _size_bytes(made: _Print) -> int:
    return len(made.body) + _OVERHEAD_BYTES


def _is_anybodys(scope: Scope) -> bool:
    """Say whether the answer is the same for whoever asks."""
    if scope["type"] != "http" or scope["method"] != "GET" or scope["path"].startswith(_NOT_KEPT):
        return False
    headers = Headers(scope=scope)
    return not any(name in headers for name in _OWN)
