"""Addresses to ask a server of the generated ledger for: of every page many that differ, always the same."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import islice
from urllib.parse import urlencode

from benchmarks.ledger import FIRST_YEAR, LAST_YEAR, iter_documents
from dragoman.gazetteer import load_gazetteer
from dragoman.ontology import load_ontology
from dragoman.service import Ledger

_LOOKED_AT = 800  # documents that parties and pairs are taken from: those in the news most come most often
_DIRECTED = ("recognition", "mission", "envoy", "sanctions")
_WORDS = ("ambassador", "Report", "spoken", "harvest", "minister", "of", "a", "parliament")


class Addresses:
    """Draws addresses; each is given once.

    Args:
        ledger: The generated one; asked where the review's queue goes on.
        documents: How many it has.
    """

    def __init__(self, ledger: Ledger, documents: int) -> None:
        self._ledger, self._documents = ledger, documents
        self._draw = random.Random(6)  # noqa: S311 - repeatable, not secret
        self._given: set[str] = set()
        made = list(islice(iter_documents(documents), min(documents, _LOOKED_AT)))
        self._ids = [doc.id for doc, _ in made]
        claims = [claim for _, found in made for claim in found]
        self._claims = [claim.id for claim in claims]
        self._pairs = [(c.actor.party, c.target.party) for c in claims if c.actor and c.target]
        self._dimensions = tuple(load_ontology().dimensions)
        self._queue = self._places()

    @property
    def pages(self) -> dict[str, Callable[[], str]]:
        """The pages by name, each with what makes one of its addresses."""
        return {
            "first page": self._home,
            "search": self._search,
            "party": self._party,
            "pair": self._pair,
            "document": self._document,
            "review": self._review,
            "methods": self._methods,
            "API": self._api,
            "API, all events of a party": self._events,
            "map with slider": self._map,
        }

    def some(self, make: Callable[[], str], count: int) -> list[str]:
        """Give so many addresses that were not given before; fewer where there are no more."""
        found: list[str] = []
        for _ in range(20 * count):
            if len(found) == count:
                break
            address = make()
            if address not in self._given:
                self._given.add(address)
                found.append(address)
        return found

    def any_of(self, pages: Sequence[Callable[[], str]]) -> str:
        """Give an address of any of these pages that was not given before, if there still is one."""
        for _ in range(20):
            found = self.some(self._draw.choice(pages), 1)
            if found:
                return found[0]
        return self._draw.choice(pages)()

    def before(self, make: Callable[[], str]) -> Callable[[], str]:
        """Ask the same as known at an instant when a part of the documents was on record."""

        def made() -> str:
            address = make()
            hour, minute = self._draw.randint(1, 4), self._draw.randrange(60)
            known_at = urlencode({"known_at": f"2026-01-01T{hour:02}:{minute:02}Z"})
            return f"{address}{'&' if '?' in address else '?'}{known_at}"

        return made

    def _home(self) -> str:
        if self._draw.random() < 0.5:
            return f"/?{urlencode({'before': self._draw.randint(11, self._documents)})}"
        direction = self._draw.choice(("to", "from"))
        dimension = self._draw.choice(self._dimensions)
        return f"/?{urlencode({'party': self._any(), 'dimension': dimension, 'direction': direction})}"

    def _search(self) -> str:
        name = load_gazetteer().party(self._any()).name
        other = load_gazetteer().party(self._any()).name
        asked = self._draw.choice(
            (name, f"{name} {other}", f"{name} {self._draw.choice(_WORDS)}", self._draw.choice(_WORDS))
        )
        if asked in _WORDS:
            asked = f"{asked} {self._draw.randrange(1000)}"
        return f"/search?{urlencode({'q': asked})}"

    def _party(self) -> str:
        return f"/party/{self._any()}?{urlencode({'on': self._day()})}"

    def _pair(self) -> str:
        a, b = self._draw.choice(self._pairs)
        return f"/pair/{a}/{b}?{urlencode({'on': self._day()})}"

    def _document(self) -> str:
        return f"/document/{self._draw.choice(self._ids)}"

    def _review(self) -> str:
        return f"/review?{urlencode({'after': next(self._queue, '')})}"

    def _methods(self) -> str:
        return f"/methods?{urlencode({'on': self._day()})}"

    def _map(self) -> str:
        asked = {
            "party": self._any(),
            "dimension": self._draw.choice(("recognition", "relations", "mission", "sanctions")),
            "direction": self._draw.choice(("to", "from")),
            "on": self._day(),
        }
        return f"/picture/map.json?{urlencode(asked)}"

    def _events(self) -> str:
        asked = {"since": self._day(), "limit": "50"}
        return f"/api/v1/parties/{self._any()}/timeline?{urlencode(asked)}"

    def _api(self) -> str:
        draw = self._draw
        a, b = draw.choice(self._pairs)
        dimension = draw.choice(_DIRECTED)
        path, asked = draw.choice(
            (
                (f"/pairs/{a}/{b}/status", {"on": self._day()}),
                (f"/pairs/{a}/{b}/timeline", {}),
                (f"/parties/{a}", {"on": self._day()}),
                (f"/who/{dimension}/{b}", {"on": self._day()}),
                (f"/whom/{a}/{dimension}", {"on": self._day()}),
                ("/search", {"q": f"{a} {draw.randrange(1000)}"}),
                (f"/documents/{draw.choice(self._ids)}", {}),
                (f"/claims/{draw.choice(self._claims)}", {}),
                ("/entries", {"limit": str(draw.randint(1, 10))}),
                ("/parties", {"q": a[:2], "on": self._day()}),
            )
        )
        return f"/api/v1{path}{'?' if asked else ''}{urlencode(asked)}"

    def _any(self) -> str:
        return self._draw.choice(self._draw.choice(self._pairs))

    def _day(self) -> str:
        return str(date(self._draw.randint(FIRST_YEAR, LAST_YEAR), self._draw.randint(1, 12), 1))

    def _places(self) -> Iterator[str]:
        """Walk the review's queue, and give where each of its pages begins."""
        after = ""
        while True:
            queue = self._ledger.review_queue(after=after)
            if not queue.after:
                return
            after = queue.after
            yield after
