"""If-clauses: whether a predicate stands in one or depends on one."""

from __future__ import annotations

from dragoman.reader.sentence import Sentence


def is_conditional(sentence: Sentence, k: int) -> bool:
    """Whether chunk `k` stands in, or depends on, an if-clause of its own part of the sentence."""
    chunks, cues = sentence.chunks, sentence.lexicon.cues
    inside = False
    for c in reversed(chunks[:k]):
        if c.kind == "S" and c.low in cues.conditions:
            return True
        if c.kind in (";", ".") or (c.kind == "," and inside):
            break
        if c.kind == "VG":
            inside = True
    return _opens_with_condition(sentence) or _condition_follows(sentence, k)


def _opens_with_condition(sentence: Sentence) -> bool:
    """Whether the whole sentence depends on its beginning: "If Peru agrees, …", "Should Peru agree, …"."""
    first = sentence.chunks[0]
    if first.kind == "VG":
        return sentence.tokens.lows[0] == "should"
    return first.kind == "S" and first.low in sentence.lexicon.cues.conditions


def _condition_follows(sentence: Sentence, k: int) -> bool:
    """Whether a condition comes behind: "would reopen its embassy if …"."""
    verb = sentence.chunks[k]
    if verb.modal not in ("would", "could", "might"):
        return False
    conditions = sentence.lexicon.cues.trailing_conditions
    return any(c.kind == "S" and c.low in conditions for c in sentence.chunks[k + 1 :])
