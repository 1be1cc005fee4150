"""Claims about one happening, settled into one event; independent of the order of arrival.

Claims are first put into cells (equal type, parties, date and attributes) and cells into blocks
(kin types, same parties, same modality). Within a block, two cells agree if they may speak of one
happening (`compat`). Agreement is not transitive: a cell that agrees with two others which do not
agree with each other is ambiguous. The coarsest ambiguous cells are set aside until every group
of agreeing cells agrees throughout; each group is one event, and the cells set aside are settled
among themselves. So 1909 joins 1909-05-01, but not where 1909-09-01 is on record as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from datetime import date

from dragoman.ontology import Ontology
from dragoman.records import Amount, Claim, Day, Event, Interval, Modality, Participant, UnresolvedDate
from dragoman.relations.cells import Cell, agree, agree_apart_from_date
from dragoman.relations.clusters import cluster
from dragoman.relations.entries import ClaimEntry
from dragoman.relations.pairs import party_key

# Types that different texts use for one happening; an event takes the type that most documents use.
_KIN = {
    "reopen_mission": "open_mission",
    "resume_relations": "establish_relations",
    "join_organisation": "admit_member",
    "return_envoy": "accredit_envoy",
}
# Participants of these stand in different roles to a state and to its government.
_EXACT_FAMILIES = frozenset(("recognition", "authority"))
_CONFIRMING = (Modality.ONGOING, Modality.DENIED)

Block = tuple[str, str, str, str]  # kin types, modality and parties; claims of two blocks are two events


def settle(
    entries: Iterable[ClaimEntry], *, ontology: Ontology, state_of: Callable[[str], str]
) -> list[Event]:
    """Give the events that the claims speak of, in order of date, undated ones last.

    Args:
        entries: Claims as they stand (decisions applied). The same claim twice counts once.
        ontology: Event types; claims of a type that it lacks are left out.
        state_of: The state that a party belongs to, such as "AFG" for "AFG/taliban"; "" for none.

    Returns:
        Events with every claim kept and independent documents counted: near copies count once.
    """
    blocks: dict[Block, dict[tuple[Hashable, ...], Cell]] = {}
    for entry in _latest(entries):
        if entry.claim.type not in ontology:
            continue
        block, cell = _place(entry, ontology, state_of)
        cells = blocks.setdefault(block, {})
        cells.setdefault(cell.key, cell).entries.append(entry)
    events: list[Event] = []
    for block in sorted(blocks):
        family = ontology[block[0]].family
        groups = _groups(list(blocks[block].values()), family=family, state_of=state_of)
        events.extend(_event(group, ontology) for group in groups)
    return sorted(events, key=event_order)


def block_of(entry: ClaimEntry, *, ontology: Ontology, state_of: Callable[[str], str]) -> Block:
    """Give what claims share that may be settled into one event: each block can be settled apart.

    Raises:
        LookupError: the claim is of a type that the ontology lacks.
    """
    return _place(entry, ontology, state_of)[0]


def kin_of(code: str) -> str:
    """Give the type that stands for all types that texts use for one happening."""
    return _KIN.get(code, code)


def event_order(event: Event) -> tuple[bool, date, date, str, str, str, tuple[str, ...]]:
    """Order events by first day, finer dates first, undated ones last; ties by content."""
    day = event.date if isinstance(event.date, Interval) else None
    first = (day.first_day or day.last_day if day else event.as_of) or date.max
    last = (day.last_day if day else event.as_of) or date.max
    return (first == date.max, first, last, event.type, event.actor, event.target, event.claims)


def _latest(entries: Iterable[ClaimEntry]) -> list[ClaimEntry]:
    """Keep one entry a claim, the latest on record; sorted by claim id."""
    kept: dict[str, tuple[tuple[int, str, str], ClaimEntry]] = {}
    for entry in entries:
        claim_id = entry.claim_id
        rank = (entry.sequence, entry.copy_group, str(entry.published))
        if claim_id not in kept or kept[claim_id][0] < rank:
            kept[claim_id] = (rank, entry)
    return [kept[claim_id][1] for claim_id in sorted(kept)]


def _named(participant: Participant | None) -> str:
    """Give the party's id; an unresolved mention counts as itself, never as another."""
    if participant is None:
        return ""
    return participant.party or f"?{participant.name or participant.text}".casefold()


