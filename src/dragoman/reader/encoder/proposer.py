"""The encoder as a proposer: triggers, then who, where, when and how of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dragoman.dates import DateMatch
from dragoman.ontology import load_ontology
from dragoman.reader.dating import edge_of, printed
from dragoman.reader.details import amount_in, basis_in, measures_in
from dragoman.reader.discourse import Referent
from dragoman.reader.encoder.ahead import Ahead
from dragoman.reader.encoder.candidates import Candidate
from dragoman.reader.encoder.heads import NOWHERE, ROLES, distance_bucket, sigmoid
from dragoman.reader.encoder.model import Model
from dragoman.reader.encoder.slots import Standing, standing
from dragoman.reader.encoder.trail import Trail
from dragoman.reader.encoder.views import View, pieces_before, pieces_in, view_of
from dragoman.reader.encoder.windows import Window, plan_windows
from dragoman.reader.proposal import WITHIN_STATE, Context, Proposal
from dragoman.reader.sentence import Sentence
from dragoman.reader.speech import speaker_of
from dragoman.records import Modality, Span, Speaker, UnresolvedDate, When

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

_LEAST = 0.35  # probability below which a piece is no trigger, not even for the calibration to judge
_WITHIN = 0.4  # share of a trigger's best piece that its other pieces have
_GAP = 2  # pieces from one of a trigger's pieces to its next
_PLAYS = 0.5  # probability from which a party plays a role beside the best one
_JOINING = re.compile(
    r"(?:[\s,;]|\b(?:and|or|the|as|well|both|with|of|to|between|from|for|in)\b|['\u2019]s\b){0,12}",
    re.IGNORECASE,
)  # what may stand between two members of a list
_PERHAPS = 0.1  # probability from which the best party plays it at all


@dataclass(frozen=True, slots=True)
class Encoded:
    """A sentence's pieces in its window with what the heads' first layers make of them."""

    window: Window
    i: int
    j: int
    projected: Vectors  # of the whole window, (T, P)
    triggers: Vectors  # of the sentence's pieces, (j - i, L)

    def mean(self, pieces: Sequence[int]) -> Vectors:
        """Give the mean of some pieces, (P,); zeros for none."""
        import numpy as np

        if not pieces:
            return np.zeros(self.projected.shape[1], dtype=np.float32)
        first, last = pieces[0], pieces[-1] + 1
        found: Vectors = (
            self.projected[first:last] if last - first == len(pieces) else self.projected[list(pieces)]
        ).mean(axis=0)
        return found

    def pieces(self, span: Span) -> list[int]:
        """List the sentence's pieces in a span of the text."""
        return pieces_in(self.window, self.i, self.j, span)


@dataclass(frozen=True, slots=True)
class Spots:
    """What may fill the roles of a sentence's triggers, in the view's order."""

    candidates: Vectors  # means of parties, then of places, (C, P)
    kinds: list[int]
    starts: list[int]  # first piece of each; -1 where it has no words
    spans: list[Span | None]
    parties: int  # how many of them are parties
    dates: Vectors  # (S, P)
    date_starts: list[int]
    date_spans: list[Span]
    sentence: Vectors  # mean of the whole, (P,)


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that may tell an event of one type."""

    type: int
    pieces: list[int]
    span: Span
    probability: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What the heads make of one trigger: each list is in the order of the view's."""

    trigger: Trigger
    actors: list[float]  # probability that each candidate is the actor
    targets: list[float]
    cities: list[float]  # that each place is the city
    dates: list[float]  # of none, then of each date
    modalities: list[float]


