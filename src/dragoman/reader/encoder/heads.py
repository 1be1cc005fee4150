"""The heads: small layers over the encoder's vectors that find triggers, roles, dates, modality and pairs.

Their first layers are linear, so that the mean of what they make of some pieces is what they make of the
pieces' mean: the encoder's file computes them for every piece at once (`PROJECTIONS`), and what is left for
here are sums and small matrices.

Shapes: T pieces, K triggers, L event types, H width of a head, C candidates of a role, S dates, R roots.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.errors import ModelError
from dragoman.reader.encoder.slots import Standing

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

ROLES = ("actor", "target", "city")
# Bounds of the distance, in pieces, from the trigger to a candidate behind (or, negative, before) it.
DISTANCES = (-48, -24, -12, -6, -3, 0, 1, 4, 7, 13, 25, 49)
NOWHERE = len(DISTANCES) + 1  # number of the "distance" to a candidate without words
# First layers, in the order of the projections' columns; all but the triggers' have the heads' width.
PROJECTIONS = (
    "trigger",
    "role.trigger",
    "role.candidate",
    "role.query",
    "role.key",
    "date.trigger",
    "date.candidate",
    "date.query",
    "date.key",
    "modality.trigger",
    "modality.sentence",
)
_PLACES = ("slots", "inner", "ranks")  # of a standing
_ROLE = "kind types distance slot inner rank form hidden out"
_DATE = "types distance slot inner rank form hidden out"
LAYERS = (
    *(f"role.{name}.weight" for name in _ROLE.split()),
    *(f"date.{name}.weight" for name in _DATE.split()),
    *(f"{head}.{name}.bias" for head in ("role", "date") for name in ("hidden", "out")),
    "date.none",
    "modality.types.weight",
    "modality.bias",
    "modality.out.weight",
    "modality.out.bias",
    "pair.sentence.weight",
    "pair.source.weight",
    "pair.target.weight",
    "pair.bias",
    "pair.out.weight",
    "pair.out.bias",
)


def distance_bucket(trigger: int, candidate: int) -> int:
    """Give the number of the bucket of a distance in pieces, [0, NOWHERE)."""
    return bisect_right(DISTANCES, candidate - trigger)


@dataclass(frozen=True, slots=True)
class Heads:
    """The layers of one model, by name; `types`, `modalities` and `roots` name their outputs."""

    layers: Mapping[str, Vectors]
    types: tuple[str, ...]
    modalities: tuple[str, ...]
    roots: tuple[str, ...]
    kinds: tuple[str, ...]
    parts: Mapping[str, slice]  # of the projections, by name

    @classmethod
    def load(cls, path: Path, description: Mapping[str, Any]) -> Heads:
        """Load the layers of a model.

        Raises:
            ModelError: a layer is missing.
        """
        import numpy as np

        with np.load(path) as stored:
            layers = {name: stored[name].astype(np.float32) for name in stored.files}
        missing = [name for name in LAYERS if name not in layers]
        if missing:
            raise ModelError(path=str(path), problem=f"lacks the layer {missing[0]}")
        parts, start = {}, 0
        for name, width in description["projections"]:
            parts[name] = slice(start, start + width)
            start += width
        return cls(
            layers,
            types=tuple(description["types"]),
            modalities=tuple(description["modalities"]),
            roots=tuple(description["roots"]),
            kinds=tuple(description["kinds"]),
            parts=parts,
        )

    def part(self, name: str, projected: Vectors) -> Vectors:
        """Give the columns of one first layer, (…, H)."""
        return projected[..., self.parts[name]]

    def triggers(self, projected: Vectors) -> Vectors:
        """Give the probability that each piece belongs to a trigger of each type, (T, L)."""
        return sigmoid(self.part("trigger", projected))

    def roles(
        self,
        triggers: Vectors,
        types: Sequence[int],
        candidates: Vectors,
        kinds: Sequence[int],
        distances: Sequence[Sequence[int]],
        at: Sequence[Standing],
    ) -> Vectors:
        """Give the logit with which each candidate plays each role of each trigger, (K, C, 3).

        Args:
            triggers: Mean of each trigger's projections, (K, P).
            types: Numbers of their event types, (K,).
            candidates: Mean of each one's projections, zeros where it has no words, (C, P).
            kinds: How each is present, as numbers of `kinds`, (C,).
            distances: Buckets of `distance_bucket`, or NOWHERE, (K, C).
            at: Where the candidates stand to each trigger, (K,).
        """
        import numpy as np

        w = self.layers
        own = self.part("role.candidate", candidates) + w["role.kind.weight"][list(kinds)]
        asking = self.part("role.trigger", triggers) + w["role.types.weight"][list(types)]
        fitting = self.part("role.query", triggers)[:, None] * self.part("role.key", candidates)
        placed = w["role.distance.weight"][np.array(distances, dtype=np.intp)] + self._standing("role", at)
        return self._out("role", asking[:, None] + own + fitting + placed)

    def dates(
        self,
        triggers: Vectors,
        types: Sequence[int],
        candidates: Vectors,
        distances: Sequence[Sequence[int]],
        at: Sequence[Standing],
    ) -> Vectors:
        """Give the probabilities that each trigger has no date, or the first, second … one, (K, 1 + S)."""
        import numpy as np

        w = self.layers
        asking = self.part("date.trigger", triggers) + w["date.types.weight"][list(types)]
        fitting = self.part("date.query", triggers)[:, None] * self.part("date.key", candidates)
        placed = w["date.distance.weight"][np.array(distances, dtype=np.intp)] + self._standing("date", at)
        dates = self.part("date.candidate", candidates) + fitting + placed
        none = w["date.none"] + w["date.distance.weight"][NOWHERE]
        all_ = np.concatenate([np.broadcast_to(none, (len(triggers), 1, len(none))), dates], axis=1)
        return _softmax(self._out("date", asking[:, None] + all_)[:, :, 0])

    def modality(self, triggers: Vectors, types: Sequence[int], sentence: Vectors) -> Vectors:
        """Give the probabilities of the modalities of each trigger, (K, 7); `sentence` is its mean, (P,)."""
        w = self.layers
        mixed = (
            self.part("modality.trigger", triggers)
            + self.part("modality.sentence", sentence)
            + w["modality.types.weight"][list(types)]
            + w["modality.bias"]
        )
        return _softmax(_relu(mixed) @ w["modality.out.weight"].T + w["modality.out.bias"])

    def pair(self, sentence: Vectors, source: Vectors, target: Vectors) -> Vectors:
        """Give the probabilities of what a source does to a target, (R + 1,); the last is nothing.

        Args:
            sentence: Mean of the encoder's vectors, not of the projections, (D,): few pairs are asked for.
            source: Mean of those of the source's pieces, (D,).
            target: Mean of those of the target's, (D,).
        """
        w = self.layers
        mixed = (
            w["pair.sentence.weight"] @ sentence
            + w["pair.source.weight"] @ source
            + w["pair.target.weight"] @ target
            + w["pair.bias"]
        )
        return _softmax(w["pair.out.weight"] @ _relu(mixed) + w["pair.out.bias"])

    def _standing(self, head: str, at: Sequence[Standing]) -> Vectors:
        """The part of where candidates stand to triggers, (K, C, H)."""
        import numpy as np

        w = self.layers
        slots, inner, ranks = (np.array([getattr(s, name) for s in at], dtype=np.intp) for name in _PLACES)
        forms = w[f"{head}.form.weight"][[one.form for one in at]][:, None]
        placed = w[f"{head}.slot.weight"][slots] + w[f"{head}.inner.weight"][inner]
        found: Vectors = placed + w[f"{head}.rank.weight"][ranks] + forms
        return found

    def _out(self, head: str, mixed: Vectors) -> Vectors:
        """The two upper layers of a head that scores candidates."""
        w = self.layers
        hidden = _relu(_relu(mixed) @ w[f"{head}.hidden.weight"].T + w[f"{head}.hidden.bias"])
        found: Vectors = hidden @ w[f"{head}.out.weight"].T + w[f"{head}.out.bias"]
        return found


def _relu(x: Vectors) -> Vectors:
    import numpy as np

    return np.maximum(x, np.float32(0))


def sigmoid(x: Vectors) -> Vectors:
    """Give the probabilities that logits stand for."""
    import numpy as np

    found: Vectors = np.reciprocal(1 + np.exp(-np.clip(x, -80, 80)))  # float32 ends at exp(88)
    return found


def _softmax(x: Vectors) -> Vectors:
    import numpy as np

    e = np.exp(x - x.max(axis=-1, keepdims=True))
    found: Vectors = e / e.sum(axis=-1, keepdims=True)
    return found
