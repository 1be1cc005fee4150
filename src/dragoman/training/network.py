"""The network as it is trained: MiniLM's encoder with the heads of `dragoman.reader.encoder.heads` on top."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields

import torch
from torch import Tensor, nn
from torch.nn import functional

from dragoman.reader.encoder.heads import NOWHERE, PROJECTIONS, ROLES
from dragoman.reader.encoder.slots import FORMS, INNER, RANKS, SLOTS

DROPOUT = 0.15  # of the heads; the encoder's is BERT's
PAIR_DROPOUT = 0.3  # the pairs' head learns its passages by heart before the others do


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Sizes of a network; the defaults are those of all-MiniLM-L6-v2 and of the shipped heads."""

    types: int
    modalities: int
    roots: int
    kinds: int
    vocabulary: int = 30_522
    width: int = 384
    layers: int = 6
    attention_heads: int = 12
    inner: int = 1_536
    positions: int = 512
    hidden: int = 128  # of the heads

    def sizes(self) -> dict[str, int]:
        """Give the sizes that have a default, by name: what a model's file must say to be learned on."""
        return {f.name: getattr(self, f.name) for f in fields(self) if f.default is not MISSING}


class Layer(nn.Module):
    """One layer of a BERT encoder, normalised after each sum."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        width = shape.width
        self.attention_heads = shape.attention_heads
        self.query, self.key, self.value = (nn.Linear(width, width) for _ in range(3))
        self.attended = nn.Linear(width, width)
        self.attended_norm = nn.LayerNorm(width, eps=1e-12)
        self.inner, self.outer = nn.Linear(width, shape.inner), nn.Linear(shape.inner, width)
        self.outer_norm = nn.LayerNorm(width, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor | None, dropout: float) -> Tensor:
        """Give the vectors of the next layer, (B, T, D); `mask` is added to the attention, (B, 1, 1, T)."""
        b, t, d = x.shape
        n = self.attention_heads

        def split(y: Tensor) -> Tensor:
            return y.view(b, t, n, d // n).transpose(1, 2)

        weights = split(self.query(x)) @ split(self.key(x)).transpose(-1, -2) / (d // n) ** 0.5
        if mask is not None:
            weights = weights + mask
        seen = weights.softmax(-1) @ split(self.value(x))
        seen = self.attended(seen.transpose(1, 2).reshape(b, t, d))
        x = self.attended_norm(x + functional.dropout(seen, dropout, self.training))
        inner = self.outer(functional.gelu(self.inner(x)))
        found: Tensor = self.outer_norm(x + functional.dropout(inner, dropout, self.training))
        return found


class Encoder(nn.Module):
    """BERT's encoder: word, position and segment vectors and some layers over them."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.words = nn.Embedding(shape.vocabulary, shape.width)
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.segments = nn.Embedding(2, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.dropout = 0.1

    def forward(self, ids: Tensor, segments: Tensor, mask: Tensor | None = None) -> Tensor:
        """Give a vector for every piece, (B, T, D)."""
        places = torch.arange(ids.shape[1], device=ids.device)[None]
        x: Tensor = self.norm(self.words(ids) + self.positions(places) + self.segments(segments))
        x = functional.dropout(x, self.dropout, self.training)
        added = None if mask is None else (1 - mask[:, None, None].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, added, self.dropout)
        return x

    def load_bert(self, weights: Mapping[str, Tensor]) -> None:
        """Take the weights of a checkpoint in the names that BERT's have."""
        names = {"words": "word", "positions": "position", "segments": "token_type"}
        own = {f"{a}.weight": weights[f"embeddings.{b}_embeddings.weight"] for a, b in names.items()}
        inside = {
            "query": "attention.self.query",
            "key": "attention.self.key",
            "value": "attention.self.value",
            "attended": "attention.output.dense",
            "attended_norm": "attention.output.LayerNorm",
            "inner": "intermediate.dense",
            "outer": "output.dense",
            "outer_norm": "output.LayerNorm",
        }
        for end in ("weight", "bias"):
            own[f"norm.{end}"] = weights[f"embeddings.LayerNorm.{end}"]
            for n in range(len(self.layers)):
                for a, b in inside.items():
                    own[f"layers.{n}.{a}.{end}"] = weights[f"encoder.layer.{n}.{b}.{end}"]
        self.load_state_dict(own)


class RoleHead(nn.Module):
    """Scores candidates against a trigger: roles of parties, or (without kinds) the dates of a sentence."""

    def __init__(self, shape: Shape, outputs: int, *, kinds: int) -> None:
        super().__init__()
        h = shape.hidden
        self.trigger = nn.Linear(shape.width, h, bias=False)
        self.candidate = nn.Linear(shape.width, h, bias=False)
        self.query = nn.Linear(shape.width, h, bias=False)
        self.key = nn.Linear(shape.width, h, bias=False)
        self.types = nn.Embedding(shape.types, h)
        self.distance = nn.Embedding(NOWHERE + 1, h)
        if kinds:
            self.kind = nn.Embedding(kinds, h)
        else:
            self.none = nn.Parameter(torch.zeros(h))
        self.slot, self.inner = nn.Embedding(len(SLOTS), h), nn.Embedding(len(INNER), h)
        self.rank, self.form = nn.Embedding(len(RANKS), h), nn.Embedding(len(FORMS), h)
        self.hidden = nn.Linear(h, h)
        self.out = nn.Linear(h, outputs)
        placed = (self.slot, self.inner, self.rank, self.form)
        for table in (self.types, self.distance, *placed, *([self.kind] if kinds else [])):
            nn.init.normal_(table.weight, std=0.1)

    def place(self, at: Tensor) -> Tensor:
        """Give the part of where candidates stand, (N, H); `at` is (N, 4): slot, inner, rank, form."""
        slot, inner, rank, form = at.unbind(1)
        found: Tensor = self.slot(slot) + self.inner(inner) + self.rank(rank) + self.form(form)
        return found

    def fitting(self, trigger: Tensor, candidate: Tensor) -> Tensor:
        """Give what candidates are to triggers by themselves and by how they fit, (N, H)."""
        found: Tensor = self.candidate(candidate) + self.query(trigger) * self.key(candidate)
        return found

    def forward(self, trigger: Tensor, types: Tensor, embedded: Tensor, distances: Tensor) -> Tensor:
        """Give logits (N, outputs); `embedded` is the candidates' part already mapped to H, (N, H)."""
        mixed = self.trigger(trigger) + embedded + self.types(types) + self.distance(distances)
        x = functional.dropout(functional.relu(mixed), DROPOUT, self.training)
        logits: Tensor = self.out(functional.relu(self.hidden(x)))
        return logits


class ModalityHead(nn.Module):
    """Modality of a trigger."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        h = shape.hidden
        self.trigger = nn.Linear(shape.width, h, bias=False)
        self.sentence = nn.Linear(shape.width, h, bias=False)
        self.types = nn.Embedding(shape.types, h)
        nn.init.normal_(self.types.weight, std=0.1)
        self.bias = nn.Parameter(torch.zeros(h))
        self.out = nn.Linear(h, shape.modalities)

    def forward(self, trigger: Tensor, types: Tensor, sentence: Tensor) -> Tensor:
        """Give logits (N, 7)."""
        mixed = self.trigger(trigger) + self.sentence(sentence) + self.types(types) + self.bias
        logits: Tensor = self.out(functional.dropout(functional.relu(mixed), DROPOUT, self.training))
        return logits


class PairHead(nn.Module):
    """What a source does to a target, from the means of the sentence's and both mentions' vectors."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        h = 2 * shape.hidden
        self.sentence, self.source, self.target = (nn.Linear(shape.width, h, bias=False) for _ in range(3))
        self.bias = nn.Parameter(torch.zeros(h))
        self.out = nn.Linear(h, shape.roots + 1)

    def forward(self, sentence: Tensor, source: Tensor, target: Tensor) -> Tensor:
        """Give logits (N, R + 1); the last is that the source does nothing to the target."""
        mixed = self.sentence(sentence) + self.source(source) + self.target(target) + self.bias
        logits: Tensor = self.out(functional.dropout(functional.relu(mixed), PAIR_DROPOUT, self.training))
        return logits


class Network(nn.Module):
    """Encoder and heads."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.encoder = Encoder(shape)
        self.trigger = nn.Linear(shape.width, shape.types)
        nn.init.constant_(self.trigger.bias, -5.0)  # triggers are rare
        self.role = RoleHead(shape, len(ROLES), kinds=shape.kinds)
        self.date = RoleHead(shape, 1, kinds=0)
        self.modality = ModalityHead(shape)
        self.pair = PairHead(shape)


class Projected(nn.Module):
    """What a model's file computes: the encoder, and the heads' first layers side by side."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.encoder = network.encoder
        state = network.state_dict()
        rows = [state[f"{name}.weight"] for name in PROJECTIONS]
        self.widths = [(name, len(row)) for name, row in zip(PROJECTIONS, rows, strict=True)]
        weight = torch.cat(rows)
        self.projection = nn.Linear(weight.shape[1], weight.shape[0])
        bias = torch.zeros(len(weight))
        bias[: network.shape.types] = state["trigger.bias"]
        self.projection.load_state_dict({"weight": weight, "bias": bias})

    def forward(self, ids: Tensor, segments: Tensor) -> tuple[Tensor, Tensor]:
        """Give the vectors, (B, T, D), and the projections, (B, T, P)."""
        hidden = self.encoder(ids, segments)
        return hidden, self.projection(hidden)
