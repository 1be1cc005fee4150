"""What the head of a noun phrase says of an actor's sector, with what its neighbours make of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from dragoman.gazetteer.actors import PUBLIC, Role
from dragoman.gazetteer.findings import KEEPS, Finding, Tables
from dragoman.gazetteer.heads import Head
from dragoman.gazetteer.model import OF_PARTY, Reading
from dragoman.gazetteer.nounphrase import Clause, Named
from dragoman.records import Party, PartyKind

Read = Callable[[Clause], Finding]
BEHIND = frozenset({"of", "for", "from", "place"})
"""Attachments that a weak head takes its sector from: "spokesman for", "head of"."""


def of_head(tables: Tables, head: Head, clause: Clause, read: Read) -> Finding:
    """Give what a clause's head says; `read` reads what hangs on it."""
    if head.name is not None:
        return _of_name(tables, head.name, clause)
    if head.role is not None:
        return _of_role(tables, head, head.role, clause, read)
    return _of_unknown(tables, clause, read)


def _of_unknown(tables: Tables, clause: Clause, read: Read) -> Finding:
    """Give what is behind an unknown name: "Mike Ryan of the World Health Organization"."""
    core, attached = clause.core, clause.attached
    words = tables.phrase.words[core.first : core.last]
    if not words or not words[-1].is_capital:
        return Finding()
    name = tables.phrase.text[words[0].start : words[-1].end]
    for number, segment in enumerate(attached):
        if segment.link in BEHIND - {"for"}:
            behind = read(Clause("", segment, attached[number + 1 :]))
            if behind.has_role and not behind.is_state:
                return replace(behind, name=name, kind="", former=False)
    return Finding(name=name)


# ------------------------------------------------------------------------------------ names


def _of_name(tables: Tables, name: Named, clause: Clause) -> Finding:
    body = name.body
    if body is not None:
        kind = ("office" if body.sector in PUBLIC else "organisation") if body.sector else ""
        states = (body.state,) if body.state else ()
        place = not body.sector
        return Finding(
            sector=body.sector, states=states, name=body.name, kind=kind, local=place, has_role=not place
        )
    reading = _by_state_before(tables, name, clause) or name.reading
    if reading is None:
        return Finding(doubtful=tuple(dict.fromkeys(r.party for r in name.readings if r.party)))
    if reading.type in OF_PARTY:
        return _of_people(tables, name, reading, clause)
    if reading.type in {"person", "office-holder"}:
        return _of_person(tables, name, reading, clause)
    return _of_party(tables, reading)


def _by_state_before(tables: Tables, name: Named, clause: Clause) -> Reading | None:
    """Choose the office-holder of the state named before: "Jordan's King Abdullah"."""
    before = tables.phrase.names_in(clause.core.first, name.first)
    states = {tables.state(other) for other in before} - {""}
    holders = (r for r in name.readings if r.type == "office-holder" and tables.holds(r))
    return next((r for r in holders if tables.party(r).state in states), None)


def _of_party(tables: Tables, reading: Reading) -> Finding:
    party = tables.party(reading)
    states = (party.state,) if party.state else ()
    if reading.type in {"city", "region"}:
        return Finding(states=states, local=True, name=party.name)
    sector, kind = tables.sector(reading), str(party.kind)
    return Finding(sector=sector, states=states, party=party.id, name=party.name, kind=kind, has_role=True)


def _of_people(tables: Tables, name: Named, reading: Reading, clause: Clause) -> Finding:
    """Read "the Russians" as their government, "ordinary Kazakhs" and "a Frenchman" as people."""
    party = tables.party(reading)
    words = tables.phrase.lows(clause.core.first, name.first)
    as_one = words == ("the",) or (not words and reading.type == "adjective")
    elsewhere = "ethnic" in words  # ethnic Serbs need not live in Serbia
    return Finding(
        sector="GOV" if as_one else "CVL",
        states=(party.state,) if party.state and not elsewhere else (),
        party=party.id if as_one else "",
        name=party.name,
        has_role=True,
    )


