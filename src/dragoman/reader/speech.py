"""Whose word a clause is: the publisher's own, or a speaker's, with the quotation's span."""

from __future__ import annotations

from dragoman.reader.sentence import Sentence
from dragoman.reader.syntax.chunk import Chunk
from dragoman.reader.syntax.clause import Phrase
from dragoman.records import Span, Speaker

_RELATIVES = ("which", "that")


def speaker_of(sentence: Sentence, k: int) -> Speaker | None:
    """Give the speaker to whom the sentence ascribes chunk `k`, None for the publisher's own word."""
    for t in range(len(sentence.chunks)):
        if t != k and _is_saying(sentence, t):
            phrase = _who_says(sentence, t, k)
            if phrase is not None:
                return _speaker(sentence, phrase)
    return _according_to(sentence)


def _is_saying(sentence: Sentence, t: int) -> bool:
    """Whether chunk `t` is a verb of saying with a subject: finite, or a participle after a comma."""
    chunks = sentence.chunks
    c = chunks[t]
    if c.kind != "VG" or sentence.lexicon.cues.attributing.isdisjoint(c.lemmas):
        return False
    if c.passive or c.infinitive:
        return False
    return c.finite or any(x.kind == "," for x in chunks[max(0, t - 2) : t])


def _who_says(sentence: Sentence, t: int, k: int) -> Phrase | None:
    """Who says, by the verb at `t`, what chunk `k` tells; None where it does not report that chunk."""
    chunks, clause = sentence.chunks, sentence.walker.clause(t)
    if t > k and _is_inverted(sentence, t):
        return clause.object
    reported = t < k and _reports(chunks, t, k)
    trailing = t > k and _closes(chunks, t, clause.subject)
    if clause.subject is None:
        return clause.object if trailing else None
    if (reported or trailing) and clause.subject.np.low not in _RELATIVES:
        return clause.subject
    return None


def _is_inverted(sentence: Sentence, t: int) -> bool:
    """Whether the speaker stands behind the verb: "…, said the minister"."""
    kinds = [c.kind for c in sentence.chunks[t - 1 : t + 2]]
    verb = sentence.chunks[t]
    inverts = verb.bare and not sentence.lexicon.cues.inverting.isdisjoint(verb.lemmas)
    return inverts and kinds in ([",", "VG", "NP"], ['"', "VG", "NP"])


def _reports(chunks: list[Chunk], t: int, k: int) -> bool:
    """Whether chunk `k` lies in what the verb at `t` reports: after "that", a quotation mark or directly."""
    between = chunks[t + 1 : k]
    if any(c.kind == ";" for c in between):
        return False
    if any(c.kind == '"' or (c.kind in ("S", "W") and c.low == "that") for c in between):
        return True
    return bool(between) and not any(c.kind == "VG" and c.finite for c in between)


def _closes(chunks: list[Chunk], t: int, subject: Phrase | None) -> bool:
    """Whether a verb of saying closes the sentence: "…, the ministry said", "…, said the ministry"."""
    start = t
    if subject is not None:
        start = next((i for i, c in enumerate(chunks[:t]) if c is subject.np), t)
    return start > 0 and chunks[start - 1].kind in (",", '"')


def _according_to(sentence: Sentence) -> Speaker | None:
    chunks = sentence.chunks
    for t, c in enumerate(chunks[:-2]):
        if c.low == "according" and c.kind in ("VG", "NP") and chunks[t + 2].kind == "NP":
            return _speaker(sentence, Phrase(chunks[t + 2]))
    return None


def _speaker(sentence: Sentence, phrase: Phrase) -> Speaker:
    np = phrase.np
    referents = sentence.resolver.parties(phrase)
    span = sentence.token_span(np.i, np.j)
    party = referents[0].party if referents else ""
    name = sentence.resolver.gazetteer.party(party).name if party else ""
    return Speaker(
        party=party, name=name, text=span.of(sentence.text), span=span, quotation=_quotation(sentence)
    )


def _quotation(sentence: Sentence) -> Span | None:
    """The span between the sentence's first pair of quotation marks."""
    marks = [i for i, tag in enumerate(sentence.tokens.tags) if tag == '"']
    if len(marks) < 2:
        return None
    return Span(sentence.tokens.ends[marks[0]], sentence.tokens.starts[marks[1]])
