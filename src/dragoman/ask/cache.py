"""The ledger's cache of pages: up to where it is good, and what is folded again.

The cache keeps each pair's page with the sequence number up to which it is good; a new document touches the
pages of the pairs that it speaks of, and of those that inherit from them. Marks say up to where all is good,
or all of one party.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache
from importlib.resources import files

from dragoman.ask.chapters import Chapter, Page
from dragoman.ask.folding import Folding, pair_of_event, parts
from dragoman.ledger.entries import Folded, Pair, pair_of, party_key
from dragoman.ledger.store import Store
from dragoman.records import Event
from dragoman.relations.ops import event_id
from dragoman.relations.pairs import Affected

_MARK: Pair = ("*", "*")  # no party's key; its sequence number says up to where the whole cache is good

Progress = Callable[[int, int], None]  # pairs done, pairs in all


class Cache:
    """Pages of pairs, folded once and kept in the ledger.

    Args:
        store: The ledger.
        folding: Folds pairs.
        progress: Told how far folding all pairs has come.
    """

    def __init__(self, store: Store, folding: Folding, *, progress: Progress) -> None:
        self._store, self._folding, self._progress = store, folding, progress

    def folded_up_to(self) -> int | None:
        """Give the sequence number up to which the cache is good for all pairs; None where it never was."""
        mark = self._store.folded([_MARK], maker=maker()).get(_MARK)
        return None if mark is None else mark.sequence

    def refresh(self) -> None:
        """Fold what changed since the cache was good for all pairs; all, where it never was."""
        k, mark = self._store.sequence(), self.folded_up_to()
        if mark == k:
            return
        if mark is None:
            for _ in self.pages(k):
                pass
            return
        fate = self._folding.fate_of_all(k)
        both = [*fate, *self._folding.fate_of_all(mark)]
        changed = self._changed(mark, k, both)
        pairs = set(changed.pairs).union(*(self._all_with(party, k, both) for party in changed.parties))
        for part in parts(sorted(self._folding.with_heirs(pairs, both))):
            self._store.keep_folded([_kept(chapter, k) for chapter in self._folding.fold(part, k, fate)])
        self._store.keep_folded([_good(_MARK, k)])

    def pages(self, k: int, keys: Collection[str] = ()) -> Iterator[Page]:
        """Give every page, or those of pairs with any of some parties, by pair.

        For the present, only what changed is folded, and then kept.
        """
        present = k == self._store.sequence()
        fate = self._folding.fate_of_all(k)
        marks = [_mark_of(key) for key in keys] or [_MARK]
        if keys:
            pairs = {pair for key in keys for pair in self._all_with(key, k, fate)}
            dirty = {pair for key in keys for pair in self._stale(key, self.mark(key), k)} & pairs
        else:
            pairs = self._folding.with_heirs(self._store.pairs_changed_since(0, known_at=k), fate)
            dirty = self._dirty(pairs, fate, k) if present else pairs
        done = 0
        for part in parts(sorted(pairs)):
            good = self._store.folded([pair for pair in part if pair not in dirty], maker=maker())
            folded = self._folding.fold([pair for pair in part if pair not in good], k, fate)
            made = {chapter.pair: Page.of(chapter) for chapter in folded}
            if present and made:
                self._store.keep_folded(
                    [made[c.pair].kept(sequence=k, maker=maker(), chapter=c) for c in folded]
                )
            done += len(part)
            self._progress(done, len(pairs))
            for pair in part:
                yield made[pair] if pair in made else Page.parse(pair, good[pair].body)
        if present and dirty:
            self._store.keep_folded([_good(mark, k) for mark in marks])

    def mark(self, key: str) -> int | None:
        """Give the sequence number up to which the cache is good for all pairs with a party."""
        marks = self._store.folded([_MARK, _mark_of(key)], maker=maker()).values()
        return max((mark.sequence for mark in marks), default=None)

    def freshen(self, key: str, k: int) -> dict[Pair, Chapter]:
        """Fold the pairs with a party that the cache lacks, or has otherwise than they were at `k`.

        For the present they are kept, and none is given; for the past they are given and not kept.
        """
        mark, now = self.mark(key), self._store.sequence()
        if mark == k == now:
            return {}
        fate = self._folding.fate_of_all(k)
        stale = parts(sorted(self._stale(key, mark, k)))
        made = {chapter.pair: chapter for part in stale for chapter in self._folding.fold(part, k, fate)}
        if k != now:
            return made
        rows = [_kept(chapter, k) for chapter in made.values()]
        return {} if self._store.keep_folded([*rows, _good(_mark_of(key), k)]) else made

    def _stale(self, key: str, mark: int | None, k: int) -> set[Pair]:
        """Give the pairs with a party that the cache lacks, or has otherwise than they were at `k`."""
        fate = self._folding.fate_of_all(k)
        if mark is None:
            return self._all_with(key, k, fate)
        # A page may be of any number up to now: other parties' questions fold pairs with this one too.
        early, now = min(mark, k), self._store.sequence()
        both = [*fate, *self._folding.fate_of_all(early), *self._folding.fate_of_all(now)]
        changed = self._changed(early, now, both)
        stale = {pair for pair in self._folding.with_heirs(changed.pairs, both) if key in pair}
        return stale | (self._all_with(key, now, both) if changed.parties else set())

    def _all_with(self, key: str, k: int, fate: Collection[Event]) -> set[Pair]:
        """Give every pair with a party: its own, and those that it or the others may have inherited."""
        _, kin = self._folding.feeders_of((key, key), self._folding.links(fate))
        known = {pair for one in sorted(kin) for pair in self._store.pairs_of_party(one, known_at=k)}
        return {pair for pair in self._folding.with_heirs(known, fate) if key in pair}

    def _dirty(self, pairs: set[Pair], fate: Collection[Event], k: int) -> set[Pair]:
        """Give the pairs whose pages on file are not good any more, or not there."""
        mark = self._store.folded([_MARK], maker=maker()).get(_MARK)
        if mark is None:
            return pairs
        if mark.sequence == k:
            return set()
        both = [*fate, *self._folding.fate_of_all(mark.sequence)]
        changed = self._changed(mark.sequence, k, both)
        touched = {pair for pair in pairs if changed.parties & set(pair)}
        return self._folding.with_heirs(changed.pairs | touched, both) & pairs

    def _changed(self, early: int, late: int, fate: Iterable[Event]) -> Affected:
        """Give the pairs that entries between two may have changed, and the parties of which every pair may.

        Where a party began, ended or succeeded another, every pair with it may stand otherwise.
        """
        changed = self._store.pairs_changed_since(early, known_at=late)
        moved = {
            party_key(party)
            for event in {event_id(event): event for event in fate}.values()
            if pair_of_event(event) in changed or pair_of(party_key(event.actor), "") in changed
            for party in (event.actor, event.target)
            if party
        }
        return Affected(pairs=frozenset(changed), parties=frozenset(moved))


def _mark_of(key: str) -> Pair:
    """Give the mark whose number says up to where the cache is good for all pairs with a party."""
    return (_MARK[0], key)


def _good(mark: Pair, k: int) -> Folded:
    return Folded(pair=mark, sequence=k, maker=maker(), body="")


def _kept(chapter: Chapter, k: int) -> Folded:
    return Page.of(chapter).kept(sequence=k, maker=maker(), chapter=chapter)


@cache
def maker() -> str:
    """Name the very code and tables that pages are made by: with others, none on file is good."""
    digest = hashlib.sha256()
    root = files("dragoman")
    for folder in ("ask", "relations", "ontology", "data/gazetteer"):
        for file in sorted(root.joinpath(*folder.split("/")).iterdir(), key=lambda f: f.name):
            if file.name.endswith((".py", ".csv", ".toml")):
                digest.update(file.read_bytes())
    for name in ("data/event_types.toml", "records.py"):
        digest.update(root.joinpath(*name.split("/")).read_bytes())
    return f"chronicle/1 {digest.hexdigest()[:16]}"
