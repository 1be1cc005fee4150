"""Pages in a real browser: Debian's Chromium, driven by Playwright; the server runs in a thread."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from dragoman.cli.demo import record_bundled
from dragoman.service import Ledger
from dragoman.web import Settings, create_app
from dragoman.web.desk import Here
from tests.web.test_paste import claims_of

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
START_S = 30.0
Serve = Callable[..., str]


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a ledger with the bundled texts, made once; nothing may be written to it."""
    place = tmp_path_factory.mktemp("bundled") / "ledger.sqlite"
    record_bundled(str(place))
    with Ledger.open(place) as book:
        book.refresh()
    return place


@pytest.fixture
def copied(bundled: Path, tmp_path: Path) -> Path:
    """Give a ledger with the bundled texts that a test may write to."""
    return Path(shutil.copy(bundled, tmp_path / "ledger.sqlite"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give a browser."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium on this machine")
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield made
        made.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Give a page; what its console says of errors, or its policy refuses, fails the test."""
    with browser.new_context(viewport={"width": 1200, "height": 900}) as context:
        made = context.new_page()
        wrong: list[str] = []
        made.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        made.on("pageerror", lambda error: wrong.append(str(error)))
        yield made
        # Pages that are meant to be refused are said in the console too.
        assert [said for said in wrong if "Failed to load resource" not in said] == []


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Give a function that serves a ledger, by `Settings`' fields, and gives its address."""
    with ExitStack() as stack:

        def served(ledger: Path, **settings: Any) -> str:
            book = stack.enter_context(Ledger.open(ledger))
            app = create_app(Settings(**settings), ledger=book, reader=Here(claims_of))
            listener = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
            config = uvicorn.Config(
                app, log_level="error", lifespan="on", timeout_graceful_shutdown=1, ws="none"
            )
            server = uvicorn.Server(config)
            thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
            thread.start()
            until = time.monotonic() + START_S
            while not server.started and time.monotonic() < until:
                time.sleep(0.02)

            def stop() -> None:
                server.should_exit = True
                thread.join(START_S)

            stack.callback(stop)
            return f"http://127.0.0.1:{listener.getsockname()[1]}"

        yield served
