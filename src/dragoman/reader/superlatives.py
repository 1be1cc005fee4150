"""Record claims: "the first country to recognize", "the only one", "no other state", "147 states recognize"."""

from __future__ import annotations

import re

from dragoman.records import RecordClaim

_NOUN = r"(?:countr(?:y|ies)|states?|nations?|governments?|powers?|members?|partners?|allies|leaders?|capitals?|republics?|ones?)"
_NUMBER_WORDS = {
    word: n
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
}
_FIRST = re.compile(
    rf"\b(?:becom(?:e|es|ing)|became|was|is|were|being|making it|as)\s+(?:also\s+)?(?:the\s+)?(?:very\s+)?first\b(?:\s+\w+){{0,3}}?"
    rf"(?:\s+{_NOUN})?\s+(?:to|that|which|in)\b|\bthe\s+(?:very\s+)?first\s+(?:\w+\s+){{0,2}}{_NOUN}\s+(?:to|that|which)\b"
    r"|\bfirst\s+to\s+[a-z]+",
    re.I,
)
_ONLY = re.compile(
    rf"\bthe\s+(?:only|sole)\s+(?:\w+\s+){{0,2}}{_NOUN}\s+(?:to|that|which|with)\b|\bstands?\s+alone\s+in\b|\balone\s+(?:in|among)\b"
    rf"|\bthe\s+only\s+one\s+to\b|\balone\s+has\b",
    re.I,
)
_NONE = re.compile(
    rf"\bno\s+(?:other|foreign|single)?\s*{_NOUN}\s+(?:has|have|had|did|does|recogni[sz]e)|\bno\s+other\s+{_NOUN}\b",
    re.I,
)
_COUNT = re.compile(
    rf"\b(\d{{1,3}}|{'|'.join(_NUMBER_WORDS)})\s+(?:\w+[\s-]+){{0,3}}?{_NOUN}\s+(?:(?:now|already|still|that|which|have|had|formally|officially)\s+)*"
    rf"(?:recogni[sz]e|recogni[sz]ed|maintain|have|had|with)\b|\b(?:recogni[sz]ed\s+by|has|have|had|left\s+with|down\s+to|leaves\s+\w+\s+with)\s+(?:now\s+)?(?:only\s+|just\s+)?"
    rf"(\d{{1,3}}|{'|'.join(_NUMBER_WORDS)})\s+(?:\w+\s+){{0,3}}?(?:{_NOUN}|allies)\b",
    re.I,
)
_MOST = re.compile(rf"\bmost\s+(?:\w+\s+){{0,3}}{_NOUN}\s+(?:recogni[sz]e|have|had|do|did)", re.I)


def record_claim_in(sentence: str) -> RecordClaim | None:
    """Give the record claim that a sentence makes, with its scope as printed; None where it makes none."""
    for kind, pattern in (("first", _FIRST), ("only", _ONLY), ("none_other", _NONE), ("most", _MOST)):
        match = pattern.search(sentence)
        if match:
            return RecordClaim(kind=kind, scope=_scope(sentence, match.start()))
    match = _COUNT.search(sentence)
    if match:
        word = (match.group(1) or match.group(2)).lower()
        return RecordClaim(
            kind="count",
            n=int(word) if word.isdigit() else _NUMBER_WORDS[word],
            scope=_scope(sentence, match.start()),
        )
    return None


def _scope(sentence: str, start: int) -> str:
    """The words from the record claim to the end of its clause, as printed."""
    rest = sentence[start:]
    end = re.search(r"[.;!?]\s*$|[;!?]|\.\s|,\s(?:but|and|while|which)\b", rest)
    return rest[: end.start()].strip() if end else rest.strip()
