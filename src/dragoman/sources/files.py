"""Files, folders, archives and standard input as a stream of documents, one in memory at a time."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from dragoman.dates import read_published
from dragoman.errors import DocumentError
from dragoman.records import Document
from dragoman.sources.jsonl import ByteStream, iter_lines, line_limit, parse_record
from dragoman.sources.language import foreign_language
from dragoman.sources.text import DEFAULT_MAX_BYTES, check_size, decode_text

TEXT_SUFFIXES = (".txt", ".md")
ARCHIVE_SUFFIXES = (".jsonl", ".ndjson")
RECORD_SUFFIX = ".json"
STDIN = "-"

Item = Document | DocumentError


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the caller says of every text; it goes before what a record or a dateline says.

    `language` "en" reads a text as English whatever it looks like; `max_bytes` is the limit for one
    text in bytes of UTF-8.
    """

    published: date | None = None
    publisher: str = ""
    title: str = ""
    url: str = ""
    language: str = ""
    max_bytes: int = DEFAULT_MAX_BYTES


@dataclass(slots=True)
class Intake:
    """An iterator over what `inputs` hold: documents, and an error for each text that cannot be taken in.

    Inputs are paths of text files, of folders (read through, *.txt and *.md, in the order of their
    names), of JSON Lines archives (*.jsonl) and of single records (*.json), or "-" for standard input
    (JSON Lines where its first character is a brace, else one text). `done_bytes` counts what has been
    taken from files so far.
    """

    inputs: Sequence[str | os.PathLike[str]]
    given: Given = field(default_factory=Given)
    stdin: ByteStream | None = None
    done_bytes: int = 0

    def __iter__(self) -> Iterator[Item]:
        for name in self.inputs:
            if os.fspath(name) == STDIN:
                yield from self._standard_input()
            else:
                yield from self._path(Path(name))

    def total_bytes(self) -> int | None:
        """Add up the sizes of all files; None where standard input is among the inputs. Walks folders."""
        if any(os.fspath(name) == STDIN for name in self.inputs):
            return None
        total = 0
        for name in self.inputs:
            path = Path(name)
            files = _walk(path) if path.is_dir() else iter((path,))
            total += sum(file.stat().st_size for file in files if isinstance(file, Path) and file.is_file())
        return total

    def _path(self, path: Path) -> Iterator[Item]:
        file = _printable(path)
        try:
            mode = path.stat().st_mode
        except OSError as error:
            yield _unreadable(file, error)
            return
        if stat.S_ISDIR(mode):
            yield from self._folder(path)
        elif path.suffix.lower() in ARCHIVE_SUFFIXES:
            yield from self._archive(path)
        elif path.suffix.lower() == RECORD_SUFFIX:
            yield self._record(path)
        else:
            yield self._file(path)

    def _folder(self, folder: Path) -> Iterator[Item]:
        empty = True
        for path in _walk(folder):
            empty = False
            if isinstance(path, OSError):
                yield _unreadable(_printable(path.filename), path)
            else:
                yield self._file(path)
        if empty:
            kinds = " or ".join(f"*{suffix}" for suffix in TEXT_SUFFIXES)
            yield DocumentError(
                file=_printable(folder),
                problem=f"holds no {kinds} file",
                remedy="give archives (*.jsonl) and other files by name",
            )

    def _file(self, path: Path) -> Item:
        file = _printable(path)
        try:
            with path.open("rb") as stream:
                return self._text(stream, file=file, name=_printable(path.stem))
        except OSError as error:
            return _unreadable(file, error)
        except DocumentError as error:
            return error

    def _archive(self, path: Path) -> Iterator[Item]:
        file = _printable(path)
        try:
            with path.open("rb") as stream:
                yield from self._records(stream, file=file)
        except OSError as error:
            yield _unreadable(file, error)

    def _record(self, path: Path) -> Item:
        """Read a file that is one record, over as many lines as it likes."""
        file, limit = _printable(path), self.given.max_bytes
        try:
            with path.open("rb") as stream:
                data = stream.read(line_limit(limit) + 1)
            self.done_bytes += len(data)
            if len(data) > line_limit(limit):
                check_size(len(data), limit, file=file)
            return self._complete(parse_record(data, file=file, max_bytes=limit), file=file)
        except OSError as error:
            return _unreadable(file, error)
        except DocumentError as error:
            return error

    def _standard_input(self) -> Iterator[Item]:
        if self.stdin is None:
            yield DocumentError(file=STDIN, problem="there is no standard input", remedy="give a file")
            return
        first = self.stdin.readline(self.given.max_bytes + 1)
        if first.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
            yield from self._records(_Rejoined(first, self.stdin), file="stdin")
            return
        try:
            yield self._text(_Rejoined(first, self.stdin), file="stdin", name="stdin")
        except DocumentError as error:
            yield error

    def _text(self, stream: ByteStream, *, file: str, name: str) -> Document:
        data = stream.read(self.given.max_bytes + 1)
        self.done_bytes += len(data)
        check_size(len(data), self.given.max_bytes, file=file)
        return self._complete(Document(text=decode_text(data, file=file), name=name), file=file)

    def _records(self, stream: ByteStream, *, file: str) -> Iterator[Item]:
        limit = self.given.max_bytes
        empty = True
        for number, line in iter_lines(stream, file=file, max_bytes=limit):
            empty = False
            if isinstance(line, DocumentError):
                yield line
                continue
            self.done_bytes += len(line)
            try:
                doc = parse_record(line, file=file, number=number, max_bytes=limit)
                yield self._complete(doc, file=file, line=number)
            except DocumentError as error:
                yield error
        if empty:
            yield DocumentError(file=file, problem="is empty", remedy="write one JSON object a line")

    def _complete(self, doc: Document, *, file: str, line: int | None = None) -> Document:
        """Fill in what the caller said, or else the dateline; refuse what is not English."""
        given = self.given
        said = given.language or doc.language
        foreign = foreign_language(doc.text) if not said else "" if said[:2].lower() == "en" else f"{said!r}"
        if foreign:
            problem = f"looks like {foreign}; only English is read"
            remedy = "use --language en to read it anyway"
            raise DocumentError(file=file, line=line, problem=problem, remedy=remedy)
        return replace(
            doc,
            title=given.title or doc.title,
            publisher=given.publisher or doc.publisher,
            url=given.url or doc.url,
            language=said,
            published=given.published or doc.published or read_published(doc.text),
        )


