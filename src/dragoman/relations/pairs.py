"""Which pair of parties a claim or an event belongs to, and what a new claim can change.

Relations are folded pair by pair. A pair key is two *party keys* in sorted order, where a party
key is the state that a party belongs to ("AFG" for "AFG/taliban"), or the party's own id where it
belongs to none (organisations, groups). Three things decide the relations of a pair: its own
events, what befell either party itself (founding, union, end, succession), and, where a party
succeeded another, the pairs of the predecessor, whose relations it takes over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from dragoman.ontology import Ontology
from dragoman.records import Claim, Event, PartyId

PairKey = tuple[PartyId, PartyId]
StateOf = Callable[[str], str]
# Effects on parties themselves: they reach into every pair of the parties named.
OF_PARTIES = frozenset(("found", "succeed", "merge", "dissolve", "absorb"))


def party_key(party: PartyId, state_of: StateOf) -> PartyId:
    """Give the state that a party belongs to, else its own id; "" for an unresolved mention."""
    if not party or party.startswith("?"):
        return party
    return state_of(party) or party


def pair_key(a: PartyId, b: PartyId, *, state_of: StateOf) -> PairKey:
    """Give the key of the pair that two parties belong to; the order of `a` and `b` is the same."""
    one, other = party_key(a, state_of), party_key(b, state_of)
    return (one, other) if one <= other else (other, one)


@dataclass(frozen=True, slots=True, kw_only=True)
class Affected:
    """What a new claim can change: the relations of `pairs`, and of every pair with one of `parties`."""

    pairs: frozenset[PairKey]
    parties: frozenset[PartyId]


def affects(claim: Claim, *, ontology: Ontology, state_of: StateOf) -> Affected:
    """Give the pairs and parties whose relations a claim can change.

    A claim with an unresolved participant changes none. To fold what changed, take the pairs
    named, the pairs of each party named, and those that inherit from them (`heirs`).
    """
    actor = claim.actor.party if claim.actor else ""
    target = claim.target.party if claim.target else ""
    kind = ontology.get(claim.type)
    if kind is None or not kind.dimension:
        return Affected(pairs=frozenset(), parties=frozenset())
    if kind.effect in OF_PARTIES:
        keys = frozenset(party_key(party, state_of) for party in (actor, target) if party)
        own = {pair_key(actor, target or actor, state_of=state_of)} if actor else set()
        return Affected(pairs=frozenset(own), parties=keys)
    if not actor or not target:
        return Affected(pairs=frozenset(), parties=frozenset())
    return Affected(pairs=frozenset({pair_key(actor, target, state_of=state_of)}), parties=frozenset())


def _successions(events: Iterable[Event], ontology: Ontology, state_of: StateOf) -> set[tuple[str, str]]:
    """Give (successor, predecessor) of every succession on record."""
    return {
        (party_key(event.actor, state_of), party_key(event.target, state_of))
        for event in events
        if event.type in ontology and ontology[event.type].effect == "succeed"
        if event.actor and event.target
    }


def _linked(start: PartyId, links: set[tuple[str, str]]) -> set[PartyId]:
    found, waiting = {start}, [start]
    while waiting:
        party = waiting.pop()
        for one, other in links:
            if one == party and other not in found:
                found.add(other)
                waiting.append(other)
    return found


def feeders(
    pair: PairKey, authority: Iterable[Event], *, ontology: Ontology, state_of: StateOf
) -> tuple[frozenset[PairKey], frozenset[PartyId]]:
    """Give what `fold_pair` needs for a pair.

    Args:
        pair: The pair to fold.
        authority: Events of family authority known of either party and of their predecessors.
        ontology: Event types.
        state_of: The state that a party belongs to.

    Returns:
        The pairs whose events are needed (the pair's own and its predecessors'), and the parties
        whose authority events are needed. Where the second set names parties whose authority
        events were not yet fetched, fetch them and ask again.
    """
    links = _successions(authority, ontology, state_of)
    ones, others = _linked(pair[0], links), _linked(pair[1], links)
    pairs = frozenset((min(a, b), max(a, b)) for a in ones for b in others)
    return pairs, frozenset(ones | others)


def heirs(
    pair: PairKey, authority: Iterable[Event], *, ontology: Ontology, state_of: StateOf
) -> frozenset[PairKey]:
    """Give the pairs that may inherit relations from `pair`, itself included."""
    links = {(other, one) for one, other in _successions(authority, ontology, state_of)}
    ones, others = _linked(pair[0], links), _linked(pair[1], links)
    return frozenset((min(a, b), max(a, b)) for a in ones for b in others)
