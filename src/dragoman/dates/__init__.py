"""Dates: EDTF both ways, date expressions in running text, and the days that they mean."""

from dragoman.dates.edtf import format_edtf, parse_edtf
from dragoman.dates.find import find_dates
from dragoman.dates.match import Base, DateKind, DateMatch, Named, Shift, Tense, Unit
from dragoman.dates.published import read_published
from dragoman.dates.resolve import resolve_date

__all__ = [
    "Base",
    "DateKind",
    "DateMatch",
    "Named",
    "Shift",
    "Tense",
    "Unit",
    "find_dates",
    "format_edtf",
    "parse_edtf",
    "read_published",
    "resolve_date",
]
