"""Chunks of a sentence: noun phrases, verb groups and the small words between them."""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.reader.lexicon import Lexicon
from dragoman.reader.mentions import Mention
from dragoman.reader.tokens import Tokens

_IN_PHRASE = frozenset(("N", "M", "DT", "PS", "PR"))


@dataclass(slots=True, eq=False)
class Chunk:
    """A piece of a sentence over tokens [i, j).

    `kind`: "NP", "VG", "D" (date), or the tag of a small word or mark. Fields below `low` belong to
    noun phrases (head, mentions, owner, items) or verb groups (main … infinitive).
    """

    kind: str
    i: int
    j: int
    low: str = ""
    head: int = -1  # token of the head noun
    mentions: list[Mention] = field(default_factory=list)
    owner: int = -1  # token of the possessive marker or pronoun, -1 where none
    items: list[Chunk] = field(default_factory=list)  # the members of a coordination
    main: int = -1  # token of the main verb
    lemmas: tuple[str, ...] = ()
    forms: frozenset[str] = frozenset()
    auxiliaries: tuple[str, ...] = ()
    modal: str = ""
    passive: bool = False
    progressive: bool = False
    negated: bool = False
    infinitive: bool = False

    @property
    def bare(self) -> bool:
        """Whether a verb group is a past or participle form with nothing before it."""
        return (
            not self.auxiliaries
            and not self.infinitive
            and not self.modal
            and bool(self.forms & {"past", "part"})
        )

    @property
    def finite(self) -> bool:
        """Whether a verb group can carry a clause of its own."""
        if self.infinitive:
            return False
        return bool(self.auxiliaries or self.modal) or not self.forms <= {"ing"}


def chunk(tokens: Tokens, mentions: list[Mention], lexicon: Lexicon) -> list[Chunk]:
    """Group a tagged sentence into chunks, coordinated noun phrases joined."""
    flat = _flat(tokens, mentions, lexicon)
    return _coordinate(_uninverted(flat, tokens), tokens)


def _flat(tokens: Tokens, mentions: list[Mention], lexicon: Lexicon) -> list[Chunk]:
    chunks: list[Chunk] = []
    by_start = {m.i: m for m in mentions}
    tags = tokens.tags
    i, n = 0, len(tokens)
    while i < n:
        tag = tags[i]
        if tag in ("V", "B", "H", "DO", "MD", "TO", "NEG") or (tag == "RB" and _verb_ahead(tags, i)):
            group = _verb_group(tokens, i, lexicon)
            if group is None:
                chunks.append(Chunk(tag, i, i + 1, tokens.lows[i]))
                i += 1
                continue
        elif tag == "D" and not _date_modifies(tags, i, chunks):
            j = i
            while j < n and tags[j] == "D":
                j += 1
            group = Chunk("D", i, j)
        elif tag in _IN_PHRASE or tag == "D":
            group = _noun_phrase(tokens, i, by_start)
        else:
            group = Chunk(tag, i, i + 1, tokens.lows[i])
        chunks.append(group)
        i = group.j
    return chunks


def _verb_ahead(tags: list[str], i: int) -> bool:
    while i < len(tags) and tags[i] in ("RB", "NEG"):
        i += 1
    return i < len(tags) and tags[i] in ("V", "B", "H", "DO", "MD", "TO")


def _date_modifies(tags: list[str], i: int, chunks: list[Chunk]) -> bool:
    """A date between a determiner and a noun belongs to the phrase ("the 1991 coup")."""
    j = i
    while j < len(tags) and tags[j] == "D":
        j += 1
    follows = j < len(tags) and tags[j] in ("N", "M")
    return follows and j - i == 1 and i > 0 and tags[i - 1] in ("DT", "PS") and bool(chunks)


