"""Dragoman reads the public record and says, with the very words, how states stand with each other."""

from dragoman._version import __version__

__all__ = ["__version__"]