def _of_person(tables: Tables, name: Named, reading: Reading, clause: Clause) -> Finding:
    """Let an office-holder stand for his party, a leader of a group for its sector, others for themselves."""
    party = tables.party(reading)
    states = (party.state,) if party.state else ()
    former = _is_former(tables, clause.core.first, name.first)
    finding = Finding(states=states, name=name.text, kind="person", has_role=True)
    if reading.type == "office-holder" and not former:
        return replace(finding, sector=party.sector, party=party.id)
    led = None if former else _group_led(tables, name)
    return replace(finding, sector=led.sector if led else "ELI", former=former)


def _group_led(tables: Tables, name: Named) -> Party | None:
    """Give the group that a person led, where he held no other office: bin Laden stays what he was."""
    parties = [tables.party(r) for r in name.readings if r.type == "office-holder"]
    return parties[0] if parties and all(p.kind is PartyKind.GROUP for p in parties) else None


# ------------------------------------------------------------------------------------ roles


def _of_role(tables: Tables, head: Head, role: Role, clause: Clause, read: Read) -> Finding:
    finding = Finding(sector=role.sector, has_role=True)
    if role.head == "minister":
        before = tables.phrase.lows(clause.core.first, head.first)
        if any(word in tables.lexicon.lists["denominations"] for word in before):
            finding = replace(finding, sector="REL")
    elif role.weak or role.head == "president":
        finding = _by_neighbours(tables, head, role, clause, read) or finding
    finding = _by_names(tables, head, role, clause, finding)
    finding = _by_organisation_behind(tables, clause, finding)
    finding = _by_qualifier(tables, head, clause, finding)
    words = tables.phrase.lows(clause.core.first, head.last)
    local = finding.sector == "GOV" and any(tables.lexicon.is_in("local", word) for word in words)
    finding = _as_former(tables, head, role, clause, finding)
    return replace(finding, local=local, name=finding.name or _person_after(tables, head, clause))


def _by_neighbours(tables: Tables, head: Head, role: Role, clause: Clause, read: Read) -> Finding | None:
    """Let a noun before a weak head, or one behind it, decide: "union leader", "head of the army"."""
    core, attached = clause.core, clause.attached
    for end in range(head.first, core.first, -1) if role.weak else ():
        before = tables.phrase.role_ending(end, core.first)
        if before and _may_decide(tables, before, end, core.first):
            return Finding(sector=before.sector, has_role=True)
    if tables.lexicon.is_in("belonging", role.head) and attached and attached[0].link in BEHIND:
        behind = read(Clause("", attached[0], attached[1:]))
        works = role.sector == "LAB" and behind.sector == "BUS"  # workers of a company are no company
        if behind.sector and behind.has_role and not behind.is_state and not works:
            return replace(behind, former=False)
    return None


def _may_decide(tables: Tables, role: Role, end: int, first: int) -> bool:
    """Say whether a role before a weak head decides: not in a name, and no people ("European leaders")."""
    word = tables.phrase.words[end - 1]
    if not role.sector or tables.is_in_name(end - 1) or (word.is_capital and role.sector == "CVL"):
        return False
    if end < len(tables.phrase.words) and tables.phrase.is_joined(end):
        return False  # "military-run companies"
    at = end - len(role.words) - 1
    in_proper_name = word.is_capital and at >= first and tables.phrase.words[at].is_capital
    return not in_proper_name or tables.is_in_name(at)


def _by_organisation_behind(tables: Tables, clause: Clause, finding: Finding) -> Finding:
    """Read "foreign ministers of the Gulf Cooperation Council" as that organisation."""
    attached = clause.attached
    if finding.party or finding.sector not in PUBLIC or not attached or attached[0].link != "of":
        return finding
    for name in tables.phrase.names_in(attached[0].first, attached[0].last):
        party = tables.party(name.reading) if name.reading else None
        if party and party.kind is PartyKind.ORGANISATION and party.sector == "IGO":
            return replace(finding, sector="IGO", party=party.id, name=party.name, kind=str(party.kind))
    return finding


