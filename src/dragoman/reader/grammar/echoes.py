"""The last event told again of somebody else: "followed suit", "did so", and verbs left out."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.reader.sentence import Sentence
from dragoman.reader.syntax.chunk import Chunk
from dragoman.reader.syntax.clause import Clause, Phrase

_MODELS = frozenset(("suit", "example", "lead"))
_MODEL_AHEAD = 4  # tokens behind "follow" in which the model stands


def is_echo(sentence: Sentence, k: int) -> bool:
    """Whether a verb group only points back to the last event: "did so", "did the same", "followed suit"."""
    verb = sentence.chunks[k]
    if "do" in verb.lemmas:
        return _does_so(sentence, verb)
    if "follow" in verb.lemmas and not verb.passive and not verb.forms <= {"ing"}:
        return _follows(sentence, verb)
    return False


def _does_so(sentence: Sentence, verb: Chunk) -> bool:
    lows = sentence.tokens.lows
    following = lows[verb.j : verb.j + 2]
    if following[:1] in (["so"], ["likewise"]) or following == ["the", "same"]:
        return True
    return is_inverted(sentence, verb) and sentence.tokens.tags[verb.j : verb.j + 1] in (["M"], ["DT"])


def is_inverted(sentence: Sentence, verb: Chunk) -> bool:
    """Whether the subject stands behind: "so did Ghana"."""
    return verb.i > 0 and sentence.tokens.lows[verb.i - 1] == "so"


def _follows(sentence: Sentence, verb: Chunk) -> bool:
    """Whether "follow" has no object of its own: "Ghana followed.", "followed suit", "followed in May"."""
    tokens = sentence.tokens
    if not _MODELS.isdisjoint(tokens.lows[verb.j : verb.j + _MODEL_AHEAD]):
        return True
    tags = [*tokens.tags[verb.j : verb.j + 2], ".", "."]
    return tags[0] in (".", "D", ",", ";") or tags[:2] == ["P", "D"]


def echo_subject(sentence: Sentence, k: int, clause: Clause) -> Phrase | None:
    """Give who did the same: the subject, or the noun phrase behind "so did"."""
    chunks = sentence.chunks
    behind = chunks[k + 1] if k + 1 < len(chunks) else None
    if behind is not None and behind.kind == "NP" and is_inverted(sentence, chunks[k]):
        return Phrase(behind)
    return clause.subject


def gaps(sentence: Sentence, clause: Clause) -> Iterator[tuple[Chunk, list[Chunk]]]:
    """The noun phrases after a clause that share its verb: each followed by a date and nothing else."""
    chunks, n = sentence.chunks, len(sentence.chunks)
    t = clause.end
    while t < n and chunks[t].kind in (",", "CC"):
        while t < n and chunks[t].kind in (",", "CC"):
            t += 1
        if t >= n or chunks[t].kind != "NP" or not chunks[t].mentions:
            return
        np = chunks[t]
        dates, t = _dates_at(chunks, t + 1)
        if not dates or (t < n and chunks[t].kind not in (",", "CC", ";", ".")):
            return
        yield np, dates


def _dates_at(chunks: list[Chunk], t: int) -> tuple[list[Chunk], int]:
    """The dates at `t`, with or without prepositions, and the index behind them."""
    dates: list[Chunk] = []
    while t < len(chunks):
        if chunks[t].kind == "D":
            dates.append(chunks[t])
        elif chunks[t].kind != "P" or chunks[t + 1 : t + 2] == [] or chunks[t + 1].kind != "D":
            break
        t += 1
    return dates, t
