"""Version 1 of the JSON interface: what is asked of the ledger. `writing` is what is added to it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from starlette.responses import JSONResponse

from dragoman._version import __version__
from dragoman.answers import Known, Reasons
from dragoman.errors import UnknownRecordError
from dragoman.gazetteer import load_gazetteer
from dragoman.ontology import load_ontology
from dragoman.records import DecisionKind, Party, PartyKind
from dragoman.service import Ledger
from dragoman.web import paths
from dragoman.web.api import rows, schemas, writing
from dragoman.web.api.paging import (
    BeforeDep,
    ConditionalRoute,
    WindowDep,
    first_of,
    kept,
    newest_first,
    older_page,
    paged,
)
from dragoman.web.asking import LedgerDep, Moment, MomentDep, asked_moment, parse_day
from dragoman.web.pages.party import before_and_after
from dragoman.web.pages.review import standing_numbers
from dragoman.web.problems import PROBLEM_JSON

PROBLEMS: dict[int | str, dict[str, Any]] = {
    "4XX": {
        "description": "The request is refused (RFC 9457).",
        "content": {PROBLEM_JSON: {"schema": schemas.Problem.model_json_schema()}},
    }
}
_MOST_ENTRIES = 50  # each says what it changed, which is folded anew

router = APIRouter(
    prefix=paths.API,
    tags=["questions"],
    route_class=ConditionalRoute,
    responses=PROBLEMS,
    generate_unique_id_function=lambda route: route.name,
)

Answered = dict[str, Any]
PartySlug = Annotated[
    str,
    Path(max_length=200, description='Id or name of a party; ids with "/" have "~" instead: AFG~taliban.'),
]
IdPath = Annotated[str, Path(min_length=4, max_length=200, description="An id, or the beginning of it.")]
DimensionPath = Annotated[str, Path(description='Such as "recognition", "mission", "sanctions".')]
PartyQuery = Annotated[list[str], Query(max_length=50, description="Only these parties; may be repeated.")]


def asked_known(
    request: Request,
    known_at: Annotated[str, Query(description="Instant whose knowledge counts; now.")] = "",
) -> Moment:
    """Give the moment of a question that has no day."""
    return asked_moment(request, known_at=known_at)


KnownDep = Annotated[Moment, Depends(asked_known)]


def _now(request: Request, ledger: Ledger, moment: Moment) -> Known:
    """Give what an answer repeats that comes from the tables and not from the ledger."""
    known_at = moment.known_at or request.app.state.clock()
    return Known(known_at=known_at, sequence=ledger.sequence_at(known_at))


# ----------------------------------------------------------------------------------------- parties


@router.get("", response_model=schemas.Index)
def index(request: Request, moment: KnownDep, ledger: LedgerDep) -> Answered:
    """Say what this is, and where to begin."""
    ontology = load_ontology()
    return {
        **rows.asked(_now(request, ledger, moment)),
        "version": __version__,
        "openapi": f"{paths.API}/openapi.json",
        "dimensions": list(ontology.dimensions),
        "families": list(ontology.families),
        "writable": bool(request.app.state.settings.token),
    }


@router.get("/openapi.json", include_in_schema=False)
def description(request: Request) -> JSONResponse:
    """Describe this interface (OpenAPI)."""
    return JSONResponse(request.app.openapi())


@router.get("/parties", response_model=schemas.Page[schemas.PartySummary])
def parties(
    request: Request,
    response: Response,
    moment: MomentDep,
    ledger: LedgerDep,
    window: WindowDep,
    q: Annotated[str, Query(max_length=200, description="Part of a name or id.")] = "",
    kind: Annotated[PartyKind | None, Query(description="Only of this kind.")] = None,
) -> Answered:
    """List parties; with `on`, only those there were on that day."""
    wanted = q.casefold().strip()

    def fits(party: Party) -> bool:
        named = wanted in party.name.casefold() or wanted in party.id.casefold()
        return named and kind in {None, party.kind} and (not moment.on_given or _is_there(party, moment.on))

    found = [rows.party_summary(party) for party in load_gazetteer().parties() if fits(party)]
    return paged(request, response, _now(request, ledger, moment), found, window)


@router.get("/parties/{party}", response_model=schemas.PartyAnswer)
def party(party: PartySlug, moment: MomentDep, ledger: LedgerDep) -> Answered:
    """Give a party with its codes and successors, and how it stands with all others on a day."""
    found = load_gazetteer().lookup(paths.party_id(party), on=moment.on)
    answer = ledger.relations_of(found.id, on=moment.on, known_at=moment.known_at)
    predecessors, successors = before_and_after(found)
    return {
        **rows.asked(answer),
        "party": rows.party(found, predecessors=predecessors, successors=successors),
        "relations": rows.standings(answer),
    }


@router.get("/parties/{party}/timeline", response_model=schemas.Page[schemas.Event])
def party_timeline(
    request: Request,
    response: Response,
    party: PartySlug,
    moment: KnownDep,
    ledger: LedgerDep,
    window: WindowDep,
    since: Annotated[str, Query(description="First day, YYYY-MM-DD.")] = "",
    until: Annotated[str, Query(description="First day no more.")] = "",
) -> Answered:
    """Give every event of a party, of any modality, in order; undated ones last."""
    answer = ledger.timeline(
        paths.party_id(party),
        since=_day(since),
        until=_day(until),
        first=first_of(request, window),
        most=window.limit,
        known_at=moment.known_at,
    )
    return paged(request, response, answer, rows.timeline(answer), window)


# ------------------------------------------------------------------------------------------- pairs


@router.get("/pairs/{a}/{b}/status", response_model=schemas.Page[schemas.Standing])
def status(
    request: Request,
    response: Response,
    a: PartySlug,
    b: PartySlug,
    moment: MomentDep,
    ledger: LedgerDep,
    window: WindowDep,
) -> Answered:
    """Say how two parties stand with each other on a day, dimension by dimension, with the sentences."""
    answer = ledger.status(paths.party_id(a), paths.party_id(b), on=moment.on, known_at=moment.known_at)
    return paged(request, response, answer, rows.standings(answer), window)


@router.get("/pairs/{a}/{b}/timeline", response_model=schemas.Page[schemas.Event])
def pair_timeline(
    request: Request,
    response: Response,
    a: PartySlug,
    b: PartySlug,
    moment: KnownDep,
    ledger: LedgerDep,
    window: WindowDep,
    since: Annotated[str, Query(description="First day, YYYY-MM-DD.")] = "",
    until: Annotated[str, Query(description="First day no more.")] = "",
) -> Answered:
    """Give every event between two parties, of any modality, in order; undated ones last."""
    answer = ledger.timeline(
        paths.party_id(a),
        paths.party_id(b),
        since=_day(since),
        until=_day(until),
        first=first_of(request, window),
        most=window.limit,
        known_at=moment.known_at,
    )
    return paged(request, response, answer, rows.timeline(answer), window)


@router.get("/who/{dimension}/{b}", response_model=schemas.Page[schemas.Standing])
def who(
    request: Request,
    response: Response,
    dimension: DimensionPath,
    b: PartySlug,
    moment: MomentDep,
    ledger: LedgerDep,
    window: WindowDep,
) -> Answered:
    """Say which parties have a relation to `b` on a day: who recognizes it, or has missions in it."""
    answer = ledger.who(dimension, paths.party_id(b), on=moment.on, known_at=moment.known_at)
    return paged(request, response, answer, rows.standings(answer), window)


@router.get("/whom/{a}/{dimension}", response_model=schemas.Page[schemas.Standing])
def whom(
    request: Request,
    response: Response,
    a: PartySlug,
    dimension: DimensionPath,
    moment: MomentDep,
    ledger: LedgerDep,
    window: WindowDep,
) -> Answered:
    """Say to which parties `a` has a relation on a day: whom it recognizes, or where it has missions."""
    answer = ledger.whom(paths.party_id(a), dimension, on=moment.on, known_at=moment.known_at)
    return paged(request, response, answer, rows.standings(answer), window)


# ------------------------------------------------------------------------------------ all that is


@router.get("/changes", response_model=schemas.Page[schemas.Change])
def changes(
    request: Request,
    response: Response,
    moment: KnownDep,
    ledger: LedgerDep,
    window: WindowDep,
    since: Annotated[str, Query(description="First day, YYYY-MM-DD.")],
    party: PartyQuery = [],  # noqa: B006 - FastAPI copies it
    dimension: Annotated[list[str], Query(max_length=20, description="Only these dimensions.")] = [],  # noqa: B006
) -> Answered:
    """Give what changed on or after a day, in order."""
    day, now = parse_day(since), _now(request, ledger, moment)

    def ask() -> list[Answered]:
        return rows.changes(ledger.changes(day, parties=party, dimensions=dimension, known_at=now.known_at))

    return paged(request, response, now, kept(request, now.sequence, ask), window)


@router.get("/conflicts", response_model=schemas.Page[schemas.Conflict])
def conflicts(
    request: Request,
    response: Response,
    moment: KnownDep,
    ledger: LedgerDep,
    window: WindowDep,
    party: PartyQuery = [],  # noqa: B006 - FastAPI copies it
) -> Answered:
    """Give where documents disagree: two statuses on one day, or two dates of one event."""
    answer = ledger.conflicts(
        parties=party,
        first=first_of(request, window),
        most=window.limit,
        known_at=_now(request, ledger, moment).known_at,
    )
    return paged(request, response, answer, rows.conflicts(answer), window)


@router.get("/search", response_model=schemas.SearchAnswer)
def search(
    request: Request,
    response: Response,
    moment: KnownDep,
    ledger: LedgerDep,
    window: WindowDep,
    before: BeforeDep,
    q: Annotated[str, Query(max_length=500, description="Words; none has a meaning of its own.")],
) -> Answered:
    """Find parties by name, events between parties that are named, and passages that hold every word."""
    found = ledger.search(q, limit=window.limit, before=before, known_at=moment.known_at)
    return {
        **rows.asked(found),
        "words": list(found.words),
        "parties": [rows.party_summary(each) for each in found.parties],
        "between": [{"id": id_, "name": found.name(id_)} for id_ in found.between],
        "events": rows.events(found.events),
        "hits": [rows.hit(hit) for hit in found.hits],
        "total": found.total,
        "total_limit": found.total_limit,
        "next": older_page(request, response, found),
    }


@router.get("/coverage", response_model=schemas.CoverageAnswer)
def coverage(moment: KnownDep, ledger: LedgerDep) -> Answered:
    """Say how much is on record from when to when, by family, publisher and year."""
    return rows.coverage(ledger.coverage(known_at=moment.known_at))


# ---------------------------------------------------------------------------------------- the record


@router.get("/entries", response_model=schemas.Page[schemas.Entry])
def entries(
    request: Request,
    response: Response,
    moment: KnownDep,
    ledger: LedgerDep,
    window: WindowDep,
    before: BeforeDep,
) -> Answered:
    """Give the latest entries of the record, newest first: documents and decisions, and what they changed."""
    latest = ledger.latest(min(window.limit, _MOST_ENTRIES), before=before, known_at=moment.known_at)
    return newest_first(request, response, latest, [rows.entry(each, latest.name) for each in latest.entries])


@router.get("/documents", response_model=schemas.Page[schemas.Listed])
def documents(
    request: Request,
    response: Response,
    moment: KnownDep,
    ledger: LedgerDep,
    window: WindowDep,
    before: BeforeDep,
) -> Answered:
    """List the documents on record without their texts, newest on record first."""
    found = ledger.documents(window.limit, before=before, known_at=moment.known_at)
    return newest_first(request, response, found, [rows.listed(each) for each in found.documents])


@router.get("/documents/{id}", response_model=schemas.DocumentAnswer)
def document(
    id: Annotated[str, Path(max_length=500, description="An id, or a name.")],  # noqa: A002 - the domain's word
    moment: KnownDep,
    ledger: LedgerDep,
    compare_all: Annotated[
        bool, Query(description='Check claims of being "most" too, which takes longer.')
    ] = False,
) -> Answered:
    """Give a document's text with its claims as they stand, and the verdicts on its record claims."""
    return rows.document(ledger.document(id, compare_all=compare_all, known_at=moment.known_at))


