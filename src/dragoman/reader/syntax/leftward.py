"""What stands before a verb: its subject, the verb that governs it, and dates in front."""

from __future__ import annotations

from collections.abc import Callable

from dragoman.reader.cues import load_cues
from dragoman.reader.syntax.chunk import Chunk
from dragoman.reader.syntax.clause import Clause, Phrase

_SKIPPED = frozenset((",", ")", "(", '"', "RB", "D"))  # between a noun phrase and its relative clause
_NO_SUBJECT = frozenset(("where", "whose"))  # relatives that leave the subject to the clause itself


class Leftward:
    """Reads one clause from its verb to the left; `clause_at` gives the clauses of verbs before it."""

    def __init__(self, chunks: list[Chunk], clause_at: Callable[[int], Clause], clause: Clause) -> None:
        self._chunks = chunks
        self._clause_at = clause_at
        self._clause = clause
        self._verb = chunks[clause.k]
        self._pps: list[tuple[str, Phrase]] = []

    def read(self) -> None:
        """Fill the clause's subject, governor, start and the dates in front of it."""
        chunks, clause, verb = self._chunks, self._clause, self._verb
        t = clause.k - 1
        if self._hangs_on(t):
            return
        if verb.infinitive and t > 0 and chunks[t].kind == "NP" and chunks[t - 1].kind == "VG":
            self._under(t - 1)
            clause.start = t
            return
        if verb.bare and t >= 0 and chunks[t].kind == "NP":
            clause.near = Phrase(chunks[t])
        ended = False
        while t >= 0 and not ended:
            t, ended = self._step(t)
        if not clause.start:
            clause.start = max(t, 0)
        self._fronted()

    def _hangs_on(self, t: int) -> bool:
        """A participle after a comma has the subject of the finite verb before: "…, citing the talks"."""
        chunks, clause, verb = self._chunks, self._clause, self._verb
        if t < 1 or chunks[t].kind != "," or not verb.forms <= {"ing"} or verb.auxiliaries:
            return False
        main = _last(chunks, t, lambda c: c.kind == "VG" and c.finite)
        if main < 0:
            return False
        clause.subject = self._clause_at(main).subject
        clause.start = t
        return True

    def _step(self, t: int) -> tuple[int, bool]:
        """Read the chunk at `t`; give the next index to the left and whether the clause has its subject."""
        chunks, clause = self._chunks, self._clause
        c = chunks[t]
        if c.kind == "," and t == clause.k - 1:
            return self._before_relative(t) - 1, False
        if c.kind == "NP":
            return self._noun(t)
        if c.kind == "D":
            return t - self._date(t), False
        if c.kind == "W":
            self._relative(t)
            return t - 1, True
        if c.kind == "VG":
            self._under(t)
            return t, True
        if c.kind == "CC" and (t == clause.k - 1 or chunks[t + 1].kind in ("RB", "VG")):
            self._coordinated(t)
            return t, True
        if c.kind in ("S", ";", "CC"):
            self._controlled(t)
            return t, True
        if c.kind == ")":
            while t > 0 and chunks[t].kind != "(":
                t -= 1
        return t - 1, False

    def _before_relative(self, t: int) -> int:
        """The comma that opens the relative clause which the comma at `t` closes, else `t` itself."""
        chunks = self._chunks
        w = _last(chunks, t, lambda c: c.kind in ("W", ";", "S", "CC"))
        if (
            w < 2
            or chunks[w].kind != "W"
            or chunks[w - 1].kind != ","
            or chunks[w - 2].kind not in ("NP", "D")
        ):
            return t
        return w - 1 if any(c.kind == "VG" for c in chunks[w:t]) else t

    def _noun(self, t: int) -> tuple[int, bool]:
        chunks = self._chunks
        if t > 0 and chunks[t - 1].kind == "P":
            self._pps.insert(0, (chunks[t - 1].low, Phrase(chunks[t])))
            return t - 2, False
        if self._is_object_before(t) or self._is_apposition(t):
            return t - 2, False
        self._clause.subject = Phrase(chunks[t], self._pps)
        return t, True

    def _date(self, t: int) -> int:
        """Note the date at `t`; give how many chunks it takes with its preposition."""
        before = self._chunks[t - 1] if t else None
        preposition = before.low if before is not None and before.kind == "P" else ""
        self._clause.dates.append((preposition, self._chunks[t]))
        return 2 if preposition else 1

    def _is_object_before(self, t: int) -> bool:
        """Whether an infinitive or gerund has `t` as its object: "talks to open relations began"."""
        before, verb = self._chunks[t - 1] if t else None, self._verb
        if before is None or before.kind != "VG" or before.finite:
            return False
        return verb.finite and not (verb.bare and "part" in verb.forms)

    def _is_apposition(self, t: int) -> bool:
        """Whether the phrase at `t` renames the one before a comma: "its minister, Jan X, said"."""
        chunks = self._chunks
        if t < 2 or chunks[t - 1].kind != "," or chunks[t + 1].kind != ",":
            return False
        before = chunks[t - 2]
        return before.kind == "NP" and bool(before.mentions) and not chunks[t].items

    def _relative(self, t: int) -> None:
        """The subject of a relative clause is the noun phrase before "who", "which" or "that"."""
        chunks, clause = self._chunks, self._clause
        if chunks[t].low in _NO_SUBJECT or (t and chunks[t - 1].kind == "P"):  # "in which", "under which"
            return
        j = _last(chunks, t, lambda c: c.kind not in _SKIPPED)
        nameless = j > 1 and chunks[j].kind == "NP" and not chunks[j].mentions
        if nameless and chunks[j - 1].low == "of" and chunks[j - 2].kind == "NP":
            j -= 2
        named = self._named_by_copula(j)
        if named is not None:
            clause.subject = named
        elif j >= 0 and chunks[j].kind == "NP":
            clause.subject = Phrase(chunks[j].members[-1], self._pps)

    def _named_by_copula(self, j: int) -> Phrase | None:
        """The subject of "is one of the few states that …": what the relative clause tells of."""
        chunks = self._chunks
        if j < 0 or chunks[j].kind != "NP" or chunks[j].mentions:
            return None
        t = _last(chunks, j, lambda c: c.kind not in ("P", "NP", "RB"))
        if t >= 0 and chunks[t].kind == "VG" and set(chunks[t].lemmas) & load_cues().copulas:
            return self._clause_at(t).subject
        return None

    def _under(self, t: int) -> None:
        """A verb at `t` before ours: it governs ours, or both share a subject."""
        chunks, clause, verb = self._chunks, self._clause, self._verb
        before = chunks[t]
        between = chunks[t + 1 : clause.k]
        given = next((c for c in between if c.kind == "NP"), None)
        clause.governor = t
        clause.subject = self._clause_at(t).subject
        if before.bare and verb.finite:  # "the embassy, opened in 1952, is to be closed"
            clause.dates = [(prep, c) for prep, c in clause.dates if not before.i < c.i < verb.i]
        if verb.infinitive and given is not None and set(before.lemmas) & load_cues().object_control:
            clause.subject = Phrase(given)
        elif verb.bare and given is None and self._pps:
            clause.subject = None
        elif verb.finite and not before.finite and any(c.kind == "," for c in between):
            clause.governor = -1

    def _coordinated(self, t: int) -> None:
        """After "and", a verb without a subject of its own shares that of the verb before."""
        clause, verb = self._clause, self._verb
        for j in range(t - 1, -1, -1):
            c = self._chunks[j]
            if c.kind == ";":
                return
            if c.kind != "VG" or (verb.infinitive and not c.infinitive):
                continue
            other = self._clause_at(j)
            clause.subject, clause.start = other.subject, other.start
            clause.governor = other.governor if verb.infinitive or not verb.finite else -1
            return

    def _controlled(self, t: int) -> None:
        """Without a subject of its own, a participle takes that of the main clause, if one is near."""
        if self._verb.finite and not self._verb.bare:
            return
        j = _last(self._chunks, t, lambda c: c.kind == "VG" and c.finite)
        if j >= 0:
            self._clause.subject = self._clause_at(j).subject

    def _fronted(self) -> None:
        """Dates before the subject belong to the clause: "On May 4, 1935, Hornibrook presented …"."""
        for t in range(self._clause.start - 1, -1, -1):
            kind = self._chunks[t].kind
            if kind == "D":
                self._date(t)
            elif kind in ("VG", "W", "S", ";"):
                return


def _last(chunks: list[Chunk], before: int, test: Callable[[Chunk], bool]) -> int:
    """The index of the last chunk before `before` that passes `test`, -1 where none does."""
    return next((j for j in range(before - 1, -1, -1) if test(chunks[j])), -1)