class _Rejoined:
    """A stream whose first line has been taken off to look at it."""

    def __init__(self, first: bytes, rest: ByteStream) -> None:
        self._first, self._rest = first, rest

    def read(self, size: int) -> bytes:
        first, self._first = self._first[:size], self._first[size:]
        return first + self._rest.read(size - len(first)) if len(first) < size else first

    def readline(self, size: int) -> bytes:
        if self._first:
            first, self._first = self._first, b""
            return first if first.endswith(b"\n") else first + self._rest.readline(size - len(first))
        return self._rest.readline(size)


def iter_documents(
    inputs: Sequence[str | os.PathLike[str]], *, given: Given | None = None, stdin: ByteStream | None = None
) -> Iterator[Item]:
    """Give the documents that `inputs` hold, one at a time, with an error for each that cannot be read."""
    return iter(Intake(inputs, given or Given(), stdin))


def _walk(folder: Path) -> Iterator[Path | OSError]:
    """Give the text files below a folder, by name, and an error for each folder that cannot be listed.

    Hidden files are left out, and links to folders are not followed.
    """
    closed: list[OSError] = []
    for place, folders, files in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.lower().endswith(TEXT_SUFFIXES) and not name.startswith("."):
                yield Path(place, name)
    yield from closed


def _printable(path: str | os.PathLike[str]) -> str:
    """Give a file name as text that can be printed and stored, whatever bytes it has."""
    return os.fsencode(path).decode("utf-8", "replace")


def _unreadable(file: str, error: OSError) -> DocumentError:
    problem = f"cannot be read ({error.strerror or error})"
    return DocumentError(file=file, problem=problem, remedy="check the path and its permissions")
