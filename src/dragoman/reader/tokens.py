"""Tokens of a sentence and what sort of word each is.

Tags: N noun or other open word, M token of a party mention, D token of a date, V verb form, B be, H have,
DO do, MD modal, NEG not, TO to before a verb, P preposition, CC conjunction, W relative, S subordinator,
DT determiner, PR pronoun, PS possessive pronoun or 's, RB adverb, "," ";" "(" ")" '"' "." punctuation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dragoman.reader.lexicon import Lexicon

_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}"  # U.S., e.g.
    r"|(?:Mr|Mrs|Ms|Dr|Jr|Sr|St|Gen|Col|Lt|Capt|Gov|Sen|Rep|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\."
    r"|[^\W\d_]+(?:[’'‘-][^\W\d_]+|-\d+)*"
    r"|\d+(?:[.,]\d+)*(?:st|nd|rd|th)?"
    r"|[^\w\s]"
)
_CLITIC = re.compile(r"(?:[’']s|[’']|n[’']t|[’'](?:ll|d|re|ve))$", re.I)
_PUNCTUATION = {
    ",": ",", ";": ";", ":": ";", "—": ";", "–": ";", "(": "(", ")": ")", "[": "(", "]": ")", '"': '"', "“": '"',
    "”": '"', "«": '"', "»": '"', ".": ".", "!": ".", "?": ".", "-": ";", "…": ".",
}  # fmt: skip


@dataclass(slots=True)
class Tokens:
    """A sentence's tokens as parallel lists; offsets are code points of the document's text."""

    words: list[str] = field(default_factory=list)
    lows: list[str] = field(default_factory=list)  # lower case, ’ as '
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    modifiers: set[int] = field(default_factory=set)  # tokens of mentions that modify: "Russian", "U.S."

    def __len__(self) -> int:
        return len(self.words)

    def add(self, word: str, start: int) -> None:
        """Append a token; its tag is set later."""
        self.words.append(word)
        self.lows.append(word.lower().replace("’", "'"))
        self.starts.append(start)
        self.ends.append(start + len(word))
        self.tags.append("N")

    def at(self, offset: int) -> int:
        """Give the index of the first token that ends after `offset`."""
        low, high = 0, len(self.ends)
        while low < high:
            middle = (low + high) // 2
            if self.ends[middle] <= offset:
                low = middle + 1
            else:
                high = middle
        return low


def tokenize(text: str, start: int, end: int) -> Tokens:
    """Cut text[start:end] into words, numbers and marks; clitics ('s, n't) are tokens of their own."""
    tokens = Tokens()
    for match in _TOKEN.finditer(text, start, end):
        word, position = match.group(), match.start()
        low = word.lower()
        clitic = _CLITIC.search(word) if ("'" in low or "’" in low) and len(word) > 2 else None
        if clitic and clitic.start() > 0:
            tokens.add(word[: clitic.start()], position)
            tokens.add(clitic.group(), position + clitic.start())
        else:
            tokens.add(word, position)
    return tokens


def tag(tokens: Tokens, lexicon: Lexicon, *, heading: bool) -> None:
    """Tag every token that is not already marked as a mention (M) or a date (D)."""
    tags, lows, words = tokens.tags, tokens.lows, tokens.words
    for i, low in enumerate(lows):
        if tags[i] in "MD":
            continue
        mark = _PUNCTUATION.get(words[i])
        if mark:
            tags[i] = mark
        elif low in ("'s", "'") and i:
            tags[i] = "PS"
        elif low in lexicon.tags:
            ordinal = low in ("first", "last", "only", "then", "long") and i and tags[i - 1] in ("DT", "PS")
            tags[i] = "N" if ordinal else lexicon.tags[low]
        elif low.endswith("ly") and len(low) > 4 and low not in _NOT_ADVERBS:
            tags[i] = "RB"
    for i in range(len(tokens)):
        if tags[i] != "N":
            continue
        if lows[i] in lexicon.verbs:
            if _is_verb(tokens, i, lexicon, heading=heading):
                tags[i] = "V"
        elif i and tags[i - 1] == "MD" and lows[i].isalpha():
            tags[i] = "V"
    _settle_small_words(tokens, lexicon)


def _is_verb(tokens: Tokens, i: int, lexicon: Lexicon, *, heading: bool) -> bool:
    """Decide by its neighbours whether a form that can be a verb is one here."""
    tags, low, word = tokens.tags, tokens.lows[i], tokens.words[i]
    kinds = {kind for _, kind in lexicon.verbs[low]}
    before = i - 1
    while before >= 0 and tags[before] in ("RB", "NEG"):
        before -= 1
    left = tags[before] if before >= 0 else ""
    left_low = tokens.lows[before] if before >= 0 else ""
    if word[0].isupper() and i > 0 and not heading and tags[i - 1] not in ('"', ";", "."):
        return False
    if left == "MD" or left_low in ("to", "not") or left == "DO":
        return bool(kinds & {"base", "part"}) or "ing" not in kinds
    if left in ("B", "H"):
        return bool(kinds & {"part", "past", "ing"}) and not (left == "H" and kinds == {"ing"})
    if kinds <= {"ing", "base", "s"} and "ing" in kinds:
        return (
            left not in ("DT", "PS")
            and not (left == "N" and _noun_follows(tokens, i))
            and _gerund(tokens, i, left)
        )
    if kinds & {"past", "part"} and low not in (
        "set",
        "put",
        "cut",
        "cast",
        "hit",
        "read",
        "split",
        "spread",
        "shut",
        "let",
        "cost",
    ):
        return left not in ("DT", "PS") or (left == "DT" and left_low in ("that", "this", "all", "both"))
    return _is_finite(tokens, i, lexicon, left, left_low)


def _gerund(tokens: Tokens, i: int, left: str) -> bool:
    """An -ing form is a verb unless it is a noun's modifier or a plain noun ("the opening of")."""
    following = tokens.tags[i + 1] if i + 1 < len(tokens) else ""
    return not (following == "P" and tokens.lows[i + 1] == "of" and left != "P") or left in ("B",)


