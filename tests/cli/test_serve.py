from __future__ import annotations

import importlib.util
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from dragoman.cli import serve
from dragoman.service import Ledger
from tests.cli.conftest import Run

ADDRESS = re.compile(r"serving at (http://\S+);")


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """Serve nothing, and keep with which settings."""
    seen: list[dict[str, object]] = []

    def run(app: object, listener: socket.socket, **options: object) -> None:
        settings = app.state.settings  # type: ignore[attr-defined]
        place = Path(str(settings.ledger)) if settings.ledger else None
        there = place is not None and place.exists()
        seen.append({"settings": settings, "there": there, "place": place, **options})

    monkeypatch.setattr(serve, "_run", run)
    return seen


def one(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)
    return path


def test_port_that_is_taken_is_said(dragoman: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        ended = dragoman("serve", "--port", str(port))
    assert ended.code == 2
    assert f"port {port} of 127.0.0.1 is taken" in ended.err
    assert "--port 0" in ended.err


def test_missing_extra_names_its_remedy(dragoman: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    real = importlib.util.find_spec
    monkeypatch.setattr(serve, "find_spec", lambda name: None if name == "uvicorn" else real(name))
    ended = dragoman("serve")
    assert ended.code == 4
    assert "pip install 'dragoman[web]'" in ended.err


@pytest.mark.parametrize("option", ["--password-file", "--token-file"])
def test_file_of_a_password_must_be_there_and_hold_one(dragoman: Run, tmp_path: Path, option: str) -> None:
    missing = dragoman("serve", option, tmp_path / "none")
    short = dragoman("serve", option, one(tmp_path / "short", "abc\n"))
    empty = dragoman("serve", option, one(tmp_path / "empty", ""))
    assert (missing.code, short.code, empty.code) == (2, 2, 2)
    assert "cannot be read" in missing.err
    assert "fewer than 8 characters" in short.err


def test_password_that_others_can_read_is_warned_of(
    dragoman: Run, tmp_path: Path, served: list[dict[str, object]]
) -> None:
    path = one(tmp_path / "password", "correct horse battery\n")
    path.chmod(0o644)
    assert "chmod 600" in dragoman("serve", "--port", "0", "--password-file", path).err


@pytest.mark.parametrize("options", [("--host", "0.0.0.0"), ("--proxy",)], ids=str)  # noqa: S104 - is refused
def test_others_are_not_served_unless_that_was_meant(dragoman: Run, options: tuple[str, ...]) -> None:
    ended = dragoman("serve", "--port", "0", *options)
    assert ended.code == 2
    assert "--public" in ended.err


def test_reading_by_others_needs_the_password_unless_public(
    dragoman: Run, tmp_path: Path, served: list[dict[str, object]]
) -> None:
    secret = one(tmp_path / "password", "correct horse battery\n")
    shared = ("serve", "--port", "0", "--host", "0.0.0.0", "--password-file", secret)  # noqa: S104 - is refused
    assert dragoman(*shared).code == 0
    assert dragoman(*shared, "--public").code == 0
    assert dragoman("serve", "--port", "0", "--password-file", secret).code == 0
    assert [seen["settings"].private for seen in served] == [True, False, False]  # type: ignore[attr-defined]


def test_ledger_that_was_named_must_be_there(dragoman: Run, tmp_path: Path) -> None:
    ended = dragoman("serve", "--port", "0", "--ledger", tmp_path / "slip.sqlite")
    assert ended.code == 3
    assert not (tmp_path / "slip.sqlite").exists()


def test_demonstration_is_thrown_away_unless_its_ledger_is_named(
    dragoman: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, served: list[dict[str, object]]
) -> None:
    monkeypatch.setattr(serve, "record_bundled", lambda place, *, progress: Ledger.open(place).close())
    assert dragoman("serve", "--demo", "--port", "0").code == 0
    kept = tmp_path / "kept.sqlite"
    assert dragoman("serve", "--demo", "--port", "0", "--ledger", kept).code == 0
    first, second = served
    assert first["there"]
    assert not Path(str(first["place"])).exists()
    assert Path(str(first["place"])) != Path(os.environ["DRAGOMAN_LEDGER"])
    assert kept.exists()
    assert (first["settings"].demo, second["settings"].demo) == (True, False)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("host", "local"),
    [("127.0.0.1", True), ("localhost", True), ("::1", True), ("0.0.0.0", False), ("example.org", False)],  # noqa: S104
)
def test_only_this_machine_is_local(host: str, local: bool) -> None:
    assert serve.is_local(host) is local


def test_server_serves_and_stops_in_order_when_it_is_told_to(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.sqlite"
    Ledger.open(ledger).close()
    command = [sys.executable, "-m", "dragoman", "serve", "--port", "0", "--ledger", str(ledger)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603 - of our own
        assert process.stderr
        found = ADDRESS.search(process.stderr.readline())
        assert found
        with urllib.request.urlopen(found[1], timeout=30) as response:  # noqa: S310 - of our own
            page = response.read().decode()
            assert response.headers["content-security-policy"]
        process.send_signal(signal.SIGTERM)
        code = process.wait(30)
        rest = process.stderr.read()
    assert "Nothing is on record yet" in page
    assert (code, rest) == (0, "")
