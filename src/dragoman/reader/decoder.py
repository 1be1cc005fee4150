"""The one decoder: proposals of any proposer become claims, duplicates settled by confidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dragoman.gazetteer import Gazetteer
from dragoman.ontology import load_ontology
from dragoman.reader.discourse import Referent
from dragoman.reader.mentions import redated
from dragoman.reader.proposal import WITHIN_STATE, Proposal
from dragoman.reader.rulers import government_of
from dragoman.records import Claim, Document, DocumentId, Interval, Participant, PartyKind, Span, When

# Precision before recall: on development chapters nearly nine of ten claims of recognition, relations and
# missions are then right. Chosen there, not on what is reported.
THRESHOLD = 0.7
_BY_ANYBODY = frozenset(("authority", "interaction"))  # families in which persons take part as themselves
_ALIKE = ("sentence", "type", "city", "level", "modality")  # of claims that may be one


def decode(
    doc: Document,
    proposals: Iterable[Proposal],
    gazetteer: Gazetteer,
    *,
    threshold: float = THRESHOLD,
) -> list[Claim]:
    """Turn proposals into claims, in the order of the text.

    Coordinated parties give one claim each. Of proposals with one trigger, type and parties the
    surest is kept; proposals below `threshold` are dropped.
    """
    kept: dict[tuple[object, ...], Claim] = {}
    proposals = _somebody_or_nobody([p for p in proposals if p.confidence >= threshold])
    proposals = _said_first(proposals)
    proposals = _without_echoing_headings(proposals)
    document = doc.id  # once: it is a digest of the whole text
    for proposal in (_of_rulers(p, gazetteer) for p in proposals):
        for actor, target in _pairs(proposal):
            claim = _claim(document, doc.text, proposal, actor, target, gazetteer)
            if _within_one_state(claim, gazetteer):
                continue
            key = _key(claim)
            if key not in kept or _better(claim, kept[key]):
                kept[key] = claim
    settled = _without_doubles(list(kept.values()), gazetteer)
    return sorted(settled, key=lambda c: (c.trigger.start, c.type, c.id))


def between_states(event_type: str) -> bool:
    """Whether what happens is between states, so that a person in it acts for his own."""
    return load_ontology()[event_type].family not in _BY_ANYBODY


def _without_doubles(claims: list[Claim], gazetteer: Gazetteer) -> list[Claim]:
    """Leave out what names a state where the same words name its government more surely, or the other way."""
    left: list[Claim] = []
    for claim in sorted(claims, key=lambda c: (-c.confidence, c.id)):
        if not any(_is_double(claim, other, gazetteer) for other in left):
            left.append(claim)
    return left


def _is_double(claim: Claim, other: Claim, gazetteer: Gazetteer) -> bool:
    alike = all(getattr(claim, name) == getattr(other, name) for name in _ALIKE)
    if not alike or _key(claim) == _key(other):
        return False
    if claim.trigger.end <= other.trigger.start or other.trigger.end <= claim.trigger.start:
        return False
    sides = ((claim.actor, other.actor), (claim.target, other.target))
    return all(_one_state(a, b, gazetteer) for a, b in sides)


def _one_state(a: Participant | None, b: Participant | None, gazetteer: Gazetteer) -> bool:
    """Whether two participants are one party, or a state and its government."""
    if a is None or b is None:
        return a is b
    if a.party == b.party:
        return True
    state = gazetteer.state_of(a.party)
    return bool(state) and state == gazetteer.state_of(b.party) and state in (a.party, b.party)


def _said_first(proposals: list[Proposal]) -> list[Proposal]:
    """Leave out who is understood in a role that, for the same words, somebody is said to play.

    "It was recognised by three: Pakistan, …" under a heading on Russia does not make Russia a fourth.
    """
    said: dict[tuple[int, int, str], list[Span]] = {}
    for p in proposals:
        for side in (0, 1):
            if _is_said(_sides(p)[side]):
                said.setdefault((side, p.sentence.start, p.type), []).append(p.trigger)

    def is_taken(p: Proposal, side: int) -> bool:
        triggers = said.get((side, p.sentence.start, p.type), ())
        return any(t.start < p.trigger.end and p.trigger.start < t.end for t in triggers)

    return [
        p for p in proposals if not any(is_taken(p, side) and _is_only_understood(p, side) for side in (0, 1))
    ]


def _somebody_or_nobody(proposals: list[Proposal]) -> list[Proposal]:
    """Of proposals by the same words that differ in whether anybody plays a role, keep the surer."""
    best: dict[tuple[int, int, str, bool], list[tuple[float, Span]]] = {}
    for p in proposals:
        for side in (0, 1):
            key = (side, p.sentence.start, p.type, bool(_sides(p)[side]))
            best.setdefault(key, []).append((p.confidence, p.trigger))

    def is_surer(p: Proposal, side: int) -> bool:
        played = bool(_sides(p)[side])
        others = best.get((side, p.sentence.start, p.type, not played), ())
        return not any(
            t.start < p.trigger.end
            and p.trigger.start < t.end
            and (confidence > p.confidence or (confidence == p.confidence and not played))
            for confidence, t in others
        )

    return [p for p in proposals if all(is_surer(p, side) for side in (0, 1))]


def _is_only_understood(p: Proposal, side: int) -> bool:
    """Whether somebody plays a role, and no words stand for any of those who do."""
    parties = _sides(p)[side]
    return bool(parties) and not _is_said(parties)


def _sides(p: Proposal) -> tuple[tuple[Referent, ...], tuple[Referent, ...]]:
    return p.actors, p.targets


def _is_said(parties: tuple[Referent, ...]) -> bool:
    """Whether words of the text stand for one of some parties."""
    return any(referent.span is not None for referent in parties)


def _without_echoing_headings(proposals: list[Proposal]) -> list[Proposal]:
    """Leave out what a heading says when the text under it says the same more fully.

    "Relations Established, 1983." above "Relations were established on December 8, 1981" is about the
    latter; a heading that names no party of its own is about whatever event of its type comes below.
    """
    below: dict[tuple[int, str], set[frozenset[str]]] = {}
    for p in proposals:
        if not p.heading:
            below.setdefault((p.section, p.type), set()).update(_parties(p))
    return [p for p in proposals if not (p.heading and _is_echoed(p, below.get((p.section, p.type), set())))]


def _of_rulers(p: Proposal, gazetteer: Gazetteer) -> Proposal:
    """Let a ruler who takes or loses power be himself: "the army overthrew President Bazoum"."""
    return replace(p, actors=tuple(_ruler(r, gazetteer) for r in p.actors)) if p.type in WITHIN_STATE else p


def _ruler(referent: Referent, gazetteer: Gazetteer) -> Referent:
    government = government_of(referent, gazetteer)
    return replace(referent, party=government, mention=None) if government else referent


def _parties(p: Proposal) -> set[frozenset[str]]:
    return {frozenset(r.party for r in pair if r is not None) for pair in _pairs(p)}


def _is_echoed(p: Proposal, below: set[frozenset[str]]) -> bool:
    named = any(r.span is not None for r in (*p.actors, *p.targets))
    return bool(below) and (not named or _parties(p) <= below)


def _key(claim: Claim) -> tuple[object, ...]:
    parties = (claim.actor.party if claim.actor else "", claim.target.party if claim.target else "")
    return (claim.sentence.start, claim.type, *parties, claim.city, claim.level, claim.modality)


def _better(new: Claim, old: Claim) -> bool:
    dated_new, dated_old = isinstance(new.date, Interval), isinstance(old.date, Interval)
    if dated_new != dated_old:
        return dated_new
    return new.confidence > old.confidence


def _pairs(proposal: Proposal) -> list[tuple[Referent | None, Referent | None]]:
    actors: tuple[Referent | None, ...] = proposal.actors or (None,)
    targets: tuple[Referent | None, ...] = proposal.targets or (None,)
    own = proposal.type in WITHIN_STATE
    return [(a, t) for a in actors for t in targets if own or a is None or t is None or a.party != t.party]


def _within_one_state(claim: Claim, gazetteer: Gazetteer) -> bool:
    """Whether both parties belong to one state: a misreading, unless the claim is about who governs it."""
    if claim.actor is None or claim.target is None or load_ontology()[claim.type].family == "authority":
        return False
    a, b = gazetteer.state_of(claim.actor.party), gazetteer.state_of(claim.target.party)
    return bool(a) and a == b


def _participant(
    role: str,
    referent: Referent | None,
    gazetteer: Gazetteer,
    text: str,
    when: When,
    *,
    between_states: bool,
) -> Participant | None:
    if referent is None:
        return None
    party = referent.party
    if referent.mention is not None and isinstance(when, Interval):
        party = redated(text, referent.mention, gazetteer, when=when, understood=referent.span is None)
    if between_states and party and gazetteer.party(party).kind is PartyKind.PERSON:
        party = gazetteer.state_of(party)  # "Ambassador Bayard presented his credentials", after his office
    name = gazetteer.party(party).name if party else ""
    return Participant(role=role, party=party, name=name, text=referent.text, span=referent.span)


def _claim(
    document: DocumentId,
    text: str,
    p: Proposal,
    actor: Referent | None,
    target: Referent | None,
    gazetteer: Gazetteer,
) -> Claim:
    when = p.date if isinstance(p.date, Interval) or p.era is None else p.era
    between = between_states(p.type)
    return Claim(
        document=document,
        sentence=p.sentence,
        trigger=p.trigger,
        type=p.type,
        actor=_participant("actor", actor, gazetteer, text, when, between_states=between),
        target=_participant("target", target, gazetteer, text, when, between_states=between),
        object=p.object,
        level=p.level,
        city=p.city,
        basis=p.basis,
        measures=p.measures,
        amount=p.amount,
        date=p.date,
        date_text=p.date_text,
        modality=p.modality,
        attribution=p.attribution,
        record_claim=p.record_claim,
        confidence=p.confidence,
        reader=p.reader,
    )
