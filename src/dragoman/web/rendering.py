"""Pages from templates. Everything is escaped: names and sentences come from documents."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any
from urllib.parse import quote, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from dragoman._version import __version__
from dragoman.charts.text import clean, counted, plain
from dragoman.charts.wording import titled
from dragoman.gazetteer import load_gazetteer
from dragoman.ontology import load_ontology
from dragoman.records import DecisionKind, PartyId
from dragoman.relations.answers import UNKNOWN
from dragoman.relations.statuses import polarity
from dragoman.web import assets, paths, plates
from dragoman.web.asking import Moment, instant_text
from dragoman.web.security.access import keep_session, writer_of
from dragoman.web.security.csrf import token_for
from dragoman.web.words import began_words, ended_words, since_words, when_words

_DONE = {
    DecisionKind.ACCEPT: "accepted",
    DecisionKind.REJECT: "rejected",
    DecisionKind.AMEND: "amended",
    DecisionKind.WITHDRAW: "withdrawn",
}


def render(request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
    """Give a page.

    Templates know, besides `context`: `request`, `moment` (as asked, else today), `settings`, `writer` (who
    has logged in, or None), `csrf()` (a form's token; begins a session), `this_page` (where to come back
    to after logging in), `paths` and `asset`.
    """
    moment = context.pop("moment", None) or moment_of(request)
    known: Mapping[str, Any] = {
        "request": request,
        "moment": moment,
        "settings": request.app.state.settings,
        "writer": writer_of(request),
        "csrf": lambda: token_for(request),
        "this_page": this_page(request),
    }
    body = environment().get_template(template).render({**known, **context})
    response = HTMLResponse(body, status_code=status)
    keep_session(request, response)
    return response


def moment_of(request: Request) -> Moment:
    """Give the moment that a request asked about; today where it was not read, or could not be."""
    moment: Moment | None = getattr(request.state, "moment", None)
    return moment or Moment(on=request.app.state.clock().date())


def this_page(request: Request) -> str:
    """Give the address of the page that somebody looks at, with what it asks; "" where they logged in."""
    if request.method == "GET":
        path, query = quote(request.scope["path"], safe="/~"), request.scope["query_string"].decode("latin-1")
    else:  # what a form was sent to is no page: that is where the form was
        try:
            sent_from = urlsplit(request.headers.get("referer", ""))
        except ValueError:
            return ""
        path, query = sent_from.path, sent_from.query
    return "" if path in {"", paths.login()} else f"{path}?{query}" if query else path


@cache
def environment() -> Environment:
    """Give the templates' environment."""
    env = Environment(
        loader=PackageLoader("dragoman.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals |= {"paths": paths, "asset": assets.address, "version": __version__}
    env.globals["picture_asset"] = plates.address
    env.filters |= {
        "clean": clean,
        "plain": plain,
        "counted": counted,
        "titled": titled,
        "when": when_words,
        "since": since_words,
        "began": began_words,
        "ended": ended_words,
        "day": day_words,
        "instant": instant_words,
        "exact": instant_text,
        "local": local_instant,
        "tone": tone,
        "party": party_name,
        "past": past,
        "quoted": lambda value: shlex.quote(str(value)),
        "link": lambda type_: "\N{EN DASH}" if type_ in _mutual() else "→",
        "unordered": lambda dimension: dimension in load_ontology().unordered_dimensions,
    }
    return env


def party_name(party: PartyId) -> str:
    """Give a party's name, else its id; a mention that was not resolved in quotation marks."""
    if party.startswith("?"):
        return f"“{party[1:]}”"
    return _names().get(party) or party


@cache
def _names() -> dict[PartyId, str]:
    return {party.id: party.name for party in load_gazetteer().parties()}


@cache
def _mutual() -> frozenset[str]:
    """Give the event types that say the same whoever is named first."""
    return frozenset(kind.code for kind in load_ontology().values() if kind.unordered)


def past(decision: str) -> str:
    """Give what a person decided as what was done: "accepted"."""
    return _DONE[DecisionKind(decision)]


def day_words(day: date | None) -> str:
    """Give a day as people write it: "4 July 2025"."""
    return f"{day.day} {day:%B} {day.year}" if day else ""


def instant_words(instant: datetime | None) -> str:
    """Give an instant as people write it, to the minute: "4 July 2025, 12:00 UTC"."""
    if instant is None:
        return ""
    utc = instant.astimezone(UTC)
    return f"{day_words(utc)}, {utc:%H:%M} UTC"


def local_instant(instant: datetime | None) -> str:
    """Give an instant as forms hold it: in UTC without the offset, to the next millisecond."""
    if instant is None:
        return ""
    utc = instant.astimezone(UTC)
    beyond = timedelta(microseconds=-utc.microsecond % 1000)
    until_the_end = datetime.max.replace(tzinfo=UTC) - utc
    return (utc + min(beyond, until_the_end)).replace(tzinfo=None).isoformat(timespec="milliseconds")


def tone(status: str) -> str:
    """Give the class of a status: "good" where it holds, "bad" or "mid" where it does not, "unknown"."""
    if status == UNKNOWN:
        return UNKNOWN
    return {1: "good", 0: "mid", -1: "bad"}[polarity(status)]
