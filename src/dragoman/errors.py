"""Every error that Dragoman raises on purpose.

    DragomanError
    ├── DataError            a packaged file is damaged or breaks its own rules
    ├── DocumentError        a text cannot be taken in
    ├── PartyError           a name that is unknown or ambiguous
    ├── DateError            a date that does not exist or cannot be parsed
    ├── SpanOutOfRangeError  a span that points outside its text
    ├── QuestionError        a question that cannot be asked so
    ├── LedgerError          a ledger that cannot be opened, read or written
    ├── ModelError           a trained model that cannot be loaded, or does not fit
    └── MissingExtraError    an optional part that is not installed

Each message says place, value, expectation and remedy. Each class survives pickling.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dragoman.records import Span


def _revive(cls: type[DragomanError], message: str, fields: dict[str, Any]) -> DragomanError:
    error = cls.__new__(cls)
    Exception.__init__(error, message)
    error.__dict__.update(fields)
    return error


class DragomanError(Exception):
    """Base class. Pickles by message and fields, since keyword-only arguments break the default."""

    def __reduce__(self) -> tuple[Any, ...]:
        return _revive, (type(self), str(self), self.__dict__)


class DataError(DragomanError, ValueError):
    """A packaged data file is damaged or breaks its own rules."""

    def __init__(self, *, file: str, problem: str, remedy: str = "reinstall dragoman") -> None:
        self.file, self.problem = file, problem
        super().__init__(f"{file}: {problem}; {remedy}")


class DocumentError(DragomanError, ValueError):
    """A text that cannot be taken in: empty, binary, wrongly encoded, too long, or a broken record."""

    def __init__(self, *, file: str, problem: str, remedy: str, line: int | None = None) -> None:
        self.file, self.line, self.problem = file, line, problem
        place = file if line is None else f"{file}:{line}"
        super().__init__(f"{place}: {problem}; {remedy}")


class ModelError(DragomanError, ValueError):
    """A folder that holds no model that can be used."""

    def __init__(
        self, *, path: str, problem: str, remedy: str = "give a folder written by `dragoman train`"
    ) -> None:
        self.path, self.problem = path, problem
        super().__init__(f"{path}: {problem}; {remedy}")


class PartyError(DragomanError, LookupError):
    """A name that is not a party."""


class UnknownPartyError(PartyError):
    """No party goes by this name."""

    def __init__(self, *, name: str, near: tuple[str, ...] = ()) -> None:
        self.name, self.near = name, near
        hint = f"did you mean {', '.join(near)}?" if near else "try `dragoman resolve` with another name"
        super().__init__(f"no party is known as {name!r}; {hint}")


class AmbiguousPartyError(PartyError):
    """More than one party goes by this name."""

    def __init__(self, *, name: str, candidates: tuple[str, ...]) -> None:
        self.name, self.candidates = name, candidates
        super().__init__(f"{name!r} may mean {', '.join(candidates)}; give one of these ids")


class DateError(DragomanError, ValueError):
    """A date that cannot be read."""

    def __init__(self, *, text: str, problem: str, remedy: str) -> None:
        self.text, self.problem = text, problem
        super().__init__(f"date {text!r}: {problem}; {remedy}")


class CalendarError(DateError):
    """A day that does not exist, such as 30 February."""

    def __init__(self, *, text: str) -> None:
        super().__init__(text=text, problem="no such day", remedy="give a day that exists, as YYYY-MM-DD")


class SpanOutOfRangeError(DragomanError, ValueError):
    """A span points outside the text it is meant to quote."""

    def __init__(self, *, document: str, span: Span, length: int) -> None:
        self.document, self.span, self.length = document, span, length
        super().__init__(
            f"span [{span.start}, {span.end}) lies outside document {document!r}, which has "
            f"{length} code points; take offsets from the ledger's text, not from the page"
        )


class QuestionError(DragomanError, ValueError):
    """A question that cannot be asked so."""

    def __init__(self, *, problem: str, remedy: str) -> None:
        self.problem = problem
        super().__init__(f"{problem}; {remedy}")


class LedgerError(DragomanError, RuntimeError):
    """A ledger that cannot be opened, read or written."""

    def __init__(self, *, ledger: str, problem: str, remedy: str) -> None:
        self.ledger, self.problem = ledger, problem
        super().__init__(f"ledger {ledger}: {problem}; {remedy}")


class UnknownRecordError(DragomanError, LookupError):
    """No claim, event, relation or document has this id."""

    def __init__(self, *, what: str, id: str, matches: int = 0) -> None:  # noqa: A002 - the domain's word
        self.what, self.id, self.matches = what, id, matches
        problem = "none has" if matches == 0 else f"{matches} have"
        super().__init__(f"{what} {id!r}: {problem} an id that begins so; copy it from a listing")


class MissingExtraError(DragomanError, ImportError):
    """An optional part that is not installed."""

    def __init__(self, *, extra: str, needed_for: str) -> None:
        self.extra, self.needed_for = extra, needed_for
        super().__init__(f"{needed_for} needs an optional part; run: pip install 'dragoman[{extra}]'")
