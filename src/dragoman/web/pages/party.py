"""The page of one party: its names and codes over time, who came before and after, and its relations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, Response

from dragoman.answers import Answer
from dragoman.errors import QuestionError
from dragoman.export.rows import STANDING_COLUMNS, standing_row
from dragoman.gazetteer import load_gazetteer
from dragoman.ontology import load_ontology
from dragoman.records import Code, Party, PartyId, PartyKind
from dragoman.relations.answers import Standing
from dragoman.service import Ledger
from dragoman.web import paths
from dragoman.web.asking import LedgerDep, Moment, MomentDep
from dragoman.web.exports import asked_columns, csv_response
from dragoman.web.keeping import Shelf
from dragoman.web.pages.pair import traits
from dragoman.web.rendering import render

SHOWN = 12  # relations of each dimension, on the page of all
MOST = 500  # of one dimension, on its own page
SCHEMES = {
    "iso2": "ISO 3166-1 alpha-2",
    "iso3": "ISO 3166-1 alpha-3",
    "isonum": "ISO 3166-1 numeric",
    "cow": "Correlates of War, number",
    "cowc": "Correlates of War, letters",
    "gw": "Gleditsch and Ward, number",
    "gwc": "Gleditsch and Ward, letters",
    "igo": "Correlates of War, organisation",
}
_OWN = ("name", "former", "alias", "government", "organisation", "group", "person")
_KEPT = 300  # views in memory
_CROWDED = 400  # relations on one day
_PICTURED = {PartyKind.STATE, PartyKind.GOVERNMENT}

router = APIRouter(include_in_schema=False)
_shelf: Shelf[PartyView] = Shelf(most=_KEPT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Names that were all in use over [since, until)."""

    names: tuple[str, ...]
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stood:
    """One relation on the day; `other` is the party that the page is not about."""

    standing: Standing
    other: PartyId
    is_outgoing: bool
    own: PartyId  # whom of the page's party it is about: "" itself, else such as one of its governments
    traits: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """The relations of one dimension: how many of each status, and the first ones."""

    name: str
    counts: tuple[tuple[str, int], ...]
    rows: tuple[Stood, ...]
    total: int
    unordered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyView:
    """All that the page shows."""

    party: Party
    known: Answer[Standing]  # without its rows, which are in `dimensions`
    names: tuple[Named, ...]
    capitals: tuple[Named, ...]
    codes: tuple[tuple[str, Code], ...]
    predecessors: tuple[Party, ...]
    successors: tuple[Party, ...]
    governments: tuple[Party, ...]
    dimensions: tuple[Dimension, ...]
    silent: tuple[str, ...]  # dimensions without any relation on record on that day
    is_pictured: bool
    is_crowded: bool  # so many events that a timeline says nothing


def party_view(ledger: Ledger, name: str, moment: Moment, *, dimension: str = "") -> PartyView:
    """Ask for all that the page shows.

    Args:
        ledger: Asked.
        name: The party by id or name.
        moment: Day and knowledge.
        dimension: Show all of this one; all dimensions in short where empty.

    Raises:
        QuestionError: there is no such dimension.
    """
    dimensions = load_ontology().dimensions
    if dimension and dimension not in dimensions:
        remedy = f"take one of {', '.join(dimensions)}"
        raise QuestionError(problem=f"there is no dimension {dimension!r}", remedy=remedy)
    answer = ledger.relations_of(name, on=moment.on, known_at=moment.known_at)
    party = load_gazetteer().party(answer.a)
    wanted = [dimension] if dimension else list(dimensions)
    found: dict[str, list[Standing]] = {each: [] for each in wanted}
    for shown in answer:
        if shown.item.dimension in found:
            found[shown.item.dimension].append(shown.item)
    most = MOST if dimension else SHOWN
    predecessors, successors = before_and_after(party)
    return PartyView(
        party=party,
        known=replace(answer, rows=()),
        names=_named(party, *_OWN),
        capitals=_named(party, "capital"),
        codes=tuple((SCHEMES.get(code.scheme, code.scheme), code) for code in party.codes),
        predecessors=predecessors,
        successors=successors,
        governments=_governments(party),
        dimensions=tuple(_dimension(party.id, each, rows, most) for each, rows in found.items() if rows),
        silent=tuple(each for each, rows in found.items() if not rows),
        is_pictured=party.kind in _PICTURED,
        is_crowded=len(answer) > _CROWDED,
    )


