"""Chapters and pages: what did not change is not folded again, and that changes no answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.ask.cache import maker
from dragoman.ask.chapters import Chapter, Page, conflicts_of
from dragoman.ask.chronicle import Chronicle
from dragoman.ask.folding import Folding
from dragoman.gazetteer import load_gazetteer
from dragoman.ledger.entries import pair_of, party_key
from dragoman.ledger.store import Store
from dragoman.ontology import load_ontology
from dragoman.records import Claim, Decision, DecisionKind, Document, Event, Interval, PartyKind, Relation
from dragoman.relations import PartyTable, fold, settle, timeline
from tests import strategies
from tests.ask import build

AT = datetime(2026, 1, 1, tzinfo=UTC)
TEXTS = {name: Document(text=f"{name} {'x' * 40}", name=name) for name in strategies.COPY_GROUPS}
KEYS = ("AFG", "RUS", "SUN", "USA")
FACTS = PartyTable(load_gazetteer().parties())


def chronicle(store: Store) -> Chronicle:
    return Chronicle(store, ontology=load_ontology(), facts=FACTS)


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open(":memory:") as opened:
        yield opened


def record(store: Store, name: str, claims: list[Claim], step: int, *, published: date | None = None) -> None:
    """Record a reading of a document: of two readings of one document, the later counts."""
    doc = replace(TEXTS[name], published=published)
    own = [replace(claim, document=doc.id, reader=f"test/{step}") for claim in claims]
    store.record(doc, own, reader=f"test/{step}", at=AT + timedelta(minutes=step))


def relations(pages: Iterator[Page]) -> list[Relation]:
    return sorted((r for page in pages for r in page.relations), key=lambda relation: relation.id)


Steps = list[tuple[str, list[Claim], int]]
steps = st.lists(
    st.tuples(
        st.sampled_from(sorted(strategies.COPY_GROUPS)),
        st.lists(strategies.claims(), max_size=5),
        st.integers(0, 3),
    ),
    min_size=1,
    max_size=6,
)


def replay(store: Store, history: Steps) -> Iterator[int]:
    """Record step by step, with a rejection now and then; give the sequence number after each."""
    for number, (name, claims, reject) in enumerate(history, start=1):
        record(store, name, claims, number)
        on_record = sorted(row.id for row in store.iter_claims())
        if reject == 0 and on_record:
            decision = Decision(claim=on_record[0], kind=DecisionKind.REJECT, by="A", because="B")
            store.decide(decision, at=AT + timedelta(minutes=number))
        yield store.sequence()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps)
def test_what_is_kept_in_the_cache_changes_no_relation(history: Steps) -> None:
    """After every step, pages made anew only where needed equal those made from nothing."""
    with Store.open(":memory:") as store, Store.open(":memory:") as fresh:
        for k, other in zip(replay(store, history), replay(fresh, history), strict=True):
            fresh.drop_folded()
            kept = [(page.pair, page.body) for page in chronicle(store).pages(k)]
            made = [(page.pair, page.body) for page in chronicle(fresh).pages(other)]
            assert kept == made


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps)
def test_pages_hold_the_relations_of_the_whole_fold(history: Steps) -> None:
    with Store.open(":memory:") as store:
        *_, k = replay(store, history)
        made = chronicle(store)
        events = settle(
            made.standing(store.iter_claims(), k), ontology=load_ontology(), state_of=FACTS.state_of
        )
        whole = fold(events, ontology=load_ontology(), parties=FACTS)
        assert relations(made.pages(k)) == sorted(whole, key=lambda relation: relation.id)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps)
def test_a_chapter_and_its_page_say_the_same(history: Steps) -> None:
    with Store.open(":memory:") as store:
        *_, k = replay(store, history)
        made = chronicle(store)
        for page in made.pages(k):
            chapter = made.of_pair(page.pair, k)
            assert list(chapter.relations) == page.relations
            assert [event.id for event in chapter.events] == page.own_events
            assert {e: tuple(c) for e, c in page.claims.items()} == dict(chapter.claims)


def of_party(found: Iterable[Chapter | Page], key: str) -> list[Relation]:
    return sorted((r for each in found if key in each.pair for r in each.relations), key=lambda r: r.id)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps, st.lists(st.sampled_from(["ask", "pages", "refresh", "nothing"]), min_size=6, max_size=6))
def test_relations_of_a_party_are_those_of_its_pages_whatever_was_asked_before(
    history: Steps, habits: list[str]
) -> None:
    """After a step a party is asked about, or all is folded, or nothing; then all is asked at every step."""
    with Store.open(":memory:") as store, Store.open(":memory:") as fresh:
        made, known = chronicle(store), []
        for k, habit in zip(replay(store, history), habits, strict=False):
            known.append(k)
            if habit == "refresh":
                made.refresh()
            elif habit == "ask":
                made.held(KEYS[k % len(KEYS)], k)
            elif habit == "pages":
                list(made.pages(k, KEYS[k % len(KEYS) :][:2]))
        for _ in replay(fresh, history):
            fresh.drop_folded()
        for k in reversed(known):
            whole = list(chronicle(fresh).pages(k))
            for key in KEYS:
                watched = (key, KEYS[0])
                some = [(page.pair, page.body) for page in made.pages(k, watched)]
                assert some == [(p.pair, p.body) for p in whole if set(watched) & set(p.pair)]
                wanted = of_party(whole, key)
                assert of_party(made.held(key, k), key) == wanted
                found = of_party(made.relations_with(key, k, dimension="mission"), key)
                missions = [r for r in wanted if r.dimension == "mission"]
                assert [r for r in found if r.dimension == "mission"] == missions


def perform(store: Store, act: strategies.Act, number: int) -> int | None:
    """Do one thing to a ledger; give the sequence number after it, None where nothing was recorded."""
    if isinstance(act, strategies.Read):
        record(store, act.document, list(act.claims), number, published=act.published)
        return store.sequence()
    on_record = sorted(row.id for row in store.iter_claims())
    if isinstance(act, strategies.Decide) and on_record:
        claim, changes = on_record[act.place % len(on_record)], act.changes
        if act.kind is DecisionKind.WITHDRAW:
            said = store.decisions([claim])
            changes = (("decision", str(said[-1].sequence if said else 0)),)
        decision = Decision(claim=claim, kind=act.kind, by="A", because=str(number), changes=changes)
        return store.decide(decision, at=AT + timedelta(minutes=number))
    return None


def asked(made: Chronicle, act: strategies.Act, k: int) -> None:
    """Ask, or fold all, where that is the act."""
    if isinstance(act, strategies.Ask):
        made.held(act.key, k) if act.key else made.refresh()


def whole_fold(store: Store, k: int) -> list[Relation]:
    """Fold everything at once from all claims that count, with nothing of how the ledger is asked."""
    made = chronicle(store)
    entries = made.standing(store.iter_claims(known_at=k), k)
    events = settle(entries, ontology=load_ontology(), state_of=FACTS.state_of)
    return fold(events, ontology=load_ontology(), parties=FACTS)


NEIGHBOURS = ("recognition", "relations", "mission", "envoy")  # these change each other


def happened(made: Chronicle, party: str, k: int) -> Iterator[Event]:
    """Give the events of a party by twos."""
    first, total = 0, 1
    while first < total:
        total, chapter = made.happened(party, k, since=None, until=None, first=first, most=2)
        yield from chapter.events
        first += 2


EVERYBODY = ("AFG", "RUS", "SUN", "UN", "YUG", "hamas")


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.acts())
def test_the_past_looked_up_is_that_folded_anew_also_after_amendments(acts: list[strategies.Act]) -> None:
    """Parties are asked about now and then; each instant then has the relations folded for it alone."""
    with Store.open(":memory:") as store:
        made, known = chronicle(store), []
        for number, act in enumerate(acts, start=1):
            known.append(perform(store, act, number))
            asked(made, act, store.sequence())
        made.refresh()
        for k in sorted({k for k in known if k is not None}):
            whole, anew = whole_fold(store, k), chronicle(store)
            pages = list(anew.pages(k))
            assert relations(iter(pages)) == sorted(whole, key=lambda r: r.id)
            chapters = {page.pair: anew.of_pair(page.pair, k) for page in pages}
            assert [list(chapters[page.pair].relations) for page in pages] == [
                page.relations for page in pages
            ]
            assert [each.conflict for each in made.conflicts(k, keys=())[1]] == conflicts_of(pages)
            for key in EVERYBODY:
                wanted = of_party(pages, key)
                assert of_party(made.held(key, k), key) == wanted
                events = timeline(key, events=anew.events_of(key, "", k).events, parties=FACTS).entries
                assert [entry.event for entry in events] == list(happened(made, key, k))
                for dimension in NEIGHBOURS:
                    found = of_party(anew.of_party(key, k, dimension=dimension), key)
                    assert [r for r in found if r.dimension == dimension] == [
                        r for r in wanted if r.dimension == dimension
                    ]


NEIGHBOUR_TYPES = tuple(code for code, kind in load_ontology().items() if kind.dimension in NEIGHBOURS)
STATES = [(a, b) for a in ("AFG", "FRA", "RUS") for b in ("AFG", "FRA", "RUS") if a != b]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(strategies.claims(NEIGHBOUR_TYPES, STATES), min_size=1, max_size=12),
    st.sampled_from(["AFG", "RUS"]),
    st.sampled_from(NEIGHBOURS),
)
def test_one_dimension_of_a_party_is_that_of_all_its_pages(
    claims: list[Claim], key: str, dimension: str
) -> None:
    with Store.open(":memory:") as store:
        record(store, "d1", claims, 1)
        made, k = chronicle(store), store.sequence()
        found = [r for c in made.of_party(key, k, dimension=dimension) for r in c.relations]
        pages = [r for page in made.pages(k) if key in page.pair for r in page.relations]
        assert [r for r in found if r.dimension == dimension] == [
            r for r in pages if r.dimension == dimension
        ]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps, st.data())
def test_the_past_is_blind_to_later_entries(history: Steps, data: st.DataObject) -> None:
    """Relations as known at an earlier entry are those that were known then."""
    with Store.open(":memory:") as store:
        then: dict[int, list[Relation]] = {}
        for k in replay(store, history):
            then[k] = relations(chronicle(store).pages(k))
        k = data.draw(st.sampled_from(sorted(then)))
        assert relations(chronicle(store).pages(k)) == then[k]


def said(document: str, type_: str, actor: str, target: str, date: Interval) -> Claim:
    """Give a claim of one of the texts."""
    sentence = TEXTS[document].text[:20]
    return build.claim(
        TEXTS[document],
        build.Said(sentence=sentence, type=type_, actor=actor, target=target, date=date),
    )


def recognize(document: str, actor: str = "RUS", target: str = "AFG") -> Claim:
    return said(document, "recognize", actor, target, Interval.at(1991, 1, 2))


def test_a_party_that_ends_or_lives_on_after_all_changes_its_relations(store: Store) -> None:
    """Whoever speaks of a party's end speaks of every pair with it; and so does who takes it back."""
    allied = said("d1", "establish_relations", "FRA", "atlantis", Interval.at(1990))
    ended = said("d3", "dissolve", "atlantis", "", Interval.at(1995))
    untils = []
    for step, (name, claims) in enumerate([("d1", [allied]), ("d3", [ended]), ("d3", [])], start=1):
        record(store, name, claims, step)
        found = relations(chronicle(store).pages(store.sequence()))
        untils.append([r.until for r in found if r.dimension == "relations"])
    assert untils == [[None], [Interval.at(1995)], [None]]


