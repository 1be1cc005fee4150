"""Draw the pictures of the docs anew, from the bundled articles: `python -m docs.pictures` (`make pictures`).

Letters come from the fonts of the machine; so the pictures are kept, and drawn anew only by hand.
"""

from __future__ import annotations

import shlex

from docs.shell import run_all
from evaluation.page import ROOT

IMAGES = ROOT / "docs" / "images"
COMMANDS = {
    "map.png": "map Kosovo --on 2009-01-01",
    "timeline.png": "plot timeline USA CUB",
    "network.png": "plot network --bloc ARAB-LEAGUE --dimension relations --on 2018-01-01",
    "heatmap.png": "plot heatmap --bloc EU --to Kosovo --to Palestine --on 2024-01-01",
    "counts.png": "plot counts Israel --dimension relations",
}


def main() -> None:
    """Write every picture."""
    IMAGES.mkdir(exist_ok=True)
    run_all(
        [
            "dragoman demo --ledger ledger.sqlite",
            *(
                f"dragoman {command} --scale 1 -o {shlex.quote(str(IMAGES / name))}"
                for name, command in COMMANDS.items()
            ),
        ]
    )


if __name__ == "__main__":
    main()
