from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import date

import pytest

from dragoman.records import Claim, Document
from dragoman.web import Settings
from dragoman.web.desk import Apart, Desk
from dragoman.web.problems import ProblemError
from tests.web.readers import Here
from tests.web.texts import recognition

DOC = Document(text="Moscow recognized the Taliban on Thursday.", name="wire", published=date(2025, 7, 4))


class Slow:
    """A reader that waits until it is let go, or is out of time at once."""

    def __init__(self) -> None:
        self.begun, self.let_go = threading.Event(), threading.Event()

    def read(self, doc: Document, timeout_s: float) -> Sequence[Claim]:
        self.begun.set()
        if not self.let_go.wait(timeout_s):
            raise TimeoutError
        return []

    def close(self) -> None:
        self.let_go.set()


def test_reading_is_kept_under_its_key_and_no_other() -> None:
    desk = Desk(Settings(), Here(lambda doc: []))
    key, reading = desk.read(DOC)
    assert desk.kept(key) is reading
    with pytest.raises(ProblemError) as gone:
        desk.kept("another")
    assert gone.value.status_code == 410


def test_only_the_latest_readings_are_kept() -> None:
    desk = Desk(Settings(), Here(lambda doc: []))
    keys = [desk.read(DOC)[0] for _ in range(60)]
    assert desk.kept(keys[-1])
    with pytest.raises(ProblemError):
        desk.kept(keys[0])


def test_readings_with_many_claims_are_kept_for_less() -> None:
    _, (claim,) = recognition()
    desk = Desk(Settings(), Here(lambda doc: [claim] * 2000))
    keys = [desk.read(DOC)[0] for _ in range(5)]
    assert desk.kept(keys[-1])
    with pytest.raises(ProblemError):
        desk.kept(keys[0])


def test_too_many_at_once_are_refused() -> None:
    slow = Slow()
    desk = Desk(Settings(waiting=0), slow)
    first = threading.Thread(target=desk.read, args=(DOC,))
    first.start()
    slow.begun.wait(10)
    with pytest.raises(ProblemError) as refused:
        desk.read(DOC)
    slow.let_go.set()
    first.join(10)
    assert refused.value.status_code == 503
    assert desk.read(DOC)


def test_text_that_takes_too_long_is_refused_and_the_next_is_read() -> None:
    slow = Slow()
    desk = Desk(Settings(paste_s=0.01), slow)
    with pytest.raises(ProblemError) as refused:
        desk.read(DOC)
    assert refused.value.status_code == 422
    slow.let_go.set()
    assert desk.read(DOC)


def test_process_of_its_own_reads_is_ended_when_it_takes_too_long_and_begins_again() -> None:
    apart = Apart()
    try:
        assert [claim.type for claim in apart.read(DOC, 120)] == ["recognize"]
        with pytest.raises(TimeoutError):
            apart.read(Document(text="Russia recognized Cuba. " * 20_000, name="long"), 0.2)
        assert [claim.type for claim in apart.read(DOC, 120)] == ["recognize"]
        with pytest.raises((AttributeError, TypeError)):
            apart.read(Document(text=5, name="none"), 120)  # type: ignore[arg-type]
    finally:
        apart.close()