@router.get("/claims/{id}", response_model=schemas.ClaimAnswer)
def claim(request: Request, id: IdPath, moment: KnownDep, ledger: LedgerDep) -> Answered:  # noqa: A002
    """Give a claim as it stands, with the decisions on it."""
    found = ledger.claim(id, known_at=moment.known_at)
    return {**rows.asked(_now(request, ledger, moment)), "claim": rows.reviewed(found)}


@router.get("/events/{id}", response_model=schemas.EventAnswer)
def event(id: IdPath, moment: KnownDep, ledger: LedgerDep) -> Answered:  # noqa: A002
    """Give an event with every sentence that speaks of it, and the relations that rest on it."""
    reasons = ledger.why(id, known_at=moment.known_at)
    if reasons.what != "event":
        raise UnknownRecordError(what="event", id=id)
    (found,) = rows.events(reasons.events)
    return {**rows.asked(reasons.events), "event": found, "relations": rows.relations(reasons)}


@router.get("/why/{id}", response_model=schemas.Why)
def why(id: IdPath, moment: KnownDep, ledger: LedgerDep) -> Answered:  # noqa: A002
    """Walk the id of a relation, event or claim back to the sentences behind it."""
    return _why(ledger.why(id, known_at=moment.known_at))


@router.get("/decisions", response_model=schemas.Decisions)
def decisions(
    request: Request,
    response: Response,
    moment: KnownDep,
    ledger: LedgerDep,
    window: WindowDep,
    before: BeforeDep,
) -> Answered:
    """Give what people decided on claims, latest first, and how far they agree."""
    found = ledger.decisions(before=before, limit=window.limit, known_at=moment.known_at)
    made = [
        (one, claim)
        for claim in found.claims
        for one in claim.decisions  # also those of other pages
        if (before is None or one.sequence < before) and one.sequence >= (found.before or 0)
    ]
    made.sort(key=lambda each: -each[0].sequence)
    items = [
        {
            "decision": rows.decision(one),
            "stands": one.decision.kind is DecisionKind.WITHDRAW
            or one.sequence in standing_numbers(claim.decisions),
            "claim": rows.reviewed(claim),
        }
        for one, claim in made
    ]
    page = newest_first(request, response, found, items)
    return {**page, "agreement": rows.agreement(ledger.agreement(known_at=moment.known_at))}


