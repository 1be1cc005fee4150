"""README and docs say what the program does: pages, examples, links, and nothing of where it was made."""

from __future__ import annotations

import re
import subprocess
import tomllib
from dataclasses import fields
from pathlib import Path

import click
import pytest

from docs import reference_parts
from docs.build import DOCS, built, main, pages
from docs.shell import refresh
from dragoman.cli import exits
from dragoman.cli.app import COMMANDS
from dragoman.ontology import load_ontology
from dragoman.ontology.types import EFFECTS, parse_ontology
from dragoman.reader.grammar.frames import KINDS, Frame, parse_frame
from dragoman.resources import load_toml
from evaluation.page import RESULTS, ROOT

PAGES = [*pages(), RESULTS, ROOT / "CHANGELOG.md", ROOT / "CONTRIBUTING.md"]
COMMAND_PAGES = DOCS / "reference" / "commands"


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tracked_files() -> list[Path]:
    """Give what belongs to the project; in an unpacked archive, all that is there but caches."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607
            cwd=ROOT,
            capture_output=True,
            check=True,
            text=True,
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        hidden = re.compile(r"(^|/)(\.(?!ci/)|__pycache__|dist/|build/)")
        return [p for p in ROOT.rglob("*") if p.is_file() and not hidden.search(name_of(p))]
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


# ------------------------------------------------------------------------------------- commands


@pytest.mark.parametrize("name", COMMANDS)
def test_command_has_help_and_every_option_says_what_it_does(name: str) -> None:
    command = reference_parts.command(name)
    assert command.help
    assert COMMANDS[name].help.endswith(".")
    inner = command.commands.values() if isinstance(command, click.Group) else ()
    assert all(made.help for made in inner)
    for option in (param for made in (command, *inner) for param in made.params):
        if isinstance(option, click.Option):
            assert option.help, f"{name} {option.opts}"


@pytest.mark.parametrize("name", COMMANDS)
def test_command_has_a_page_that_the_list_links(name: str) -> None:
    page = (COMMAND_PAGES / f"{name}.md").read_text(encoding="utf-8")
    assert page.startswith(f"# dragoman {name}\n")
    assert f"({name}.md)" in (COMMAND_PAGES / "README.md").read_text(encoding="utf-8")


def test_no_page_is_left_of_a_command_that_is_gone() -> None:
    assert {path.stem for path in COMMAND_PAGES.glob("*.md")} == {*COMMANDS, "README"}


# ---------------------------------------------------------------------------- what pages contain


@pytest.mark.parametrize("path", pages(), ids=name_of)
def test_page_is_up_to_date_and_its_examples_run(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == built(path), "run `make reference` and look at the diff"


def test_readme_shows_a_real_answer_the_two_commands_and_python() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.search(r"```console\n\$ dragoman status .*\n(.*\n)+?.*“.+", readme)
    assert re.search(r"^make demo .*\nmake test ", readme, re.MULTILINE)
    assert re.search(r"```python\n(.*\n)+?```\n\n<!-- output -->\n```text\nrecognition recognized - ", readme)


def test_exit_codes_are_listed() -> None:
    listed = reference_parts.exit_codes()
    codes = [value for name, value in vars(exits).items() if name.isupper() and isinstance(value, int)]
    assert codes
    assert all(f"| `{code}` |" in listed for code in codes)


def test_event_types_are_listed_with_their_effects() -> None:
    page = (DOCS / "reference" / "event-types.md").read_text(encoding="utf-8")
    assert all(f"| `{code}` |" in page for code in load_ontology())
    assert all(re.search(rf"^\| .*\b{effect}\b", page, re.MULTILINE) for effect in EFFECTS)


def test_event_type_of_the_how_to_page_needs_no_more_than_its_entries() -> None:
    page = (DOCS / "how-to" / "add-an-event-type.md").read_text(encoding="utf-8")
    kind, frame = (tomllib.loads(block) for block in re.findall(r"```toml\n(.*?)```", page, re.DOTALL))
    data = load_toml("event_types.toml")
    ontology = parse_ontology({**data, "type": data["type"] + kind["type"]})
    code = kind["type"][0]["code"]
    assert code not in load_ontology()
    assert ontology[code].gloss == kind["type"][0]["gloss"]
    assert parse_frame(frame["frame"][0], file="page", number=1, ontology=ontology).type == code


def test_claim_page_explains_every_key() -> None:
    page = (DOCS / "reference" / "claim.md").read_text(encoding="utf-8")
    keys = re.findall(r'^    "(\w+)":', page, re.MULTILINE)
    assert keys[:4] == ["id", "document", "type", "family"]
    explained = " ".join(re.findall(r"^\| (`.*?) \|", page, re.MULTILINE))
    assert [key for key in keys if f"`{key}`" not in explained] == []


def test_frames_page_names_every_field_and_kind() -> None:
    page = (DOCS / "reference" / "frames.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in page for name in [*KINDS, *(field.name for field in fields(Frame))])


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_links_lead_somewhere(path: Path) -> None:
    page = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)]+)\)", page):
        place, _, anchor = target.partition("#")
        if place.startswith("http"):
            continue
        linked = (path.parent / place).resolve() if place else path
        assert linked.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", linked.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w -]", "", h.lower()).replace(" ", "-") for h in headings}, target


# --------------------------------------------------------------------------------- how pages run


def test_commands_are_run_and_ids_follow() -> None:
    page = (
        "<!-- file: wire.txt -->\n```text\nHonduras established diplomatic relations with China on "
        "26 March 2023.\n```\n\n```console\n$ dragoman read wire.txt\nold output\n"
        "$ dragoman why 0123456789\n```\n"
    )
    fresh = refresh(page)
    assert "old output" not in fresh
    assert "establish_relations" in fresh
    assert "0123456789" not in fresh
    assert refresh(fresh) == fresh


def test_python_is_run_and_its_output_shown() -> None:
    page = "```python\nx = 2\n```\n\n```python\nprint(x + 1)\n```\n\n<!-- output -->\n```text\n```\n"
    assert refresh(page).endswith("<!-- output -->\n```text\n3\n```\n")


def test_page_may_run_nothing_but_dragoman() -> None:
    with pytest.raises(RuntimeError, match="dragoman and cat only"):
        refresh("```console\n$ ls\n```\n")


def test_check_writes_nothing_and_tells_what_is_stale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.md"
    page.write_text("<!-- begin exit codes -->\n<!-- end exit codes -->\n", encoding="utf-8")
    monkeypatch.setattr("docs.build.pages", lambda: [page])
    monkeypatch.setattr("docs.build.ROOT", tmp_path)
    assert main(["--check"]) == 1
    assert capsys.readouterr().out == "page.md\n"
    assert main([]) == 0
    assert main(["--check"]) == 0
    assert "| `0` | done |" in page.read_text(encoding="utf-8")


# ----------------------------------------------------------------------------- what no file says

# Put together from parts, so that this file does not hold what it looks for.
FORBIDDEN = re.compile(
    "|".join(
        (
            r"(?<=/)(?:work|root)/",  # folders of a machine
            r"(?<=/)tmp/[a-z]",
            r"\b(?:files|test)\." + r"pythonhosted\.org|\bpypi\." + r"org|\bdeb\." + r"debian\.org",
            r"\bextra-index" + r"-url|\bindex" + r"-url",
            r"\bissues?\s*#?" + r"\d|(?<![\w&\"])#" + r"\d+\b(?![\w-])",
        )
    ),
    re.IGNORECASE,
)
_VOCABULARY = "tokenizer.json"  # words of all kinds, made elsewhere
_BINARY = {".png", ".svg", ".parquet", ".sqlite", ".onnx", ".npz"}


def test_no_file_names_machines_registries_or_trackers() -> None:
    found = [
        f"{name_of(path)}:{number}: {line.strip()[:120]}"
        for path in tracked_files()
        if path.suffix not in _BINARY and path.name != _VOCABULARY
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if FORBIDDEN.search(line)
    ]
    assert found == []


@pytest.mark.parametrize(
    "words", ["see is sue 12", "in / work/main", "in / tmp/x", "from https://pypi .org/simple", "fixes # 3"]
)
def test_forbidden_words_are_recognized(words: str) -> None:
    line = re.sub(
        r"(?<=[/#]) |(?<=is) (?=sue)| (?=\.)", "", words
    )  # written apart here, as this file is searched too
    assert FORBIDDEN.search(line)


@pytest.mark.parametrize(
    "line", ["issued in 2001", "a &#8212; b", "colour #a0b1c2", "# 3 of them", "a tmp/x"]
)
def test_ordinary_words_are_not(line: str) -> None:
    assert not FORBIDDEN.search(line)