def test_a_successor_takes_over_the_relations_of_its_predecessor(store: Store) -> None:
    allied = said("d1", "establish_relations", "FRA", "atlantis", Interval.at(1990))
    followed = said("d3", "succeed", "lemuria", "atlantis", Interval.at(1995))
    record(store, "d1", [allied], 1)
    record(store, "d3", [followed], 2)
    chapter = chronicle(store).of_pair(("FRA", "lemuria"), 2)
    assert ("relations", "established") in {(r.dimension, r.status) for r in chapter.relations}
    assert {"establish_relations", "succeed"} == {event.type for event in chapter.cited}
    inherited = [page for page in chronicle(store).pages(2) if page.pair == ("FRA", "lemuria")]
    assert inherited[0].relations == list(chapter.relations)
    of_party = chronicle(store).of_party("lemuria", 2, dimension="relations")
    (same,) = (c for c in of_party if c.pair == ("FRA", "lemuria"))
    assert [r for r in same.relations if r.dimension == "relations"] == [
        r for r in chapter.relations if r.dimension == "relations"
    ]


def corrected(store: Store, claim: Claim, field: str, value: str) -> None:
    """Correct a claim that is on record."""
    because = f"{field} {value}"
    decision = Decision(
        claim=claim.id, kind=DecisionKind.AMEND, by="A", because=because, changes=((field, value),)
    )
    store.decide(decision, at=AT + timedelta(days=1))


