"""Reading a document: blocks, sentences, mentions, dates, proposals, claims."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from dragoman.dates import find_dates
from dragoman.gazetteer import Gazetteer, load_gazetteer
from dragoman.reader.chunks import chunk
from dragoman.reader.clauses import Phrase, Walker
from dragoman.reader.dating import Calendar
from dragoman.reader.decoder import THRESHOLD, decode
from dragoman.reader.frames import FrameIndex, load_frames
from dragoman.reader.grammar import MEETINGS, Grammar
from dragoman.reader.lexicon import Lexicon, load_lexicon
from dragoman.reader.mentions import PLACES, Mention, find_mentions, place
from dragoman.reader.proposal import Proposal, Sentence
from dragoman.reader.referents import Discourse, Post, Referent, Resolver
from dragoman.reader.text import Block, split_blocks
from dragoman.reader.tokens import tag, tokenize
from dragoman.records import Claim, Document, Interval, Span

VERSION = Grammar.version


@cache
def _tools() -> tuple[Gazetteer, Lexicon, FrameIndex]:
    frames = load_frames()
    return load_gazetteer(), load_lexicon(frames.lemmas), frames


def read_document(doc: Document, *, threshold: float = THRESHOLD) -> list[Claim]:
    """Give the claims that a document makes, in the order of its text.

    Reading looks at nothing but the document and the packaged data: the same document gives the
    same claims. Relative dates count from `doc.published`; without it they stay unresolved.
    """
    gazetteer, _, _ = _tools()
    return decode(doc, propose_all(doc), gazetteer, version=VERSION, threshold=threshold)


def propose_all(doc: Document) -> list[Proposal]:
    """Give every proposal for a document, sure or not."""
    gazetteer, lexicon, frames = _tools()
    discourse = Discourse()
    calendar = Calendar(doc.published)
    grammar = Grammar(lexicon, frames, discourse, calendar)
    proposals: list[Proposal] = []
    mentions = find_mentions(doc.text, gazetteer, on=doc.published, titled=_titled(doc, gazetteer))
    blocks = split_blocks(doc.text)
    discourse.pair = _title_pair(doc, blocks, mentions, gazetteer)
    for mention in mentions:
        discourse.named.setdefault(mention.party, mention)
    started = False
    for sentence, fresh in _analyse(doc, blocks, mentions, gazetteer, lexicon, discourse):
        if fresh:
            _enter_block(sentence, discourse, calendar)
        if _only_a_date(sentence):
            continue
        _lead_date(sentence, calendar)
        if not started and not sentence.heading:
            _dateline(sentence, calendar)
            started = True
        proposals.extend(grammar.propose(sentence))
        _remember(sentence, discourse, lexicon, calendar)
    return proposals


def _analyse(
    doc: Document,
    blocks: list[Block],
    mentions: list[Mention],
    gazetteer: Gazetteer,
    lexicon: Lexicon,
    discourse: Discourse,
) -> Iterator[tuple[Sentence, bool]]:
    """Analyse sentence by sentence, lazily, so that each sees the discourse left by those before it."""
    resolver = Resolver(gazetteer, lexicon, discourse)
    cursor = 0
    for block in blocks:
        for number, span in enumerate(block.sentences):
            here: list[Mention] = []
            while cursor < len(mentions) and mentions[cursor].span.start < span.end:
                if mentions[cursor].span.start >= span.start:
                    here.append(mentions[cursor])
                cursor += 1
            yield _sentence(doc.text, span, block.heading, here, lexicon, resolver), number == 0


def _sentence(
    text: str, span: Span, heading: bool, mentions: list[Mention], lexicon: Lexicon, resolver: Resolver
) -> Sentence:
    tokens = tokenize(text, span.start, span.end)
    dates = find_dates(text, span.start, span.end)
    for match in dates:
        for i in range(tokens.at(match.span.start), tokens.at(match.span.end - 1) + 1):
            if i < len(tokens):
                tokens.tags[i] = "D"
    placed = place(
        [
            m
            for m in mentions
            if not any(d.span.start < m.span.end and m.span.start < d.span.end for d in dates)
        ],
        tokens,
    )
    tag(tokens, lexicon, heading=heading)
    chunks = chunk(tokens, placed, lexicon)
    resolver.tokens = tokens
    return Sentence(
        text,
        span,
        heading,
        tokens,
        placed,
        dates,
        chunks,
        Walker(chunks, tokens, load_frames().particles),
        resolver,
    )


def _titled(doc: Document, gazetteer: Gazetteer) -> frozenset[str]:
    """The parties that the title, or a first line like one, names clearly."""
    first = doc.text.lstrip().split("\n", 1)[0][:200] if not doc.title else doc.title
    return frozenset(
        m.party for m in find_mentions(first, gazetteer, on=doc.published) if m.type not in PLACES
    )


def _title_pair(
    doc: Document, blocks: list[Block], mentions: list[Mention], gazetteer: Gazetteer
) -> list[str]:
    """The parties that the title names, in order; the title is the document's, else its first heading."""
    parties: list[str] = []
    if blocks and blocks[0].heading:
        span = blocks[0].span
        parties = [m.party for m in mentions if span.start <= m.span.start < span.end]
    if len(set(parties)) < 2 and doc.title:
        parties += [m.party for m in find_mentions(doc.title, gazetteer, on=doc.published)]
    return list(dict.fromkeys(parties))


