"""Relations over all time, of a pair and among several: the same that questions on a day rest on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from dragoman.ask.pairing import ask_course
from dragoman.ask.relating import ask_among, ask_history
from dragoman.ask.view import View
from dragoman.errors import QuestionError, UnknownPartyError
from dragoman.relations.moments import covers
from dragoman.service import Ledger
from tests.ask import build

DAYS = [date(1900, 1, 1), date(1930, 1, 1), date(1990, 1, 1), date(2025, 7, 10)]


@pytest.fixture
def book() -> Iterator[Ledger]:
    with build.ledger() as opened:
        yield opened


def view(book: Ledger) -> View:
    """Give the ledger as it is now."""
    return book._view(None)


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_history_holds_on_each_day_what_who_answers(book: Ledger, day: date) -> None:
    found = [shown.item for shown in ask_history(view(book), "recognition", target="AFG/taliban")]
    said = {s.item.relation for s in book.who("recognition", "AFG/taliban", on=day)}
    assert {relation for relation in found if covers(relation, day)} == said


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_pair_holds_on_each_day_what_status_answers(book: Ledger, day: date) -> None:
    known = ask_course(view(book), "USA", "CUB", on=None, since=None, until=None)
    found = [shown.item for shown in known.relations]
    said = {s.item.relation for s in book.status("USA", "CUB", on=day) if s.item.relation}
    assert {relation for relation in found if covers(relation, day)} == said


def test_relations_name_the_documents_that_they_rest_on(book: Ledger) -> None:
    known = ask_course(view(book), "USA", "CUB", on=None, since=None, until=None)
    (shown,) = [s for s in known.relations if s.item.status == "severed"]
    assert shown.groups == (book.document("havana").document.id,)


def test_among_gives_each_relation_between_the_parties_once(book: Ledger) -> None:
    parties = ["RUS", "NOR", "AFG/taliban", "CUB"]
    found = [s.item for s in ask_among(view(book), "recognition", actors=parties, targets=parties)]
    assert [(r.a, r.status) for r in found] == [("NOR", "none"), ("RUS", "recognized")]


def test_among_asks_about_a_government_and_not_its_state(book: Ledger) -> None:
    assert len(ask_among(view(book), "recognition", actors=["RUS"], targets=["AFG"])) == 0


def test_history_as_known_earlier_does_not_know_what_came_later(book: Ledger) -> None:
    early = book._view(build.START + timedelta(minutes=1, seconds=30))
    assert len(ask_history(early, "recognition", target="AFG/taliban")) == 1
    assert len(ask_history(view(book), "recognition", target="AFG/taliban")) == 2


def test_dimension_or_party_that_is_none_is_refused(book: Ledger) -> None:
    with pytest.raises(QuestionError, match="there is no dimension 'love'"):
        ask_history(view(book), "love", target="CUB")
    with pytest.raises(QuestionError, match="there is no dimension 'love'"):
        ask_among(view(book), "love", actors=["USA"], targets=["CUB"])
    with pytest.raises(UnknownPartyError):
        ask_history(view(book), "recognition", actor="Atlantis")
