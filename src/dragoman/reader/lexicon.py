"""The small words, verb forms and noun classes of `data/phrases/lexicon.toml`, ready for look-up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from dragoman.reader.cues import Cues, load_cues
from dragoman.reader.inflection import inflect
from dragoman.records import Modality
from dragoman.resources import load_toml

FILE = "phrases/lexicon.toml"
# Order matters: a word in two lists gets the first tag here ("that" is a determiner unless a verb follows).
_TAG_OF = {
    "negation": "NEG",
    "be": "B",
    "have": "H",
    "do": "DO",
    "modal": "MD",
    "possessive": "PS",
    "pronoun": "PR",
    "relative": "W",
    "subordinator": "S",
    "conjunction": "CC",
    "preposition": "P",
    "determiner": "DT",
    "adverb": "RB",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Look-up tables of the reader; every key is lower case."""

    cues: Cues
    tags: dict[str, str]  # closed-class word -> tag of `reader.syntax`
    verbs: dict[str, tuple[tuple[str, str], ...]]  # form -> (lemma, "base" | "s" | "past" | "part" | "ing")
    nounish: frozenset[str]  # verb forms that are more often nouns
    say: frozenset[str]  # lemmas of reporting verbs
    governors: dict[str, frozenset[str]]  # modality -> lemmas and adjectives that give it
    noun_moods: dict[str, Modality]  # noun -> the modality of the infinitive behind it
    classes: dict[str, frozenset[str]]  # noun class -> head nouns, plurals included; a pronoun may recall it
    things: dict[str, frozenset[str]]  # further noun classes, which no pronoun recalls
    excluded: dict[str, frozenset[str]]  # noun class -> modifiers that make another thing of it
    missions: dict[str, str]  # head noun -> level
    envoys: dict[str, str]
    agents: frozenset[str]
    recognizable: frozenset[str]
    descriptions: dict[str, frozenset[str]]


def _lists(table: dict[str, str]) -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in table.items()}


def _inverse(table: dict[str, str]) -> dict[str, str]:
    return {word: name for name, words in table.items() for word in words.split()}


def _tags(words: dict[str, str]) -> dict[str, str]:
    tags: dict[str, str] = {}
    for name, tag in _TAG_OF.items():
        for word in words[name].split():
            tags.setdefault(word, tag)
    return tags


def _verbs(data: dict[str, Any], extra: tuple[str, ...]) -> dict[str, tuple[tuple[str, str], ...]]:
    rows = [row.split() for row in data["irregular"]["forms"].split(";")]
    irregular = {base: (past, part) for base, past, part in rows}
    lists = [data["verbs"]["general"], data["words"]["say"], *data["governors"].values()]
    lemmas = {*extra, *(word for words in lists for word in words.split())}
    forms = inflect(lemmas, irregular)
    for closed in ("be", "have", "do"):
        for form in data["words"][closed].split():
            forms.pop(form, None)
    return {form: tuple(sorted(kinds)) for form, kinds in forms.items()}


def _noun_moods(cues: Cues) -> dict[str, Modality]:
    lists = {
        Modality.PLANNED: cues.planning_nouns,
        Modality.POSSIBLE: cues.possible_nouns,
        Modality.DEMANDED: cues.demanding_nouns,
        Modality.DENIED: cues.denying_nouns,
        Modality.CONDITIONAL: cues.threatening_nouns,
    }
    return {noun: modality for modality, nouns in lists.items() for noun in nouns}


@cache
def load_lexicon(extra_verbs: tuple[str, ...] = ()) -> Lexicon:
    """Give the packaged lexicon; `extra_verbs` are the lemmas that the frames use."""
    data, cues = load_toml(FILE), load_cues()
    return Lexicon(
        cues=cues,
        tags=_tags(data["words"]),
        verbs=_verbs(data, extra_verbs),
        nounish=frozenset(data["verbs"]["nounish"].split()),
        say=frozenset(data["words"]["say"].split()),
        governors=_lists(data["governors"]),
        noun_moods=_noun_moods(cues),
        classes=_lists(data["classes"]),
        things=_lists(data["things"]),
        excluded=_lists(data["excluded"]),
        missions=_inverse(data["missions"]),
        envoys=_inverse(data["envoys"]),
        agents=frozenset().union(*_lists(data["agents"]).values()),
        recognizable=frozenset(data["recognizable"]["words"].split()),
        descriptions=_lists(data["descriptions"]),
    )
