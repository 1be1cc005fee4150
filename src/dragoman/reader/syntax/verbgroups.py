"""Verb groups: auxiliaries, negation and adverbs up to the main verb."""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.reader.lexicon import Lexicon
from dragoman.reader.syntax.chunk import Chunk
from dragoman.reader.syntax.tokens import Tokens

VERBAL = frozenset(("V", "B", "H", "DO", "MD", "TO", "NEG"))
_AUXILIARIES = {"B": "be", "H": "have", "DO": "do"}
_FLOATING = frozenset(("all", "both", "each", "either", "neither"))  # "have both recognized"
_NEGATIVE = frozenset(("nor", "neither", "never", "not"))
_PASTS = frozenset(("was", "were", "had", "did", "been"))


@dataclass(slots=True)
class _Scan:
    """What has been read of a verb group so far."""

    group: Chunk
    auxiliaries: list[str] = field(default_factory=list)
    last: int = -1  # token of the last auxiliary
    last_tag: str = ""


def verb_group(tokens: Tokens, start: int, lexicon: Lexicon) -> Chunk | None:
    """Read the verb group at token `start`; None where there is no verb at all."""
    scan = _Scan(Chunk("VG", start, start))
    i, n = start, len(tokens)
    while i < n:
        if tokens.tags[i] == "V":
            scan.group.main = i
            i += 1
            break
        if not _takes(scan, tokens, i):
            break
        i += 1
    group = scan.group
    if group.main >= 0:
        _set_main(scan, tokens, lexicon)
    elif scan.last >= 0:
        i = _set_copula(scan, tokens, i)
    else:
        return None
    group.j = i
    group.auxiliaries = tuple(scan.auxiliaries)
    group.low = tokens.lows[group.main]
    return group


def _takes(scan: _Scan, tokens: Tokens, i: int) -> bool:
    """Take the word at `i` into the group, if it can stand before a main verb."""
    tag, low, group = tokens.tags[i], tokens.lows[i], scan.group
    if tag == "MD":
        group.modal = low
    elif tag in _AUXILIARIES:
        scan.auxiliaries.append(low)
        scan.last, scan.last_tag = i, tag
    elif tag == "NEG":
        group.negated = True
    elif tag == "TO":
        if scan.auxiliaries and not group.infinitive:
            group.modal = group.modal or ("be-to" if scan.last_tag == "B" else "have-to")
        else:
            group.infinitive = True
    elif tag != "RB":
        return low in _FLOATING and bool(scan.auxiliaries)
    return True


def _set_main(scan: _Scan, tokens: Tokens, lexicon: Lexicon) -> None:
    group = scan.group
    low = tokens.lows[group.main]
    forms = lexicon.verbs.get(low, ((low, "base"),))
    group.forms = frozenset(kind for _, kind in forms)
    group.lemmas = tuple(dict.fromkeys(lemma for lemma, _ in forms))
    group.passive = scan.last_tag == "B" and "part" in group.forms


def _set_copula(scan: _Scan, tokens: Tokens, end: int) -> int:
    """The last auxiliary is the verb: "was not", "has"; adverbs behind it are given back."""
    group = scan.group
    group.main = scan.last
    while end > scan.last + 1 and tokens.tags[end - 1] in ("RB", "TO"):
        end -= 1
    group.lemmas = (_AUXILIARIES[tokens.tags[scan.last]],)
    group.forms = frozenset(("past" if tokens.lows[scan.last] in _PASTS else "s",))
    return end


def uninverted(flat: list[Chunk]) -> list[Chunk]:
    """Join auxiliaries to their verbs again: "nor has Belarus recognized …", "Should Nicaragua do so"."""
    out = list(flat)
    for t in range(len(out) - 2):
        auxiliary, subject, verb = out[t], out[t + 1], out[t + 2]
        if not _stands_alone(auxiliary) or subject.kind != "NP" or not _lacks_auxiliary(verb):
            continue
        before = out[t - 1] if t else None
        negated = before is not None and before.kind in ("NEG", "CC") and before.low in _NEGATIVE
        if not negated and before is not None and before.kind not in ("S", ",", '"', ";"):
            continue
        verb.negated = verb.negated or auxiliary.negated or negated
        if auxiliary.kind == "MD":
            verb.modal = auxiliary.low
            opener = "if" if auxiliary.low == "should" else auxiliary.low
            out[t] = Chunk("S", auxiliary.i, auxiliary.j, opener)
        else:
            verb.auxiliaries = auxiliary.auxiliaries
            out[t] = Chunk("RB", auxiliary.i, auxiliary.j, auxiliary.low)
    return out


def _stands_alone(chunk: Chunk) -> bool:
    """Whether a chunk is a modal, "have" or "do" without its verb."""
    if chunk.kind == "MD":
        return True
    return chunk.kind == "VG" and chunk.lemmas in (("have",), ("do",)) and not chunk.infinitive


def _lacks_auxiliary(chunk: Chunk) -> bool:
    return chunk.kind == "VG" and not (chunk.auxiliaries or chunk.modal or chunk.infinitive)
