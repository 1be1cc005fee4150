"""Dragoman reads the public record and says, with the very words, how states stand with each other.

    import dragoman
    from datetime import date

    claims = dragoman.read("Moscow recognized the Taliban on Thursday.", published=date(2025, 7, 4))
    with dragoman.Ledger.open("my.sqlite") as ledger:
        ledger.record(dragoman.Document(text=..., name="wire-1", published=date(2025, 7, 4)))
        print(ledger.status("RUS", "AFG", on=date(2025, 7, 10)))

Everything is imported when it is first used: `import dragoman` alone costs next to nothing.
"""

from dragoman._version import __version__

TYPE_CHECKING = False  # as in `typing`, whose import would cost more than this whole module
if TYPE_CHECKING:
    from typing import Any

    from dragoman.errors import DragomanError
    from dragoman.reading import Manner, read, resolve
    from dragoman.records import (
        Claim,
        Decision,
        DecisionKind,
        Document,
        Event,
        Interval,
        Modality,
        Party,
        Relation,
        Span,
        UnresolvedDate,
    )
    from dragoman.service import Ledger

__all__ = [
    "Claim",
    "Decision",
    "DecisionKind",
    "Document",
    "DragomanError",
    "Event",
    "Interval",
    "Ledger",
    "Manner",
    "Modality",
    "Party",
    "Relation",
    "Span",
    "UnresolvedDate",
    "__version__",
    "read",
    "resolve",
]

_PLACES = {
    "DragomanError": "errors",
    "Ledger": "service",
    "Manner": "reading",
    "read": "reading",
    "resolve": "reading",
}


def __getattr__(name: str) -> "Any":
    if name not in __all__:
        message = f"module 'dragoman' has no attribute {name!r}"
        raise AttributeError(message)
    from importlib import import_module

    value = getattr(import_module(f"dragoman.{_PLACES.get(name, 'records')}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(set(globals()) | set(__all__))
