"""`dragoman who` and `dragoman whom`: one dimension across all parties, asked in the order of words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import click

from dragoman.answers import Answer
from dragoman.cli import layout
from dragoman.cli.exits import DONE
from dragoman.cli.options import format_option, known_at_option, ledger_option, on_option, sentences_option
from dragoman.cli.output import emit
from dragoman.cli.sheet import Row, Sheet
from dragoman.export.rows import STANDING_COLUMNS, standing_row
from dragoman.relations.answers import Standing
from dragoman.relations.statuses import polarity
from dragoman.service import Ledger

# What is asked, with the dimension that answers it. The first of each is shown in the help.
VERBS = {
    "recognizes": "recognition",
    "recognises": "recognition",
    "has-relations-with": "relations",
    "has-missions-in": "mission",
    "has-embassies-in": "mission",
    "has-envoys-in": "envoy",
    "has-ambassadors-in": "envoy",
    "has-agreements-with": "agreement",
    "sanctions": "sanctions",
    "designates": "designation",
    "is-member-of": "membership",
    "governs": "authority",
}
_SHOWN = ", ".join({dimension: verb for verb, dimension in reversed(VERBS.items())}.values())


@click.command(epilog=f"Verbs: {_SHOWN}.")
@click.argument("words", nargs=-1, required=True, metavar="VERB B")
@on_option
@known_at_option
@sentences_option(1)
@format_option
@ledger_option
def who(
    words: tuple[str, ...],
    on: date | None,
    known_at: datetime | None,
    sentences: int,
    style: str,
    ledger: str | None,
) -> int:
    """Say who recognizes, sanctions, … B on a day: dragoman who recognizes AFG/taliban.

    Recognition of a government is not recognition of its state: ask for each by its own name or id.
    """
    verb, party = split_words(words, verb_first=True)
    with Ledger.open(ledger, create=False) as book:
        answer = book.who(VERBS[verb], party, on=on, known_at=known_at)
    _print(answer, f"Who {verb.replace('-', ' ')} {answer.name(answer.b)}", sentences, style)
    return DONE


@click.command(epilog=f"Verbs: {_SHOWN}.")
@click.argument("words", nargs=-1, required=True, metavar="A VERB")
@on_option
@known_at_option
@sentences_option(1)
@format_option
@ledger_option
def whom(
    words: tuple[str, ...],
    on: date | None,
    known_at: datetime | None,
    sentences: int,
    style: str,
    ledger: str | None,
) -> int:
    """Say whom A recognizes, sanctions, … on a day: dragoman whom USA recognizes."""
    verb, party = split_words(words, verb_first=False)
    with Ledger.open(ledger, create=False) as book:
        answer = book.whom(party, VERBS[verb], on=on, known_at=known_at)
    _print(answer, f"Whom {answer.name(answer.a)} {verb.replace('-', ' ')}", sentences, style)
    return DONE


def split_words(words: Sequence[str], *, verb_first: bool) -> tuple[str, str]:
    """Tell the verb from the party; both may be of several words, as in `has missions in North Korea`.

    Raises:
        click.UsageError: there is no verb, or no party.
    """
    for length in range(len(words), 0, -1):
        part = words[:length] if verb_first else words[-length:]
        verb = "-".join(part).casefold().replace("_", "-").replace(" ", "-")
        if verb in VERBS:
            rest = words[length:] if verb_first else words[:-length]
            if rest:
                return verb, " ".join(rest)
            message = f"{verb} whom? name a party" if verb_first else f"who {verb}? name a party"
            raise click.UsageError(message)
    example = "who recognizes AFG/taliban" if verb_first else "whom USA recognizes"
    message = f"no verb in {' '.join(words)!r}: take one of {_SHOWN}, as in `dragoman {example}`"
    raise click.UsageError(message)


def _print(answer: Answer[Standing], question: str, sentences: int, style: str) -> None:
    emit(
        style,
        sheet=lambda: _sheet(answer, question, sentences),
        rows=[standing_row(shown, answer.name) for shown in answer],
        columns=STANDING_COLUMNS,
        head=layout.head(answer),
    )


def _sheet(answer: Answer[Standing], question: str, sentences: int) -> Sheet:
    rows = []
    for shown in answer:
        item = shown.item
        asked = answer.a or answer.b
        # The party that was not asked about; where it is a government of the state asked about, both.
        other = item.b if item.a == asked else item.a
        sides = [other] if asked in (item.a, item.b) else [item.a, item.b]
        relation = item.relation.id[: layout.SHORT_ID] if item.relation else ""
        rows.append(
            Row(
                (
                    f" {layout.ARROW} ".join(layout.label(answer, side) for side in sides),
                    layout.plain(item.status) + ("" if item.certain else "?"),
                    layout.since(item.since, item.first_evidence),
                    layout.date_text(item.until),
                    layout.traits(item),
                    relation,
                ),
                layout.quotes(shown.evidence, sentences, more=f"dragoman why {relation}"),
                tone="" if polarity(item.status) > 0 else "dim",
            )
        )
    return Sheet(
        heading=question,
        subheading=layout.subheading(answer),
        columns=("party", "status", "since", "until", "detail", "relation"),
        rows=rows,
        notes=(_count(answer), *answer.notes),
    )


def _count(answer: Answer[Standing]) -> str:
    signs = [polarity(shown.item.status) for shown in answer]
    parties = "1 party" if signs.count(1) == 1 else f"{signs.count(1):,} parties"
    counts = [parties]
    if signs.count(0):
        counts.append(f"{signs.count(0):,} interrupted")
    if signs.count(-1):
        counts.append(f"{signs.count(-1):,} on record as not, or no more")
    return f"{'; '.join(counts)}. Of all others nothing is on record for that day, which is not “no”."