class EncoderProposer:
    """Proposes claims by a trained model; opened for one document.

    Windows are encoded shortly before the first of their sentences is asked for, and let go with the last, so
    that a long document needs no more memory than a short one.
    """

    def __init__(self, model: Model, context: Context) -> None:
        self.model = model
        self._context = context
        self._ontology = load_ontology()
        self._planned: dict[Span, list[tuple[Window, int, int]]] = {}
        self._last: tuple[Span, list[tuple[Encoded, Spots]]] | None = None
        doc, mentions = context.doc, context.mentions
        self._trail = Trail(doc, mentions, context.gazetteer)

        def is_telling(span: Span) -> bool:
            return model.telling.passes(doc.text, span, mentions)

        windows = plan_windows(doc, context.blocks, model.tokenizer, is_telling)
        self._ahead = Ahead(model, windows)
        for window in windows:
            for span, i, j in window.places:
                self._planned.setdefault(span, []).append((window, i, j))

    def reads(self, sentence: Sentence) -> bool:
        """Whether a sentence is worth encoding."""
        return sentence.span in self._planned

    def propose(self, sentence: Sentence) -> list[Proposal]:
        """Give the proposals for one sentence, in the order of their triggers."""
        if not self.reads(sentence):
            return []
        view = view_of(sentence, self._context.discourse)
        return [p for reading in self.readings(view) for p in self.proposals(view, reading)]

    # -- readings ------------------------------------------------------------------------------

    def readings(self, view: View) -> list[Reading]:
        """Give the triggers of a sentence with what fills their roles, in the order of the text."""
        found: list[Reading] = []
        for encoded, spots in self._looked_at(view):
            found += self._read(view, encoded, spots, list(self._triggers(view, encoded)))
        return sorted(found, key=lambda r: (r.trigger.span, r.trigger.type))

    def reading_at(self, view: View, type_: str, span: Span) -> Reading | None:
        """Give what the heads make of some words as a trigger; None where they are not encoded."""
        if type_ not in self.model.heads.types:  # one that was added to the ontology later
            return None
        number = self.model.heads.types.index(type_)
        for encoded, spots in self._looked_at(view):
            pieces = encoded.pieces(span)
            if pieces:
                probability = max(float(encoded.triggers[k - encoded.i, number]) for k in pieces)
                return next(self._read(view, encoded, spots, [Trigger(number, pieces, span, probability)]))
        return None

    def _looked_at(self, view: View) -> list[tuple[Encoded, Spots]]:
        """The windows that a sentence is read from, with its spots in each; kept for the sentence at hand."""
        span = view.sentence.span
        if self._last is None or self._last[0] != span:
            encoded = [self._encoded(*place) for place in self._planned.get(span, ())]
            self._last = (span, [(e, self._spots(view, e)) for e in encoded])
        return self._last[1]

    def _encoded(self, window: Window, i: int, j: int) -> Encoded:
        projected = self._ahead.projected(window)
        return Encoded(window, i, j, projected, self.model.heads.triggers(projected[i:j]))

    def _triggers(self, view: View, encoded: Encoded) -> Iterator[Trigger]:
        tokens = view.sentence.tokens
        for number in (encoded.triggers.max(axis=0) >= _LEAST).nonzero()[0]:
            column = encoded.triggers[:, number]
            for run in _runs(column):
                pieces = [encoded.i + k for k in run]
                first = tokens.at(encoded.window.starts[pieces[0]])
                last = tokens.at(encoded.window.ends[pieces[-1]] - 1)
                if first < len(tokens):
                    span = tokens.span(first, min(last, len(tokens) - 1) + 1)
                    yield Trigger(int(number), pieces, span, float(column[run].max()))

    def _spots(self, view: View, encoded: Encoded) -> Spots:
        import numpy as np

        heads = self.model.heads
        spans = [*(c.referent.span for c in view.candidates), *(p.span for p in view.places)]
        rows = [encoded.pieces(span) if span is not None else [] for span in spans]
        n = len(view.candidates)
        shown = [
            row or self._said_before(c, view, encoded)
            for c, row in zip(view.candidates, rows[:n], strict=True)
        ]
        dates = [encoded.pieces(d.span) for d in view.dates]
        nothing = np.zeros((0, encoded.projected.shape[1]), dtype=np.float32)
        return Spots(
            candidates=np.stack([encoded.mean(row) for row in (*shown, *rows[n:])]) if rows else nothing,
            kinds=[heads.kinds.index(c.kind) for c in view.candidates] + [0] * len(view.places),
            starts=[row[0] if row else -1 for row in rows],
            spans=spans,
            parties=n,
            dates=np.stack([encoded.mean(row) for row in dates]) if dates else nothing,
            date_starts=[row[0] if row else -1 for row in dates],
            date_spans=[d.span for d in view.dates],
            sentence=encoded.mean(range(encoded.i, encoded.j)),
        )

    def _said_before(self, candidate: Candidate, view: View, encoded: Encoded) -> list[int]:
        """The pieces that name a party last before the sentence, if it is understood in it; else none."""
        if candidate.referent.span is not None:
            return []
        spans = self._trail.before(candidate.party, view.sentence.span.start)
        return pieces_before(encoded.window, encoded.i, spans)

    def _read(
        self, view: View, encoded: Encoded, spots: Spots, triggers: Sequence[Trigger]
    ) -> Iterator[Reading]:
        """What the heads make of some triggers of one sentence, all at once."""
        import numpy as np

        if not triggers:
            return
        heads, n, count = self.model.heads, spots.parties, len(triggers)
        types = [t.type for t in triggers]
        vectors = np.stack([encoded.mean(t.pieces) for t in triggers])
        roles: Vectors = np.zeros((count, 0, len(ROLES)), dtype=np.float32)
        if spots.spans:
            at, distances = _places(view, triggers, spots.spans, spots.starts)
            roles = sigmoid(heads.roles(vectors, types, spots.candidates, spots.kinds, distances, at))
        dates = [[1.0]] * count
        if spots.date_spans:
            at, distances = _places(view, triggers, spots.date_spans, spots.date_starts)
            dates = heads.dates(vectors, types, spots.dates, distances, at).tolist()
        modalities = heads.modality(vectors, types, spots.sentence).tolist()
        for k, trigger in enumerate(triggers):
            actors, targets, cities = roles[k, :n, 0], roles[k, :n, 1], roles[k, n:, 2]
            yield Reading(
                trigger, actors.tolist(), targets.tolist(), cities.tolist(), dates[k], modalities[k]
            )

    # -- proposals -----------------------------------------------------------------------------

    def proposals(self, view: View, reading: Reading) -> Iterator[Proposal]:
        """Give the proposals of one trigger, one a pair of parties (and city)."""
        sentence, trigger = view.sentence, reading.trigger
        event_type = self.model.heads.types[trigger.type]
        own = sentence.span.of(sentence.text)
        modality = self.modality(reading)
        match = self.date(view, reading)
        calendar = self._context.calendar
        future = modality not in (Modality.HAPPENED, Modality.ONGOING, Modality.DENIED)
        told = Proposal(
            type=event_type,
            sentence=sentence.span,
            trigger=trigger.span,
            actors=(),
            targets=(),
            date=self._when(match, reading, future=future),
            date_text=printed(sentence.text, match),
            modality=modality,
            attribution=_speaker(sentence, trigger.span),
            level=self._level(sentence, event_type, trigger.span),
            basis=basis_in(own, event_type),
            measures=measures_in(own, event_type),
            amount=amount_in(own, event_type),
            era=calendar.told or calendar.heading,
            reader=self.model.version,
            origin=f"{self.model.version} {trigger.span.of(sentence.text)}",
        )
        cities = self._cities(view, reading)
        for actor, p_actor in self._players(view, reading.actors):
            for target, p_target in self._players(view, reading.targets):
                if _is_pair(event_type, actor, target):
                    sure = round(trigger.probability * p_actor * p_target, 4)
                    for city in cities:
                        yield replace(
                            told,
                            actors=() if actor is None else (actor,),
                            targets=() if target is None else (target,),
                            city=city,
                            confidence=sure,
                        )

    def modality(self, reading: Reading) -> Modality:
        """Give the likeliest modality of a reading."""
        best = max(range(len(reading.modalities)), key=reading.modalities.__getitem__)
        return Modality(self.model.heads.modalities[best])

    def date(self, view: View, reading: Reading) -> DateMatch | None:
        """Give the likeliest date of a reading, None for none."""
        best = max(range(len(reading.dates)), key=reading.dates.__getitem__)
        return view.dates[best - 1] if best else None

    def _when(self, match: DateMatch | None, reading: Reading, *, future: bool) -> When:
        """What a date means for the event that a reading tells."""
        if match is None:
            return UnresolvedDate()
        when = self._context.calendar.resolve(match, future=future)
        effect = self._ontology[self.model.heads.types[reading.trigger.type]].effect
        told = reading.trigger.span
        apart = told.end <= match.span.start or match.span.end <= told.start
        return when if apart else edge_of(when, effect)

    def _players(self, view: View, probabilities: Sequence[float]) -> list[tuple[Referent | None, float]]:
        """The parties of a role: the likeliest and its like if sure, else the likeliest, and nobody."""
        best: dict[str, tuple[Referent, float]] = {}
        for candidate, probability in zip(view.candidates, probabilities, strict=True):
            if probability > best.get(candidate.party, (None, 0.0))[1]:
                best[candidate.party] = (candidate.referent, probability)
        ranked = sorted(best.values(), key=lambda pair: -pair[1])
        sure = [pair for pair in ranked if pair[1] >= _PLAYS]
        if sure:
            return [*listed_with_best(view.sentence.text, sure)]
        perhaps: list[tuple[Referent | None, float]] = [p for p in ranked[:1] if p[1] >= _PERHAPS]
        nobody = 1 - (ranked[0][1] if ranked else 0.0)
        return [*perhaps, (None, nobody)] if not perhaps or nobody > perhaps[0][1] else perhaps

    def _level(self, sentence: Sentence, event_type: str, trigger: Span) -> str:
        """The level of the mission or envoy named nearest to the trigger."""
        family = self._ontology[event_type].family
        if family not in ("mission", "envoy"):
            return ""
        levels = sentence.lexicon.missions if family == "mission" else sentence.lexicon.envoys
        tokens = sentence.tokens
        named = [k for k, low in enumerate(tokens.lows) if low in levels]
        nearest = min(named, key=lambda k: abs(tokens.starts[k] - trigger.start), default=-1)
        if nearest < 0:
            return ""
        before = f"{tokens.lows[nearest - 1]}-{tokens.lows[nearest]}" if nearest else ""
        return levels.get(before) or levels[tokens.lows[nearest]]

    def _cities(self, view: View, reading: Reading) -> list[str]:
        type_ = self._ontology[self.model.heads.types[reading.trigger.type]]
        if type_.family not in ("mission", "envoy"):
            return [""]
        named = [p.name for p, q in zip(view.places, reading.cities, strict=True) if q >= _PLAYS]
        return list(dict.fromkeys(named)) or [""]


