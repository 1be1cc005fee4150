"""The quick look as it is fitted: it lets pass nearly all that tells, and little else."""

from __future__ import annotations

import random

import pytest

from dragoman.reader.encoder.telling import Telling
from dragoman.training.filtering import RECALL, Told, fit_telling

TELLING = ("recognized", "severed", "expelled", "praised")
PLAIN = ("rained", "sang", "baked", "slept")
FILLING = ("the", "a", "yesterday", "again", "north", "of", "coast", "there")


def made_up(n: int, seed: int) -> list[Told]:
    """Sentences of which one in four tells an event; one in fifty tells it in other words."""
    draw = random.Random(seed)  # noqa: S311 - made-up sentences, not a secret
    found = []
    for _ in range(n):
        tells = draw.random() < 0.25
        word = draw.choice(TELLING if tells and draw.random() < 0.98 else PLAIN)
        words = [*draw.sample(FILLING, 3), word]
        draw.shuffle(words)
        found.append(Told(" ".join(words), named=tells or draw.random() < 0.3, tells=tells))
    return found


@pytest.fixture(scope="module")
def look() -> Telling:
    return Telling.load({"telling": fit_telling(made_up(2000, seed=1))})


def passing(look: Telling, sentences: list[Told]) -> list[bool]:
    return [look.logit(s.text, named=s.named) >= look.threshold for s in sentences]


@pytest.mark.parametrize("seed", [1, 2], ids=["seen", "unseen"])
def test_nearly_all_that_tells_passes(look: Telling, seed: int) -> None:
    telling = [s for s in made_up(2000, seed=seed) if s.tells]
    passed = passing(look, telling)
    assert sum(passed) / len(passed) >= RECALL - 0.01


def test_words_weigh_as_they_tell(look: Telling) -> None:
    assert min(look.weights[word] for word in TELLING) > max(look.weights[word] for word in PLAIN)
    assert look.named > 0


def test_of_clear_sentences_the_rest_stays_out() -> None:
    clear = [
        Told(f"it {word} there", named=word in TELLING, tells=word in TELLING) for word in TELLING + PLAIN
    ]
    look = Telling.load({"telling": fit_telling(clear * 40)})
    assert passing(look, clear) == [True] * len(TELLING) + [False] * len(PLAIN)


def test_rare_words_have_no_weight() -> None:
    told = fit_telling([*made_up(200, seed=3), Told("xylophones", named=False, tells=False)])
    assert "xylophones" not in told["weights"]
    assert set(told["weights"]) <= {*TELLING, *PLAIN, *FILLING}


def test_the_same_sentences_give_the_same_look() -> None:
    assert fit_telling(made_up(300, seed=4)) == fit_telling(made_up(300, seed=4))
