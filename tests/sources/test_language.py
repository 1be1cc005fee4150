# ruff: noqa: RUF001 - the samples are in other scripts on purpose
"""The guard against texts that are not English."""

from __future__ import annotations

import pytest

from dragoman.sources import foreign_language

ENGLISH = (
    "The foreign ministers of the two states met in the capital on Monday and said that relations would be "
    "restored within the month. An exchange of ambassadors is expected to follow, an official said."
)
OTHERS = {
    "French": (
        "Le gouvernement a annoncé que les relations diplomatiques entre les deux pays seront "
        "rétablies dans le mois. Une rencontre des ministres est prévue pour la semaine prochaine, "
        "avec les ambassadeurs."
    ),
    "Spanish": (
        "El gobierno anunció que las relaciones diplomáticas entre los dos países se restablecerán "
        "en el plazo de un mes. El ministro dijo que una reunión con los embajadores se celebrará "
        "por la tarde."
    ),
    "Portuguese": (
        "O governo anunciou que as relações diplomáticas entre os dois países serão retomadas no "
        "mês que vem. O ministro disse que uma reunião com os embaixadores foi marcada para a "
        "próxima semana."
    ),
    "Italian": (
        "Il governo ha annunciato che le relazioni diplomatiche tra i due paesi saranno ristabilite "
        "entro il mese. Il ministro degli esteri ha detto che una riunione con gli ambasciatori è "
        "prevista per lunedì."
    ),
    "German": (
        "Die Regierung hat mitgeteilt, dass die diplomatischen Beziehungen der beiden Länder noch "
        "in diesem Monat wieder aufgenommen werden. Ein Treffen mit den Botschaftern ist für Montag "
        "vorgesehen und bestätigt."
    ),
    "Dutch": (
        "De regering heeft meegedeeld dat de diplomatieke betrekkingen van de twee landen nog deze "
        "maand worden hersteld. Een ontmoeting met de ambassadeurs is voor maandag voorzien, zei "
        "het ministerie."
    ),
    "Polish": (
        "Rząd poinformował, że stosunki dyplomatyczne między dwoma krajami zostaną przywrócone w "
        "tym miesiącu. Spotkanie z ambasadorami jest planowane na poniedziałek i nie będzie otwarte "
        "dla prasy."
    ),
    "Turkish": (
        "Hükümet iki ülke arasındaki diplomatik ilişkilerin bu ay içinde yeniden kurulacağını "
        "açıkladı. Bakan, büyükelçiler ile bir görüşme için tarih belirlendiğini ve daha sonra "
        "olarak duyurulacağını söyledi."
    ),
    "Indonesian": (
        "Pemerintah mengumumkan bahwa hubungan diplomatik antara kedua negara akan dipulihkan dalam "
        "bulan ini. Pertemuan dengan para duta besar untuk membahas hal itu tidak akan dibuka oleh "
        "menteri."
    ),
}
SCRIPTS = {
    "Cyrillic": "Правительство объявило о восстановлении дипломатических отношений.",
    "Arabic": "أعلنت الحكومة استئناف العلاقات الدبلوماسية بين البلدين.",
    "Chinese": "两国政府宣布恢复外交关系，并将互派大使。双方表示欢迎。",
    "Greek": "Η κυβέρνηση ανακοίνωσε την αποκατάσταση των σχέσεων.",
    "Hangul": "양국 정부는 외교 관계를 회복한다고 발표했다.",
}


def test_english_passes() -> None:
    assert foreign_language(ENGLISH) == ""


@pytest.mark.parametrize("name", OTHERS)
def test_another_language_is_named(name: str) -> None:
    assert foreign_language(OTHERS[name]) == name


@pytest.mark.parametrize("name", SCRIPTS)
def test_another_script_is_named(name: str) -> None:
    assert foreign_language(SCRIPTS[name]) == f"the {name} script"


def test_a_language_without_a_list_is_still_not_english() -> None:
    finnish = (
        "Hallitus ilmoitti että maiden väliset diplomaattisuhteet palautetaan tämän kuukauden aikana. "
        "Ministeri sanoi tiedotustilaisuudessa lähettiläiden tapaamisesta sovitun. "
    )
    assert foreign_language(finnish * 4) == "a language that is not English"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Moscow recognizes Taliban", id="a headline"),
        pytest.param("Les relations sont rétablies.", id="too short to tell"),
        pytest.param(ENGLISH + " „" + OTHERS["German"][:100] + "“", id="a foreign quotation"),
        pytest.param(ENGLISH + " " + SCRIPTS["Cyrillic"], id="a foreign name"),
        pytest.param("1 2 3 4 5 " * 50, id="numbers"),
    ],
)
def test_doubt_is_for_the_text(text: str) -> None:
    assert foreign_language(text) == ""
