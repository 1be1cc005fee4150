"""Small documents with claims built by hand, and what hostile ones hold."""

from __future__ import annotations

from datetime import date

from dragoman.dates import parse_edtf
from dragoman.records import Claim, Document, Modality, Participant, Span

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</textarea><script>alert(1)</script>",
    "</title><svg onload=alert(1)>",
    "javascript:alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "\u202egnorw siht sdaer\u202c \u2066isolated",
    "\u200f\u061c\u200b\ufeff",
    "&lt;b&gt;&#60;script&#62;",
    "-->]]><!--",
)
READER = "hand/1"


def recognition(
    *,
    actor: str = "RUS",
    target: str = "AFG/taliban",
    text: str = "Moscow recognized the Taliban government on 3 July 2025.",
    name: str = "wire-1",
    title: str = "",
    publisher: str = "Example Wire",
    url: str = "",
    published: date = date(2025, 7, 4),
) -> tuple[Document, list[Claim]]:
    """Give a document with one claim, which its words "recognized" make."""
    doc = Document(text=text, name=name, title=title, publisher=publisher, url=url, published=published)
    start = text.index("recognized")
    claim = Claim(
        document=doc.id,
        sentence=Span(0, len(text)),
        trigger=Span(start, start + len("recognized")),
        type="recognize",
        actor=Participant(role="actor", party=actor, name=actor, text=text[:start].strip()),
        target=Participant(role="target", party=target, name=target, text="the Taliban government"),
        date=parse_edtf("2025-07-03"),
        date_text="on 3 July 2025",
        modality=Modality.HAPPENED,
        confidence=0.9,
        reader=READER,
    )
    return doc, [claim]
