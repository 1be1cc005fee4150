"""Whether a predicate happened, is to come, may come, is asked for or is denied.

Announcing, deciding or promising a performative act (recognition, severing, expulsion, recall) is doing
it; other acts that are announced are planned.
"""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.reader.conditions import is_conditional
from dragoman.reader.sentence import Sentence
from dragoman.reader.syntax.chunk import Chunk
from dragoman.reader.syntax.clause import Clause
from dragoman.records import Modality

_UNTIL = 9  # chunks behind a verb in which "until" is looked for
_PHRASES = ("NP", "P", "D")  # what a subject and its attributes are made of


@dataclass(frozen=True, slots=True)
class Mood:
    """Modality with the tense that relative dates need, and whether a refusal was what happened."""

    modality: Modality
    future: bool = False
    refused: bool = False


_HAPPENED = Mood(Modality.HAPPENED)
_PLANNED = Mood(Modality.PLANNED, future=True)
_DEMANDED = Mood(Modality.DEMANDED, future=True)
_POSSIBLE = Mood(Modality.POSSIBLE, future=True)


def mood_of(sentence: Sentence, clause: Clause, *, performative: bool) -> Mood:
    """Read the mood of a clause from its verb group, what governs it and the conditions around it."""
    verb = sentence.chunks[clause.k]
    negated = not verb.infinitive and (verb.negated or _denies_argument(sentence, clause))
    if negated and not _lasted_until(sentence, clause):
        refused = verb.modal in ("would", "will") and _is_announced(sentence, clause.k)
        return Mood(Modality.DENIED, refused=refused)
    if is_conditional(sentence, clause.k):
        return Mood(Modality.CONDITIONAL, future=True)
    if verb.modal:
        return _modal(sentence, clause, verb, performative=performative)
    if verb.infinitive or (verb.forms <= {"ing"} and not verb.auxiliaries):
        return _governed(sentence, clause, verb, performative=performative)
    return _subordinate(sentence, clause)


def _subordinate(sentence: Sentence, clause: Clause) -> Mood:
    """The mood of what is demanded or denied: "demanded that Peru close …", "denied that it had closed …"."""
    governor = _governor_of_that(sentence, clause.k)
    if governor is None or governor.negated:
        return _HAPPENED
    verb, lemmas = sentence.chunks[clause.k], set(governor.lemmas)
    if lemmas & sentence.lexicon.cues.denying:
        return Mood(Modality.DENIED)
    plain = "base" in verb.forms and not verb.forms & {"past", "part"} and not verb.auxiliaries
    subjunctive = plain or sentence.tokens.lows[verb.i] == "be"
    demanding = sentence.lexicon.governors["demanded"] | sentence.lexicon.cues.insisting
    if subjunctive and lemmas & demanding:
        return _DEMANDED
    return _HAPPENED


def _governor_of_that(sentence: Sentence, k: int) -> Chunk | None:
    """The verb whose "that" clause, with a subject of its own, chunk `k` is the verb of."""
    chunks, at = sentence.chunks, k - 1
    while at >= 0 and chunks[at].kind in _PHRASES:
        at -= 1
    if at < 1 or chunks[at].low != "that" or at == k - 1:
        return None
    at -= 1
    while at >= 0 and chunks[at].kind in _PHRASES:
        at -= 1
    return chunks[at] if at >= 0 and chunks[at].kind == "VG" else None


def _denies_argument(sentence: Sentence, clause: Clause) -> bool:
    """Whether the subject or object says that there is none: "No government has recognized …"."""
    lows, empty = sentence.tokens.lows, sentence.lexicon.cues.empty_phrases
    return any(p is not None and lows[p.np.i] in empty for p in (clause.subject, clause.object))


def _lasted_until(sentence: Sentence, clause: Clause) -> bool:
    """Whether an "until" says that it did, then: "did not recognize … until 1981"."""
    return any(c.low == "until" for c in sentence.chunks[clause.k + 1 : clause.k + 1 + _UNTIL])


def _modal(sentence: Sentence, clause: Clause, verb: Chunk, *, performative: bool) -> Mood:
    cues, modal = sentence.lexicon.cues, verb.modal
    if modal in cues.future or modal in ("would", "'d"):
        announced = _is_announced(sentence, clause.k)
        if modal != "be-to" and performative and announced and not _is_far(sentence, clause):
            return _HAPPENED
        if modal in ("would", "'d") and not announced and "have" in verb.auxiliaries:
            return Mood(Modality.CONDITIONAL)
        return _PLANNED
    if modal in cues.maybe:
        return _POSSIBLE
    return _DEMANDED if modal in cues.duty else _HAPPENED


def _is_announced(sentence: Sentence, k: int) -> bool:
    """Whether a word of saying or deciding governs chunk `k` from the left."""
    lexicon = sentence.lexicon
    for c in reversed(sentence.chunks[:k]):
        if c.kind == ";":
            return False
        if c.kind == "VG" and any(x in lexicon.say or x in lexicon.cues.announcing for x in c.lemmas):
            return not c.negated
    return False