def _dateline(sentence: Sentence, calendar: Calendar) -> None:
    """ "WASHINGTON, April 7 - …": what "today" means is the day of the dateline, the published day or one before."""
    chunks = sentence.chunks
    day = next((t for t, c in enumerate(chunks[:8]) if c.kind == "D"), -1)
    if calendar.published is None or day < 1 or not sentence.tokens.words[0].isupper():
        return
    closes = next((c for c in chunks[day + 1 : day + 7] if c.kind == ";"), None)
    if closes is None or any(c.kind == "VG" for c in chunks[:day]):
        return
    match = sentence.date_of(chunks[day])
    when = calendar.resolve(match, future=False) if match is not None else None
    if isinstance(when, Interval) and when.start is not None and when.start.day:
        first = when.start.first_day
        if 0 <= (calendar.published - first).days <= 7:
            calendar.published = first


def _only_a_date(sentence: Sentence) -> bool:
    """Whether a sentence is nothing but a date, as at the head of an entry in a chronology."""
    return bool(sentence.dates) and all(
        t in ("D", "P", ".", ",", "DT", "(", ")", ";") for t in sentence.tokens.tags
    )


def _lead_date(sentence: Sentence, calendar: Calendar) -> None:
    """ "12 May: Bonn and Tel Aviv …": a date before a colon dates what follows it."""
    kinds = [c.kind for c in sentence.chunks[:3]]
    if kinds[:2] == ["D", ";"] or kinds == ["P", "D", ";"]:
        when = calendar.resolve(sentence.dates[0], future=False)
        if isinstance(when, Interval):
            calendar.entry = calendar.last = when


def _enter_block(sentence: Sentence, discourse: Discourse, calendar: Calendar) -> None:
    """A heading sets the parties and the date that the paragraphs below it lean on."""
    calendar.entry = calendar.told = None
    if _only_a_date(sentence):
        when = calendar.resolve(sentence.dates[0], future=False)
        if isinstance(when, Interval):
            calendar.entry = calendar.last = calendar.told = when
        return
    if not sentence.heading:
        return
    discourse.heading = list(dict.fromkeys(m.party for m in sentence.mentions))
    calendar.heading = None
    for match in sentence.dates:
        when = calendar.resolve(match, future=False)
        if isinstance(when, Interval):
            calendar.heading = when


