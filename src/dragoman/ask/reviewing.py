"""What people should look at, what they decided, and how far they agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations

from dragoman.answers import Agreement, Doubtful, PairAgreement, Queue, Review
from dragoman.ask.claims import by_claim, claims_by_id, standing_rows
from dragoman.ask.view import View
from dragoman.errors import QuestionError
from dragoman.ledger.browsing import LOW
from dragoman.records import ClaimId

REASONS = (LOW, "conflict", "first")
_FEW = 100  # entries of a ledger that is folded at once where it never was
_SOON = 20  # entries since the cache was good that are folded before the queue is shown: some 10 ms each


def ask_queue(view: View, *, below: float, reasons: Collection[str], after: str, limit: int) -> Queue:
    """Give claims on which nobody's word stands, most doubtful first.

    Raises:
        QuestionError: a reason that is none, or a place in the queue that is none.
    """
    for reason in reasons:
        if reason not in REASONS:
            problem = f"{reason!r} is no reason to doubt a claim"
            raise QuestionError(problem=problem, remedy=f"take one of {', '.join(REASONS)}")
    mark = view.chronicle.folded_up_to()
    behind = view.k - (mark or 0)
    if view.k == view.store.sequence() and 0 < behind <= (_FEW if mark is None else _SOON):
        view.chronicle.refresh()
        mark = view.chronicle.folded_up_to()
    rows = view.store.doubted(
        below=below, reasons=reasons, after=_place(after), limit=limit + 1, known_at=view.k
    )
    more, rows = len(rows) > limit, rows[:limit]
    claims = claims_by_id(view, [row.claim for row in rows])
    return Queue(
        known_at=view.instant,
        sequence=view.k,
        names=view.names,
        claims=tuple(
            Doubtful(claim=claims[row.claim], reasons=row.reasons, doubt=1 - row.trust)
            for row in rows
            if row.claim in claims  # folded doubts are of the present, and claims as known at the instant
        ),
        after=f"{rows[-1].trust!r}:{rows[-1].claim}" if more else "",
        folded_up_to=mark,
    )


def _place(after: str) -> tuple[float, str] | None:
    trust, _, claim = after.partition(":")
    try:
        return (float(trust), claim) if after else None
    except ValueError:
        problem = f"{after!r} is no place in the queue"
        raise QuestionError(problem=problem, remedy="take it from the page before, as it is") from None


def ask_second_look(view: View, by: str, *, before: int | None, limit: int) -> Review:
    """Give claims that others decided on and `by` did not, latest decision first."""
    rows = view.store.decided_by_others(by, before=before, limit=limit + 1, known_at=view.k)
    return _review(view, rows, limit)


def ask_decisions(view: View, *, before: int | None, limit: int) -> Review:
    """Give the claims of the latest decisions, newest first, each claim once."""
    rows = view.store.latest_decisions(before=before, limit=limit + 1, known_at=view.k)
    return _review(view, rows, limit)


def _review(view: View, rows: Sequence[tuple[int, ClaimId]], limit: int) -> Review:
    """Give claims by the numbers of their decisions, each claim once; of `limit`, one more says to go on."""
    more, rows = len(rows) > limit, rows[:limit]
    claims = claims_by_id(view, [claim for _, claim in rows])
    return Review(
        known_at=view.instant,
        sequence=view.k,
        names=view.names,
        claims=tuple(claims[claim] for claim in dict.fromkeys(claim for _, claim in rows)),
        before=rows[-1][0] if more else None,
    )


def ask_agreement(view: View) -> Agreement:
    """Say how far people who decided on the same claims agree, each by their latest word that stands."""
    shared = by_claim(view.store.shared_decisions(known_at=view.k))
    latest = [{e.decision.by: e.decision.kind for e in standing_rows(rows)} for rows in shared.values()]
    pairs = _pairs(latest)
    rows = tuple(_agreement(a, b, said) for (a, b), said in sorted(pairs.items()))
    return Agreement(
        known_at=view.instant,
        sequence=view.k,
        names=view.names,
        people=tuple(sorted({person for said in latest for person in said})),
        pairs=rows,
        claims=sum(bool(said) for said in latest),
        agreed=sum(row.agreed for row in rows),
        judged=sum(row.claims for row in rows),
    )


def _pairs(latest: Iterable[Mapping[str, str]]) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Give what each two people said of the same claims, from each person's word by claim."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for said in latest:
        for a, b in combinations(sorted(said), 2):
            found.setdefault((a, b), []).append((said[a], said[b]))
    return found


def _agreement(a: str, b: str, said: list[tuple[str, str]]) -> PairAgreement:
    agreed = sum(one == other for one, other in said)
    return PairAgreement(a=a, b=b, claims=len(said), agreed=agreed, kappa=kappa(said))


def kappa(said: list[tuple[str, str]]) -> float | None:
    """Give Cohen's kappa of two people's words on the same things; None where chance alone explains all.

    Source:
        J. Cohen, A coefficient of agreement for nominal scales, 1960.
    """
    if not said:
        return None
    total = len(said)
    ones, others = (Counter(side) for side in zip(*said, strict=True))
    expected = sum(ones[kind] * others[kind] for kind in ones) / total**2
    observed = sum(one == other for one, other in said) / total
    return None if expected == 1 else (observed - expected) / (1 - expected)
