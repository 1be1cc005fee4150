"""A trivial reader to compare with: a telling word, the first two states of the sentence, its first date.

What it scores is what a gold set gives away for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.dates import Tense, find_dates, format_edtf, resolve_date
from dragoman.evaluation import Answer, parse_answer
from dragoman.gazetteer import load_gazetteer
from dragoman.ontology import load_ontology
from dragoman.reader.text import split_blocks
from dragoman.records import Document, Interval, Span

_WORDS = {
    "recognize": r"recogni[sz]",
    "sever_relations": r"sever|br(?:eak|oke)\w* (?:off )?(?:diplomatic )?(?:relations|ties)",
    "resume_relations": r"resum|restor",
    "establish_relations": r"establish",
    "open_mission": r"open",
    "close_mission": r"clos|shut",
    "recall_envoy": r"recall",
    "expel_envoy": r"expel|persona non grata",
    "appoint_envoy": r"appoint|named",
    "sign_agreement": r"sign",
    "ratify_agreement": r"ratif",
    "impose_sanctions": r"sanction|embargo",
    "lift_sanctions": r"lift",
    "leave_organisation": r"withdr",
    "join_organisation": r"join",
    "accuse": r"accus|condemn|blame",
    "reject": r"reject|refus",
    "request": r"call\w* (?:on|for)|ask|demand|urg",
    "consult": r"met\b|visit|talks",
    "support": r"prais|welcom|support",
    "assault": r"attack|bomb|invad",
}
_WORD = re.compile("|".join(rf"(?P<{kind}>\b(?:{words}))" for kind, words in _WORDS.items()), re.IGNORECASE)


def baseline_reader(doc: Document) -> list[Answer]:
    """Give one answer a sentence that has a telling word and two states."""
    return list(_answers(doc))


def _answers(doc: Document) -> Iterator[Answer]:
    ontology = load_ontology()
    for block in split_blocks(doc.text):
        for sentence in block.sentences:
            text = sentence.of(doc.text)
            word = _WORD.search(text)
            parties = _states(doc, sentence)
            if word is None or len(parties) < len(("actor", "target")):
                continue
            row = {
                "type": word.lastgroup,
                "actor": parties[0],
                "target": parties[1],
                "date": _date(doc, sentence),
                "modality": "happened",
                "sentence": text,
            }
            yield parse_answer(row, ontology)


def _states(doc: Document, sentence: Span) -> list[str]:
    """Give the parties named in a sentence, each once, in the order of the text."""
    gazetteer = load_gazetteer()
    text = sentence.of(doc.text)
    chosen = (
        gazetteer.choose(
            match, on=doc.published, before=text[: match.span.start], after=text[match.span.end :]
        )
        for match in gazetteer.find(text)
    )
    return list(dict.fromkeys(reading.party for reading in chosen if reading is not None))


def _date(doc: Document, sentence: Span) -> str:
    for match in find_dates(doc.text, sentence.start, sentence.end):
        when = resolve_date(match, published=doc.published, last=None, tense=Tense.PAST)
        if isinstance(when, Interval):
            return format_edtf(when)
    return ""
