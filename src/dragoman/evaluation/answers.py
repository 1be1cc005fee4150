"""Gold events and read claims in one form, and the rule that says when two of them are the same.

Two answers of one document agree where they share a type, a class of modality ("happened" and
"ongoing" are one) and both parties. A party agrees with itself, with the state it governs and with the
group that it is ("AFG/taliban" with "AFG" and with "taliban"). Relations, agreements, talks and accords
may have their parties swapped. Where both name a city, the cities agree. Gold may list further
acceptable values (`alt…`, one or a list), and each of them is as good as the first.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dragoman.ontology import Ontology

UNKNOWN_FAMILY = "?"
_FACT = frozenset({"happened", "ongoing"})
_SWAPPED_FAMILIES = frozenset({"relations", "agreement"})
_SWAPPED_TYPES = frozenset({"consult", "agree"})
_QUALIFIERS = "~?%"  # EDTF marks of doubt; they do not make a date another one


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Answer:
    """One event as gold asks for it or as a reader gives it; compared by `agrees`, never by value.

    `evidence` is gold's quotation or the claim's sentence; `label` names it in listings.
    """

    type: str
    family: str
    types: frozenset[str]
    modalities: frozenset[str]
    actors: frozenset[str]
    targets: frozenset[str]
    cities: frozenset[str]
    date: str
    dates: frozenset[str]
    optional: bool
    swapped: bool  # the parties have no order
    evidence: str
    label: str


def parse_answer(row: Mapping[str, Any], ontology: Ontology) -> Answer:
    """Turn a gold event or a claim's JSON into an answer; parties may be ids or objects with `id`."""
    kind = str(row["type"])
    known = ontology.get(kind)
    family = known.family if known else UNKNOWN_FAMILY
    further = _values(row.get("alt") or row.get("alt_type"))
    actor, target = _party(row.get("actor")), _party(row.get("target"))
    date = str(row.get("date") or "")
    modalities = (row.get("modality"), *_other(row.get("alt_modality")))
    return Answer(
        type=kind,
        family=family,
        types=frozenset((kind, *map(str, further))),
        modalities=frozenset(_modality(value) for value in modalities),
        actors=_parties(actor, row.get("alt_actor")),
        targets=_parties(target, row.get("alt_target")),
        cities=frozenset(filter(None, map(_plain, (row.get("city"), *_other(row.get("alt_city")))))),
        date=date,
        dates=frozenset((date, *map(str, _other(row.get("alt_date"))))),
        optional=bool(row.get("optional")),
        swapped=family in _SWAPPED_FAMILIES or kind in _SWAPPED_TYPES,
        evidence=_evidence(row),
        label=_label(kind, actor, target, date, row),
    )


def agrees(one: Answer, other: Answer) -> bool:
    """Say whether two answers are the same event, dates aside; `one` decides whether order counts."""
    return (
        same_type(one, other)
        and same_modality(one, other)
        and same_city(one, other)
        and same_parties(one, other)
    )


def same_type(one: Answer, other: Answer) -> bool:
    """Say whether they share a type."""
    return not one.types.isdisjoint(other.types)


def same_modality(one: Answer, other: Answer) -> bool:
    """Say whether they share a class of modality."""
    return not one.modalities.isdisjoint(other.modalities)


def same_city(one: Answer, other: Answer) -> bool:
    """Say whether their cities agree; one without a city agrees with any."""
    return not (one.cities and other.cities) or not one.cities.isdisjoint(other.cities)


def same_parties(one: Answer, other: Answer) -> bool:
    """Say whether actors and targets agree, in either order where the order says nothing."""
    if _meet(one.actors, other.actors) and _meet(one.targets, other.targets):
        return True
    return one.swapped and _meet(one.actors, other.targets) and _meet(one.targets, other.actors)


def one_party(one: Answer, other: Answer) -> bool:
    """Say whether at least one party agrees, or both do the wrong way round."""
    straight = _meet(one.actors, other.actors) or _meet(one.targets, other.targets)
    return straight or (_meet(one.actors, other.targets) and _meet(one.targets, other.actors))


def same_date(gold: Answer, read: Answer) -> bool:
    """Say whether the date read is one that gold accepts, marks of doubt aside."""
    ends = date_ends(read.date)
    return any(date_ends(date) == ends for date in gold.dates)


def compatible_dates(one: Answer, other: Answer) -> bool:
    """Say whether one date lies within the other, as 1921-07-26 within 1921, or either is not known."""
    pairs = tuple(zip(date_ends(one.date), date_ends(other.date), strict=True))
    return all(a.startswith(b) for a, b in pairs) or all(b.startswith(a) for a, b in pairs)


def distinct(answers: Iterable[Answer]) -> list[Answer]:
    """Leave out answers that repeat another with a compatible date; the longest date stays."""
    kept: list[Answer] = []
    for answer in sorted(answers, key=lambda a: len(a.date), reverse=True):
        if not any(agrees(other, answer) and compatible_dates(other, answer) for other in kept):
            kept.append(answer)
    return kept


def _meet(some: frozenset[str], others: frozenset[str]) -> bool:
    return any(same_party(a, b) for a in some for b in others)


def same_party(a: str, b: str) -> bool:
    """Say whether two ids are one party: equal, or a government and its state or group."""
    if a == b:
        return True
    governing, plain = (a, b) if "/" in a else (b, a)
    return "/" in governing and plain in governing.split("/")


def _party(value: object) -> str:
    if isinstance(value, Mapping):
        value = value.get("id") or value.get("name")
    return str(value or "").strip()


def _values(value: object) -> tuple[object, ...]:
    """Give what gold accepts besides: one value or a list of them."""
    if isinstance(value, (list, tuple)):
        return tuple(value)
    return (value,) if value else ()


def _other(value: object) -> tuple[object, ...]:
    """Give the one further answer that gold accepts, if any; a list is no answer, as the rule reads it."""
    return (value if isinstance(value, Mapping) else str(value),) if value else ()


def _parties(party: str, further: object) -> frozenset[str]:
    return frozenset((party.casefold(), *((_party(other) or party).casefold() for other in _other(further))))


def _modality(value: object) -> str:
    word = str(value or "happened")
    return "fact" if word in _FACT else word


def _plain(city: object) -> str:
    """Give a city's letters and digits without case or accents."""
    letters = unicodedata.normalize("NFKD", str(city or ""))
    return "".join(letter for letter in letters if letter.isalnum()).casefold()


def date_ends(date: str) -> tuple[str, str]:
    """Give the first and the last date of an EDTF interval, marks of doubt aside; of a date, it twice."""
    first, _, last = date.strip().partition("/")
    first, last = first.strip(_QUALIFIERS), (last or first).strip(_QUALIFIERS)
    return first, last


def _evidence(row: Mapping[str, Any]) -> str:
    sentence = row.get("sentence")
    text = sentence.get("text") if isinstance(sentence, Mapping) else row.get("evidence") or sentence
    return " ".join(str(text or "").split())


def _label(kind: str, actor: str, target: str, date: str, row: Mapping[str, Any]) -> str:
    extras = (str(row.get(key) or "") for key in ("modality", "level", "city"))
    extra = [word for word in extras if word not in ("", "happened")]
    return " ".join([kind, actor or "—", "→", target or "—", date or "undated", *extra])
