"""What the gazetteer answers with: readings of a name, matches in a text, resolutions of a phrase."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from dragoman.records import PartyId, Span

ON_PARTY = frozenset({"name", "former", "alias"})
"""Types of readings that name the party itself."""
OF_PARTY = frozenset({"adjective", "demonym"})
"""Types of readings that name its people or what belongs to it."""
PLACES = frozenset({"capital", "seat", "city", "region"})
"""Types of readings that name a place and stand for the party only when the place acts."""


@dataclass(frozen=True, slots=True, order=True)
class Reading:
    """One party that a name may mean.

    `type` says how the name stands for it: "name", "former", "alias"; "adjective", "demonym";
    "capital", "seat" (the Kremlin), "city", "region" (a part of the party: Georgia in the US);
    "leader-body"; or, for parties other than states, "government", "organisation", "group",
    "person", "office-holder". The name is used so over [since, until); None is an open end.
    """

    party: PartyId
    type: str
    since: date | None = None
    until: date | None = None

    def holds(self, on: date) -> bool:
        """Say whether the name is used so on the day `on`."""
        return (self.since is None or self.since <= on) and (self.until is None or on < self.until)


@dataclass(frozen=True, slots=True)
class Match:
    """A name found in a text, with every party it may mean; offsets are code points of the text."""

    span: Span
    text: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What a phrase that names an actor stands for.

    `status` is "resolved", "unknown" or "ambiguous"; only a resolved one has an `id`. `state` is
    the state it belongs to ("" for none), `sector` a PLOVER sector code, `codes` the party's codes
    by scheme as they were on the date asked for. `candidates` lists the ids of an ambiguous phrase.
    """

    status: str
    id: PartyId = ""
    name: str = ""
    kind: str = ""
    state: str = ""
    sector: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)
    candidates: tuple[PartyId, ...] = ()
