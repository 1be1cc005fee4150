"""Every address on our pages leads somewhere."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from dragoman.service import Ledger
from tests.web import markup
from tests.web.conftest import Client
from tests.web.forms import PASSWORD
from tests.web.texts import READER, recognition

PAGES = [
    "/",
    "/?before=9",
    "/search?q=taliban",
    "/search?q=Russia+Afghanistan",
    "/search",
    "/paste",
    "/login",
    "/none",
]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("moment", ["", "on=2025-07-10&known_at=2026-01-01T00:00Z"], ids=["now", "then"])
def test_every_link_leads_somewhere(client_of: Client, ledger: Ledger, path: str, moment: str) -> None:
    doc, claims = recognition()
    ledger.record(doc, claims=claims, reader=READER)
    client = client_of(password=PASSWORD)
    page = client.get(f"{path}{'&' if '?' in path else '?'}{moment}" if moment else path).text
    for address in addresses(page):
        code = client.get(address).status_code
        assert code in {200, 303, 307}, (address, code)


def addresses(page: str) -> list[str]:
    """Give where a page leads, and what it loads; pictures are drawn in tests of their own."""
    elements, _ = markup.read(page)
    found = [
        attributes.get(name, "") for _, attributes in elements for name in ("href", "src", "data-picture")
    ]
    return sorted(
        {each for each in found if each.startswith("/") and ".png" not in each and ".svg" not in each}
    )


def test_links_keep_the_moment(client: TestClient, ledger: Ledger) -> None:
    doc, claims = recognition()
    ledger.record(doc, claims=claims, reader=READER)
    page = client.get("/search?q=taliban&on=2025-07-10&known_at=2026-01-01T00:00Z").text
    about = [each for each in addresses(page) if each.startswith(("/party", "/pair", "/document", "/review"))]
    assert about
    assert all("on=2025-07-10" in each and "known_at=2026-01-01" in each for each in about)
