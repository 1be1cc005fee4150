"""Hypothesis strategies for records, drawn from small ranges so that ties and repeats occur."""

from __future__ import annotations

from datetime import UTC, date

from hypothesis import strategies as st

from dragoman.records import (
    Amount,
    Claim,
    DatePoint,
    Decision,
    DecisionKind,
    Document,
    Interval,
    Modality,
    Participant,
    RecordClaim,
    Relation,
    Span,
    Speaker,
    UnresolvedDate,
)

texts = st.text(max_size=8)  # any code point but surrogates
words = st.sampled_from(["", "a", "Zürich", "喀布爾", '"quoted" \\ \n', "\U0001f54a"])
days = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))
parties = st.sampled_from(["", "AFG", "AFG/taliban", "RUS", "un", "FRA"])


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(st.integers(0, 50))
    return Span(start, start + draw(st.integers(0, 50)))


@st.composite
def points(draw: st.DrawFn) -> DatePoint:
    year, month = draw(st.integers(1, 9989)), draw(st.integers(0, 12))
    day = draw(st.integers(0, 28)) if month else 0
    return DatePoint(year, month, day, decade=draw(st.booleans()), approximate=draw(st.booleans()))


intervals = st.builds(Interval, start=st.none() | points(), end=st.none() | points(), is_range=st.booleans())
whens = intervals | st.builds(UnresolvedDate, text=texts, reason=texts)
participants = st.builds(
    Participant,
    role=st.sampled_from(["actor", "target"]),
    party=parties,
    name=words,
    text=texts,
    span=st.none() | spans(),
)
speakers = st.builds(
    Speaker, party=parties, name=words, text=texts, span=st.none() | spans(), quotation=st.none() | spans()
)
amounts = st.builds(
    Amount, value=st.floats(allow_nan=False) | st.integers(-10, 10), currency=st.sampled_from(["USD", "EUR"])
)
claims = st.builds(
    Claim,
    document=texts,
    sentence=spans(),
    trigger=spans(),
    type=st.sampled_from(["recognize", "open_mission"]),
    actor=st.none() | participants,
    target=st.none() | participants,
    object=words,
    level=words,
    city=words,
    basis=words,
    measures=st.lists(words, max_size=3).map(tuple),
    amount=st.none() | amounts,
    date=whens,
    date_text=texts,
    modality=st.sampled_from(Modality),
    attribution=st.none() | speakers,
    record_claim=st.none() | st.builds(RecordClaim, kind=words, n=st.none() | st.integers(), scope=texts),
    confidence=st.floats(0, 1),
    reader=words,
)
documents = st.builds(
    Document,
    text=texts,
    name=words,
    title=words,
    publisher=words,
    url=words,
    language=words,
    published=st.none() | days,
    retrieved=st.none() | st.datetimes(timezones=st.just(UTC)),
)
decisions = st.builds(
    Decision,
    claim=texts,
    kind=st.sampled_from(DecisionKind),
    by=words,
    because=texts,
    changes=st.lists(st.tuples(words, texts), max_size=3).map(tuple),
)
relations = st.builds(
    Relation,
    dimension=words,
    a=parties,
    b=parties,
    status=words,
    since=st.none() | intervals,
    until=st.none() | intervals,
    measures=st.lists(words, max_size=3).map(tuple),
    events=st.lists(texts, max_size=3).map(tuple),
    first_evidence=st.none() | days,
    last_evidence=st.none() | days,
)
