"""The ledger: what was read, by whom and when it came to be known. Rows are added and never changed.

One class with one short method a question, which opens the transaction and leaves the rest to `reading`,
`listing` and `writing`; hence its length.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection

from dragoman.ledger import browsing, checking, folding, listing, past, reading, searching, writing
from dragoman.ledger.address import parse_address
from dragoman.ledger.copies import fingerprint
from dragoman.ledger.dialect import Database
from dragoman.ledger.entries import (
    ClaimRow,
    Counts,
    Covered,
    DecisionRow,
    DocumentRow,
    Doubted,
    EntryRow,
    EverRow,
    Folded,
    ListedRow,
    Pair,
    ReadingRow,
    Recorded,
    SourceRow,
    Stretch,
)
from dragoman.ledger.intake import check_decision, checked_instant, checked_reading
from dragoman.ledger.opening import prepare
from dragoman.records import Claim, ClaimId, Decision, Document, DocumentId

Known = int | datetime | None  # a sequence number, an instant, or None for all that is on record now
TIMEOUT_S = 30.0
_PAGE = 200  # documents, or readings, fetched at a time while iterating


class Store:
    """One open ledger. Threads may share it, unless it is in memory; each process opens its own.

    Questions take `known_at`: entries after it do not exist for them. To ask several that agree with each
    other while others write, take `sequence()` once and pass it to each.
    """

    def __init__(self, db: Database) -> None:
        self._db = db

    @classmethod
    def open(
        cls,
        target: str | Path,
        *,
        read_only: bool = False,
        create: bool = True,
        timeout_s: float = TIMEOUT_S,
    ) -> Self:
        """Open a ledger, or make a new one.

        Args:
            target: Path of an SQLite file, "sqlite:///PATH", ":memory:", or postgresql://….
            read_only: Never write, not even to upgrade a ledger of an older version.
            create: Make the file or the tables where there are none.
            timeout_s: How long to wait for another writer.

        Raises:
            LedgerError: not a ledger, damaged, of a newer version, or it cannot be reached.
            MissingExtraError: PostgreSQL without the extra `postgres`.
        """
        db = Database(parse_address(target), read_only=read_only, create=create, timeout_s=timeout_s)
        try:
            prepare(db, create=create)
        except BaseException:
            db.close()
            raise
        return cls(db)

    @property
    def shown(self) -> str:
        """The ledger's path or URL, without its password."""
        return self._db.address.shown

    @property
    def read_only(self) -> bool:
        """Whether nothing can be kept, not even what was folded."""
        return self._db.read_only

    def close(self) -> None:
        """Close every connection."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # ------------------------------------------------------------------------------------ adding

    def record(
        self, document: Document, claims: Sequence[Claim], *, reader: str, at: datetime, again: bool = False
    ) -> Recorded:
        """Record one reading of a document: all of it or, on any failure, nothing.

        The same text read by the same reader with the same published date is one reading: recording it again
        adds nothing. A newer reader or another published date adds a reading, whose claims count from
        then on. A text that is on record keeps the name, title, publisher and address that it was first
        recorded with.

        Args:
            document: Its text is kept character for character.
            claims: What `reader` says that it claims; in its order.
            reader: Version, such as "grammar/1".
            at: Record time, aware. Where another entry has a later one, this entry takes that.
            again: Let a reading that is on record, but not the latest, count again, as a new entry.

        Raises:
            DocumentError: the text cannot be kept.
            LedgerError: a claim belongs to another document; or the ledger cannot be written to.
            SpanOutOfRangeError: a claim quotes what the text does not have.
        """
        read = checked_reading(document, claims, reader=reader, at=at, ledger=self.shown)
        with self._db.read() as conn:  # most often already on record when a feed is read again: no lock taken
            on_record = writing.find_reading(conn, read)
        if on_record is not None and not again:
            return on_record
        printed = fingerprint(document.text)
        with self._db.write() as conn:
            return writing.add_reading(conn, read, printed, again=again)

    def decide(self, decision: Decision, *, at: datetime) -> int:
        """Record a person's word on a claim; give its sequence number.

        The same as the latest decision on that claim adds nothing and gives that one's number.

        Raises:
            UnknownRecordError: no claim has this id.
            LedgerError: the decision has no author, or the ledger cannot be written to.
        """
        utc = checked_instant(at, ledger=self.shown)
        check_decision(decision, ledger=self.shown)
        with self._db.write() as conn:
            return writing.add_decision(conn, decision, at=utc)

    # ------------------------------------------------------------------------------- record order

    def sequence(self) -> int:
        """Give the number of the latest entry; 0 before the first."""
        with self._db.read() as conn:
            return listing.latest(conn)

    def sequence_at(self, known_at: Known) -> int:
        """Give the number of the latest entry known at an instant; of several at one instant, the last."""
        with self._asking(known_at) as (_, k):
            return k

    def recorded_at(self, sequence: int) -> datetime | None:
        """Give the record time (UTC) of an entry, or None where there is none of this number."""
        with self._db.read() as conn:
            return listing.recorded_at(conn, sequence)

    # ------------------------------------------------------------------------------------- claims

    def claims_for_pairs(self, pairs: Collection[Pair], *, known_at: Known = None) -> list[ClaimRow]:
        """Give the claims that count between these pairs of party keys, in either direction, in record order.

        A claim amended to another party is given under its first parties and its amended ones: apply the
        decisions before using it.
        """
        with self._asking(known_at) as (conn, k):
            return reading.claims_for_pairs(conn, pairs, k)

    def claims_of_party(
        self, *keys: str, types: Collection[str] | None = None, known_at: Known = None
    ) -> list[ClaimRow]:
        """Give the claims that count in which these party keys act or are acted upon, in record order.

        With `types`, only claims of these event types, and those that were amended, since their type may have
        changed.
        """
        with self._asking(known_at) as (conn, k):
            return reading.claims_of_party(conn, keys, k, types=types)

    def claims_of_document(self, document: DocumentId, *, known_at: Known = None) -> list[ClaimRow]:
        """Give the claims that count of a document, by its whole id, in the reader's order."""
        with self._asking(known_at) as (conn, k):
            return reading.claims_of_document(conn, document, k)

    def claims_of_types(self, types: Collection[str], *, known_at: Known = None) -> list[ClaimRow]:
        """Give the claims that count of these event types, in record order: for types that are few.

        Claims that were amended are given whatever their type, since it may have changed.
        """
        with self._asking(known_at) as (conn, k):
            return reading.claims_of_types(conn, types, k)

    def iter_claims(
        self, *, types: Collection[str] | None = None, known_at: Known = None
    ) -> Iterator[ClaimRow]:
        """Iterate over all claims that count, in record order; writers are not kept waiting meanwhile."""
        k = self.sequence_at(known_at)
        after: int | None = 0
        while after is not None:
            with self._db.read() as conn:
                rows, after = reading.claims_page(conn, k, after=after, readings=_PAGE, types=types)
            yield from rows

    def claim(self, prefix: str, *, known_at: Known = None) -> ClaimRow:
        """Give the one claim whose id begins with `prefix`, also where it no longer counts.

        Raises:
            UnknownRecordError: none has, or several have.
        """
        with self._asking(known_at) as (conn, k):
            return reading.claim_by_prefix(conn, prefix, k)

    def claims_by_id(self, ids: Iterable[ClaimId], *, known_at: Known = None) -> dict[ClaimId, ClaimRow]:
        """Give claims by whole ids, also those that no longer count; ids not on record are left out."""
        with self._asking(known_at) as (conn, k):
            return reading.claims_by_id(conn, ids, k)

    def sentences(self, ids: Iterable[ClaimId]) -> dict[ClaimId, str]:
        """Give the very sentences that claims quote, by claim id."""
        with self._db.read() as conn:
            return reading.sentences(conn, ids)

    def stretches(self, ids: Iterable[ClaimId], *, reach: int) -> dict[ClaimId, Stretch]:
        """Give the sentences that claims quote with up to `reach` characters on either side, by claim id."""
        with self._db.read() as conn:
            return reading.stretches(conn, ids, reach=reach)

    def copy_groups(self, ids: Iterable[ClaimId]) -> dict[ClaimId, DocumentId]:
        """Give the first copy of the document that each claim is of, by claim id."""
        with self._db.read() as conn:
            return reading.copy_groups(conn, ids)

    def claims_ever_for_pairs(self, pairs: Collection[Pair], *, known_at: Known = None) -> list[EverRow]:
        """Give the claims ever recorded between pairs of party keys, with when they counted."""
        with self._asking(known_at) as (conn, k):
            return past.claims_ever_for_pairs(conn, pairs, k)

    def claims_ever_of_types(self, types: Collection[str], *, known_at: Known = None) -> list[EverRow]:
        """Give the claims ever recorded of these event types, and those amended, with when they counted."""
        with self._asking(known_at) as (conn, k):
            return past.claims_ever_of_types(conn, types, k)

    def pairs_changed_since(self, sequence: int, *, known_at: Known = None) -> set[Pair]:
        """Give the pairs of party keys that entries after `sequence` may have changed."""
        with self._asking(known_at) as (conn, k):
            return reading.pairs_changed(conn, after=sequence, k=k)

    def pairs_of_party(self, key: str, *, known_at: Known = None) -> set[Pair]:
        """Give the pairs with a party key that claims ever recorded speak of."""
        with self._asking(known_at) as (conn, k):
            return reading.pairs_of_party(conn, key, k)

    # ------------------------------------------------------------- documents, decisions and counts

    def document(self, name: str, *, known_at: Known = None) -> DocumentRow:
        """Give the one document of this name, or whose id begins so.

        Raises:
            UnknownRecordError: none, or several.
        """
        with self._asking(known_at) as (conn, k):
            return listing.document_called(conn, name, k)

    def iter_documents(self, *, known_at: Known = None) -> Iterator[DocumentRow]:
        """Iterate over all documents with their texts, in record order."""
        k, after = self.sequence_at(known_at), 0
        while True:
            with self._db.read() as conn:
                rows = listing.documents_page(conn, k, after=after, limit=_PAGE)
            if not rows:
                return
            yield from rows
            after = rows[-1].sequence

    def readings(self, document: DocumentId, *, known_at: Known = None) -> list[ReadingRow]:
        """Give the readings of a document, by its whole id, oldest first; the last one counts."""
        with self._asking(known_at) as (conn, k):
            return listing.readings_of(conn, document, k)

    def decisions(
        self, claims: Iterable[ClaimId] | None = None, *, known_at: Known = None
    ) -> list[DecisionRow]:
        """Give the decisions on these claims (whole ids), or all, in record order."""
        with self._asking(known_at) as (conn, k):
            return listing.decisions(conn, claims, k)

    def counts(self, *, known_at: Known = None) -> Counts:
        """Count what is on record."""
        with self._asking(known_at) as (conn, k):
            return listing.counts(conn, k)

    # ------------------------------------------------------------------------------------ browsing

    def entries(self, *, before: int | None = None, limit: int, known_at: Known = None) -> list[EntryRow]:
        """Give the latest entries, newest first; `before` a sequence number, where given."""
        with self._asking(known_at) as (conn, k):
            return browsing.entries(conn, k, before=before, limit=limit)

    def entries_of_pair(self, pair: Pair, *, limit: int, known_at: Known = None) -> list[EntryRow]:
        """Give the latest entries that may have changed a pair of party keys, newest first."""
        with self._asking(known_at) as (conn, k):
            return browsing.entries_of_pair(conn, pair, k, limit=limit)

    def claims_of_readings(self, readings: Collection[int]) -> dict[int, list[tuple[ClaimId, Pair, str]]]:
        """Give what each reading claims, in its order: claim id, pair of party keys, event type."""
        with self._db.read() as conn:
            return browsing.claims_of_readings(conn, readings)

    def sources(self, ids: Iterable[DocumentId], *, known_at: Known = None) -> dict[DocumentId, SourceRow]:
        """Give documents by whole id, without their texts; ids not on record are left out."""
        with self._asking(known_at) as (conn, k):
            return browsing.sources(conn, ids, k)

    def documents(self, *, before: int | None = None, limit: int, known_at: Known = None) -> list[ListedRow]:
        """Give documents without their texts, newest on record first; `before` a sequence number."""
        with self._asking(known_at) as (conn, k):
            return browsing.documents(conn, k, before=before, limit=limit)

    def copies_of(self, group: DocumentId, *, known_at: Known = None) -> list[SourceRow]:
        """Give the first copy of a text, by its whole id, and its near copies, in record order."""
        with self._asking(known_at) as (conn, k):
            return browsing.copies_of(conn, group, k)

    def claims_within(
        self, spans: Collection[tuple[DocumentId, int, int]], *, known_at: Known = None
    ) -> list[ClaimId]:
        """Give the claims that count whose sentences overlap pieces of documents: id, start, end."""
        with self._asking(known_at) as (conn, k):
            return browsing.claims_within(conn, spans, k)

    def find(
        self, asked: Sequence[str], *, before: int | None = None, limit: int, known_at: Known = None
    ) -> list[searching.Passage]:
        """Give passages with all of some words (`searching.asked_words`), newest on record first."""
        with self._asking(known_at) as (conn, k):
            return searching.find(conn, asked, k, before=before, limit=limit)

    def count_found(self, asked: Sequence[str], *, limit: int, known_at: Known = None) -> int:
        """Count the passages with all of some words, up to `limit`."""
        with self._asking(known_at) as (conn, k):
            return searching.count(conn, asked, k, limit=limit)

    def doubted(
        self,
        *,
        below: float,
        reasons: Collection[str] = (),
        after: tuple[float, ClaimId] | None = None,
        limit: int,
        known_at: Known = None,
    ) -> list[Doubted]:
        """Give claims on which nobody's word stands, most doubtful first; see `browsing.doubted`."""
        with self._asking(known_at) as (conn, k):
            return browsing.doubted(conn, k, below=below, reasons=reasons, after=after, limit=limit)

    def decided_by_others(
        self, author: str, *, before: int | None = None, limit: int, known_at: Known = None
    ) -> list[tuple[int, ClaimId]]:
        """Give claims on which others' word stands and `author` said none: number of the word, claim."""
        with self._asking(known_at) as (conn, k):
            return browsing.decided_by_others(conn, author, k, before=before, limit=limit)

    def latest_decisions(
        self, *, before: int | None = None, limit: int, known_at: Known = None
    ) -> list[tuple[int, ClaimId]]:
        """Give the latest decisions, newest first: number, claim."""
        with self._asking(known_at) as (conn, k):
            return browsing.latest_decisions(conn, k, before=before, limit=limit)

    def shared_decisions(self, *, known_at: Known = None) -> list[DecisionRow]:
        """Give the decisions on every claim that several people decided on, in record order."""
        with self._asking(known_at) as (conn, k):
            return browsing.shared_decisions(conn, k)

    def covered(self, *, known_at: Known = None) -> list[Covered]:
        """Count the claims of each event type that count, with the first and last day they speak of."""
        with self._asking(known_at) as (conn, k):
            return browsing.covered(conn, k)

    def covered_years(self, *, known_at: Known = None) -> list[tuple[int, int]]:
        """Count the claims that count by the year of the first day that they speak of."""
        with self._asking(known_at) as (conn, k):
            return browsing.covered_years(conn, k)

    def publishers(self, *, known_at: Known = None) -> list[Covered]:
        """Count the documents of each publisher, with the first and last day of publication."""
        with self._asking(known_at) as (conn, k):
            return browsing.publishers(conn, k)

    # ------------------------------------------------------------------------------- derived, checks

    def folded(self, pairs: Collection[Pair], *, maker: str) -> dict[Pair, Folded]:
        """Give the cached relations of these pairs that `maker` folded.

        Whether they are still good is for the caller to see: `pairs_changed_since(row.sequence)`.
        """
        with self._db.read() as conn:
            return folding.folded(conn, pairs, maker=maker)

    def folded_up_to(self, pairs: Collection[Pair], *, maker: str) -> dict[Pair, int]:
        """Give the entry up to which `maker` folded each of these pairs; others are left out."""
        with self._db.read() as conn:
            return folding.folded_up_to(conn, pairs, maker=maker)

    def folded_relations(
        self, key: str, *, dimension: str = "", on: date | None = None, known_at: Known = None
    ) -> list[tuple[Pair, str]]:
        """Give the cached relations of all pairs with a party key, of one dimension and day where given."""
        with self._asking(known_at) as (conn, k):
            return folding.relations_of_party(conn, key, k, dimension=dimension, on=on)

    def folded_turned(
        self, since: date, *, keys: Collection[str], dimensions: Collection[str], known_at: Known = None
    ) -> list[str]:
        """Give the cached relations that begin or end on or after a day; see `folding.relations_turned`."""
        with self._asking(known_at) as (conn, k):
            return folding.relations_turned(conn, k, since=since, keys=keys, dimensions=dimensions)

    def folded_events(
        self,
        party: str,
        *,
        since: date | None,
        until: date | None,
        first: int,
        most: int | None,
        known_at: Known = None,
    ) -> tuple[int, list[str]]:
        """Count the cached events of a party, and give some in order; see `folding.events_of_party`."""
        with self._asking(known_at) as (conn, k):
            return folding.events_of_party(conn, party, k, since=since, until=until, first=first, most=most)

    def folded_conflicts(
        self, *, keys: Collection[str], first: int, most: int | None, known_at: Known = None
    ) -> tuple[int, list[str]]:
        """Count the cached conflicts, and give some in order; see `folding.conflicts`."""
        with self._asking(known_at) as (conn, k):
            return folding.conflicts(conn, k, keys=keys, first=first, most=most)

    def folded_learned(
        self, pairs: Collection[Pair], sequence: int
    ) -> tuple[list[tuple[Pair, str]], list[tuple[Pair, str]]]:
        """Give the cached relations of pairs that an entry put an end to, and those that came with it."""
        with self._db.read() as conn:
            return folding.relations_learned(conn, pairs, sequence)

    def pairs_with(self, prefix: str, *, current: bool = True) -> list[tuple[Pair, str, str]]:
        """Give every pair with a cached event or relation whose id begins so, with what it is and its id.

        Those that are no longer known are left out where `current`.
        """
        with self._db.read() as conn:
            return folding.pairs_with(conn, prefix, current=current)

    def keep_folded(self, rows: Iterable[Folded]) -> int:
        """Cache relations; give how many were kept. A read-only ledger keeps none: they are derived data."""
        if self._db.read_only:
            return 0
        with self._db.write() as conn:
            writing.lock(conn)
            return folding.keep(conn, list(rows))

    def drop_folded(self) -> None:
        """Forget all cached relations."""
        with self._db.write() as conn:
            writing.lock(conn)
            folding.drop(conn)

    @contextmanager
    def _asking(self, known_at: Known) -> Iterator[tuple[Connection, int]]:
        """Give a connection, and the sequence number up to which the question sees entries."""
        with self._db.read() as conn:
            if known_at is None:
                yield conn, listing.latest(conn)
            elif isinstance(known_at, int):
                yield conn, known_at
            else:
                yield conn, listing.latest_at(conn, checked_instant(known_at, ledger=self.shown))

    def problems(self) -> list[str]:
        """Check the whole ledger against its own rules; give what is wrong, nothing if all is well.

        Reads every row: seconds for 100,000 claims.
        """
        with self._db.read() as conn:
            found = self._db.damage(conn)
            return found or checking.problems(conn)
