"""Rulers: the government that a person leads, for what he does himself and not the state he stands for."""

from __future__ import annotations

from datetime import date

from dragoman.gazetteer import Gazetteer, Reading
from dragoman.reader.discourse import Referent
from dragoman.reader.mentions import PERSONS
from dragoman.records import PartyId


def government_of(referent: Referent, gazetteer: Gazetteer) -> PartyId:
    """Give the government that a referent leads or led: NIC/zelaya for "Zelaya"; "" for who leads none.

    The words must name the person: "the Nicaraguan president" stands for Nicaragua. Of several governments
    of one person the one counts that stood when he held the office in which the text has him, else the one
    that stood longest.
    """
    mention = referent.mention
    if mention is None:
        named = referent.text.rpartition(" ")[2]
        return gazetteer.led_under(named, referent.party) if named[:1].isupper() else ""
    if mention.type not in PERSONS or "/" in referent.party:
        return ""
    persons = [r.party for r in mention.match.readings if r.type == "person"]
    led = [reading for person in dict.fromkeys(persons) for reading in gazetteer.led_by(person)]
    if mention.type == "office-holder":
        led = [r for r in led if gazetteer.state_of(r.party) == mention.party]
        held = [r for r in mention.match.readings if r.type == "office-holder" and r.party == mention.party]
        led = [r for r in led if any(r.since == h.since for h in held)] or led
    if not led:  # a distinctive surname stands for its state alone: "Sankara"
        return gazetteer.led_under(mention.text.rpartition(" ")[2], mention.party)
    return max(led, key=_days).party


def _days(reading: Reading) -> int:
    return ((reading.until or date.max) - (reading.since or date.min)).days
