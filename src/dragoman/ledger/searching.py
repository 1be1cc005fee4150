"""Full-text search: which passages hold all of some words.

A passage is a run of whole sentences, as far as they are to be told apart by their ends. Words are runs of
letters and digits without case and accents, made here and not by the database: so both databases find the
same, and what a person types never becomes query syntax. Each has an index of its own: SQLite a contentless
FTS5 table, PostgreSQL a column of type tsvector. Rows are added by the code that adds a document, and never
change.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, insert, select, text

from dragoman.ledger import tables as t
from dragoman.records import DocumentId, Span

WORDS = "passage_words"
PASSAGE = 1_200  # code points at most: some eight sentences, within which all words must stand
BEGINNING = 4  # letters from which a word asked for finds words that begin so: "recogni" finds "recognized"
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 64  # letters of a word that count; longer ones are no words, and databases refuse some
_END = re.compile(r"[.!?][\"\u201d\u2019)]*\s+|\n+")
_PART = 20  # bits of a passage's number within its document: documents have up to a million passages

SQLITE = f"CREATE VIRTUAL TABLE {WORDS} USING fts5(words, content='', detail=none, columnsize=0)"
POSTGRES = (
    f"CREATE TABLE {WORDS} (passage bigint PRIMARY KEY, words tsvector NOT NULL)",
    f"CREATE INDEX ix_{WORDS}_words ON {WORDS} USING gin (words)",
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a document's text."""

    id: int
    document: DocumentId
    span: Span
    text: str


def words(text: str) -> list[tuple[str, Span]]:
    """Give the words of a text as they are compared, each with where it stands."""
    found = ((_plain(match[0]), Span(*match.span())) for match in _WORD.finditer(text))
    return [(word, span) for word, span in found if word]


def asked_words(query: str) -> tuple[str, ...]:
    """Give the words that a person asks for, each once, in their order."""
    return tuple(dict.fromkeys(word for word, _ in words(query)))


def matches(word: str, asked: Collection[str]) -> bool:
    """Say whether a word of a text is one of those asked for."""
    return any(word.startswith(one) if len(one) >= BEGINNING else word == one for one in asked)


def found_words(text: str, asked: Collection[str]) -> list[tuple[str, Span]]:
    """Give the words of a text that are asked for, each with where it stands."""
    whole = frozenset(one for one in asked if len(one) < BEGINNING)
    begun = tuple(one for one in asked if len(one) >= BEGINNING)
    plain = str.lower if text.isascii() else _plain  # in ASCII, a word that is too long begins the same
    found = ((plain(match[0]), match) for match in _WORD.finditer(text))
    return [(word, Span(*match.span())) for word, match in found if word in whole or word.startswith(begun)]


def split(text: str) -> Iterator[Span]:
    """Cut a text into passages: after a sentence where there is one, else after a word, else anywhere."""
    start = 0
    while start < len(text):
        end = min(start + PASSAGE, len(text))
        if end < len(text):
            ends = [match.end() for match in _END.finditer(text, start, end)]
            space = text.rfind(" ", start, end) + 1
            end = ends[-1] if ends else space if space > start else end
        yield Span(start, end)
        start = end


def create(conn: Connection) -> None:
    """Make the index, in a migration."""
    for statement in (SQLITE,) if conn.dialect.name == "sqlite" else POSTGRES:
        conn.execute(text(statement))


def add(conn: Connection, document: DocumentId, sequence: int, *, title: str, body: str) -> None:
    """Index a document that is being recorded; its title's words count among those of the first passage."""
    spans = list(split(body)) or [Span(0, 0)]
    rows = [
        {"id": sequence << _PART | number, "document": document, "start": span.start, "end": span.end}
        for number, span in enumerate(spans)
    ]
    told = [{word for word, _ in words(span.of(body))} for span in spans]
    told[0] |= {word for word, _ in words(title)}
    conn.execute(insert(t.passages), rows)
    is_sqlite = conn.dialect.name == "sqlite"
    said = (sorted(found) for found in told)
    entries = [
        {"id": row["id"], "words": " ".join(found) if is_sqlite else " ".join(f"'{word}'" for word in found)}
        for row, found in zip(rows, said, strict=True)
    ]
    conn.execute(text(_INSERT_SQLITE if is_sqlite else _INSERT_POSTGRES), entries)


def find(conn: Connection, asked: Sequence[str], k: int, *, before: int | None, limit: int) -> list[Passage]:
    """Give passages with all of these words, newest on record first.

    Args:
        conn: In a reading transaction.
        asked: From `asked_words`; none find nothing.
        k: Entries after this sequence number do not exist for the question.
        before: Only passages with a smaller number.
        limit: How many at most.
    """
    if not asked:
        return []
    query, values = _query(conn, asked, k, before)
    found = (
        conn.execute(text(f"{query} ORDER BY 1 DESC LIMIT :limit"), {**values, "limit": limit})
        .scalars()
        .all()
    )
    p, d = t.passages.c, t.documents.c
    piece = func.substr(d.text, p.start + 1, p.end - p.start).label("piece")
    joined = select(p.id, p.document, p.start, p.end, piece).join_from(
        t.passages, t.documents, d.id == p.document
    )
    rows = conn.execute(joined.where(p.id.in_(found)).order_by(p.id.desc()))
    return [Passage(row.id, row.document, Span(row.start, row.end), row.piece) for row in rows]


def count(conn: Connection, asked: Sequence[str], k: int, *, limit: int) -> int:
    """Count the passages with all of these words, up to `limit`."""
    if not asked:
        return 0
    query, values = _query(conn, asked, k, None)
    counted = text(f"SELECT count(*) FROM ({query} LIMIT :limit) AS found")  # noqa: S608
    return int(conn.execute(counted, {**values, "limit": limit}).scalar_one())


_INSERT_SQLITE = f"INSERT INTO {WORDS} (rowid, words) VALUES (:id, :words)"  # noqa: S608
_INSERT_POSTGRES = f"INSERT INTO {WORDS} (passage, words) VALUES (:id, CAST(:words AS tsvector))"  # noqa: S608


def _query(
    conn: Connection, asked: Sequence[str], k: int, before: int | None
) -> tuple[str, dict[str, object]]:
    """Give the query for the passages' numbers; words hold letters and digits only: nothing needs quoting."""
    end = (k + 1) << _PART
    values: dict[str, object] = {"end": end if before is None else min(end, before)}
    if conn.dialect.name == "sqlite":
        values["asked"] = " AND ".join(
            f'"{word}"' + ("*" if len(word) >= BEGINNING else "") for word in asked
        )
        return f"SELECT rowid FROM {WORDS} WHERE {WORDS} MATCH :asked AND rowid < :end", values  # noqa: S608
    values["asked"] = " & ".join(f"'{word}'" + (":*" if len(word) >= BEGINNING else "") for word in asked)
    return f"SELECT passage FROM {WORDS} WHERE words @@ CAST(:asked AS tsquery) AND passage < :end", values  # noqa: S608


def _plain(word: str) -> str:
    """Give a word without case and accents."""
    if word.isascii():
        return word.lower()[:_LONGEST]
    taken_apart = unicodedata.normalize("NFKD", word.casefold())
    kept = "".join(c for c in taken_apart if c.isalnum())
    return kept.casefold()[:_LONGEST]
