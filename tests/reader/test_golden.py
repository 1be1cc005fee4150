"""The bundled texts and the claims read from them, compared exactly with `golden/*.json`.

They hold what is read, not what ought to be (`readings.txt` says that): a change of the reader shows here
where else it is felt. Where the change is meant, run `pytest --update-golden` and review the diff.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.dates import format_edtf
from dragoman.records import Claim, Document, Interval
from dragoman.sources.bundled import bundled_documents
from tests.reader.texts import claims_of

FOLDER = Path(__file__).parent / "golden"
DOCUMENTS = bundled_documents()
REMEDY = (
    "; if the change is meant, run `pytest tests/reader/test_golden.py --update-golden` and review the diff"
)


def compact(claim: Claim, text: str) -> list[str]:
    """Give type, actor, target, date (EDTF), modality and trigger words; "" for what there is none of."""
    return [
        claim.type,
        claim.actor.party if claim.actor else "",
        claim.target.party if claim.target else "",
        format_edtf(claim.date) if isinstance(claim.date, Interval) else "",
        str(claim.modality),
        claim.trigger.of(text),
    ]


def written(doc: Document) -> str:
    """Give the golden file of a document: one line a claim, so that a diff shows claims."""
    rows = [json.dumps(compact(claim, doc.text), ensure_ascii=False) for claim in claims_of(doc)]
    lines = ",\n".join(f"    {row}" for row in rows)
    return f'{{\n  "document": "{doc.id}",\n  "claims": [\n{lines}\n  ]\n}}\n'


@pytest.mark.parametrize("doc", DOCUMENTS, ids=[doc.name for doc in DOCUMENTS])
def test_claims_of_a_bundled_text_are_those_on_file(doc: Document, update_golden: bool) -> None:
    path = FOLDER / f"{doc.name}.json"
    if update_golden:
        path.parent.mkdir(exist_ok=True)
        path.write_text(written(doc), encoding="utf-8")
    expected = json.loads(path.read_text(encoding="utf-8"))
    assert expected["document"] == doc.id, "the text is another" + REMEDY
    told = [compact(claim, doc.text) for claim in claims_of(doc)]
    assert told == expected["claims"], "the claims are others" + REMEDY


def test_every_golden_file_belongs_to_a_bundled_text(update_golden: bool) -> None:
    names = {f"{doc.name}.json" for doc in DOCUMENTS}
    stale = [path for path in FOLDER.glob("*.json") if path.name not in names]
    if update_golden:
        for path in stale:
            path.unlink()
    assert {path.name for path in FOLDER.glob("*.json")} == names


def test_golden_files_hold_claims_of_many_types() -> None:
    rows = [row for path in FOLDER.glob("*.json") for row in json.loads(path.read_text("utf-8"))["claims"]]
    assert len({row[0] for row in rows}) >= 25
    assert {row[4] for row in rows} >= {"happened", "planned", "denied"}
