"""Score the reader on the bundled texts.

python -m evaluation            print the figures; fail where one lies below its floor
python -m evaluation --write    also write them to docs/results.md
python -m evaluation --pin      also take them as the new floors
"""

from __future__ import annotations

import sys

from evaluation.bundled import load_bundled
from evaluation.floors import FILE, fallen, load_pins, pins_text
from evaluation.page import RESULTS, write_section
from evaluation.report import page, score


def main(arguments: list[str]) -> int:
    """Print, and do what the options ask for; the code is 1 where a figure lies below its floor."""
    unknown = set(arguments) - {"--write", "--pin"}
    if unknown:
        print(__doc__, file=sys.stderr)
        return 2
    gold = load_bundled()
    report = score(gold)
    text = page(gold, report)
    print(text)
    if "--write" in arguments:
        write_section(RESULTS, "accuracy on the bundled texts", text)
    if "--pin" in arguments:
        FILE.write_text(pins_text(report, gold.sha256), encoding="utf-8")
    pins = load_pins()
    if pins.gold_sha256 != gold.sha256:
        print("the gold set is not the one that the floors were measured on; see --pin", file=sys.stderr)
        return 1
    below = fallen(report, pins)
    for name, (measured, least) in below.items():
        print(f"{name} is {measured:.3f}, below {least:.3f}", file=sys.stderr)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
