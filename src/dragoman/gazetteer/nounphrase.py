"""A noun phrase that names an actor, taken apart: words, names in it, clauses, cores and attachments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from dragoman.gazetteer.actors import WORD, Body, Lexicon, Role
from dragoman.gazetteer.folding import fold
from dragoman.gazetteer.model import Match, Reading

_PUNCTUATION = re.compile(r"[,;:()\[\]]|\s[-\u2013\u2014]+\s|\u2014")
_HYPHEN_BEFORE = re.compile(r"(\w+)-$")
_HYPHEN_AFTER = re.compile(r"-(\w+)")

_LINKS = {
    "of": ("of",),
    "from": ("from",),
    "for": ("for",),
    "place": (
        "in",
        "at",
        "inside",
        "within",
        "across",
        "near",
        "outside",
        "around",
        "throughout",
        "along",
        "off",
    ),
    "other": (
        *(
            "on",
            "to",
            "by",
            "with",
            "against",
            "over",
            "about",
            "under",
            "into",
            "between",
            "without",
            "behind",
        ),
        *("aboard", "via", "towards", "toward", "than", "like", "including", "through", "upon"),
    ),
    "clause": (
        *(
            "who",
            "whom",
            "whose",
            "which",
            "that",
            "where",
            "when",
            "while",
            "as",
            "because",
            "after",
            "before",
        ),
        *("since", "until", "amid", "during", "despite"),
    ),
    "and": ("and", "or", "plus"),
}
LINKS = {word: link for link, words in _LINKS.items() for word in words}
"""Words that begin an attachment, and what sort of attachment it is."""
LOYAL = frozenset(
    {"loyal", "linked", "affiliated", "allied", "belonging", "tied", "aligned", "associated", "connected"}
)
"""Words that, with "to" or "with", say whose the actor is."""
SHARED = frozenset({"adjective", "name", "alias", "former", "demonym"})
"""Readings that may share a head with what follows "and": "US and British troops"."""


class Names(Protocol):
    """What taking a phrase apart asks of the gazetteer."""

    def find(self, text: str) -> list[Match]:
        """Find every known name in a text."""

    def choose(self, match: Match, *, on: date | None, before: str = "", after: str = "") -> Reading | None:
        """Choose what a name means."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word with its offsets in the phrase."""

    text: str  # folded
    start: int
    end: int
    is_capital: bool  # False throughout a phrase without lower case or without capitals

    @property
    def low(self) -> str:
        """The word in lower case."""
        return self.text.lower()


@dataclass(frozen=True, slots=True)
class Named:
    """A name in the phrase: words [first, last), and the party or body that it stands for.

    `reading` is None for a body, and for a name that may mean several parties.
    """

    first: int
    last: int
    text: str
    reading: Reading | None = None
    body: Body | None = None
    readings: tuple[Reading, ...] = ()
    before: str = ""  # word joined by a hyphen: "pro" in "pro-Russian"
    after: str = ""  # "backed" in "US-backed"


@dataclass(frozen=True, slots=True)
class Segment:
    """Words [first, last) and how they hang on what stands before, as in `LINKS`; "" for the first."""

    link: str
    first: int
    last: int


@dataclass(frozen=True)
class Clause:
    """A core, such as "two Chinese warplanes", and its attachments, such as "from Shenyang"."""

    link: str  # "" for the first, "," for an apposition or a list's member, "and"
    core: Segment
    attached: tuple[Segment, ...]


