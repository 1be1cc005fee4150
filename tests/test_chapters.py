"""The split of the chapters by name: fixed, complete, and of the sizes that the figures are reported on."""

from __future__ import annotations

from evaluation.chapters import CHOSEN_ON, PARTS, REPORTED, split_chapters

FIRST = ("chapter-1", "chapter-0", "chapter-10")
NAMES = [f"chapter-{number}" for number in range(100)]


def test_each_chapter_is_in_one_part() -> None:
    split = split_chapters(NAMES)
    assert sorted(name for part in PARTS for name in split[part]) == sorted(NAMES)
    assert (len(split["report"]), len(split["dev"])) == (REPORTED, CHOSEN_ON)


def test_the_split_depends_on_names_alone() -> None:
    assert split_chapters(reversed(NAMES)) == split_chapters(NAMES)


def test_the_split_stays_as_it_was() -> None:
    split = split_chapters(NAMES)
    assert (split["report"][0], split["dev"][0], split["train"][0]) == FIRST
