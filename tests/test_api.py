"""The public names: few, sorted, typed, and cheap to import."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

import dragoman
from dragoman.errors import DocumentError


def python(script: str) -> subprocess.CompletedProcess[str]:
    """Run a script in a new interpreter."""
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)  # noqa: S603


def test_all_is_sorted_and_every_name_is_there() -> None:
    assert list(dragoman.__all__) == sorted(dragoman.__all__)
    assert set(dragoman.__all__) <= set(dir(dragoman))
    for name in dragoman.__all__:
        assert getattr(dragoman, name) is not None


def test_a_name_that_is_not_public_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        dragoman.nothing  # noqa: B018 - the access is the test


def test_importing_dragoman_imports_nothing_heavy() -> None:
    """Neither the command line's --version nor `import dragoman` waits for anything but the version."""
    script = "import sys, dragoman, dragoman.__main__; print(*sys.modules)"
    loaded = set(python(script).stdout.split())
    assert "dragoman" in loaded
    assert not loaded & {"click", "rich", "sqlalchemy", "typing", "re", "json", "dataclasses", "datetime"}


def test_commands_that_read_no_text_do_not_import_the_reader() -> None:
    script = "import sys, dragoman.service; sys.exit('dragoman.reader' in sys.modules)"
    assert python(script).returncode == 0


def test_read_gives_claims() -> None:
    claims = dragoman.read("On Thursday Russia recognized the Taliban.", published=date(2025, 7, 4))
    recognized = next(claim for claim in claims if claim.type == "recognize")
    assert isinstance(recognized, dragoman.Claim)
    assert recognized.actor is not None
    assert recognized.actor.party == "RUS"
    assert recognized.date == dragoman.Interval.at(2025, 7, 3)


def test_without_a_published_date_a_relative_date_stays_unresolved() -> None:
    claims = dragoman.read("On Thursday Russia recognized the Taliban.")
    recognized = next(claim for claim in claims if claim.type == "recognize")
    assert isinstance(recognized.date, dragoman.UnresolvedDate)


def test_offsets_count_composed_characters() -> None:
    text = "Male\u0301 said so. Russia severed relations with Cuba."
    (claim, *_) = dragoman.read(text)
    assert claim.sentence.of("Mal\u00e9 said so. Russia severed relations with Cuba.").startswith("Russia")


@pytest.mark.parametrize("text", ["", " \n", "a\x00b", "a\ud800b"])
def test_what_is_no_text_is_refused(text: str) -> None:
    with pytest.raises(DocumentError):
        dragoman.read(text)


def test_resolve_gives_party_state_sector_and_codes() -> None:
    found = dragoman.resolve("four Saudi soldiers", on=date(2015, 4, 1))
    assert (found.state, found.sector) == ("SAU", "MIL")
    assert found.codes["iso2"] == "SA"
