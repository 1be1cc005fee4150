"""Clauses: what stands before and after a verb group or a verbal noun, found by walking over chunks."""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.reader.chunks import Chunk
from dragoman.reader.tokens import Tokens

_STOP = frozenset((";", "S", ".", "W"))
_COPULAS = frozenset(("be", "remain", "become"))
OBJECT_CONTROL = frozenset(
    "ask urge request press call invite order instruct authorize direct allow permit force compel persuade require "
    "encourage enable tell want expect appeal implore exhort advise".split()
)


@dataclass(slots=True, eq=False)
class Phrase:
    """A noun phrase with the prepositional phrases that follow it, in order."""

    np: Chunk
    pps: list[tuple[str, Phrase]] = field(default_factory=list)

    def pp(self, *prepositions: str) -> Phrase | None:
        """Give the first prepositional object after one of `prepositions`."""
        return next((phrase for prep, phrase in self.pps if prep in prepositions), None)


@dataclass(slots=True, eq=False)
class Clause:
    """A predicate with its arguments. `start` and `end` are chunk indices that bound it."""

    k: int  # index of the trigger's chunk
    subject: Phrase | None = None
    object: Phrase | None = None
    second: Phrase | None = None  # second object, or complement after "as"
    pps: list[tuple[str, Phrase]] = field(default_factory=list)
    dates: list[tuple[str, Chunk]] = field(default_factory=list)
    near: Phrase | None = None  # the noun phrase right before a bare participle
    particle: str = ""
    start: int = 0
    end: int = 0
    shared: int = -1  # chunk of a coordinated verb that follows with an object for both
    governor: int = -1  # chunk of the verb group that governs an infinitive, gerund or participle

    def pp(self, *prepositions: str) -> Phrase | None:
        """Give the first prepositional object after one of `prepositions`."""
        return next((phrase for prep, phrase in self.pps if prep in prepositions), None)


