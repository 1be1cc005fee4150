"""Learning: the losses of all heads together, and the steps that make them smaller."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from dragoman.reader.encoder.heads import NOWHERE
from dragoman.training.batches import PIECES, Batch, Scored, iter_batches
from dragoman.training.examples import UNKNOWN, Example
from dragoman.training.network import Network


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How to learn; the defaults are those of the shipped model."""

    epochs: int = 7
    rate: float = 1.5e-4  # of the encoder
    head_rate: float = 2e-3
    shared_rate: float | None = None  # of what all types share in the heads; None: as the rest of them
    warm_up: float = 0.06  # share of the steps
    decay: float = 0.01
    masked: float = 0.06  # share of the pieces that are hidden in each pass
    veiled: float = 0.25  # share of the pairs' sources and targets that are hidden whole
    pieces: int = PIECES  # of a batch
    seed: int = 1
    frozen_words: bool = True  # their vectors stay as they are: half the time, and nothing is forgotten
    frozen_layers: int = 2  # of the encoder, from below: a fifth of the time


WEIGHTS = {"trigger": 60.0, "role": 2.0, "city": 0.5, "date": 0.7, "modality": 0.7, "pair": 1.0}


def losses(network: Network, batch: Batch) -> dict[str, Tensor]:
    """Give the loss of each head on a batch, those without labels left out."""
    with torch.autocast("cpu", torch.bfloat16, enabled=network.training):  # 1.4 times as fast
        hidden = network.encoder(batch.ids, batch.segments, batch.mask)
    hidden = hidden.float()
    flat = hidden.reshape(-1, hidden.shape[-1])
    found: dict[str, Tensor] = {}
    if len(batch.read):
        logits = network.trigger(flat[batch.read])
        raw = functional.binary_cross_entropy_with_logits(
            logits, batch.labels, batch.weights, reduction="sum"
        )
        found["trigger"] = raw / logits.numel()
    if len(batch.types):
        trigger = batch.triggers.means(hidden)
        found |= _role_losses(network, batch, hidden, trigger)
        found |= _date_loss(network, batch, hidden, trigger)
        if (batch.modalities != UNKNOWN).any():
            logits = network.modality(trigger, batch.types, batch.sentences.means(hidden))
            found["modality"] = functional.cross_entropy(logits, batch.modalities, ignore_index=UNKNOWN)
    if len(batch.roots):
        logits = network.pair(
            batch.pair_sentences.means(hidden), batch.sources.means(hidden), batch.targets.means(hidden)
        )
        none = network.shape.roots
        rare = torch.ones(none + 1)
        rare[none] = 0.3  # that nothing is said the other way round is less sure than what is said
        found["pair"] = functional.cross_entropy(logits, batch.roots, rare, label_smoothing=0.05)
    return found


def _role_logits(network: Network, scored: Scored, hidden: Tensor, trigger: Tensor, types: Tensor) -> Tensor:
    head = network.role
    asking = trigger[scored.frame]
    placed = head.kind(scored.kinds) + head.place(scored.at)
    embedded = head.fitting(asking, scored.rows.means(hidden)) + placed
    logits: Tensor = head(asking, types[scored.frame], embedded, scored.distances)
    return logits


def _role_losses(network: Network, batch: Batch, hidden: Tensor, trigger: Tensor) -> dict[str, Tensor]:
    found: dict[str, Tensor] = {}
    if len(batch.roles):
        logits = _role_logits(network, batch.parties, hidden, trigger, batch.types)
        best = torch.full((batch.groups, logits.shape[1]), -1e4)
        spread = batch.group[:, None].expand_as(logits)
        best = best.scatter_reduce(0, spread, logits, "amax", include_self=True)
        chosen = best[batch.roles[:, 0], batch.roles[:, 1]]
        found["role"] = functional.binary_cross_entropy_with_logits(chosen, batch.roles[:, 2].float())
    if len(batch.cities):
        logits = _role_logits(network, batch.places, hidden, trigger, batch.types)[:, 2]
        found["city"] = functional.binary_cross_entropy_with_logits(logits, batch.cities.float())
    return found