def _noun_follows(tokens: Tokens, i: int) -> bool:
    return i + 1 < len(tokens) and tokens.tags[i + 1] == "N"


def _is_finite(tokens: Tokens, i: int, lexicon: Lexicon, left: str, left_low: str) -> bool:
    """A base or -s form: a verb after a subject and before something that a verb takes."""
    low = tokens.lows[i]
    following = tokens.tags[i + 1] if i + 1 < len(tokens) else "."
    noun = low in lexicon.nounish or (low.endswith("s") and low[:-1] in lexicon.nounish)
    if left in ("DT", "PS", "P"):
        return left == "DT" and left_low in ("that", "which") and not noun
    if left in ("W", "PR"):
        return True
    if left in ("N", "M", ")", "D", ",", "CC", '"'):
        if left == "M" and low.endswith("s") and following in ("RB", "P"):
            return following == "RB" or i - 1 not in tokens.modifiers
        takes = (
            following in ("DT", "M", "PR", "PS", "TO", "S", "W", "NEG")
            or (following == "N" and not noun)
            or (not noun and following in ("P", "RB", ".", ","))
        )
        if left in (",", "CC") and noun:
            return following in ("DT", "PS") or (following == "M" and left == "CC")
        if left == "N" and noun:
            return (
                following in ("DT", "PS", "PR") and low.endswith("s") and not tokens.lows[i - 1].endswith("s")
            )
        return takes
    return left == "" and not noun and following in ("DT", "M", "PS")


def _settle_small_words(tokens: Tokens, lexicon: Lexicon) -> None:
    """Tell "to" before a verb from the preposition, and "that", "as", "since" by what follows."""
    tags, lows = tokens.tags, tokens.lows
    n = len(tokens)
    for i, low in enumerate(lows):
        following = tags[i + 1] if i + 1 < n else "."
        if low == "to" and tags[i] == "P":
            j = i + 1
            while j < n and tags[j] == "RB":
                j += 1
            if j < n and (tags[j] == "B" or tags[j] == "H" or tags[j] == "DO" or (
                tags[j] == "V" and any(kind == "base" for _, kind in lexicon.verbs.get(lows[j], ()))
            )):  # fmt: skip
                tags[i] = "TO"
        elif low == "that" and tags[i] != "M":
            tags[i] = "W" if following in ("V", "B", "H", "MD", "DO", "RB", "M", "PR", "DT", "PS") else "DT"
            if i and tags[i - 1] == "V":
                tags[i] = "S" if following not in ("N",) or i + 1 >= n else tags[i]
        elif low in ("since", "before", "after", "until", "as") and following == "D":
            tags[i] = "P"
        elif (
            low == "as"
            and following in ("N", "DT", "PS", "M", "V")
            and not (following in ("DT", "M") and _finite_ahead(tokens, i + 1))
        ):
            tags[i] = "P"
        elif (
            low in ("before", "after", "since", "until")
            and tags[i] == "S"
            and not _finite_ahead(tokens, i + 1)
        ):
            tags[i] = "P"
        elif low in _ABOUT and i + 1 < n and _is_figure(tokens, i + 1):
            tags[i] = "DT"
        elif low == "such" and i + 1 < n and lows[i + 1] == "as":
            tags[i], tags[i + 1] = "RB", "P"
        elif low == "nor" and following in ("N", "M", "DT"):
            tags[i] = "CC"
        elif low in ("no", "neither") and following in ("N", "M", "DT"):
            tags[i] = "DT"
        elif low == "both" and following in ("M", "DT", "N", "P"):
            tags[i] = "DT"


_NOT_ADVERBS = frozenset(
    "family july ally italy assembly supply reply apply rely comply early monopoly friendly unfriendly daily weekly "
    "monthly yearly likely unlikely costly deadly elderly holy orderly timely multiply anomaly melancholy".split()
)
_ABOUT = frozenset("nearly about almost roughly approximately around over".split())


def _is_figure(tokens: Tokens, i: int) -> bool:
    """Whether token `i` is a number in figures or a sign of currency."""
    return tokens.words[i][0].isdigit() or tokens.words[i] in "$€£¥"


def _finite_ahead(tokens: Tokens, i: int) -> bool:
    """Whether a finite verb comes before the clause ends."""
    for j in range(i, min(i + 14, len(tokens))):
        if tokens.tags[j] in (",", ";", ".", "S", "W", "CC"):
            return False
        if tokens.tags[j] in ("V", "B", "H", "MD"):
            return True
    return False
