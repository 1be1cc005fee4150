"""Mentions: where a document names a party, and which party that is on the document's day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dragoman.gazetteer import Gazetteer
from dragoman.reader.tokens import Tokens
from dragoman.records import Span

ACTORS = frozenset(
    ("name", "former", "alias", "government", "organisation", "group", "person", "office-holder", "seat")
)
PLACES = frozenset(("capital", "city"))
MODIFIERS = frozenset(("adjective",))


@dataclass(slots=True, eq=False)
class Mention:
    """A name in the text and the party that it stands for; `type` as in the gazetteer's names table."""

    span: Span
    text: str
    party: str
    type: str
    i: int = -1  # token range in its sentence
    j: int = -1


def find_mentions(text: str, gazetteer: Gazetteer, *, on: date | None) -> list[Mention]:
    """Find every party named in `text`, in one pass, each resolved as of `on`; undecidable ones are left out."""
    found: list[Mention] = []
    for match in gazetteer.find(text):
        span = match.span
        reading = gazetteer.choose(
            match,
            on=on,
            before=text[max(0, span.start - 60) : span.start],
            after=text[span.end : span.end + 60],
        )
        if reading is not None:
            found.append(Mention(span, match.text, reading.party, reading.type))
    return found


def place(mentions: list[Mention], tokens: Tokens) -> list[Mention]:
    """Give the sentence's mentions their token ranges and mark these tokens; overlaps with marks are dropped."""
    placed: list[Mention] = []
    for mention in mentions:
        i = tokens.at(mention.span.start)
        j = tokens.at(mention.span.end - 1) + 1
        if i >= len(tokens) or tokens.tags[i] == "M" or tokens.starts[i] > mention.span.start + 1:
            continue
        for k in range(i, j):
            tokens.tags[k] = "M"
        mention.i, mention.j = i, j
        placed.append(mention)
    return placed
