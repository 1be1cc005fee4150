"""Questions whose answers are pictures."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import UTC, date, datetime

from dragoman.answers import Answer
from dragoman.ask.pairing import ask_course, ask_doings
from dragoman.ask.relating import ask_among, ask_history, check_dimension
from dragoman.ask.view import View
from dragoman.charts.blocs import bloc_names, distinct, members
from dragoman.charts.counts import draw_counts
from dragoman.charts.heatmaps import draw_heatmap
from dragoman.charts.maps import draw_map
from dragoman.charts.networks import draw_network
from dragoman.charts.picture import Picture
from dragoman.charts.text import counted
from dragoman.charts.timelines import draw_timeline
from dragoman.charts.wording import articled
from dragoman.errors import QuestionError
from dragoman.records import PartyId, Relation

DIRECTIONS = ("to", "from")
_MOST_NAMED = 4  # parties of a title


class Pictures:
    """What a ledger can draw; each question takes `known_at` as the ledger's own do.

    A picture displays itself in a notebook, and writes itself as PNG, SVG, HTML and JSON. Needs the extra
    `charts`.
    """

    def __init__(self, view: Callable[[datetime | None], View]) -> None:
        self._view = view

    def map(
        self,
        party: str,
        dimension: str,
        *,
        direction: str = "to",
        on: date | None = None,
        slider: bool = False,
        known_at: datetime | None = None,
    ) -> Picture:
        """Draw how the world stands to a party, or a party to the world.

        Args:
            party: By name or id.
            dimension: Such as "recognition", "relations", "mission", "sanctions".
            direction: "to" the party, or "from" it.
            on: Day; None is today.
            slider: Let the reader go through every day on which something changed (HTML and JSON).
            known_at: Instant; None is now.

        Raises:
            PartyError: `party` is none, or may be several.
            QuestionError: there is no such dimension or direction.
            MissingExtraError: the extra `charts` is not installed.
        """
        view = self._view(known_at)
        day = on or _today(view)
        answer = _history(view, party, dimension, direction, on=day)
        asked = answer.a or answer.b
        return draw_map(answer, dimension=dimension, party=asked, direction=direction, on=day, slider=slider)

    def timeline(
        self,
        a: str,
        b: str = "",
        *,
        since: date | None = None,
        until: date | None = None,
        narrow: bool = False,
        known_at: datetime | None = None,
    ) -> Picture:
        """Draw what held between two parties and what happened; without `b`, what happened to one.

        A `narrow` picture fits a phone.
        """
        view = self._view(known_at)
        if not b:
            doings, conflicts = ask_doings(view, a, since=since, until=until)
            return draw_timeline(doings, conflicts=conflicts, since=since, until=until, narrow=narrow)
        known = ask_course(view, a, b, on=since, since=since, until=until)
        return draw_timeline(
            known.events,
            known.relations,
            conflicts=known.conflicts,
            since=since,
            until=until,
            narrow=narrow,
        )

    def network(
        self,
        parties: Collection[str],
        dimension: str,
        *,
        blocs: Collection[str] = (),
        on: date | None = None,
        known_at: datetime | None = None,
    ) -> Picture:
        """Draw who stands how to whom among parties, named one by one or by blocs such as "EU"."""
        view = self._view(known_at)
        day = on or _today(view)
        check_dimension(view, dimension)
        among = _several(view, parties, blocs, day)
        if len(among) < 2:
            problem = f"a network needs two parties, not {len(among)}"
            raise QuestionError(problem=problem, remedy="name more")
        answer = ask_among(view, dimension, actors=among, targets=among)
        words = _words(view, among, parties, blocs, day)
        return draw_network(answer, dimension=dimension, parties=among, on=day, among=words)

    def heatmap(
        self,
        parties: Collection[str],
        dimension: str,
        *,
        blocs: Collection[str] = (),
        to: Collection[str] = (),
        to_blocs: Collection[str] = (),
        on: date | None = None,
        known_at: datetime | None = None,
    ) -> Picture:
        """Draw a cell for every two: from `parties` and `blocs` to `to` and `to_blocs`, or among them."""
        view = self._view(known_at)
        day = on or _today(view)
        check_dimension(view, dimension)
        rows = _several(view, parties, blocs, day)
        columns = _several(view, to, to_blocs, day) or rows
        if not rows:
            raise QuestionError(problem="a heat map needs parties", remedy="name parties or a bloc")
        answer = ask_among(view, dimension, actors=rows, targets=columns)
        words = _words(view, rows, parties, blocs, day)
        words = (
            f"{words} to {_words(view, columns, to, to_blocs, day)}" if columns != rows else f"among {words}"
        )
        return draw_heatmap(answer, dimension=dimension, rows=rows, columns=columns, on=day, among=words)

    def counts(
        self,
        party: str,
        dimension: str,
        *,
        direction: str = "to",
        since: date | None = None,
        until: date | None = None,
        narrow: bool = False,
        known_at: datetime | None = None,
    ) -> Picture:
        """Draw how many parties recognize one, or in how many it has missions, over time.

        A `narrow` picture fits a phone.
        """
        view = self._view(known_at)
        answer = _history(view, party, dimension, direction)
        asked = answer.a or answer.b
        return draw_counts(
            answer,
            dimension=dimension,
            party=asked,
            direction=direction,
            since=since,
            until=until,
            narrow=narrow,
        )


def _today(view: View) -> date:
    return view.instant.astimezone(UTC).date()


def _history(
    view: View, party: str, dimension: str, direction: str, *, on: date | None = None
) -> Answer[Relation]:
    if direction not in DIRECTIONS:
        problem = f"there is no direction {direction!r}"
        raise QuestionError(problem=problem, remedy="take to or from")
    side = {"target": party} if direction == "to" else {"actor": party}
    return ask_history(view, dimension, on=on, **side)


def _several(view: View, parties: Collection[str], blocs: Collection[str], on: date) -> tuple[PartyId, ...]:
    named = [view.party(party, on) for party in parties]
    return distinct([*named, *(party for bloc in blocs for party in members(bloc, on))])


def _words(
    view: View, asked: Collection[PartyId], parties: Collection[str], blocs: Collection[str], on: date
) -> str:
    """Say who several parties are: a few by name, blocs by theirs, many as a number."""
    if blocs:
        names = [f"{articled(bloc_names()[bloc.upper()])} ({len(members(bloc, on))})" for bloc in blocs]
        more = f" and {counted(len(parties), 'more party', 'more parties')}" if parties else ""
        return ", ".join(names) + more
    if len(asked) <= _MOST_NAMED:
        return ", ".join(articled(view.name(party) or party) for party in asked)
    return f"{len(asked)} parties"
