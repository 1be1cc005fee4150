"""Files, folders, archives and standard input: what comes out, in which order, and what is refused."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from dragoman.errors import DocumentError
from dragoman.records import Document
from dragoman.sources import Given, Intake, iter_documents

TEXT = "The two governments agreed on Monday to exchange ambassadors.\n"


def documents(
    *inputs: str | Path, given: Given | None = None, stdin: bytes | None = None
) -> tuple[list[Document], list[str]]:
    """Give the documents and the messages of what was refused."""
    items = list(iter_documents(inputs, given=given, stdin=None if stdin is None else io.BytesIO(stdin)))
    read = [item for item in items if isinstance(item, Document)]
    return read, [str(item) for item in items if isinstance(item, DocumentError)]


def archive(folder: Path, lines: Sequence[object]) -> Path:
    path = folder / "archive.jsonl"
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    path.write_text(text + "\n", encoding="utf-8")
    return path


def test_a_file_is_a_document_named_without_its_suffix(tmp_path: Path) -> None:
    path = tmp_path / "kabul.2025.txt"
    path.write_text(TEXT, encoding="utf-8")
    (doc,), refused = documents(path)
    assert (doc.name, doc.text, refused) == ("kabul.2025", TEXT, [])


def test_line_ends_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"One.\r\nTwo.\rThree.\n")
    assert documents(path)[0][0].text == "One.\r\nTwo.\rThree.\n"


def test_a_folder_is_read_through_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "sub/c.TXT", "sub/deep/d.txt", "notes.pdf", ".hidden.txt", ".git/e.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT, encoding="utf-8")
    assert [doc.name for doc in documents(tmp_path)[0]] == ["a", "b", "c", "d"]


def test_a_folder_without_texts_says_so(tmp_path: Path) -> None:
    assert "holds no *.txt or *.md file" in documents(tmp_path)[1][0]


def test_a_folder_that_cannot_be_listed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "closed").mkdir()
    listed = os.scandir

    def scandir(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    read, refused = documents(tmp_path)
    assert len(read) == 1
    assert "closed: cannot be read (Permission denied)" in refused[0]


def test_the_rest_is_read_when_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    read, refused = documents(tmp_path, tmp_path / "nowhere.txt")
    assert [doc.name for doc in read] == ["b"]
    assert [message.split(": ")[1].split(";")[0] for message in refused] == [
        "is empty",
        "cannot be read (No such file or directory)",
    ]


def test_a_file_name_that_is_not_utf8_can_be_stored(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(path, "wb") as stream:  # noqa: PTH123 - pathlib takes no bytes
        stream.write(TEXT.encode())
    assert documents(os.fsdecode(path))[0][0].name == "caf\ufffd"


def test_a_text_over_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text(TEXT * 100, encoding="utf-8")
    (message,) = documents(path, given=Given(max_bytes=1000))[1]
    assert "long.txt: is larger than the limit of 0.001 MB" in message
    assert "--max-size" in message


def test_a_text_in_another_language_is_refused_unless_said_to_be_english(tmp_path: Path) -> None:
    path = tmp_path / "fr.txt"
    path.write_text(
        "Les relations avec les deux pays sont dans une impasse pour le moment. " * 5, encoding="utf-8"
    )
    assert "looks like French; only English is read" in documents(path)[1][0]
    assert len(documents(path, given=Given(language="en"))[0]) == 1


# ------------------------------------------------------------------------------------- archives


def test_a_record_gives_all_its_fields(tmp_path: Path) -> None:
    row = {
        "id": "w1",
        "text": TEXT,
        "title": "Talks",
        "publisher": "Wire",
        "published": "2025-07-04",
        "url": "https://example.org/1",
        "language": "en",
        "events": [],
    }
    assert documents(archive(tmp_path, [row]))[0] == [
        Document(
            text=TEXT,
            name="w1",
            title="Talks",
            publisher="Wire",
            url="https://example.org/1",
            language="en",
            published=date(2025, 7, 4),
        )
    ]


def test_a_published_instant_gives_its_day(tmp_path: Path) -> None:
    row = {"id": "a", "text": TEXT, "published": "2025-07-04T22:15:00+02:00"}
    assert documents(archive(tmp_path, [row]))[0][0].published == date(2025, 7, 4)


def test_gold_rows_are_named_by_doc(tmp_path: Path) -> None:
    assert documents(archive(tmp_path, [{"doc": "n1", "text": TEXT}]))[0][0].name == "n1"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        pytest.param('{"id": "a", "text": ', "is not valid JSON", id="cut off"),
        pytest.param("[]", "is not a JSON object", id="a list"),
        pytest.param({"id": "a"}, "field 'text' is missing", id="no text"),
        pytest.param({"text": TEXT}, "field 'id' is missing", id="no id"),
        pytest.param({"id": "a", "text": 7}, "field 'text' is int, not a string", id="text is a number"),
        pytest.param({"id": "a", "text": " "}, "is empty", id="empty text"),
        pytest.param({"id": "a", "text": "x\x00"}, "NUL", id="NUL"),
        pytest.param('{"id": "a", "text": "\\ud800"}', "surrogate", id="half a character"),
        pytest.param({"id": "a", "text": TEXT, "published": "2025-02-30"}, "is no day", id="no such day"),
        pytest.param({"id": "a", "text": TEXT, "published": "2025"}, "is no day", id="a year"),
        pytest.param({"id": "a", "text": TEXT, "title": []}, "field 'title' is list", id="title is a list"),
        pytest.param({"id": "a", "text": TEXT, "language": "fr"}, "looks like 'fr'", id="said to be French"),
        pytest.param("[" * 100_000, "is nested too deeply", id="deep"),
        pytest.param('{"id": ' + "9" * 5000 + "}", "cannot be read", id="a huge number"),
    ],
)
def test_a_broken_line_is_named_and_the_rest_is_read(tmp_path: Path, line: object, words: str) -> None:
    path = archive(tmp_path, [{"id": "first", "text": TEXT}, line, {"id": "last", "text": TEXT}])
    read, (message,) = documents(path)
    assert [doc.name for doc in read] == ["first", "last"]
    assert f"{path}:2: " in message
    assert words in message


def test_a_line_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"id": "a", "text": "S\xe3o"}\n{"id": "b", "text": "Riga and Oslo agreed."}\n')
    read, (message,) = documents(path)
    assert [doc.name for doc in read] == ["b"]
    assert f"{path}:1: is not UTF-8" in message


def test_a_line_over_the_limit_costs_that_line_alone(tmp_path: Path) -> None:
    rows = [{"id": "a", "text": "x" * 200_000}, {"id": "b", "text": TEXT}, {"id": "c", "text": "y " * 600}]
    read, refused = documents(archive(tmp_path, rows), given=Given(max_bytes=1000))
    assert [doc.name for doc in read] == ["b"]
    assert [message.split(": ")[0][-2:] for message in refused] == [":1", ":3"]


def test_control_characters_in_other_fields_become_blanks(tmp_path: Path) -> None:
    row = {"id": "a", "text": TEXT, "publisher": "Wire\x1b[31m\x00"}
    assert documents(archive(tmp_path, [row]))[0][0].publisher == "Wire [31m"


def test_an_empty_archive_says_so(tmp_path: Path) -> None:
    path = tmp_path / "empty.jsonl"
    path.write_bytes(b"\n\n")
    assert "is empty" in documents(path)[1][0]


def test_blank_lines_count_for_the_line_number(tmp_path: Path) -> None:
    path = archive(tmp_path, ["", {"id": "a"}])
    assert f"{path}:2: " in documents(path)[1][0]


def test_a_json_file_is_one_record(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    path.write_text(json.dumps({"id": "a", "text": TEXT, "events": []}, indent=1), encoding="utf-8")
    assert [doc.name for doc in documents(path)[0]] == ["a"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param(b"{", "one.json: is not valid JSON", id="broken"),
        pytest.param(b'{"id": "a"}', "one.json: field 'text' is missing", id="no text"),
        pytest.param(b'{"id": "a", "text": "%s"}' % (b"x" * 70_000), "is larger than", id="too large"),
    ],
)
def test_a_broken_json_file_is_named(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "one.json"
    path.write_bytes(data)
    assert words in documents(path, given=Given(max_bytes=1000))[1][0]


# ------------------------------------------------------------------------------- standard input


def test_standard_input_is_one_text() -> None:
    (doc,), _ = documents("-", stdin=b"\xef\xbb\xbf" + TEXT.encode() * 2)
    assert (doc.name, doc.text) == ("stdin", TEXT * 2)


def test_standard_input_is_records_where_it_starts_with_a_brace() -> None:
    lines = b'{"id": "a", "text": "Riga and Oslo agreed."}\n{"id": "b"}\n'
    read, refused = documents("-", stdin=lines)
    assert [doc.name for doc in read] == ["a"]
    assert "stdin:2: field 'text' is missing" in refused[0]


def test_a_text_on_standard_input_is_limited() -> None:
    assert "is larger than" in documents("-", stdin=b"x" * 2000, given=Given(max_bytes=1000))[1][0]


def test_a_long_first_record_on_standard_input_is_read_whole() -> None:
    line = json.dumps({"id": "a", "text": TEXT * 14, "note": "n" * 3000}).encode()
    read, refused = documents("-", stdin=line, given=Given(max_bytes=1000))
    assert [doc.name for doc in read] == ["a"]
    assert refused == []


def test_standard_input_that_is_not_there_is_refused() -> None:
    assert "there is no standard input" in documents("-")[1][0]


# --------------------------------------------------------------------------- dates and the rest


@pytest.mark.parametrize(
    ("given", "record", "expected"),
    [
        pytest.param(date(2020, 1, 1), "2019-01-01", date(2020, 1, 1), id="the option goes first"),
        pytest.param(None, "2019-01-01", date(2019, 1, 1), id="then the record"),
        pytest.param(None, "", date(1961, 1, 3), id="then the dateline"),
    ],
)
def test_published_is_the_option_the_record_or_the_dateline(
    tmp_path: Path, given: date | None, record: str, expected: date
) -> None:
    text = "WASHINGTON, Jan. 3, 1961 - The President spoke to the press about the matter."
    path = archive(tmp_path, [{"id": "a", "text": text, "published": record}])
    assert documents(path, given=Given(published=given))[0][0].published == expected


def test_without_any_date_nothing_is_made_up(tmp_path: Path) -> None:
    assert documents(archive(tmp_path, [{"id": "a", "text": TEXT}]))[0][0].published is None


def test_publisher_title_and_url_may_be_given_for_all(tmp_path: Path) -> None:
    given = Given(publisher="Wire", title="T", url="https://example.org")
    doc = documents(archive(tmp_path, [{"id": "a", "text": TEXT, "publisher": "Other"}]), given=given)[0][0]
    assert (doc.publisher, doc.title, doc.url) == ("Wire", "T", "https://example.org")


def test_sizes_are_added_up_and_counted(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    archive(tmp_path, [{"id": "a", "text": TEXT}])
    intake = Intake([tmp_path, tmp_path / "archive.jsonl"])
    assert len(list(intake)) == 2
    assert intake.total_bytes() == intake.done_bytes > 2 * len(TEXT)


def test_the_size_of_standard_input_is_not_known() -> None:
    assert Intake(["-"], stdin=io.BytesIO(b"")).total_bytes() is None


def test_an_archive_is_read_line_by_line(tmp_path: Path) -> None:
    """The first document comes before a later line has been taken from the stream."""

    class Watched(io.BytesIO):
        lines = 0

        def readline(self, size: int | None = -1, /) -> bytes:
            Watched.lines += 1
            return super().readline(size)

    rows = b"".join(json.dumps({"id": str(n), "text": TEXT}).encode() + b"\n" for n in range(1000))
    next(iter_documents(["-"], stdin=Watched(rows)))
    assert Watched.lines < 5
