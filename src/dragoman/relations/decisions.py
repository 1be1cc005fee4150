"""People's decisions laid over claims: rejected claims drop out, amended ones carry the correction.

The claims themselves are not touched: the entries given back keep the recorded claim's id.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from dragoman.dates import parse_edtf
from dragoman.errors import DateError, QuestionError
from dragoman.ontology import Ontology
from dragoman.records import Claim, Decision, DecisionKind, Modality, Participant, UnresolvedDate, When
from dragoman.relations.entries import ClaimEntry, DecisionEntry

_TEXT_FIELDS = frozenset(("type", "level", "city", "object", "basis"))
AMENDABLE = tuple(sorted((*_TEXT_FIELDS, "actor", "target", "date", "modality", "measures")))
WITHDRAWN = "decision"  # names the decision that a withdrawal is of, by its sequence number
_REMOVED = UnresolvedDate(reason="the date was removed by a decision")


def apply_decisions(claims: Iterable[ClaimEntry], decisions: Iterable[DecisionEntry]) -> list[ClaimEntry]:
    """Give the claims as they stand after the decisions, in the order given.

    For each claim the latest decision (by sequence number) says whether it stands: `reject` drops
    it, `accept` and `amend` keep it. Corrections are laid on in record order, so of two
    corrections of one field the later wins, and `accept` keeps those made before. A decision that
    was withdrawn by a later one is as if it had never been made.

    Raises:
        QuestionError: a decision amends a field that cannot be amended, or to a value that is
            none (see `check_decision`).
    """
    by_claim: dict[str, list[DecisionEntry]] = {}
    for entry in decisions:
        by_claim.setdefault(entry.decision.claim, []).append(entry)
    standing: list[ClaimEntry] = []
    for claim_entry in claims:
        decided = standing_decisions(by_claim.get(claim_entry.claim_id, []))
        if decided and decided[-1].decision.kind is DecisionKind.REJECT:
            continue
        changed = claim_entry.claim
        for entry in decided:
            if entry.decision.kind is DecisionKind.AMEND:
                changed = amend(changed, entry.decision)
        if changed is not claim_entry.claim:
            claim_entry = replace(claim_entry, claim=changed, id=claim_entry.claim_id)
        standing.append(claim_entry)
    return standing


def standing_decisions(decisions: Iterable[DecisionEntry]) -> list[DecisionEntry]:
    """Give the decisions on one claim that were not withdrawn, without the withdrawals, in record order."""
    ordered = sorted(decisions, key=_order)
    withdrawals = [entry for entry in ordered if entry.decision.kind is DecisionKind.WITHDRAW]
    withdrawn = {(entry.sequence, value) for entry in withdrawals for _, value in entry.decision.changes}
    return [
        entry
        for entry in ordered
        if entry.decision.kind is not DecisionKind.WITHDRAW
        and not any(value == str(entry.sequence) and later > entry.sequence for later, value in withdrawn)
    ]


def _order(entry: DecisionEntry) -> tuple[int, str, str, str, tuple[tuple[str, str], ...]]:
    decision = entry.decision
    return (entry.sequence, str(decision.kind), decision.by, decision.because, decision.changes)


def amend(claim: Claim, decision: Decision) -> Claim:
    """Give the claim with the decision's corrections.

    Raises:
        QuestionError: a field cannot be amended, or a value is none.
    """
    changes: dict[str, Any] = {}
    for field, value in decision.changes:
        if field in _TEXT_FIELDS:
            changes[field] = value
        elif field in ("actor", "target"):
            changes[field] = _participant(getattr(claim, field), field, value)
        elif field == "date":
            changes[field] = _date(value)
        elif field == "modality":
            changes[field] = _modality(value)
        elif field == "measures":
            changes[field] = tuple(sorted(set(value.replace(",", " ").split())))
        else:
            raise QuestionError(
                problem=f"field {field!r} of a claim cannot be amended",
                remedy=f"amend one of {', '.join(AMENDABLE)}",
            )
    return replace(claim, **changes)


def check_decision(decision: Decision, *, claim: Claim, ontology: Ontology) -> None:
    """Refuse a decision that could not be applied; to be called before it is recorded.

    Raises:
        QuestionError: an amendment without changes, changes without an amendment, a field or a
            value that is none, or a type that the ontology lacks.
    """
    if decision.kind is DecisionKind.WITHDRAW:
        if [name for name, _ in decision.changes] != [WITHDRAWN] or not decision.changes[0][1].isdecimal():
            raise QuestionError(
                problem="a withdrawal does not name one decision", remedy="name it by its sequence number"
            )
        return
    if (decision.kind is DecisionKind.AMEND) != bool(decision.changes):
        raise QuestionError(
            problem=f"a decision to {decision.kind} has {len(decision.changes)} changes",
            remedy="amend names at least one change; accept and reject name none",
        )
    changed = amend(claim, decision)
    if changed.type not in ontology:
        raise QuestionError(
            problem=f"{changed.type!r} is no event type", remedy="take one of `dragoman types`"
        )


def _participant(old: Participant | None, role: str, value: str) -> Participant | None:
    if not value:
        return None
    return replace(old, party=value) if old is not None else Participant(role=role, party=value)


def _date(value: str) -> When:
    if not value:
        return _REMOVED
    try:
        return parse_edtf(value)
    except DateError as error:
        raise QuestionError(
            problem=f"{value!r} is no EDTF date",
            remedy="write 1921-07-26, 1921-07, 1921, 1921-07/.. or nothing",
        ) from error


def _modality(value: str) -> Modality:
    try:
        return Modality(value)
    except ValueError as error:
        raise QuestionError(
            problem=f"{value!r} is no modality", remedy=f"take one of {', '.join(Modality)}"
        ) from error
