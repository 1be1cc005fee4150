"""Write `data/manifest.toml`: every packaged data file with its digest, size in rows, origin and licence.

    python training/build_manifest.py

Where a file says its own source, licence, retrieval day and maker in "# name: value" lines at its head,
these are taken; else those of `ORIGINS`. The same files give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

DATA = Path(__file__).parent.parent / "src" / "dragoman" / "data"
MANIFEST = "manifest.toml"
FIELDS = ("source", "licence", "retrieved", "made_by")
HEAD = """\
# Every packaged data file. Written by training/build_manifest.py (`make manifest`).
# rows: of a table or archive, its records; of TOML, the entries of its tables and lists; of a binary file, 1;
# else lines.
"""
_STATED = re.compile(rf"# ({'|'.join(FIELDS)}): (.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a file comes from, under which licence (SPDX, or "facts"), since when and by what."""

    source: str
    licence: str
    retrieved: str  # YYYY-MM-DD; of what is written by hand, the day of its first version
    made_by: str


BINARY = (".onnx", ".npz")
# Files that cannot say it themselves, by pattern; the first that fits counts.
_BY_HAND = Origin(
    source="written for this project",
    licence="Apache-2.0",
    retrieved="2026-11-24",
    made_by="written by hand",
)
ORIGINS = {
    "event_types.toml": Origin(
        source="types written for this project; PLOVER roots and CAMEO codes from the published codebooks",
        licence="Apache-2.0",
        retrieved="2026-11-24",
        made_by="written by hand",
    ),
    "phrases/*.toml": _BY_HAND,
    "gazetteer/*.toml": _BY_HAND,
    "gazetteer/DATASHEET.md": _BY_HAND,
    "shapes/world.json": Origin(
        source="Natural Earth 4.1.0, admin 0 countries 1:50m, by the npm package world-atlas 2.0.2, "
        "tarball sha256 032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97; simplified",
        licence="public-domain (Natural Earth; packaged under ISC)",
        retrieved="2026-11-24",
        made_by="training/build_shapes.py",
    ),
    "shapes/DATASHEET.md": _BY_HAND,
    "model/*": Origin(
        source="trained by this project from all-MiniLM-L6-v2 (Apache-2.0) on text that model/CARD.md names",
        licence="Apache-2.0",
        retrieved="2026-11-24",
        made_by="training/make_model.py",
    ),
    "texts/*": Origin(
        source="articles written for this project on public facts, with gold annotation",
        licence="Apache-2.0",
        retrieved="2026-11-24",
        made_by="written by hand",
    ),
}


def build(data: Path = DATA) -> str:
    """Give the manifest's text for the files below `data`."""
    return HEAD + "".join(_entry(data, path) for path in iter_files(data))


def iter_files(data: Path) -> Iterator[Path]:
    """Give the files that the manifest lists, in the order of their names."""
    for path in sorted(data.rglob("*"), key=lambda p: p.relative_to(data).as_posix()):
        hidden = any(part.startswith((".", "__")) for part in path.relative_to(data).parts)
        if path.is_file() and path.name != MANIFEST and path.suffix != ".py" and not hidden:
            yield path


def count_rows(path: Path) -> int:
    """Count a file's records: see `HEAD`."""
    if path.suffix in BINARY:
        return 1
    text = path.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip()]
    if path.suffix == ".csv":
        return sum(not line.startswith("#") for line in lines) - 1
    if path.suffix == ".json":
        value = json.loads(text)
        return len(value) if isinstance(value, list) else 1
    if path.suffix == ".toml":
        values = tomllib.loads(text).values()
        return sum(len(value) if isinstance(value, (list, dict)) else 1 for value in values)
    return len(lines)


def stated_origin(text: str) -> dict[str, str]:
    """Give what a file's comments at its head say of its origin."""
    stated = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        match = _STATED.fullmatch(line)
        if match:
            stated[match[1]] = match[2].strip()
    return stated


def origin_of(name: str, text: str) -> dict[str, str]:
    """Give a file's origin, field by field.

    Raises:
        SystemExit: neither the file nor `ORIGINS` says one of the fields.
    """
    default = next((origin for pattern, origin in ORIGINS.items() if fnmatch(name, pattern)), None)
    stated = stated_origin(text)
    fields = {field: stated.get(field) or getattr(default, field, "") for field in FIELDS}
    missing = [field for field, value in fields.items() if not value]
    if missing:
        message = f"{name}: no {', '.join(missing)}; say it in comments at its head, or in ORIGINS here"
        raise SystemExit(message)
    return fields


def _entry(data: Path, path: Path) -> str:
    name = path.relative_to(data).as_posix()
    content = path.read_bytes()
    fields = origin_of(name, "" if path.suffix in BINARY else content.decode())
    return (
        f'\n[[file]]\npath = "{name}"\n'
        f'sha256 = "{hashlib.sha256(content).hexdigest()}"\n'
        f"rows = {count_rows(path)}\n"
        f"source = {json.dumps(fields['source'], ensure_ascii=False)}\n"
        f"retrieved = {fields['retrieved']}\n"
        f"licence = {json.dumps(fields['licence'], ensure_ascii=False)}\n"
        f"made_by = {json.dumps(fields['made_by'], ensure_ascii=False)}\n"
    )


if __name__ == "__main__":
    (DATA / MANIFEST).write_text(build(), encoding="utf-8")
