"""Commands and code of a page, run in a folder of their own: what a page shows is what the program says.

A page has
    ```console      lines "$ dragoman …" (a line that ends in a backslash goes on) with what they print
    ```python       code, run in order; what it prints stands in a block ```text after <!-- output -->
    <!-- file: NAME -->    before a block: its content is put into the file NAME first
    <!-- hidden: dragoman … -->    a command that is run without being shown

An id in a command that nothing on the page has printed gives way to the last id printed above it, since ids
change with what is read. Output is as on a terminal of 100 columns, without its colours. The clock stands at
`NOW` and moves on by a minute with each command: the same page gives the same output on every day.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shlex
import tempfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any, Self
from unittest.mock import patch

from dragoman.cli import run

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
COLUMNS = 100
LEDGER = "ledger.sqlite"
_ENVIRONMENT = {"COLUMNS": str(COLUMNS), "TERM": "xterm", "DRAGOMAN_LEDGER": LEDGER}
_ID = re.compile(r"\b[0-9a-f]{10}\b")
_PRETTY = " | python -m json.tool"  # the one pipe that pages may show
_STYLE = re.compile(r"\x1b\[[0-9;]*m")
_PART = re.compile(
    r"<!-- hidden: (?P<hidden>[^\n]+) -->"
    r"|<!-- file: (?P<file>\S+) -->\n```\w*\n(?P<content>.*?)\n```"
    r"|```console\n(?P<console>.*?)\n```"
    r"|```python\n(?P<python>.*?)\n```(?:(?P<told>\n\n<!-- output -->\n```text\n)(?:[^\n]*\n)*?```)?",
    re.DOTALL,
)


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class _Clock(datetime):
    """Stands in for `datetime` where the service reads the clock."""

    current = NOW

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        return cls.current.astimezone(tz)  # type: ignore[return-value]


def refresh(page: str) -> str:
    """Give a page with everything run again and its output put in place.

    Raises:
        RuntimeError: a command cannot be run here, or a block of Python fails.
    """
    names: dict[str, Any] = {"__name__": "page"}
    ids: list[str] = []

    def part(match: re.Match[str]) -> str:
        if match["hidden"]:
            _command(match["hidden"])
        elif match["file"]:
            with open(match["file"], "w", encoding="utf-8") as stream:  # noqa: PTH123 - a plain name
                stream.write(match["content"] + "\n")
        elif match["console"]:
            return f"```console\n{_session(match['console'], ids)}\n```"
        else:
            printed = _python(match["python"], names)
            if match["told"]:
                return f"```python\n{match['python']}\n```{match['told']}{printed}\n```"
        return match[0]

    with _folder():
        return _PART.sub(part, page)


def run_all(commands: Iterable[str]) -> None:
    """Run commands as those of one page are run; what they print is not kept."""
    with _folder():
        for command in commands:
            _command(command)


@contextlib.contextmanager
def _folder() -> Iterator[None]:
    """Work in an empty folder, with a ledger and a clock of its own."""
    _Clock.current = NOW
    with (
        tempfile.TemporaryDirectory(prefix="dragoman-page-") as folder,
        contextlib.chdir(folder),
        patch.dict(os.environ, _ENVIRONMENT),
        patch("dragoman.service.datetime", _Clock),
    ):
        yield


def _session(block: str, ids: list[str]) -> str:
    """Give a console block with the output of its commands; `ids` grows by the ids that they print."""
    shown = []
    for command in re.findall(r"^\$ ((?:.*\\\n)*.*)", block, re.MULTILINE):
        current = command
        for unknown in set(_ID.findall(command)).difference(ids):
            current = current.replace(unknown, ids[-1])
        output = _command(current.replace("\\\n", " "))
        ids += _ID.findall(output)
        shown.append(f"$ {current}\n{output}".rstrip())
    return "\n\n".join(shown)


def _command(line: str) -> str:
    """Run `dragoman …`, or `cat FILE`; give what it prints, standard error last."""
    name, *arguments = shlex.split(line.removesuffix(_PRETTY))
    if name == "cat":
        with open(arguments[0], encoding="utf-8") as stream:  # noqa: PTH123 - a plain name
            return stream.read().rstrip()
    if name != "dragoman":
        message = f"pages run dragoman and cat only, not {line!r}"
        raise RuntimeError(message)
    _Clock.current += timedelta(minutes=1)
    out, err = _Terminal(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        run(arguments)
    printed = out.getvalue()
    if line.endswith(_PRETTY):
        printed = json.dumps(json.loads(printed), indent=4) + "\n"
    lines = _STYLE.sub("", printed + err.getvalue()).splitlines()
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def _python(code: str, names: dict[str, Any]) -> str:
    """Run a block of Python; give what it prints."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(code, "<page>", "exec"), names)  # noqa: S102 - our own pages
    return out.getvalue().rstrip()
