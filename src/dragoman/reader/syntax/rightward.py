"""What stands behind a verb: its objects, prepositional phrases, particle and dates."""

from __future__ import annotations

from collections.abc import Callable

from dragoman.reader.syntax.chunk import Chunk
from dragoman.reader.syntax.clause import Clause, Phrase

STOP = frozenset((";", "S", ".", "W"))  # chunks at which a clause ends at the latest
BOUNDING = frozenset(("since", "after", "before", "until", "till"))  # "since their return to power in 2021"
_BOUND = "after"  # the preposition given to a date that only bounds the clause
_NEAR = 6  # chunks in which the verb of a new clause is looked for


def prepositional(chunks: list[Chunk], t: int) -> tuple[str, Phrase, int] | None:
    """Read a prepositional phrase at chunk `t`, also after "and", with the index behind it."""
    kinds = [c.kind for c in chunks[t : t + 3]]
    if kinds[:2] == ["P", "NP"]:
        return chunks[t].low, Phrase(chunks[t + 1]), t + 2
    if kinds in (["P", "P", "NP"], ["CC", "P", "NP"]):
        return chunks[t + 1].low, Phrase(chunks[t + 2]), t + 3
    return None


def long_phrase(chunks: list[Chunk], t: int) -> tuple[Phrase, int]:
    """Read the noun phrase at chunk `t` with its prepositional phrases; give it and the next index."""
    phrase = Phrase(chunks[t])
    t += 1
    while step := prepositional(chunks, t):
        prep, inner, t = step
        phrase.pps.append((prep, inner))
    return phrase, t


