"""Noun phrases: determiners, modifiers and nouns up to the head, with the mentions and the owner inside."""

from __future__ import annotations

from dragoman.reader.mentions import Mention
from dragoman.reader.syntax.chunk import Chunk
from dragoman.reader.syntax.tokens import Tokens

_MARKERS = ("'s", "'")


def noun_phrase(tokens: Tokens, start: int, by_start: dict[int, Mention]) -> Chunk:
    """Read the noun phrase at token `start`; `by_start` gives mentions by their first token."""
    tags, lows = tokens.tags, tokens.lows
    phrase = Chunk("NP", start, start)
    i, n = start, len(tokens)
    while i < n:
        tag = tags[i]
        if tag == "PR" and i == start:
            phrase.head, phrase.j, phrase.low = i, i + 1, lows[i]
            return phrase
        if not _continues(tokens, start, i):
            break
        mention = by_start.get(i) if tag == "M" else None
        if mention is not None:
            phrase.mentions.append(mention)
            phrase.head = mention.j - 1
            i = mention.j
            continue
        if tag == "PS":
            phrase.owner = i
        elif tag in ("N", "M"):
            phrase.head = i
        i += 1
    phrase.j = max(i, start + 1)
    if phrase.head < 0:
        phrase.head = phrase.j - 1
    phrase.low = lows[phrase.head]
    return phrase


def _continues(tokens: Tokens, start: int, i: int) -> bool:
    """Whether the token at `i` goes on with the phrase that began at `start`."""
    tags, tag = tokens.tags, tokens.tags[i]
    if tag in ("N", "M"):
        return True
    if tag == "D":
        return i + 1 < len(tokens) and tags[i + 1] in ("N", "M")
    if tag == "PS" and tokens.lows[i] in _MARKERS:
        return True
    if tag in ("DT", "PS"):
        return i == start or _opens(tokens, start, i)
    return False


def _opens(tokens: Tokens, start: int, i: int) -> bool:
    """Determiners may follow determiners at the head of a phrase ("all its", "both the")."""
    return all(tokens.tags[k] in ("DT", "PS") and tokens.lows[k] not in _MARKERS for k in range(start, i))
