"""Pictures by their addresses: what a page's script draws, and images for whoever has none."""

from __future__ import annotations

import gzip
import threading
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pytest
from starlette.testclient import TestClient

from dragoman.charts import palette
from dragoman.charts.maps import draw_map
from dragoman.charts.timelines import draw_timeline
from dragoman.records import Document, Interval, Participant, Span
from dragoman.service import Ledger
from dragoman.web import plates
from dragoman.web.keeping import Shelf
from dragoman.web.pages import pictures
from dragoman.web.plates import plate
from tests.charts.build import event, events, on, relation, relations
from tests.web.conftest import Client
from tests.web.texts import recognition


def world(*, slider: bool = True) -> dict[str, Any]:
    """Give a plate of who recognizes Kosovo."""
    answer = relations(relation("FRA", "XKX"), relation("SUR", "XKX", until=Interval.at(2017, 10, 27)))
    picture = draw_map(
        answer, dimension="recognition", party="XKX", direction="to", on=on(2020), slider=slider
    )
    return plate(picture)


def test_plate_sets_title_legend_and_notes_apart_from_the_drawing() -> None:
    found = world()
    assert found["title"] == "Recognition: who recognizes Kosovo"
    assert {"recognized", "Kosovo"} <= {entry["text"] for entry in found["legend"]}
    assert "title" not in found["spec"]
    assert not {"legend", "notes"} & set(found["spec"]["datasets"])
    assert len(found["spec"]["vconcat"]) == 1


def test_shapes_of_the_world_are_fetched_apart() -> None:
    found = world()
    assert found["shared"] == ["world", "lines"]
    assert not {"world", "lines"} & set(found["spec"]["datasets"])


def test_slider_is_the_pages_own() -> None:
    found = world()
    (parameter,) = found["spec"]["params"]
    assert parameter == {"name": "step", "value": found["step"]}
    assert found["steps"][found["step"]] == "2020-01-01"


def test_a_picture_of_nothing_has_no_drawing() -> None:
    found = plate(draw_timeline(events(a="FJI", b="TUV"), relations()))
    assert found["spec"] is None
    assert found["legend"][0]["text"] == "nothing on record, which is not “no”"


def test_timeline_leads_to_its_events() -> None:
    told = event("consult", "USA", "CUB", Interval.at(2016))
    found = plate(draw_timeline(events(told, a="USA", b="CUB")))
    assert [mark["id"] for mark in found["spec"]["datasets"]["marks"]] == [told.id]


# ----------------------------------------------------------------------------------- addresses


@pytest.fixture
def known(client: TestClient, ledger: Ledger) -> TestClient:
    """Give a client for a ledger with one recognition."""
    doc, claims = recognition()
    ledger.record(doc, claims=claims)
    return client


@pytest.mark.parametrize("kind", ["map", "counts"])
def test_map_and_counts_are_given_in_every_form(known: TestClient, kind: str) -> None:
    for style, start in (("svg", b"<svg"), ("png", b"\x89PNG"), ("json", b"{")):
        response = known.get(f"/picture/{kind}.{style}?party=AFG~taliban&on=2025-07-10")
        assert response.status_code == 200
        assert response.content.startswith(start)


def test_timeline_network_and_heatmap_are_drawn(known: TestClient) -> None:
    for address in (
        "/picture/timeline.json?a=RUS&b=AFG",
        "/picture/timeline.json?a=RUS",
        "/picture/network.json?with=RUS&with=AFG",
        "/picture/heatmap.json?with=RUS&to=AFG~taliban",
    ):
        response = known.get(address)
        assert response.status_code == 200, address
        assert response.json()["spec"], address


def test_map_leads_to_pairs_and_carries_the_knowledge(known: TestClient) -> None:
    asked = "party=AFG~taliban&known_at=2025-07-20T12:00:00Z"
    link = known.get(f"/picture/map.json?{asked}").json()["link"]
    assert link == {"before": "/pair/AFG~taliban/", "known_at": "2025-07-20T12:00:00Z", "to": "party"}


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/picture/pie.svg?party=RUS", 404),
        ("/picture/map.gif?party=RUS", 404),
        ("/picture/map.json?party=Nowhere", 404),
        ("/picture/map.json", 404),
        ("/picture/map.json?party=RUS&dimension=love", 400),
        ("/picture/map.json?party=RUS&direction=up", 400),
        ("/picture/timeline.json?a=RUS&since=soon", 400),
        ("/picture/heatmap.json?" + "&".join(f"with={n}" for n in range(61)), 400),
    ],
)
def test_what_cannot_be_drawn_is_a_problem(known: TestClient, address: str, status: int) -> None:
    response = known.get(address)
    assert response.status_code == status
    assert response.headers["content-type"].startswith(("application/problem+json", "text/html"))