def _verb_group(tokens: Tokens, start: int, lexicon: Lexicon) -> Chunk | None:
    """Read auxiliaries, negation and adverbs up to the main verb; None where there is no verb at all."""
    tags, lows = tokens.tags, tokens.lows
    group = Chunk("VG", start, start)
    auxiliaries: list[str] = []
    i, n = start, len(tokens)
    last_be = False
    copula = -1
    while i < n:
        tag, low = tags[i], lows[i]
        if tag == "V":
            group.main = i
            i += 1
            break
        if tag == "MD":
            group.modal = low
        elif tag in ("B", "H", "DO"):
            auxiliaries.append(low)
            copula = i
        elif tag == "NEG":
            group.negated = True
        elif tag == "TO":
            if copula >= 0 or not auxiliaries:
                if auxiliaries and not group.infinitive:
                    group.modal = group.modal or ("be to" if last_be else "have to")
                else:
                    group.infinitive = True
        elif tag != "RB" and not (low in ("all", "both", "each", "either", "neither") and auxiliaries):
            break
        if tag in ("B", "H", "DO"):
            last_be = tag == "B"
        i += 1
    if group.main < 0:
        if copula < 0:
            return None
        group.main, i = copula, max(copula + 1, i)
        while i > copula + 1 and tags[i - 1] in ("RB", "TO"):
            i -= 1
        group.lemmas = ("be",) if tags[copula] == "B" else ("have",) if tags[copula] == "H" else ("do",)
        group.forms = frozenset(("past" if lows[copula] in ("was", "were", "had", "did", "been") else "s",))
    else:
        forms = lexicon.verbs.get(lows[group.main], ((lows[group.main], "base"),))
        group.forms = frozenset(kind for _, kind in forms)
        group.lemmas = tuple(dict.fromkeys(lemma for lemma, _ in forms))
        group.passive = last_be and "part" in group.forms
        group.progressive = last_be and "ing" in group.forms
    group.j = i
    group.auxiliaries = tuple(auxiliaries)
    group.low = lows[group.main]
    return group


def _noun_phrase(tokens: Tokens, start: int, by_start: dict[int, Mention]) -> Chunk:
    tags, lows = tokens.tags, tokens.lows
    phrase = Chunk("NP", start, start)
    i, n = start, len(tokens)
    while i < n:
        tag = tags[i]
        if tag == "PR":
            if i > start:
                break
            phrase.head, phrase.j, phrase.low = i, i + 1, lows[i]
            return phrase
        if (
            tag in ("DT", "PS")
            and i > start
            and lows[i] not in ("'s", "'")
            and not _opens(tags, lows, start, i)
        ):
            break
        if tag == "PS" and lows[i] not in ("'s", "'"):
            phrase.owner = i
        elif tag == "PS":
            phrase.owner = i
        elif tag == "M":
            mention = by_start.get(i)
            if mention is not None:
                phrase.mentions.append(mention)
                phrase.head = mention.j - 1
                i = mention.j
                continue
            phrase.head = i
        elif tag == "N":
            phrase.head = i
        elif tag == "D":
            if i + 1 >= n or tags[i + 1] not in ("N", "M"):
                break
        elif tag != "DT":
            break
        i += 1
    phrase.j = max(i, start + 1)
    if phrase.head < 0:
        phrase.head = phrase.j - 1
    phrase.low = lows[phrase.head]
    return phrase


def _opens(tags: list[str], lows: list[str], start: int, i: int) -> bool:
    """Determiners may follow determiners at the head of a phrase ("all its", "both the")."""
    return all(tags[k] in ("DT", "PS") and lows[k] not in ("'s", "'") for k in range(start, i))


