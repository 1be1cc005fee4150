"""Search: parties by name, events between two that are named, passages of documents."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache

from dragoman.answers import Answer, Hit, ReviewedClaim, Search, Source
from dragoman.ask.claims import claims_by_id, sources
from dragoman.ask.view import View
from dragoman.errors import QuestionError
from dragoman.gazetteer import Gazetteer
from dragoman.ledger.entries import party_key
from dragoman.ledger.searching import Passage, asked_words, found_words, matches
from dragoman.records import Event, Party, PartyId, Span
from dragoman.relations.questions import timeline

LONGEST = 400  # characters of a query
_TOTAL = 1_000  # passages counted at most
_PARTIES = 12
_EVENTS = 10
_SENTENCE_ENDS = ".!?\n"


def ask_search(view: View, query: str, *, limit: int, before: int | None) -> Search:
    """Search for all words of a query; a word of four letters or more finds those that begin with it.

    Raises:
        QuestionError: the query is longer than `LONGEST` characters.
    """
    if len(query) > LONGEST:
        problem = f"a query of {len(query):,} characters is longer than {LONGEST}"
        raise QuestionError(problem=problem, remedy="search for a few words")
    asked = asked_words(query)
    passages = view.store.find(asked, before=before, limit=limit + 1, known_at=view.k)
    more, passages = len(passages) > limit, passages[:limit]
    first_page = before is None
    parties = _parties(view, query, asked) if first_page and asked else []
    named = _named(view, query) if first_page else ()
    return Search(
        known_at=view.instant,
        sequence=view.k,
        names=view.names,
        query=query,
        words=asked,
        parties=tuple({party.id: party for party in (*map(view.gazetteer.party, named), *parties)}.values()),
        between=named,
        events=_events(view, *named) if named else None,
        hits=_hits(view, passages, asked),
        total=view.store.count_found(asked, limit=_TOTAL, known_at=view.k),
        total_limit=_TOTAL,
        before=passages[-1].id if more else None,
    )


def _parties(view: View, query: str, asked: Sequence[str]) -> list[Party]:
    """Give the party that the query names, then those with all of its words in a name, states first."""
    exact = view.gazetteer.named(query)
    alike = [view.gazetteer.party(id_) for id_ in _spellings(view.gazetteer).find(asked)]
    alike.sort(key=lambda party: (party.kind.value != "state", len(party.name), party.id))
    return list({party.id: party for party in (*exact, *alike)}.values())[:_PARTIES]


class _Spellings:
    """Parties by the words of their names: going through all names would take longer than all else."""

    def __init__(self, names: Iterable[tuple[str, PartyId]]) -> None:
        places: dict[str, set[int]] = {}
        self._parties: list[PartyId] = []
        for number, (spelling, party) in enumerate(names):
            self._parties.append(party)
            for word in asked_words(spelling):
                places.setdefault(word, set()).add(number)
        self._words = sorted(places)
        self._places = places

    def find(self, asked: Sequence[str]) -> set[PartyId]:
        """Give the parties one name of which has all of these words, or words that begin with them."""
        found: set[int] | None = None
        for word in asked:
            numbers: set[int] = set()
            for known in self._words[bisect_left(self._words, word) :]:
                if not known.startswith(word):
                    break
                numbers |= self._places[known]
            found = numbers if found is None else found & numbers
        return {self._parties[number] for number in found or ()}


@cache
def _spellings(gazetteer: Gazetteer) -> _Spellings:
    return _Spellings(gazetteer.spellings())


def _named(view: View, query: str) -> tuple[PartyId, ...]:
    """Give the two parties that a query names, if it names two: as printed, or with capitals put in."""
    for text in (query, query.title()):
        found: dict[PartyId, None] = {}
        for match in view.gazetteer.find(text):
            reading = view.gazetteer.choose(match, on=None)
            if reading is not None:
                found[reading.party] = None
        if len({party_key(party) for party in found}) > 1:
            return tuple(found)[:2]
    return ()


def _events(view: View, a: PartyId, b: PartyId) -> Answer[Event]:
    """Give the latest events between two parties, newest first."""
    chapter = view.chronicle.events_of(party_key(a), party_key(b), view.k)
    said = timeline(a, b, events=chapter.events, parties=view.chronicle.facts)
    dated = [entry.event for entry in said.entries if entry.day is not None]
    latest = dated[::-1][:_EVENTS]
    return view.answer([(event, (event.id,)) for event in latest], (chapter,), a=a, b=b)


def _hits(view: View, passages: Sequence[Passage], asked: Sequence[str]) -> tuple[Hit, ...]:
    documents = sources(view, [passage.document for passage in passages])
    pieces = [(passage, _best(passage.text, asked)) for passage in passages]
    spans = [(p.document, Span(p.span.start + piece.start, p.span.start + piece.end)) for p, piece in pieces]
    ids = view.store.claims_within([(d, s.start, s.end) for d, s in spans], known_at=view.k)
    claims = list(claims_by_id(view, ids).values())
    return tuple(
        _hit(documents[passage.document], span, piece.of(passage.text), asked, claims)
        for (passage, piece), (_, span) in zip(pieces, spans, strict=True)
    )


def _hit(source: Source, span: Span, text: str, asked: Sequence[str], claims: Sequence[ReviewedClaim]) -> Hit:
    return Hit(
        source=source,
        span=span,
        text=text,
        marks=tuple(place for _, place in found_words(text, asked)),
        claims=tuple(
            claim
            for claim in claims
            if claim.read.document == source.id
            and claim.read.sentence.start < span.end
            and span.start < claim.read.sentence.end
        ),
    )


def _best(text: str, asked: Sequence[str]) -> Span:
    """Give the run of sentences of a passage that spans every word found: the shortest around them.

    Words of the title alone are not in the text: then the first sentence is given.
    """
    places = found_words(text, asked)
    if not places:
        return _widened(text, 0, min(1, len(text)))
    wanted = {one for one in asked if any(matches(word, [one]) for word, _ in places)}
    best = (len(text) + 1, 0, len(text))
    for n, (_, first) in enumerate(places):
        missing = set(wanted)
        for word, last in places[n:]:
            missing -= {one for one in missing if matches(word, [one])}
            if not missing:
                best = min(best, (last.end - first.start, first.start, last.end))
                break
    return _widened(text, best[1], best[2])


def _widened(text: str, start: int, end: int) -> Span:
    """Give the range widened to whole sentences, as far as their ends tell."""
    begin = max((text.rfind(mark, 0, start) for mark in (". ", "! ", "? ")), default=-1)
    begin = max(begin + 2 if begin >= 0 else 0, text.rfind("\n", 0, start) + 1)
    ends = [at for at in (text.find(mark, max(end - 1, 0)) for mark in _SENTENCE_ENDS) if at >= 0]
    stop = min(ends) + 1 if ends else len(text)
    found = text[begin:stop]
    return Span(begin + len(found) - len(found.lstrip()), stop - (len(found) - len(found.rstrip())))
