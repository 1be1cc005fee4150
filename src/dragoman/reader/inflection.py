"""Forms of verbs: the regular ones derived, the irregular ones taken from the lexicon."""

from __future__ import annotations

_VOWELS = "aeiou"
Forms = dict[str, set[tuple[str, str]]]
"""Form -> the lemmas that it may belong to, each with "base", "s", "past", "part" or "ing"."""


def verb_forms(lemma: str) -> dict[str, str]:
    """Give the regular forms of a verb: form -> "base", "s", "past" (also its participle) or "ing"."""
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        s, past = lemma[:-1] + "ies", lemma[:-1] + "ied"
    elif lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        s, past = lemma + "es", lemma + "ed"
    else:
        s, past = lemma + "s", lemma + ("d" if lemma.endswith("e") else "ed")
    if lemma.endswith("ie"):
        ing = lemma[:-2] + "ying"
    elif lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        ing = lemma[:-1] + "ing"
    else:
        ing = lemma + "ing"
    return {lemma: "base", s: "s", past: "past", ing: "ing"}


def inflect(lemmas: set[str], irregular: dict[str, tuple[str, str]]) -> Forms:
    """Give every form of `lemmas` and of the irregular verbs.

    Args:
        lemmas: Base forms.
        irregular: Base form -> past and participle, which replace the regular ones.
    """
    forms: Forms = {}
    for lemma in sorted(lemmas | set(irregular)):
        past, part = irregular.get(lemma, ("", ""))
        _add_regular(forms, lemma, lemma, with_past=not past)
        if past:
            forms.setdefault(past, set()).add((lemma, "past"))
            forms.setdefault(part, set()).add((lemma, "part"))
        if _doubles(lemma) and past in ("", lemma + lemma[-1] + "ed", lemma):
            forms.setdefault(lemma + lemma[-1] + "ing", set()).add((lemma, "ing"))
        if lemma.endswith("ize"):  # British spelling
            _add_regular(forms, lemma[:-3] + "ise", lemma, with_past=True)
    return forms


def _add_regular(forms: Forms, spelling: str, lemma: str, *, with_past: bool) -> None:
    for form, kind in verb_forms(spelling).items():
        if kind == "past" and not with_past:
            continue
        kinds = forms.setdefault(form, set())
        kinds.add((lemma, kind))
        if kind == "past":
            kinds.add((lemma, "part"))


def _doubles(lemma: str) -> bool:
    """Whether the last consonant may double before -ing; a listed past form decides ("hit", "admitted")."""
    return (
        len(lemma) > 2 and lemma[-1] not in "aeiouwxy" and lemma[-2] in _VOWELS and lemma[-3] not in _VOWELS
    )
