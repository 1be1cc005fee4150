"""`dragoman serve`: a ledger as pages, for a browser on this machine or for others."""

from __future__ import annotations

import errno
import os
import signal
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from dragoman.cli.demo import record_bundled
from dragoman.cli.exits import DONE
from dragoman.cli.messages import warn
from dragoman.cli.options import ledger_option
from dragoman.cli.progress import Progress
from dragoman.errors import MissingExtraError, QuestionError
from dragoman.service import Ledger

if TYPE_CHECKING:
    from fastapi import FastAPI

_NEEDED = ("fastapi", "itsdangerous", "jinja2", "limits", "python_multipart", "uvicorn")
_SHORTEST = 8  # characters of a password or token
_GRACE_S = 3  # for what is under way when the server stops
_CONNECTIONS = 100  # that wait to be taken

_path = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Where to listen.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one."
)
@click.option(
    "--demo", is_flag=True, help="Serve the bundled texts; thrown away afterwards, unless --ledger."
)
@click.option(
    "--password-file", type=_path, metavar="FILE", help="Whoever knows this password may write, on the pages."
)
@click.option(
    "--token-file", type=_path, metavar="FILE", help="Programs that send this token may write, by the API."
)
@click.option("--public", is_flag=True, help="Let everybody read who can reach ADDRESS, without a password.")
@click.option("--name", "names", multiple=True, metavar="NAME", help="Host name of the pages; repeatable.")
@click.option(
    "--proxy", is_flag=True, help="A proxy on this machine serves the pages to others, by HTTPS alone."
)
@click.option("--open", "opens", is_flag=True, help="Open the first page in a browser.")
@ledger_option
@click.pass_context
def serve(
    context: click.Context,
    host: str,
    port: int,
    demo: bool,
    password_file: Path | None,
    token_file: Path | None,
    public: bool,
    names: tuple[str, ...],
    proxy: bool,
    opens: bool,
    ledger: str | None,
) -> int:
    """Serve the ledger as pages: http://127.0.0.1:8000, until Ctrl-C.

    On this machine everybody may read; writing needs a password or token. For others, on another --host
    or through a --proxy, reading needs it too, unless --public. Needs the extra: pip install 'dragoman[web]'.

    Such as: dragoman serve --demo --open
    """
    _check_extra()
    from dragoman.web import Settings, create_app
    from dragoman.web.settings import LOCAL_NAMES

    password, token = _secret(password_file), _secret(token_file)
    shared = proxy or not is_local(host)
    if shared and not (public or password or token):
        problem = f"on {host} others could read the ledger"
        remedy = "give --password-file, or --public to let everybody read"
        raise QuestionError(problem=problem, remedy=remedy)
    named = context.get_parameter_source("ledger") is ParameterSource.COMMANDLINE
    if demo and not named:
        ledger = None  # DRAGOMAN_LEDGER is not a place for texts of a demonstration
    with _listening(host, port) as listener, _ledger(ledger, demo=demo, named=named) as place:
        settings = Settings(
            ledger=place,
            demo=demo and ledger is None,
            password=password,
            token=token,
            hosts=LOCAL_NAMES | {name.lower() for name in (*names, socket.gethostname())},
            https=proxy,
            private=shared and not public,
            warm=True,
        )
        with Ledger.open(place) as book:
            _run(create_app(settings, ledger=book), listener, proxy=proxy, opens=opens)
    return DONE


def is_local(host: str) -> bool:
    """Say whether only this machine reaches an address."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _check_extra() -> None:
    if any(find_spec(name) is None for name in _NEEDED):
        raise MissingExtraError(extra="web", needed_for="serving pages")


def _secret(path: Path | None) -> str:
    """Give the first line of a file that holds a password or token; "" without a file."""
    if path is None:
        return ""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not text"
        problem = f"{path} cannot be read ({reason})"
        remedy = "name a file with the password on its first line"
        raise QuestionError(problem=problem, remedy=remedy) from error
    secret = lines[0].strip() if lines else ""
    if len(secret) < _SHORTEST:
        problem = f"{path} holds no password: its first line has fewer than {_SHORTEST} characters"
        raise QuestionError(problem=problem, remedy="write a longer one there")
    if os.name == "posix" and path.stat().st_mode & 0o077:
        warn(f"{path} can be read by others on this machine; chmod 600 keeps it yours")
    return secret


@contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    """Listen, before anything that takes time is done."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, _, _, _, address = found[0]
        listener = socket.create_server(address[:2], family=family, backlog=_CONNECTIONS)
    except socket.gaierror as error:
        problem = f"{host} is no address of this machine"
        raise QuestionError(problem=problem, remedy="leave --host out, or give 0.0.0.0") from error
    except OSError as error:
        raise _refusal(host, port, error) from error
    # What is accepted inherits it. asyncio would set it, but not on sockets made like this one: without it,
    # the second part of an answer waits 40 ms for a browser to say that it has the first.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    with listener:
        yield listener


def _refusal(host: str, port: int, error: OSError) -> QuestionError:
    if error.errno == errno.EADDRINUSE:
        problem = f"port {port} of {host} is taken"
        return QuestionError(problem=problem, remedy="stop who has it, or give --port 0 for a free one")
    if error.errno == errno.EACCES:
        problem = f"port {port} needs more rights than you have"
        return QuestionError(problem=problem, remedy="give a --port above 1023")
    problem = f"nothing can listen on {host} port {port} ({error.strerror})"
    return QuestionError(problem=problem, remedy="give another --host or --port")


@contextmanager
def _ledger(ledger: str | None, *, demo: bool, named: bool) -> Iterator[str | None]:
    """Give where the ledger is; that of a demonstration is filled, and thrown away unless it was named."""
    if not demo:
        if named:
            Ledger.open(ledger, create=False).close()  # a slip of the pen must not make an empty ledger
        yield ledger
        return
    with tempfile.TemporaryDirectory(prefix="dragoman-demo-") as folder:
        place = ledger or str(Path(folder) / "demo.sqlite")
        with Progress("articles") as progress:
            record_bundled(place, progress=progress.reach)
        yield place


def _run(app: FastAPI, listener: socket.socket, *, proxy: bool, opens: bool) -> None:
    """Serve until Ctrl-C or SIGTERM."""
    import uvicorn

    address = _address(listener)

    class Server(uvicorn.Server):
        """Says where it listens, once it does."""

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                warn(f"serving at {address}; stop with Ctrl-C")
                if opens:
                    click.launch(address)

    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=proxy,
        lifespan="on",
        timeout_graceful_shutdown=_GRACE_S,
    )
    # uvicorn raises the signal once more when it has stopped; this lets what was opened be closed.
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with suppress(KeyboardInterrupt):
            Server(config).run(sockets=[listener])
    finally:
        signal.signal(signal.SIGTERM, before)


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    if ip_address(host).is_unspecified:
        host = socket.gethostname()
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
