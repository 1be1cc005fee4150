"""What goes in: claims and decisions with their place in record order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from dragoman.records import Claim, ClaimId, Decision, DocumentId


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimEntry:
    """A claim as the ledger holds it.

    `copy_group` is the id of the first copy of the claim's document: near copies share it and do
    not count as independent. `published` is the date that the document bears, used only as the
    day on which an undated `ongoing` or `denied` claim is known to hold. `id` is the recorded
    claim's id, kept where `claim` has been amended; "" means that of `claim` itself.
    """

    claim: Claim
    copy_group: DocumentId
    sequence: int
    published: date | None = None
    id: ClaimId = ""

    @property
    def claim_id(self) -> ClaimId:
        """The id under which the ledger recorded the claim."""
        return self.id or self.claim.id


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionEntry:
    """A person's decision and its place in record order."""

    decision: Decision
    sequence: int


class _Sequenced(Protocol):
    @property
    def sequence(self) -> int: ...


_E = TypeVar("_E", bound=_Sequenced)


def known_up_to(entries: Iterable[_E], sequence: int) -> list[_E]:
    """Give the entries on record when `sequence` was the latest number (it included)."""
    return [entry for entry in entries if entry.sequence <= sequence]