class Walker:
    """Walks over one sentence's chunks; memoizes clauses by the index of their verb group."""

    def __init__(self, chunks: list[Chunk], tokens: Tokens, particles: frozenset[str] = frozenset()) -> None:
        self.particles = particles  # verbs with their particles, "break_off"
        self.chunks = chunks
        self.tokens = tokens
        self._clauses: dict[int, Clause] = {}
        self._open: set[int] = set()

    def clause(self, k: int) -> Clause:
        """Give the clause of the verb group at chunk `k`."""
        if k not in self._clauses:
            clause = Clause(k)
            self._clauses[k] = clause
            self._open.add(k)
            self._right(clause)
            self._left(clause)
            self._open.discard(k)
        return self._clauses[k]

    # -- to the right -------------------------------------------------------------------------

    def phrase(self, t: int) -> tuple[Phrase, int]:
        """Read the noun phrase at chunk `t` with its prepositional phrases; give it and the next index."""
        phrase = Phrase(self.chunks[t])
        t += 1
        while True:
            step = self._preposition(t)
            if step is None:
                return phrase, t
            prep, inner, t = step
            if inner is not None:
                phrase.pps.append((prep, inner))

    def _preposition(self, t: int) -> tuple[str, Phrase | None, int] | None:
        chunks = self.chunks
        if t + 1 < len(chunks) and chunks[t].kind == "P":
            if chunks[t + 1].kind == "NP":
                return chunks[t].low, Phrase(chunks[t + 1]), t + 2
            if chunks[t + 1].kind == "P" and t + 2 < len(chunks) and chunks[t + 2].kind == "NP":
                return chunks[t + 1].low, Phrase(chunks[t + 2]), t + 3
        if (
            t + 2 < len(chunks)
            and chunks[t].kind == "CC"
            and chunks[t + 1].kind == "P"
            and chunks[t + 2].kind == "NP"
        ):
            return chunks[t + 1].low, Phrase(chunks[t + 2]), t + 3
        return None

    def _right(self, clause: Clause) -> None:
        chunks, n = self.chunks, len(self.chunks)
        t = clause.k + 1
        target: Phrase | None = None
        while t < n:
            c = chunks[t]
            if c.kind == "NP":
                if not self._takes(clause, t):
                    break
                phrase = Phrase(c)
                if clause.object is None and not clause.pps:
                    clause.object = phrase
                elif clause.second is None:
                    clause.second = phrase
                target = phrase
                t += 1
            elif c.kind in ("P", "RB") and self._is_particle(clause, t):
                clause.particle = c.low
                t += 1
            elif c.kind == "P" and t + 1 < n:
                step = self._date_or_phrase(clause, t, target)
                if step is None:
                    if t == clause.k + 1 or (target is clause.object and t == clause.k + 2):
                        clause.particle = clause.particle or c.low
                        t += 1
                        continue
                    break
                t, target = step
            elif c.kind == "D":
                clause.dates.append(("", c))
                t += 1
            elif c.kind == "RB":
                if t == clause.k + 1 and not clause.particle:
                    clause.particle = c.low
                t += 1
            elif c.kind in ('"', "DT"):
                t += 1
            elif c.kind == "(":
                t = self._after_bracket(t)
            elif c.kind == ",":
                following = self._past_comma(clause, t)
                if following is None:
                    break
                t = following
            elif c.kind == "CC":
                step2 = self._preposition(t)
                if step2 is not None and step2[1] is not None and not self._verb_soon(step2[2]):
                    clause.pps.append((step2[0], step2[1]))
                    t = step2[2]
                    continue
                break
            else:
                break
        clause.end = t
        if clause.object is None and not clause.pps and t < n and chunks[t].kind == "CC":
            after = t + 2 if t + 2 < n and chunks[t + 1].kind == "RB" else t + 1
            if after < n and chunks[after].kind == "VG" and chunks[after].forms & chunks[clause.k].forms:
                clause.shared = after

    def _is_particle(self, clause: Clause, t: int) -> bool:
        """Whether the word at `t` belongs to the verb: "broke off", "called its ambassador home"."""
        near = t == clause.k + 1 or (t == clause.k + 2 and clause.object is not None)
        lemmas = self.chunks[clause.k].lemmas
        return near and any(f"{lemma}_{self.chunks[t].low}" in self.particles for lemma in lemmas)

    def _takes(self, clause: Clause, t: int) -> bool:
        """Whether a noun phrase to the right is an argument and not the subject of what follows."""
        if clause.object is None and not clause.pps and t == clause.k + 1:
            return True
        after = t + 1
        while after < len(self.chunks) and self.chunks[after].kind == "RB":
            after += 1
        follower = self.chunks[after] if after < len(self.chunks) else None
        return (
            not (follower is not None and follower.kind == "VG" and follower.finite) and clause.second is None
        )

    def _date_or_phrase(
        self, clause: Clause, t: int, target: Phrase | None
    ) -> tuple[int, Phrase | None] | None:
        chunks = self.chunks
        if chunks[t + 1].kind == "D":
            clause.dates.append((chunks[t].low, chunks[t + 1]))
            return t + 2, target
        step = self._preposition(t)
        if step is None or step[1] is None:
            return None
        prep, phrase, after = step
        if prep == "as" and clause.second is None:
            clause.second = phrase
        if prep == "of" and clause.pps and clause.pps[-1][1] is not target:
            clause.pps[-1][1].pps.append((prep, phrase))
        if target is not None:
            target.pps.append((prep, phrase))
        clause.pps.append((prep, phrase))
        return after, phrase if prep in ("of", "as") or target is None else target

    def _after_bracket(self, t: int) -> int:
        t += 1
        while t < len(self.chunks) and self.chunks[t].kind != ")":
            t += 1
        return t + 1

    def _past_comma(self, clause: Clause, t: int) -> int | None:
        """Where a clause goes on after a comma: at a date, a prepositional phrase, or after an apposition."""
        chunks, n = self.chunks, len(self.chunks)
        if t + 1 >= n:
            return None
        following = chunks[t + 1]
        if following.kind in ("D", "RB", '"'):
            return t + 1
        if following.kind == "P" and t + 2 < n and chunks[t + 2].kind in ("D", "NP"):
            return (
                None
                if self._verb_soon(t + 3) and chunks[t + 2].kind == "NP" and self._subject_after(t + 3)
                else t + 1
            )
        if following.kind == "NP":
            end = t + 2
            while end < n and chunks[end].kind in ("P", "NP", "D"):
                if chunks[end].kind == "NP" and chunks[end - 1].kind != "P":
                    break
                end += 1
            if end < n and chunks[end].kind in (",", "."):
                after = end + 1
                if after < n and chunks[after].kind in ("P", "D", "."):
                    return after  # an apposition between commas
                if chunks[end].kind == "." and clause.object is not None:
                    return None
        return None

    def _subject_after(self, t: int) -> bool:
        """Whether a noun phrase and then a finite verb follow soon: a new clause begins."""
        seen = False
        for c in self.chunks[t : t + 6]:
            if c.kind == "NP":
                seen = True
            elif c.kind == "VG":
                return seen and c.finite
            elif c.kind in _STOP:
                return False
        return False

    def _verb_soon(self, t: int) -> bool:
        for c in self.chunks[t : t + 6]:
            if c.kind == "VG":
                return c.finite
            if c.kind in _STOP:
                return False
        return False

    # -- to the left --------------------------------------------------------------------------

    def _left(self, clause: Clause) -> None:
        chunks = self.chunks
        verb = chunks[clause.k]
        pps: list[tuple[str, Phrase]] = []
        t = clause.k - 1
        if t > 0 and chunks[t].kind == "," and verb.forms <= {"ing"} and not verb.auxiliaries:
            main = next((j for j in range(t - 1, -1, -1) if chunks[j].kind == "VG" and chunks[j].finite), -1)
            if main >= 0 and main not in self._open:
                clause.subject = self.clause(main).subject
                clause.governor = -1
                clause.start = t
                return
        if verb.infinitive and t > 0 and chunks[t].kind == "NP" and chunks[t - 1].kind == "VG":
            self._from_verb(clause, t - 1, pps)
            clause.start = t
            return
        if verb.bare and t >= 0 and chunks[t].kind == "NP":
            clause.near = Phrase(chunks[t])
        while t >= 0:
            c = chunks[t]
            if c.kind == "NP":
                if t > 0 and chunks[t - 1].kind == "P":
                    pps.insert(0, (chunks[t - 1].low, Phrase(c)))
                    t -= 2
                    continue
                if self._is_object_before(t, verb):
                    t -= 2
                    continue
                if self._is_apposition(t):
                    t = self._comma_before(t) - 1
                    continue
                clause.subject = Phrase(c, pps)
                break
            if c.kind == "D":
                preposition = chunks[t - 1].low if t and chunks[t - 1].kind == "P" else ""
                clause.dates.append((preposition, c))
                t -= 2 if preposition else 1
                continue
            if c.kind == "W":
                self._relative(clause, t, pps)
                t -= 1
                break
            if c.kind == "VG":
                self._from_verb(clause, t, pps)
                break
            if c.kind == "CC" and t == clause.k - 1 or c.kind == "CC" and chunks[t + 1].kind in ("RB", "VG"):
                self._shared(clause, t, verb)
                break
            if c.kind in ("S", ";", "CC"):
                self._controlled(clause, t)
                break
            if c.kind == ")":
                while t > 0 and chunks[t].kind != "(":
                    t -= 1
            t -= 1
        if not clause.start:
            clause.start = max(t, 0)
        self._fronted(clause)

    def _is_object_before(self, t: int, verb: Chunk) -> bool:
        """Whether the phrase at `t` is the object of an infinitive or gerund: "talks to open relations began"."""
        before = self.chunks[t - 1] if t else None
        if before is None or before.kind != "VG" or (before.finite and not before.infinitive):
            return False
        return verb.finite and not (verb.bare and "part" in verb.forms)

    def _is_apposition(self, t: int) -> bool:
        """Whether the phrase at `t` renames the one before a comma: "its minister, Jan X, said"."""
        chunks = self.chunks
        if t < 2 or chunks[t - 1].kind != ",":
            return False
        before = chunks[t - 2]
        after_comma = chunks[t + 1].kind == "," if t + 1 < len(chunks) else False
        return before.kind == "NP" and after_comma and bool(before.mentions) and not chunks[t].items

    def _comma_before(self, t: int) -> int:
        return t - 1

    def _relative(self, clause: Clause, t: int, pps: list[tuple[str, Phrase]]) -> None:
        """The subject of a relative clause is the noun phrase before "who", "which" or "that"."""
        chunks = self.chunks
        if chunks[t].low in ("where", "whose"):
            return
        if t and chunks[t - 1].kind == "P":  # "in which", "under which"
            return
        j = t - 1
        while j >= 0 and chunks[j].kind in (",", ")", "(", '"', "RB", "D"):
            j -= 1
        if j > 1 and chunks[j].kind == "NP" and chunks[j - 1].low == "of" and chunks[j - 2].kind == "NP":
            if not chunks[j].mentions:
                j -= 2
        clause.governor = -1
        named = self._named_by_copula(j)
        if named is not None:
            clause.subject = named
        elif j >= 0 and chunks[j].kind == "NP":
            item = chunks[j].items[-1] if chunks[j].items else chunks[j]
            clause.subject = Phrase(item, pps)

    def _named_by_copula(self, j: int) -> Phrase | None:
        """The subject of "is one of the few states that …": what the relative clause tells of."""
        chunks = self.chunks
        if j < 0 or chunks[j].kind != "NP" or chunks[j].mentions:
            return None
        t = j - 1
        while t >= 0 and chunks[t].kind in ("P", "NP", "RB"):
            t -= 1
        if t >= 0 and chunks[t].kind == "VG" and set(chunks[t].lemmas) & _COPULAS and t not in self._open:
            return self.clause(t).subject
        return None

    def _from_verb(self, clause: Clause, t: int, pps: list[tuple[str, Phrase]]) -> None:
        """A verb before ours: it governs ours, or both share a subject."""
        chunks = self.chunks
        verb = chunks[clause.k]
        before = chunks[t]
        if t in self._open:
            return
        other = self.clause(t)
        clause.governor = t
        between = {c.kind for c in chunks[t + 1 : clause.k]}
        gap_object = next((c for c in chunks[t + 1 : clause.k] if c.kind == "NP"), None)
        if verb.infinitive and gap_object is not None and set(before.lemmas) & OBJECT_CONTROL:
            clause.subject = Phrase(gap_object)
        elif verb.bare and gap_object is None and pps:
            clause.subject = None
        elif "," in between and not before.finite and verb.finite and not verb.infinitive:
            clause.governor = -1
            clause.subject = other.subject
        elif before.passive and set(before.lemmas) & OBJECT_CONTROL:
            clause.subject = other.subject
        else:
            clause.subject = other.subject

    def _shared(self, clause: Clause, t: int, verb: Chunk) -> None:
        """After "and", a verb without a subject of its own shares that of the verb before."""
        for j in range(t - 1, -1, -1):
            c = self.chunks[j]
            if c.kind == "VG" and j not in self._open:
                if verb.infinitive and not c.infinitive:
                    continue
                other = self.clause(j)
                clause.subject = other.subject
                clause.start = other.start
                clause.governor = other.governor if verb.infinitive or not verb.finite else -1
                return
            if c.kind == ";":
                return

    def _controlled(self, clause: Clause, t: int) -> None:
        """Without a subject of its own, a participle takes that of the main clause, if one is near."""
        if self.chunks[clause.k].finite and not self.chunks[clause.k].bare:
            return
        for j in range(t - 1, -1, -1):
            if self.chunks[j].kind == "VG" and j not in self._open and self.chunks[j].finite:
                clause.subject = self.clause(j).subject
                return

    def _fronted(self, clause: Clause) -> None:
        """Dates before the subject belong to the clause: "On May 4, 1935, Hornibrook presented …"."""
        chunks = self.chunks
        t = clause.start - 1
        while t >= 0:
            c = chunks[t]
            if c.kind == "D":
                preposition = chunks[t - 1].low if t and chunks[t - 1].kind == "P" else ""
                clause.dates.append((preposition, c))
            elif c.kind in ("VG", "W", "S", ";"):
                break
            t -= 1
