"""Laws of settling and folding that hold for any history."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.records import Decision, DecisionKind, Event, Interval, Modality, Relation
from dragoman.relations import (
    ClaimEntry,
    DecisionEntry,
    affects,
    apply_decisions,
    feeders,
    fold,
    fold_pair,
    heirs,
    known_up_to,
    pair_key,
    relation_key,
    settle,
    since_day,
    until_day,
)
from dragoman.relations.compat import same_date
from tests.strategies import (
    DIMENSIONAL,
    ONTOLOGY,
    PARTIES,
    decisions_on,
    fates,
    histories,
    instants,
    news,
    retellings,
)

MISSIONS = tuple(code for code in DIMENSIONAL if ONTOLOGY[code].dimension in ("mission", "relations"))
ENVOYS = tuple(code for code in DIMENSIONAL if ONTOLOGY[code].dimension == "envoy")


def settled(entries: list[ClaimEntry]) -> list[Event]:
    return settle(entries, ontology=ONTOLOGY, state_of=PARTIES.state_of)


def folded(events: list[Event]) -> list[Relation]:
    return fold(events, ontology=ONTOLOGY, parties=PARTIES)


def relations_at(
    entries: list[ClaimEntry], decisions: list[DecisionEntry], *, known_at: int
) -> list[Relation]:
    standing = apply_decisions(known_up_to(entries, known_at), known_up_to(decisions, known_at))
    return folded(settled(standing))


@given(histories(), st.randoms(use_true_random=False))
def test_settling_does_not_depend_on_the_order_of_arrival(
    entries: list[ClaimEntry], rng: random.Random
) -> None:
    shuffled = rng.sample(entries, len(entries))
    assert settled(shuffled) == settled(entries)


@given(retellings(), st.randoms(use_true_random=False))
def test_settling_one_happening_often_told_does_not_depend_on_the_order_of_arrival(
    entries: list[ClaimEntry], rng: random.Random
) -> None:
    shuffled = rng.sample(entries, len(entries))
    assert settled(shuffled) == settled(entries)


@given(st.one_of(histories(), fates()), st.randoms(use_true_random=False))
def test_folding_does_not_depend_on_the_order_of_events(
    entries: list[ClaimEntry], rng: random.Random
) -> None:
    events = settled(entries)
    assert folded(rng.sample(events, len(events))) == folded(events)


@given(st.data())
def test_relations_are_blind_to_later_entries(data: st.DataObject) -> None:
    entries = data.draw(histories())
    decisions = data.draw(decisions_on(entries))
    known_at = data.draw(instants())
    then_entries = [entry for entry in entries if entry.sequence <= known_at]
    then_decisions = [entry for entry in decisions if entry.sequence <= known_at]
    now = relations_at(entries, decisions, known_at=known_at)
    assert now == relations_at(then_entries, then_decisions, known_at=10_000)


@given(st.one_of(histories(), retellings()), st.randoms(use_true_random=False))
def test_recording_a_claim_again_changes_nothing(entries: list[ClaimEntry], rng: random.Random) -> None:
    again = rng.choices(entries, k=3) if entries else []
    assert settled([*entries, *again]) == settled(entries)


@given(histories())
def test_rejecting_all_claims_leaves_no_relation(entries: list[ClaimEntry]) -> None:
    rejections = [
        DecisionEntry(
            decision=Decision(claim=entry.claim_id, kind=DecisionKind.REJECT, by="editor", because="wrong"),
            sequence=100,
        )
        for entry in entries
    ]
    assert relations_at(entries, rejections, known_at=100) == []


def _assert_well_formed(relations: list[Relation]) -> None:
    lanes: dict[object, list[Relation]] = defaultdict(list)
    for relation in relations:
        assert since_day(relation) < until_day(relation), relation
        assert relation.events
        assert relation.first_evidence is not None
        assert relation.last_evidence is not None
        assert relation.first_evidence <= relation.last_evidence
        assert since_day(relation) <= relation.first_evidence
        lanes[relation_key(relation)].append(relation)
    for key, lane in lanes.items():
        lane.sort(key=since_day)
        for earlier, later in pairwise(lane):
            assert until_day(earlier) <= since_day(later), (key, earlier, later)


@settings(max_examples=300)
@given(histories(max_size=16))
def test_intervals_are_well_formed_and_do_not_overlap(entries: list[ClaimEntry]) -> None:
    _assert_well_formed(folded(settled(entries)))


@settings(max_examples=300)
@given(histories(types=MISSIONS, max_size=10))
def test_missions_of_one_city_do_not_overlap(entries: list[ClaimEntry]) -> None:
    _assert_well_formed(folded(settled(entries)))


@given(fates())
def test_relations_of_states_that_end_do_not_overlap(entries: list[ClaimEntry]) -> None:
    _assert_well_formed(folded(settled(entries)))


@given(histories(types=ENVOYS, max_size=10))
def test_heads_of_mission_do_not_overlap(entries: list[ClaimEntry]) -> None:
    _assert_well_formed(folded(settled(entries)))


@given(histories())
def test_near_copies_do_not_raise_the_count_of_independent_documents(entries: list[ClaimEntry]) -> None:
    for event in settled(entries):
        behind = [entry for entry in entries if entry.claim_id in event.claims]
        assert event.documents == len({entry.copy_group for entry in behind})
        assert event.documents <= 3  # four documents, of which two are copies


@given(st.one_of(histories(), retellings()))
def test_every_claim_of_a_known_type_is_in_exactly_one_event(entries: list[ClaimEntry]) -> None:
    cited = [claim for event in settled(entries) for claim in event.claims]
    assert sorted(cited) == sorted({entry.claim_id for entry in entries})


@given(retellings())
def test_near_copies_count_once_however_often_they_tell_it(entries: list[ClaimEntry]) -> None:
    group = {entry.claim_id: entry.copy_group for entry in entries}
    for event in settled(entries):
        assert event.documents == len({group[claim] for claim in event.claims})


@given(retellings())
def test_any_two_dated_claims_of_one_event_may_speak_of_one_day(entries: list[ClaimEntry]) -> None:
    by_id = {entry.claim_id: entry.claim for entry in entries}
    for event in settled(entries):
        said = [by_id[claim].date for claim in event.claims]
        dates = [at for at in said if isinstance(at, Interval)]
        assert all(same_date(one, other) for one in dates for other in dates)
        assert not dates or event.date in dates


@given(retellings())
def test_two_days_more_than_three_days_apart_are_never_one_event(entries: list[ClaimEntry]) -> None:
    by_id = {entry.claim_id: entry.claim for entry in entries}
    for event in settled(entries):
        dates = [by_id[claim].date for claim in event.claims]
        days = [d.first_day for d in dates if isinstance(d, Interval) and d.first_day == d.last_day]
        known = [day for day in days if day is not None]
        assert not known or max(known) - min(known) <= timedelta(days=3)


@given(histories())
def test_what_has_not_happened_makes_no_relation(entries: list[ClaimEntry]) -> None:
    folding = (Modality.HAPPENED, Modality.ONGOING, Modality.DENIED)
    events = settled(entries)
    assert folded([e for e in events if e.modality in folding]) == folded(events)


@given(st.one_of(histories(), fates()))
def test_a_pair_folds_alone_as_it_folds_among_all(entries: list[ClaimEntry]) -> None:
    events = settled(entries)
    everything = folded(events)
    authority = [e for e in events if e.type in ONTOLOGY and ONTOLOGY[e.type].family == "authority"]
    pairs = {pair_key(r.a, r.b, state_of=PARTIES.state_of) for r in everything}
    for pair in pairs:
        needed, concerned = feeders(pair, authority, ontology=ONTOLOGY, state_of=PARTIES.state_of)
        own = [
            e
            for e in events
            if pair_key(e.actor, e.target, state_of=PARTIES.state_of) in needed
            or (e in authority and {PARTIES.state_of(p) or p for p in (e.actor, e.target)} & concerned)
        ]
        alone = fold_pair(pair, own, ontology=ONTOLOGY, parties=PARTIES)
        assert alone == [r for r in everything if pair_key(r.a, r.b, state_of=PARTIES.state_of) == pair]


@given(histories(), news())
def test_a_new_claim_changes_only_what_it_affects(entries: list[ClaimEntry], more: list[ClaimEntry]) -> None:
    _assert_only_affected_pairs_change(entries, more)


@settings(max_examples=200)
@given(fates(), news())
def test_a_new_claim_on_a_state_that_ends_changes_only_what_it_affects(
    entries: list[ClaimEntry], more: list[ClaimEntry]
) -> None:
    _assert_only_affected_pairs_change(entries, more)


def _assert_only_affected_pairs_change(entries: list[ClaimEntry], more: list[ClaimEntry]) -> None:
    before, after = folded(settled(entries)), folded(settled([*entries, *more]))
    changed = {pair_key(r.a, r.b, state_of=PARTIES.state_of) for r in set(before) ^ set(after)}
    authority = [e for e in settled([*entries, *more]) if ONTOLOGY[e.type].family == "authority"]
    allowed: set[tuple[str, str]] = set()
    concerned: set[str] = set()
    for entry in more:
        affected = affects(entry.claim, ontology=ONTOLOGY, state_of=PARTIES.state_of)
        concerned |= affected.parties
        for pair in affected.pairs:
            allowed |= heirs(pair, authority, ontology=ONTOLOGY, state_of=PARTIES.state_of)
    untouched = {pair for pair in changed - allowed if not concerned & set(pair)}
    reached = {
        heir
        for pair in {pair_key(r.a, r.b, state_of=PARTIES.state_of) for r in (*before, *after)}
        if concerned & set(pair)
        for heir in heirs(pair, authority, ontology=ONTOLOGY, state_of=PARTIES.state_of)
    }
    assert not untouched - reached


@given(histories())
def test_relations_cite_only_events_on_record(entries: list[ClaimEntry]) -> None:
    events = settled(entries)
    known = {event.id for event in events}
    for relation in folded(events):
        assert set(relation.events) <= known


@given(histories())
def test_no_relation_is_older_than_time(entries: list[ClaimEntry]) -> None:
    for relation in folded(settled(entries)):
        assert date(1980, 1, 1) < since_day(relation)


@given(st.data(), st.randoms(use_true_random=False))
def test_decisions_do_not_depend_on_the_order_in_which_they_are_given(
    data: st.DataObject, rng: random.Random
) -> None:
    entries = data.draw(histories(max_size=4))
    decisions = data.draw(decisions_on(entries))
    shuffled = rng.sample(decisions, len(decisions))
    assert apply_decisions(entries, shuffled) == apply_decisions(entries, decisions)
