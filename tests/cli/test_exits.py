"""How commands end: exit codes, one-line messages, no traceback; a closed pipe, an interruption."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import click
import pytest

from dragoman import errors
from dragoman.cli import exits
from dragoman.cli.app import COMMANDS, app
from dragoman.ledger import writing
from dragoman.ledger.store import Store
from dragoman.ledger.tables import HEAD
from dragoman.records import Claim, Document, Span
from tests.ask import build
from tests.cli.conftest import Run
from tests.cli.texts import CUBA

SAMPLES: dict[type[errors.DragomanError], errors.DragomanError] = {
    type(error): error
    for error in (
        errors.DataError(file="a", problem="b"),
        errors.DocumentError(file="a", problem="b", remedy="c"),
        errors.UnknownPartyError(name="a"),
        errors.AmbiguousPartyError(name="a", candidates=("b",)),
        errors.CalendarError(text="a"),
        errors.SpanOutOfRangeError(document="a", span=Span(0, 1), length=0),
        errors.QuestionError(problem="a", remedy="b"),
        errors.LedgerError(ledger="a", problem="b", remedy="c"),
        errors.ModelError(path="a", problem="b"),
        errors.UnknownRecordError(what="claim", id="a"),
        errors.MissingExtraError(extra="a", needed_for="b"),
    )
}


def leaves(kind: type[errors.DragomanError]) -> Iterator[type[errors.DragomanError]]:
    below = kind.__subclasses__()
    if not below:
        yield kind
    for one in below:
        yield from leaves(one)


@pytest.fixture
def asked(dragoman: Run, tmp_path: Path) -> Run:
    build.ledger(str(tmp_path / "ledger.sqlite")).close()
    return dragoman


# ------------------------------------------------------------------------------------- the table


def test_every_error_has_its_exit_code() -> None:
    ours = {kind for kind in leaves(errors.DragomanError) if kind.__module__ == "dragoman.errors"}
    assert ours == set(SAMPLES)
    codes = {kind.__name__: exits.exit_code(error) for kind, error in SAMPLES.items()}
    assert {name for name, code in codes.items() if code == 3} == {"LedgerError"}
    assert {name for name, code in codes.items() if code == 4} == {"DataError", "MissingExtraError"}
    assert set(codes.values()) == {2, 3, 4}


def test_the_codes_are_listed_in_the_module() -> None:
    listed = {line.split()[0] for line in (exits.__doc__ or "").splitlines() if line.strip()[:1].isdigit()}
    assert listed == {"0", "1", "2", "3", "4", "130", "141"}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(dragoman: Run, name: str) -> None:
    ended = dragoman(name, "--help")
    assert ended.code == 0
    assert ended.out.startswith(f"Usage: dragoman {name}")
    assert len(ended.out.splitlines()) > 8


WRITE_FILES = ("demo", "export", "map", "plot", "serve", "train")


@pytest.mark.parametrize("name", [name for name in COMMANDS if name not in WRITE_FILES])
def test_every_command_that_answers_takes_a_format(name: str) -> None:
    command = app.get_command(click.Context(app), name)
    assert command is not None
    (style,) = [parameter for parameter in command.params if "--format" in parameter.opts]
    assert isinstance(style.type, click.Choice)
    assert list(style.type.choices) == ["table", "json", "jsonl", "csv"]


def test_the_list_of_commands_imports_none_of_them() -> None:
    heavy = "{'sqlalchemy', 'rich', 'dragoman.records'} & set(sys.modules)"
    script = f"import sys; from dragoman.cli import run; run(['--help']); sys.exit(len({heavy}))"
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)  # noqa: S603
    assert ended.returncode == 0
    assert all(f"\n  {name} " in ended.stdout for name in COMMANDS)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(("stauts",), "No such command 'stauts'", id="command"),
        pytest.param(("status", "RUS", "AFG", "--onn", "2025-01-01"), "No such option", id="option"),
        pytest.param(("status", "RUS", "AFG", "--format", "xml"), "'xml' is not one of", id="format"),
        pytest.param(("read",), "Missing argument", id="argument"),
    ],
)
def test_a_wrong_call_ends_with_2(dragoman: Run, arguments: tuple[str, ...], words: str) -> None:
    ended = dragoman(*arguments)
    assert ended.code == 2
    assert words in ended.err


# ------------------------------------------------------------------------------- ledgers in trouble


def test_a_ledger_that_is_not_there(dragoman: Run) -> None:
    ended = dragoman("status", "RUS", "AFG")
    assert (ended.code, ended.out) == (3, "")
    assert "does not exist; record a document first" in ended.err
    assert ended.err.count("\n") == 1


def test_another_programs_database(dragoman: Run, tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    with sqlite3.connect(path) as conn:
        conn.execute("CREATE TABLE recipes (name TEXT)")
    conn.close()
    before = path.read_bytes()
    for arguments in (("status", "RUS", "AFG"), ("read", "-")):
        ended = dragoman(*arguments, "--ledger", path, stdin=CUBA.encode())
        assert ended.code == 3
        assert "belongs to another program" in ended.err
    assert path.read_bytes() == before


def test_a_file_that_is_no_database(dragoman: Run, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Buy milk. " * 200, encoding="utf-8")
    ended = dragoman("timeline", "USA", "--ledger", path)
    assert ended.code == 3
    assert "is not an SQLite file" in ended.err


def test_a_ledger_of_a_newer_version(asked: Run, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "ledger.sqlite") as conn:
        conn.execute("UPDATE alembic_version SET version_num = '9999'")
    conn.close()
    ended = asked("status", "RUS", "AFG")
    assert ended.code == 3
    assert "newer version of Dragoman" in ended.err
    assert HEAD in ended.err


def test_a_ledger_that_is_locked(asked: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    patient = Store.open
    monkeypatch.setattr(Store, "open", partial(patient, timeout_s=0.1))
    path = tmp_path / "ledger.sqlite"
    conn = sqlite3.connect(path)
    conn.execute("BEGIN EXCLUSIVE")
    try:
        ended = asked("read", "-", "-q", stdin=CUBA.encode())
    finally:
        conn.rollback()
        conn.close()
    assert ended.code == 3
    assert "locked" in ended.err
    assert "Traceback" not in ended.err


@pytest.fixture
def protected(dragoman: Run) -> Iterator[Path]:
    """Give a ledger that this user may read and not write; root becomes nobody meanwhile."""
    folder = Path(tempfile.mkdtemp())
    path = folder / "ledger.sqlite"
    build.ledger(str(path)).close()
    for warm_up in (("read", "-", "-q"), ("status", "RUS", "AFG"), ("changes", "--since", "2025-01-01")):
        dragoman(*warm_up, "--ledger", folder / "other.sqlite", stdin=CUBA.encode())  # imports, as root
    (folder / "other.sqlite").unlink()
    path.chmod(0o444)
    folder.chmod(0o555)
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        yield path
    finally:
        os.seteuid(user)
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_a_ledger_that_may_not_be_written_can_be_asked(dragoman: Run, protected: Path) -> None:
    ended = dragoman("status", "RUS", "AFG", "--on", "2025-07-10", "--ledger", protected)
    assert (ended.code, ended.err) == (0, "")
    assert "recognized  2025-07-03" in ended.out
    assert dragoman("changes", "--since", "2025-01-01", "--ledger", protected).code == 0


def test_a_ledger_that_may_not_be_written_records_nothing(dragoman: Run, protected: Path) -> None:
    before = protected.read_bytes()
    ended = dragoman("read", "-", "-q", "--ledger", protected, stdin=CUBA.encode())
    assert ended.code == 3
    assert "cannot be written to" in ended.err
    assert protected.read_bytes() == before


def test_a_folder_in_place_of_a_ledger(dragoman: Run, tmp_path: Path) -> None:
    ended = dragoman("read", "-", "-q", "--ledger", tmp_path, stdin=CUBA.encode())
    assert ended.code == 3
    assert ended.err.startswith(f"dragoman: ledger {tmp_path}: ")


def test_a_postgresql_that_is_down(dragoman: Run) -> None:
    ended = dragoman("status", "RUS", "AFG", "--ledger", "postgresql://me:secret@127.0.0.1:1/none")
    assert ended.code == 3
    assert "cannot be reached" in ended.err
    assert "secret" not in ended.err


def test_an_address_that_is_none(dragoman: Run) -> None:
    ended = dragoman("status", "RUS", "AFG", "--ledger", "mysql://localhost/x")
    assert ended.code == 3
    assert "are not supported" in ended.err


def test_nothing_of_a_document_is_recorded_when_recording_fails(
    asked: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was recorded before stays; of the failing document there is no trace."""
    real = writing._add_document

    def failing(conn: object, document: object, *rest: object) -> None:
        real(conn, document, *rest)  # type: ignore[arg-type]
        raise errors.LedgerError(ledger="here", problem="the disk is full", remedy="make room")

    monkeypatch.setattr(writing, "_add_document", failing)
    ended = asked("read", "-", "-q", stdin=CUBA.encode())
    monkeypatch.undo()
    assert ended.code == 3
    with sqlite3.connect(tmp_path / "ledger.sqlite") as conn:
        counts = [conn.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("documents", "entries")]  # noqa: S608
    conn.close()
    assert counts == [3, 3]