def listed_with_best(text: str, sure: Sequence[tuple[Referent, float]]) -> Iterator[tuple[Referent, float]]:
    """The likeliest of some parties, and those that stand in one list with it: "Norway, Denmark and Iceland".

    Who is understood stands with who is understood. Others only belong to it: "the Ambassador to Belgium
    presented his credentials in Luxembourg".
    """
    best = sure[0][0].span
    spans = sorted(r.span for r, _ in sure if r.span is not None)
    listed: set[Span] = set()
    for run in _lists(text, spans):
        if best in run:
            listed.update(run)
    for referent, probability in sure:
        if referent.span is None if best is None else referent.span in listed:
            yield referent, probability


def _lists(text: str, spans: Sequence[Span]) -> Iterator[list[Span]]:
    """Runs of spans with nothing between them but what joins the members of a list."""
    run: list[Span] = []
    for span in spans:
        if run and not _JOINING.fullmatch(text, run[-1].end, max(run[-1].end, span.start)):
            yield run
            run = []
        run.append(span)
    if run:
        yield run


def _is_pair(event_type: str, actor: Referent | None, target: Referent | None) -> bool:
    """Whether two may take part together: one of them is somebody, and they may be the same or are not."""
    if actor is None or target is None:
        return actor is not target
    return actor.party != target.party or event_type in WITHIN_STATE


