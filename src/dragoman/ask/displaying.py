"""Answers as a notebook shows them: a table with sentences, and a picture where the extra is installed."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from dragoman.answers import Answer, Shown
from dragoman.charts.text import asked, clean, date_text, label, plain
from dragoman.charts.wording import question
from dragoman.errors import MissingExtraError
from dragoman.ontology import load_ontology
from dragoman.records import Event, Relation
from dragoman.relations.answers import Standing, TimelineEntry

if TYPE_CHECKING:
    from dragoman.charts.picture import Picture

_MOST_ROWS = 200  # of a table; a notebook is no place for more
_LONGEST_NAME = 60  # code points, in a table
_SCALE = 1.5  # pixels a unit of a picture
_INSTALL = "With the extra, a picture is shown here: pip install 'dragoman[charts]'."

Cells = tuple[str, ...]


def display_status(answer: Answer[Standing]) -> dict[str, Any]:
    """Show how two parties stand: a table of every dimension."""
    title = f"{answer.name(answer.a)} and {answer.name(answer.b)}"
    return _bundle(answer, title, ("dimension", "between", "status", "since", "until"), _standing, None)


def display_across(answer: Answer[Standing], *, dimension: str) -> dict[str, Any]:
    """Show one dimension across all parties: a map and a table."""
    columns = ("dimension", "between", "status", "since", "until")
    direction, party = ("from", answer.a) if answer.a else ("to", answer.b)
    relations: Answer[Relation] = Answer(
        rows=tuple(Shown(s.item.relation, s.evidence) for s in answer if s.item.relation is not None),
        known_at=answer.known_at,
        sequence=answer.sequence,
        names=answer.names,
        notes=answer.notes,
    )

    def picture() -> Picture:
        from dragoman.charts.maps import draw_map  # pictures are drawn only where one looks at an answer

        on = answer.on or answer.known_at.date()
        return draw_map(relations, dimension=dimension, party=party, direction=direction, on=on)

    title = question(answer, dimension, party, direction)
    return _bundle(answer, title, columns, _standing, picture)


def display_timeline(answer: Answer[TimelineEntry]) -> dict[str, Any]:
    """Show what happened: marks over time and a table."""
    title = " and ".join(answer.name(party) for party in (answer.a, answer.b) if party)
    columns = ("date", "event", "between", "said as", "documents")

    def picture() -> Picture:
        from dragoman.charts.timelines import draw_timeline

        return draw_timeline(answer)

    return _bundle(answer, title, columns, _event, picture)


def _bundle(
    answer: Answer[Any],
    title: str,
    columns: Sequence[str],
    cells: Callable[[Answer[Any], Any], Cells],
    picture: Callable[[], Picture] | None,
) -> dict[str, Any]:
    rows = [(cells(answer, shown.item), shown) for shown in answer.rows[:_MOST_ROWS]]
    line = asked(answer, on=answer.on)
    text = [clean(title), line, *("  ".join(part for part in row if part) for row, _ in rows)]
    left = len(answer) - len(rows)
    if left:
        text.append(f"… and {left:,} more")
    parts = [f"<h4>{escape(clean(title))}</h4><p>{escape(line)}</p>"]
    if picture is not None:
        parts.append(_image(picture))
    parts.append(_table(columns, rows))
    if left:
        parts.append(f"<p>… and {left:,} more</p>")
    return {"text/plain": "\n".join(text), "text/html": "".join(parts)}


def _image(picture: Callable[[], Picture]) -> str:
    try:
        drawn = picture()
        content = base64.b64encode(drawn.to_png(scale=_SCALE)).decode()
    except MissingExtraError:
        return f"<p><em>{escape(_INSTALL)}</em></p>"
    words = escape(drawn.description, quote=True)
    return f'<p><img alt="{words}" style="max-width: 100%" src="data:image/png;base64,{content}"></p>'


def _table(columns: Iterable[str], rows: Iterable[tuple[Cells, Shown[Any]]]) -> str:
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in (*columns, "sentence"))
    body = "".join(
        f"<tr>{''.join(f'<td>{escape(clean(cell))}</td>' for cell in cells)}<td>{_quoted(shown)}</td></tr>"
        for cells, shown in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _quoted(shown: Shown[Any]) -> str:
    """Give the first sentence with its deciding words marked, and its document."""
    if not shown.evidence:
        return ""
    first = shown.evidence[0]
    before, words, after = (
        first.text[: first.start],
        first.text[first.start : first.end],
        first.text[first.end :],
    )
    said_in = " · ".join(
        clean(part) for part in (first.document, first.publisher, str(first.published or "undated")) if part
    )
    quote = "".join(
        (escape(_unseen(before)), f"<mark>{escape(_unseen(words))}</mark>", escape(_unseen(after)))
    )
    return f'<q dir="auto">{quote}</q><br><small>{escape(said_in)}</small>'


def _unseen(text: str) -> str:
    """Give text without what hides or turns the direction of writing; blanks at its ends stay."""
    inner = clean(text)
    start = " " if text[:1].isspace() else ""
    return f"{start}{inner}{' ' if inner and text[-1:].isspace() else ''}"


def _standing(answer: Answer[Any], item: Standing) -> Cells:
    status = plain(item.status) + ("" if item.certain else "?")
    since = date_text(item.since) or (f"≤ {item.first_evidence}" if item.relation else "")
    between = _between(answer, item.a, item.b, item.dimension in load_ontology().unordered_dimensions)
    return item.dimension, between, status, since, date_text(item.until)


def _event(answer: Answer[Any], item: TimelineEntry) -> Cells:
    event: Event = item.event
    kind = load_ontology().get(event.type)
    between = _between(answer, event.actor, event.target, kind is not None and kind.unordered)
    when = date_text(event.date) or (f"as of {event.as_of}" if event.as_of else "undated")
    return when, plain(event.type), between, event.modality.value, str(event.documents)


def _between(answer: Answer[Any], a: str, b: str, unordered: bool) -> str:
    mark = " \N{EN DASH} " if unordered else " → "
    return mark.join(label(answer, party, most=_LONGEST_NAME) for party in (a, b) if party)
