"""Servers for a browser: the real application, on a free port of this machine, in a thread."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn

from dragoman.service import Ledger
from dragoman.web import Settings, create_app
from tests.browser.story import NOW

_STARTS_S = 30.0


@contextmanager
def served(place: Path, **settings: Any) -> Iterator[str]:
    """Serve a ledger, at an instant that stays the same; give the address of its pages."""
    chosen: dict[str, Any] = {"logins_per_minute": 1000, "writes_per_minute": 1000, **settings}
    with socket.create_server(("127.0.0.1", 0), backlog=100) as listener:
        port = listener.getsockname()[1]
        with Ledger.open(place, clock=lambda: NOW) as ledger:
            app = create_app(Settings(ledger=place, **chosen), ledger=ledger, clock=lambda: NOW)
            config = uvicorn.Config(app, log_level="warning", access_log=False, lifespan="on", ws="none")
            server = uvicorn.Server(config)
            thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
            thread.start()
            try:
                _wait_for(server, thread)
                yield f"http://127.0.0.1:{port}"
            finally:
                server.should_exit = True
                thread.join(_STARTS_S)


def _wait_for(server: uvicorn.Server, thread: threading.Thread) -> None:
    end = time.monotonic() + _STARTS_S
    while not server.started:
        if not thread.is_alive() or time.monotonic() > end:
            message = "the server does not start"
            raise RuntimeError(message)
        time.sleep(0.02)
