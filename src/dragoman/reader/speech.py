"""Whose word a clause is: the publisher's own, or a speaker's, with the quotation's span."""

from __future__ import annotations

from dragoman.reader.chunks import Chunk
from dragoman.reader.clauses import Phrase
from dragoman.reader.lexicon import Lexicon
from dragoman.reader.proposal import Sentence
from dragoman.records import Span, Speaker

_ATTRIBUTES = frozenset(
    "say tell announce declare state report add note claim confirm insist argue explain disclose reveal write "
    "indicate assert affirm reiterate stress remark observe acknowledge promise vow pledge".split()
)


def speaker_of(sentence: Sentence, k: int, lexicon: Lexicon) -> Speaker | None:
    """Give the speaker to whom the sentence ascribes what chunk `k` says, None for the publisher's own word."""
    chunks = sentence.chunks
    for t, c in enumerate(chunks):
        if c.kind != "VG" or t == k or not set(c.lemmas) & _ATTRIBUTES or c.passive or c.infinitive:
            continue
        if not c.finite and "," not in {x.kind for x in chunks[max(0, t - 2) : t]}:
            continue
        clause = sentence.walker.clause(t)
        reported = t < k and _complement(chunks, t, k)
        trailing = t > k and _after_comma(chunks, t, clause.subject)
        if (
            clause.subject is not None
            and (reported or trailing)
            and clause.subject.np.low not in ("which", "that")
        ):
            return _speaker(sentence, clause.subject)
        if trailing and clause.object is not None and clause.subject is None:
            return _speaker(sentence, clause.object)
    for t, c in enumerate(chunks):  # "according to X"
        if c.kind == "VG" and c.low == "according" and t + 2 < len(chunks) and chunks[t + 2].kind == "NP":
            return _speaker(sentence, Phrase(chunks[t + 2]))
        if c.kind == "NP" and c.low == "according" and t + 2 < len(chunks) and chunks[t + 2].kind == "NP":
            return _speaker(sentence, Phrase(chunks[t + 2]))
    return None


def _complement(chunks: list[Chunk], t: int, k: int) -> bool:
    """Whether chunk `k` lies in what the verb at `t` reports: after "that", a quotation mark or directly."""
    between = chunks[t + 1 : k]
    if any(c.kind == ";" for c in between):
        return False
    if any(
        c.kind == "S" and c.low == "that" or c.kind == "W" and c.low == "that" or c.kind == '"'
        for c in between
    ):
        return True
    return not any(c.kind == "VG" and c.finite for c in between) and bool(between)


def _after_comma(chunks: list[Chunk], t: int, subject: Phrase | None) -> bool:
    """Whether a verb of saying closes the sentence: "…, the ministry said", "…, said the ministry"."""
    start = t if subject is None else min(t, next((i for i, c in enumerate(chunks) if c is subject.np), t))
    before = start - 1
    return before >= 0 and chunks[before].kind in (",", '"')


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
