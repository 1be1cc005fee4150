"""The commands by name. A command's module is imported when it is called, so that each starts fast."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module

import click

from dragoman._version import __version__


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a command lives (`module:attribute`), and its line in the list of commands."""

    place: str
    help: str


COMMANDS = {
    "read": Entry("read:read", "Read texts: show what each sentence claims, and record it."),
    "status": Entry("status:status", "How two parties stand with each other on a date."),
    "who": Entry("who:who", "Who recognizes, sanctions, … a party: who recognizes AFG/taliban."),
    "whom": Entry("who:whom", "Whom a party recognizes, sanctions, …: whom USA recognizes."),
    "timeline": Entry("history:timeline", "Every event between two parties, in order."),
    "changes": Entry("history:changes", "What changed since a date."),
    "conflicts": Entry("history:conflicts", "Where the documents disagree."),
    "check": Entry("check:check", "Hold a text's claims of first, only and number against the ledger."),
    "why": Entry("why:why", "From a status back to events, claims, sentences and documents."),
    "search": Entry("search:search", "Passages with all of some words, and the parties they name."),
    "amend": Entry("amend:amend", "Accept, reject or correct a claim, with your name and reason."),
    "resolve": Entry("resolve:resolve", "Which party a phrase names."),
    "evaluate": Entry("evaluate:evaluate", "Score what is read against gold, and list the mistakes."),
    "train": Entry("train:train", "Teach the reader on annotated documents of your own."),
    "export": Entry("export:export", "Write claims, events or relations as a file."),
    "map": Entry("draw:map_", "Draw a map: who recognizes, sanctions, … a party on a date."),
    "plot": Entry("draw:plot", "Draw timelines, networks, heat maps, and counts over time."),
    "serve": Entry("serve:serve", "Serve pages and a JSON interface over the ledger."),
    "demo": Entry("demo:demo", "Read the bundled articles and ask them a few questions."),
}


class LazyGroup(click.Group):
    """A group whose commands are imported by name when they are needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the names in the order in which one comes to need them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command's module."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        module, _, attribute = entry.place.partition(":")
        command: click.Command = getattr(import_module(f"dragoman.cli.{module}"), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.help) for name, entry in COMMANDS.items()])


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with `dragoman demo`. Each command has its own --help.",
)
@click.version_option(__version__, "-V", "--version", message="dragoman %(version)s")
def app() -> None:
    """Read the public record and say, with the very words, how states stand with each other.

    Give texts to `read`; then ask. Parties go by name or id, as in `dragoman status Russia Afghanistan`.
    """


def call(arguments: Sequence[str]) -> object:
    """Run one command and give what it returns; errors are the caller's.

    `click.Command.main` would do, but it turns a closed pipe into an exit code of its own.
    """
    with app.make_context("dragoman", list(arguments)) as context:
        return app.invoke(context)
