"""The generated parts of pages: commands, event types, columns, tables, exit codes, Python, figures."""

from __future__ import annotations

import inspect
import re
import tomllib
from collections.abc import Iterable
from enum import Enum
from pathlib import Path

import click

import dragoman
from dragoman import errors
from dragoman.ask.picturing import Pictures
from dragoman.charts.picture import Picture
from dragoman.cli import exits
from dragoman.cli.app import COMMANDS, app
from dragoman.export import rows
from dragoman.ontology import load_ontology
from evaluation.page import ROOT, table

DATA = ROOT / "src" / "dragoman" / "data"
_WIDTH = 10_000  # help is wrapped by the reader's browser, not here
_LINE = 100  # characters; longer signatures take a line for each parameter
_EXPORTS = {"claims": "CLAIM_COLUMNS", "events": "EVENT_COLUMNS", "relations": "RELATION_COLUMNS"}
_SECTION = re.compile(r"(Args|Returns|Raises|Yields|Source):")


def command(name: str) -> click.Command:
    """Give a command by its name."""
    found = app.get_command(click.Context(app), name)
    if found is None:
        message = f"there is no command {name}"
        raise KeyError(message)
    return found


def usage(name: str) -> str:
    """Give a command's synopsis, help and options."""
    made = command(name)
    if not isinstance(made, click.Group):
        return _usage(made, f"dragoman {name}")
    parts = [
        _prose(made),
        *(f"## {inner}\n\n{_usage(sub, f'dragoman {name} {inner}')}" for inner, sub in made.commands.items()),
    ]
    return "\n\n".join(parts)


def _prose(made: click.Command) -> str:
    paragraphs = [" ".join(part.split()) for part in (made.help or "").split("\n\n")]
    if made.epilog:
        paragraphs.append(" ".join(made.epilog.split()))
    return "\n\n".join(_escaped(paragraph) for paragraph in paragraphs)


def _usage(made: click.Command, path: str) -> str:
    context = click.Context(made, info_name=path, max_content_width=_WIDTH, terminal_width=_WIDTH)
    synopsis = " ".join([context.command_path, *made.collect_usage_pieces(context)])
    records = [param.get_help_record(context) for param in made.params if isinstance(param, click.Option)]
    options = [record for record in records if record]
    return "\n\n".join(
        [
            f"```\n{synopsis}\n```",
            _prose(made),
            table(("option", "meaning"), [(f"`{_cell(o)}`", _cell(_escaped(text))) for o, text in options]),
        ]
    )


def commands() -> str:
    """List the commands with their pages."""
    listed = [(f"[`dragoman {name}`]({name}.md)", entry.help) for name, entry in COMMANDS.items()]
    return table(("command", "what it does"), listed)


def exit_codes() -> str:
    """Give the table of exit codes, as the module that sets them says."""
    found = re.findall(r"^(\d+)\s+(.+)$", exits.__doc__ or "", re.MULTILINE)
    return table(("code", "means"), [(f"`{code}`", _cell(text)) for code, text in found])


def event_types() -> str:
    """Give every event type, family by family."""
    ontology = load_ontology()
    parts = []
    for family in ontology.families:
        types = [t for t in ontology.values() if t.family == family]
        dimensions = list(dict.fromkeys(t.dimension for t in types if t.dimension))
        changes = " and ".join(f"*{dimension}*" for dimension in dimensions) or "none: on the timeline only"
        lines = [
            (
                f"`{t.code}`",
                t.gloss,
                t.effect + (" (unordered)" if t.unordered else ""),
                t.status.replace("_", " "),
                t.plover + (f" ({t.mode})" if t.mode else ""),
                t.cameo,
            )
            for t in types
        ]
        heads = ("type", "gloss", "effect", "status after", "PLOVER (mode)", "CAMEO")
        parts.append(f"## {family}\n\nDimension: {changes}.\n\n{table(heads, lines)}")
    return "\n".join(parts)


def export_columns() -> str:
    """Give the columns of each export."""
    parts = []
    for what, constant in _EXPORTS.items():
        columns: Iterable[str] = getattr(rows, constant)
        parts.append(f"**{what}**: " + ", ".join(f"`{column}`" for column in columns) + ".")
    return "\n\n".join(parts)


def gazetteer_tables() -> str:
    """Give the packaged tables of the gazetteer with their columns and numbers of rows."""
    entries = tomllib.loads((DATA / "manifest.toml").read_text(encoding="utf-8"))["file"]
    lines = []
    for entry in entries:
        path = DATA / entry["path"]
        if path.suffix == ".csv" and path.parent.name == "gazetteer":
            columns = ", ".join(f"`{column}`" for column in _header(path))
            lines.append((f"`{path.name}`", f"{entry['rows']:,}", columns, _cell(entry["licence"])))
    return table(("table", "rows", "columns", "licence"), lines)


