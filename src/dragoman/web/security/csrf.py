"""Forms that only our own pages can send: each carries a token bound to the browser's session."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import FormData

from dragoman.web.problems import ProblemError
from dragoman.web.security.access import ensured_session, session_of

FIELD = "csrf"
_FIELDS = 100  # of one form


def token_for(request: Request) -> str:
    """Give a form's token; another one each time, so that compressed pages tell nothing about it."""
    nonce = secrets.token_hex(8)
    return f"{nonce}.{_sign(request.app.state.settings.secret, ensured_session(request).id, nonce)}"


def is_good(request: Request, token: str) -> bool:
    """Say whether a form's token was made for this browser's session."""
    session = session_of(request)
    nonce, _, signature = token.partition(".")
    if session is None:
        return False
    wanted = _sign(request.app.state.settings.secret, session.id, nonce)
    return hmac.compare_digest(signature.encode(), wanted.encode())


async def checked_form(request: Request) -> FormData:
    """Give the form that was sent, once its token is good.

    Raises:
        ProblemError: it is no form of ours.
    """
    most = request.app.state.settings.body_bytes
    form = await request.form(max_files=0, max_fields=_FIELDS, max_part_size=most)
    token = form.get(FIELD, "")
    if not isinstance(token, str) or not is_good(request, token):
        raise ProblemError(
            403, "This form is no longer good.", remedy="Go back, load the page again, and send it once more."
        )
    return form


def _sign(secret: bytes, session: str, nonce: str) -> str:
    return hmac.new(secret, f"csrf|{session}|{nonce}".encode(), hashlib.sha256).hexdigest()


FormDep = Annotated[FormData, Depends(checked_form)]
