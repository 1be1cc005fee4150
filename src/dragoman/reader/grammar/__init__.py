"""The phrase grammar: matches the frames of `data/phrases` against clauses and verbal nouns."""

from dragoman.reader.grammar.proposer import Grammar

__all__ = ["Grammar"]
