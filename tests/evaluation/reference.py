"""Cases that pin the matching rule: random gold and claims, and what the reference scorer says of them.

Run with the path of the reference scorer to write `reference_cases.json` anew:

    python tests/evaluation/reference.py PATH-OF-SCORE.PY
"""

from __future__ import annotations

import importlib.util
import json
import random
import sys
from pathlib import Path
from typing import Any

CASES = Path(__file__).with_name("reference_cases.json")
# Drawn from small sets, so that ties, repeats and near misses occur.
TYPES = [
    "recognize",
    "sever_relations",
    "open_mission",
    "sign_agreement",
    "consult",
    "agree",
    "oops",
    "designate",
]
PARTIES: list[Any] = [
    "NOR",
    "MLI",
    "MLI/junta",
    "junta",
    "",
    {"id": "NOR", "name": "Norway"},
    {"id": "", "name": "Gao"},
    None,
    " nor ",
    "CHN/roc",
    "roc/x",
    "MLI/",
]
DATES = [
    "",
    "2019",
    "2019-07",
    "2019-07-03",
    "1991~",
    "1991",
    "2021-08/..",
    "2021-08/2022",
    "../1990",
    "2021",
    " 2019",
]
MODALITIES = ["happened", "ongoing", "planned", "denied", None]
CITIES = ["Gao", "gáo", "Mopti", "", None]
FAMILIES: list[list[str]] = [[], ["recognition"], ["relations", "mission"]]
FURTHER = {
    "alt_actor": PARTIES,
    "alt_target": PARTIES,
    "alt_date": DATES,
    "alt_city": CITIES,
    "alt_modality": MODALITIES,
}


def random_case(draw: random.Random) -> dict[str, Any]:
    """Give gold, claims and families; most cases draw from few values, so that much matches."""
    narrow = draw.random() < 0.8
    types = draw.sample(TYPES, draw.randint(1, 2)) if narrow else TYPES
    actors, targets = (
        ([draw.sample(PARTIES, draw.randint(1, 2)) for _ in "at"]) if narrow else (PARTIES, PARTIES)
    )
    dates = draw.sample(DATES, 5)
    modalities = draw.sample(MODALITIES, draw.randint(1, 2))
    cities = draw.sample(CITIES, draw.randint(1, 2))
    names = [f"doc{number}" for number in range(draw.randint(1, 2))]

    def event() -> dict[str, Any]:
        return {
            "type": draw.choice(types),
            "actor": draw.choice(actors),
            "target": draw.choice(targets),
            "date": draw.choice(dates),
            "modality": draw.choice(modalities),
            "city": draw.choice(cities),
        }

    def gold_event() -> dict[str, Any]:
        row = event()
        if draw.random() < 0.2:
            row["optional"] = True
        if draw.random() < 0.4:
            row[draw.choice(["alt", "alt_type"])] = draw.choice(
                [draw.choice(TYPES), [types[0], draw.choice(TYPES)]]
            )
        row |= {key: draw.choice(values) for key, values in FURTHER.items() if draw.random() < 0.1}
        return row

    gold = [
        {draw.choice(["doc", "id"]): name, "events": [gold_event() for _ in range(draw.randint(0, 5))]}
        for name in names
    ]
    read = [{"document": draw.choice([*names, "other"]), **event()} for _ in range(draw.randint(0, 10))]
    return {"gold": gold, "read": read, "families": draw.choice(FAMILIES)}


def load_scorer(path: Path) -> Any:
    """Import the reference scorer from its file."""
    spec = importlib.util.spec_from_file_location("reference_scorer", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def expected(scorer: Any, case: dict[str, Any]) -> Any:
    """Give what the reference scorer says of a case."""
    return scorer.score(case["gold"], case["read"], set(case["families"]) or None)


def _write(scorer_path: Path) -> None:
    scorer = load_scorer(scorer_path)
    draw = random.Random(1)  # noqa: S311 - cases, not keys
    lines: list[str] = []
    while len(lines) < 60:
        case = random_case(draw)
        figures = expected(scorer, case)
        if figures["all"]["hits"] >= 2 and figures["all"]["date_accuracy"] < 1:  # others say little
            line = {**case, "expected": figures}
            lines.append(json.dumps(line, ensure_ascii=False, separators=(",", ":")))
    CASES.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")


if __name__ == "__main__":
    _write(Path(sys.argv[1]))
