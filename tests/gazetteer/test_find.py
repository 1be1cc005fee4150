"""What `Gazetteer.find` sees: spellings, case, boundaries, accents and offsets."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.gazetteer import Gazetteer, load_gazetteer
from dragoman.gazetteer.folding import fold
from tests.growth import MOST, TIMES, seconds_of


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def found(gazetteer: Gazetteer, text: str) -> list[tuple[str, str]]:
    """Give each match's text with the parties that it may mean, joined."""
    return [
        (match.text, " ".join(sorted({reading.party for reading in match.readings})))
        for match in gazetteer.find(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Niger and Nigeria", [("Niger", "NER"), ("Nigeria", "NGA")]),
        ("the State Department and the Knesset", [("State Department", "USA"), ("Knesset", "ISR")]),
        ("Her Majesty's Government told Mossad", [("Her Majesty's Government", "GBR"), ("Mossad", "ISR")]),
        ("Apple and Bo Xilai", []),  # known to `resolve`, but they do not act for a state
        ("Nigerien and Nigerian troops", [("Nigerien", "NER"), ("Nigerian", "NGA")]),
        (
            "Guinea, Guinea-Bissau, Equatorial Guinea and Papua New Guinea",
            [
                ("Guinea", "GIN"),
                ("Guinea-Bissau", "GNB"),
                ("Equatorial Guinea", "GNQ"),
                ("Papua New Guinea", "PNG"),
            ],
        ),
        ("Dominica; the Dominican Republic", [("Dominica", "DMA"), ("Dominican Republic", "DOM")]),
        (
            "the Democratic Republic of the Congo and Congo Brazzaville",
            [("Democratic Republic of the Congo", "COD"), ("Congo Brazzaville", "COG")],
        ),
        ("Congo-Brazzaville, Congo-Kinshasa", [("Congo-Brazzaville", "COG"), ("Congo-Kinshasa", "COD")]),
        ("North Korea met South Korea", [("North Korea", "PRK"), ("South Korea", "KOR")]),
        ("American Samoa and Samoa", [("American Samoa", "ASM"), ("Samoa", "WSM")]),
        ("South Sudan left Sudan", [("South Sudan", "SSD"), ("Sudan", "SDN")]),
        ("U.S.-Cuban ties", [("U.S.", "USA"), ("Cuban", "CUB")]),
        ("the USSR, the DPRK", [("USSR", "SUN"), ("DPRK", "PRK")]),
        ("the FRG and the GDR", [("FRG", "DEU"), ("GDR", "DDR")]),
        ("the U.K., the UAE", [("U.K.", "GBR"), ("UAE", "ARE")]),
        ("France's and Britain\u2019s envoys", [("France", "FRA"), ("Britain", "GBR")]),
        ("the Franco-German brigade", [("Franco", "FRA"), ("German", "DEU")]),
        ("the Sino-Soviet split", [("Sino", "CHN"), ("Soviet", "SUN")]),
        ("the Anglo\u2013Iranian oil dispute", [("Anglo", "GBR"), ("Iranian", "IRN")]),
        ("the Indo-Pakistani border", [("Indo", "IND"), ("Pakistani", "PAK")]),
        ("a Spaniard, two Danes", [("Spaniard", "ESP"), ("Danes", "DNK")]),
        ("many Frenchmen", [("Frenchmen", "FRA")]),
        ("Republic of the Congo (Brazzaville)", [("Republic of the Congo (Brazzaville)", "COG")]),
        ("Kingdom of Serbs, Croats, and Slovenes", [("Kingdom of Serbs, Croats, and Slovenes", "YUG")]),
        ("St. Lucia, St Lucia", [("St. Lucia", "LCA"), ("St Lucia", "LCA")]),
        ("Trinidad & Tobago", [("Trinidad & Tobago", "TTO")]),
        ("a papal nuncio", [("papal", "VAT papal-states")]),
    ],
)  # fmt: skip
def test_find_reads_names(gazetteer: Gazetteer, text: str, expected: list[tuple[str, str]]) -> None:
    assert found(gazetteer, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "roast turkey on fine china",
        "tell us about it",
        "Chadwick and Romance and Indianapolisville",
        "the Indian Ocean and the Persian Gulf",
        "the South China Sea",
        "the English Channel",
        "the Cuban missile crisis",
        "the Washington Post and The New York Times",
        "an African Union summit",
        "the Americas and South America",
        "the Niger River and Lake Chad",
        "the Panama Canal",
        "New Mexico"[:3],
        "South Americans in Latin America",
        "Native Americans",
        "the Gulf of Mexico",
        "an Anglo-Saxon king",
        "the Indo-European languages",
        "costs US$500",
        "the Anglo church stood",
    ],
)
def test_find_sees_no_state(gazetteer: Gazetteer, text: str) -> None:
    states = [
        m.text for m in gazetteer.find(text) for r in m.readings if gazetteer.party(r.party).kind == "state"
    ]
    assert states == []


