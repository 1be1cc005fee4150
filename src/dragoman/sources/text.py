"""Bytes to text: UTF-8 only, and only what is text at all.

The text is kept character for character, with two exceptions that offsets depend on: a leading byte
order mark is dropped, and the characters are normalised to NFC, so that "é" is one code point however
it was typed. Line ends, spaces and case stay as they are.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from dragoman.errors import DocumentError

DEFAULT_MAX_BYTES = 10_000_000  # a long book is about 2 MB; more is nearly always a wrong file

# First bytes of files that people take for text, and what to do with them.
_MAGIC = (
    (b"%PDF-", "a PDF file", "extract its text first, as with pdftotext"),
    (b"PK\x03\x04", "a ZIP or Office file", "save it as plain text first"),
    (b"\xd0\xcf\x11\xe0", "an old Office file", "save it as plain text first"),
    (b"\x1f\x8b", "a gzip file", "unpack it first, as with gunzip"),
    (b"{\\rtf", "an RTF file", "save it as plain text first"),
    (b"SQLite format 3\x00", "an SQLite database", "give a text file; a ledger goes to --ledger"),
)
_WIDE_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SURROGATE = re.compile("[\ud800-\udfff]")


def decode_text(data: bytes, *, file: str, line: int | None = None) -> str:
    """Give the text that UTF-8 `data` holds, in NFC, without a byte order mark.

    Raises:
        DocumentError: empty, binary, or not UTF-8.
    """
    for magic, what, remedy in _MAGIC:
        if data.startswith(magic):
            raise DocumentError(file=file, line=line, problem=f"is {what}, not text", remedy=remedy)
    if data.startswith(_WIDE_MARKS):
        raise _not_utf8(file, line, "is UTF-16 or UTF-32", "UTF-16")
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        if b"\x00" in data:
            raise _binary(file, line) from error
        problem = f"is not UTF-8 (byte 0x{data[error.start]:02X} at offset {error.start})"
        raise _not_utf8(file, line, problem, "WINDOWS-1252") from error
    return clean_text(text, file=file, line=line)


def clean_text(text: str, *, file: str, line: int | None = None) -> str:
    """Give `text` in NFC; refuse what is empty or cannot be text.

    Raises:
        DocumentError: nothing but white space, a NUL character, or half of a surrogate pair.
    """
    if "\x00" in text:
        raise _binary(file, line)
    if _SURROGATE.search(text):
        raise DocumentError(
            file=file,
            line=line,
            problem="has half of a surrogate pair, which is no character",
            remedy="write the text again as UTF-8",
        )
    if not text.strip():
        raise DocumentError(file=file, line=line, problem="is empty", remedy="give a text with words in it")
    return unicodedata.normalize("NFC", text)


def check_size(size_bytes: int, max_bytes: int, *, file: str, line: int | None = None) -> None:
    """Refuse a text longer than `max_bytes` (bytes of UTF-8).

    Raises:
        DocumentError: it is longer.
    """
    if size_bytes > max_bytes:
        raise DocumentError(
            file=file,
            line=line,
            problem=f"is larger than the limit of {max_bytes / 1e6:g} MB for one text",
            remedy="split it into documents, or raise the limit with --max-size",
        )


def _binary(file: str, line: int | None) -> DocumentError:
    problem = "is binary (it has NUL bytes), not text"
    return DocumentError(file=file, line=line, problem=problem, remedy="give plain text in UTF-8")


def _not_utf8(file: str, line: int | None, problem: str, likely: str) -> DocumentError:
    remedy = f"convert it first, as with: iconv -f {likely} -t UTF-8"
    return DocumentError(file=file, line=line, problem=problem, remedy=remedy)