@router.get("/review/second-look", response_model=schemas.Page[schemas.StandingClaim])
def second_look(
    request: Request,
    response: Response,
    moment: KnownDep,
    ledger: LedgerDep,
    window: WindowDep,
    before: BeforeDep,
    by: Annotated[
        str,
        Query(pattern=r"\S", max_length=200, description="Who looks, by the name that they decide with."),
    ],
) -> Answered:
    """Give claims that others decided on and `by` did not, latest decision first."""
    found = ledger.second_look(by.strip(), before=before, limit=window.limit, known_at=moment.known_at)
    return newest_first(request, response, found, [rows.reviewed(each) for each in found.claims])


@router.get("/review", response_model=schemas.Page[schemas.Doubtful])
def review(
    request: Request,
    response: Response,
    moment: KnownDep,
    ledger: LedgerDep,
    limit: Annotated[int, Query(ge=1, le=_MOST_ENTRIES)] = 20,
    after: Annotated[str, Query(max_length=200, description="From `next`.")] = "",
    reason: Annotated[
        str, Query(description='Only for this reason: "low confidence", "conflict" or "first".')
    ] = "",
) -> Answered:
    """Give the claims that a person should look at, most doubtful first."""
    queue = ledger.review_queue(
        reasons=[reason] if reason else (), after=after, limit=limit, known_at=moment.known_at
    )
    items = [
        {"claim": rows.reviewed(each.claim), "reasons": list(each.reasons), "doubt": each.doubt}
        for each in queue.claims
    ]
    address = ""
    if queue.after:
        fixed = moment.as_known(queue.known_at)
        address = paths.api("/review", fixed, limit=str(limit), after=queue.after, reason=reason)
        response.headers["link"] = f'<{address}>; rel="next"'
    return {**rows.asked(queue), "total": None, "items": items, "next": address}


def _why(reasons: Reasons) -> Answered:
    return {
        **rows.asked(reasons.events),
        "what": reasons.what,
        "id": reasons.id,
        "events": rows.events(reasons.events),
        "relations": rows.relations(reasons),
        "decisions": [rows.decision(decided) for decided in reasons.decisions],
        "counts": reasons.counts,
    }


def _day(text: str) -> date | None:
    return parse_day(text) if text else None


def _is_there(party: Party, on: date) -> bool:
    return (party.since is None or party.since <= on) and (party.until is None or on < party.until)


router.include_router(writing.router)
