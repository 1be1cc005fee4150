"""The outermost layer: headers on every response, whatever it is, and no traceback for anybody."""

from __future__ import annotations

import logging
from collections.abc import Callable

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "x-frame-options": "DENY",
}
_YEAR_S = 31_536_000
log = logging.getLogger("dragoman.web")

Failed = Callable[[Request, Exception], Response]


class Shield:
    """Adds the headers, answers HEAD as GET without the body, and turns what fails into a page.

    Args:
        app: What is shielded.
        failed: Makes the response for an error that nothing else took.
        https: Tell browsers to come by HTTPS only.
    """

    def __init__(self, app: ASGIApp, *, failed: Failed, https: bool = False) -> None:
        self._app, self._failed = app, failed
        self._headers = dict(HEADERS)
        if https:
            self._headers["strict-transport-security"] = f"max-age={_YEAR_S}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def shielded(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers[name] = value
                headers.setdefault("cache-control", "private, no-cache")
            await send(message)

        sender: Send = shielded
        if scope["method"] == "HEAD":
            scope = {**scope, "method": "GET"}
            sender = _without_body(shielded)
        try:
            await self._app(scope, receive, sender)
        except Exception as error:
            log.exception("%s %s failed", scope["method"], scope["path"])
            if not started:
                await self._failed(Request(scope), error)(scope, receive, sender)


def _without_body(send: Send) -> Send:
    async def bare(message: Message) -> None:
        if message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await send(message)

    return bare