def _remember(sentence: Sentence, discourse: Discourse, lexicon: Lexicon, calendar: Calendar) -> None:
    """Note whom a sentence named, for the pronouns and descriptions of the next."""
    for mention in sentence.mentions:
        if mention.type not in PLACES:
            discourse.mention(mention.party)
    for match in sentence.dates:
        calendar.look_back(match, calendar.resolve(match, future=False))
    _remember_meeting(sentence, calendar)
    _remember_post(sentence, discourse, lexicon)
    _remember_apposition(sentence, discourse, lexicon)
    for np in (c for c in sentence.chunks if c.kind == "NP"):
        if len(np.items) > 1:
            named = list(dict.fromkeys(m.party for item in np.items for m in item.mentions))
            if len(named) > 1:
                discourse.plural = named
        for item in np.items or [np]:
            _remember_person(sentence, item, discourse, lexicon)


def _remember_meeting(sentence: Sentence, calendar: Calendar) -> None:
    """ "In a meeting held on Thursday": the date that "during their meeting" will mean."""
    chunks = sentence.chunks
    for t, c in enumerate(chunks):
        if c.kind != "NP" or c.low not in MEETINGS:
            continue
        for later in chunks[t + 1 : t + 6]:
            if later.kind == "D":
                match = sentence.date_of(later)
                when = calendar.resolve(match, future=False) if match is not None else None
                if isinstance(when, Interval):
                    calendar.meeting = when
                break
            if later.kind in (",", ";", "S", "W"):
                break


def _remember_apposition(sentence: Sentence, discourse: Discourse, lexicon: Lexicon) -> None:
    """ "Ramtane Lamamra, the Algerian foreign minister": a name and an office, in either order."""
    tokens, chunks = sentence.tokens, sentence.chunks
    for first, comma, second in zip(chunks, chunks[1:], chunks[2:], strict=False):
        if comma.kind != "," or first.kind != "NP" or second.kind != "NP" or first.items or second.items:
            continue
        for name, office in ((first, second), (second, first)):
            words = tokens.words[name.i : name.j]
            named = not name.mentions and len(words) > 1 and all(w[0].isupper() for w in words)
            if named and office.mentions and (office.low in lexicon.agents or office.low in lexicon.envoys):
                discourse.persons[words[-1]] = office.mentions[0].party


def _remember_post(sentence: Sentence, discourse: Discourse, lexicon: Lexicon) -> None:
    """ "There was a U.S. Consulate in Hamburg": what "it" or "which" may mean next."""
    tokens, chunks = sentence.tokens, sentence.chunks
    for k, np in enumerate(chunks[:-2]):
        if (
            np.kind != "NP"
            or not np.mentions
            or np.low not in lexicon.missions
            or chunks[k + 1].low not in ("in", "at")
        ):
            continue
        host = chunks[k + 2]
        if host.kind != "NP":
            continue
        named = sentence.resolver.places(Phrase(host))
        sender = sentence.resolver.refer(np.mentions[0])
        hosts = tuple(r for r in named[:1] if r.party != sender.party)
        city = (
            " ".join(tokens.words[host.i : host.j])
            if not named
            else next((r.text for r in named if r.place), "")
        )
        if not hosts and len(discourse.pair) >= 2:
            hosts = tuple(Referent(p) for p in discourse.pair if p != sender.party)[:1]
        discourse.post = Post((sender,), hosts, lexicon.missions[np.low], city)


def _remember_person(sentence: Sentence, np: object, discourse: Discourse, lexicon: Lexicon) -> None:
    """ "Afghanistan's Foreign Minister Amir Khan Muttaqi": from here on Muttaqi speaks for Afghanistan."""
    from dragoman.reader.chunks import Chunk

    if not isinstance(np, Chunk) or not np.mentions:
        return
    tokens = sentence.tokens
    last = np.j - 1
    for mention in np.mentions:
        if mention.type in ("person", "office-holder"):
            discourse.person = mention.party
            discourse.persons.setdefault(tokens.words[mention.j - 1], mention.party)
    office = [
        i for i in range(np.i, np.j) if tokens.lows[i] in lexicon.agents or tokens.lows[i] in lexicon.envoys
    ]
    if office and last > office[-1] and tokens.tags[last] == "N" and tokens.words[last][0].isupper():
        before = [m for m in np.mentions if m.i < office[-1]]
        if before:
            discourse.persons[tokens.words[last]] = before[-1].party
            discourse.person = before[-1].party
