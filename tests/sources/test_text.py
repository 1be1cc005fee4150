"""Bytes to text: what is accepted, what is kept, and what each refusal says."""

from __future__ import annotations

import codecs

import pytest

from dragoman.errors import DocumentError
from dragoman.sources import decode_text


def problem(data: bytes) -> str:
    with pytest.raises(DocumentError) as caught:
        decode_text(data, file="a.txt")
    return str(caught.value)


def test_a_text_is_kept_character_for_character() -> None:
    text = "First line.\r\n\r\n  “Quoted” — and\ttabbed.\u00a0\n"
    assert decode_text(text.encode(), file="a.txt") == text


def test_a_byte_order_mark_is_dropped() -> None:
    assert decode_text(codecs.BOM_UTF8 + b"Riga", file="a.txt") == "Riga"


def test_characters_are_composed() -> None:
    assert decode_text("Male\u0301".encode(), file="a.txt") == "Mal\u00e9"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param(b"", "is empty", id="empty"),
        pytest.param(b" \n\t\n", "is empty", id="white space"),
        pytest.param(b"Kabul\x00", "NUL bytes", id="NUL"),
        pytest.param(b"\x00\xff\xfe\x81", "NUL bytes", id="binary"),
        pytest.param("São Tomé".encode("latin-1"), "byte 0xE3 at offset 1", id="Latin-1"),
        pytest.param("Kabul".encode("utf-16"), "is UTF-16", id="UTF-16"),
        pytest.param(b"%PDF-1.7 \xff", "is a PDF file", id="PDF"),
        pytest.param(b"PK\x03\x04rest", "is a ZIP", id="Office"),
        pytest.param(b"\x1f\x8b\x08", "is a gzip file", id="gzip"),
        pytest.param(b"SQLite format 3\x00", "is an SQLite database", id="SQLite"),
    ],
)
def test_what_is_no_text_is_refused_with_its_file(data: bytes, words: str) -> None:
    message = problem(data)
    assert message.startswith("a.txt: ")
    assert words in message


def test_the_remedy_for_a_wrong_encoding_is_a_command() -> None:
    assert "iconv -f WINDOWS-1252 -t UTF-8" in problem(b"caf\xe9")