def _speaker(sentence: Sentence, trigger: Span) -> Speaker | None:
    tokens = sentence.tokens
    k = next((n for n, c in enumerate(sentence.chunks) if trigger.start < tokens.ends[c.j - 1]), -1)
    return speaker_of(sentence, k) if k >= 0 else None


def _places(
    view: View, triggers: Sequence[Trigger], spans: Sequence[Span | None], starts: Sequence[int]
) -> tuple[list[Standing], list[list[int]]]:
    """Where candidates stand to each trigger, and how far from it; types may share a trigger."""
    stands = {span: standing(view.sentence, span, spans) for span in {t.span for t in triggers}}
    distances = [
        [NOWHERE if start < 0 else distance_bucket(t.pieces[0], start) for start in starts] for t in triggers
    ]
    return [stands[t.span] for t in triggers], distances


def _runs(column: Vectors) -> Iterator[list[int]]:
    """Runs of pieces that stand out, a single weaker piece between them allowed."""
    runs: list[list[int]] = []
    for k, p in enumerate(column.tolist()):
        if p < _LEAST:
            continue
        if runs and k - runs[-1][-1] <= _GAP:
            runs[-1].append(k)
        else:
            runs.append([k])
    for run in runs:
        floor = _WITHIN * float(column[run].max())
        yield [k for k in run if column[k] >= floor]