def test_shells_complete_commands(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("_DRAGOMAN_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "dragoman tim")
    monkeypatch.setenv("COMP_CWORD", "1")
    with pytest.raises(SystemExit):
        exits.run([])
    assert "timeline" in capsys.readouterr().out


# ------------------------------------------------------------------------------ the whole process


def command(*arguments: str | Path) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-m", "dragoman", *map(str, arguments)]
    nothing, pipe = subprocess.DEVNULL, subprocess.PIPE
    return subprocess.Popen(words, stdin=nothing, stdout=pipe, stderr=pipe)  # noqa: S603


def test_the_version_is_told() -> None:
    with command("--version") as process:
        out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, b"")
    assert out.startswith(b"dragoman 0.")


def test_a_reader_that_goes_away_is_no_error(asked: Run, tmp_path: Path) -> None:
    """As in `dragoman export claims | head -1`."""
    book = build.ledger(str(tmp_path / "many.sqlite"))
    with book:
        for number in range(120):
            doc, claims = _numbered(number)
            book.record(doc, claims=claims)
    with command("export", "claims", "--ledger", tmp_path / "many.sqlite") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        err = process.stderr.read()
        code = process.wait(timeout=60)
    assert (code, err) == (141, b"")


def _numbered(number: int) -> tuple[Document, list[Claim]]:
    said = replace(build.SEVERED, sentence=f"{build.SEVERED.sentence} Number {number}. {'And more. ' * 20}")
    return build.document(f"doc-{number}", said)


def test_an_interruption_is_no_traceback(tmp_path: Path) -> None:
    fifo = tmp_path / "slow.txt"
    os.mkfifo(fifo)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a command inherits that it is ignored
    try:
        process = command("read", fifo, "--ledger", tmp_path / "l.sqlite")
    finally:
        signal.signal(signal.SIGINT, before)
    with process:
        deadline = time.monotonic() + 30
        while not (tmp_path / "l.sqlite").exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"interrupted" in err
    assert b"Traceback" not in err
