"""A document with everything on record about it, the list of all, and the latest entries of the record."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dragoman.answers import Decided, Dossier, Entry, Latest, Learned, Listed, Listing, ReviewedClaim
from dragoman.ask.cache import maker
from dragoman.ask.checking import ask_check
from dragoman.ask.claims import claims_by_id, reviewed, source, sources
from dragoman.ask.view import View
from dragoman.ledger.codec import from_dict, to_dict, to_json
from dragoman.ledger.entries import ClaimRow, EntryRow, Folded, Pair
from dragoman.records import Claim, ClaimId, Relation
from dragoman.relations.changes import newly_known
from dragoman.relations.moments import since_day

_SHOWN = 8  # claims of an entry
_COMPARED = 8  # pairs of an entry that are folded as they were before and after it


def ask_document(view: View, name: str, *, compare_all: bool) -> Dossier:
    """Give a document by its name or the beginning of its id.

    Raises:
        UnknownRecordError: none, or several.
    """
    row = view.store.document(name, known_at=view.k)
    rows = view.store.claims_of_document(row.id, known_at=view.k)
    ordered = sorted(rows, key=lambda r: (r.claim.sentence, r.claim.trigger, r.id))
    readings = view.store.readings(row.id, known_at=view.k)
    alike = [source(other) for other in view.store.copies_of(row.copy_group, known_at=view.k)]
    to_check, unchecked = _record_claims(view, rows, compare_all=compare_all)
    document = replace(row.document, published=row.published)
    checked = ask_check(view, document, list(to_check)) if to_check else ()
    recorded = {claim.id: id_ for claim, id_ in to_check.items()}
    return Dossier(
        known_at=view.instant,
        sequence=view.k,
        names=view.names,
        document=document,
        source=next(one for one in alike if one.id == row.id),
        recorded_at=readings[0].recorded_at,
        readings=tuple(readings),
        claims=tuple(reviewed(view, ordered)),
        verdicts={recorded[shown.item.verdict.claim]: shown.item for shown in checked},
        unchecked=unchecked,
        copies=tuple(one for one in alike if one.id != row.id),
    )


def _record_claims(
    view: View, rows: Iterable[ClaimRow], *, compare_all: bool
) -> tuple[dict[Claim, ClaimId], tuple[ClaimId, ...]]:
    """Give the record claims to be checked, and those that need all parties compared, which takes seconds.

    They are checked as they stand, and keep the ids that they were recorded with.
    """
    found: dict[Claim, ClaimId] = {}
    left = []
    for entry in view.chronicle.standing(rows, view.k):
        record = entry.claim.record_claim
        if record is not None and record.kind == "most" and not compare_all:
            left.append(entry.claim_id)
        elif record is not None:
            found[entry.claim] = entry.claim_id
    return found, tuple(left)


def ask_documents(view: View, *, limit: int, before: int | None) -> Listing:
    """List documents, newest on record first."""
    rows = view.store.documents(before=before, limit=limit + 1, known_at=view.k)
    more, rows = len(rows) > limit, rows[:limit]
    return Listing(
        known_at=view.instant,
        sequence=view.k,
        names=view.names,
        documents=tuple(
            Listed(
                source=source(row.source),
                sequence=row.source.sequence,
                recorded_at=row.recorded_at,
                claims=row.claims,
            )
            for row in rows
        ),
        before=rows[-1].source.sequence if more and rows else None,
    )


def ask_latest(view: View, *, limit: int, before: int | None) -> Latest:
    """Give the latest entries, newest first, each with what it changed."""
    rows = view.store.entries(before=before, limit=limit + 1, known_at=view.k)
    more, rows = len(rows) > limit, rows[:limit]
    given = view.store.claims_of_readings([row.sequence for row in rows if row.kind == "reading"])
    shown = {row.sequence: [claim for claim, _, _ in given.get(row.sequence, ())][:_SHOWN] for row in rows}
    wanted = [claim for row in rows for claim in ([row.claim] if row.claim else shown[row.sequence])]
    claims = claims_by_id(view, wanted)
    documents = sources(view, [row.document for row in rows])
    entries = []
    for row in rows:
        ids = [row.claim] if row.claim else shown[row.sequence]
        of_entry = tuple(claims[id_] for id_ in ids)
        said = given.get(row.sequence, [])
        learned, left = _learned(view, row.sequence, said)
        entries.append(
            Entry(
                sequence=row.sequence,
                recorded_at=row.recorded_at,
                source=documents[row.document],
                reader=row.reader,
                claims=of_entry,
                claims_count=len(said) or len(of_entry),
                learned=learned,
                pairs_left=left,
                decided=_decided(of_entry, row) if row.claim else None,
            )
        )
    return Latest(
        known_at=view.instant,
        sequence=view.k,
        names=view.names,
        entries=tuple(entries),
        before=rows[-1].sequence if more and rows else None,
    )


def _decided(claims: Iterable[ReviewedClaim], row: EntryRow) -> Decided:
    (found,) = (one for claim in claims for one in claim.decisions if one.sequence == row.sequence)
    return found


def _learned(
    view: View, sequence: int, said: Sequence[tuple[ClaimId, Pair, str]]
) -> tuple[tuple[Learned, ...], int]:
    """Give what an entry changed, and of how many pairs that was not looked for.

    That never changes, so the ledger keeps it: folding the pairs twice takes some 10 ms each.
    """
    key: Pair = ("+", f"{sequence:012d}")  # no party's key
    kept = view.store.folded([key], maker=maker()).get(key)
    if kept is not None:
        plain = json.loads(kept.body)
        return tuple(from_dict(Learned, item) for item in plain["learned"]), plain["left"]
    pairs = _pairs(view, sequence, said)
    before, after = view.chronicle.around(pairs[:_COMPARED], sequence)
    learned, left = compare(before, after), len(pairs[_COMPARED:])
    body = to_json({"learned": [to_dict(item) for item in learned], "left": left})
    view.store.keep_folded([Folded(pair=key, sequence=sequence, maker=maker(), body=body)])
    return learned, left


def _pairs(view: View, sequence: int, said: Sequence[tuple[ClaimId, Pair, str]]) -> list[Pair]:
    """Give the pairs whose relations an entry may have changed: those of its claims first, in order."""
    changed = view.store.pairs_changed_since(sequence - 1, known_at=sequence)
    telling = [pair for _, pair, type_ in said if (kind := view.ontology.get(type_)) and kind.dimension]
    silent = {pair for _, pair, _ in said} - set(telling)
    ordered = dict.fromkeys([*telling, *sorted(changed - silent)])
    return [pair for pair in ordered if all(pair)]


def compare(before: Iterable[Relation], after: Iterable[Relation]) -> tuple[Learned, ...]:
    """Give what changed between two states of knowledge, a relation that went beside the one in its place."""
    gone, come = newly_known(before, after)
    said = {_said(relation) for relation in come} & {_said(relation) for relation in gone}
    gone, come = ([r for r in part if _said(r) not in said] for part in (gone, come))
    found: list[tuple[Relation, Relation | None, Relation | None]] = []
    for relation in come:
        place = next((r for r in gone if _one_place(r, relation)), None)
        if place is not None:
            gone.remove(place)
        found.append((relation, place, relation))
    found += [(relation, relation, None) for relation in gone]
    found.sort(key=lambda item: (item[0].a, item[0].b, item[0].dimension, since_day(item[0]), item[0].id))
    return tuple(
        Learned(dimension=some.dimension, a=some.a, b=some.b, before=one, after=other)
        for some, one, other in found
    )


def _said(relation: Relation) -> Relation:
    """Give what a relation says without what it rests on."""
    return replace(relation, events=(), first_evidence=None, last_evidence=None)


def _one_place(one: Relation, other: Relation) -> bool:
    """Say whether one relation took another's place: of the same parties, from or up to the same day."""
    keys = (one.dimension, one.a, one.b) == (other.dimension, other.a, other.b)
    same_end = one.status == other.status and one.until == other.until
    return keys and (since_day(one) == since_day(other) or same_end)
