"""Who fills the roles of a matched frame, by the frame's kind."""

from __future__ import annotations

from collections.abc import Callable

from dragoman.reader.grammar.authority import fill_authority, fill_authority_lost
from dragoman.reader.grammar.bilateral import fill_bilateral
from dragoman.reader.grammar.directed import fill_directed
from dragoman.reader.grammar.envoys import fill_envoy, fill_envoy_in, fill_envoy_out
from dragoman.reader.grammar.membership import fill_member
from dragoman.reader.grammar.missions import fill_mission
from dragoman.reader.grammar.scene import Predicate, Roles, Scene

FILLERS: dict[str, Callable[[Scene, Predicate], Roles | None]] = {
    "directed": fill_directed,
    "bilateral": fill_bilateral,
    "mission": fill_mission,
    "envoy": fill_envoy,
    "envoy-out": fill_envoy_out,
    "envoy-in": fill_envoy_in,
    "member": fill_member,
    "authority": fill_authority,
    "authority-lost": fill_authority_lost,
}
"""Kind of frame -> what fills its roles; a test holds it to `frames.KINDS`."""


def fill(scene: Scene, p: Predicate) -> Roles | None:
    """Give the roles of a predicate, or None where the words do not fit after all."""
    return FILLERS[p.frame.kind](scene, p)
