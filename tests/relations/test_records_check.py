"""Record claims against what is on record: first, only, no other, N, most."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from dragoman.records import Event, RecordClaim
from dragoman.relations import RecordVerdict, check_record_claims
from dragoman.relations.scopes import Scope, read_scope
from tests.relations.build import FACTS, ONTOLOGY, claim, entry, event, folded, on, when

KNOWN_AT = datetime(2025, 7, 5, tzinfo=UTC)
PUBLISHED = "2025-07-04"


def check(
    kind: str,
    *events: Event,
    n: int | None = None,
    scope: str = "",
    type: str = "recognize",  # noqa: A002 - the record's field
    actor: str = "RUS",
    target: str = "AFG/taliban",
    at: str = "2025-07-03",
    modality: str = "happened",
    published: str = PUBLISHED,
    object: str = "",  # noqa: A002 - the record's field
) -> RecordVerdict:
    said = claim(
        type,
        actor,
        target,
        at,
        modality,
        object=object,
        record_claim=RecordClaim(kind=kind, n=n, scope=scope),
    )
    (verdict,) = check_record_claims(
        [entry(said, published=published)],
        events=events,
        relations=folded(events),
        ontology=ONTOLOGY,
        parties=FACTS,
        known_at=KNOWN_AT,
    )
    return verdict


OWN = event("recognize", "RUS", "AFG/taliban", "2025-07-03")
EARLIER = event("recognize", "CHN", "AFG/taliban", "2024-01-30")
LATER = event("recognize", "CHN", "AFG/taliban", "2026-01-30")


def test_claims_without_a_record_claim_are_passed_over() -> None:
    plain = entry(claim("recognize", "RUS", "AFG", "2025"))
    assert check_record_claims([plain], events=[], relations=[], ontology=ONTOLOGY, parties=FACTS) == []


def test_a_verdict_repeats_the_claim_and_its_instants() -> None:
    verdict = check("first", OWN, scope="the first state to take that step")
    assert (verdict.kind, verdict.scope, verdict.n) == ("first", "the first state to take that step", None)
    assert (verdict.on, verdict.known_at) == (on(PUBLISHED), KNOWN_AT)


def test_first_is_contradicted_by_an_earlier_event_of_another_party() -> None:
    verdict = check("first", OWN, EARLIER)
    assert (verdict.verdict, verdict.deciding, verdict.claims) == (
        "contradicted",
        (EARLIER.id,),
        EARLIER.claims,
    )
    assert verdict.because == "CHN is on record as an earlier one"


def test_first_is_supported_only_in_so_far_as_no_earlier_one_is_on_record() -> None:
    verdict = check("first", OWN, LATER)
    assert (verdict.verdict, verdict.on_record) == ("supported", 2)
    assert verdict.because == "no earlier one on record among 2 on record"


@pytest.mark.parametrize(
    "other",
    [
        event("recognize", "CHN", "AFG", "1990"),
        event("recognize", "CHN", "AFG/republic", "2004"),
        event("consult", "CHN", "AFG/taliban", "2020"),
        event("recognize", "CHN", "AFG/taliban", "2020", "planned"),
        event("recognize", "CHN", "AFG/taliban", "2020", "denied"),
        event("recognize", "CHN", "AFG/taliban"),
    ],
    ids=["the state", "another government", "another act", "planned", "denied", "undated"],
)
def test_first_is_not_contradicted_by_what_is_no_earlier_such_event(other: Event) -> None:
    assert check("first", OWN, other).verdict == "supported"


def test_first_is_undecidable_where_the_dates_do_not_decide() -> None:
    unsure = event("recognize", "CHN", "AFG/taliban", "2025")
    verdict = check("first", OWN, unsure)
    assert (verdict.verdict, verdict.deciding) == ("undecidable", (unsure.id,))


def test_first_since_a_date_leaves_out_what_was_before_it() -> None:
    before = event("recognize", "GBR", "AFG/taliban", "1997-05-25")
    scope = "the first state to take that step since they came back to Kabul in August 2021"
    assert check("first", OWN, before, scope=scope).verdict == "supported"
    assert check("first", OWN, before).verdict == "contradicted"
    assert (
        check("first", OWN, before, scope="first state to take that step since August 2021").verdict
        == "supported"
    )
    assert check("first", OWN, EARLIER, before, scope=scope).verdict == "contradicted"


def test_first_among_some_is_not_contradicted_by_one_who_may_not_be_among_them() -> None:
    verdict = check("first", OWN, EARLIER, scope="the first Western country to recognize")
    assert (verdict.verdict, verdict.deciding) == ("undecidable", (EARLIER.id,))
    assert "western" in verdict.because


def test_first_is_dated_by_the_record_where_the_text_gives_no_date() -> None:
    assert check("first", OWN, EARLIER, at="").verdict == "contradicted"
    assert check("first", OWN, LATER, at="").verdict == "supported"


@pytest.mark.parametrize("kind", ["first", "none_other"])
def test_where_nothing_of_the_kind_is_on_record_nothing_is_supported(kind: str) -> None:
    actor = "RUS" if kind == "first" else ""
    verdict = check(kind, event("consult", "CHN", "AFG/taliban", "2020"), actor=actor)
    assert (verdict.verdict, verdict.because) == ("undecidable", "nothing of the kind is on record")


def test_first_without_any_date_is_undecidable() -> None:
    verdict = check("first", EARLIER, at="")
    assert (verdict.verdict, verdict.because) == ("undecidable", "neither the text nor the record says when")


@pytest.mark.parametrize(("actor", "target"), [("", "AFG"), ("", "")])
def test_first_without_a_known_party_is_undecidable(actor: str, target: str) -> None:
    assert check("first", OWN, actor=actor, target=target).verdict == "undecidable"


def test_first_of_its_own_history_looks_at_the_party_s_own_past() -> None:
    others = event("accredit_envoy", "GBR", "CHN", "1972-03-13", level="ambassador", object="J. Addis")
    earlier = event("accredit_envoy", "USA", "CHN", "1935-09-17", level="ambassador", object="N. Johnson")
    asked = {
        "type": "accredit_envoy",
        "actor": "USA",
        "target": "CHN",
        "at": "1979-03-01",
        "object": "L. Woodcock",
    }
    scope = "the first American ambassador to the People's Republic"
    own = event("accredit_envoy", "USA", "CHN", "1979-03-01", level="ambassador", object="L. Woodcock")
    assert check("first", own, others, scope=scope, **asked).verdict == "supported"  # type: ignore[arg-type]
    assert check("first", earlier, scope=scope, **asked).verdict == "contradicted"  # type: ignore[arg-type]


def test_first_to_sign_looks_at_agreements_of_that_name_only() -> None:
    asked = {"type": "sign_agreement", "at": "2022", "object": "economic agreement"}
    other = event("sign_agreement", "CHN", "AFG/taliban", "2021-09-01", object="transit agreement")
    same = event("sign_agreement", "CHN", "AFG/taliban", "2021-09-01", object="the economic agreement")
    own = event("sign_agreement", "RUS", "AFG/taliban", "2022", object="economic agreement")
    assert check("first", own, other, **asked).verdict == "supported"  # type: ignore[arg-type]
    assert check("first", same, **asked).verdict == "contradicted"  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["only", "none_other"])
def test_only_is_contradicted_by_another_of_whom_it_holds_on_the_date(kind: str) -> None:
    verdict = check(kind, OWN, EARLIER)
    assert (verdict.verdict, verdict.deciding) == ("contradicted", (EARLIER.id,))
    assert verdict.because == "CHN is on record as another"


def test_only_is_supported_where_no_other_is_on_record() -> None:
    verdict = check("only", OWN, LATER)
    assert (verdict.verdict, verdict.because) == ("supported", "no other on record among 1 on record")


def test_only_is_not_contradicted_by_what_has_ended() -> None:
    ended = event("withdraw_recognition", "CHN", "AFG/taliban", "2025-01-01")
    assert check("only", OWN, EARLIER, ended).verdict == "supported"


def test_only_is_undecidable_where_the_party_itself_is_not_on_record() -> None:
    verdict = check("only")
    assert (verdict.verdict, verdict.because) == ("undecidable", "RUS is not on record itself")


def test_only_is_undecidable_where_another_s_beginning_is_not_dated_well_enough() -> None:
    assert check("only", OWN, event("recognize", "CHN", "AFG/taliban", "2025")).verdict == "undecidable"


def test_only_of_what_is_over_at_once_looks_at_events() -> None:
    left = event("leave_organisation", "RUS", "EU", "1990-01-01")
    asked = {"type": "leave_organisation", "actor": "GBR", "target": "EU", "at": "2020-01-31"}
    own = event("leave_organisation", "GBR", "EU", "2020-01-31")
    assert check("only", own, **asked).verdict == "supported"  # type: ignore[arg-type]
    assert check("only", own, left, **asked).verdict == "contradicted"  # type: ignore[arg-type]


def counted(n: int, *recognizing: str, scope: str = "", **more: str) -> RecordVerdict:
    events = [event("recognize", who, "AFG", "1990") for who in recognizing]
    return check("count", *events, n=n, scope=scope, actor="", target="AFG", at="", **more)


@pytest.mark.parametrize(
    ("n", "verdict"),
    [(1, "contradicted"), (2, "supported"), (3, "undecidable")],
    ids=["too many", "all", "too few"],
)
def test_a_number_is_compared_with_those_on_record(n: int, verdict: str) -> None:
    found = counted(n, "USA", "GBR")
    assert (found.verdict, found.on_record) == (verdict, 2)


def test_fewer_on_record_than_in_the_text_says_that_the_record_may_not_hold_them_all() -> None:
    assert counted(3, "USA", "GBR").because == "2 on record, 3 in the text: the record may not hold them all"


def test_more_than_a_number_is_supported_by_more() -> None:
    assert counted(1, "USA", "GBR", scope="more than one state recognizes it").verdict == "supported"


def test_fewer_than_a_number_is_contradicted_by_as_many() -> None:
    assert counted(2, "USA", "GBR", scope="fewer than two states recognize it").verdict == "contradicted"


def test_a_number_of_some_is_not_contradicted_by_others() -> None:
    assert counted(1, "USA", "GBR", scope="one other Arab state has").verdict == "undecidable"


def test_a_number_without_a_date_is_undecidable() -> None:
    assert counted(2, "USA", "GBR", published="").verdict == "undecidable"


def test_a_number_that_is_not_given_is_undecidable() -> None:
    assert check("count", OWN).verdict == "undecidable"


def test_the_nth_counts_up_to_its_own_date() -> None:
    events = [EARLIER, OWN, LATER]
    assert check("count", *events, n=2, scope="the second state to recognize").verdict == "supported"
    assert check("count", *events, n=1, scope="the 1st state to recognize").verdict == "contradicted"
    assert check("count", *events, n=3, scope="the third state to recognize").verdict == "undecidable"


def test_in_how_many_states_a_party_has_missions() -> None:
    events = [event("open_mission", "RUS", where, "1990", level="embassy") for where in ("AFG", "IRN", "CHN")]
    found = check("count", *events, n=3, type="open_mission", actor="RUS", target="", at="")
    assert (found.verdict, found.on_record) == ("supported", 3)


def missions(**counts: int) -> list[Event]:
    return [
        event("open_mission", party, f"T{n}", "1990", level="embassy")
        for party, k in counts.items()
        for n in range(k)
    ]


@pytest.mark.parametrize(
    ("counts", "n", "verdict"),
    [
        ({"RUS": 3, "USA": 2}, None, "supported"),
        ({"RUS": 2, "USA": 3}, None, "undecidable"),
        ({"RUS": 2, "USA": 2}, None, "undecidable"),
        ({"RUS": 2, "USA": 4}, 3, "contradicted"),
        ({"USA": 2}, None, "undecidable"),
    ],
)
def test_most_compares_those_on_record(counts: dict[str, int], n: int | None, verdict: str) -> None:
    found = check("most", *missions(**counts), n=n, type="open_mission", target="", at="")
    assert found.verdict == verdict


def test_an_unknown_kind_of_record_claim_is_undecidable() -> None:
    assert check("longest", OWN).verdict == "undecidable"


def scope(text: str, kind: str = "first") -> Scope:
    return read_scope(RecordClaim(kind=kind, scope=text), published=date(2025, 7, 4))


@pytest.mark.parametrize(
    ("text", "among"),
    [
        ("first state to take that step", ""),
        ("the very first foreign country to", ""),
        ("stands alone in recognizing the government", ""),
        ("no other state has", ""),
        ("the first Arab state to make peace", "arab"),
        ("the only Western power to have done so", "western"),
        ("first capital of the Group of Seven to act", "group seven"),
        ("", ""),
    ],
)
def test_the_words_that_narrow_who_is_meant_are_read(text: str, among: str) -> None:
    assert scope(text).among == among


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("first state to take that step since August 2021", "2021-08"),
        ("first state to take that step since they came back to Kabul in August 2021", "2021-08"),
        ("first since the war", ""),
        ("the first to do so after 1979", "1979"),
        ("first state to take that step in August 2021", ""),
    ],
)
def test_since_when_is_read(text: str, since: str) -> None:
    assert scope(text).since == (when(since) if since else None)


def test_ordinals_bounds_and_own_histories_are_read() -> None:
    assert scope("the third state to recognize", "count").ordinal
    assert not scope("three states recognize", "count").ordinal
    assert scope("more than 140 members", "count").about
    assert scope("fewer than 20 states", "count").below
    assert scope("the first American ambassador to").own
    assert not scope("the first state to").own
