"""Pasted texts are read in a process of their own, one after the other.

Reading takes the interpreter for seconds, which pages would wait for, and a text can be made so that it takes
much longer: a process can be ended, a thread cannot. What was read is kept for a while, so that it can be
recorded without sending it again.
"""

from __future__ import annotations

import os
import secrets
import signal
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import Lock
from typing import Annotated, Protocol

from fastapi import Depends, Request

from dragoman.records import Claim, Document
from dragoman.web.problems import ProblemError
from dragoman.web.settings import Settings

_KEPT = 50  # readings
_KEPT_CHARS = 5_000_000  # of their texts together, with what their claims take
_CLAIM_CHARS = 1000  # that a claim takes in memory, or so
_STOPS_S = 5.0  # that a process may take to end
_POLITE = 5  # what is added to the niceness of the reading process: pages go first


@dataclass(frozen=True, slots=True)
class Reading:
    """A text that was read, and what it claims."""

    document: Document
    claims: tuple[Claim, ...]

    @property
    def size(self) -> int:
        """What it takes in memory, in characters of text."""
        return len(self.document.text) + _CLAIM_CHARS * len(self.claims)


class Reader(Protocol):
    """Reads one text at a time."""

    def read(self, doc: Document, timeout_s: float) -> Sequence[Claim]:
        """Give a text's claims; `TimeoutError` where that takes too long."""

    def close(self) -> None:
        """Free what it holds."""


class Desk:
    """Where pasted texts are read; threads may share it.

    Args:
        settings: How many may wait, and how long reading may take.
        reader: Who reads; a process of its own where none is given.
    """

    def __init__(self, settings: Settings, reader: Reader | None = None) -> None:
        self._settings = settings
        self._reader = reader or Apart()
        self._turn, self._count = Lock(), Lock()
        self._here = 0
        self._kept: OrderedDict[str, Reading] = OrderedDict()

    def close(self) -> None:
        """End the reading process."""
        self._reader.close()

    def read(self, doc: Document) -> tuple[str, Reading]:
        """Read a text; give the key under which the reading is kept, and the reading.

        Raises:
            ProblemError: too many texts wait, or this one takes too long.
        """
        with self._place(), self._my_turn():
            try:
                claims = self._reader.read(doc, self._settings.paste_s)
            except TimeoutError as error:
                raise ProblemError(
                    422,
                    f"Reading this text takes longer than {self._settings.paste_s:g} seconds.",
                    remedy="Paste a part of it, or read it on the command line: dragoman read FILE.",
                ) from error
        return self._keep(Reading(doc, tuple(claims)))

    def kept(self, key: str) -> Reading:
        """Give a reading that was made a while ago.

        Raises:
            ProblemError: it is no longer kept.
        """
        with self._count:
            reading = self._kept.get(key)
        if reading is None:
            detail = "This text is no longer kept here."
            raise ProblemError(410, detail, remedy="Paste it again; it takes no longer than before.")
        return reading

    def _keep(self, reading: Reading) -> tuple[str, Reading]:
        key = secrets.token_urlsafe(18)
        with self._count:
            self._kept[key] = reading
            while len(self._kept) > 1 and (
                len(self._kept) > _KEPT or sum(r.size for r in self._kept.values()) > _KEPT_CHARS
            ):
                self._kept.popitem(last=False)
        return key, reading

    @contextmanager
    def _place(self) -> Iterator[None]:
        with self._count:
            if self._here > self._settings.waiting:
                raise _busy(self._settings.paste_s)
            self._here += 1
        try:
            yield
        finally:
            with self._count:
                self._here -= 1

    @contextmanager
    def _my_turn(self) -> Iterator[None]:
        if not self._turn.acquire(timeout=self._settings.paste_s):
            raise _busy(self._settings.paste_s)
        try:
            yield
        finally:
            self._turn.release()


class Apart:
    """Reads in a process of its own, begun with the first text, ended where one takes too long."""

    def __init__(self) -> None:
        self._context = get_context("spawn")  # a forked child would share connections and threads
        self._line: Connection | None = None
        self._end: Callable[[], None] = _nothing

    def read(self, doc: Document, timeout_s: float) -> Sequence[Claim]:
        """Give a text's claims.

        Raises:
            TimeoutError: it took longer than `timeout_s` seconds; the process has been ended.
            RuntimeError: the process died.
        """
        line = self._line or self._begin()
        try:
            line.send(doc)
            if not line.poll(timeout_s):
                self.close()
                raise TimeoutError
            found: Sequence[Claim] | Exception = line.recv()
        except (EOFError, BrokenPipeError, ConnectionError) as error:
            self.close()
            message = "the reading process was ended from outside, as by lack of memory"
            raise RuntimeError(message) from error
        if isinstance(found, Exception):
            raise found
        return found

    def close(self) -> None:
        """End the process, whatever it does."""
        self._end()
        self._line, self._end = None, _nothing

    def _begin(self) -> Connection:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_work, args=(theirs,), name="dragoman-reader", daemon=True)
        process.start()
        theirs.close()

        def end() -> None:
            process.kill()
            process.join(_STOPS_S)
            ours.close()

        self._line, self._end = ours, end
        return ours


def open_desk(request: Request) -> Desk:
    """Give the desk of the application."""
    desk: Desk = request.app.state.desk
    return desk


DeskDep = Annotated[Desk, Depends(open_desk)]


def _nothing() -> None:
    """End nothing."""


def _busy(wait_s: float) -> ProblemError:
    return ProblemError(
        503,
        "Other texts are being read just now.",
        remedy="Try again in a minute.",
        headers={"Retry-After": str(round(wait_s))},
    )


def _work(line: Connection) -> None:
    """Read what comes, until the server goes away."""
    from dragoman.reading import Manner

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends us in order
    if hasattr(os, "nice"):
        with suppress(OSError):
            os.nice(_POLITE)
    manner = Manner(threads=1)
    while True:
        try:
            doc: Document = line.recv()
        except EOFError:
            return
        try:
            line.send(manner.read(doc))
        except Exception as error:  # told to the server, which knows what to do with each
            line.send(error)