def _by_names(tables: Tables, head: Head, role: Role, clause: Clause, finding: Finding) -> Finding:
    """Let a party or body named before the head decide: "UN peacekeepers", "Hamas gunmen"."""
    for name in reversed(tables.phrase.names_in(clause.core.first, head.first)):
        leads = name.after == "led" and name.reading is not None and name.reading.type == "organisation"
        if (name.after and not leads) or name.before in tables.lexicon.lists["prefixes"]:
            continue
        turned = _by_body(role, name, finding)
        if turned is None and name.reading is not None:
            turned = _by_party(tables, role, name.reading, finding)
        if turned is not None:
            return turned
    return finding


def _by_body(role: Role, name: Named, finding: Finding) -> Finding | None:
    """Let a body named before a weak head decide: "BBC staff", "Microsoft executives"."""
    body = name.body
    if body is None or not role.weak or body.sector in {"", "CVL", finding.sector}:
        return None
    if role.sector in {"", "GOV", "PTY"} or (role.sector != "CVL" and body.sector != "BUS"):
        return replace(finding, sector=body.sector, name=body.name)
    return None


def _by_party(tables: Tables, role: Role, reading: Reading, finding: Finding) -> Finding | None:
    """Let the organisation, group or government named before a role decide."""
    if reading.type == "seat" and role.weak and not role.sector:
        return replace(finding, sector="GOV")  # "a White House plan"
    if reading.type not in {"organisation", "group", "government"}:
        return None
    party = tables.party(reading)
    states = (party.state,) if party.state else ()
    if party.kind is PartyKind.GOVERNMENT:
        sector = "MIL" if role.sector in {"MIL", "REB", "UAF", "PRM"} else role.sector or "GOV"
        party_id = party.id if sector in PUBLIC else ""
        return replace(finding, sector=sector, states=states, party=party_id, name=party.name)
    if finding.sector in KEEPS and not role.weak:
        return replace(finding, states=states)
    sector, kind = tables.sector(reading), str(party.kind)
    return replace(finding, sector=sector, states=states, party=party.id, name=party.name, kind=kind)


def _by_qualifier(tables: Tables, head: Head, clause: Clause, finding: Finding) -> Finding:
    """Let "rebel", "opposition" or "separatist" before the head turn its sector."""
    if finding.party:
        return finding
    words = tables.phrase.lows(clause.core.first, head.first)
    for word in (*words, *map("-".join, pairwise(words))):
        sector = tables.lexicon.qualifiers.get(word)
        if sector and finding.sector in tables.lexicon.turned[sector]:
            return replace(finding, sector=sector)
    return finding


def _as_former(tables: Tables, head: Head, role: Role, clause: Clause, finding: Finding) -> Finding:
    """Read a former holder of an office as one of the elites, as PLOVER's ELI has it."""
    collective = any(word in tables.lexicon.lists["collective"] for word in role.words)
    if collective or not _is_former(tables, clause.core.first, head.first):
        return finding
    held_office = finding.sector in {*PUBLIC, "PTY", "ELI"}
    return replace(finding, sector="ELI" if held_office else finding.sector, party="", former=True)


def _is_former(tables: Tables, first: int, last: int) -> bool:
    return any(word in tables.lexicon.lists["ended"] for word in tables.phrase.lows(first, last))


def _person_after(tables: Tables, head: Head, clause: Clause) -> str:
    """Give the name that follows a title, as printed."""
    words = tables.phrase.words[head.last : clause.core.last]
    return tables.phrase.text[words[0].start : words[-1].end] if words and words[0].is_capital else ""
