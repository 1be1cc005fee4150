"""The small words, verb forms and noun classes of `data/phrases/lexicon.toml`, ready for look-up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dragoman.resources import load_toml

_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Look-up tables of the grammar; every key is lower case."""

    tags: dict[str, str]  # closed-class word -> tag of `reader.tokens`
    verbs: dict[str, tuple[tuple[str, str], ...]]  # form -> (lemma, "base" | "s" | "past" | "part" | "ing")
    nounish: frozenset[str]  # verb forms that are more often nouns
    say: frozenset[str]  # lemmas of reporting verbs
    governors: dict[str, frozenset[str]]  # modality -> lemmas and adjectives that give it
    classes: dict[str, frozenset[str]]  # noun class -> head nouns, plurals included
    excluded: dict[str, frozenset[str]]  # noun class -> modifiers that make another thing of it
    missions: dict[str, str]  # head noun -> level
    envoys: dict[str, str]
    agents: frozenset[str]
    recognizable: frozenset[str]
    descriptions: dict[str, frozenset[str]]


def verb_forms(lemma: str) -> dict[str, str]:
    """Give the regular forms of a verb: form -> "base", "s", "past" (also its participle) or "ing"."""
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        s, past = lemma[:-1] + "ies", lemma[:-1] + "ied"
    elif lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        s, past = lemma + "es", lemma + "ed"
    else:
        s, past = lemma + "s", lemma + ("d" if lemma.endswith("e") else "ed")
    ing = (
        lemma[:-1] + "ing"
        if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye"))
        else lemma + "ing"
    )
    if lemma.endswith("ie"):
        ing = lemma[:-2] + "ying"
    return {lemma: "base", s: "s", past: "past", ing: "ing"}


def _doubles(lemma: str) -> bool:
    """Whether the last consonant doubles before -ing, as its listed past form shows."""
    return (
        len(lemma) > 2 and lemma[-1] not in "aeiouwxy" and lemma[-2] in _VOWELS and lemma[-3] not in _VOWELS
    )


def _all_forms(lemmas: set[str], irregular: dict[str, tuple[str, str]]) -> dict[str, set[tuple[str, str]]]:
    forms: dict[str, set[tuple[str, str]]] = {}

    def add(form: str, lemma: str, kind: str) -> None:
        forms.setdefault(form, set()).add((lemma, kind))

    for lemma in sorted(lemmas | set(irregular)):
        for form, kind in verb_forms(lemma).items():
            if kind == "past" and lemma in irregular:
                continue
            add(form, lemma, kind)
            if kind == "past":
                add(form, lemma, "part")
        past, part = irregular.get(lemma, ("", ""))
        if past:
            add(past, lemma, "past")
            add(part, lemma, "part")
        if _doubles(lemma) and (not past or past == lemma + lemma[-1] + "ed" or past == lemma):
            add(lemma + lemma[-1] + "ing", lemma, "ing")
        if lemma.endswith("ize"):  # British spelling
            for form, kind in verb_forms(lemma[:-3] + "ise").items():
                add(form, lemma, kind)
                if kind == "past":
                    add(form, lemma, "part")
    return forms


def _classes(table: dict[str, str]) -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in table.items()}


def _inverse(table: dict[str, str]) -> dict[str, str]:
    return {word: name for name, words in table.items() for word in words.split()}


@cache
def load_lexicon(extra_verbs: tuple[str, ...] = ()) -> Lexicon:
    """Give the packaged lexicon; `extra_verbs` are the lemmas that the frames use."""
    data = load_toml("phrases/lexicon.toml")
    words = {name: text.split() for name, text in data["words"].items()}
    tags: dict[str, str] = {}
    for name, tag in _TAG_OF.items():
        for word in words[name]:
            tags.setdefault(word, tag)
    irregular: dict[str, tuple[str, str]] = {}
    for row in data["irregular"]["forms"].replace("\n", " ").split(";"):
        cells = row.split()
        if len(cells) == 3:
            irregular[cells[0]] = (cells[1], cells[2])
    lemmas = set(data["verbs"]["general"].split()) | set(extra_verbs) | set(words["say"])
    for table in data["governors"].values():
        lemmas |= set(table.split())
    forms = _all_forms(lemmas, irregular)
    for closed in ("be", "have", "do"):
        for form in words[closed]:
            forms.pop(form, None)
    descriptions = _classes(data["descriptions"])
    return Lexicon(
        tags=tags,
        verbs={form: tuple(sorted(kinds)) for form, kinds in forms.items()},
        nounish=frozenset(data["verbs"]["nounish"].split()),
        say=frozenset(words["say"]),
        governors=_classes(data["governors"]),
        classes=_classes(data["classes"]),
        excluded=_classes(data["excluded"]),
        missions=_inverse(data["missions"]),
        envoys=_inverse(data["envoys"]),
        agents=frozenset(w for t in data["agents"].values() for w in t.split()),
        recognizable=frozenset(data["recognizable"]["words"].split()),
        descriptions=descriptions,
    )


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
