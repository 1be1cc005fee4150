"""Parties by their names: who is meant by "Moscow", "the Afghans" or "Congo" on a given day."""

from dragoman.gazetteer.gazetteer import Gazetteer, load_gazetteer
from dragoman.gazetteer.model import Match, Reading, Resolution

__all__ = ["Gazetteer", "Match", "Reading", "Resolution", "load_gazetteer"]