@dataclass
class Phrase:
    """A phrase taken apart."""

    text: str
    lexicon: Lexicon
    words: list[Word] = field(default_factory=list)
    names: list[Named] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)

    def lows(self, first: int, last: int) -> tuple[str, ...]:
        """Give the words [first, last) in lower case."""
        return tuple(word.low for word in self.words[first:last])

    def names_in(self, first: int, last: int) -> list[Named]:
        """Give the names that lie within the words [first, last), from left to right."""
        return [name for name in self.names if first <= name.first and name.last <= last]

    def name_ending(self, last: int, first: int = 0) -> Named | None:
        """Give the name that ends with the word before `last`."""
        return next((n for n in self.names if n.last == last and n.first >= first), None)

    def role_ending(self, last: int, first: int = 0) -> Role | None:
        """Give the longest role that ends with the word before `last` and begins at `first` or later.

        It does not begin inside a name: in "NBC News anchor" the role is "anchor".
        """
        role = self.lexicon.role_ending(self.lows(first, last))
        start = last - len(role.words) if role else last
        cut = next((n.last for n in self.names if n.first < start < n.last < last), None)
        return role if cut is None else self.lexicon.role_ending(self.lows(cut, last))

    def is_joined(self, at: int) -> bool:
        """Say whether a hyphen joins a word to the one before it."""
        return at > 0 and self.text[self.words[at - 1].end : self.words[at].start] == "-"


def take_apart(
    text: str, names: Names, lexicon: Lexicon, *, on: date | None, around: tuple[str, str]
) -> Phrase:
    """Take a phrase apart.

    Args:
        text: The phrase; white space is collapsed.
        names: The gazetteer.
        lexicon: Words for actors.
        on: Day that the phrase speaks of.
        around: Text before and after the phrase, for names that several parties bear.
    """
    text = " ".join(text.split())
    is_cased = not (text.islower() or text.isupper())
    phrase = Phrase(_with_capitals(text) if text.islower() else text, lexicon)
    phrase.words = [
        Word(m[0], m.start(), m.end(), is_cased and m[0][0].isupper())
        for m in WORD.finditer(fold(phrase.text))
    ]
    phrase.names = _names(phrase, names, on, around)
    phrase.clauses = _clauses(_segments(phrase))
    return phrase


def _with_capitals(text: str) -> str:
    """Give a text without any capital with one for each word, since names are found as printed."""
    return WORD.sub(lambda m: m[0].upper() if "." in m[0] else m[0][0].upper() + m[0][1:], text)


def _names(phrase: Phrase, names: Names, on: date | None, around: tuple[str, str]) -> list[Named]:
    found = [*_parties(phrase, names, on, around), *_bodies(phrase)]
    found.sort(key=_precedence)
    kept: list[Named] = []
    for name in found:
        if all(name.last <= other.first or other.last <= name.first for other in kept):
            kept.append(name)
    return sorted(kept, key=lambda n: n.first)


def _precedence(name: Named) -> tuple[int, int, int]:
    """Longest first; of equal ones a party before a body, but a body before a seat (the Pentagon)."""
    is_seat = name.reading is not None and name.reading.type == "seat"
    return name.first - name.last, 2 if is_seat else 1 if name.body else 0, name.first


def _parties(phrase: Phrase, names: Names, on: date | None, around: tuple[str, str]) -> Iterator[Named]:
    text = phrase.text
    for match in names.find(text):
        start, end = match.span.start, match.span.end
        inside = [i for i, word in enumerate(phrase.words) if word.start < end and word.end > start]
        if not inside:
            continue
        before, after = around[0] + " " + text[:start] if around[0] else text[:start], text[end:] + around[1]
        reading = names.choose(match, on=on, before=before, after=after)
        left, right = _HYPHEN_BEFORE.search(text[:start]), _HYPHEN_AFTER.match(text[end:])
        yield Named(
            first=inside[0],
            last=inside[-1] + 1,
            text=match.text,
            reading=reading,
            readings=match.readings,
            before=left[1].lower() if left else "",
            after=right[1].lower() if right else "",
        )


def _bodies(phrase: Phrase) -> Iterator[Named]:
    printed = [_without_possessive(word.text) for word in phrase.words]
    for last in range(1, len(printed) + 1):
        words = (*(word.text for word in phrase.words[: last - 1]), printed[last - 1])
        found = phrase.lexicon.body_ending(words)
        if found:
            body, size = found
            text = phrase.text[phrase.words[last - size].start : phrase.words[last - 1].end]
            yield Named(first=last - size, last=last, text=text, body=body)


def _without_possessive(word: str) -> str:
    return word[:-2] if word.endswith("'s") else word