def _place(entry: ClaimEntry, ontology: Ontology, state_of: Callable[[str], str]) -> tuple[Block, Cell]:
    claim = entry.claim
    kind = ontology[claim.type]
    actor, target = _named(claim.actor), _named(claim.target)
    a, b = (target, actor) if kind.unordered and target < actor else (actor, target)
    confirming = claim.modality in _CONFIRMING and isinstance(claim.date, UnresolvedDate)
    cell = Cell(
        type=claim.type,
        a=a,
        b=b,
        date=claim.date if isinstance(claim.date, Interval) else None,
        as_of=entry.published if confirming else None,
        city=claim.city,
        level=claim.level,
        object=claim.object,
        basis=claim.basis,
    )
    if kind.family == "interaction" and cell.date is None:
        cell.apart = entry.copy_group
    ends = (a, b)
    if kind.family not in _EXACT_FAMILIES:
        ends = (party_key(a, state_of), party_key(b, state_of))
    if kind.unordered:
        ends = (min(ends), max(ends))
    return (kin_of(claim.type), str(claim.modality), *ends), cell


def _groups(cells: list[Cell], *, family: str, state_of: Callable[[str], str]) -> list[list[Cell]]:
    if len(cells) == 1:
        return [cells]

    def related(one: Cell, other: Cell) -> bool:
        return agree(one, other, family=family, state_of=state_of)

    def related_undated(one: Cell, other: Cell) -> bool:
        return agree_apart_from_date(one, other, family=family, state_of=state_of)

    dated = [cell for cell in cells if cell.date is not None]
    confirmed = [cell for cell in cells if cell.date is None and cell.as_of is not None]
    undated = [cell for cell in cells if cell.date is None and cell.as_of is None]
    groups = cluster(dated, related)
    if family == "interaction":
        return groups + cluster(confirmed, related) + _remarks(undated, groups, related_undated)
    rest = _attach(undated, groups, related_undated)
    return groups + cluster(confirmed, related) + cluster(rest, related_undated)


def _remarks(
    undated: list[Cell], groups: list[list[Cell]], related: Callable[[Cell, Cell], bool]
) -> list[list[Cell]]:
    """Settle undated meetings, praise and the like text by text: in another text they are others.

    Those that join a dated event of their text are added to its group; the rest are given.
    """
    by_text: dict[str, list[Cell]] = {}
    for cell in undated:
        by_text.setdefault(cell.apart, []).append(cell)
    dated: dict[str, list[list[Cell]]] = {}
    for group in groups if undated else ():
        for text in {entry.copy_group for cell in group for entry in cell.entries}:
            dated.setdefault(text, []).append(group)
    rest: list[list[Cell]] = []
    for text in sorted(by_text):
        rest += cluster(_attach(by_text[text], dated.get(text, []), related), related)
    return rest


def _attach(
    undated: list[Cell], groups: list[list[Cell]], related: Callable[[Cell, Cell], bool]
) -> list[Cell]:
    """Add each undated cell to the one group that it may belong to; give those left over.

    A cell that may belong to two groups belongs to neither, and two cells that do not agree with
    each other do not both join one group.
    """
    wishes: dict[int, list[Cell]] = {}
    rest: list[Cell] = []
    for cell in undated:
        fits = [n for n, group in enumerate(groups) if all(related(cell, member) for member in group)]
        if len(fits) == 1:
            wishes.setdefault(fits[0], []).append(cell)
        else:
            rest.append(cell)
    for number, joining in wishes.items():
        if all(related(one, other) for i, one in enumerate(joining) for other in joining[:i]):
            groups[number].extend(joining)
        else:
            rest.extend(joining)
    return rest


