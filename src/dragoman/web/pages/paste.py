"""A pasted text, read on the spot; it is recorded only when somebody asks for that who may."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from fastapi import APIRouter, Request
from starlette.background import BackgroundTask
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from dragoman.dates.published import read_published
from dragoman.errors import DateError, DocumentError
from dragoman.records import Claim, Document
from dragoman.service import Ledger
from dragoman.sources import clean_text, foreign_language
from dragoman.web import paths
from dragoman.web.asking import LedgerDep, parse_day
from dragoman.web.desk import DeskDep, Reading
from dragoman.web.notes import Marked, Note, families_of, marked, note_of
from dragoman.web.problems import ProblemError
from dragoman.web.rendering import party_name, render
from dragoman.web.security.access import WriterDep
from dragoman.web.security.csrf import FormDep
from dragoman.web.security.limits import count_deed

router = APIRouter(include_in_schema=False)

FIELDS = ("text", "published", "title", "publisher", "url", "anyway")
_LONGEST = 500  # characters of a title, publisher or address
_WORDY = 2000  # characters without a blank that no text of words has
_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_NO_COUNT = (
    "most"  # record claims that only a comparison of all parties decides, which a page does not wait for
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasted:
    """What was read of a text; `key` is that under which the reading is kept."""

    document: Document
    key: str
    text: Marked
    notes: tuple[Note, ...]
    families: tuple[tuple[str, int], ...]


class RefusedError(Exception):
    """A text that cannot be read, or what is said of it; `field` says which input is meant."""

    def __init__(self, *, field: str, because: str) -> None:
        self.field = field
        super().__init__(because)


@router.get("/paste")
def ask(request: Request) -> Response:
    """Show the form."""
    return render(request, "paste.html", given=dict.fromkeys(FIELDS, ""), refused=None)


@router.post("/paste")
def read(request: Request, form: FormDep, desk: DeskDep) -> Response:
    """Read a text, and go to what it claims."""
    count_deed(request, "paste")
    given = {field: str(form.get(field, "")) for field in FIELDS}
    try:
        doc = document_of(given, most=request.app.state.settings.paste_chars)
    except RefusedError as refused:
        return render(request, "paste.html", status=422, given=given, refused=refused)
    key, _ = desk.read(doc)
    return RedirectResponse(paths.pasted(key), status_code=303)


@router.get("/paste/{key}")
def show(request: Request, ledger: LedgerDep, desk: DeskDep, key: str) -> Response:
    """Show what a text claims that was read a while ago; only who pasted it knows the key."""
    reading = desk.kept(key)
    response = render(request, "pasted.html", pasted=pasted(key, reading, ledger))
    response.headers["cache-control"] = "no-store"
    return response


@router.post("/paste/record")
def record(ledger: LedgerDep, desk: DeskDep, writer: WriterDep, form: FormDep) -> Response:
    """Record a text that was read before, and go to it."""
    reading = desk.kept(_one(form, "key"))
    recorded = ledger.record(reading.document, claims=reading.claims)
    place = paths.document(recorded.document)
    return RedirectResponse(place, status_code=303, background=BackgroundTask(ledger.refresh))


def document_of(given: dict[str, str], *, most: int) -> Document:
    """Give the document that a form holds.

    Args:
        given: What was typed, by field.
        most: Characters that a text may have.

    Raises:
        RefusedError: it is none that can be read.
    """
    text = _text(given["text"], most)
    foreign = "" if given["anyway"] else foreign_language(text)
    if foreign:
        raise RefusedError(field="anyway", because=f"The text looks like {foreign}; only English is read.")
    title, publisher, url = (_line(given[field], field) for field in ("title", "publisher", "url"))
    if url and not _ADDRESS.fullmatch(url):
        raise RefusedError(
            field="url", because="An address begins with http:// or https:// and has no blanks."
        )
    doc = Document(text=text, name="", title=title, publisher=publisher, url=url)
    named = replace(doc, name=f"pasted-{doc.id[:12]}", language="en" if given["anyway"] else "")
    return replace(named, published=_published(given["published"]) or read_published(text))


def pasted(key: str, reading: Reading, ledger: Ledger) -> Pasted:
    """Give what a page shows of a reading, with the ledger's word on record claims."""
    doc, claims = reading.document, reading.claims
    verdicts = {}
    if checked := [claim for claim in claims if _is_checked(claim)]:
        verdicts = {shown.item.claim.id: shown.item for shown in ledger.check(doc, claims=checked)}
    notes = tuple(
        note_of(
            claim,
            number=number,
            name=party_name,
            verdict=verdicts.get(claim.id),
            unchecked=claim.record_claim is not None and not _is_checked(claim),
        )
        for number, claim in enumerate(claims, 1)
    )
    return Pasted(
        document=doc, key=key, text=marked(doc.text, claims, notes), notes=notes, families=families_of(notes)
    )


def _is_checked(claim: Claim) -> bool:
    return claim.record_claim is not None and claim.record_claim.kind != _NO_COUNT


def _text(pasted: str, most: int) -> str:
    text = pasted.replace("\r\n", "\n")  # browsers send every end of a line so, whatever was pasted
    if len(text) > most:
        message = f"The text has {len(text):,} characters; no more than {most:,} are read here."
        raise RefusedError(field="text", because=message)
    if not text.strip():
        raise RefusedError(field="text", because="There is no text.")
    if max(map(len, text.split())) > _WORDY:
        raise RefusedError(
            field="text", because=f"A word of more than {_WORDY:,} characters is none: this is no text."
        )
    try:
        return clean_text(text, file="the text")
    except DocumentError as error:
        raise RefusedError(field="text", because=f"The text {error.problem}.") from error


def _line(value: str, field: str) -> str:
    line = " ".join(value.split())
    if len(line) > _LONGEST or not line.isprintable():
        raise RefusedError(
            field=field, because=f"This takes one line of up to {_LONGEST} characters that can be seen."
        )
    return line


def _published(value: str) -> date | None:
    if not value.strip():
        return None
    try:
        return parse_day(value.strip())
    except DateError as error:
        raise RefusedError(field="published", because="This is no day; give it as YYYY-MM-DD.") from error


def _one(form: FormData, field: str) -> str:
    value = form.get(field, "")
    if not isinstance(value, str) or not value:
        raise ProblemError(400, f"The form lacks its field {field}.")
    return value
