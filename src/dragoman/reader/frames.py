"""The field's phrases as frames, read from `data/phrases/*.toml` and indexed by verb and by noun."""

from __future__ import annotations

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
_FLAGS = ("performative", "ongoing", "governs", "need_subject", "adjacent")
_WORDS = ("type", "kind", "city_at", "level_at", "applied")


@dataclass(frozen=True, slots=True, kw_only=True)
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
    applied: str = ""  # the type where the act is only applied for ("applied to join")
    performative: bool = False
    ongoing: bool = False
    governs: bool = False
    need_subject: bool = False
    adjacent: bool = False  # the needed word is the verb's predicate: "stayed open"
    weight: float = 0.8


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
        DataError: an unknown field, type or kind, or a weight outside [0, 1].
    """
    unknown = sorted(set(row) - {*_LISTS, *_FLAGS, *_WORDS, "weight"})
    problem = ""
    if unknown:
        problem = f"unknown fields {', '.join(unknown)}"
    elif row.get("type") not in ontology:
        problem = f"type {row.get('type')!r} is not in the ontology"
    elif row.get("kind") not in KINDS:
        problem = f"kind {row.get('kind')!r} is none of {', '.join(sorted(KINDS))}"
    elif not 0 <= row.get("weight", 0.8) <= 1:
        problem = f"weight {row['weight']} lies outside [0, 1]"
    if problem:
        raise DataError(file=file, problem=f"frame {number}: {problem}", remedy="see the top of the file")
    lists = {name: tuple(row[name].split()) for name in _LISTS if name in row}
    flags = {name: bool(row[name]) for name in _FLAGS if name in row}
    words = {name: str(row[name]) for name in _WORDS if name in row}
    return Frame(weight=float(row.get("weight", 0.8)), **lists, **flags, **words)  # type: ignore[arg-type]


@cache
def load_frames() -> FrameIndex:
    """Give the packaged frames; read once a process."""
    ontology = load_ontology()
    frames = tuple(
        parse_frame(row, file=file, number=number, ontology=ontology)
        for file in FILES
        for number, row in enumerate(load_toml(file)["frame"], start=1)
    )
    by_verb: dict[str, list[Frame]] = {}
    by_noun: dict[str, list[Frame]] = {}
    for frame in frames:
        for verb in frame.verbs:
            by_verb.setdefault(verb, []).append(frame)
        for noun in frame.nouns:
            by_noun.setdefault(noun, []).append(frame)
    return FrameIndex(
        frames,
        {k: tuple(v) for k, v in by_verb.items()},
        {k: tuple(v) for k, v in by_noun.items()},
        tuple(sorted({verb.split("_")[0] for verb in by_verb})),
        frozenset(verb.split("_")[0] for verb in by_verb),
        frozenset(verb for verb in by_verb if "_" in verb),
    )
