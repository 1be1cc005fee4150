"""From annotated documents to what the network learns from: windows with triggers, roles, dates and pairs."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tokenizers import Tokenizer

from dragoman.dates import format_edtf, parse_edtf
from dragoman.errors import DateError
from dragoman.evaluation.answers import (
    Answer,
    agrees,
    compatible_dates,
    date_ends,
    parse_answer,
    same_party,
)
from dragoman.gazetteer import load_gazetteer
from dragoman.ontology import is_own, load_ontology
from dragoman.reader import Context, Grammar, Proposal, Reader, Sentence, propose_all
from dragoman.reader.anchors import Calendar
from dragoman.reader.decoder import between_states
from dragoman.reader.encoder.candidates import KINDS, Candidate
from dragoman.reader.encoder.heads import NOWHERE, distance_bucket
from dragoman.reader.encoder.slots import standing
from dragoman.reader.encoder.trail import Trail
from dragoman.reader.encoder.views import View, pieces_before, pieces_in, view_of
from dragoman.reader.encoder.windows import Window, plan_windows
from dragoman.reader.mentions import PRIVATE, redated
from dragoman.reader.text import split_blocks
from dragoman.records import Document, Interval, Modality, Span
from dragoman.training.filtering import Told

MODALITIES = tuple(map(str, Modality))
UNKNOWN = -100  # of a label: not to be learned from
_HALF = 0.5  # share of the words of some evidence that its sentence has at least
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class EventWords:
    """Words of a document that tell an event of gold, or (`event` None) perhaps one that gold lacks."""

    event: int | None  # number among the passage's events
    type: str
    trigger: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """An annotated document: `events` and `pairs` as gold has them.

    `annotated` is the part of the text to which the gold speaks; None is all of it. `whole` says that gold
    has an event once a document, so that the text may tell it again where gold is silent; `tellings`, where
    there are any, say every place at which it does.
    """

    doc: Document
    events: Sequence[Mapping[str, Any]]
    pairs: Sequence[Mapping[str, Any]] = ()
    annotated: Span | None = None
    whole: bool = False
    tellings: Sequence[EventWords] = ()
    group: str = ""  # corpus that it is from


@dataclass(slots=True)
class Frame:
    """One trigger of one type with everything that is known of its event or events.

    Candidates are rows of pieces, of who is understood those that named it last; those of one party share
    a `group`, and `roles` holds (group, role, 0 or 1).
    """

    type: int
    trigger: list[int]
    sentence: list[int]
    candidates: list[list[int]] = field(default_factory=list)
    kinds: list[int] = field(default_factory=list)
    distances: list[int] = field(default_factory=list)
    groups: list[int] = field(default_factory=list)
    standings: list[tuple[int, int, int, int]] = field(default_factory=list)  # slot, inner, rank, form
    roles: list[tuple[int, int, int]] = field(default_factory=list)
    places: list[list[int]] = field(default_factory=list)
    place_standings: list[tuple[int, int, int, int]] = field(default_factory=list)
    cities: list[int] = field(default_factory=list)  # of each place: 1, 0 or UNKNOWN
    dates: list[list[int]] = field(default_factory=list)
    date_standings: list[tuple[int, int, int, int]] = field(default_factory=list)
    date: int = UNKNOWN  # 0 none, else 1 + number of the date
    modality: int = UNKNOWN


@dataclass(slots=True)
class Example:
    """One window with what is to be learned from it; pieces are numbers into the window."""

    window: Window
    read: list[int] = field(default_factory=list)  # pieces whose triggers are known
    triggers: list[tuple[int, int]] = field(default_factory=list)  # (piece, type)
    unsure: list[tuple[int, int]] = field(default_factory=list)  # (piece, type) that may or may not be one
    frames: list[Frame] = field(default_factory=list)
    pairs: list[tuple[list[int], list[int], list[int], int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Heard:
    """A sentence as it was read: its view, what its dates may mean, and what the grammar proposes."""

    view: View
    resolved: list[frozenset[str]]  # of each date of the view, as EDTF, by either tense
    proposals: list[Proposal]
    before: list[list[tuple[int, int]]]  # of each candidate that is understood: where it was named before


def hear(doc: Document) -> list[Heard]:
    """Read a document as the reader does, and keep every sentence with what was found in it."""
    heard: list[Heard] = []

    class Listener:
        def __init__(self, context: Context) -> None:
            self._context, self._grammar = context, Grammar(context)
            self._trail = Trail(context.doc, context.mentions, context.gazetteer)

        def propose(self, sentence: Sentence) -> list[Proposal]:
            view = view_of(sentence, self._context.discourse)
            resolved = [_meanings(self._context.calendar, match) for match in view.dates]
            proposals = self._grammar.propose(sentence)
            start = sentence.span.start
            before = [[] if c.referent.span else self._trail.before(c.party, start) for c in view.candidates]
            heard.append(Heard(view, resolved, proposals, before))
            return []

    propose_all(doc, reader=Reader(version="", threshold=0, proposers=(Listener,)))
    return heard


def _meanings(calendar: Calendar, match: Any) -> frozenset[str]:
    whens = (calendar.resolve(match, future=future) for future in (False, True))
    return frozenset(format_edtf(when) for when in whens if isinstance(when, Interval))


@dataclass(frozen=True, slots=True)
class Located:
    """A gold event in the sentence that tells it."""

    event: Mapping[str, Any]
    answer: Answer
    sentence: int  # number of the sentence
    trigger: Span


class Examples:
    """Makes examples; knows the words that tell each type, for gold that does not say its triggers.

    `types` are those of the ontology, then a user's own: of the passages, and of `known` types of a model.
    """

    def __init__(
        self, tokenizer: Tokenizer, passages: Sequence[Passage], *, known: Iterable[str] = ()
    ) -> None:
        self._tokenizer = tokenizer
        self._ontology = load_ontology()
        own = {str(e["type"]) for p in passages for e in p.events if is_own(str(e["type"]))}
        own |= {code for code in known if is_own(code)}
        self.types = (*self._ontology, *sorted(own))
        self.roots = tuple(sorted({t.plover for t in self._ontology.values() if t.plover}))
        self._words = _trigger_words(passages)

    def told(self, passage: Passage) -> Iterator[Told]:
        """Give the annotated sentences of a passage with whether each tells an event."""
        heard = hear(passage.doc)
        telling = {one.sentence for one in self._locate(passage, heard)}
        for n, one in enumerate(heard):
            span = one.view.sentence.span
            if passage.annotated is None or passage.annotated.start <= span.start:
                yield Told(span.of(passage.doc.text), bool(one.view.sentence.mentions), n in telling)

    def of(self, passage: Passage) -> list[Example]:
        """Give the examples of one passage, one a window."""
        heard = hear(passage.doc)
        located = list(self._locate(passage, heard))
        windows = plan_windows(passage.doc, split_blocks(passage.doc.text), self._tokenizer, lambda _: True)
        return [self._example(passage, heard, located, window) for window in windows]

    # -- where gold's events are told ----------------------------------------------------------

    def _locate(self, passage: Passage, heard: Sequence[Heard]) -> Iterator[Located]:
        if passage.tellings:
            yield from self._told_at(passage, heard)
            return
        for event in passage.events:
            answer = parse_answer(plain(event), self._ontology)
            for n in _sentences_of(passage, event, heard):
                trigger = self._trigger(passage, event, answer, heard[n])
                if trigger is not None:
                    yield Located(event, answer, n, trigger)
                    break
        if passage.whole:
            yield from self._retold(passage, heard)

    def _told_at(self, passage: Passage, heard: Sequence[Heard]) -> Iterator[Located]:
        answers = [parse_answer(plain(event), self._ontology) for event in passage.events]
        for telling in passage.tellings:
            if telling.event is not None:
                for n, one in enumerate(heard):
                    if telling.trigger in one.view.sentence.span:
                        event = passage.events[telling.event]
                        yield Located(event, answers[telling.event], n, telling.trigger)

    def _retold(self, passage: Passage, heard: Sequence[Heard]) -> Iterator[Located]:
        """Events that the grammar, rightly as gold says, reads in further sentences."""
        gold = [(event, parse_answer(plain(event), self._ontology)) for event in passage.events]
        for n, one in enumerate(heard):
            for proposal in one.proposals:
                for event, answer in gold:
                    if proposal.type in answer.types and _says(proposal, answer):
                        yield Located(event, answer, n, proposal.trigger)

    def _trigger(
        self, passage: Passage, event: Mapping[str, Any], answer: Answer, heard: Heard
    ) -> Span | None:
        text, span = passage.doc.text, heard.view.sentence.span
        if event.get("trigger"):
            n = int(event.get("trigger_nth") or 1)
            return _nth(text, passage.annotated or span, str(event["trigger"]), n)
        for proposal in heard.proposals:
            if proposal.type in answer.types and _says(proposal, answer):
                return proposal.trigger
        inside = _evidence_span(text, span, str(event.get("evidence") or ""))
        words = self._words.get(str(event["type"]), Counter())
        tokens = heard.view.sentence.tokens
        best, weight = None, 0.0
        for k, low in enumerate(tokens.lows):
            within = inside.start <= tokens.starts[k] < inside.end
            if within and words[low] > weight and tokens.tags[k] != "M":
                best, weight = tokens.span(k, k + 1), words[low]
            elif within and not words and best is None and tokens.tags[k] == "V":
                best = tokens.span(k, k + 1)  # of a type whose triggers no gold says
        return best

    # -- one window ----------------------------------------------------------------------------

    def _example(
        self, passage: Passage, heard: Sequence[Heard], located: Sequence[Located], window: Window
    ) -> Example:
        example = Example(window)
        by_span = {one.view.sentence.span: n for n, one in enumerate(heard)}
        for span, i, j in window.places:
            n = by_span.get(span)
            if n is None or not (passage.annotated is None or passage.annotated.start <= span.start):
                continue
            here = [one for one in located if one.sentence == n]
            example.read += range(i, j)
            frames = self._frames(passage, heard[n], here, window, i, j)
            example.frames += frames
            told = {(k, f.type) for f in frames for k in f.trigger}
            example.triggers += sorted(told)
            unsure = self._unsure(passage, span) - {f.type for f in frames}
            example.unsure += [(k, t) for t in unsure for k in range(i, j)]
        example.pairs += self._pairs(passage, window, [one.view.sentence.span for one in heard])
        return example

    def _unsure(self, passage: Passage, span: Span) -> set[int]:
        """The types that a sentence may tell although gold does not place them there."""
        if not passage.whole:
            return set()
        codes = {str(e["type"]) for e in passage.events}
        if passage.tellings:
            families = {self._ontology[code].family for code in codes if code in self._ontology}
            codes = {t.type for t in passage.tellings if t.event is None and t.trigger in span}
            if "interaction" not in families:  # gold that has none leaves them out
                codes |= {code for code, one in self._ontology.items() if one.family == "interaction"}
        return {self.types.index(code) for code in codes if code in self.types}

    def _frames(
        self, passage: Passage, heard: Heard, located: Sequence[Located], window: Window, i: int, j: int
    ) -> list[Frame]:
        by_trigger: dict[tuple[str, Span], list[Located]] = defaultdict(list)
        for one in located:
            by_trigger[one.answer.type, one.trigger].append(one)
        found = []
        for (type_, span), group in sorted(by_trigger.items(), key=lambda item: (item[0][1], item[0][0])):
            trigger = pieces_in(window, i, j, span)
            if trigger:
                frame = Frame(self.types.index(type_), trigger, list(range(i, j)))
                self._fill(frame, passage, heard, group, window, i, j)
                found.append(frame)
        return found

    def _fill(
        self,
        frame: Frame,
        passage: Passage,
        heard: Heard,
        group: Sequence[Located],
        window: Window,
        i: int,
        j: int,
    ) -> None:
        view, at = heard.view, frame.trigger[0]
        told = group[0].trigger
        spans = [*(c.referent.span for c in view.candidates), *(p.span for p in view.places)]
        stands = _standings(view, told, spans)
        frame.standings, frame.place_standings = (
            stands[: len(view.candidates)],
            stands[len(view.candidates) :],
        )
        frame.date_standings = _standings(view, told, [match.span for match in view.dates])
        parties: dict[str, int] = {}
        for c, before in zip(view.candidates, heard.before, strict=True):
            own = pieces_in(window, i, j, c.referent.span) if c.referent.span else []
            frame.candidates.append(own or pieces_before(window, i, before))
            frame.kinds.append(KINDS.index(c.kind))
            frame.distances.append(distance_bucket(at, own[0]) if own else NOWHERE)
            frame.groups.append(parties.setdefault(c.party, len(parties)))
        for role, name in enumerate(("actors", "targets")):
            wanted = [getattr(one.answer, name) - {""} for one in group]
            players = _players(list(parties), view.candidates, wanted, group, passage.doc)
            missing = any(w for w in wanted) and not players
            frame.roles += [] if missing else [(g, role, int(p in players)) for p, g in parties.items()]
        cities = [one.answer.cities for one in group if one.answer.cities]
        for place in view.places:
            frame.places.append(pieces_in(window, i, j, place.span))
            named = parse_answer({"type": "open_mission", "city": place.name}, self._ontology).cities
            frame.cities.append(int(any(not named.isdisjoint(c) for c in cities)))
        frame.dates = [pieces_in(window, i, j, match.span) for match in view.dates]
        frame.date = _date_label(group, heard)
        modalities = {str(one.event.get("modality") or "happened") for one in group}
        if len(modalities) == 1:
            frame.modality = MODALITIES.index(modalities.pop())

    def _pairs(
        self, passage: Passage, window: Window, spans: Sequence[Span]
    ) -> Iterator[tuple[list[int], list[int], list[int], int]]:
        """Source, target, what they are said in, and root of the pairs that a window shows."""
        done = set()
        for pair in passage.pairs:
            found = [
                (span, i, j, pieces_in(window, i, j, span))
                for span in _pair_spans(passage.doc.text, passage.annotated, pair, spans)
                for whole, i, j in window.places
                if span in whole
            ]
            if len(found) != 2 or pair["root"] not in self.roots:
                continue
            (_, i, j, a), (_, m, n, b) = found
            if a and b:
                done.add((tuple(a), tuple(b), min(i, m), max(j, n)))
                yield a, b, list(range(min(i, m), max(j, n))), self.roots.index(pair["root"])
        said = {(source, target) for source, target, _, _ in done}
        for source, target, i, j in sorted(done):
            if (target, source) not in said:
                yield list(target), list(source), list(range(i, j)), len(self.roots)


def _standings(view: View, trigger: Span, spans: Sequence[Span | None]) -> list[tuple[int, int, int, int]]:
    at = standing(view.sentence, trigger, spans)
    return [(s, i, r, at.form) for s, i, r in zip(at.slots, at.inner, at.ranks, strict=True)]


def plain(event: Mapping[str, Any]) -> dict[str, Any]:
    """A gold event with parties as ids."""
    plain = dict(event)
    for role in ("actor", "target"):
        value = plain.get(role)
        if isinstance(value, Mapping):
            plain[role] = value.get("id") or ""
    return plain


def _norm(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))


def _sentences_of(passage: Passage, event: Mapping[str, Any], heard: Sequence[Heard]) -> Iterator[int]:
    """Give the numbers of the sentences that hold the words of an event."""
    text = passage.doc.text
    if event.get("trigger") and passage.annotated is not None:
        span = _nth(text, passage.annotated, str(event["trigger"]), int(event.get("trigger_nth") or 1))
        yield from (n for n, one in enumerate(heard) if span is not None and span in one.view.sentence.span)
        return
    evidence = _norm(str(event.get("evidence") or ""))
    if not evidence:
        trigger = str(event.get("trigger") or "")
        yield from (
            n for n, one in enumerate(heard) if trigger and trigger in one.view.sentence.span.of(text)
        )
        return
    sentences = [_norm(one.view.sentence.span.of(text)) for one in heard]
    inside = [n for n, sentence in enumerate(sentences) if evidence in sentence]
    if not inside:  # the evidence spans two sentences, or leaves words out: those that hold most of it
        words = set(evidence.split())
        shares = [len(words & set(sentence.split())) / len(words) for sentence in sentences]
        inside = sorted((n for n, s in enumerate(shares) if s >= _HALF), key=lambda n: -shares[n])
    yield from inside


def _nth(text: str, within: Span, words: str, n: int) -> Span | None:
    """The span of the n-th occurrence of some words in a part of a text."""
    at = within.start - 1
    for _ in range(max(1, n)):
        at = text.find(words, at + 1, within.end)
        if at < 0:
            return None
    return Span(at, at + len(words)) if words else None


def _pair_spans(
    text: str, annotated: Span | None, pair: Mapping[str, Any], spans: Sequence[Span]
) -> tuple[Span, ...]:
    """Where source and target of a pair stand: where it says so, else in the first sentence with both."""
    names = str(pair["source"]), str(pair["target"])
    if annotated is not None and (pair.get("source_nth") or pair.get("target_nth")):
        numbers = int(pair.get("source_nth") or 1), int(pair.get("target_nth") or 1)
        return _both(_nth(text, annotated, name, n) for name, n in zip(names, numbers, strict=True))
    within = [span for span in spans if annotated is None or annotated.start <= span.start]
    for part in (*within, *([annotated] if annotated is not None else [])):
        found = _both(_nth(text, part, name, 1) for name in names)
        if found:
            return found
    return ()


def _both(found: Iterable[Span | None]) -> tuple[Span, ...]:
    both = tuple(span for span in found if span is not None)
    return both if len(both) == 2 else ()


def _evidence_span(text: str, within: Span, evidence: str) -> Span:
    return _nth(text, within, evidence, 1) or within


def _says(proposal: Proposal, answer: Answer) -> bool:
    """Whether a proposal says what an answer asks for, as far as each knows its date."""
    for actor in proposal.actors or (None,):
        for target in proposal.targets or (None,):
            row = {
                "type": proposal.type,
                "actor": actor.party if actor else "",
                "target": target.party if target else "",
                "modality": str(proposal.modality),
                "city": proposal.city,
                "date": format_edtf(proposal.date) if isinstance(proposal.date, Interval) else "",
            }
            read = parse_answer(row, load_ontology())
            if agrees(answer, read) and compatible_dates(answer, read):
                return True
    return False


def _players(
    parties: Sequence[str],
    candidates: Sequence[Candidate],
    wanted: Sequence[frozenset[str]],
    group: Sequence[Located],
    doc: Document,
) -> set[str]:
    """Who of some parties is wanted, of each event's: who has the very id, else who counts as the same."""
    names = {party: _names(party, candidates, group, doc) for party in parties}
    found: set[str] = set()
    for some in wanted:
        exactly = {party for party in parties if not some.isdisjoint(names[party])}
        found |= exactly or {
            party for party in parties if any(same_party(a, b) for a in names[party] for b in some)
        }
    return found