class Rightward:
    """Reads one clause from its verb to the right."""

    def __init__(self, chunks: list[Chunk], particles: frozenset[str], clause: Clause) -> None:
        self._chunks = chunks
        self._particles = particles
        self._clause = clause
        self._bounded = False  # behind "since their return": the dates that follow are of that noun
        self._target: Phrase | None = None  # the phrase that prepositional phrases attach to

    def read(self) -> None:
        """Fill the clause's arguments and its end."""
        chunks, clause = self._chunks, self._clause
        t = clause.k + 1
        while t < len(chunks):
            step = _STEPS.get(chunks[t].kind)
            following = step(self, t) if step is not None else None
            if following is None:
                break
            t = following
        clause.end = t
        if clause.object is None and not clause.pps:
            self._share(t)

    def _share(self, t: int) -> None:
        """A verb after "and" has the object of both: "recognized and established relations with …"."""
        chunks, clause = self._chunks, self._clause
        if t >= len(chunks) or chunks[t].kind != "CC":
            return
        after = t + 2 if t + 2 < len(chunks) and chunks[t + 1].kind == "RB" else t + 1
        if (
            after < len(chunks)
            and chunks[after].kind == "VG"
            and chunks[after].forms & chunks[clause.k].forms
        ):
            clause.shared = after

    # Each step gives the index at which reading goes on, or None where the clause ends.

    def _noun(self, t: int) -> int | None:
        clause = self._clause
        if not self._takes(t):
            return None
        phrase = Phrase(self._chunks[t])
        if clause.object is None and not clause.pps:
            clause.object = phrase
        elif clause.second is None:
            clause.second = phrase
        self._target = phrase
        return t + 1

    def _takes(self, t: int) -> bool:
        """Whether a noun phrase to the right is an argument and not the subject of what follows."""
        chunks, clause = self._chunks, self._clause
        if clause.object is None and not clause.pps and t == clause.k + 1:
            return True
        if clause.second is not None:
            return False
        after = t + 1
        while after < len(chunks) and chunks[after].kind == "RB":
            after += 1
        return not (after < len(chunks) and chunks[after].kind == "VG" and chunks[after].finite)

    def _preposition(self, t: int) -> int | None:
        chunks, clause = self._chunks, self._clause
        if self._is_particle(t):
            clause.particle = chunks[t].low
            return t + 1
        if t + 1 == len(chunks):
            return None
        if chunks[t + 1].kind == "D":
            clause.dates.append((_BOUND if self._bounded else chunks[t].low, chunks[t + 1]))
            return t + 2
        step = prepositional(chunks, t)
        if step is not None:
            return self._attach(*step)
        if t == clause.k + 1 or (self._target is clause.object and t == clause.k + 2):
            clause.particle = clause.particle or chunks[t].low
            return t + 1
        return None

    def _attach(self, prep: str, phrase: Phrase, after: int) -> int:
        clause, target = self._clause, self._target
        self._bounded = self._bounded or prep in BOUNDING
        if prep == "as" and clause.second is None:
            clause.second = phrase
        if prep == "of" and clause.pps and clause.pps[-1][1] is not target:
            clause.pps[-1][1].pps.append((prep, phrase))
        if target is not None:
            target.pps.append((prep, phrase))
        clause.pps.append((prep, phrase))
        if prep in ("of", "as") or target is None:
            self._target = phrase
        return after

    def _is_particle(self, t: int) -> bool:
        """Whether the word at `t` belongs to the verb: "broke off", "called its ambassador home"."""
        clause = self._clause
        near = t == clause.k + 1 or (t == clause.k + 2 and clause.object is not None)
        low = self._chunks[t].low
        return near and any(f"{lemma}_{low}" in self._particles for lemma in self._chunks[clause.k].lemmas)

    def _adverb(self, t: int) -> int:
        clause = self._clause
        if self._is_particle(t) or (t == clause.k + 1 and not clause.particle):
            clause.particle = self._chunks[t].low
        return t + 1

    def _date(self, t: int) -> int:
        self._clause.dates.append((_BOUND if self._bounded else "", self._chunks[t]))
        return t + 1

    def _skip(self, t: int) -> int:
        return t + 1

    def _bracket(self, t: int) -> int:
        t += 1
        while t < len(self._chunks) and self._chunks[t].kind != ")":
            t += 1
        return t + 1

    def _conjunction(self, t: int) -> int | None:
        step = prepositional(self._chunks, t)
        if step is None or self._finite_soon(step[2]):
            return None
        self._clause.pps.append(step[:2])
        return step[2]

    def _comma(self, t: int) -> int | None:
        """Where a clause goes on after a comma: at a date, a prepositional phrase, or after an apposition."""
        chunks = self._chunks
        following = chunks[t + 1] if t + 1 < len(chunks) else None
        if following is None:
            return None
        self._bounded = False
        if following.kind in ("D", "RB", '"'):
            return t + 1
        if following.kind == "P" and t + 2 < len(chunks) and chunks[t + 2].kind in ("D", "NP"):
            fronted = chunks[t + 2].kind == "NP" and self._finite_soon(t + 3) and self._subject_soon(t + 3)
            return None if fronted else t + 1
        if following.kind == "NP":
            return self._behind_apposition(t + 2)
        return None

    def _behind_apposition(self, end: int) -> int | None:
        """The index behind a noun phrase between commas, if a preposition, date or stop follows it."""
        chunks = self._chunks
        while end < len(chunks) and chunks[end].kind in ("P", "NP", "D"):
            if chunks[end].kind == "NP" and chunks[end - 1].kind != "P":
                break
            end += 1
        if end + 1 < len(chunks) and chunks[end].kind in (",", "."):
            return end + 1 if chunks[end + 1].kind in ("P", "D", ".") else None
        return None

    def _subject_soon(self, t: int) -> bool:
        """Whether a noun phrase and then a finite verb follow soon: a new clause begins."""
        seen = False
        for c in self._chunks[t : t + _NEAR]:
            if c.kind == "NP":
                seen = True
            elif c.kind == "VG":
                return seen and c.finite
            elif c.kind in STOP:
                return False
        return False

    def _finite_soon(self, t: int) -> bool:
        for c in self._chunks[t : t + _NEAR]:
            if c.kind == "VG":
                return c.finite
            if c.kind in STOP:
                return False
        return False


_STEPS: dict[str, Callable[[Rightward, int], int | None]] = {
    "NP": Rightward._noun,
    "P": Rightward._preposition,
    "RB": Rightward._adverb,
    "D": Rightward._date,
    '"': Rightward._skip,
    "DT": Rightward._skip,
    "(": Rightward._bracket,
    ",": Rightward._comma,
    "CC": Rightward._conjunction,
}
"""Kind of chunk -> the step that reads it; a clause ends at every other kind."""
