"""The command `dragoman`, also `python -m dragoman`.

`--version` is answered here, before anything else is imported: it should cost little more than
starting Python.
"""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line and give its exit code."""
    arguments = sys.argv[1:]
    if arguments in (["--version"], ["-V"]):
        from dragoman._version import __version__

        sys.stdout.write(f"dragoman {__version__}\n")
        return 0
    from dragoman.cli import run

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
