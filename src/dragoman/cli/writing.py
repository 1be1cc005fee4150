"""Files that are there whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dragoman.errors import QuestionError


@contextmanager
def whole_file(output: Path) -> Iterator[Path]:
    """Give a path beside `output` that takes its place when all has been written.

    Raises:
        QuestionError: the folder is not there or cannot be written to.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{output.name}.", dir=output.parent)
    except OSError as error:
        problem = f"{output} cannot be written ({error.strerror})"
        raise QuestionError(
            problem=problem, remedy="name a file in a folder that you may write to"
        ) from error
    os.close(handle)
    path = Path(name)
    try:
        yield path
        path.chmod(0o666 & ~_umask())
        path.replace(output)
    except OSError as error:
        problem = f"{output} cannot be written ({error.strerror})"
        raise QuestionError(problem=problem, remedy="make room, or name another file") from error
    finally:
        path.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