def _uninverted(flat: list[Chunk], tokens: Tokens) -> list[Chunk]:
    """ "nor has Belarus recognized …", "Should Nicaragua do so": the auxiliary joins its verb again."""
    out = list(flat)
    for t in range(len(out) - 2):
        auxiliary, subject, verb = out[t], out[t + 1], out[t + 2]
        lone = auxiliary.kind == "MD" or (
            auxiliary.kind == "VG" and auxiliary.lemmas in (("have",), ("do",)) and not auxiliary.infinitive
        )
        if (
            not lone
            or subject.kind != "NP"
            or verb.kind != "VG"
            or verb.auxiliaries
            or verb.modal
            or verb.infinitive
        ):
            continue
        before = out[t - 1] if t else None
        negated = (
            before is not None
            and before.kind in ("NEG", "CC")
            and before.low in ("nor", "neither", "never", "not")
        )
        if not negated and before is not None and before.kind not in ("S", ",", '"', ";"):
            continue
        verb.negated = verb.negated or negated
        if auxiliary.kind == "MD":
            verb.modal = auxiliary.low
            out[t] = Chunk(
                "S", auxiliary.i, auxiliary.j, "if" if auxiliary.low == "should" else auxiliary.low
            )
        else:
            verb.auxiliaries = auxiliary.auxiliaries
            out[t] = Chunk("RB", auxiliary.i, auxiliary.j, auxiliary.low)
    return out


def _coordinate(flat: list[Chunk], tokens: Tokens) -> list[Chunk]:
    """Join "NP, NP and NP" (and "NP and NP") into one phrase with its members."""
    out: list[Chunk] = []
    i, n = 0, len(flat)
    while i < n:
        first = flat[i]
        if first.kind != "NP":
            out.append(first)
            i += 1
            continue
        items, end = _members(flat, i)
        if len(items) > 1 and _belongs(out, flat, end, items):
            joined = Chunk("NP", first.i, items[-1].j, items[-1].low, items[-1].head)
            joined.items = items
            joined.mentions = [m for item in items for m in item.mentions]
            joined.owner = first.owner
            out.append(joined)
            i = end
        else:
            out.append(first)
            i += 1
    return out


def _members(flat: list[Chunk], i: int) -> tuple[list[Chunk], int]:
    items = [flat[i]]
    j = i + 1
    closed = False
    while j + 1 < len(flat):
        if flat[j].kind == "CC" and _unlike(flat[i], flat, j + 1):
            break
        if flat[j].kind == "," and flat[j + 1].kind == "NP" and not closed:
            items.append(flat[j + 1])
            j += 2
        elif (
            flat[j].kind == "CC"
            and flat[j].low in ("and", "or", "&", "nor", "plus")
            and flat[j + 1].kind == "NP"
        ):
            items.append(flat[j + 1])
            j += 2
            closed = True
            break
        elif (
            flat[j].kind == "," and j + 2 < len(flat) and flat[j + 1].kind == "CC" and flat[j + 1].low == "and"
            and flat[j + 2].kind == "NP" and len(items) > 1
        ):  # fmt: skip
            items.append(flat[j + 2])
            j += 3
            closed = True
            break
        else:
            break
    return (items, j) if closed else (items[:1], i + 1)


def _unlike(first: Chunk, flat: list[Chunk], k: int) -> bool:
    """A place is not coordinated with a verbal noun: "in Athens and Opening of Legation in London"."""
    second = flat[k]
    if second.kind != "NP":
        return False
    of_follows = k + 1 < len(flat) and flat[k + 1].kind == "P" and flat[k + 1].low == "of"
    named = any(m.i <= first.head < m.j for m in first.mentions)
    return of_follows and not second.mentions and (named or first.low in ("embassy", "legation", "consulate"))


def _belongs(before: list[Chunk], flat: list[Chunk], end: int, items: list[Chunk]) -> bool:
    """Whether the last member is not rather the subject of a clause that follows."""
    follower = flat[end] if end < len(flat) else None
    if follower is not None and follower.kind == "RB" and end + 1 < len(flat):
        follower = flat[end + 1]
    if follower is None or follower.kind != "VG" or not follower.finite or follower.infinitive:
        return True
    previous = before[-1] if before else None
    governed = previous is not None and previous.kind in ("VG", "P")
    if not governed:
        return True
    if (
        previous is not None
        and previous.kind == "P"
        and previous.low in ("between", "of")
        and len(items) == 2
    ):
        return True
    last = items[-1]
    return not (last.mentions or last.low in ("it", "they", "he", "she"))
