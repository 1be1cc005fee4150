"""Mentions: where a document names a party, and which party that is on the document's day."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date

from dragoman.gazetteer import Gazetteer, Match, Reading
from dragoman.reader.syntax.tokens import Tokens
from dragoman.records import Interval, Span

ACTORS = frozenset(
    ("name", "former", "alias", "government", "organisation", "group", "person", "office-holder", "seat")
)
PERSONS = frozenset(("person", "office-holder"))
PRIVATE = frozenset(("person",))
PLACES = frozenset(("capital", "city"))
MODIFIERS = frozenset(("adjective",))


@dataclass(slots=True, eq=False)
class Mention:
    """A name in the text and the party that it stands for; `type` as in the gazetteer's names table."""

    span: Span
    text: str
    party: str
    type: str
    match: Match
    i: int = -1  # token range in its sentence
    j: int = -1


def find_mentions(
    text: str, gazetteer: Gazetteer, *, on: date | None, titled: frozenset[str] = frozenset()
) -> list[Mention]:
    """Find every party named in `text`, in one pass, each resolved as of `on`.

    Args:
        text: Of a document or a title.
        gazetteer: Finds the names and knows what each may mean.
        on: Day of the document; None where it has none.
        titled: Parties of the title: of several readings theirs is meant.

    Returns:
        Mentions in the order of the text. A name that could mean several parties means the one that the
        text also names clearly ("the Congo" after "the Republic of the Congo"); where that decides
        nothing it is left out.
    """
    found: list[Mention] = []
    open_matches: list[Match] = []
    for match in gazetteer.find(text):
        about = [r for r in match.readings if r.party in titled and r.type not in PLACES]
        alone = len({r.party for r in about}) == 1 and len(match.readings) > 1
        reading = about[0] if alone else _choose(text, match, gazetteer, on=on)
        if reading is not None:
            found.append(Mention(match.span, match.text, reading.party, reading.type, match))
        else:
            open_matches.append(match)
    clear = dict.fromkeys(m.party for m in found)
    for match in open_matches:
        readings = {r.party: r for r in match.readings}
        named = [party for party in clear if party in readings]
        if named:
            reading = readings[named[0]]
            found.append(Mention(match.span, match.text, reading.party, reading.type, match))
    return sorted(found, key=lambda m: m.span)


def redated(
    text: str, mention: Mention, gazetteer: Gazetteer, *, when: Interval, understood: bool = False
) -> str:
    """The party that a mention means at the time of the event that it takes part in (Austria in 1797).

    The reading that the document suggests stands as long as it held within a year of that time.
    """
    first, last = when.first_day, when.last_day
    if len(mention.match.readings) < 2 or first is None:
        return mention.party
    ended = gazetteer.party(mention.party).until
    if understood and ended is not None and ended <= first:
        return mention.party  # the consulate in Baden, closed when Baden was no state any more
    early, late = _shifted(first, -1), _shifted(last or first, 1)
    own = [
        r for r in mention.match.readings if r.party == mention.party and mention.type not in PRIVATE
    ]  # a person stands for whom he then held office
    if any((r.since is None or r.since <= late) and (r.until is None or r.until > early) for r in own):
        return mention.party
    reading = _choose(text, mention.match, gazetteer, on=first)
    return reading.party if reading is not None else mention.party


def _shifted(day: date, years: int) -> date:
    return date(min(max(day.year + years, 1), 9999), day.month, min(day.day, 28))


def _choose(text: str, match: Match, gazetteer: Gazetteer, *, on: date | None) -> Reading | None:
    span = match.span
    before, after = text[max(0, span.start - 60) : span.start], text[span.end : span.end + 60]
    return gazetteer.choose(match, on=on, before=before, after=after)


def place(mentions: list[Mention], tokens: Tokens) -> list[Mention]:
    """Give mentions their ranges of tokens and mark these; a mention on marked tokens is dropped."""
    placed: list[Mention] = []
    for mention in mentions:
        i = tokens.at(mention.span.start)
        j = bisect_left(tokens.starts, mention.span.end)
        if i >= len(tokens) or tokens.tags[i] == "M" or tokens.starts[i] > mention.span.start + 1:
            continue
        for k in range(i, j):
            tokens.tags[k] = "M"
        mention.i, mention.j = i, j
        if mention.type in MODIFIERS or mention.text.isupper() or "." in mention.text:
            tokens.modifiers.update(range(i, j))
        placed.append(mention)
    return placed