def _event(cells: list[Cell], ontology: Ontology) -> Event:
    entries = [entry for cell in cells for entry in cell.entries]
    first = entries[0].claim
    groups = tuple(sorted({entry.copy_group for entry in entries}))
    at = _date(cells)
    actor, target = _parties(cells)
    return Event(
        type=_type(cells, ontology),
        actor=actor,
        target=target,
        date=at or _undated(entries),
        modality=first.modality,
        object=_most_said(entries, "object"),
        level=_most_said(entries, "level"),
        city=_most_said(entries, "city"),
        basis=_most_said(entries, "basis"),
        measures=tuple(sorted({measure for entry in entries for measure in entry.claim.measures})),
        amount=_amount(entries),
        claims=tuple(sorted(entry.claim_id for entry in entries)),
        documents=len(groups),
        confidence=max(entry.claim.confidence for entry in entries),
        groups=groups,
        as_of=None if at else cells[0].as_of,
    )


def _type(cells: list[Cell], ontology: Ontology) -> str:
    """Give the type that most documents use; on a tie the ontology's first."""
    if len({cell.type for cell in cells}) == 1:
        return cells[0].type
    order = {code: (n, code) for n, code in enumerate(ontology)}
    return _most({(cell.type, e.copy_group) for cell in cells for e in cell.entries}, order.__getitem__)


def _undated(entries: list[ClaimEntry]) -> UnresolvedDate:
    found = (e.claim.date for e in entries if isinstance(e.claim.date, UnresolvedDate))
    return min(found, default=UnresolvedDate())


def _most(votes: set[tuple[str, str]], tie: Callable[[str], tuple[int, str]]) -> str:
    """Give the value with most independent documents; `votes` are (value, copy group)."""
    counts = Counter(value for value, _ in votes)
    return min(counts, key=lambda value: (-counts[value], tie(value)), default="")


def _most_said(entries: list[ClaimEntry], field: str) -> str:
    """Give the value that most independent documents name; on a tie the fuller one."""
    votes = {(getattr(e.claim, field), e.copy_group) for e in entries}
    named = {vote for vote in votes if vote[0]}
    if len(named) <= 1:
        return next((value for value, _ in named), "")
    return _most(named, lambda value: (-len(value), value))


def _parties(cells: list[Cell]) -> tuple[str, str]:
    """Give actor and target as most documents have them; a government rather than its state."""
    votes = {(_ends(entry.claim), entry.copy_group) for cell in cells for entry in cell.entries}
    counts = Counter(ends for ends, _ in votes)
    if len(counts) == 1:
        return next(iter(counts))
    return min(counts, key=lambda ends: (-sum("/" in end for end in ends), -counts[ends], ends))


def _ends(claim: Claim) -> tuple[str, str]:
    return (claim.actor.party if claim.actor else "", claim.target.party if claim.target else "")


def _date(cells: list[Cell]) -> Interval | None:
    """Give the finest date; between equally fine ones, that of most documents, then the earliest."""
    finest = min(cell.coarseness[0] for cell in cells)
    fine = [cell for cell in cells if cell.coarseness[0] == finest and cell.date is not None]
    if len(fine) <= 1:
        return fine[0].date if fine else None
    groups: dict[tuple[Day, Day], set[str]] = {}
    for cell in fine:
        groups.setdefault(cell.reach, set()).update(e.copy_group for e in cell.entries)
    return min(fine, key=lambda cell: (-len(groups[cell.reach]), *cell.order)).date


def _amount(entries: list[ClaimEntry]) -> Amount | None:
    amounts = {e.claim.amount for e in entries if e.claim.amount is not None}
    return max(amounts, key=lambda amount: (amount.value, amount.currency), default=None)
