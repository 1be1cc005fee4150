"""How a command ends: its exit code and its last message.

0    done
1    done, but not all is in order: a text was skipped, or `check` found a claim contradicted
2    the question or input is unusable: options, dates, names (unknown or ambiguous), ids, gold files
3    the ledger cannot be opened, read or written
4    this installation lacks a part, or a packaged file is damaged
130  interrupted (Ctrl-C)
141  whoever read the output went away (as `| head` does); said by the code alone
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from dragoman.cli.app import app, call
from dragoman.cli.messages import warn
from dragoman.errors import DataError, DragomanError, LedgerError, MissingExtraError

DONE = 0
NOT_ALL = 1
UNUSABLE = 2
LEDGER = 3
INSTALLATION = 4
INTERRUPTED = 130
PIPE_CLOSED = 141
COMPLETION = "_DRAGOMAN_COMPLETE"  # set by the shell that asks for completions

_CODES: tuple[tuple[type[DragomanError], int], ...] = (
    (LedgerError, LEDGER),
    (DataError, INSTALLATION),
    (MissingExtraError, INSTALLATION),
    (DragomanError, UNUSABLE),
)


def run(arguments: Sequence[str]) -> int:
    """Run one command and give its exit code; every foreseen error is one line, without a traceback."""
    if COMPLETION in os.environ:
        app.main(args=list(arguments), prog_name="dragoman")
    try:
        code = call(arguments)
        sys.stdout.flush()
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        error.show()
        return UNUSABLE
    except (click.Abort, KeyboardInterrupt):
        warn("interrupted; what was recorded before is kept")
        return INTERRUPTED
    except BrokenPipeError:
        _close_stdout()
        return PIPE_CLOSED
    except DragomanError as error:
        warn(str(error))
        return exit_code(error)
    return code if isinstance(code, int) else DONE


def exit_code(error: DragomanError) -> int:
    """Give the exit code that an error stands for."""
    return next(code for kind, code in _CODES if isinstance(error, kind))


def _close_stdout() -> None:
    """Point standard output at nothing, so that the interpreter's last flush does not complain."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())
