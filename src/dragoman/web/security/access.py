"""Who may write: people who gave the password, and programs that have the token."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Annotated

from fastapi import Depends, Request
from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.responses import Response

from dragoman.web.problems import ProblemError
from dragoman.web.security.limits import count_deed
from dragoman.web.settings import Settings

LASTS_S = 12 * 3600  # of a session, from its last login
COOKIE = "dragoman"
_LONGEST_NAME = 100
_CHALLENGE = {"WWW-Authenticate": 'Bearer realm="dragoman"'}


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A browser's session: `name` is who logged in, "" for nobody; `id` binds forms to it."""

    id: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Who writes: `name` is what a person calls themselves, "" for a program, which says who decides."""

    name: str


def session_of(request: Request) -> Session | None:
    """Give the session that the request's cookie proves, or None."""
    known: Session | None = getattr(request.state, "session", None)
    if known is None:
        known = _read(request)
        request.state.session = known
    return known


def ensured_session(request: Request) -> Session:
    """Give the session, or begin one: `keep_session` then sends its cookie."""
    session = session_of(request)
    if session is None:
        session = begin_session(request)
    return session


def begin_session(request: Request, name: str = "") -> Session:
    """Begin a new session, with an id that nobody knew before."""
    session = Session(id=secrets.token_urlsafe(18), name=name.strip()[:_LONGEST_NAME])
    request.state.session = session
    request.state.session_begun = True
    return session


def keep_session(request: Request, response: Response) -> None:
    """Send the cookie of a session that has just begun."""
    if not getattr(request.state, "session_begun", False):
        return
    session: Session = request.state.session
    settings = _settings(request)
    response.set_cookie(
        _cookie(settings),
        _signer(settings).dumps([session.id, session.name]),
        max_age=LASTS_S,
        path="/",
        secure=settings.https,
        httponly=True,
        samesite="strict",
    )
    response.headers["cache-control"] = "no-store"


def end_session(request: Request, response: Response) -> None:
    """End the session: its cookie is taken back, and no longer good."""
    session = session_of(request)
    settings = _settings(request)
    if session is not None and session.name:  # that of nobody proves nothing; it need not be kept in mind
        request.app.state.ended.add(session.id)
    response.delete_cookie(
        _cookie(settings), path="/", secure=settings.https, httponly=True, samesite="strict"
    )


def is_password(given: str, settings: Settings) -> bool:
    """Say whether this is the owner's password; takes as long for every other."""
    return bool(settings.password) and _same(given, settings.password)


def writer_of(request: Request) -> Writer | None:
    """Give the person who has logged in, or None for a mere reader."""
    session = session_of(request)
    if session is None or not session.name or not _settings(request).password:
        return None
    return Writer(name=session.name)


def writer(request: Request) -> Writer:
    """Give the person who writes by pages' forms, which `csrf.checked_form` checks besides.

    Raises:
        ProblemError: nobody has logged in, or nobody may write here.
    """
    found = writer_of(request)
    if found is None:
        raise _refusal(request)
    count_write(request)
    return found


def api_writer(request: Request) -> Writer:
    """Give the program that writes by the JSON interface: it has the token; cookies do not count there.

    Raises:
        ProblemError: there is no token, or another one.
    """
    if has_token(request):
        count_write(request)
        return Writer(name="")
    if not _settings(request).token:
        raise ProblemError(
            403, "Programs cannot write here.", remedy="The server was started without a token."
        )
    raise ProblemError(401, "Writing needs the owner's token.", headers=_CHALLENGE)


def reader(request: Request) -> None:
    """Let everybody read; or on a private server, who has logged in or has the token.

    Raises:
        ProblemError: this is a private server, and nobody proved anything.
    """
    settings = _settings(request)
    if settings.private and writer_of(request) is None and not has_token(request):
        raise ProblemError(401, "Log in to read.", headers=_CHALLENGE, login=bool(settings.password))


def has_token(request: Request) -> bool:
    """Say whether the request carries the owner's token.

    Raises:
        ProblemError: it carries another, and did so too often.
    """
    settings = _settings(request)
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not settings.token:
        return False
    if _same(token.strip(), settings.token):
        return True
    count_deed(request, "login")
    return False


def count_write(request: Request) -> None:
    """Count what may write; looking at a form that does is free.

    Raises:
        ProblemError: too much was written within a minute.
    """
    if request.method != "GET":
        count_deed(request, "write")


def _refusal(request: Request) -> ProblemError:
    if not _settings(request).password:
        return ProblemError(
            403,
            "Nothing can be written on these pages.",
            remedy="Whoever runs this server can allow it by starting it with a password.",
        )
    return ProblemError(401, "Log in to write.", remedy="Then send this again.", login=True)


def _read(request: Request) -> Session | None:
    settings = _settings(request)
    try:
        id_, name = _signer(settings).loads(request.cookies.get(_cookie(settings), ""), max_age=LASTS_S)
    except (BadSignature, ValueError, TypeError):
        return None
    return None if id_ in request.app.state.ended else Session(id=id_, name=name)


class Ended:
    """Sessions that people ended, for as long as their cookies would be good; threads may share it.

    Args:
        clock: Gives seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._until: dict[str, float] = {}  # in order
        self._lock = Lock()

    def add(self, session: str) -> None:
        """Keep a session in mind, and forget those whose cookies are too old."""
        now = self._clock()
        with self._lock:
            self._until[session] = now + LASTS_S + 1
            for old in [each for each, until in self._until.items() if until < now]:
                del self._until[old]

    def __contains__(self, session: object) -> bool:
        return session in self._until

    def __len__(self) -> int:
        return len(self._until)


def _same(given: str, wanted: str) -> bool:
    left, right = (hashlib.sha256(text.encode()).digest() for text in (given, wanted))
    return hmac.compare_digest(left, right)


def _cookie(settings: Settings) -> str:
    return f"__Host-{COOKIE}" if settings.https else COOKIE


def _signer(settings: Settings) -> URLSafeTimedSerializer:
    # The password is part of the key: with another one, old sessions are no longer good.
    key = hmac.new(settings.secret, settings.password.encode(), hashlib.sha256).digest()
    return URLSafeTimedSerializer(key, salt="session")


def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


ReaderDep = Depends(reader)
WriterDep = Annotated[Writer, Depends(writer)]
ApiWriterDep = Annotated[Writer, Depends(api_writer)]
