"""What is said of a claim beside its text, and the text with the claims' words marked.

For pages that show a whole text: one on record, or one that was just read. Plain values, no markup.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.answers import Checked, Decided
from dragoman.charts.text import clean, plain
from dragoman.ontology import EventType, load_ontology
from dragoman.records import Claim, ClaimId, DecisionKind, Modality, Participant, PartyId, Speaker
from dragoman.relations.decisions import WITHDRAWN
from dragoman.web.highlighting import ACTOR, SPEAKER, TARGET, Passage, Segment, highlight
from dragoman.web.paths import claim_anchor
from dragoman.web.words import when_words

SLOTS = 8  # claims of one sentence whose parties' words the style sheet can light up
_LETTERS = {ACTOR: "a", TARGET: "g", SPEAKER: "s"}  # the style sheet's names, with the slot's number
_UNORDERED = {**_LETTERS, ACTOR: "p", TARGET: "p"}
_LONGEST = 300  # code points of a title, a scope or a mention as shown beside a text

_DEEDS = {
    DecisionKind.ACCEPT: "Accepted",
    DecisionKind.REJECT: "Rejected",
    DecisionKind.AMEND: "Corrected",
    DecisionKind.WITHDRAW: "Withdrew entry",
}

Name = Callable[[PartyId], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Who fills a role: `party` is "" where the mention was not resolved; `words` are the text's own."""

    role: str  # "actor", "target", "party" or "speaker"
    party: PartyId
    name: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A person's word on a claim: what they did, and which fields they corrected."""

    entry: int  # its number in the record, by which a later one may withdraw it
    did: str
    by: str
    because: str
    day: date | None
    changes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A claim in words.

    `tags` are what keeps it from being plainly so: planned, denied, reported and the like. `traits` are
    further fields with their names.
    """

    number: int  # in the order of the text, from 1
    id: ClaimId
    family: str
    type: str
    gloss: str
    sides: tuple[Side, ...]
    unordered: bool
    date: str
    modality: str
    speaker: Side | None
    tags: tuple[str, ...]
    traits: tuple[tuple[str, str], ...]
    confidence: float
    reader: str
    record: str = ""  # what sort of record it claims, in words
    stands: bool = True  # False: rejected
    counts: bool = True  # False: a later reading does not give it
    decisions: tuple[Word, ...] = ()
    verdict: Checked | None = None
    unchecked: bool = False

    @property
    def anchor(self) -> str:
        """The id of its words' element in the page."""
        return claim_anchor(self.id)

    @property
    def beside(self) -> str:
        """The id of the note's element in the page."""
        return f"note-{self.id[:16]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Characters with how they are marked; `classes` is "" for text that no claim quotes.

    `opens` are the notes of claims whose deciding words begin here; `label` says behind the words, and only
    there, what is not plainly so.
    """

    text: str
    classes: str = ""
    opens: tuple[Note, ...] = ()
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """Pieces of one sentence with claims (`said`), or of text without any."""

    pieces: tuple[Piece, ...]
    said: bool = False


Marked = tuple[tuple[Sentence, ...], ...]  # paragraphs


def note_of(
    claim: Claim,
    *,
    number: int,
    name: Name,
    id: ClaimId = "",  # noqa: A002 - the domain's word
    stands: bool = True,
    counts: bool = True,
    decisions: Sequence[Decided] = (),
    verdict: Checked | None = None,
    unchecked: bool = False,
) -> Note:
    """Put a claim into words.

    Args:
        claim: As it stands.
        number: In the order of the text.
        name: Gives a party's name.
        id: That it is on record with, where corrections gave it another; "" for its own.
        stands: Whether nobody has rejected it.
        counts: Whether the latest reading gives it.
        decisions: On it.
        verdict: On its record claim.
        unchecked: Its record claim was not held against the ledger.
    """
    kind = load_ontology().get(claim.type)
    speaker = claim.attribution
    return Note(
        number=number,
        id=id or claim.id,
        family=kind.family if kind else "",
        type=claim.type,
        gloss=kind.gloss if kind else plain(claim.type),
        sides=tuple(_sides(claim, kind, name)),
        unordered=kind is not None and kind.unordered,
        date=when_words(claim.date) or (f"“{_short(claim.date_text)}”" if claim.date_text else ""),
        modality=claim.modality.value,
        speaker=_side("speaker", speaker, name) if speaker else None,
        tags=tags_of(claim, stands=stands),
        traits=tuple(_traits(claim)),
        confidence=claim.confidence,
        reader=claim.reader,
        record=_record(claim),
        stands=stands,
        counts=counts,
        decisions=tuple(_word(decided) for decided in decisions),
        verdict=verdict,
        unchecked=unchecked,
    )


def tags_of(claim: Claim, *, stands: bool = True) -> tuple[str, ...]:
    """Give the words for what keeps a claim from being plainly so; none for what just happened."""
    tags = [] if claim.modality is Modality.HAPPENED else [claim.modality.value]
    tags += ["reported"] if claim.attribution else []
    tags += ["rejected"] if not stands else []
    return tuple(tags)


def families_of(notes: Iterable[Note]) -> tuple[tuple[str, int], ...]:
    """Count claims by family, in the ontology's order."""
    counted = Counter(note.family for note in notes)
    known = load_ontology().families
    return tuple((family, counted[family]) for family in (*known, "") if counted[family])


