"""Use cases: keep a ledger and ask it. Reads the clock, opens connections."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from platformdirs import user_data_path

from dragoman.answers import (
    Agreement,
    Answer,
    Checked,
    Coverage,
    Decided,
    Dossier,
    Export,
    Latest,
    Listing,
    Occasion,
    Queue,
    Reasons,
    Review,
    ReviewedClaim,
    Search,
    Together,
)
from dragoman.ask.checking import ask_check
from dragoman.ask.chronicle import Chronicle
from dragoman.ask.claims import ask_claim, check_decision_of
from dragoman.ask.covering import ask_coverage
from dragoman.ask.documents import ask_document, ask_documents, ask_latest
from dragoman.ask.exporting import ask_export
from dragoman.ask.happenings import ask_changes, ask_conflicts, ask_timeline
from dragoman.ask.pairing import ask_all, ask_occasions
from dragoman.ask.reviewing import ask_agreement, ask_decisions, ask_queue, ask_second_look
from dragoman.ask.searching import ask_search
from dragoman.ask.standings import ask_across, ask_relations, ask_status
from dragoman.ask.tracing import ask_why
from dragoman.ask.view import View
from dragoman.errors import QuestionError, UnknownRecordError
from dragoman.gazetteer import load_gazetteer
from dragoman.ledger.entries import Recorded, Stretch
from dragoman.ledger.store import Store
from dragoman.ontology import load_ontology
from dragoman.records import Claim, ClaimId, Decision, DecisionKind, Document, PartyId
from dragoman.relations.answers import Change, Conflict, Standing, TimelineEntry
from dragoman.relations.decisions import WITHDRAWN, check_decision
from dragoman.relations.lifetimes import PartyTable

if TYPE_CHECKING:
    from dragoman.ask.picturing import Pictures


def utc_now() -> datetime:
    """Give the instant now, in UTC."""
    return datetime.now(UTC)


def default_ledger() -> str:
    """Give where the ledger is unless one is named: DRAGOMAN_LEDGER, or a file of the user's."""
    named = os.environ.get("DRAGOMAN_LEDGER")
    if named:
        return named
    return str(user_data_path("dragoman", appauthor=False) / "ledger.sqlite")


def _is_protected(place: str | Path) -> bool:
    """Say whether this is a file that is there and that this user may not write to."""
    path = Path(place).expanduser()
    effective = os.access in os.supports_effective_ids
    may_write = all(os.access(p, os.W_OK, effective_ids=effective) for p in (path, path.parent))
    return "://" not in str(place) and path.is_file() and not may_write


