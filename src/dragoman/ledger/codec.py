"""Records to plain dictionaries and back, without loss; what the ledger keeps as JSON.

`from_dict(type(x), to_dict(x)) == x` for every record of `records.py`, and the dictionaries hold only what
JSON holds. Keys are the records' field names, all of them, so that no later default changes what an old row
says; a field that a row does not have yet takes its default. Spans and points in time are lists, since a
claim has many. Text is escaped to ASCII, so that every database keeps every character.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from dragoman.records import Claim, DatePoint, Decision, Span

Fields = dict[str, Any]
Record = TypeVar("Record")

_Converter = Callable[[Any], Any]
_Convert = _Converter | None  # None: the value is what JSON holds already
_PLAIN = (str, int, float, bool)
_AS_LIST: tuple[type, ...] = (Span, DatePoint)  # of plain fields only


def to_dict(record: object) -> Fields:
    """Give a record's fields as plain values."""
    kind: Any = type(record)
    made: Fields = _record_codec(kind)[0](record)
    return made


def from_dict(cls: type[Record], plain: Fields) -> Record:
    """Give the record of class `cls` that `to_dict` took apart.

    Raises:
        ValueError, LookupError, TypeError: `plain` is not what `to_dict` gives for such a record.
    """
    kind: Any = cls
    made: Record = _record_codec(kind)[1](plain)
    return made


def to_json(plain: object) -> str:
    """Give compact JSON in ASCII."""
    return json.dumps(plain, ensure_ascii=True, separators=(",", ":"))


def claim_to_json(claim: Claim) -> str:
    """Give a claim as JSON text."""
    return to_json(to_dict(claim))


def claim_from_json(text: str) -> Claim:
    """Give the claim that `claim_to_json` wrote."""
    return from_dict(Claim, json.loads(text))


def decision_to_json(decision: Decision) -> str:
    """Give a decision as JSON text."""
    return to_json(to_dict(decision))


def decision_from_json(text: str) -> Decision:
    """Give the decision that `decision_to_json` wrote."""
    return from_dict(Decision, json.loads(text))


@cache
def _codec(kind: Any) -> tuple[_Convert, _Convert]:
    """Give the two converters of a type as annotated in `records.py`: out to JSON, and in again."""
    if kind in _PLAIN:
        return None, None
    if isinstance(kind, type) and issubclass(kind, Enum):
        return (lambda value: value.value), kind
    if kind in (date, datetime):
        return (lambda value: value.isoformat()), kind.fromisoformat
    if get_origin(kind) is tuple:
        return _tuple_codec(get_args(kind))
    if get_origin(kind) is UnionType:
        return _union_codec(get_args(kind))
    if is_dataclass(kind):
        record: Any = kind
        return _record_codec(record)
    message = f"no rule says how {kind!r} is kept; add one to {__name__}"
    raise TypeError(message)


def _tuple_codec(items: tuple[Any, ...]) -> tuple[_Convert, _Convert]:
    """Handle tuple[X, ...] and tuple[X, X]: lists of one kind of item."""
    out, back = _codec(items[0])
    return (
        list if out is None else lambda values: [out(value) for value in values],
        tuple if back is None else lambda values: tuple(back(value) for value in values),
    )


def _union_codec(kinds: tuple[Any, ...]) -> tuple[_Convert, _Convert]:
    """Handle X | None, and unions of records, told apart by their fields."""
    some = [kind for kind in kinds if kind is not NoneType]
    if len(some) == 1:
        out, back = _codec(some[0])
        return (
            None if out is None else lambda value: None if value is None else out(value),
            None if back is None else lambda value: None if value is None else back(value),
        )
    names: dict[Any, frozenset[str]] = {kind: frozenset(f.name for f in fields(kind)) for kind in some}

    def union_in(plain: Any) -> Any:
        if plain is None:
            return None
        for kind in some:
            if names[kind] >= plain.keys():
                return from_dict(kind, plain)
        message = f"fields {', '.join(plain)} belong to none of {', '.join(kind.__name__ for kind in some)}"
        raise ValueError(message)

    return (lambda value: None if value is None else to_dict(value)), union_in


@cache
def _record_codec(cls: Any) -> tuple[_Converter, _Converter]:
    """Handle a record: only the fields that JSON does not hold as they are cost a call."""
    hints = get_type_hints(cls)
    names = [field.name for field in fields(cls)]
    get = attrgetter(*names)
    codecs = {name: _codec(hints[name]) for name in names}
    outs = [(name, out) for name, (out, _) in codecs.items() if out is not None]
    backs = [(name, back) for name, (_, back) in codecs.items() if back is not None]
    if cls in _AS_LIST:
        return (lambda record: list(get(record))), (lambda values: cls(*values))

    def record_out(record: Any) -> Fields:
        plain = dict(zip(names, get(record), strict=True))
        for name, out in outs:
            plain[name] = out(plain[name])
        return plain

    def record_in(plain: Fields) -> Any:
        values = dict(plain)
        for name, back in backs:
            if name in values:
                values[name] = back(values[name])
        return cls(**values)

    return record_out, record_in
