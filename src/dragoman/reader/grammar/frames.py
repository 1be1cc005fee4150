"""The field's phrases as frames, read from `data/phrases/*.toml` and indexed by verb and by noun."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from dragoman.errors import DataError
from dragoman.ontology import Ontology, load_ontology
from dragoman.resources import load_toml

FILES = ("phrases/frames.toml", "phrases/interactions.toml")
KINDS = frozenset(
    (
        "directed",
        "bilateral",
        "mission",
        "envoy",
        "envoy-out",
        "envoy-in",
        "member",
        "authority",
        "authority-lost",
    )
)
_LISTS = ("verbs", "nouns", "at", "need", "actor", "target", "nominal_target", "theme")
_FLAGS = ("performative", "ongoing", "need_subject", "adjacent")
_WORDS = ("type", "kind", "city_at", "level_at", "applied")
_WEIGHT = 0.8  # of a frame that states none


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Frame:
    """One construction for one event type; the fields are explained at the top of the data file."""

    type: str
    kind: str
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    at: tuple[str, ...] = ()
    need: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    nominal_target: tuple[str, ...] = ()
    city_at: str = ""
    level_at: str = ""
    applied: str = ""
    performative: bool = False
    ongoing: bool = False
    need_subject: bool = False
    adjacent: bool = False
    weight: float = _WEIGHT

    @property
    def is_interaction(self) -> bool:
        """Whether the type is one of PLOVER's roots, which says less than a type of its own."""
        return load_ontology()[self.type].family == "interaction"


@dataclass(frozen=True, slots=True)
class FrameIndex:
    """Frames by verb key ("break", "break_off") and by noun."""

    frames: tuple[Frame, ...]
    by_verb: dict[str, tuple[Frame, ...]]
    by_noun: dict[str, tuple[Frame, ...]]
    lemmas: tuple[str, ...]  # verbs without their particles, sorted
    lemma_set: frozenset[str]
    particles: frozenset[str]  # verb keys that have a particle


def parse_frame(row: dict[str, Any], *, file: str, number: int, ontology: Ontology) -> Frame:
    """Check one row and give its frame.

    Raises:
        DataError: an unknown field, type or kind, no verb and no noun, or a weight outside [0, 1].
    """
    problem = _problem(row, ontology)
    if problem:
        raise DataError(file=file, problem=f"frame {number}: {problem}", remedy="see the top of the file")
    fields: dict[str, Any] = {name: row[name] for name in (*_WORDS, *_FLAGS, "weight") if name in row}
    fields |= {name: tuple(row[name].split()) for name in _LISTS if name in row}
    return Frame(**fields)


def _problem(row: dict[str, Any], ontology: Ontology) -> str:
    unknown = sorted(set(row) - {*_LISTS, *_FLAGS, *_WORDS, "weight"})
    if unknown:
        return f"unknown fields {', '.join(unknown)}"
    for name in ("type", "applied"):
        if name in row and row[name] not in ontology:
            return f"{name} {row[name]!r} is not in the ontology"
    if row.get("kind") not in KINDS:
        return f"kind {row.get('kind')!r} is none of {', '.join(sorted(KINDS))}"
    if not row.get("verbs") and not row.get("nouns"):
        return "names neither verbs nor nouns"
    if not 0 <= row.get("weight", _WEIGHT) <= 1:
        return f"weight {row['weight']} lies outside [0, 1]"
    return "" if row.get("type") else "names no type"


def index_frames(frames: Iterable[Frame]) -> FrameIndex:
    """Index frames; the order of frames with one verb or noun is kept."""
    frames = tuple(frames)
    by_verb: dict[str, tuple[Frame, ...]] = {}
    by_noun: dict[str, tuple[Frame, ...]] = {}
    for frame in frames:
        for verb in frame.verbs:
            by_verb[verb] = (*by_verb.get(verb, ()), frame)
        for noun in frame.nouns:
            by_noun[noun] = (*by_noun.get(noun, ()), frame)
    lemmas = frozenset(verb.split("_")[0] for verb in by_verb)
    particles = frozenset(verb for verb in by_verb if "_" in verb)
    return FrameIndex(frames, by_verb, by_noun, tuple(sorted(lemmas)), lemmas, particles)


@cache
def load_frames() -> FrameIndex:
    """Give the packaged frames; read once a process.

    Raises:
        DataError: a packaged file is damaged.
    """
    ontology = load_ontology()
    return index_frames(
        parse_frame(row, file=file, number=number, ontology=ontology)
        for file in FILES
        for number, row in enumerate(load_toml(file)["frame"], start=1)
    )
