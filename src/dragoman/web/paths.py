"""Addresses of pages: the one place that makes them. All carry the moment asked about.

Ids of governments hold a slash, which addresses write as "~": AFG/taliban is at /party/AFG~taliban.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlencode

from dragoman.web.asking import Moment

API = "/api/v1"


def party_slug(party: str) -> str:
    """Give a party's id as addresses have it."""
    return quote(party.replace("/", "~"), safe="~")


def party_id(slug: str) -> str:
    """Give the party's id that an address names."""
    return slug.replace("~", "/")


def home(moment: Moment | None = None, **other: str) -> str:
    """Give the first page's address; `other` may say which map, and before which entry."""
    return f"/{_query(moment, **other)}"


def latest_csv(moment: Moment | None = None, **other: str) -> str:
    """Give the address of the latest entries as CSV."""
    return f"/latest.csv{_query(moment, **other)}"


def search(text: str = "", moment: Moment | None = None, *, ending: str = "", **other: str) -> str:
    """Give the address of what a search finds; `ending` is "" or ".csv"."""
    return f"/search{ending}{_query(moment, q=text, **other)}"


def party(id: str, moment: Moment | None = None, ending: str = "", *, dimension: str = "") -> str:  # noqa: A002 - the domain's word
    """Give a party's address; `ending` is "", ".csv" or ".json", `dimension` the one shown in full."""
    return f"/party/{party_slug(id)}{ending}{_query(moment, dimension=dimension)}"


def pair(a: str, b: str, moment: Moment | None = None, ending: str = "", *, page: int = 0) -> str:
    """Give the address of how two parties stand; `page` is that of its events, 0 the last."""
    more = {"page": str(page)} if page else {}
    return f"/pair/{party_slug(a)}/{party_slug(b)}{ending}{_query(moment, **more)}"


def document(id: str, moment: Moment | None = None, *, claim: str = "", ending: str = "") -> str:  # noqa: A002
    """Give a document's address, at one of its claims."""
    return f"/document/{quote(id, safe='')}{ending}{_query(moment)}{claim_anchor(claim, hash_=True)}"


def claim_anchor(claim: str, *, hash_: bool = False) -> str:
    """Give the id of a claim's element in its document's page, "" for none."""
    return f"{'#' if hash_ else ''}claim-{claim[:16]}" if claim else ""


def claim(id: str, moment: Moment | None = None) -> str:  # noqa: A002
    """Give a claim's address, which leads to its document."""
    return f"/claim/{quote(id, safe='')}{_query(moment)}"


def event(id: str, moment: Moment | None = None, ending: str = "") -> str:  # noqa: A002
    """Give an event's address."""
    return f"/event/{quote(id, safe='')}{ending}{_query(moment)}"


def paste() -> str:
    """Give the address where a text can be pasted."""
    return "/paste"


def pasted(key: str) -> str:
    """Give the address of what was read of a pasted text, as long as it is kept."""
    return f"/paste/{quote(key, safe='')}"


def paste_record() -> str:
    """Give the address that records a pasted text."""
    return "/paste/record"


def review(moment: Moment | None = None, *, ending: str = "", **other: str) -> str:
    """Give the address of what is to be reviewed; `ending` is "" or ".csv"."""
    return f"/review{ending}{_query(moment, **other)}"


def review_decide() -> str:
    """Give the address that takes a decision."""
    return "/review/decide"


def review_undo() -> str:
    """Give the address that withdraws one."""
    return "/review/undo"


def methods(moment: Moment | None = None, *, ending: str = "") -> str:
    """Give the address of what stands behind the answers; `ending` is "" or ".csv"."""
    return f"/methods{ending}{_query(moment)}"


def login(back: str = "") -> str:
    """Give the address where one logs in; `back` is where one wants to be afterwards."""
    return f"/login{_query(None, back=back)}"


def logout() -> str:
    """Give the address that logs out."""
    return "/logout"


def picture(kind: str, moment: Moment | None = None, *, style: str = "svg", **asked: str) -> str:
    """Give the address of a picture.

    Args:
        kind: "map", "timeline", "network", "heatmap" or "counts".
        moment: Day and knowledge.
        style: "svg", "png" or "json".
        asked: What is drawn, such as party and dimension.
    """
    return f"/picture/{kind}.{style}{_query(moment, **asked)}"


def api(path: str, moment: Moment | None = None, **other: str) -> str:
    """Give an address of the JSON interface; `path` begins with a slash."""
    return f"{API}{path}{_query(moment, **other)}"


def _query(moment: Moment | None, **other: str) -> str:
    if moment is not None:
        return moment.query(**other)
    given: Mapping[str, str] = {name: value for name, value in other.items() if value}
    return f"?{urlencode(given)}" if given else ""
