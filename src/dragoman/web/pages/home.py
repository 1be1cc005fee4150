"""The first page: what changed lately, the map, and where to search; or what to do with an empty ledger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse, Response

from dragoman.answers import Entry, Latest, Learned
from dragoman.gazetteer import load_gazetteer
from dragoman.ontology import load_ontology
from dragoman.records import PartyId
from dragoman.relations.answers import UNKNOWN
from dragoman.service import Ledger
from dragoman.web import paths
from dragoman.web.asking import LedgerDep, Moment, MomentDep, instant_text
from dragoman.web.exports import csv_response
from dragoman.web.keeping import Shelf
from dragoman.web.rendering import render

DASH = "\N{EN DASH}"  # between two parties
ENTRIES = 10  # on one page
COLUMNS = (
    "sequence",
    "recorded_at",
    "kind",
    "document",
    "document_id",
    "title",
    "publisher",
    "published",
    "claims",
    "learned",
    "by",
    "because",
)
# What a first map may show, best first: dimensions that say something of much of the world.
_MAPPED = ("recognition", "relations", "mission", "sanctions", "membership", "agreement")
_KEPT = 50  # answers, some 100 kB each
_shelf: Shelf[Latest] = Shelf(most=_KEPT)
router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapped:
    """What the map shows: how others stand to a party ("to"), or it to others ("from")."""

    party: PartyId
    dimension: str
    direction: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """What the first page shows; `mapped` is None while nothing is on record that a map could show."""

    latest: Latest
    mapped: Mapped | None
    dimensions: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is on record."""
        return self.latest.sequence == 0


@router.get("/")
def home(
    request: Request,
    moment: MomentDep,
    ledger: LedgerDep,
    before: Annotated[int | None, Query(ge=1)] = None,
    party: str = "",
    dimension: str = "",
    direction: str = "",
) -> HTMLResponse:
    """Show what changed lately, the map, and where to search."""
    asked = (paths.party_id(party.strip()), dimension, direction)
    return render(request, "home.html", view=view_of(ledger, moment, asked, before=before), before=before)


@router.get("/latest.csv")
def latest_csv(
    moment: MomentDep, ledger: LedgerDep, before: Annotated[int | None, Query(ge=1)] = None
) -> Response:
    """Give what changed lately as CSV."""
    latest = latest_of(ledger, moment, before=before)
    return csv_response([row_of(latest, entry) for entry in latest.entries], columns=COLUMNS, name="latest")


def view_of(
    ledger: Ledger, moment: Moment, asked: tuple[str, str, str] = ("", "", ""), *, before: int | None = None
) -> Home:
    """Give what the first page shows.

    Args:
        ledger: On record.
        moment: Day and knowledge.
        asked: Party, dimension and direction of the map; "" for what changed last.
        before: Entries before this one.

    Raises:
        PartyError: the party of the map is none.
    """
    latest = latest_of(ledger, moment, before=before)
    return Home(latest=latest, mapped=mapped(latest, *asked), dimensions=_dimensions())


def latest_of(ledger: Ledger, moment: Moment, *, before: int | None = None) -> Latest:
    """Give the latest entries: from the shelf where nothing is on record since, with the instant now."""

    def ask() -> Latest:
        return ledger.latest(limit=ENTRIES, before=before, known_at=moment.known_at)

    key = (ledger.shown, ledger.sequence_at(moment.known_at), moment.known_at, before)
    return moment.stamped(_shelf.get(key, ask))


def mapped(latest: Latest, party: str, dimension: str, direction: str) -> Mapped | None:
    """Choose what the map shows: what was asked for, else what changed last of what maps show best.

    Raises:
        PartyError: there is no such party.
    """
    learned = [item for entry in latest.entries for item in entry.learned]
    wanted = dimension if dimension in _dimensions() else ""
    side = direction if direction in {"to", "from"} else "to"
    if party:
        found = load_gazetteer().lookup(party).id
        told = next((item.dimension for item in learned if found in {item.a, item.b}), _MAPPED[0])
        return Mapped(party=found, dimension=wanted or told, direction=side)
    fitting = [item for item in learned if not wanted or item.dimension == wanted]
    fitting = [item for item in fitting if not {item.a[:1], item.b[:1]} & {"?", ""}]
    if not fitting:
        return None
    best = min(fitting, key=lambda item: _rank(item.dimension))
    return Mapped(party=best.b if side == "to" else best.a, dimension=best.dimension, direction=side)


def row_of(latest: Latest, entry: Entry) -> dict[str, Any]:
    """Give an entry as a row."""
    decision = entry.decided.decision if entry.decided else None
    return {
        "sequence": entry.sequence,
        "recorded_at": instant_text(entry.recorded_at),
        "kind": entry.kind if decision is None else decision.kind.value,
        "document": entry.source.name,
        "document_id": entry.source.id,
        "title": entry.source.title,
        "publisher": entry.source.publisher,
        "published": entry.source.published or "",
        "claims": entry.claims_count,
        "learned": "; ".join(_words(latest, item) for item in entry.learned),
        "by": decision.by if decision else "",
        "because": decision.because if decision else "",
    }


def _words(latest: Latest, item: Learned) -> str:
    before, after = (relation.status if relation else UNKNOWN for relation in (item.before, item.after))
    return f"{item.dimension} {latest.name(item.a)} {DASH} {latest.name(item.b)}: {before} → {after}"


def _rank(dimension: str) -> int:
    return _MAPPED.index(dimension) if dimension in _MAPPED else len(_MAPPED)


def _dimensions() -> tuple[str, ...]:
    return tuple(load_ontology().dimensions)
