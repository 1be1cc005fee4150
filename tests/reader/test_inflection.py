"""Verb forms: what the rules give, what is irregular, and the doubled consonant."""

from __future__ import annotations

import pytest

from dragoman.reader.inflection import inflect, verb_forms


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("open", ["open", "opens", "opened", "opening"]),
        ("close", ["close", "closes", "closed", "closing"]),
        ("reach", ["reach", "reaches", "reached", "reaching"]),
        ("deny", ["deny", "denies", "denied", "denying"]),
        ("delay", ["delay", "delays", "delayed", "delaying"]),
        ("agree", ["agree", "agrees", "agreed", "agreeing"]),
        ("tie", ["tie", "ties", "tied", "tying"]),
        ("veto", ["veto", "vetoes", "vetoed", "vetoing"]),
    ],
)
def test_regular_forms(lemma: str, forms: list[str]) -> None:
    assert list(verb_forms(lemma)) == forms
    assert list(verb_forms(lemma).values()) == ["base", "s", "past", "ing"]


def test_regular_past_is_also_the_participle() -> None:
    assert inflect({"open"}, {})["opened"] == {("open", "past"), ("open", "part")}


def test_irregular_forms_replace_the_regular_past() -> None:
    forms = inflect(set(), {"break": ("broke", "broken")})
    assert forms["broke"] == {("break", "past")}
    assert forms["broken"] == {("break", "part")}
    assert "breaked" not in forms
    assert forms["breaking"] == {("break", "ing")}


def test_last_consonant_doubles_where_the_listed_past_does() -> None:
    forms = inflect(set(), {"admit": ("admitted", "admitted"), "become": ("became", "become")})
    assert ("admit", "ing") in forms["admitting"]
    assert "becomming" not in forms


def test_british_spelling_leads_to_the_same_lemma() -> None:
    forms = inflect({"recognize"}, {})
    assert forms["recognised"] == {("recognize", "past"), ("recognize", "part")}
    assert forms["recognising"] == {("recognize", "ing")}


def test_form_of_two_verbs_keeps_both() -> None:
    forms = inflect({"find", "found"}, {"find": ("found", "found")})
    assert {lemma for lemma, _ in forms["found"]} == {"find", "found"}
