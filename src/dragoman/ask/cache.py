"""The ledger's cache of pages: up to where it is good, and what is folded again.

The cache keeps each pair's page with the sequence number up to which it is good; a new document touches the
pages of the pairs that it speaks of, and of those that inherit from them. Marks say up to where all is good,
or all of one party.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache
from importlib.resources import files

from dragoman.ask.chapters import Chapter, Page
from dragoman.ask.ever import linked
from dragoman.ask.folding import Folding, parts
from dragoman.ask.history import History
from dragoman.ledger.entries import Folded, Pair
from dragoman.ledger.store import Store
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
        self._history = History(store, folding)

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
        changed = self._changed(mark, k)
        pairs = set(changed.pairs).union(*(self._all_with(party, k) for party in changed.parties))
        for part in parts(sorted(self._folding.with_heirs(pairs, k))):
            self._keep(part, k)
        self._store.keep_folded([_good(_MARK, k)])

    def pages(self, k: int, keys: Collection[str] = ()) -> Iterator[Page]:
        """Give every page, or those of pairs with any of some parties, by pair.

        For the present, only what changed is folded, and then kept.
        """
        present = k == self._store.sequence()
        marks = [_mark_of(key) for key in keys] or [_MARK]
        if keys:
            pairs = {pair for key in keys for pair in self._all_with(key, k)}
            dirty = {pair for key in keys for pair in self._stale(key, self.mark(key), k)} & pairs
        else:
            pairs = self._folding.with_heirs(self._store.pairs_changed_since(0, known_at=k), k)
            dirty = self._dirty(pairs, k) if present else pairs
        done = 0
        for part in parts(sorted(pairs)):
            good = self._store.folded([pair for pair in part if pair not in dirty], maker=maker())
            missing = [pair for pair in part if pair not in good]
            made = self._keep(missing, k)[0] if present else self._made(missing, k)
            done += len(part)
            self._progress(done, len(pairs))
            for pair in part:
                yield Page.of(made[pair]) if pair in made else Page.parse(pair, good[pair].body)
        if present and dirty:
            self._store.keep_folded([_good(mark, k) for mark in marks])

    def mark(self, key: str) -> int | None:
        """Give the sequence number up to which the cache is good for all pairs with a party."""
        marks = self._store.folded([_MARK, _mark_of(key)], maker=maker()).values()
        return max((mark.sequence for mark in marks), default=None)

    def has(self, keys: Collection[str], k: int) -> bool:
        """Say whether the cache has all pairs with any of some parties, or all; what changed is folded first.

        False where nothing was folded yet, or nothing can be kept.
        """
        if keys:
            return all(self.mark(key) is not None and not self.freshen(key, k) for key in sorted(keys))
        if self.folded_up_to() is not None and not self._store.read_only:
            self.refresh()
        return self.folded_up_to() == self._store.sequence()

    def freshen(self, key: str, k: int) -> dict[Pair, Chapter]:
        """See to it that the cache has all pairs with a party, from their first entry to the latest.

        Gives pairs as they are known at `k` instead, where nothing is kept: of a ledger that was opened
        read-only, and of the past of a party of whom the cache has nothing yet.
        """
        mark, now = self.mark(key), self._store.sequence()
        if mark == now:
            return {}
        if not self._store.read_only and (mark is not None or k == now):
            stale = sorted(self._stale(key, mark, now))
            if all(self._keep(part, now)[1] for part in parts(stale)):
                self._store.keep_folded([_good(_mark_of(key), now)])
                return {}
        stale = sorted(self._stale(key, mark, k))
        return {pair: made for part in parts(stale) for pair, made in self._made(part, k).items()}

    def _made(self, pairs: Collection[Pair], k: int) -> dict[Pair, Chapter]:
        folded = self._folding.fold(pairs, k, self._folding.fate_of_all(k))
        return {chapter.pair: chapter for chapter in folded}

    def _keep(self, pairs: Sequence[Pair], k: int) -> tuple[dict[Pair, Chapter], bool]:
        """Fold pairs and keep them, with how they came to be so; say also whether all were kept."""
        made = self._made(pairs, k)
        if self._store.read_only or not made:
            return made, not made
        after = self._store.folded_up_to(pairs, maker=maker())
        past = self._history.steps(pairs, k, after=after)
        rows = [
            Page.of(chapter).kept(
                sequence=k,
                maker=maker(),
                chapter=chapter,
                after=after.get(pair, 0),
                steps=past[pair],
            )
            for pair, chapter in made.items()
        ]
        return made, self._store.keep_folded(rows) == len(rows)

    def _stale(self, key: str, mark: int | None, k: int) -> set[Pair]:
        """Give the pairs with a party that the cache lacks, or has otherwise than they were at `k`."""
        if mark is None:
            return self._all_with(key, k)
        # A page may be of any number up to now: other parties' questions fold pairs with this one too.
        early, now = min(mark, k), self._store.sequence()
        changed = self._changed(early, now)
        stale = {pair for pair in self._folding.with_heirs(changed.pairs, now) if key in pair}
        return stale | (self._all_with(key, now) if changed.parties else set())

    def _all_with(self, key: str, k: int) -> set[Pair]:
        """Give every pair with a party: its own, and those that it or the others may have inherited."""
        kin = {one for pair in linked((key, key), self._folding.links_ever(k)) for one in pair}
        known = {pair for one in sorted(kin) for pair in self._store.pairs_of_party(one, known_at=k)}
        return {pair for pair in self._folding.with_heirs(known, k) if key in pair}

    def _dirty(self, pairs: set[Pair], k: int) -> set[Pair]:
        """Give the pairs whose pages on file are not good any more, or not there."""
        mark = self.folded_up_to()
        if mark is None:
            return pairs
        if mark == k:
            return set()
        changed = self._changed(mark, k)
        touched = {pair for pair in pairs if changed.parties & set(pair)}
        return self._folding.with_heirs(changed.pairs | touched, k) & pairs

    def _changed(self, early: int, late: int) -> Affected:
        """Give the pairs that entries between two may have changed, and the parties of which every pair may.

        Where a party began, ended or succeeded another, every pair with it may stand otherwise.
        """
        changed = self._store.pairs_changed_since(early, known_at=late)
        moved = {
            key
            for said in self._folding.fates(late)
            if not changed.isdisjoint(said.pairs)
            for pair in said.pairs
            for key in pair
            if key
        }
        return Affected(pairs=frozenset(changed), parties=frozenset(moved))


def _mark_of(key: str) -> Pair:
    """Give the mark whose number says up to where the cache is good for all pairs with a party."""
    return (_MARK[0], key)


def _good(mark: Pair, k: int) -> Folded:
    return Folded(pair=mark, sequence=k, maker=maker(), body="")


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
    return f"chronicle/2 {digest.hexdigest()[:16]}"
