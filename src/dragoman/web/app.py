"""The application: its layers from outermost to innermost, its routers, and the ledger it serves."""

from __future__ import annotations

import gc
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from threading import Thread

from anyio.to_thread import current_default_thread_limiter
from fastapi import APIRouter, FastAPI, Request
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response

from dragoman._version import __version__
from dragoman.errors import DragomanError
from dragoman.service import Ledger, utc_now
from dragoman.web import assets, plates
from dragoman.web.api import v1
from dragoman.web.desk import Desk, Reader
from dragoman.web.pages import document, home, login, methods, pair, party, paste, pictures, review, search
from dragoman.web.problems import Problem, add_handlers, respond, show
from dragoman.web.reprints import Reprints
from dragoman.web.security.access import Ended, ReaderDep
from dragoman.web.security.headers import Shield
from dragoman.web.security.limits import Gate, Rates
from dragoman.web.settings import Settings

# Every router; the order matters only where two would take the same address. A private server lets nobody
# read but those who log in, save what is open.
OPEN: tuple[APIRouter, ...] = (assets.router, login.router)
ROUTERS: tuple[APIRouter, ...] = (
    document.router,
    home.router,
    methods.router,
    pair.router,
    party.router,
    pictures.router,
    paste.router,
    review.router,
    search.router,
    v1.router,
)
log = logging.getLogger("dragoman.web")
_WORTH_PACKING_BYTES = 1000
_PACKED = 5  # of gzip: level 9 takes three times as long for a twentieth less
# Requests worked on at once; the others wait in order. With more, all of them would be late together. Texts
# that are being read or wait for it take five.
_AT_ONCE = 10


def create_app(
    settings: Settings | None = None,
    *,
    ledger: Ledger | None = None,
    clock: Callable[[], datetime] = utc_now,
    reader: Reader | None = None,
) -> FastAPI:
    """Make the application.

    Args:
        settings: What the owner decided.
        ledger: Serve this one, which stays the caller's to close; None opens the one that `settings` names.
        clock: Gives the instant now, aware; for tests.
        reader: Reads pasted texts; a process of its own where none is given.
    """
    chosen = settings or Settings()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.ledger = Ledger.open(chosen.ledger, clock=clock) if ledger is None else ledger
        app.state.desk = Desk(chosen, reader)
        current_default_thread_limiter().total_tokens = _AT_ONCE
        if chosen.warm:
            Thread(target=_warm, args=(app.state.ledger,), name="dragoman-warm", daemon=True).start()
        try:
            yield
        finally:
            app.state.desk.close()
            if ledger is None:
                app.state.ledger.close()

    app = FastAPI(
        title="Dragoman",
        version=__version__,
        summary="How states stand with each other on any date, with the very words that say so.",
        openapi_url=None,  # `api.v1` gives it, to those who may read
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.settings, app.state.clock = chosen, clock
    app.state.rates, app.state.ended = Rates.of(chosen), Ended()
    for router in OPEN:
        app.include_router(router)
    for router in ROUTERS:
        app.include_router(router, dependencies=[ReaderDep])
    add_handlers(app)
    app.add_middleware(GZipMiddleware, minimum_size=_WORTH_PACKING_BYTES, compresslevel=_PACKED)
    if not chosen.private:
        app.add_middleware(Reprints, ledger=lambda: app.state.ledger, clock=clock)
    app.add_middleware(Gate, settings=chosen, refuse=_refuse)
    app.add_middleware(Shield, failed=respond, https=chosen.https)  # added last: outermost
    return app


def _warm(ledger: Ledger) -> None:
    """Make what pictures are drawn with, and fold what changed, so that no reader waits for it."""
    try:
        plates.warm()
        ledger.refresh()
        # Tables stay as long as the process: to go through them for garbage costs a page 0.1 s now and then.
        gc.collect()
        gc.freeze()
    except DragomanError:  # the pages say so themselves; or the server stopped meanwhile
        log.exception("preparing the ledger failed")


def _refuse(request: Request, status: int, detail: str) -> Response:
    return show(request, Problem(status=status, detail=detail))