def _date_loss(network: Network, batch: Batch, hidden: Tensor, trigger: Tensor) -> dict[str, Tensor]:
    """Cross-entropy over a frame's dates and none, for frames whose date is known."""
    if not (batch.dated != UNKNOWN).any():
        return {}
    n = len(batch.types)
    head = network.date
    nowhere = torch.full((n,), NOWHERE)
    none = head(trigger, batch.types, head.none[None].expand(n, -1), nowhere)[:, 0]
    dates = batch.dates
    width = int(torch.bincount(dates.frame, minlength=n).max()) if len(dates.frame) else 0
    table = torch.full((n, width + 1), -1e4)
    table[:, 0] = none
    if width:
        asking = trigger[dates.frame]
        embedded = head.fitting(asking, dates.rows.means(hidden)) + head.place(dates.at)
        logits = head(asking, batch.types[dates.frame], embedded, dates.distances)[:, 0]
        position = _positions(dates.frame)
        table = table.index_put((dates.frame, position + 1), logits)
    return {"date": functional.cross_entropy(table, batch.dated, ignore_index=UNKNOWN)}


def _positions(frame: Tensor) -> Tensor:
    """Number of each date within its frame; `frame` ascends."""
    start = torch.searchsorted(frame, frame)
    return torch.arange(len(frame)) - start


def learn(
    network: Network,
    examples: Sequence[Example],
    settings: Settings,
    report: Callable[[int, dict[str, float]], None] = lambda epoch, means: None,
    held: Sequence[Example] = (),
) -> None:
    """Train a network in place.

    Args:
        network: With the weights to start from.
        examples: Seen once an epoch, in an order drawn anew from the seed.
        settings: How to learn.
        report: Called after each epoch with its number and the mean loss of each head, on `examples` and
            (named "held …") on `held`.
        held: Examples that are not learned from.
    """
    torch.manual_seed(settings.seed)
    rng = random.Random(settings.seed)  # noqa: S311 - an order of examples, not a secret
    network.train()
    network.encoder.words.weight.requires_grad_(not settings.frozen_words)
    for layer in list(network.encoder.layers)[: settings.frozen_layers]:
        layer.requires_grad_(False)
    body = [p for p in network.encoder.parameters() if p.requires_grad]
    inside = {id(p) for p in network.encoder.parameters()}
    heads = [(name, p) for name, p in network.named_parameters() if id(p) not in inside]
    own = [p for name, p in heads if name.startswith("trigger.") or name.endswith(".types.weight")]
    shared = [p for name, p in heads if all(p is not q for q in own)]
    optimizer = torch.optim.AdamW(
        [
            {"params": body, "lr": settings.rate},
            {"params": own, "lr": settings.head_rate},
            {"params": shared, "lr": settings.shared_rate or settings.head_rate},
        ],
        weight_decay=settings.decay,
        fused=True,
    )
    types = network.shape.types
    once = iter_batches(examples, types, random.Random(0), pieces=settings.pieces)  # noqa: S311
    steps = settings.epochs * sum(1 for _ in once)
    warm = max(1, int(settings.warm_up * steps))
    plan = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, max(0.02, (steps - step) / max(1, steps - warm)))
    )
    for epoch in range(settings.epochs):
        sums: dict[str, float] = {}
        counted = 0
        drawn = iter_batches(
            examples, types, rng, masked=settings.masked, veiled=settings.veiled, pieces=settings.pieces
        )
        for batch in drawn:
            found = losses(network, batch)
            if not found:
                continue
            loss = torch.stack([WEIGHTS[name] * value for name, value in found.items()]).sum()
            optimizer.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]  # so in torch
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            plan.step()
            counted += 1
            for name, value in found.items():
                sums[name] = sums.get(name, 0.0) + float(value.detach())
        means = {name: value / max(counted, 1) for name, value in sums.items()}
        report(epoch, means | {f"held {name}": value for name, value in measure(network, held).items()})
    network.eval()


@torch.no_grad()
def measure(network: Network, examples: Sequence[Example]) -> dict[str, float]:
    """Give the mean loss of each head on examples that are not learned from."""
    was_training = network.training
    network.eval()
    sums: dict[str, list[float]] = {}
    for batch in iter_batches(examples, network.shape.types, random.Random(0)):  # noqa: S311
        for name, value in losses(network, batch).items():
            sums.setdefault(name, []).append(float(value))
    network.train(was_training)
    return {name: sum(values) / len(values) for name, values in sums.items()}
