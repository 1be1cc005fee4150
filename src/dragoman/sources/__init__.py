"""In: files, folders, JSON Lines archives and standard input become documents."""

from dragoman.sources.bundled import bundled_documents
from dragoman.sources.files import STDIN, Given, Intake, Item, iter_documents
from dragoman.sources.language import foreign_language
from dragoman.sources.text import DEFAULT_MAX_BYTES, clean_text, decode_text

__all__ = [
    "DEFAULT_MAX_BYTES",
    "STDIN",
    "Given",
    "Intake",
    "Item",
    "bundled_documents",
    "clean_text",
    "decode_text",
    "foreign_language",
    "iter_documents",
]
