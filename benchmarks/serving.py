"""A server as its users start it, and readers who ask it over connections of their own."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO
from urllib.parse import urlsplit

START_S = 60.0
_LOOK_S = 0.05  # between looks at whether it listens
_ANSWER_S = 60.0  # longer, and it counts as an error
_LISTENING = re.compile(r"serving at (http://\S+?)/?;")
_STATUS = re.compile(rb"HTTP/1\.1 (\d{3}) ")
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_AS_BROWSERS = "Accept: text/html, application/json, */*\r\nAccept-Encoding: gzip\r\n"


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer: what was asked, how long it took, what came."""

    path: str
    duration_ms: float
    status: int  # 0: none came
    size_bytes: int  # of the body, as sent

    @property
    def is_good(self) -> bool:
        """Whether it is a page, or leads to one."""
        return 200 <= self.status < 400


@contextmanager
def serving(ledger: Path | None, *options: str) -> Iterator[str]:
    """Serve a ledger, if one is given, on a free port of this machine.

    Yields:
        The server's address, without a slash at the end.

    Raises:
        TimeoutError: it does not say that it listens.
    """
    named = () if ledger is None else ("--ledger", str(ledger))
    command = [sys.executable, "-m", "dragoman", "serve", "--port", "0", *named, *options]
    with (
        TemporaryFile() as told,  # not a pipe: one that nobody empties would stop a server with much to tell
        subprocess.Popen(command, stderr=told, stdin=subprocess.DEVNULL) as process,  # noqa: S603 - our own command
    ):
        try:
            yield _address(process, told)
        finally:
            process.terminate()


def _address(process: subprocess.Popen[bytes], told: IO[bytes]) -> str:
    end = time.monotonic() + START_S
    while True:
        ended = process.poll() is not None or time.monotonic() > end
        text = _all_of(told)
        found = _LISTENING.search(text)
        if found:
            return found[1]
        if ended:
            message = f"the server does not listen: {text}"
            raise TimeoutError(message)
        time.sleep(_LOOK_S)


def _all_of(file: IO[bytes]) -> str:
    """Give what is in a file, without moving the place where the server writes on."""
    return os.pread(file.fileno(), os.fstat(file.fileno()).st_size, 0).decode(errors="replace")


def ask_each(address: str, asked: Sequence[str]) -> list[Answered]:
    """Ask one after the other, over one connection."""
    return asyncio.run(_crowd(address, [asked]))[0]


def ask_together(address: str, readers: Sequence[Sequence[str]]) -> list[Answered]:
    """Ask as so many readers at once, each of whom asks on as soon as an answer has come."""
    return [answer for answers in asyncio.run(_crowd(address, readers)) for answer in answers]


async def _crowd(address: str, readers: Sequence[Sequence[str]]) -> list[list[Answered]]:
    return await asyncio.gather(*(_reader(address, asked) for asked in readers))


async def _reader(address: str, asked: Sequence[str]) -> list[Answered]:
    connection = _Connection(address)
    try:
        return [await connection.ask(path) for path in asked]
    finally:
        connection.close()


class _Connection:
    """Speaks as much of HTTP as the server does: this costs a tenth of what a whole client costs."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._host, self._port = str(parts.hostname), int(parts.port or 80)
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, path: str) -> Answered:
        began = time.perf_counter()
        try:
            status, size = await asyncio.wait_for(self._exchange(path), _ANSWER_S)
        except (OSError, asyncio.IncompleteReadError, TimeoutError):
            status, size = 0, 0
            self.close()
        return Answered(path, 1000 * (time.perf_counter() - began), status, size)

    async def _exchange(self, path: str) -> tuple[int, int]:
        if self._streams is None:
            self._streams = await asyncio.open_connection(self._host, self._port)
        source, sink = self._streams
        head = f"GET {path} HTTP/1.1\r\nHost: {self._host}:{self._port}\r\n{_AS_BROWSERS}\r\n"
        sink.write(head.encode())
        answer = await source.readuntil(b"\r\n\r\n")
        status, length = _STATUS.match(answer), _LENGTH.search(answer)
        if status is None:
            raise ConnectionError(answer[:40])
        size = len(await source.readexactly(int(length[1]))) if length else await self._chunks(source)
        return int(status[1]), size

    async def _chunks(self, source: asyncio.StreamReader) -> int:
        size = 0
        while True:
            chunk = int(await source.readuntil(b"\r\n"), 16)
            await source.readexactly(chunk + 2)
            if chunk == 0:
                return size
            size += chunk

    def close(self) -> None:
        """Hang up."""
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None