def test_find_keeps_new_mexico_whole(gazetteer: Gazetteer) -> None:
    (match,) = gazetteer.find("in New Mexico today")
    assert (match.text, {r.party for r in match.readings}) == ("New Mexico", {"USA"})


def test_find_reads_headlines_in_capitals(gazetteer: Gazetteer) -> None:
    text = "RUSSIA RECOGNIZES ABKHAZIA; CÔTE D'IVOIRE, TURKEY AND CHAD PROTEST"
    assert [name for name, _ in found(gazetteer, text)] == [
        "RUSSIA",
        "ABKHAZIA",
        "CÔTE D'IVOIRE",
        "TURKEY",
        "CHAD",
    ]


@pytest.mark.parametrize(
    "spelling", ["Côte d'Ivoire", "Côte d\u2019Ivoire", "Cote d'Ivoire", "Cote d\u2019Ivoire"]
)
def test_find_ignores_accents_and_kinds_of_apostrophes(gazetteer: Gazetteer, spelling: str) -> None:
    assert found(gazetteer, f"to {spelling}.") == [(spelling, "CIV")]


@pytest.mark.parametrize(
    "spelling", ["São Tomé and Príncipe", "Sao Tome and Principe", "SÃO TOMÉ AND PRÍNCIPE"]
)
def test_find_quotes_the_text_with_its_own_letters(gazetteer: Gazetteer, spelling: str) -> None:
    text = f"Éloge — {spelling} —"
    (match,) = gazetteer.find(text)
    assert match.span.of(text) == spelling


def test_find_reads_a_name_over_a_line_break(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "the United\nStates") == [("United\nStates", "USA")]


def test_find_takes_a_shorter_name_where_the_longest_ends_inside_a_word(gazetteer: Gazetteer) -> None:
    text = "South Koreatown"  # "South Korea" is no whole word here, nor is "Korea"
    assert found(gazetteer, text) == []
    assert found(gazetteer, "the Republic of Koreanness; the Republic of Texasville") == []
    assert found(gazetteer, "United States of Americana")[0] == ("United States", "USA")


def test_find_prefers_the_person_whose_name_goes_on(gazetteer: Gazetteer) -> None:
    names = [match.text for match in gazetteer.find("and President Hassan Rouhani answered")]
    assert names == ["Hassan Rouhani"]


def test_find_marks_how_a_name_stands_for_its_party(gazetteer: Gazetteer) -> None:
    kinds = {
        match.text: {reading.type for reading in match.readings}
        for match in gazetteer.find("Kenya, Kenyan, Kenyans, Nairobi, Mombasa, the Kremlin, Burma")
    }
    assert kinds["Kenya"] == {"name"}
    assert kinds["Kenyan"] == {"adjective"}
    assert kinds["Kenyans"] == {"demonym"}
    assert kinds["Nairobi"] == {"capital"}
    assert kinds["Mombasa"] == {"city"}
    assert kinds["Kremlin"] == {"seat"}
    assert kinds["Burma"] == {"former"}


# "\U0001d518" lies outside the basic plane, "\u0130" grows when lowered: both would shift offsets
PIECES = ["Russia", "RUSSIA", "U.S.", "Niger", "ia", "-", "'s", "S\u00e3o", "\u0130", "\U0001d518", " ", "\n"]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


@given(TEXTS)
def test_find_quotes_and_never_overlaps(text: str) -> None:
    matches = load_gazetteer().find(text)
    assert all(match.span.of(text) == match.text for match in matches)
    assert all(one.span.end <= two.span.start for one, two in itertools.pairwise(matches))


@given(st.text(max_size=60))
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_finding_grows_with_the_text_and_not_with_its_square(gazetteer: Gazetteer) -> None:
    sentence = (
        "Russia's foreign minister met the Afghan envoy in Moscow on Thursday, the ministry said in Kabul. "
    )
    part, whole = sentence * 100, sentence * 100 * TIMES
    part_s = seconds_of(lambda: gazetteer.find(part), rounds=5)
    assert seconds_of(lambda: gazetteer.find(whole), rounds=3) < MOST * part_s