def python() -> str:
    """Give the public names of the package with their signatures and docstrings."""
    parts = []
    for name in dragoman.__all__:
        found = getattr(dragoman, name)
        if inspect.isclass(found) or inspect.isfunction(found):
            parts.append(
                f"## `dragoman.{name}`\n\n{_signature(name, found)}{markdown(inspect.getdoc(found))}"
            )
        if name == "Ledger":
            parts += [_method(found, method) for method in _public(found)]
            parts += [_method(Pictures, method, "Ledger.pictures") for method in _public(Pictures)]
            parts.append(f"## A picture\n\n{markdown(inspect.getdoc(Picture))}")
            parts += [_method(Picture, method, "picture") for method in _public(Picture)]
    return "\n\n".join(parts)


def error_tree() -> str:
    """Give the tree of errors, as their module draws it."""
    tree = re.search(r"^ +DragomanError\n(?:^ +[├└│].*\n)+", errors.__doc__ or "", re.MULTILINE)
    if tree is None:
        message = "dragoman.errors draws no tree at its top"
        raise LookupError(message)
    return f"```\n{inspect.cleandoc(tree[0])}\n```"


def accuracy(results: str) -> str:
    """Give the rows of all texts, and of the baseline, from the table on the page of results."""
    lines = results.splitlines()
    head = next((n for n, line in enumerate(lines) if line.startswith("| on |")), None)
    if head is None:
        return ""
    kept = [line for line in lines[head + 2 :] if line.startswith(("| **all**", "| baseline"))]
    return "\n".join([*lines[head : head + 2], *kept[:2]])


def markdown(docstring: str | None) -> str:
    """Turn a docstring in Google form into Markdown: sections become lists."""
    parts = []
    for block in (docstring or "").split("\n\n"):
        head, _, rest = block.partition("\n")
        section = _SECTION.fullmatch(head)
        if section is None:
            parts.append(_escaped(" ".join(block.split())))
            continue
        entries = re.split(r"\n(?=\S)", inspect.cleandoc(rest))
        lines = [" ".join(entry.split()) for entry in entries]
        if section[1] in ("Args", "Raises"):
            named = (re.sub(r"^([\w., ]+):", r"`\1`:", _escaped(line)) for line in lines)
            parts.append(f"*{section[1]}*\n" + "".join(f"\n- {line}" for line in named))
        else:
            parts.append(f"*{section[1]}*: {_escaped(' '.join(lines))}")
    return "\n\n".join(parts)


def _public(owner: type) -> list[str]:
    """Give the names of a class's own methods and properties that are not private."""
    own = (name for name, value in vars(owner).items() if not inspect.ismemberdescriptor(value))
    return [name for name in own if not name.startswith("_")]


def _method(owner: type, name: str, prefix: str = "Ledger") -> str:
    found = inspect.getattr_static(owner, name)
    if isinstance(found, property):
        return f"### `{prefix}.{name}`\n\n{markdown(inspect.getdoc(found))}"
    bound = getattr(owner, name)
    return f"### `{prefix}.{name}`\n\n{_signature(name, bound)}{markdown(inspect.getdoc(bound))}"


def _signature(name: str, found: object) -> str:
    """Give a call's signature, or an enumeration's values; "" for an error, which is not made by hand."""
    if inspect.isclass(found) and issubclass(found, Enum):
        return f"Values: {', '.join(f'`{member.value}`' for member in found)}.\n\n"
    if inspect.isclass(found) and not hasattr(found, "__dataclass_fields__"):
        return ""
    signature = inspect.signature(found)  # type: ignore[arg-type]
    shown: list[str] = []
    for parameter in signature.parameters.values():
        if parameter.name in ("self", "cls"):
            continue
        if parameter.kind is parameter.KEYWORD_ONLY and "*" not in shown:
            shown.append("*")
        shown.append(_parameter(parameter))
    result = signature.return_annotation
    arrow = "" if inspect.isclass(found) else f" -> {result}"
    line = f"{name}({', '.join(shown)}){arrow}"
    if len(line) > _LINE:
        line = f"{name}(\n" + "".join(f"    {part},\n" for part in shown) + f"){arrow}"
    return f"```py\n{line}\n```\n\n"


def _parameter(parameter: inspect.Parameter) -> str:
    text = f"{parameter.name}: {parameter.annotation}"
    if parameter.default is parameter.empty:
        return text
    default = parameter.default
    if isinstance(default, Enum):
        return f"{text} = {type(default).__name__}.{default.name}"
    if inspect.isfunction(default):
        return f"{text} = {default.__name__}"
    return f"{text} = {default!r}"


def _header(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(line for line in lines if line and not line.startswith("#")).split(",")


def _escaped(text: str) -> str:
    """Keep angle brackets and asterisks of plain text from being read as markup."""
    return re.sub(r"(?<!`)([<>*])(?!`)", r"\\\1", text)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
