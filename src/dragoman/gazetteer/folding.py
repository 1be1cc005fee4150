"""Spelling without accents, curly quotes and line breaks, character for character, so offsets stay."""

from __future__ import annotations

import unicodedata

_QUOTES = "\u2018\u2019\u02bb\u02bc\u2032\u00b4`"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212"
_SPACES = "\n\r\t\u00a0\u2002\u2003\u2009\u202f"
_STROKED = {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "\u0131": "i", "ħ": "h", "Ħ": "H"}


def _table() -> dict[int, str]:
    table = {ord(c): "'" for c in _QUOTES} | {ord(c): "-" for c in _DASHES} | {ord(c): " " for c in _SPACES}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii() and base.isalpha():
            table[code] = base
    return table | {ord(c): plain for c, plain in _STROKED.items()}


_FOLD = _table()


def fold(text: str) -> str:
    """Give `text` with accented letters, quotes, dashes and white space as plain ASCII ones.

    Every character becomes exactly one, so an offset into the result is an offset into `text`.
    Letters that fold to two (ß, æ) stay as they are.
    """
    return text.translate(_FOLD)


_CAPITALS = {ord(c): c.upper() for c in "abcdefghijklmnopqrstuvwxyz"}
_FOLD_UP = _CAPITALS | {code: plain.translate(_CAPITALS) for code, plain in _FOLD.items()}


def fold_up(text: str) -> str:
    """Give `fold(text)` with its ASCII letters in capitals, again character for character."""
    return text.translate(_FOLD_UP)
