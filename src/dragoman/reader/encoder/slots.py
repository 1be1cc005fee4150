"""Where candidates stand to a trigger: in which slot of its clause, and at which rank."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.reader.grammar.matching import noun_clause
from dragoman.reader.sentence import Sentence
from dragoman.reader.syntax.chunk import Chunk
from dragoman.reader.syntax.clause import Clause, Phrase
from dragoman.records import Span

# The orders of these names are part of a model's file.
PREPOSITIONS = ("of", "in", "at", "to", "with", "by", "from", "on", "for", "against", "between", "as", "over")
SLOTS = ("none", "unsaid", "own", "subject", "object", "second", "near", "other", *PREPOSITIONS)
INNER = ("none", "head", "modifier", "other", *PREPOSITIONS)
FORMS = ("other", "active", "passive", "infinitive", "participle", "noun")
# Numbers of candidates with words that stand between the trigger and a candidate, before it and behind it.
RANKS = (
    "unsaid",
    "before 1",
    "before 2",
    "before 3",
    "before more",
    "behind 1",
    "behind 2",
    "behind 3",
    "behind more",
)
_NEAR = 3
_SLOT_NUMBERS = {name: n for n, name in enumerate(SLOTS)}
_INNER_NUMBERS = {name: n for n, name in enumerate(INNER)}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where candidates stand to one trigger, as numbers of SLOTS, INNER and RANKS; and the trigger's form."""

    slots: list[int]
    inner: list[int]
    ranks: list[int]
    form: int


def standing(sentence: Sentence, trigger: Span, spans: Sequence[Span | None]) -> Standing:
    """Say where candidates stand to a trigger.

    Args:
        sentence: With its chunks and clauses.
        trigger: Words of the trigger.
        spans: Of the candidates; None for one that is understood.
    """
    k = _chunk_at(sentence, trigger)
    places = list(_places(sentence, k)) if k >= 0 else []
    slots, inner = [], []
    for span in spans:
        slot, within = ("unsaid", "none") if span is None else _slot(sentence, places, span)
        slots.append(_SLOT_NUMBERS[slot])
        inner.append(_INNER_NUMBERS[within])
    return Standing(slots, inner, _ranks(trigger, spans), FORMS.index(_form(sentence, k)))


def _chunk_at(sentence: Sentence, trigger: Span) -> int:
    """The chunk that a trigger begins in, or a verb group that begins within it."""
    tokens = sentence.tokens
    inside = [
        n
        for n, c in enumerate(sentence.chunks)
        if tokens.starts[c.i] < trigger.end and trigger.start < tokens.ends[c.j - 1]
    ]
    verbs = [n for n in inside if sentence.chunks[n].kind == "VG"]
    return next(iter(verbs or inside), -1)


def _form(sentence: Sentence, k: int) -> str:
    if k < 0:
        return "other"
    chunk = sentence.chunks[k]
    if chunk.kind == "NP":
        return "noun"
    if chunk.kind != "VG":
        return "other"
    if chunk.passive:
        return "passive"
    if chunk.infinitive:
        return "infinitive"
    return "active" if chunk.finite else "participle"


def _places(sentence: Sentence, k: int) -> Iterator[tuple[str, str, Chunk]]:
    """Slot, preposition within it and chunk of everything that belongs to the trigger's clause."""
    chunk = sentence.chunks[k]
    if chunk.kind == "VG":
        clause = sentence.walker.clause(k)
    elif chunk.kind == "NP":
        yield "own", "", chunk
        clause = noun_clause(sentence, k)
    else:
        return
    yield from _of_clause(clause)


def _of_clause(clause: Clause) -> Iterator[tuple[str, str, Chunk]]:
    named = (
        ("subject", clause.subject),
        ("object", clause.object),
        ("second", clause.second),
        ("near", clause.near),
    )
    for slot, phrase in named:
        if phrase is not None:
            yield from _of_phrase(slot, "", phrase, 0)
    for preposition, phrase in clause.pps:
        slot = preposition if preposition in PREPOSITIONS else "other"
        yield from _of_phrase(slot, "", phrase, 0)


def _of_phrase(slot: str, within: str, phrase: Phrase, depth: int) -> Iterator[tuple[str, str, Chunk]]:
    yield slot, within, phrase.np
    if depth < _NEAR:
        for preposition, inner in phrase.pps:
            yield from _of_phrase(
                slot, preposition if preposition in PREPOSITIONS else "other", inner, depth + 1
            )


def _slot(sentence: Sentence, places: Sequence[tuple[str, str, Chunk]], span: Span) -> tuple[str, str]:
    tokens = sentence.tokens
    for slot, within, chunk in places:
        if tokens.starts[chunk.i] <= span.start < tokens.ends[chunk.j - 1]:
            heads = [item.head for item in chunk.members]
            head = any(h >= 0 and span.start <= tokens.starts[h] < span.end for h in heads)
            return slot, within or ("head" if head else "modifier")
    return "none", "none"


def _ranks(trigger: Span, spans: Sequence[Span | None]) -> list[int]:
    starts = sorted({span.start for span in spans if span is not None})
    first = bisect_right(starts, trigger.start)
    ranks = []
    for span in spans:
        if span is None:
            ranks.append(0)
            continue
        at = bisect_right(starts, span.start) - 1
        ranks.append(min(first - at, 4) if at < first else 4 + min(at - first + 1, 4))
    return ranks
