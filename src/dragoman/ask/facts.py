"""What the fold needs to know of parties: the gazetteer's dates and kinds, under the ledger's keys."""

from __future__ import annotations

from datetime import date

from dragoman.gazetteer import Gazetteer
from dragoman.ledger.entries import party_key
from dragoman.records import PartyId, PartyKind


class Facts:
    """Party facts from the gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._parties = {party.id: party for party in gazetteer.parties()}

    def state_of(self, party: PartyId, /) -> PartyId:
        """Give the state of a government, by its id; every other party is its own.

        A group belongs to no state here, wherever it lives: sanctions on one are none on the other.
        """
        return party_key(party)

    def lifetime(self, party: PartyId, /) -> tuple[date | None, date | None]:
        """Give the party's dates."""
        known = self._parties.get(party)
        return (known.since, known.until) if known else (None, None)

    def kind(self, party: PartyId, /) -> PartyKind | None:
        """Give the party's kind; an unknown "STATE/slug" is a government."""
        known = self._parties.get(party)
        if known is not None:
            return known.kind
        return PartyKind.GOVERNMENT if "/" in party else None
