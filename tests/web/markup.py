"""A page's markup as a browser takes it, to see that no document put anything into it."""

from __future__ import annotations

from html.parser import HTMLParser

_OURS = ("/", "#", "?")
_ELSEWHERE = ("http://", "https://")  # where a document was found; a link alone may lead there


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def read(page: str) -> tuple[list[tuple[str, dict[str, str]]], str]:
    """Give a page's elements with their attributes, and its text."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.found, "".join(reader.words)


def check(page: str) -> str:
    """Refuse a page into which markup got that is not ours; give its text."""
    elements, words = read(page)
    for tag, attributes in elements:
        assert tag not in {"style", "iframe", "object", "embed", "base"}, tag
        assert tag != "script" or attributes.get("src", "").startswith("/"), attributes
        assert not [name for name in attributes if name.startswith("on") or name == "style"], attributes
        for name in ("href", "src", "action", "formaction"):
            leads = attributes.get(name, "/")
            away = tag == "a" and leads.startswith(_ELSEWHERE)
            assert away or (leads.startswith(_OURS) and not leads.startswith("//")), attributes
    images = [attributes for tag, attributes in elements if tag == "img"]
    assert all(image["src"].startswith("/picture/") for image in images)
    return words
