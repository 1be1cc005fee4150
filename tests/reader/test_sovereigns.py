"""Whose a land was, as a document says it anywhere."""

from __future__ import annotations

from time import process_time

import pytest

from dragoman.gazetteer import load_gazetteer
from dragoman.reader.mentions import find_mentions
from dragoman.reader.sovereigns import find_sovereigns
from dragoman.reader.text import split_blocks


def sovereigns(text: str) -> dict[str, tuple[str, ...]]:
    gazetteer = load_gazetteer()
    mentions = find_mentions(text, gazetteer, on=None)
    return find_sovereigns(text, mentions, split_blocks(text), gazetteer)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Malta had been under British rule since 1814.", {"MLT": ("GBR",)}),
        ("Ghana was once a British colony.", {"GHA": ("GBR",)}),
        ("Algeria was administered by France for 132 years.", {"DZA": ("FRA",)}),
        ("Georgia formerly was part of the Soviet Union.", {"GEO": ("SUN",)}),
        ("Moldova had been a constituent republic of the Soviet Union.", {"MDA": ("SUN",)}),
        ("After its independence from Portugal in 1975, Angola was at war.", {"AGO": ("PRT",)}),
        ("Angola won its independence from Portugal in 1975.", {"AGO": ("PRT",)}),
        ("Britain granted independence to Malta in 1964.", {"MLT": ("GBR",)}),
        (
            "Cameroon had been under the joint rule of Britain and France.",
            {"CMR": ("GBR", "FRA")},
        ),
        ("Norway and Denmark recognized Iceland.", {}),
        ("Malta was visited by Norway. The British rule of thumb held.", {}),
        ("The Kremlin was under repair. London was full of it.", {}),
    ],
)
def test_who_ruled_a_land_is_found(text: str, found: dict[str, tuple[str, ...]]) -> None:
    assert sovereigns(text) == found


def test_it_points_back_to_what_the_sentence_before_began_with() -> None:
    assert sovereigns("Vanuatu is free. It had been under the rule of Britain and France.") == {
        "VUT": ("GBR", "FRA")
    }
    assert sovereigns("Vanuatu is free. The country was a French colony. It was a British colony too.") == {
        "VUT": ("FRA", "GBR")
    }


def test_a_sentence_says_nothing_of_the_lands_of_the_next() -> None:
    assert sovereigns("Peru signed a treaty. Under British law it was void.") == {}


def test_one_endless_sentence_is_not_read_again_for_every_name() -> None:
    def seconds(count: int) -> float:
        text = "Malta was British and " * count
        gazetteer = load_gazetteer()
        mentions, blocks = find_mentions(text, gazetteer, on=None), split_blocks(text)
        began = process_time()
        find_sovereigns(text, mentions, blocks, gazetteer)
        return process_time() - began

    assert seconds(4_000) < 30 * seconds(400) + 0.5  # tenfold the text; the square would be a hundredfold
