"""Views of the sentences of a text, as the heads are given them."""

from __future__ import annotations

from datetime import date

from dragoman.reader import Context, Proposal, Sentence, propose_all
from dragoman.reader.encoder.views import View, view_of
from tests.reader.texts import PUBLISHED, document, reader_of


def views_of(text: str, *, title: str = "", published: date | None = PUBLISHED) -> list[View]:
    """Give the view of every sentence of a text; the grammar proposes nothing."""
    views: list[View] = []

    class Viewer:
        def __init__(self, context: Context) -> None:
            self._discourse = context.discourse

        def propose(self, sentence: Sentence) -> list[Proposal]:
            views.append(view_of(sentence, self._discourse))
            return []

    propose_all(document(text, title=title, published=published), reader=reader_of(Viewer))
    return views
