"""Limits: which names we answer to, how large a body may be, and how often one address may ask."""

from __future__ import annotations

import ipaddress
import math
import re
import time
from collections.abc import Callable
from urllib.parse import urlsplit

import anyio
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.web.problems import ProblemError
from dragoman.web.settings import Settings

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[\w.-]+)(?::[0-9]{1,5})?", re.ASCII | re.IGNORECASE)
_NETWORK = 64  # bits of an IPv6 address that one household shares

Refuse = Callable[[Request, int, str], Response]


class Gate:
    """Refuses what must not reach a page: foreign Host names, foreign forms, and bodies that are too large.

    A body is refused by its stated length before a byte of it is read, else as soon as it grows too large, or
    takes too long.
    """

    def __init__(self, app: ASGIApp, *, settings: Settings, refuse: Refuse) -> None:
        self._app, self._settings, self._refuse = app, settings, refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let one request in, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        refusal = self._refusal(scope["method"], Headers(scope=scope))
        if refusal is not None:
            await self._refuse(request, *refusal)(scope, receive, send)
            return
        read = 0
        until: float | None = None  # the body has to be here, from when it is first asked for
        is_whole = False
        most = self._settings.body_bytes

        async def counted() -> Message:
            nonlocal read, until, is_whole
            if is_whole:  # what comes now is that the client goes away, whenever that is
                return await receive()
            until = anyio.current_time() + self._settings.body_s if until is None else until
            try:
                with anyio.fail_after(until - anyio.current_time()):
                    message = await receive()
            except TimeoutError as error:
                raise ProblemError(408, "What was sent took too long to arrive.") from error
            is_whole = not message.get("more_body", False)
            read += len(message.get("body", b""))
            if read > most:
                raise ProblemError(413, self._too_large())
            return message

        await self._app(scope, counted, send)

    def _refusal(self, method: str, headers: Headers) -> tuple[int, str] | None:
        host = headers.get("host", "")
        if not is_allowed(host, self._settings.hosts):
            return 400, "This server does not go by the name that was asked for."
        if method not in _SAFE and _is_foreign(headers, host):
            return 403, "This was sent from a page of another site."
        stated = headers.get("content-length", "0")
        if not stated.isdecimal() or int(stated[:20]) > self._settings.body_bytes:
            return 413, self._too_large()
        return None

    def _too_large(self) -> str:
        return f"No more than {self._settings.body_bytes:,} bytes can be sent at once."


def is_allowed(host: str, names: frozenset[str]) -> bool:
    """Say whether a Host header is an IP address or one of these names, with whatever port."""
    parts = _HOST.fullmatch(host)
    if parts is None:
        return False
    name = parts["name"].lower().rstrip(".")
    if name in names:
        return True
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


def _is_foreign(headers: Headers, host: str) -> bool:
    """Say whether a browser tells that another site's page sent this; programs tell nothing."""
    if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return True
    origin = headers.get("origin", "")
    return bool(origin) and (origin == "null" or urlsplit(origin).netloc.lower() != host.lower())


class Rates:
    """How often one address may do what costs: in memory, one count an address and kind of deed."""

    def __init__(self, per_minute: dict[str, int]) -> None:
        # Its storage forgets an address within two minutes; a moving window's would keep every one for ever.
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._limits = {deed: RateLimitItemPerMinute(times) for deed, times in per_minute.items()}

    @classmethod
    def of(cls, settings: Settings) -> Rates:
        """Give the rates that the owner set."""
        return cls(
            {
                "paste": settings.paste_per_minute,
                "write": settings.writes_per_minute,
                "login": settings.logins_per_minute,
                "draw": settings.draws_per_minute,
            }
        )

    def wait_s(self, deed: str, address: str) -> int:
        """Count a deed; give 0, or the whole seconds to wait where there have been too many."""
        limit = self._limits[deed]
        if self._limiter.hit(limit, deed, address):
            return 0
        reset = self._limiter.get_window_stats(limit, deed, address).reset_time
        return max(1, math.ceil(reset - time.time()))


def count_deed(request: Request, deed: str) -> None:
    """Count what costs, by the address that it comes from.

    Raises:
        ProblemError: there was too much of it within a minute.
    """
    rates: Rates = request.app.state.rates
    wait_s = rates.wait_s(deed, address_of(request))
    if wait_s:
        raise ProblemError(
            429,
            "That was too often.",
            remedy=f"Wait {wait_s} seconds, and try again.",
            headers={"Retry-After": str(wait_s)},
        )


def address_of(request: Request) -> str:
    """Give the address that a request comes from; of an IPv6 address its network."""
    host = request.client.host if request.client else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if address.version == 4:
        return host
    return str(ipaddress.ip_network((int(address), _NETWORK), strict=False))
