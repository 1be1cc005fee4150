"""Whether a predicate happened, is to come, may come, is asked for or is denied; and whose word it is."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.reader.chunks import Chunk
from dragoman.reader.clauses import Clause
from dragoman.reader.lexicon import Lexicon
from dragoman.reader.proposal import Sentence
from dragoman.records import Modality

_FUTURE = frozenset(("will", "shall", "'ll", "be to"))
_MAYBE = frozenset(("may", "might", "could", "can"))
_DUTY = frozenset(("should", "must", "ought"))
_CONDITION = frozenset(("if", "unless", "provided", "whether"))
_NOUNS = {
    "decision": Modality.PLANNED,
    "plan": Modality.PLANNED,
    "plans": Modality.PLANNED,
    "intention": Modality.PLANNED,
    "agreement": Modality.PLANNED,
    "promise": Modality.PLANNED,
    "pledge": Modality.PLANNED,
    "preparations": Modality.PLANNED,
    "commitment": Modality.PLANNED,
    "order": Modality.PLANNED,
    "talks": Modality.POSSIBLE,
    "negotiations": Modality.POSSIBLE,
    "process": Modality.POSSIBLE,
    "steps": Modality.POSSIBLE,
    "bill": Modality.POSSIBLE,
    "proposal": Modality.POSSIBLE,
    "readiness": Modality.POSSIBLE,
    "willingness": Modality.POSSIBLE,
    "desire": Modality.POSSIBLE,
    "offer": Modality.POSSIBLE,
    "possibility": Modality.POSSIBLE,
    "wish": Modality.POSSIBLE,
    "hope": Modality.POSSIBLE,
    "talk": Modality.POSSIBLE,
    "hopes": Modality.POSSIBLE,
    "efforts": Modality.POSSIBLE,
    "effort": Modality.POSSIBLE,
    "calls": Modality.DEMANDED,
    "call": Modality.DEMANDED,
    "demand": Modality.DEMANDED,
    "demands": Modality.DEMANDED,
    "request": Modality.DEMANDED,
    "pressure": Modality.DEMANDED,
    "appeal": Modality.DEMANDED,
    "appeals": Modality.DEMANDED,
    "refusal": Modality.DENIED,
    "failure": Modality.DENIED,
    "threat": Modality.CONDITIONAL,
    "threats": Modality.CONDITIONAL,
}


@dataclass(frozen=True, slots=True)
class Mood:
    """Modality with the tense that relative dates need, and whether a refusal was what happened."""

    modality: Modality
    future: bool = False
    refused: bool = False


def mood_of(sentence: Sentence, clause: Clause, lexicon: Lexicon, *, performative: bool) -> Mood:
    """Read the mood of a clause from its verb group, what governs it and the conditions around it."""
    verb = sentence.chunks[clause.k]
    if (
        not verb.infinitive
        and (verb.negated or _negated_subject(sentence, clause))
        and not _until(sentence, clause)
    ):
        return Mood(
            Modality.DENIED,
            refused=verb.modal in ("would", "will") and _announced(sentence, clause.k, lexicon),
        )
    if conditional(sentence, clause.k):
        return Mood(Modality.CONDITIONAL, future=True)
    if verb.modal:
        return _modal(sentence, clause, verb, lexicon, performative=performative)
    if verb.infinitive or (verb.forms <= {"ing"} and not verb.auxiliaries):
        return _governed(sentence, clause, verb, lexicon, performative=performative)
    return Mood(Modality.HAPPENED)


def _negated_subject(sentence: Sentence, clause: Clause) -> bool:
    """ "No government has recognized …", "neither side …"."""
    lows = sentence.tokens.lows
    for phrase in (clause.subject, clause.object):
        if phrase is not None and lows[phrase.np.i] in ("no", "neither", "none"):
            return True
    return False


def _until(sentence: Sentence, clause: Clause) -> bool:
    """ "did not recognize … until 1981" says that it did, then."""
    return any(c.low == "until" for c in sentence.chunks[clause.k + 1 : clause.k + 10])


def conditional(sentence: Sentence, k: int) -> bool:
    """Whether chunk `k` stands in, or depends on, an if-clause of its own part of the sentence."""
    chunks = sentence.chunks
    inside = False
    for c in reversed(chunks[:k]):
        if c.kind == "S" and c.low in _CONDITION:
            return True
        if c.kind in (";", ".") or (c.kind == "," and inside):
            break
        if c.kind == "VG":
            inside = True
    if chunks and chunks[0].kind in ("S",) and chunks[0].low in _CONDITION:
        return True
    first = sentence.tokens.lows[0] if len(sentence.tokens) else ""
    if first == "should" and chunks[0].kind == "VG":
        return True
    verb = chunks[k]
    return (
        verb.kind == "VG"
        and verb.modal in ("would", "could", "might")
        and any(c.kind == "S" and c.low in ("if", "unless", "provided") for c in chunks[k + 1 :])
    )


def _modal(sentence: Sentence, clause: Clause, verb: Chunk, lexicon: Lexicon, *, performative: bool) -> Mood:
    modal = verb.modal
    if modal in _FUTURE or modal in ("would", "'d"):
        if (
            modal != "be to"
            and performative
            and _announced(sentence, clause.k, lexicon)
            and not _far(sentence, clause)
        ):
            return Mood(Modality.HAPPENED)
        if (
            modal in ("would", "'d")
            and not _announced(sentence, clause.k, lexicon)
            and "have" in verb.auxiliaries
        ):
            return Mood(Modality.CONDITIONAL)
        return Mood(Modality.PLANNED, future=True)
    if modal in _MAYBE:
        return Mood(Modality.POSSIBLE, future=True)
    if modal in _DUTY:
        return Mood(Modality.DEMANDED, future=True)
    return Mood(Modality.HAPPENED)


def _announced(sentence: Sentence, k: int, lexicon: Lexicon) -> bool:
    """Whether a word of saying or deciding governs chunk `k` from the left."""
    for c in reversed(sentence.chunks[:k]):
        if c.kind == "VG" and set(c.lemmas) & (lexicon.say | {"decide", "agree"}):
            return not c.negated
        if c.kind == ";":
            return False
    return False


def _far(sentence: Sentence, clause: Clause) -> bool:
    """Whether the clause names a time still to come ("in September", "next month")."""
    return bool(clause.dates) or any(
        low in ("soon", "shortly", "next", "later")
        for low in sentence.tokens.lows[sentence.chunks[clause.k].i :]
    )


def _governed(
    sentence: Sentence, clause: Clause, verb: Chunk, lexicon: Lexicon, *, performative: bool
) -> Mood:
    chunks = sentence.chunks
    noun = chunks[clause.k - 1] if clause.k else None
    if noun is not None and noun.kind == "P" and clause.k > 1:
        noun = chunks[clause.k - 2]
    if noun is not None and noun.kind == "NP" and noun.low in _NOUNS:
        return _performed(
            _NOUNS[noun.low], performative=performative, decisive=noun.low in ("decision", "agreement")
        )
    if clause.governor < 0:
        return (
            Mood(Modality.HAPPENED)
            if not verb.infinitive or _ranked(sentence, clause)
            else Mood(Modality.PLANNED, future=True)
        )
    governor = chunks[clause.governor]
    lemmas = set(governor.lemmas)
    if verb.infinitive and _ranked(sentence, clause):
        return mood_of(sentence, _governor_clause(sentence, clause), lexicon, performative=performative)
    words = lemmas | set(sentence.tokens.lows[governor.j : verb.i])
    outer = mood_of(sentence, _governor_clause(sentence, clause), lexicon, performative=performative)
    if words & lexicon.governors["denied"]:
        if outer.modality is Modality.HAPPENED and lemmas & {"refuse", "decline", "reject"}:
            return Mood(Modality.DENIED, refused=True)
        return Mood(Modality.DENIED) if not governor.negated else Mood(Modality.HAPPENED)
    if outer.modality is not Modality.HAPPENED:
        return outer
    if lemmas & lexicon.governors["demanded"] and clause.governor < clause.k and verb.infinitive and (
        governor.passive or any(c.kind == "NP" for c in chunks[clause.governor + 1 : clause.k])
    ):  # fmt: skip
        return Mood(Modality.DEMANDED, future=True)
    for name in ("possible", "planned", "conditional"):
        if words & lexicon.governors[name]:
            return _performed(
                Modality(name),
                performative=performative,
                decisive=bool(lemmas & {"decide", "agree", "choose", "vote", "announce"}),
            )
    if lemmas & lexicon.governors["happened"] or not verb.infinitive:
        return Mood(Modality.HAPPENED)
    return Mood(Modality.PLANNED, future=True) if lemmas & lexicon.say else Mood(Modality.HAPPENED)


def _ranked(sentence: Sentence, clause: Clause) -> bool:
    """ "the first to recognize", "the only state to open": the infinitive tells what was done."""
    start = sentence.chunks[clause.governor].j if clause.governor >= 0 else 0
    words = set(sentence.tokens.lows[start : sentence.chunks[clause.k].i])
    return bool(words & {"first", "only", "last", "second", "third", "alone", "latest", "sole"})


def _performed(modality: Modality, *, performative: bool, decisive: bool) -> Mood:
    """Deciding or announcing a performative act is doing it; other acts are then planned."""
    if modality is Modality.PLANNED and performative and decisive:
        return Mood(Modality.HAPPENED)
    return Mood(modality, future=modality is not Modality.DENIED)


def _governor_clause(sentence: Sentence, clause: Clause) -> Clause:
    return sentence.walker.clause(clause.governor)


def nominal_mood(sentence: Sentence, k: int, lexicon: Lexicon) -> Mood:
    """The mood of a verbal noun ("the recognition of …"), from the verb before it in its clause."""
    chunks = sentence.chunks
    np = chunks[k]
    first = sentence.tokens.lows[np.i]
    if first in ("no", "without"):
        return Mood(Modality.DENIED)
    for c in reversed(chunks[:k]):
        if c.kind == "VG":
            lemmas = set(c.lemmas)
            if c.negated or lemmas & lexicon.governors["denied"]:
                return Mood(Modality.DENIED)
            if c.modal in _FUTURE | _MAYBE | _DUTY | {"would"}:
                return Mood(Modality.PLANNED if c.modal in _FUTURE else Modality.POSSIBLE, future=True)
            if lemmas & (lexicon.governors["demanded"] | {"seek"}):
                return Mood(Modality.DEMANDED, future=True)
            if lemmas & lexicon.governors["possible"]:
                return Mood(Modality.POSSIBLE, future=True)
            return Mood(Modality.HAPPENED)
        if c.kind == "NP" and c.low in _NOUNS:
            return Mood(_NOUNS[c.low], future=True)
        if c.kind in (";", "S", "W"):
            break
    return Mood(Modality.HAPPENED)
