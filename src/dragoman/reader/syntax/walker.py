"""The clauses of one sentence, each read once."""

from __future__ import annotations

from dragoman.reader.syntax.chunk import Chunk
from dragoman.reader.syntax.clause import Clause, Phrase
from dragoman.reader.syntax.leftward import Leftward
from dragoman.reader.syntax.rightward import Rightward, long_phrase

_STRIDE = 60  # chunks; a clause asks for those before it, and this bounds how deep such questions go


class Walker:
    """Walks over one sentence's chunks; keeps clauses by the index of their verb group.

    `particles` are verbs with a word that belongs to them, such as "break_off".
    """

    def __init__(self, chunks: list[Chunk], particles: frozenset[str] = frozenset()) -> None:
        self._chunks = chunks
        self._particles = particles
        self._clauses: dict[int, Clause] = {}
        self._reach = 0  # every verb `_STRIDE` or more chunks before this has been read

    def clause(self, k: int) -> Clause:
        """Give the clause of the verb group at chunk `k`."""
        while k - self._reach > _STRIDE:
            self._reach += _STRIDE
            for t in range(self._reach - _STRIDE, self._reach):
                if self._chunks[t].kind == "VG":
                    self._read(t)
        return self._read(k)

    def _read(self, k: int) -> Clause:
        if k not in self._clauses:
            clause = self._clauses[k] = Clause(k)
            Rightward(self._chunks, self._particles, clause).read()
            Leftward(self._chunks, self._read, clause).read()
        return self._clauses[k]

    def phrase(self, t: int) -> tuple[Phrase, int]:
        """Read the noun phrase at chunk `t` with its prepositional phrases; give it and the next index."""
        return long_phrase(self._chunks, t)
