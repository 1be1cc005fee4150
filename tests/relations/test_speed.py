"""Growth, as ratios within one run: what the tests protect against is another order of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from dragoman.records import Claim, Event, Interval, Modality, Participant, Span, UnresolvedDate
from dragoman.relations import ClaimEntry, fold, settle
from tests.growth import MOST, TIMES, seconds_of
from tests.relations.build import FACTS, ONTOLOGY

_KINDS = (
    ("recognize", "", ""),
    ("establish_relations", "", ""),
    ("open_mission", "legation", "Kabul"),
    ("raise_mission", "embassy", "Kabul"),
    ("appoint_envoy", "ambassador", ""),
    ("accredit_envoy", "ambassador", ""),
    ("consult", "", ""),
    ("close_mission", "embassy", "Kabul"),
    ("sever_relations", "", ""),
    ("maintain_mission", "consulate", "Herat"),
)


def history(a: str, b: str, size: int) -> list[ClaimEntry]:
    """Give a pair's claims: a ten-step history again and again, each step told by two documents."""
    entries = []
    for n in range(size):
        kind, level, city = _KINDS[(n // 2) % len(_KINDS)]
        day = date(1900, 1, 1) + timedelta(days=61 * (n // 2))
        claim = Claim(
            document=f"d{n % 2}",
            sentence=Span(n * 10, n * 10 + 9),
            trigger=Span(n * 10, n * 10 + 3),
            type=kind,
            actor=Participant(role="actor", party=a, text=a),
            target=Participant(role="target", party=b, text=b),
            level=level,
            city=city,
            object=f"Envoy {'ABCDEFGH'[n // 20 % 8]}mith" if level == "ambassador" else "",
            date=Interval.at(day.year, day.month, day.day if n % 2 else 0),
            modality=Modality.ONGOING if kind == "maintain_mission" else Modality.HAPPENED,
        )
        entries.append(ClaimEntry(claim=claim, copy_group=claim.document, sequence=n, id=f"{a}-{b}-{n:04}"))
    return entries


def settled(entries: list[ClaimEntry]) -> list[Event]:
    return settle(entries, ontology=ONTOLOGY, state_of=FACTS.state_of)


def test_a_pair_with_many_claims_does_not_grow_with_their_square() -> None:
    few, many = settled(history("USA", "AFG", 50)), settled(history("USA", "AFG", 50 * TIMES))
    small = seconds_of(lambda: fold(few, ontology=ONTOLOGY, parties=FACTS), rounds=10)
    large = seconds_of(lambda: fold(many, ontology=ONTOLOGY, parties=FACTS), rounds=5)
    assert large < MOST * small


def test_many_pairs_cost_what_each_costs() -> None:
    def taken(pairs: int) -> float:
        entries = [e for n in range(pairs) for e in history(f"A{n:03}", f"B{n:03}", 20)]
        return seconds_of(lambda: fold(settled(entries), ontology=ONTOLOGY, parties=FACTS), rounds=2)

    assert taken(50 * TIMES) < MOST * taken(50)


def meetings(size: int) -> list[ClaimEntry]:
    """Give a pair's meetings, each in a text of its own, every third without a date."""
    claim = history("USA", "AFG", 1)[0].claim
    found = []
    for n in range(size):
        day = date(1950, 1, 1) + timedelta(days=n)
        told = UnresolvedDate() if n % 3 == 0 else Interval.at(day.year, day.month, day.day)
        met = replace(claim, document=f"d{n}", type="consult", date=told)
        found.append(ClaimEntry(claim=met, copy_group=f"d{n}", sequence=n, id=f"m{n:05}"))
    return found


def test_one_pair_with_many_meetings_does_not_grow_with_their_square() -> None:
    few, many = meetings(500), meetings(500 * TIMES)
    small = seconds_of(lambda: settled(few), rounds=3)
    assert seconds_of(lambda: settled(many), rounds=3) < MOST * small
