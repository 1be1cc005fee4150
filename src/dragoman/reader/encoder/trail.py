"""Where a document names each party: for parties that a sentence leaves to be understood."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from dragoman.gazetteer import Gazetteer
from dragoman.reader.encoder.windows import title_offset
from dragoman.reader.mentions import Mention, find_mentions
from dragoman.records import Document, PartyId

Place = tuple[int, int]  # half-open offsets; those of the title are negative


class Trail:
    """The places at which each party is named, in the order of the text, the title first."""

    def __init__(self, doc: Document, mentions: Sequence[Mention], gazetteer: Gazetteer) -> None:
        self._places: dict[PartyId, list[Place]] = {}
        shift = title_offset(doc)
        for mention in find_mentions(doc.title, gazetteer, on=doc.published) if doc.title else ():
            self._add(mention, shift)
        for mention in mentions:
            self._add(mention, 0)

    def _add(self, mention: Mention, shift: int) -> None:
        place = (mention.span.start + shift, mention.span.end + shift)
        self._places.setdefault(mention.party, []).append(place)

    def before(self, party: PartyId, offset: int) -> list[Place]:
        """Give the places before an offset at which a party is named."""
        places = self._places.get(party, [])
        return places[: bisect_left(places, (offset, offset))]
