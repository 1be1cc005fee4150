"""The words for a status, dimension by dimension, and which of them mean that it holds."""

from __future__ import annotations

# Said of what holds; "who recognizes B" and counts ask for these.
HOLDING = frozenset(
    [
        "recognized",
        "established",
        "upgraded",
        "downgraded",
        "open",
        "accredited",
        "appointed",
        "signed",
        "ratified",
        "in_force",
        "sanctioned",
        "eased",
        "designated",
        "member",
        "observer",
        "governs",
        "independent",
        "successor",
        "united",
        "annexed",
    ]
)
# Said of what does not hold, on the word of a text or by a rule.
ABSENT = frozenset(
    ["none", "severed", "closed", "ended", "lifted", "delisted", "left", "expelled", "fell", "dissolved"]
)
# Neither: there, but not in use.
INTERRUPTED = frozenset(["suspended", "recalled", "applied"])

# What a text confirms that denies an end, or says without more that it holds.
BASE = {
    "recognition": "recognized",
    "relations": "established",
    "mission": "open",
    "envoy": "accredited",
    "agreement": "in_force",
    "sanctions": "sanctioned",
    "designation": "designated",
    "membership": "member",
    "authority": "governs",
}

# Heads of mission and missions by class. Levels follow VCDR art. 14 and the 1963 Convention.
EMBASSIES = frozenset(
    ["embassy", "legation", "high_commission", "nunciature"]
)  # closed when relations are severed
DIPLOMATIC = EMBASSIES | frozenset(["interests_section", "liaison_office", "representative_office"])
CONSULAR = frozenset(
    ["consulate_general", "consulate", "vice_consulate", "consular_agency", "commercial_agency"]
)
MISSION_RANK = {
    level: rank
    for rank, level in enumerate(
        [
            "commercial_agency",
            "consular_agency",
            "vice_consulate",
            "consulate",
            "consulate_general",
            "representative_office",
            "interests_section",
            "liaison_office",
            "legation",
            "nunciature",
            "high_commission",
            "embassy",
        ]
    )
}
CONSULS = frozenset(["consul", "consul_general", "vice_consul", "consular_agent"])
# Accepting these envoys' credentials recognizes the state that sent them, and the other way round.
AMBASSADORS = frozenset(("", "ambassador", "high_commissioner", "nuncio", "minister"))


def mission_class(level: str) -> str:
    """Give "diplomatic", "consular", "organisation" or, for an unnamed level, ""."""
    if level in DIPLOMATIC:
        return "diplomatic"
    if level in CONSULAR:
        return "consular"
    return "organisation" if level == "mission_to_organisation" else ""


def polarity(status: str) -> int:
    """Give 1 for what holds, -1 for what does not, 0 for what is interrupted or unknown."""
    if status in HOLDING:
        return 1
    return -1 if status in ABSENT else 0
