"""What a sentence leaves behind for the next: parties, persons, the mission and meeting spoken of."""

from __future__ import annotations

from dragoman.reader.anchors import Calendar
from dragoman.reader.discourse import Discourse, Post, Referent
from dragoman.reader.mentions import PERSONS, PLACES
from dragoman.reader.sentence import Sentence
from dragoman.reader.syntax.chunk import Chunk
from dragoman.reader.syntax.clause import Phrase
from dragoman.records import Interval

_MEETING = 5  # chunks behind a meeting in which its date is looked for


def remember(sentence: Sentence, discourse: Discourse, calendar: Calendar) -> None:
    """Note whom and what a sentence named, for the pronouns and descriptions of the next."""
    for mention in sentence.mentions:
        if mention.type not in PLACES:
            discourse.mention(mention.party)
    for match in sentence.dates:
        calendar.look_back(match, calendar.resolve(match, future=False))
    _remember_meeting(sentence, calendar)
    _remember_post(sentence, discourse)
    _remember_apposition(sentence, discourse)
    for np in sentence.chunks:
        if np.kind != "NP":
            continue
        if np.items:
            named = list(dict.fromkeys(m.party for item in np.items for m in item.mentions))
            if len(named) > 1:
                discourse.plural = named
        for item in np.members:
            if item.mentions:
                _remember_person(sentence, item, discourse)


def _remember_meeting(sentence: Sentence, calendar: Calendar) -> None:
    """Note the date that "during their meeting" will mean: "In a meeting held on Thursday, …"."""
    chunks = sentence.chunks
    for t, c in enumerate(chunks):
        if c.kind != "NP" or c.low not in sentence.lexicon.cues.meetings:
            continue
        for later in chunks[t + 1 : t + 1 + _MEETING]:
            if later.kind == "D":
                match = sentence.date_of(later)
                when = calendar.resolve(match, future=False) if match is not None else None
                if isinstance(when, Interval):
                    calendar.meeting = when
                break
            if later.kind in (",", ";", "S", "W"):
                break


def _remember_post(sentence: Sentence, discourse: Discourse) -> None:
    """Note what "it" or "which" may mean next: "There was a U.S. Consulate in Hamburg"."""
    chunks, missions = sentence.chunks, sentence.lexicon.missions
    for np, preposition, host in zip(chunks, chunks[1:], chunks[2:], strict=False):
        if np.kind != "NP" or not np.mentions or np.low not in missions:
            continue
        if preposition.low in ("in", "at") and host.kind == "NP":
            discourse.post = _post(sentence, np, host, discourse)


def _post(sentence: Sentence, np: Chunk, host: Chunk, discourse: Discourse) -> Post:
    resolver = sentence.resolver
    sender = resolver.refer(np.mentions[0])
    named = resolver.places(Phrase(host))
    hosts = tuple(r for r in named[:1] if r.party != sender.party)
    city = next((r.text for r in named if r.place), "")
    if not named:
        city = sentence.tokens.name(host.i, host.j)
    if not hosts and len(discourse.pair) >= 2:
        hosts = tuple(Referent(p) for p in discourse.pair if p != sender.party)[:1]
    return Post((sender,), hosts, sentence.lexicon.missions[np.low], city)


def _remember_apposition(sentence: Sentence, discourse: Discourse) -> None:
    """Note a name and an office, in either order: "Ramtane Lamamra, the Algerian foreign minister"."""
    words, chunks = sentence.tokens.words, sentence.chunks
    for first, comma, second in zip(chunks, chunks[1:], chunks[2:], strict=False):
        if comma.kind != "," or first.kind != "NP" or second.kind != "NP" or first.items or second.items:
            continue
        for name, office in ((first, second), (second, first)):
            printed = words[name.i : name.j]
            named = not name.mentions and len(printed) > 1 and all(w[0].isupper() for w in printed)
            if named and office.mentions and _is_office(sentence, office.low):
                discourse.persons[printed[-1]] = office.mentions[0].party


def _remember_person(sentence: Sentence, np: Chunk, discourse: Discourse) -> None:
    """Note for whom a person speaks: "Afghanistan's Foreign Minister Amir Khan Muttaqi"."""
    tokens = sentence.tokens
    for mention in np.mentions:
        if mention.type in PERSONS:
            discourse.person = mention.party
            discourse.persons.setdefault(tokens.words[mention.j - 1], mention.party)
    last = np.j - 1
    office = max((i for i in range(np.i, np.j) if _is_office(sentence, tokens.lows[i])), default=last)
    if office == last or tokens.tags[last] != "N" or not tokens.words[last][0].isupper():
        return
    before = [m for m in np.mentions if m.i < office]
    if before:
        discourse.persons[tokens.words[last]] = discourse.person = before[-1].party


def _is_office(sentence: Sentence, low: str) -> bool:
    return low in sentence.lexicon.agents or low in sentence.lexicon.envoys