def test_picture_is_not_sent_again_until_something_is_recorded(known: TestClient, ledger: Ledger) -> None:
    address = "/picture/map.json?party=AFG~taliban"
    first = known.get(address)
    assert known.get(address, headers={"if-none-match": first.headers["etag"]}).status_code == 304
    doc, claims = recognition(actor="CHN", name="wire-2", text="Beijing recognized the Taliban.")
    ledger.record(doc, claims=claims)
    again = known.get(address, headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 200
    assert "China" in {row["party"] for row in again.json()["spec"]["datasets"]["areas"]}


def test_shapes_are_kept_for_ever_at_their_own_address(client: TestClient) -> None:
    found = client.get(plates.address("shapes"))
    assert "immutable" in found.headers["cache-control"]
    assert set(found.json()) == {"world", "lines"}
    assert "immutable" not in client.get("/picture/shapes.json?v=other").headers["cache-control"]
    assert (
        client.get("/picture/shapes.json", headers={"if-none-match": found.headers["etag"]}).status_code
        == 304
    )


def test_engine_is_packed_small_enough_for_a_first_page(client: TestClient) -> None:
    found = client.get(plates.address("engine"))
    assert "vegaEmbed" in found.text
    assert len(gzip.compress(found.content, 9)) + len(plates.shapes().packed) < 500_000


def test_drawing_images_is_limited_and_kept_ones_and_data_are_not(client_of: Client) -> None:
    client = client_of(draws_per_minute=2)
    first, second, third = (f"/picture/timeline.svg?a=USA&since=20{n}-01-01" for n in (10, 11, 12))
    assert [client.get(each).status_code for each in (first, second, third)] == [200, 200, 429]
    assert client.get(first).status_code == 200
    assert client.get(third.replace(".svg", ".json")).status_code == 200


def test_images_take_no_more_than_their_share_of_threads(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "_places", threading.BoundedSemaphore(1))
    with pictures._place():
        busy = client.get("/picture/timeline.svg?a=USA&b=FRA")
    assert (busy.status_code, busy.headers["retry-after"]) == (503, "5")
    assert client.get("/picture/timeline.svg?a=USA&b=FRA").status_code == 200


# ---------------------------------------------------------------------------------------- shelf


def test_shelf_counts_what_was_made_twice_once() -> None:
    shelf: Shelf[str] = Shelf(most=3, size_of=len)

    def make() -> str:  # as a thread does that waited for one that failed
        shelf._keep("x", "xx")
        return "xx"

    assert shelf.get("x", make) == "xx"
    assert shelf.get("y", lambda: "y") == "y"
    assert set(shelf._kept) == {"x", "y"}


def test_shelf_makes_a_value_once_and_forgets_the_oldest() -> None:
    made: list[str] = []

    def make(name: str) -> str:
        made.append(name)
        return name

    shelf: Shelf[str] = Shelf(most=2, size_of=len)
    for name in ("a", "b", "a", "c", "a", "b"):
        assert shelf.get(name, partial(make, name)) == name
    assert made == ["a", "b", "c", "b"]


def test_shelf_keeps_nothing_of_a_failure_or_of_what_is_too_large() -> None:
    shelf: Shelf[str] = Shelf(most=2, size_of=len)

    def fail() -> str:
        raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        shelf.get("x", fail)
    assert shelf.get("x", lambda: "now") == "now"
    assert shelf.get("x", lambda: "y") == "y"


def test_threads_that_ask_for_one_value_wait_for_it() -> None:
    shelf: Shelf[str] = Shelf(most=9, size_of=len)
    made: list[int] = []
    gate = threading.Event()

    def make() -> str:
        gate.wait(5)
        made.append(1)
        return "x"

    threads = [threading.Thread(target=shelf.get, args=("x", make)) for _ in range(6)]
    for thread in threads:
        thread.start()
    gate.set()
    for thread in threads:
        thread.join()
    assert made == [1]


# -------------------------------------------------------------------------- dark pages and phones


def test_colours_for_the_dark_are_fetched_once_and_cover_what_drawings_use(client: TestClient) -> None:
    response = client.get(plates.address("dark"))
    assert response.headers["content-type"].startswith("text/css")
    assert "immutable" in response.headers["cache-control"]
    assert "prefers-color-scheme:dark" in response.text
    assert all(f'[fill="{light}"]' in response.text for light in palette.DARK)


def test_drawings_leave_their_ground_to_the_page() -> None:
    assert world()["spec"]["config"]["background"] == "transparent"


@pytest.mark.parametrize("kind", ["timeline", "counts"])
def test_narrow_pictures_fit_a_phone(known: TestClient, kind: str) -> None:
    asked = f"/picture/{kind}.json?party=AFG~taliban&a=RUS&b=AFG"
    widths = [
        {part["width"] for part in known.get(f"{asked}{more}").json()["spec"]["vconcat"]}
        for more in ("", "&narrow=true")
    ]
    assert min(widths[0]) > 700
    assert max(widths[1]) <= 300


def test_timeline_of_one_party_rings_what_texts_disagree_on(client: TestClient, ledger: Ledger) -> None:
    told = replace(recognition()[1][0], type="sever_relations")
    for name, type_ in (("one", "sever_relations"), ("two", "establish_relations")):
        text = f"Moscow and Kabul {name}: relations."
        doc = Document(text=text, name=name, published=date(2025, 7, 4))
        said = replace(told, document=doc.id, type=type_, sentence=Span(0, len(text)), trigger=Span(0, 6))
        ledger.record(doc, claims=[replace(said, actor=_bare(said.actor), target=_bare(said.target))])
    both, alone = (
        [
            mark["clash"]
            for mark in client.get(f"/picture/timeline.json?{asked}").json()["spec"]["datasets"]["marks"]
        ]
        for asked in ("a=RUS&b=AFG", "a=RUS")
    )
    assert any(both)
    assert alone == both


def _bare(side: Participant | None) -> Participant:
    assert side is not None
    return replace(side, span=None)
