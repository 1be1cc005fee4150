"""Small words that are two things: "to" before verbs and nouns, "that", "as", "since", "no", "both"."""

from __future__ import annotations

from dragoman.reader.lexicon import Lexicon
from dragoman.reader.syntax.tokens import Tokens

_OPEN = frozenset(("N", "V"))
_TEMPORAL = frozenset(("since", "before", "after", "until"))
_CLAUSE_AHEAD = 14  # tokens in which the verb of a clause after "as" or "since" is looked for
_NEGATIVE = {"nor": "CC", "no": "DT", "neither": "DT"}  # with the tag before a noun phrase
_AFTER_RELATIVE = frozenset(("V", "B", "H", "MD", "DO", "RB", "M", "PR", "DT", "PS"))


def settle_small_words(tokens: Tokens, lexicon: Lexicon) -> None:
    """Settle the tags of words whose kind depends on what follows them."""
    tags, lows = tokens.tags, tokens.lows
    n = len(tokens)
    for i, low in enumerate(lows):
        if tags[i] in _OPEN:
            continue
        following = tags[i + 1] if i + 1 < n else "."
        if low == "to":
            _settle_to(tokens, i, lexicon)
        elif low == "that":
            _settle_that(tokens, i, following)
        elif low == "as" or low in _TEMPORAL:
            _settle_temporal(tokens, i, following)
        elif low in lexicon.cues.rounding and i + 1 < n and _is_figure(tokens.words[i + 1]):
            tags[i] = "DT"
        elif low == "such" and i + 1 < n and lows[i + 1] == "as":
            tags[i], tags[i + 1] = "RB", "P"
        elif low in _NEGATIVE:
            _settle_negative(tokens, i, following)
        elif low == "both" and following in ("M", "DT", "N", "P"):
            tags[i] = "DT"


def _settle_to(tokens: Tokens, i: int, lexicon: Lexicon) -> None:
    """Tag "to" before a base form; adverbs may stand between them."""
    tags = tokens.tags
    if tags[i] != "P":
        return
    j = i + 1
    while j < len(tokens) and tags[j] == "RB":
        j += 1
    if j == len(tokens):
        return
    forms = lexicon.verbs.get(tokens.lows[j], ())
    if tags[j] in ("B", "H", "DO") or (tags[j] == "V" and any(kind == "base" for _, kind in forms)):
        tags[i] = "TO"


def _settle_that(tokens: Tokens, i: int, following: str) -> None:
    """Tag "that": a relative before a verb or a subject, a conjunction after a verb, else a determiner."""
    tags = tokens.tags
    if tags[i] == "M":
        return
    if i and tags[i - 1] in ("V", "D") and following != "N":
        tags[i] = "S"
    else:
        tags[i] = "W" if following in _AFTER_RELATIVE else "DT"


def _settle_temporal(tokens: Tokens, i: int, following: str) -> None:
    """Tag "as", "since", "before": prepositions before a date or a phrase, conjunctions before a clause."""
    tags, low = tokens.tags, tokens.lows[i]
    if following == "D":
        tags[i] = "P"
    elif low == "as":
        phrase = following in ("N", "PS", "V") or (
            following in ("DT", "M") and not _has_finite_verb(tokens, i + 1)
        )
        if phrase:
            tags[i] = "P"
    elif tags[i] == "S" and not _has_finite_verb(tokens, i + 1):
        tags[i] = "P"


def _settle_negative(tokens: Tokens, i: int, following: str) -> None:
    """Tag "no", "neither" and "nor" before a noun phrase, to which they then belong and not to a verb."""
    if following in ("N", "M", "DT"):
        tokens.tags[i] = _NEGATIVE[tokens.lows[i]]


def _is_figure(word: str) -> bool:
    """Whether a word is a number in figures or a sign of currency."""
    return word[0].isdigit() or word in "$€£¥"


def _has_finite_verb(tokens: Tokens, i: int) -> bool:
    """Whether a finite verb comes before the clause at token `i` ends."""
    for tag in tokens.tags[i : i + _CLAUSE_AHEAD]:
        if tag in (",", ";", ".", "S", "W", "CC"):
            return False
        if tag in ("V", "B", "H", "MD"):
            return True
    return False
