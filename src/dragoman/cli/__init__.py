"""The command line: parses, asks `service`, prints. Nothing is decided here.

Results go to standard output; messages and progress to standard error. Exit codes are in `exits`.
"""

from dragoman.cli.exits import run

__all__ = ["run"]