def _segments(phrase: Phrase) -> list[Segment]:
    """Cut the words at punctuation, prepositions, conjunctions and relative pronouns."""
    segments: list[Segment] = []
    link, first, at = "", 0, 0
    while at < len(phrase.words):
        cut = _cut(phrase, first, at)
        if cut is None:
            at += 1
            continue
        if at > first or not segments:
            segments.append(Segment(link, first, at))
        link, taken = cut
        if link == "clause":
            return segments
        first = at = at + taken
    if first < len(phrase.words):
        segments.append(Segment(link, first, len(phrase.words)))
    return segments


def _cut(phrase: Phrase, first: int, at: int) -> tuple[str, int] | None:
    """Say whether a new segment begins at a word: its link, and how many words the link itself takes."""
    if _is_inside(phrase, at):
        return None
    word = phrase.words[at]
    link = LINKS.get(word.low)
    if at > first and _PUNCTUATION.search(phrase.text[phrase.words[at - 1].end : word.start]):
        return (",", 0) if link is None else (link, 1)
    if link == "and":
        return (link, 1) if _is_complete(phrase, first, at) else None
    if link is not None:
        return (link, 1) if at > first or link == "clause" else None
    return _participle(phrase, first, at)


def _participle(phrase: Phrase, first: int, at: int) -> tuple[str, int] | None:
    """Cut at "loyal to", "backed by" and the like, behind a word that can be a head."""
    word = phrase.words[at].low
    following = phrase.words[at + 1].low if at + 1 < len(phrase.words) else ""
    if at == first or word[-1:] not in "dgl" or LINKS.get(following) in {None, "and", "clause"}:
        return ("clause", 1) if at > first and word == "led" and not phrase.is_joined(at) else None
    if word in LOYAL:
        return "loyal", 2
    if word.endswith(("ed", "ing")) and _is_complete(phrase, first, at):
        return (LINKS[following], 2) if LINKS[following] in {"place", "from"} else ("other", 2)
    return None


def _is_complete(phrase: Phrase, first: int, at: int) -> bool:
    """Say whether the words [first, at) can stand alone: they end in a role or in a name.

    "US" in "US and British troops" cannot: it shares the head that follows.
    """
    name = phrase.name_ending(at, first)
    role = phrase.role_ending(at, first)
    if name is None:
        return role is not None and not phrase.is_joined(at - len(role.words))  # not "left-wing and liberal"
    if role is not None and at - len(role.words) < name.first:
        return True
    reading = name.reading
    if reading is None or reading.type not in SHARED:
        return True
    following = next((n for n in phrase.names if n.first in {at + 1, at + 2}), None)
    if following is None or following.reading is None:
        return reading.type != "adjective"
    after = phrase.lows(following.last, following.last + 2)
    shares_head = any(phrase.lexicon.role_ending(after[:size]) for size in range(1, len(after) + 1))
    return not (shares_head and reading.type in SHARED - {"demonym", "former"})


def _is_inside(phrase: Phrase, at: int) -> bool:
    """Say whether a word lies inside a name or inside a role such as "secretary of state"."""
    if any(name.first < at < name.last for name in phrase.names):
        return True
    lexicon = phrase.lexicon
    for first in range(max(0, at - 3), at):
        for last in range(at + 2, min(len(phrase.words), at + 4) + 1):
            words = phrase.lows(first, last)
            if any((*words[:-1], form) in lexicon.roles for form in lexicon.forms(words[-1])):
                return True
            plural = lexicon.forms(words[0])
            if any((form, *words[1:]) in lexicon.roles for form in plural):
                return True
    return False


def _clauses(segments: list[Segment]) -> list[Clause]:
    clauses: list[Clause] = []
    for segment in segments:
        follows = clauses[-1] if clauses else None
        if follows is None or segment.link == ",":
            clauses.append(Clause(segment.link, segment, ()))
        elif segment.link == "and":
            if follows.attached:  # "the leaders of France and Germany"
                same = Segment(follows.attached[-1].link, segment.first, segment.last)
                clauses[-1] = Clause(follows.link, follows.core, (*follows.attached, same))
            else:
                clauses.append(Clause("and", segment, ()))
        else:
            clauses[-1] = Clause(follows.link, follows.core, (*follows.attached, segment))
    return clauses
