"""What a document has said so far, for the pronouns, descriptions and gaps of the next sentence."""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.reader.mentions import Mention
from dragoman.records import PartyId, Span

_LAST_ACTORS = 6  # parties kept as possible authors of "the decision"


@dataclass(frozen=True, slots=True)
class Referent:
    """A party that a phrase stands for, with the words that say so (`span` None: understood from context)."""

    party: PartyId
    text: str = ""
    span: Span | None = None
    weight: float = 1.0  # how sure the reference is, [0, 1]
    place: bool = False  # named as a place, such as "Havana" in "the embassy in Havana"
    mention: Mention | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """The mission that was spoken of last, for "it", "the post" and lists of cities."""

    senders: tuple[Referent, ...]
    hosts: tuple[Referent, ...]
    level: str
    city: str


@dataclass(slots=True)
class Discourse:
    """Parties and themes in the order in which the document brings them; headings included."""

    pair: list[PartyId] = field(default_factory=list)  # parties of the title, in order
    heading: list[PartyId] = field(default_factory=list)  # parties of the heading above
    recent: list[PartyId] = field(default_factory=list)  # parties mentioned, oldest first, no repeats
    subjects: list[PartyId] = field(default_factory=list)  # parties of the last clause's subject
    plural: list[PartyId] = field(default_factory=list)  # parties last named together
    persons: dict[str, PartyId] = field(default_factory=dict)  # surname -> party that the person stands for
    person: PartyId = ""  # party of the last person named
    post: Post | None = None
    last_actors: tuple[PartyId, ...] = ()  # who did what was told last, the latest first
    last_theme: str = ""  # class of the last theme, such as "relations"
    last_pair: tuple[PartyId, ...] = ()  # the parties of the last event between two
    topics: dict[str, tuple[Referent, ...]] = field(default_factory=dict)  # family -> last named targets
    named: dict[PartyId, Mention] = field(default_factory=dict)  # party -> where it was first named
    sovereigns: dict[PartyId, tuple[PartyId, ...]] = field(default_factory=dict)  # who ruled a land, anywhere
    posts: dict[str, PartyId] = field(default_factory=dict)  # surname -> party to which the person is sent

    def mention(self, party: PartyId) -> None:
        """Note that `party` was named; the latest stands last."""
        if party in self.recent:
            self.recent.remove(party)
        self.recent.append(party)

    def act(self, parties: tuple[PartyId, ...]) -> None:
        """Note who did what was told last."""
        earlier = (p for p in self.last_actors if p not in parties)
        self.last_actors = (*parties, *earlier)[:_LAST_ACTORS]

    def understood(self, party: PartyId, weight: float) -> Referent:
        """Give the referent of a party that no words of the sentence stand for."""
        return Referent(party, weight=weight, mention=self.named.get(party))