def marked(text: str, claims: Sequence[Claim], notes: Sequence[Note]) -> Marked:
    """Give a text with its claims' words marked; what the pieces hold, joined, is the text.

    Args:
        text: The document's.
        claims: As they were read, since corrections have no words in the text.
        notes: On each of them, in the same order.
    """
    return tuple(
        tuple(_sentence(passage, notes) for passage in paragraph.passages)
        for paragraph in highlight(text, claims)
    )


def _sentence(passage: Passage, notes: Sequence[Note]) -> Sentence:
    slots = {place: slot for slot, place in enumerate(passage.claims[:SLOTS])}
    return Sentence(
        pieces=tuple(_piece(segment, notes, slots) for segment in passage.segments),
        said=bool(passage.claims),
    )


def _piece(segment: Segment, notes: Sequence[Note], slots: dict[int, int]) -> Piece:
    roles = [
        f"{(_UNORDERED if notes[place].unordered else _LETTERS)[role]}{slots[place]}"
        for place, role in segment.roles
        if place in slots
    ]
    roles = ["role", *roles] if roles else []
    if not segment.triggers:
        return Piece(text=segment.text, classes=" ".join(roles))
    its = [notes[place] for place in segment.triggers]
    first = its[0]
    classes = ["cue", f"f-{first.family or 'other'}", f"m-{first.modality}"]
    classes += ["reported"] if first.speaker else []
    classes += [] if any(note.stands for note in its) else ["rejected"]
    classes += [f"t{slots[place]}" for place in segment.triggers if place in slots]
    opens = tuple(notes[place] for place in segment.opens)
    classes += [] if opens else ["rest"]
    return Piece(text=segment.text, classes=" ".join([*classes, *roles]), opens=opens, label=_label(opens))


def _word(decided: Decided) -> Word:
    decision = decided.decision
    changes = dict(decision.changes)
    did = _DEEDS[decision.kind]
    if decision.kind is DecisionKind.WITHDRAW:
        did = f"{did} {changes.pop(WITHDRAWN, '')}".strip()
    return Word(
        entry=decided.sequence,
        did=did,
        by=_short(decision.by),
        because=_short(decision.because),
        day=decided.recorded_at.date() if decided.recorded_at else None,
        changes=tuple((field, _short(value) or "empty") for field, value in changes.items()),
    )


def _label(opens: Sequence[Note]) -> str:
    """Say what is not plainly so, and where several claims share their words, of how many."""
    tags = tuple(dict.fromkeys(", ".join(note.tags) for note in opens))
    number = f"{len(opens)} claims" if len(opens) > 1 else ""
    return " · ".join(part for part in (*tags, number) if part)


def _sides(claim: Claim, kind: EventType | None, name: Name) -> Iterable[Side]:
    unordered = kind is not None and kind.unordered
    for role, who in ((ACTOR, claim.actor), (TARGET, claim.target)):
        if who is not None:
            yield _side("party" if unordered else role, who, name)


def _side(role: str, who: Participant | Speaker, name: Name) -> Side:
    words = _short(who.text)
    known = name(who.party) if who.party else ""
    return Side(role=role, party=who.party, name=_short(known or who.name or words), words=words)


def _traits(claim: Claim) -> Iterable[tuple[str, str]]:
    amount = claim.amount
    named = (
        ("level", plain(claim.level)),
        ("city", claim.city),
        ("object", claim.object),
        ("basis", plain(claim.basis)),
        ("measures", ", ".join(plain(measure) for measure in claim.measures)),
        ("amount", f"{amount.currency} {amount.value:,.0f}" if amount else ""),
    )
    for label, value in named:
        if value:
            yield label, _short(value)


def _record(claim: Claim) -> str:
    """Give what a record claim says, such as "first: state to recognize the Taliban government"."""
    record = claim.record_claim
    if record is None:
        return ""
    kind = plain(record.kind) if record.n is None else f"{plain(record.kind)} {record.n:,}"
    return f"{kind}: {_short(record.scope)}" if record.scope else kind


def _short(text: str) -> str:
    line = clean(text)
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
