"""What every page takes: the two clocks, the ledger, and who writes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Annotated, Any, TypeVar
from urllib.parse import urlencode

from fastapi import Depends, Query, Request

from dragoman.answers import Answer, Known
from dragoman.errors import CalendarError, DateError
from dragoman.service import Ledger

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
K = TypeVar("K", bound="Known | Answer[Any]")
_LONGEST = 40  # characters of an instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """The day asked about and the instant whose knowledge counts.

    `known_at` None is now; `on_given` says that the day was asked for and is not just today.
    """

    on: date
    known_at: datetime | None = None
    on_given: bool = False
    asked_at: datetime | None = field(default=None, compare=False)  # the instant now, as the server has it

    @property
    def instant(self) -> str:
        """`known_at` as URLs have it, "" for now."""
        return instant_text(self.known_at) if self.known_at else ""

    def query(self, **other: str) -> str:
        """Give the query of an address, with "?" in front, that carries what was asked; "" for nothing."""
        asked = {"on": self.on.isoformat() if self.on_given else "", "known_at": self.instant}
        given = {name: value for name, value in (*other.items(), *asked.items()) if value}
        return f"?{urlencode(given)}" if given else ""

    def as_known(self, known_at: datetime) -> Moment:
        """Give the moment with the knowledge of an answer, so that its next page is of the same answer."""
        return replace(self, known_at=self.known_at or known_at)

    def then(self, known_at: datetime | None) -> Moment:
        """Give the moment with other knowledge: that of an instant, None for now."""
        return replace(self, known_at=known_at)

    def stamped(self, answer: K) -> K:
        """Give an answer that was kept, since nothing came on record, with the instant of this question."""
        return replace(answer, known_at=self.known_at or self.asked_at or answer.known_at)

    def fixed(self, known_at: datetime) -> Moment:
        """Give the moment with its day, and with the instant of an answer, so that it stays what it is."""
        return replace(self.as_known(known_at), on_given=True)


def instant_text(instant: datetime) -> str:
    """Give an instant in UTC, exactly: asked with it again, the question gets the same answer."""
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")


def parse_day(text: str) -> date:
    """Read a day, as YYYY-MM-DD.

    Raises:
        DateError: it is none, or there is no such day.
    """
    if not _DAY.fullmatch(text):
        remedy = "give it as YYYY-MM-DD, such as 2025-07-10"
        raise DateError(text=text[:_LONGEST], problem="is no day", remedy=remedy)
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CalendarError(text=text) from error


def parse_instant(text: str) -> datetime:
    """Read an instant; without an offset, as browsers' forms send it, it is in UTC, as the form says.

    A day alone is its first instant.

    Raises:
        DateError: it is none.
    """
    try:
        if len(text) > _LONGEST:
            raise ValueError
        instant = datetime.fromisoformat(text.strip().replace(" ", "+"))  # "+" in a query reads as a blank
        # astimezone fails at both ends of the calendar
        return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        remedy = "give it as 2025-07-01T00:00Z"
        raise DateError(text=text[:_LONGEST], problem="is no instant", remedy=remedy) from error


def asked_moment(
    request: Request,
    on: Annotated[str, Query(description="Day asked about, YYYY-MM-DD; today where left out.")] = "",
    known_at: Annotated[
        str, Query(description="Instant whose knowledge counts, in UTC unless it says otherwise; now.")
    ] = "",
) -> Moment:
    """Give the moment that a request asks about."""
    now: datetime = request.app.state.clock()
    day = parse_day(on.strip()) if on.strip() else now.date()
    known = parse_instant(known_at) if known_at.strip() else None
    moment = Moment(on=day, known_at=known, on_given=bool(on.strip()), asked_at=now)
    request.state.moment = moment
    return moment


def open_ledger(request: Request) -> Ledger:
    """Give the ledger that is served."""
    ledger: Ledger = request.app.state.ledger
    return ledger


MomentDep = Annotated[Moment, Depends(asked_moment)]
LedgerDep = Annotated[Ledger, Depends(open_ledger)]
