"""Which frames a verb or a verbal noun may be, and the clause that a verbal noun makes."""

from __future__ import annotations

from dragoman.reader.grammar.frames import Frame, FrameIndex
from dragoman.reader.sentence import Sentence
from dragoman.reader.syntax.chunk import Chunk
from dragoman.reader.syntax.clause import Clause, Phrase

_BEYOND = 4  # tokens after a clause's end in which a needed word may stand, as in quotation marks
ADJACENT = 2  # tokens behind the verb in which an adjacent word may stand
_UNNAMED_THEMES = ((), ("party-act",))  # themes that may be left out: "welcomed the decision"


def verb_frames(frames: FrameIndex, verb: Chunk, clause: Clause) -> list[Frame]:
    """Give the frames of a verb, with its particle before without it, and with the preposition behind it."""
    keys = [f"{lemma}_{clause.particle}" for lemma in verb.lemmas if clause.particle]
    keys += verb.lemmas
    keys += [f"{lemma}_{preposition}" for lemma in verb.lemmas for preposition, _ in clause.pps[:1]]
    found = (frame for key in keys for frame in frames.by_verb.get(key, ()))
    return list(dict.fromkeys(found))


def has_needed(frame: Frame, sentence: Sentence, clause: Clause) -> bool:
    """Whether a word that the frame needs stands in the clause, or next to the verb where it must."""
    if not frame.need:
        return True
    chunks, lows = sentence.chunks, sentence.tokens.lows
    if frame.adjacent:
        start = chunks[clause.k].j
        end = start + ADJACENT
    else:
        start = chunks[clause.start].i if clause.start < len(chunks) else 0
        end = (chunks[min(clause.end, len(chunks)) - 1].j if clause.end else len(lows)) + _BEYOND
    return not set(frame.need).isdisjoint(lows[start:end])


def may_lack_theme(frame: Frame) -> bool:
    """Whether a verb frame is matched also where no phrase is of its theme."""
    return frame.theme in _UNNAMED_THEMES


def noun_clause(sentence: Sentence, k: int) -> Clause:
    """Give the clause of the verbal noun at chunk `k`: what stands under its prepositions."""
    phrase, end = sentence.walker.phrase(k)
    clause = Clause(k, start=k, end=end, pps=phrase.pps)
    holder: Phrase | None = None  # the phrase that what follows belongs to
    for preposition, inner in phrase.pps:
        if holder is not None:
            holder.pps.append((preposition, inner))
        if holder is None or preposition == "of":
            holder = inner
    return clause
