"""Examples as tensors: windows of like length together, ragged lists of pieces as flat indices."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from dragoman.reader.encoder.heads import NOWHERE, distance_bucket
from dragoman.reader.encoder.windows import MASK, SEP
from dragoman.training.examples import Example, Frame

PIECES = 640  # of a batch, padding included
_SORTED = 60  # batches of windows that are sorted by length together


@dataclass(frozen=True, slots=True)
class Rows:
    """Ragged lists of pieces: `flat` are places in the batch's (B * T) pieces, `row` whose each is."""

    flat: Tensor
    row: Tensor
    count: int

    def means(self, hidden: Tensor) -> Tensor:
        """Give the mean vector of each list, zeros for an empty one, (count, D)."""
        width = hidden.shape[-1]
        found = hidden.reshape(-1, width)[self.flat]
        total = torch.zeros(self.count, width, dtype=found.dtype).index_add(0, self.row, found)
        sizes = torch.zeros(self.count).index_add(0, self.row, torch.ones(len(self.row)))
        return total / sizes.clamp(min=1)[:, None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """Candidates of all frames of a batch, for roles, cities or dates."""

    rows: Rows
    frame: Tensor
    kinds: Tensor
    distances: Tensor
    at: Tensor  # (N, 4): slot, inner, rank, form


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """One step's worth of windows (B, T) with what is known of them."""

    ids: Tensor
    segments: Tensor
    mask: Tensor
    read: Tensor  # flat places of pieces whose triggers are known, (N,)
    labels: Tensor  # (N, L)
    weights: Tensor  # (N, L)
    types: Tensor  # of the frames, (F,)
    triggers: Rows
    sentences: Rows
    parties: Scored
    group: Tensor  # of each candidate: which party of which frame
    groups: int
    roles: Tensor  # (R, 3): group, role, 0 or 1
    places: Scored
    cities: Tensor
    dates: Scored
    dated: Tensor  # label of each frame: number among its dates, 0 none, UNKNOWN
    modalities: Tensor
    pair_sentences: Rows
    sources: Rows
    targets: Rows
    roots: Tensor


def iter_batches(
    examples: Sequence[Example],
    types: int,
    rng: random.Random,
    *,
    masked: float = 0.0,
    veiled: float = 0.0,
    pieces: int = PIECES,
) -> Iterator[Batch]:
    """Give all examples once, in an order that `rng` draws.

    A share of the pieces is masked and of the pairs' mentions veiled (masked whole), drawn anew each time.
    """
    order = list(examples)
    rng.shuffle(order)
    chunks = list(_chunks(order, pieces))
    rng.shuffle(chunks)  # else short windows would always be learned from together
    for chunk in chunks:
        batch = collate(chunk, types)
        if masked:
            _mask(batch, rng, masked)
        if veiled:
            _veil(batch, rng, veiled)
        yield batch


def _mask(batch: Batch, rng: random.Random, share: float) -> None:
    """Hide pieces of the input, so that no single word decides."""
    for row, length in enumerate(batch.mask.sum(1).tolist()):
        for k in range(1, length):
            if rng.random() < share and batch.ids[row, k] != SEP:
                batch.ids[row, k] = MASK


def _veil(batch: Batch, rng: random.Random, share: float) -> None:
    """Hide whole sources and targets, so that who they are does not decide what they do."""
    for rows in (batch.sources, batch.targets):
        hidden = torch.tensor([rng.random() < share for _ in range(rows.count)], dtype=torch.bool)
        batch.ids.view(-1)[rows.flat[hidden[rows.row]]] = MASK


def _chunks(order: list[Example], pieces: int) -> Iterator[list[Example]]:
    pool = sum(len(e.window.ids) for e in order[:200]) / max(len(order[:200]), 1)
    size = max(1, int(_SORTED * pieces / max(pool, 1)))
    for start in range(0, len(order), size):
        some = sorted(order[start : start + size], key=lambda e: len(e.window.ids))
        batch: list[Example] = []
        for example in some:
            if batch and len(example.window.ids) * (len(batch) + 1) > pieces:
                yield batch
                batch = []
            batch.append(example)
        if batch:
            yield batch


class _Gather:
    """Collects ragged lists."""

    def __init__(self) -> None:
        self.flat: list[int] = []
        self.row: list[int] = []
        self.count = 0

    def add(self, pieces: Sequence[int], offset: int) -> None:
        self.flat += [offset + k for k in pieces]
        self.row += [self.count] * len(pieces)
        self.count += 1

    def rows(self) -> Rows:
        return Rows(_long(self.flat), _long(self.row), self.count)


class _Candidates:
    def __init__(self) -> None:
        self.rows = _Gather()
        self.frame: list[int] = []
        self.kinds: list[int] = []
        self.distances: list[int] = []
        self.at: list[tuple[int, int, int, int]] = []

    def add(
        self,
        pieces: Sequence[int],
        offset: int,
        frame: int,
        kind: int,
        distance: int,
        at: tuple[int, int, int, int],
    ) -> None:
        self.rows.add(pieces, offset)
        self.frame.append(frame)
        self.kinds.append(kind)
        self.distances.append(distance)
        self.at.append(at)

    def scored(self) -> Scored:
        return Scored(
            rows=self.rows.rows(),
            frame=_long(self.frame),
            kinds=_long(self.kinds),
            distances=_long(self.distances),
            at=torch.tensor(self.at, dtype=torch.long).reshape(-1, 4),
        )


def _long(values: Sequence[int]) -> Tensor:
    return torch.tensor(values, dtype=torch.long)


def _distance(frame: Frame, pieces: Sequence[int]) -> int:
    return distance_bucket(frame.trigger[0], pieces[0]) if pieces else NOWHERE


def collate(examples: Sequence[Example], types: int) -> Batch:
    """Put some examples into one batch; `types` is the number of event types."""
    length = max(len(e.window.ids) for e in examples)
    shape = (len(examples), length)
    ids, segments, mask = (torch.zeros(shape, dtype=torch.long) for _ in range(3))
    read: list[int] = []
    frame_types: list[int] = []
    triggers, sentences = _Gather(), _Gather()
    parties, places, dates = _Candidates(), _Candidates(), _Candidates()
    group: list[int] = []
    groups = 0
    roles: list[tuple[int, int, int]] = []
    cities: list[int] = []
    dated: list[int] = []
    modalities: list[int] = []
    pair_sentences, sources, targets = _Gather(), _Gather(), _Gather()
    roots: list[int] = []
    positive: set[tuple[int, int]] = set()
    unsure: set[tuple[int, int]] = set()
    for b, e in enumerate(examples):
        at = b * length
        n = len(e.window.ids)
        ids[b, :n], segments[b, :n], mask[b, :n] = _long(e.window.ids), _long(e.window.segments), 1
        read += [at + k for k in e.read]
        positive |= {(at + k, t) for k, t in e.triggers}
        unsure |= {(at + k, t) for k, t in e.unsure}
        for f in e.frames:
            number = len(frame_types)
            frame_types.append(f.type)
            triggers.add(f.trigger, at)
            sentences.add(f.sentence, at)
            for pieces, kind, distance, own, place in zip(
                f.candidates, f.kinds, f.distances, f.groups, f.standings, strict=True
            ):
                parties.add(pieces, at, number, kind, distance, place)
                group.append(groups + own)
            roles += [(groups + g, role, yes) for g, role, yes in f.roles]
            groups += max(f.groups, default=-1) + 1
            for pieces, label, place in zip(f.places, f.cities, f.place_standings, strict=True):
                places.add(pieces, at, number, 0, _distance(f, pieces), place)
                cities.append(label)
            for pieces, place in zip(f.dates, f.date_standings, strict=True):
                dates.add(pieces, at, number, 0, _distance(f, pieces), place)
            dated.append(f.date)
            modalities.append(f.modality)
        for source, target, sentence, root in e.pairs:
            sources.add(source, at)
            targets.add(target, at)
            pair_sentences.add(sentence, at)
            roots.append(root)
    labels, weights = _labels(read, positive, unsure, types)
    return Batch(
        ids=ids,
        segments=segments,
        mask=mask,
        read=_long(read),
        labels=labels,
        weights=weights,
        types=_long(frame_types),
        triggers=triggers.rows(),
        sentences=sentences.rows(),
        parties=parties.scored(),
        group=_long(group),
        groups=groups,
        roles=torch.tensor(roles, dtype=torch.long).reshape(-1, 3),
        places=places.scored(),
        cities=_long(cities),
        dates=dates.scored(),
        dated=_long(dated),
        modalities=_long(modalities),
        pair_sentences=pair_sentences.rows(),
        sources=sources.rows(),
        targets=targets.rows(),
        roots=_long(roots),
    )


_POSITIVE, _UNSURE = 2.0, 0.1  # weights of a piece that is a trigger, and of one that may be


def _labels(
    read: Sequence[int], positive: set[tuple[int, int]], unsure: set[tuple[int, int]], types: int
) -> tuple[Tensor, Tensor]:
    labels = torch.zeros(len(read), types)
    weights = torch.ones(len(read), types)
    place = {flat: n for n, flat in enumerate(read)}
    for flat, t in unsure:
        if flat in place:
            weights[place[flat], t] = _UNSURE
    for flat, t in positive:
        if flat in place:
            labels[place[flat], t] = 1
            weights[place[flat], t] = _POSITIVE
    return labels, weights


__all__ = ["Batch", "Rows", "Scored", "collate", "iter_batches"]
