"""What pages cost on a ledger of 20,000 documents with 100,000 claims, from outside: a server, and readers.

`python -m benchmarks.pages LEDGER` measures on a ledger that was filled before (a copy of it: one is
recorded in when it is opened). Needs the extra `test`, and Chromium for what a browser sees.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.addresses import Addresses
from benchmarks.ledger import DOCUMENTS, fill
from benchmarks.measure import Row, quantiles, rate
from benchmarks.seen import first_views
from benchmarks.serving import Answered, ask_each, ask_together, serving
from dragoman.service import Ledger

ASKED = 120  # addresses of each page
READERS = 50
REQUESTS = 3_000  # of all readers together
VIEWS = 7
SETTLE_S = 8.0  # a server prepares its pictures in the background when it starts
LIMIT_MS, MAP_LIMIT_MS, CROWD_LIMIT_MS = 60, 150, 500
_CROWDS = (  # shares of what was never asked for before
    (0.0, "all asked for before"),
    (0.1, "a tenth of it never asked for before"),
    (0.5, "half of it never asked for before"),
)
_APART = ("map with slider", "API, all events of a party")  # nobody looks at these alone
PAGE_LIMIT_MB, USABLE_LIMIT_S = 1.2, 1.0


def measure(documents: int = DOCUMENTS, asked: int = ASKED, requests: int = REQUESTS) -> Iterator[Row]:
    """Fill a ledger, serve it, and ask for its pages."""
    with TemporaryDirectory(prefix="dragoman-bench-") as folder:
        path = Path(folder) / "ledger.sqlite"
        fill(path, documents)
        yield from measure_on(path, documents=documents, asked=asked, requests=requests)


def measure_on(
    path: Path,
    *,
    documents: int = DOCUMENTS,
    asked: int = ASKED,
    requests: int = REQUESTS,
    views: int = VIEWS,
    settle_s: float = SETTLE_S,
) -> Iterator[Row]:
    """Serve a ledger that is filled, and ask for its pages."""
    with Ledger.open(path) as ledger:
        began = time.perf_counter()
        ledger.refresh()
        yield Row("folding all of a new ledger once", f"{time.perf_counter() - began:.0f} s")
        addresses = Addresses(ledger, documents)
        with serving(path) as server:
            time.sleep(settle_s)
            yield from _pages(server, addresses, asked)
            yield from _crowds(server, addresses, requests)
            yield from _views(server, views)


def _pages(server: str, addresses: Addresses, asked: int) -> Iterator[Row]:
    for name, make in addresses.pages.items():
        limit = MAP_LIMIT_MS if name.startswith("map") else LIMIT_MS
        paths = addresses.some(make, asked)
        for when in ("asked for the first time", "asked again"):
            yield _row(f"{name}, {when}", ask_each(server, paths), f"at most p95 {limit} ms")
    for name in ("party", "pair", "document"):
        paths = addresses.some(addresses.before(addresses.pages[name]), asked // 4)
        yield _row(f"{name}, as known at an earlier instant", ask_each(server, paths), f"p95 {LIMIT_MS} ms")


def _row(name: str, answers: Sequence[Answered], compared: str) -> Row:
    times = [answer.duration_ms for answer in answers]
    bad = [answer for answer in answers if not answer.is_good]
    failed = f"; {len(bad)} failed, such as {bad[0].path} ({bad[0].status})" if bad else ""
    size = statistics.median(answer.size_bytes for answer in answers) / 1000
    return Row(
        name,
        f"{quantiles(times)}{failed}",
        f"{compared}; {len({answer.path for answer in answers})} addresses, {size:.0f} KB",
    )


def _crowds(server: str, addresses: Addresses, requests: int) -> Iterator[Row]:
    """Let readers ask, more and more of them for what nobody has asked for before."""
    draw = random.Random(7)  # noqa: S311 - repeatable, not secret
    pages = [make for name, make in addresses.pages.items() if name not in _APART]
    known = [path for make in pages for path in addresses.some(make, 15)]
    ask_each(server, known)
    for share, what in _CROWDS:
        asked = [
            addresses.any_of(pages) if draw.random() < share else draw.choice(known) for _ in range(requests)
        ]
        yield _crowd(server, [asked[n::READERS] for n in range(READERS)], what)


def _crowd(server: str, readers: Sequence[Sequence[str]], what: str) -> Row:
    began = time.perf_counter()
    answers = ask_together(server, readers)
    duration_s = time.perf_counter() - began
    times = sorted(answer.duration_ms for answer in answers)
    errors = [answer for answer in answers if not answer.is_good]
    p99 = times[min(len(times) - 1, int(0.99 * len(times)))]
    such = f", such as {errors[0].path} ({errors[0].status})" if errors else ""
    return Row(
        f"{len(readers)} readers at once, {what}",
        f"{quantiles(times)}, p99 {p99:.0f} ms, {len(errors)} errors{such}",
        f"at most p99 {CROWD_LIMIT_MS} ms; {len(answers):,} asked, {rate(len(answers), duration_s)} a second",
    )


def _views(server: str, count: int) -> Iterator[Row]:
    """Look at the first page in a browser that has never seen it."""
    views = first_views(f"{server}/", count)
    if not views:
        return
    usable, drawn = (sorted(getattr(view, name) for view in views) for name in ("usable_s", "drawn_s"))
    size = max(view.size_bytes for view in views) / 1e6
    yield Row(
        "first page with everything it loads",
        f"{size:.2f} MB",
        f"at most {PAGE_LIMIT_MB} MB; {views[0].requests} requests",
    )
    yield Row(
        "first page until it can be used, Chromium with an empty cache",
        f"median {statistics.median(usable):.2f} s, longest {usable[-1]:.2f} s",
        f"at most {USABLE_LIMIT_S} s; the map is drawn after {statistics.median(drawn):.2f} s; {count} views",
    )


if __name__ == "__main__":
    for _row_ in measure_on(Path(sys.argv[1])):
        print(": ".join(filter(None, _row_.cells)), flush=True)
