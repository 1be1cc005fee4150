"""What sort of word each token is, by the lexicon and by the words around it."""

from __future__ import annotations

from dragoman.reader.lexicon import Lexicon
from dragoman.reader.syntax.smallwords import settle_small_words
from dragoman.reader.syntax.tokens import Tokens

_MARKS = {
    ",": ",",
    ";": ";:-\u2013\u2014",  # dashes part a sentence as a semicolon does
    "(": "([",
    ")": ")]",
    '"': '"\u201c\u201d\u00ab\u00bb',
    ".": ".!?\u2026",
}
_PUNCTUATION = {mark: tag for tag, marks in _MARKS.items() for mark in marks}
_PAST = frozenset(("past", "part"))
_CUTS = frozenset(("cut", "set", "put", "shut", "hit", "cast"))  # pasts without a mark of their own
_NAMED_BEFORE = frozenset(("N", "M", ")", "D", ",", "CC", '"'))
_CAPITAL_AFTER = frozenset(('"', ";", "."))  # marks behind which a capital says nothing


def tag(tokens: Tokens, lexicon: Lexicon, *, heading: bool) -> None:
    """Tag every token that is not already marked as a mention (M) or a date (D)."""
    _tag_closed(tokens, lexicon)
    _tag_verbs(tokens, lexicon, heading=heading)
    settle_small_words(tokens, lexicon)


def _tag_closed(tokens: Tokens, lexicon: Lexicon) -> None:
    """Tag marks, clitics, the small words of the language and adverbs in -ly."""
    tags, words, cues = tokens.tags, tokens.words, lexicon.cues
    for i, low in enumerate(tokens.lows):
        if tags[i] in ("M", "D"):
            continue
        mark = _PUNCTUATION.get(words[i])
        if mark:
            tags[i] = mark
        elif low in ("'s", "'") and i:
            tags[i] = "PS"
        elif low in lexicon.tags:
            ordered = low in cues.ordering and i and tags[i - 1] in ("DT", "PS")
            tags[i] = "N" if ordered else lexicon.tags[low]
        elif low.endswith("ly") and len(low) > 4 and low not in cues.not_adverbs:
            tags[i] = "RB"


def _tag_verbs(tokens: Tokens, lexicon: Lexicon, *, heading: bool) -> None:
    tags, lows = tokens.tags, tokens.lows
    for i, low in enumerate(lows):
        if tags[i] != "N":
            continue
        if low in lexicon.verbs:
            if _is_verb(tokens, i, lexicon, heading=heading):
                tags[i] = "V"
        elif i and tags[i - 1] == "MD" and low.isalpha():
            tags[i] = "V"


def _is_verb(tokens: Tokens, i: int, lexicon: Lexicon, *, heading: bool) -> bool:
    """Decide by its neighbours whether a form that can be a verb is one here."""
    tags, low = tokens.tags, tokens.lows[i]
    kinds = {kind for _, kind in lexicon.verbs[low]}
    before = i - 1
    while before >= 0 and tags[before] in ("RB", "NEG"):
        before -= 1
    left = tags[before] if before >= 0 else ""
    left_low = tokens.lows[before] if before >= 0 else ""
    if tokens.words[i][0].isupper() and i > 0 and not heading and tags[i - 1] not in _CAPITAL_AFTER:
        return False
    if left in ("MD", "DO") or left_low in ("to", "not"):
        return bool(kinds & {"base", "part"}) or "ing" not in kinds
    if left in ("B", "H"):
        return bool(kinds & {"part", "past", "ing"}) and not (left == "H" and kinds == {"ing"})
    if kinds <= {"ing", "base", "s"} and "ing" in kinds:
        return _is_gerund(tokens, i, left)
    if left == "V" and before == i - 1 and i + 1 < len(tokens) and tags[i + 1] == "N":
        return False  # "shared normalized relations"
    if kinds & _PAST and low not in lexicon.cues.unmarked_pasts:
        return left not in ("DT", "PS") or (left == "DT" and left_low in ("that", "this", "all", "both"))
    return _is_finite(tokens, i, lexicon, left, left_low)


def _is_gerund(tokens: Tokens, i: int, left: str) -> bool:
    """An -ing form is a verb unless it is a noun's modifier or a plain noun ("the opening of")."""
    following = tokens.tags[i + 1] if i + 1 < len(tokens) else ""
    if left in ("DT", "PS") or (left == "N" and following == "N"):
        return False
    return not (following == "P" and tokens.lows[i + 1] == "of" and left != "P")


def _is_finite(tokens: Tokens, i: int, lexicon: Lexicon, left: str, left_low: str) -> bool:
    """A base or -s form: a verb after a subject and before something that a verb takes."""
    low = tokens.lows[i]
    following = tokens.tags[i + 1] if i + 1 < len(tokens) else "."
    noun = low in lexicon.nounish or (low.endswith("s") and low[:-1] in lexicon.nounish)
    if left in ("DT", "PS", "P"):
        return left == "DT" and left_low in ("that", "which") and not noun
    if left in ("W", "PR"):
        return not (left_low == "both" and noun)  # "both states"
    if left in _NAMED_BEFORE:
        behind = tokens.lows[i + 1] if i + 1 < len(tokens) else ""
        if behind in lexicon.cues.particles:  # "Chile set up"
            return True
        return _is_predicate(tokens, i, left, following, noun=noun)
    return left == "" and not noun and following in ("DT", "M", "PS")


def _is_predicate(tokens: Tokens, i: int, left: str, following: str, *, noun: bool) -> bool:
    """Whether a form behind a noun, name, date, comma or "and" is that noun's verb, by what follows it."""
    low = tokens.lows[i]
    if left == "M" and low in _CUTS and following == "N":
        return i - 1 not in tokens.modifiers  # "Morocco cut diplomatic ties"
    if left == "M" and low.endswith("s") and following in ("RB", "P"):
        return following == "RB" or i - 1 not in tokens.modifiers
    if noun and left in (",", "CC"):
        return following in ("DT", "PS") or (following == "M" and left == "CC")
    if noun and left == "N":
        return following in ("DT", "PS", "PR") and low.endswith("s") and not tokens.lows[i - 1].endswith("s")
    if following in ("DT", "M", "PR", "PS", "TO", "S", "W", "NEG"):
        return True
    return not noun and following in ("N", "P", "RB", ".", ",")
