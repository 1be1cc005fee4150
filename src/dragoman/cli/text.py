"""Text from documents, made safe for a terminal; and measured as a terminal shows it."""

from __future__ import annotations

import re
import unicodedata

# Everything that a terminal may obey instead of showing: C0 and C1 controls, and the characters that
# turn the direction of writing or hide. The visible stand-ins of C0 are Unicode's control pictures.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_BLANK = re.compile(r"\s+")
DASH = "\N{EN DASH}"  # between two parties without order, between two ends, and for "nothing"


def safe(text: str) -> str:
    """Give `text` on one line with every control character made visible."""
    return _UNSAFE.sub(_visible, _BLANK.sub(" ", text).strip())


def _visible(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"<{code:04X}>"


def width(text: str) -> int:
    """Give the columns that `text` takes on a terminal: two for wide characters, none for combining ones."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )


def padded(text: str, columns: int, *, right: bool = False) -> str:
    """Fill `text` up to `columns` on the right, or on the left."""
    blanks = " " * max(0, columns - width(text))
    return blanks + text if right else text + blanks


def counted(number: int, noun: str) -> str:
    """Give "1 document", "1,234 documents"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


LONGEST_NAME = 24


def short_name(party: str, name: str) -> str:
    """Give a party's name, or its id where the name is long: "AFG/taliban", "VCT"."""
    return name if name and len(name) <= LONGEST_NAME else party or name