def before_and_after(party: Party) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Give the parties that a party succeeds, and those that succeed it."""
    gazetteer = load_gazetteer()
    return _succeeded().get(party.id, ()), tuple(gazetteer.party(each) for each in party.successors)


@cache
def _succeeded() -> dict[PartyId, tuple[Party, ...]]:
    """Give the parties that each party succeeds: going through all takes longer than the rest of a page."""
    found: dict[PartyId, list[Party]] = {}
    for each in load_gazetteer().parties():
        for heir in each.successors:
            found.setdefault(heir, []).append(each)
    return {heir: tuple(former) for heir, former in found.items()}


def _named(party: Party, *types: str) -> tuple[Named, ...]:
    found: dict[tuple[date | None, date | None], list[str]] = {}
    for name, reading in load_gazetteer().names_of(party.id, *types):
        names = found.setdefault((reading.since, reading.until), [])
        names += [name] if name not in names else []
    return tuple(
        Named(names=tuple(names), since=since, until=until) for (since, until), names in found.items()
    )


def _governments(party: Party) -> tuple[Party, ...]:
    if party.kind is not PartyKind.STATE:
        return ()
    return _governed().get(party.id, ())


@cache
def _governed() -> dict[PartyId, tuple[Party, ...]]:
    found: dict[PartyId, list[Party]] = {}
    for each in load_gazetteer().parties():
        if each.kind is PartyKind.GOVERNMENT and each.state:
            found.setdefault(each.state, []).append(each)
    return {
        state: tuple(sorted(each, key=lambda p: (p.since or date.min, p.id))) for state, each in found.items()
    }


def _dimension(party: PartyId, name: str, standings: Iterable[Standing], most: int) -> Dimension:
    found = list(standings)
    state_of = load_gazetteer().state_of
    home = state_of(party)
    rows = []
    for item in found[:most]:
        is_outgoing = state_of(item.a) == home
        own, other = (item.a, item.b) if is_outgoing else (item.b, item.a)
        rows.append(
            Stood(
                standing=item,
                other=other,
                is_outgoing=is_outgoing,
                own=own if own != party else "",
                traits=", ".join(traits(item)),
            )
        )
    return Dimension(
        name=name,
        counts=tuple(Counter(item.status for item in found).most_common()),
        rows=tuple(rows),
        total=len(found),
        unordered=name in load_ontology().unordered_dimensions,
    )


@router.get("/party/{party}.csv")
def party_csv(party: str, moment: MomentDep, ledger: LedgerDep) -> Response:
    """Give all relations of the day as CSV."""
    answer = ledger.relations_of(paths.party_id(party), on=moment.on, known_at=moment.known_at)
    asked = asked_columns(answer)
    rows = ({**asked, **standing_row(shown, answer.name)} for shown in answer)
    return csv_response(rows, columns=(*asked, *STANDING_COLUMNS), name=f"party-{answer.a}")


@router.get("/party/{party}")
def party(
    request: Request, party: str, moment: MomentDep, ledger: LedgerDep, dimension: str = ""
) -> HTMLResponse:
    """Show a party."""
    key = (ledger.shown, ledger.sequence_at(moment.known_at), party, moment, dimension)
    view = _shelf.get(key, lambda: party_view(ledger, paths.party_id(party), moment, dimension=dimension))
    view = replace(view, known=moment.stamped(view.known))
    return render(request, "party.html", view=view, dimension=dimension)
