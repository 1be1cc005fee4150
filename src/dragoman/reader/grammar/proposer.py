"""The phrase grammar: frames matched against the clauses and verbal nouns of a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.reader.grammar.building import VERSION, Builder
from dragoman.reader.grammar.echoes import is_echo
from dragoman.reader.grammar.frames import Frame, load_frames
from dragoman.reader.grammar.matching import ADJACENT, has_needed, may_lack_theme, noun_clause, verb_frames
from dragoman.reader.grammar.roles import fill
from dragoman.reader.grammar.scene import Predicate, Roles, Scene
from dragoman.reader.grammar.themes import Theme, ThemeFinder
from dragoman.reader.modality import Mood, mood_of, nominal_mood
from dragoman.reader.proposal import Context, Proposal
from dragoman.reader.sentence import Sentence
from dragoman.reader.superlatives import placed, superlative_in
from dragoman.reader.syntax.clause import Clause
from dragoman.records import Modality


class Grammar:
    """Proposes claims by the packaged frames; opened for one document."""

    version = VERSION

    def __init__(self, context: Context) -> None:
        self._frames = load_frames()
        self._discourse = context.discourse
        self._builder = Builder(context)

    def propose(self, sentence: Sentence) -> list[Proposal]:
        """Give the proposals for one sentence, in the order of their triggers."""
        themes = ThemeFinder(sentence, self._discourse)
        scene = Scene(sentence, self._discourse, themes)
        used: set[int] = (
            set()
        )  # tokens that another word's event has taken: its theme, or "open" in "stayed open"
        found: list[Proposal] = []
        for k, chunk in enumerate(sentence.chunks):
            if chunk.kind == "VG":
                found += self._verbal(scene, themes, k, used)
        for k, chunk in enumerate(sentence.chunks):
            if chunk.kind == "NP":
                found += self._nominal(scene, themes, k, used)
        found.sort(key=lambda p: p.trigger.start)
        return placed(superlative_in(sentence.text, sentence.span), found) if found else []

    # -- verbs ---------------------------------------------------------------------------------

    def _verbal(self, scene: Scene, themes: ThemeFinder, k: int, used: set[int]) -> list[Proposal]:
        s = scene.sentence
        verb = s.chunks[k]
        if verb.finite:
            self._note_subject(s, s.walker.clause(k))
        if is_echo(s, k):
            return self._builder.echo(s, k)
        if verb.main in used or self._frames.lemma_set.isdisjoint(verb.lemmas):
            return []
        clause = s.walker.clause(k)
        if clause.governor >= 0 and not s.lexicon.cues.accusing.isdisjoint(s.chunks[clause.governor].lemmas):
            return []
        found: list[Proposal] = []
        seen: set[str] = set()
        for frame in verb_frames(self._frames, verb, clause):
            if frame.type in seen or (seen and frame.is_interaction) or not has_needed(frame, s, clause):
                continue
            for p, roles in self._matches(scene, themes, frame, clause):
                seen.add(frame.type)
                used.update(_taken(p, s))
                mood = _verbal_mood(s, clause, frame)
                found += self._builder.build(scene, p, roles, mood)
                found += self._builder.gapped(s, clause, mood)
        return found

    def _matches(
        self, scene: Scene, themes: ThemeFinder, frame: Frame, clause: Clause
    ) -> Iterator[tuple[Predicate, Roles]]:
        """The themes of a verb frame with the roles that they give, one after another."""
        found: list[Theme | None] = [*themes.verbal(frame, clause)]
        if not found and may_lack_theme(frame):
            found = [None]
        for theme in found:
            p = Predicate(frame=frame, clause=clause, theme=theme, nominal=False)
            roles = fill(scene, p)
            if roles is not None and roles.everyone:
                yield p, roles

    def _note_subject(self, s: Sentence, clause: Clause) -> None:
        """Remember a finite clause's subject for the pronouns to come."""
        if clause.subject is not None:
            found = [r.party for r in s.resolver.parties(clause.subject)]
            if found:
                self._discourse.subjects = found

    # -- verbal nouns --------------------------------------------------------------------------

    def _nominal(self, scene: Scene, themes: ThemeFinder, k: int, used: set[int]) -> list[Proposal]:
        found: list[Proposal] = []
        s = scene.sentence
        for item in s.chunks[k].members:
            if item.low not in self._frames.by_noun or item.head in used:
                continue
            clause = noun_clause(s, k)
            before = len(found)
            for frame in self._frames.by_noun[item.low]:
                if len(found) > before and frame.is_interaction:
                    continue
                for theme in self._nominal_themes(scene, themes, frame, clause):
                    p = Predicate(frame=frame, clause=clause, theme=theme, nominal=True)
                    roles = fill(scene, p)
                    if roles is not None and _is_sure(p, roles):
                        used.update(_taken(p, s))
                        found += self._builder.build(scene, p, roles, nominal_mood(s, k))
        return found

    def _nominal_themes(
        self, scene: Scene, themes: ThemeFinder, frame: Frame, clause: Clause
    ) -> list[Theme | None]:
        """Themes under "of", "in", "to" or the verb's preposition; none where parties act on parties."""
        if not frame.theme or (frame.kind == "directed" and frame.theme[0] not in scene.lexicon.classes):
            return [None]
        under = {"of", "in", "to", *frame.at}  # "application for membership", "withdrawal from the League"
        phrases = [phrase for preposition, phrase in clause.pps if preposition in under]
        return [*themes.fitting(frame, phrases)]


def _taken(p: Predicate, s: Sentence) -> list[int]:
    """The tokens that belong to a predicate's event, so that they are no events of their own."""
    taken = [p.theme.noun.head] if p.theme is not None else []
    if p.frame.adjacent:
        behind = s.chunks[p.clause.k].j
        words = enumerate(s.tokens.lows[behind : behind + ADJACENT], start=behind)
        taken += [i for i, low in words if low in p.frame.need]
    return taken


def _verbal_mood(s: Sentence, clause: Clause, frame: Frame) -> Mood:
    mood = mood_of(s, clause, performative=frame.performative)
    if frame.ongoing and mood.modality is Modality.HAPPENED:
        return Mood(Modality.ONGOING)
    return mood


def _is_sure(p: Predicate, roles: Roles) -> bool:
    """Whether a verbal noun is an event: it has a target, which without a theme the text must name."""
    if not roles.targets and p.frame.kind != "authority":
        return False
    return p.theme is not None or any(r.span is not None for r in roles.targets)