def _is_far(sentence: Sentence, clause: Clause) -> bool:
    """Whether the clause names a time still to come ("in September", "next month")."""
    words = sentence.tokens.lows[sentence.chunks[clause.k].i :]
    return bool(clause.dates) or not sentence.lexicon.cues.soon.isdisjoint(words)


def _governed(sentence: Sentence, clause: Clause, verb: Chunk, *, performative: bool) -> Mood:
    """The mood of an infinitive, gerund or participle, from the noun or the verb that it depends on."""
    cues = sentence.lexicon.cues
    noun = _noun_before(sentence, clause.k)
    mood = sentence.lexicon.noun_moods.get(noun.low) if noun is not None else None
    if noun is not None and mood is not None:
        return _performed(mood, performative=performative, decisive=noun.low in cues.decisive_nouns)
    ranked = verb.infinitive and _is_ranked(sentence, clause)
    if clause.governor < 0:
        return _HAPPENED if ranked or not verb.infinitive else _PLANNED
    outer = mood_of(sentence, sentence.walker.clause(clause.governor), performative=performative)
    if ranked:
        return outer
    return _under_verb(sentence, clause, verb, outer, performative=performative)


def _noun_before(sentence: Sentence, k: int) -> Chunk | None:
    """The noun phrase that the verb at `k` depends on: "the decision to open", "talks on opening"."""
    chunks = sentence.chunks
    before = chunks[k - 1] if k else None
    if before is not None and before.kind == "P" and k > 1:
        before = chunks[k - 2]
    return before if before is not None and before.kind == "NP" else None


def _under_verb(sentence: Sentence, clause: Clause, verb: Chunk, outer: Mood, *, performative: bool) -> Mood:
    """The mood under a governing verb, whose own mood is `outer`."""
    lexicon, governor = sentence.lexicon, sentence.chunks[clause.governor]
    lemmas = set(governor.lemmas)
    words = lemmas | set(sentence.tokens.lows[governor.j : verb.i])
    happened = outer.modality is Modality.HAPPENED
    if "rule" in lemmas and "out" in words:  # "has not ruled out recognizing"
        return _POSSIBLE if governor.negated else Mood(Modality.DENIED)
    if words & lexicon.governors["denied"]:
        if happened and lemmas & lexicon.cues.refusing:
            return Mood(Modality.DENIED, refused=True)
        return _HAPPENED if governor.negated else Mood(Modality.DENIED)
    if not happened:
        return outer
    addressed = governor.passive or any(
        c.kind == "NP" for c in sentence.chunks[clause.governor + 1 : clause.k]
    )
    if lemmas & lexicon.governors["demanded"] and verb.infinitive and addressed:
        return _DEMANDED
    for modality in (Modality.POSSIBLE, Modality.PLANNED, Modality.CONDITIONAL):
        if words & lexicon.governors[modality]:
            decisive = bool(lemmas & lexicon.cues.decisive_verbs)
            return _performed(modality, performative=performative, decisive=decisive)
    if lemmas & lexicon.governors["happened"] or not verb.infinitive:
        return _HAPPENED
    return _PLANNED if lemmas & lexicon.say else _HAPPENED


def _is_ranked(sentence: Sentence, clause: Clause) -> bool:
    """Whether the infinitive tells what was done: "the first to recognize", "the only state to open"."""
    start = sentence.chunks[clause.governor].j if clause.governor >= 0 else 0
    words = sentence.tokens.lows[start : sentence.chunks[clause.k].i]
    return not sentence.lexicon.cues.ranking.isdisjoint(words)


def _performed(modality: Modality, *, performative: bool, decisive: bool) -> Mood:
    """Deciding or announcing a performative act is doing it; other acts are then planned."""
    if modality is Modality.PLANNED and performative and decisive:
        return _HAPPENED
    return Mood(modality, future=modality is not Modality.DENIED)


def nominal_mood(sentence: Sentence, k: int) -> Mood:
    """The mood of a verbal noun ("the recognition of …"), from the verb before it in its clause."""
    chunks, noun_moods = sentence.chunks, sentence.lexicon.noun_moods
    if sentence.tokens.lows[chunks[k].i] in ("no", "without"):
        return Mood(Modality.DENIED)
    for c in reversed(chunks[:k]):
        if c.kind == "VG":
            return _nominal_under(sentence, c)
        if c.kind == "NP" and c.low in noun_moods:
            return Mood(noun_moods[c.low], future=True)
        if c.kind in (";", "S", "W"):
            break
    return _HAPPENED


def _nominal_under(sentence: Sentence, verb: Chunk) -> Mood:
    """The mood that a verb gives the verbal noun behind it: "will not change", "sought recognition"."""
    governors, cues = sentence.lexicon.governors, sentence.lexicon.cues
    lemmas = set(verb.lemmas)
    if verb.negated or lemmas & governors["denied"]:
        return Mood(Modality.DENIED)
    if verb.modal in cues.future:
        return _PLANNED
    if verb.modal in cues.maybe or verb.modal in cues.duty or verb.modal == "would":
        return _POSSIBLE
    if "seek" in lemmas or lemmas & governors["demanded"]:
        return _DEMANDED
    return _POSSIBLE if lemmas & governors["possible"] else _HAPPENED
