"""Answers for people: rows in aligned columns, each with the sentences that stand behind it.

On a terminal the columns are fitted to its width, wrapped and coloured (rich); elsewhere the same lines
come plain and unwrapped, so that `grep` and `less` see whole sentences.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import IO, TYPE_CHECKING, Literal

from dragoman.cli.text import padded, safe, width

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

GAP = 2  # blanks between columns
INDENT = 4  # blanks before a sentence
NARROWEST = 14  # a column that is wrapped is never narrower
LONGEST_LINE = 110  # sentences are hard to read in longer lines, however wide the terminal is


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence with its source.

    `emphasis` marks the words that decide it, as offsets into `text`; `claims` are the short ids of the
    claims that it makes; `more` says where further sentences are.
    """

    text: str
    source: str
    emphasis: tuple[int, int] | None = None
    claims: tuple[str, ...] = ()
    more: str = ""

    @property
    def origin(self) -> str:
        """Source, claims and what more there is, on one line."""
        claims = f"claim{'s' * (len(self.claims) > 1)} {', '.join(self.claims)}" if self.claims else ""
        return " · ".join(part for part in (self.source, claims, self.more) if part)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of an answer: a cell for each column, and the sentences under it.

    `tone` colours the line on a terminal: "" for what holds, "dim" for what does not or is unknown,
    "bad" for what is wrong, "good" for what is right.
    """

    cells: tuple[str, ...]
    quotes: tuple[Quote, ...] = ()
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """An answer: what was asked, rows under column heads, and notes at the end.

    `right` names the columns that hold numbers. A column whose cells are all empty is left out.
    """

    heading: str = ""
    subheading: str = ""
    columns: tuple[str, ...] = ()
    rows: Sequence[Row] = ()
    notes: tuple[str, ...] = ()
    right: frozenset[str] = field(default=frozenset())


_TONES = {"": "", "dim": "dim", "bad": "red", "good": "green"}


def show(sheet: Sheet, stream: IO[str] | None = None) -> None:
    """Print a sheet: with colours and wrapping where `stream` (standard output) is a terminal."""
    stream = stream or sys.stdout
    used = _used_columns(sheet)
    if stream.isatty():
        _show_rich(sheet, used, stream)
    else:
        _show_plain(sheet, used, stream)


def merged(rows: Sequence[Row]) -> list[Row]:
    """Give the rows with each sentence once: of neighbours that rest on the same ones, under the last."""
    kept = list(rows)
    for index in range(len(kept) - 1):
        row, below = kept[index], kept[index + 1]
        if row.quotes and [_key(q) for q in row.quotes] == [_key(q) for q in below.quotes]:
            quotes = tuple(
                replace(low, claims=tuple(dict.fromkeys((*high.claims, *low.claims))))
                for high, low in zip(row.quotes, below.quotes, strict=True)
            )
            kept[index], kept[index + 1] = replace(row, quotes=()), replace(below, quotes=quotes)
    return kept


def _key(quote: Quote) -> tuple[str, str, str]:
    return quote.text, quote.source, quote.more


def _used_columns(sheet: Sheet) -> list[int]:
    return [i for i in range(len(sheet.columns)) if any(row.cells[i] for row in sheet.rows)]


def _widths(sheet: Sheet, used: Sequence[int]) -> list[int]:
    return [max(width(sheet.columns[i]), *(width(safe(row.cells[i])) for row in sheet.rows)) for i in used]


def _longest_words(sheet: Sheet, used: Sequence[int]) -> list[int]:
    return [
        max(width(word) for row in (sheet.columns, *(r.cells for r in sheet.rows)) for word in _words(row[i]))
        for i in used
    ]


def _words(cell: str) -> list[str]:
    return safe(cell).split() or [""]


def _show_plain(sheet: Sheet, used: Sequence[int], stream: IO[str]) -> None:
    for line in (sheet.heading, sheet.subheading):
        if line:
            stream.write(safe(line) + "\n")
    if sheet.rows and used:
        if sheet.heading:
            stream.write("\n")
        widths = _widths(sheet, used)

        def write(cells: Sequence[str]) -> None:
            texts = [
                padded(safe(cells[i]), w, right=sheet.columns[i] in sheet.right)
                for i, w in zip(used, widths, strict=True)
            ]
            stream.write((" " * GAP).join(texts).rstrip() + "\n")

        write(sheet.columns)
        for row in merged(sheet.rows):
            write(row.cells)
            for quote in row.quotes:
                source = f" [{safe(quote.origin)}]" if quote.origin else ""
                stream.write(f"{' ' * INDENT}“{safe(quote.text)}”{source}\n")
    if sheet.notes:
        stream.write("\n" if sheet.rows or sheet.heading else "")
        stream.writelines(safe(note) + "\n" for note in sheet.notes)


def _show_rich(sheet: Sheet, used: Sequence[int], stream: IO[str]) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(file=stream, highlight=False, markup=False, emoji=False, soft_wrap=False)
    if sheet.heading:
        console.print(Text(safe(sheet.heading), style="bold"))
    if sheet.subheading:
        console.print(Text(safe(sheet.subheading), style="dim"))
    if sheet.rows and used:
        if sheet.heading:
            console.print()
        widths = fitted(_widths(sheet, used), _longest_words(sheet, used), console.width)
        console.print(_line(sheet, used, widths, sheet.columns, "bold dim"))
        for row in merged(sheet.rows):
            console.print(_line(sheet, used, widths, row.cells, _TONES[row.tone]))
            for quote in row.quotes:
                _print_quote(console, quote)
    if sheet.notes:
        if sheet.rows or sheet.heading:
            console.print()
        for note in sheet.notes:
            console.print(Text(safe(note), style="dim"))


def fitted(widths: Sequence[int], words: Sequence[int], columns: int) -> list[int]:
    """Narrow the widest columns, one step at a time, until all fit into a terminal of so many columns.

    A column is not made narrower than its longest word (`words`) while another can give way.
    """
    fit = list(widths)
    for floors in (words, [NARROWEST] * len(fit)):
        while sum(fit) + GAP * (len(fit) - 1) > columns:
            wide = [i for i, w in enumerate(fit) if w > max(floors[i], NARROWEST)]
            if not wide:
                break
            fit[max(wide, key=lambda i: fit[i])] -= 1
    return fit


def _line(
    sheet: Sheet, used: Sequence[int], widths: Sequence[int], cells: Sequence[str], style: str
) -> RenderableType:
    from rich.table import Table
    from rich.text import Text

    line = Table.grid(padding=(0, GAP, 0, 0))
    for i, columns in zip(used, widths, strict=True):
        justify: Literal["left", "right"] = "right" if sheet.columns[i] in sheet.right else "left"
        line.add_column(width=columns, justify=justify, overflow="fold")
    line.add_row(*(Text(safe(cells[i]), style=style) for i in used))
    return line


def _print_quote(console: Console, quote: Quote) -> None:
    from rich.padding import Padding
    from rich.text import Text

    text = Text("“", style="italic")
    if quote.emphasis is None:
        text.append(safe(quote.text))
    else:
        start, end = quote.emphasis
        # Parts are made safe one by one; blanks at their seams must stay.
        before, words, after = (quote.text[:start], quote.text[start:end], quote.text[end:])
        text.append(f"{safe(before)} " if before[-1:].isspace() else safe(before))
        text.append(safe(words), style="bold")
        text.append(f" {safe(after)}" if after[:1].isspace() else safe(after))
    text.append("”")
    right = max(0, console.width - LONGEST_LINE)
    console.print(Padding(text, (0, right, 0, INDENT)))
    if quote.origin:
        console.print(Padding(Text(safe(quote.origin), style="dim cyan"), (0, right, 0, INDENT)))
