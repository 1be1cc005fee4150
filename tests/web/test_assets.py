from __future__ import annotations

import gzip
from importlib.resources import files

import pytest
from starlette.testclient import TestClient

from dragoman.web import assets

NAMES = sorted(place.name for place in (files("dragoman.web") / "static").iterdir())


@pytest.mark.parametrize("name", NAMES)
def test_asset_is_served_for_ever_under_its_digest(client: TestClient, name: str) -> None:
    response = client.get(assets.address(name))
    assert response.status_code == 200
    assert "immutable" in response.headers["cache-control"]
    loaded = assets.load_asset(name)
    assert loaded
    assert response.content == loaded.content == gzip.decompress(loaded.packed)


def test_asset_without_its_digest_is_asked_for_again(client: TestClient) -> None:
    first = client.get("/static/site.css")
    assert "no-cache" in first.headers["cache-control"]
    again = client.get("/static/site.css", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "name",
    ["..%2fapp.py", "app.py", ".css", "%2e%2e%2fsettings.py", "none.js", "a" * 5000, f"{'a' * 400}.css"],
)
def test_nothing_else_is_served(client: TestClient, name: str) -> None:
    assert client.get(f"/static/{name}").status_code == 404


def test_names_of_nothing_leave_nothing_in_memory(client: TestClient) -> None:
    client.get("/static/site.css")
    before = assets._kept.cache_info().currsize
    for number in range(20):
        assert client.get(f"/static/{number}.css").status_code == 404
    assert assets._kept.cache_info().currsize == before


def test_first_page_is_small(client: TestClient) -> None:
    sizes = [len(client.get(assets.address(name)).content) for name in ("site.css", "site.js", "favicon.svg")]
    assert sum(sizes) < 60_000


def test_icon_is_where_browsers_look_for_it(client: TestClient) -> None:
    response = client.get("/favicon.ico")
    assert response.content == client.get("/static/favicon.svg").content
    assert response.headers["content-type"] == "image/svg+xml"