def _corrections(changes: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Give corrected fields in order, parties by their ids."""
    values = dict(changes)
    for role in ("actor", "target"):
        if values.get(role):
            values[role] = load_gazetteer().lookup(values[role]).id
    return tuple(sorted(values.items()))


class Ledger:
    """A ledger with the questions that can be asked of it.

    Parties are given by id or name. Every question takes `known_at`, the instant whose knowledge counts
    (aware; None is now), and repeats it in its answer.
    """

    def __init__(
        self,
        store: Store,
        *,
        clock: Callable[[], datetime] = utc_now,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._progress = progress or (lambda done, total: None)

    @classmethod
    def open(
        cls,
        target: str | Path | None = None,
        *,
        read_only: bool = False,
        create: bool = True,
        clock: Callable[[], datetime] = utc_now,
        progress: Callable[[int, int], None] | None = None,
    ) -> Self:
        """Open a ledger.

        Args:
            target: Path of an SQLite file, or postgresql://…; None takes `default_ledger()`.
            read_only: Never write.
            create: Make it where there is none. A file that is there and may not be written to is opened
                read-only where nothing is to be made.
            clock: Gives the record time of what is recorded, aware; for tests.
            progress: Told how many pairs of how many have been gone through, by questions about all.

        Raises:
            LedgerError: it cannot be opened, is no ledger, or is of a newer version.
            MissingExtraError: PostgreSQL without the extra `postgres`.
        """
        place = default_ledger() if target is None else target
        if target is None and "://" not in str(place) and create:
            Path(place).parent.mkdir(parents=True, exist_ok=True)
        read_only = read_only or (not create and _is_protected(place))
        return cls(Store.open(place, read_only=read_only, create=create), clock=clock, progress=progress)

    def close(self) -> None:
        """Close every connection."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def shown(self) -> str:
        """The ledger's path or URL, without its password."""
        return self._store.shown

    def sequence_at(self, known_at: datetime | None = None) -> int:
        """Give the number of the latest entry known at an instant (None: now); 0 before the first."""
        return self._store.sequence_at(known_at)

    # ------------------------------------------------------------------------------------ adding

    def record(
        self, document: Document, *, claims: Sequence[Claim] | None = None, reader: str = ""
    ) -> Recorded:
        """Read a document and record it with its claims; the same reading twice adds nothing.

        Args:
            document: Kept character for character.
            claims: What was read of it, where that was done before.
            reader: Version of who read it then, where that was not the shipped reader.

        Raises:
            DocumentError: the text cannot be kept.
            LedgerError: the ledger cannot be written to; nothing of the document is then recorded.
        """
        from dragoman.reader import read_document, version_of  # 0.1 s that questions need not wait for

        found = read_document(document) if claims is None else claims
        return self._store.record(document, found, reader=reader or version_of(), at=self._clock())

    def amend(
        self,
        claim: str,
        kind: DecisionKind | str,
        *,
        by: str,
        because: str,
        changes: Mapping[str, str] | None = None,
    ) -> Decided:
        """Record a person's word on a claim; the claim itself is not touched.

        Args:
            claim: Its id, or the beginning of it.
            kind: "accept", "reject" or "amend".
            by: Who decides.
            because: Why.
            changes: For "amend": corrected fields with their values as text (parties by id or name,
                dates in EDTF; "" empties a field).

        Raises:
            UnknownRecordError: no claim, or several, have such an id.
            QuestionError: no name or reason, or a field or value that is none.
            PartyError: a party that is unknown or ambiguous.
        """
        if not by.strip() or not because.strip():
            problem = "a decision needs a name and a reason"
            raise QuestionError(problem=problem, remedy="say who decides, and why")
        row = self._store.claim(claim)
        decision = Decision(
            claim=row.id,
            kind=DecisionKind(kind),
            by=by.strip(),
            because=because.strip(),
            changes=_corrections(changes or {}),
        )
        check_decision(decision, claim=row.claim, ontology=load_ontology())
        return self._decide(decision)

    def undo(self, sequence: int, *, claim: str, by: str, because: str) -> Decided:
        """Withdraw a decision: it is as if it had never been made, but both stay on record.

        Args:
            sequence: Of the decision, as `Decided` gives it.
            claim: Id of the claim that it is about, or the beginning of it.
            by: Who withdraws it.
            because: Why.

        Raises:
            UnknownRecordError: no such claim, or no such decision on it that still stands.
            QuestionError: no name or reason.
        """
        if not by.strip() or not because.strip():
            problem = "a withdrawal needs a name and a reason"
            raise QuestionError(problem=problem, remedy="say who withdraws it, and why")
        row = self._store.claim(claim)
        check_decision_of(self._view(None), row.id, sequence)
        decision = Decision(
            claim=row.id,
            kind=DecisionKind.WITHDRAW,
            by=by.strip(),
            because=because.strip(),
            changes=((WITHDRAWN, str(sequence)),),
        )
        return self._decide(decision)

    def _decide(self, decision: Decision) -> Decided:
        sequence = self._store.decide(decision, at=self._clock())
        return Decided(decision=decision, sequence=sequence, recorded_at=self._store.recorded_at(sequence))

    def refresh(self) -> None:
        """Fold what changed, so that the next questions about a party or about all need not.

        Takes two minutes or so for the first 100,000 claims, then milliseconds a document. Does nothing for a
        ledger that was opened read-only, which keeps nothing.
        """
        if self._store.read_only:
            return
        self._chronicle.refresh()
        self.coverage()
        self.latest()

    # --------------------------------------------------------------------------------- questions

    def status(
        self, a: str, b: str, *, on: date | None = None, known_at: datetime | None = None
    ) -> Answer[Standing]:
        """Say how two parties stand with each other on a day (None: today), dimension by dimension.

        States are asked together with their governments. What no claim speaks of is `unknown`; `none`
        is said only where a text or a rule says so.

        Raises:
            UnknownPartyError, AmbiguousPartyError: `a` or `b` is not a party.
        """
        return ask_status(self._view(known_at), a, b, on=on or self._today())

    def who(
        self, dimension: str, b: str, *, on: date | None = None, known_at: datetime | None = None
    ) -> Answer[Standing]:
        """Say which parties have a relation to `b`: who recognizes it, or has missions in it.

        Args:
            dimension: Such as "recognition", "mission", "sanctions"; see `load_ontology().dimensions`.
            b: The party acted upon; in dimensions without direction, either.
            on: Day; None is today.
            known_at: Instant; None is now.
        """
        return ask_across(self._view(known_at), dimension, target=b, on=on or self._today())

    def whom(
        self, a: str, dimension: str, *, on: date | None = None, known_at: datetime | None = None
    ) -> Answer[Standing]:
        """Say to which parties `a` has a relation: whom it recognizes, or where it has missions."""
        return ask_across(self._view(known_at), dimension, actor=a, on=on or self._today())

    def relations_of(
        self, party: str, *, on: date | None = None, known_at: datetime | None = None
    ) -> Answer[Standing]:
        """Say which relations a party has on a day, dimension by dimension; a state with its governments.

        Rows name their claims but come without sentences: `status` of a pair has those.
        """
        return ask_relations(self._view(known_at), party, on=on or self._today())

    def timeline(
        self,
        a: str,
        b: str = "",
        *,
        since: date | None = None,
        until: date | None = None,
        first: int = 0,
        most: int | None = None,
        known_at: datetime | None = None,
    ) -> Answer[TimelineEntry]:
        """Give every event between two parties (without `b`: of one), of any modality, in order.

        Args:
            a: A party.
            b: Another.
            since: First day; undated events are left out where a day is given.
            until: First day no more.
            first: Place of the first event given, from 0.
            most: Events given at most; None gives all.
            known_at: Instant; None is now.
        """
        view = self._view(known_at)
        return ask_timeline(view, a, b, since=since, until=until, first=first, most=most)

    def together(
        self,
        a: str,
        b: str,
        *,
        on: date | None = None,
        first: int = 0,
        most: int | None = None,
        last: bool = False,
        known_at: datetime | None = None,
    ) -> Together:
        """Give all that is known of two parties at once: `status`, relations, `timeline` and `conflicts`.

        Args:
            a: A party.
            b: Another.
            on: Day of the standings; None is today.
            first: Place of the first event given, from 0.
            most: Events given at most; None gives all.
            last: Give the latest events instead of those from `first` on.
            known_at: Instant; None is now.
        """
        view = self._view(known_at)
        return ask_all(view, a, b, on=on or self._today(), first=first, most=most, last=last)

    def occasions(
        self,
        a: str,
        b: str,
        *,
        on: date | None = None,
        limit: int = 100,
        known_at: datetime | None = None,
    ) -> tuple[Occasion, ...]:
        """Give when what is known of two parties may have changed, latest first: what to ask `known_at` of.

        Args:
            a: A party.
            b: Another.
            on: Day whose names count; None is today.
            limit: How many at most.
            known_at: Instant; None is now.
        """
        return ask_occasions(self._view(known_at), a, b, on=on or self._today(), limit=limit)

    def changes(
        self,
        since: date,
        *,
        parties: Collection[str] = (),
        dimensions: Collection[str] = (),
        known_at: datetime | None = None,
    ) -> Answer[Change]:
        """Give what changed on or after a day, in order; of these parties and dimensions, or of all."""
        return ask_changes(self._view(known_at), since, parties=parties, dimensions=dimensions)

    def conflicts(
        self,
        *,
        parties: Collection[str] = (),
        first: int = 0,
        most: int | None = None,
        known_at: datetime | None = None,
    ) -> Answer[Conflict]:
        """Give where documents disagree: two statuses on one day, or two dates of one event.

        Args:
            parties: Those wanted; all where empty.
            first: Place of the first conflict given, from 0.
            most: Conflicts given at most; None gives all.
            known_at: Instant; None is now.
        """
        return ask_conflicts(self._view(known_at), parties=parties, first=first, most=most)

    def check(
        self, document: Document, *, claims: Sequence[Claim] | None = None, known_at: datetime | None = None
    ) -> Answer[Checked]:
        """Hold a text's claims of first, only, no other, N and most against the ledger; records nothing.

        Args:
            document: The text. Without a published date it takes that of the record, if it is on record.
            claims: What was read of it, where that was done before.
            known_at: Instant; None is now.
        """
        from dragoman.reader import read_document

        if document.published is None:
            document = replace(document, published=self._published(document))
        found = read_document(document) if claims is None else claims
        return ask_check(self._view(known_at), document, found)

    def _published(self, document: Document) -> date | None:
        """The published date of a text that is on record, where it was given then."""
        try:
            return self._store.document(document.id).published
        except UnknownRecordError:
            return None

    def why(self, id_prefix: str, *, known_at: datetime | None = None) -> Reasons:
        """Walk the id of a relation, event or claim (or its beginning) back to sentences and documents.

        Raises:
            UnknownRecordError: nothing on record has such an id, or several have.
        """
        return ask_why(self._view(known_at), id_prefix)

    def export(self, what: str, *, known_at: datetime | None = None) -> Export:
        """Give all claims, events or relations as rows, one at a time.

        Claims are given as they stand: rejected ones are left out, corrected ones corrected.

        Args:
            what: "claims", "events" or "relations".
            known_at: Instant; None is now.
        """
        return ask_export(self._view(known_at), what)

    # -------------------------------------------------------------------------------- the record

    def document(self, name: str, *, compare_all: bool = False, known_at: datetime | None = None) -> Dossier:
        """Give a document with its claims as they stand, verdicts on its record claims, and near copies.

        Args:
            name: Its name or id, or the beginning of its id.
            compare_all: Check also claims of being most, which compares all parties and may take seconds.
            known_at: Instant; None is now.

        Raises:
            UnknownRecordError: no document, or several, have such a name or id.
        """
        return ask_document(self._view(known_at), name, compare_all=compare_all)

    def documents(
        self, limit: int = 100, *, before: int | None = None, known_at: datetime | None = None
    ) -> Listing:
        """List the documents on record without their texts, newest first.

        Args:
            limit: How many at most.
            before: Of the answer before, to go on from there.
            known_at: Instant; None is now.
        """
        return ask_documents(self._view(known_at), limit=limit, before=before)

    def around(self, claims: Iterable[ClaimId], *, reach: int) -> dict[ClaimId, Stretch]:
        """Give the sentences that claims quote with up to `reach` characters of their texts on either side.

        Args:
            claims: Whole ids, such as an answer gives; those not on record are left out.
            reach: Characters.
        """
        return self._store.stretches(claims, reach=reach)

    def claim(self, id_prefix: str, *, known_at: datetime | None = None) -> ReviewedClaim:
        """Give a claim as it was read and as it stands, with the decisions on it.

        Raises:
            UnknownRecordError: no claim, or several, have such an id.
        """
        return ask_claim(self._view(known_at), id_prefix)

    def latest(
        self, limit: int = 10, *, before: int | None = None, known_at: datetime | None = None
    ) -> Latest:
        """Give the latest entries, newest first: readings and decisions with their claims, and what changed.

        Args:
            limit: How many at most.
            before: Only entries with a smaller sequence number.
            known_at: Instant; None is now.
        """
        return ask_latest(self._view(known_at), limit=limit, before=before)

    def search(
        self, query: str, *, limit: int = 20, before: int | None = None, known_at: datetime | None = None
    ) -> Search:
        """Search for parties, events between two that are named, and passages that hold every word.

        Case and accents do not count, and a word of four letters or more finds those that begin with it.

        Args:
            query: Words; no character of it has a meaning of its own.
            limit: Passages at most, newest on record first.
            before: Of the answer before, to go on from there; parties and events are then left out.
            known_at: Instant; None is now.

        Raises:
            QuestionError: the query is too long.
        """
        return ask_search(self._view(known_at), query, limit=limit, before=before)

    def review_queue(
        self,
        *,
        below: float = 0.75,
        reasons: Collection[str] = (),
        after: str = "",
        limit: int = 20,
        known_at: datetime | None = None,
    ) -> Queue:
        """Give the claims that a person should look at, most doubtful first, which nobody decided on yet.

        Args:
            below: Confidence below which a claim is doubted for itself.
            reasons: Those wanted of "low confidence", "conflict" and "first" (alone it brought the first
                status of a dimension that is on record between two parties); all where empty.
            after: Of the answer before, to go on from there.
            limit: How many at most.
            known_at: Instant; None is now.

        Raises:
            QuestionError: a reason or a place in the queue that is none.
        """
        return ask_queue(self._view(known_at), below=below, reasons=reasons, after=after, limit=limit)

    def second_look(
        self, by: str, *, before: int | None = None, limit: int = 20, known_at: datetime | None = None
    ) -> Review:
        """Give claims that others decided on and `by` did not, so that agreement can be told."""
        return ask_second_look(self._view(known_at), by, before=before, limit=limit)

    def decisions(
        self, *, before: int | None = None, limit: int = 20, known_at: datetime | None = None
    ) -> Review:
        """Give the claims that were decided on last, with every decision on them."""
        return ask_decisions(self._view(known_at), before=before, limit=limit)

    def agreement(self, *, known_at: datetime | None = None) -> Agreement:
        """Say how far people who decided on the same claims agree: share, and Cohen's kappa."""
        return ask_agreement(self._view(known_at))

    def coverage(self, *, known_at: datetime | None = None) -> Coverage:
        """Say how much is on record from when to when, by family, publisher and year."""
        return ask_coverage(self._view(known_at))

    @property
    def pictures(self) -> Pictures:
        """Answers as pictures: `pictures.map`, `timeline`, `network`, `heatmap` and `counts`."""
        from dragoman.ask.picturing import Pictures  # 0.05 s that other questions need not wait for

        return Pictures(self._view)

    # ------------------------------------------------------------------------------------- parts

    @cached_property
    def _chronicle(self) -> Chronicle:
        facts = PartyTable(load_gazetteer().parties())
        return Chronicle(self._store, ontology=load_ontology(), facts=facts, progress=self._progress)

    @cached_property
    def _names(self) -> dict[PartyId, str]:
        return {party.id: party.name for party in load_gazetteer().parties()}

    def _today(self) -> date:
        return self._clock().date()

    def _view(self, known_at: datetime | None) -> View:
        """Give the ledger as known at an instant; as it is now, with the instant now, where there is none."""
        if known_at is not None and known_at.tzinfo is None:
            problem = f"the instant {known_at.isoformat()} does not say in which time zone"
            raise QuestionError(problem=problem, remedy="give it in UTC")
        return View(
            store=self._store,
            chronicle=self._chronicle,
            gazetteer=load_gazetteer(),
            ontology=load_ontology(),
            names=self._names,
            instant=self._clock() if known_at is None else known_at.astimezone(UTC),
            k=self._store.sequence_at(known_at),
        )
