"""Who may take part in what a sentence tells: the parties named, pointed back to and understood in it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from dragoman.reader.discourse import Discourse, Referent
from dragoman.reader.mentions import MODIFIERS, PERSONS, PLACES, Mention
from dragoman.reader.rulers import government_of
from dragoman.reader.sentence import Sentence
from dragoman.reader.syntax.clause import Phrase
from dragoman.records import PartyId

# How a candidate is present; the order is part of a model's file.
KINDS = (
    "name",
    "modifier",
    "place",
    "person",
    "pronoun",
    "description",
    "title",
    "heading",
    "subject",
    "recent",
    "ruler",
    "sovereign",
)
_UNDERSTOOD = 0.85  # weight of a party that no words of the sentence stand for
_RECENT = 6  # parties named last that may be understood


@dataclass(frozen=True, slots=True)
class Candidate:
    """A party that may take part, with its words (none where it is understood) and how it is present."""

    referent: Referent
    kind: str

    @property
    def party(self) -> PartyId:
        """The party's id."""
        return self.referent.party


def candidates_of(sentence: Sentence, discourse: Discourse) -> list[Candidate]:
    """List the candidates of a sentence: those with words in the order of the text, then those understood.

    A party may be there more than once, as "Havana" and as "Cuban". The discourse is that before the
    sentence.
    """
    spoken = sorted(_with_rulers(sentence), key=lambda c: c.referent.span or sentence.span)
    present = {c.party for c in spoken}
    return [*spoken, *(c for c in _understood(discourse, present) if c.party not in present)]


def _with_rulers(sentence: Sentence) -> Iterator[Candidate]:
    """Who is there by words; a ruler as the state that he stands for and as the government that he leads."""
    for candidate in _spoken(sentence):
        yield candidate
        government = government_of(candidate.referent, sentence.resolver.gazetteer)
        if government:
            yield Candidate(replace(candidate.referent, party=government, mention=None), "ruler")


def _spoken(sentence: Sentence) -> Iterator[Candidate]:
    resolver = sentence.resolver
    taken = set()
    for mention in sentence.mentions:
        taken.add((mention.span, mention.party))
        yield Candidate(resolver.refer(mention), _kind(mention))
    for chunk in sentence.chunks:
        if chunk.kind != "NP":
            continue
        for np in (chunk, *chunk.items):
            found = (
                [*resolver.parties(Phrase(np)), *resolver.owner(np)]
                if not np.items
                else resolver.parties(Phrase(np))
            )
            for referent in found:
                if referent.span is None or (referent.span, referent.party) in taken or not referent.party:
                    continue
                taken.add((referent.span, referent.party))
                yield Candidate(referent, "description" if " " in referent.text else "pronoun")


def _kind(mention: Mention) -> str:
    if mention.type in MODIFIERS:
        return "modifier"
    if mention.type in PLACES:
        return "place"
    return "person" if mention.type in PERSONS else "name"


def _understood(discourse: Discourse, present: Collection[PartyId]) -> Iterator[Candidate]:
    """The parties on which a sentence may lean without naming them, each once; `present` are named in it."""
    seen: set[PartyId] = set()
    about = dict.fromkeys((*sorted(present), *discourse.pair[:2], *discourse.heading[:2]))
    groups = (
        ("sovereign", [lord for party in about for lord in discourse.sovereigns.get(party, ())]),
        ("title", discourse.pair[:2]),
        ("heading", discourse.heading[:2]),
        ("subject", discourse.subjects[:2]),
        ("recent", discourse.recent[: -_RECENT - 1 : -1]),
    )
    for kind, parties in groups:
        for party in parties:
            if party and party not in seen:
                seen.add(party)
                yield Candidate(discourse.understood(party, _UNDERSTOOD), kind)