def test_a_correction_makes_no_second_event_of_a_claim(store: Store) -> None:
    """Amended claims come with those of what befell parties, since their type may have changed."""
    one, other = recognize("d1"), recognize("d3")
    record(store, "d1", [one], 1)
    record(store, "d3", [other], 1)
    corrected(store, replace(one, reader="test/1"), "basis", "de_jure")
    made = chronicle(store)
    (event,) = made.of_pair(("AFG", "RUS"), 3).events
    assert (len(event.claims), event.basis) == (2, "de_jure")
    assert [r.events for r in made.of_pair(("AFG", "RUS"), 3).relations] == [(event.id,)]
    (same,) = made.of_party("AFG", 3, dimension="recognition")
    assert same.events == (event,)


def test_every_event_is_given_once_also_where_a_claim_was_corrected_to_other_parties(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = recognize("d1"), recognize("d3", "FRA", "DEU")
    record(store, "d1", [one], 1)
    record(store, "d3", [other], 1)
    corrected(store, replace(one, reader="test/1"), "actor", "FRA")
    corrected(store, replace(one, reader="test/1"), "target", "DEU")
    monkeypatch.setattr("dragoman.ask.folding._TOGETHER", 1)
    (event,) = chronicle(store).events(4)
    assert (event.actor, event.target, len(event.claims)) == ("FRA", "DEU", 2)


def test_the_end_of_a_party_is_known_whoever_was_asked_before(store: Store) -> None:
    record(store, "d1", [said("d1", "dissolve", "atlantis", "", Interval.at(1995))], 1)
    made = chronicle(store)
    (of_party,) = made.of_party("atlantis", 1, dimension="authority")
    (held,) = made.held("atlantis", 1)
    (page,) = made.pages(1)
    assert [r.status for r in held.relations] == ["dissolved"]
    assert of_party.relations == held.relations == tuple(page.relations)


def test_an_end_that_was_corrected_and_taken_back_is_told_once(store: Store) -> None:
    """A claim is given under every pair that it was ever amended to, beside others that it belongs with."""
    for name in ("d1", "d3"):
        record(store, name, [said(name, "dissolve", "atlantis", "", Interval.at(1995))], 1)
    first = sorted(store.iter_claims(), key=lambda row: row.id)[0]
    corrected(store, first.claim, "target", "AFG")
    taken_back = Decision(
        claim=first.id, kind=DecisionKind.WITHDRAW, by="A", because="B", changes=(("decision", "3"),)
    )
    store.decide(taken_back, at=AT + timedelta(days=1))
    found = [page for page in chronicle(store).pages(4) if page.relations]
    assert [(page.pair, len(page.own_events)) for page in found] == [(("atlantis", "atlantis"), 1)]
    assert len(found[0].relations[0].events) == 1


@pytest.mark.parametrize("party", ["AFG", "AFG/taliban", "RUS"])
def test_what_the_cache_has_is_what_is_made_without_it(ledger_url: str, party: str) -> None:
    """Events, conflicts and what changed are counted, ordered and paged by the database alone."""
    with Store.open(ledger_url) as store:
        told = [
            said("d1", "recognize", "RUS", "AFG/taliban", Interval.at(1991, 1, 2)),
            said("d1", "establish_relations", "RUS", "AFG", Interval.at(1991, 2)),
            said("d1", "consult", "AFG", "RUS", Interval.at(1990)),
        ]
        record(store, "d1", told, 1)
        record(store, "d3", [said("d3", "establish_relations", "RUS", "AFG", Interval.at(1992, 5, 5))], 2)
        record(store, "d4", [said("d4", "accuse", "AFG/taliban", "RUS", Interval.at(1991, 1, 2))], 3)
        record(store, "d1", told[:2], 4)
        for kept in (chronicle(store), chronicle(store)):
            for k in (4, 2, 1):
                whole = timeline(party, events=kept.events_of(party_key(party), "", k).events, parties=FACTS)
                assert [entry.event for entry in whole.entries] == list(happened(kept, party, k))
                clashes = conflicts_of(list(chronicle(store).pages(k)))
                for keys in ((), (party_key(party),)):
                    total, found = kept.conflicts(k, keys=keys, first=1, most=1)
                    assert (total, [each.conflict for each in found]) == (len(clashes), clashes[1:2])
            kept.refresh()
        assert len(clashes) == 0 < len(conflicts_of(list(kept.pages(4))))


def watch_folding(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Give a list that every pair is put on which is folded from now on."""
    folded: list[tuple[str, str]] = []
    whole = Folding.fold

    def watched(self: Folding, pairs: list[tuple[str, str]], *rest: object) -> object:
        folded.extend(pairs)
        return whole(self, pairs, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Folding, "fold", watched)
    return folded


@pytest.mark.parametrize("k", [1, 2], ids=["past", "present"])
def test_pages_of_a_party_leave_all_other_pairs_alone(
    store: Store, monkeypatch: pytest.MonkeyPatch, k: int
) -> None:
    record(store, "d1", [recognize("d1"), recognize("d1", "FRA", "DEU")], 1)
    record(store, "d3", [recognize("d3", "FRA", "ITA")], 2)
    folded = watch_folding(monkeypatch)
    pages = list(chronicle(store).pages(k, ["AFG"]))
    assert [page.pair for page in pages] == folded == [("AFG", "RUS")]


def test_only_what_changed_is_folded_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    record(store, "d1", [recognize("d1")], 1)
    record(store, "d3", [recognize("d3", "FRA", "DEU")], 2)
    list(chronicle(store).pages(store.sequence()))
    record(store, "d4", [recognize("d4", "FRA", "ITA")], 3)
    folded = watch_folding(monkeypatch)
    pages = list(chronicle(store).pages(store.sequence()))
    assert [page.pair for page in pages] == [("AFG", "RUS"), ("DEU", "FRA"), ("FRA", "ITA")]
    assert folded == [("FRA", "ITA")]


def test_pages_made_by_other_code_are_not_good(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    record(store, "d1", [recognize("d1")], 1)
    list(chronicle(store).pages(1))
    (row,) = store.folded([("AFG", "RUS")], maker=maker()).values()
    store.keep_folded([replace(row, maker="other", body="not even JSON")])
    assert len(relations(chronicle(store).pages(1))) == 1


def test_a_ledger_that_is_read_only_is_folded_all_the_same(tmp_path: object) -> None:
    path = f"{tmp_path}/ledger.sqlite"
    with Store.open(path) as store:
        record(store, "d1", [recognize("d1")], 1)
    with Store.open(path, read_only=True) as store:
        assert len(relations(chronicle(store).pages(1))) == 1
        assert store.folded([("AFG", "RUS")], maker=maker()) == {}


def test_progress_is_told_up_to_the_last_pair(store: Store) -> None:
    record(store, "d1", [recognize("d1"), recognize("d1", "FRA", "DEU")], 1)
    told: list[tuple[int, int]] = []
    made = Chronicle(
        store,
        ontology=load_ontology(),
        facts=FACTS,
        progress=lambda done, total: told.append((done, total)),
    )
    list(made.pages(1))
    assert told == [(2, 2)]


@pytest.mark.parametrize(
    ("party", "state", "kind"),
    [
        ("RUS", "RUS", PartyKind.STATE),
        ("AFG/taliban", "AFG", PartyKind.GOVERNMENT),
        ("AFG/of-nobody", "AFG", PartyKind.GOVERNMENT),
        ("hezbollah", "hezbollah", PartyKind.GROUP),
        ("nobody", "nobody", None),
    ],
)
def test_facts_know_a_partys_state_and_kind(party: str, state: str, kind: PartyKind | None) -> None:
    assert (FACTS.state_of(party), FACTS.kind(party)) == (state, kind)
    assert pair_of(party_key(party), "") == ("", state)
