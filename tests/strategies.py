"""Hypothesis strategies for claims, histories and instants, drawn from small ranges so that ties occur."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from hypothesis import strategies as st

from dragoman.ontology import load_ontology
from dragoman.records import (
    Claim,
    DatePoint,
    Decision,
    DecisionKind,
    Interval,
    Modality,
    Participant,
    Party,
    PartyKind,
    Span,
    UnresolvedDate,
    When,
)
from dragoman.relations import ClaimEntry, DecisionEntry, PartyTable

ONTOLOGY = load_ontology()
DIMENSIONAL = tuple(code for code, kind in ONTOLOGY.items() if kind.dimension)
STATE, GOVERNMENT = PartyKind.STATE, PartyKind.GOVERNMENT
PARTIES = PartyTable(
    [
        Party(id="AFG", name="Afghanistan", kind=STATE, state="AFG", since=date(1990, 6, 1)),
        Party(id="AFG/republic", name="Republic", kind=GOVERNMENT, state="AFG"),
        Party(id="AFG/taliban", name="Taliban government", kind=GOVERNMENT, state="AFG"),
        Party(id="RUS", name="Russia", kind=STATE, state="RUS"),
        Party(
            id="SUN",
            name="Soviet Union",
            kind=STATE,
            state="SUN",
            since=date(1922, 12, 30),
            until=date(1991, 1, 5),
        ),
        Party(id="UN", name="United Nations", kind=PartyKind.ORGANISATION),
        Party(id="hamas", name="Hamas", kind=PartyKind.GROUP),
    ]
)
PARTY_IDS = ("AFG", "AFG/republic", "AFG/taliban", "RUS", "SUN", "UN", "YUG", "hamas")
# Which document is a near copy of which: the first copy's name. d1 and d2 are one wire story.
COPY_GROUPS = {"d1": "d1", "d2": "d1", "d3": "d3", "d4": "d4"}
PUBLISHED = {"d1": date(1991, 1, 3), "d2": date(1991, 1, 5), "d3": date(1991, 2, 9), "d4": None}


def _points() -> list[DatePoint]:
    """Give days, months, years and a decade around 1991."""
    days = [DatePoint(1991, month, day) for month in (1, 2) for day in (1, 2, 4, 5, 9)]
    coarser = [DatePoint(1991, 1), DatePoint(1991, 2), DatePoint(1990), DatePoint(1991), DatePoint(1992)]
    return [*days, *coarser, DatePoint(1990, decade=True)]


def _intervals() -> list[Interval]:
    """Give simple dates, open ranges, and closed ranges whose start is not after their end."""
    points = _points()
    simple = [Interval(p, p) for p in points]
    open_ = [Interval(p, None, is_range=True) for p in points[:14:3]]
    open_ += [Interval(None, p, is_range=True) for p in points[:14:3]]
    closed = [
        Interval(p, q, is_range=True)
        for p in points[::3]
        for q in points[1::4]
        if p.first_day < q.first_day and p.last_day <= q.last_day
    ]
    return [*simple, *simple, *open_, *closed]


INTERVALS = _intervals()
_DATES: list[When] = [*INTERVALS, *INTERVALS[:10], *([UnresolvedDate()] * 8)]
# What documents make of one date: near days, coarser dates, open ranges, nothing.
_NEAR: list[When] = [
    *(Interval.at(1991, 1, day) for day in (1, 2, 4, 5, 9)),
    *(Interval.at(1991, 1), Interval.at(1991, 2), Interval.at(1991), Interval.at(1991, 2, 4)),
    Interval(DatePoint(1990, decade=True), DatePoint(1990, decade=True)),
    Interval(DatePoint(1991, 1), None, is_range=True),
    Interval(DatePoint(1991, 1, 4), None, is_range=True),
    Interval(DatePoint(1991, 1, 2), DatePoint(1991, 2), is_range=True),
    *(UnresolvedDate(), UnresolvedDate(), UnresolvedDate()),
]
# Mostly what folds.
_MODALITIES = [
    *([Modality.HAPPENED] * 6),
    *([Modality.ONGOING] * 3),
    *([Modality.DENIED] * 2),
    *(Modality.PLANNED, Modality.POSSIBLE, Modality.DEMANDED),
]
# Pairs that histories are about: a state and another's governments; a state and its successor; all.
SUCCESSORS = [("SUN", "AFG"), ("AFG", "SUN"), ("YUG", "AFG"), ("RUS", "SUN"), ("RUS", "YUG"), ("YUG", "SUN")]
_PAIRS = [
    [("RUS", "AFG"), ("AFG", "RUS"), ("RUS", "AFG/taliban"), ("RUS", "AFG/republic")],
    [("RUS", "AFG")],
    SUCCESSORS,
    [(a, b) for a in PARTY_IDS for b in PARTY_IDS if a != b or a == "SUN"],
]


def _types_of(*dimensions: str) -> tuple[str, ...]:
    return tuple(code for code in DIMENSIONAL if ONTOLOGY[code].dimension in dimensions)


ALL_TYPES = (*DIMENSIONAL, "consult", "accuse")
FATES = (
    "succeed",
    "succeed",
    "dissolve",
    "unite",
    "declare_independence",
    "establish_relations",
    "recognize",
)
# Types that histories are made of: those that meet in one dimension or reach into another; all.
_THEMES = [
    _types_of("recognition"),
    _types_of("relations"),
    _types_of("recognition", "relations", "mission", "envoy"),
    _types_of("mission"),
    _types_of("envoy"),
    _types_of("agreement"),
    _types_of("sanctions", "designation"),
    _types_of("membership", "authority"),
    _types_of("authority", "relations"),
    FATES,
    ("establish_relations", "consult", "accuse"),
    ALL_TYPES,
]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Traits:
    object: str = ""
    level: str = ""
    city: str = ""
    basis: str = ""
    measures: tuple[str, ...] = ()


_TRAITS = {
    "recognition": [
        _Traits(object=o, basis=b) for o in ("", "", "government") for b in ("", "de_facto", "de_jure")
    ],
    "mission": [
        _Traits(level=level, city=city)
        for level in ("", "embassy", "legation", "consulate", "interests_section")
        for city in ("", "Kabul", "Moscow")
    ],
    "envoy": [
        _Traits(level=level, object=name)
        for level in ("", "ambassador", "charge_d_affaires", "consul")
        for name in ("", "John Smith", "Smith", "Mary Smith")
    ],
    "agreement": [
        _Traits(object=o) for o in ("", "Treaty of Peace", "the treaty of peace", "Trade Agreement")
    ],
    "sanctions": [
        _Traits(object=o, measures=m)
        for o in ("", "list of terrorists")
        for m in ((), (), ("arms_embargo",), ("asset_freeze",), ("arms_embargo", "travel_ban"))
    ],
}


@st.composite
def claims(
    draw: st.DrawFn, types: tuple[str, ...] = ALL_TYPES, pairs: Sequence[tuple[str, str]] = tuple(_PAIRS[-1])
) -> Claim:
    """Draw a claim; its document is one of a few, and parties are few enough to meet again."""
    code = draw(st.sampled_from(types))
    actor, target = draw(st.sampled_from(pairs))
    traits = draw(st.sampled_from(_TRAITS.get(ONTOLOGY[code].family, [_Traits()])))
    document, start = draw(st.sampled_from([(d, n) for d in sorted(COPY_GROUPS) for n in (0, 10)]))
    return Claim(
        document=document,
        sentence=Span(start, start + 9),
        trigger=Span(start, start + 3),
        type=code,
        actor=Participant(role="actor", party=actor, text=actor),
        target=Participant(role="target", party=target, text=target),
        object=traits.object,
        level=traits.level,
        city=traits.city,
        basis=traits.basis if code == "recognize" else "",
        measures=traits.measures,
        date=draw(st.sampled_from(_DATES)),
        modality=draw(st.sampled_from(_MODALITIES)),
        reader="test/1",
    )


def entry_of(claim: Claim, sequence: int) -> ClaimEntry:
    """Give the claim as the ledger would hold it."""
    return ClaimEntry(
        claim=claim,
        copy_group=COPY_GROUPS[claim.document],
        sequence=sequence,
        published=PUBLISHED[claim.document],
    )


@st.composite
def histories(
    draw: st.DrawFn,
    *,
    types: tuple[str, ...] | None = None,
    pairs: Sequence[tuple[str, str]] | None = None,
    min_size: int = 0,
    max_size: int = 12,
) -> list[ClaimEntry]:
    """Draw entries in record order; a claim may be recorded twice, and numbers may tie.

    Args:
        draw: Given by hypothesis.
        types: Types of the claims; where None, the types are drawn, so that claims meet.
        pairs: Pairs of the claims; where None, they are drawn.
        min_size: How many at least.
        max_size: How many at most.
    """
    theme = types or draw(st.sampled_from(_THEMES))
    ends = pairs or draw(st.sampled_from(_PAIRS))
    told = st.tuples(claims(theme, ends), st.integers(0, 2))
    drawn = draw(st.lists(told, min_size=min_size, max_size=max_size))
    sequence, entries = 1, []
    for claim, step in drawn:
        sequence += step
        entries.append(entry_of(claim, sequence))
    return entries


def _plain(kind: str, actor: str, target: str, at: Interval) -> Claim:
    return Claim(
        document="d3",
        sentence=Span(20, 29),
        trigger=Span(20, 23),
        type=kind,
        actor=Participant(role="actor", party=actor, text=actor),
        target=Participant(role="target", party=target, text=target) if target else None,
        date=at,
        reader="test/1",
    )


# What makes and unmakes relations of states that end: each alone is seldom drawn beside the others.
_TURNS = [
    _plain("establish_relations", "YUG", "AFG", Interval.at(1990)),
    _plain("recognize", "AFG", "SUN", Interval.at(1990)),
    _plain("establish_relations", "SUN", "AFG", Interval.at(1990)),
    _plain("succeed", "RUS", "SUN", Interval.at(1991, 1, 4)),
    _plain("succeed", "SUN", "YUG", Interval.at(1991, 1, 2)),
    _plain("succeed", "RUS", "YUG", Interval.at(1991, 1, 4)),
    _plain("dissolve", "YUG", "", Interval.at(1991, 1)),
]


@st.composite
def fates(draw: st.DrawFn, *, max_size: int = 9) -> list[ClaimEntry]:
    """Draw histories of states that end and succeed each other, and of their relations."""
    told = draw(histories(types=FATES, pairs=SUCCESSORS, max_size=max_size))
    turns = draw(st.lists(st.sampled_from(_TURNS), max_size=4))
    return [*told, *(entry_of(turn, 1) for turn in turns)]


def news() -> st.SearchStrategy[list[ClaimEntry]]:
    """Draw one claim more, often one about what befell a state or its relations."""
    turns = st.sampled_from(_TURNS).map(lambda turn: [entry_of(turn, 20)])
    return st.one_of(histories(min_size=1, max_size=1), turns)


@st.composite
def retellings(draw: st.DrawFn) -> list[ClaimEntry]:
    """Draw what many documents say of a happening of one kind: other dates, attributes, copies, readings.

    The same claim may come with two published dates, as it does where a document's date was corrected.
    """
    code, traits = draw(
        st.sampled_from(
            [
                ("establish_relations", [_Traits()]),
                ("open_mission", [_Traits(city=c) for c in ("", "", "Kabul", "Moscow")]),
                ("accredit_envoy", [_Traits(object=o) for o in ("", "Smith", "John Smith", "Mary Smith")]),
                ("maintain_mission", [_Traits()]),
                ("maintain_mission", [_Traits()]),
            ]
        )
    )
    told = draw(
        st.lists(
            st.tuples(st.sampled_from(_NEAR), st.sampled_from(traits), st.integers(1, 8), st.integers(0, 1)),
            max_size=9,
        )
    )
    again = [(at, t, document, 1 - reading) for at, t, document, reading in draw(_some_of(told))]
    return [_retold(code, n, *fields) for n, fields in enumerate([*told, *again])]


_T = TypeVar("_T")


def _some_of(items: list[_T]) -> st.SearchStrategy[list[_T]]:
    return st.lists(st.sampled_from(items), max_size=2) if items else st.just([])


def _retold(code: str, sequence: int, at: When, traits: _Traits, document: int, reading: int) -> ClaimEntry:
    claim = Claim(
        document=f"w{document}",
        sentence=Span(0, 9),
        trigger=Span(0, 3),
        type=code,
        actor=Participant(role="actor", party="RUS", text="RUS"),
        target=Participant(role="target", party="AFG", text="AFG"),
        city=traits.city,
        object=traits.object,
        date=at,
        modality=Modality.ONGOING if code == "maintain_mission" else Modality.HAPPENED,
        reader="test/1",
    )
    published = date(1991, 1, 3 + document % 3 + reading)
    return ClaimEntry(claim=claim, copy_group=f"w{document // 2}", sequence=sequence, published=published)


def instants() -> st.SearchStrategy[int]:
    """Draw a sequence number up to which the record is known."""
    return st.integers(0, 20)


@st.composite
def decisions_on(draw: st.DrawFn, entries: list[ClaimEntry]) -> list[DecisionEntry]:
    """Draw decisions on the claims of a history."""
    if not entries:
        return []
    ids = st.sampled_from([entry.claim_id for entry in entries])
    plain = st.builds(
        Decision,
        claim=ids,
        kind=st.sampled_from([DecisionKind.ACCEPT, DecisionKind.REJECT]),
        by=st.just("editor"),
        because=st.just("checked"),
    )
    amending = st.builds(
        Decision,
        claim=ids,
        kind=st.just(DecisionKind.AMEND),
        by=st.just("editor"),
        because=st.just("misread"),
        changes=st.sampled_from(
            [(("date", "1991-01-02"),), (("actor", "RUS"), ("city", "Kabul")), (("date", ""),)]
        ),
    )
    drawn = draw(st.lists(st.one_of(plain, amending), max_size=4))
    return [
        DecisionEntry(decision=decision, sequence=draw(st.integers(1, 20), label="decision number"))
        for decision in drawn
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """That a document was read: its claims so far no longer count."""

    document: str
    claims: tuple[Claim, ...]
    published: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decide:
    """That somebody decided on a claim on record, by its place; a withdrawal is of the word before."""

    place: int
    kind: DecisionKind
    changes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """That somebody asked about a party, or with "" that all was folded."""

    key: str


Act = Read | Decide | Ask
# What a correction may turn a claim into: another kind of event, other parties, another time or certainty.
_AMENDED_TYPES = (*FATES[1:], "withdraw_recognition", "sever_relations", "open_mission", "consult")
_AMENDMENTS = (
    *(("type", code) for code in _AMENDED_TYPES),
    *((role, party) for role in ("actor", "target") for party in ("SUN", "AFG", "YUG", "AFG/taliban", "")),
    *(("date", day) for day in ("1990", "1991-01-04", "")),
    *(("modality", modality) for modality in ("happened", "planned", "denied")),
)


@st.composite
def acts(draw: st.DrawFn, *, min_size: int = 2, max_size: int = 9) -> list[Act]:
    """Draw what happens to a ledger: readings and new readings, decisions of every kind, questions between.

    Half of the claims are of what befalls states and their relations, so that successions come and go.
    """
    theme, ends = draw(st.sampled_from(_THEMES)), draw(st.sampled_from(_PAIRS))
    told = st.one_of(
        claims(theme, ends), claims(ALL_TYPES), claims(FATES, SUCCESSORS), st.sampled_from(_TURNS)
    )
    pool = draw(st.lists(told, min_size=2, max_size=6))  # few, so that documents say the same
    read = st.builds(
        Read,
        document=st.sampled_from(sorted(COPY_GROUPS)),
        claims=st.lists(st.one_of(st.sampled_from(pool), st.sampled_from(pool), told), max_size=4).map(tuple),
        published=st.sampled_from([None, date(1991, 1, 3), date(1991, 2, 9)]),
    )
    places = st.integers(0, 5)
    plain = st.builds(
        Decide,
        place=places,
        kind=st.sampled_from([DecisionKind.ACCEPT, DecisionKind.REJECT, DecisionKind.WITHDRAW]),
    )
    changes = st.lists(st.sampled_from(_AMENDMENTS), min_size=1, max_size=2).map(
        lambda made: (*dict(made).items(),)
    )
    amend = st.builds(Decide, place=places, kind=st.just(DecisionKind.AMEND), changes=changes)
    ask = st.builds(Ask, key=st.sampled_from(["", "", "AFG", "RUS", "SUN", "YUG"]))
    first = draw(st.lists(read, min_size=1, max_size=2))
    return [
        *first,
        *draw(
            st.lists(st.one_of(read, read, plain, amend, amend, ask), min_size=min_size, max_size=max_size)
        ),
    ]
