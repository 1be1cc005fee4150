"""Messages to standard error; a module of its own, so that an error costs no import."""

from __future__ import annotations

import click

from dragoman.cli.text import safe


def warn(message: str) -> None:
    """Print a message on standard error, as `dragoman: …`."""
    click.echo(f"dragoman: {safe(message)}", err=True)