def _names(
    party: str, candidates: Sequence[Candidate], group: Sequence[Located], doc: Document
) -> frozenset[str]:
    """The ids that gold may use for a candidate: its own, what it was at the time, and who leads it."""
    gazetteer = load_gazetteer()
    found = {party}
    for c in candidates:
        mention = c.referent.mention
        if c.party != party:
            continue
        if mention is not None and len(mention.match.readings) > 1:
            for one in group:
                when = _interval(one.answer.date)
                if when is not None:
                    found.add(redated(doc.text, mention, gazetteer, when=when))
        if mention is not None and mention.type in PRIVATE and between_states(group[0].answer.type):
            found.add(gazetteer.state_of(party))
        if c.kind == "ruler":
            found |= gazetteer.leaders_of(party)
    return frozenset(name.casefold() for name in found)


def _interval(date: str) -> Interval | None:
    try:
        return parse_edtf(date) if date else None
    except DateError:
        return None


def _date_label(group: Sequence[Located], heard: Heard) -> int:
    """The number of the date that all events of a group have, 0 for none, UNKNOWN where that is not clear."""
    labels = set()
    for one in group:
        date = one.answer.date
        if not date:
            labels.add(0)
            continue
        fits = [n for n, meanings in enumerate(heard.resolved, start=1) if _fits(date, meanings)]
        if not fits:  # a retelling may say the year alone
            near = [n for n, m in enumerate(heard.resolved, start=1) if _may_fit(date, m)]
            fits = near if len(near) == 1 else []
        words = str(one.event.get("date_text") or "")
        if words and not fits:
            fits = [n for n, m in enumerate(heard.view.dates, start=1) if m.text in words]
        labels.add(fits[0] if fits else UNKNOWN)
    return labels.pop() if len(labels) == 1 else UNKNOWN


def _fits(date: str, meanings: frozenset[str]) -> bool:
    return any(date_ends(date) == date_ends(m) for m in meanings)


def _may_fit(date: str, meanings: frozenset[str]) -> bool:
    """Whether a date lies within one that some words may mean."""
    first, last = date_ends(date)
    ends = [date_ends(m) for m in meanings]
    return any(bool(a and b) and first.startswith(a) and last.startswith(b) for a, b in ends)


def _trigger_words(passages: Iterable[Passage]) -> dict[str, Counter[str]]:
    """Event type -> word -> how much likelier it is in triggers of the type than in any."""
    by_type: dict[str, Counter[str]] = defaultdict(Counter)
    total: Counter[str] = Counter()
    for passage in passages:
        for event in passage.events:
            for word in _WORD.findall(str(event.get("trigger") or "").lower()):
                by_type[str(event["type"])][word] += 1
                total[word] += 1
    return {t: Counter({w: n * n / (total[w] + 2) for w, n in words.items()}) for t, words in by_type.items()}
