"""The mood of verbs and of verbal nouns: happened, planned, possible, conditional, demanded, denied."""

from __future__ import annotations

import pytest

from dragoman.reader.modality import Mood, mood_of, nominal_mood
from dragoman.reader.sentence import Sentence
from dragoman.records import Modality
from tests.reader.texts import sentences_of

# Acts for which the word is enough, such as recognition, and acts that are to be done, such as opening.
PERFORMATIVE, PLAIN = True, False


def parts_of(text: str) -> Sentence:
    (sentence,) = sentences_of(text)
    return sentence


def mood_in(text: str, verb: str, *, performative: bool) -> Mood:
    sentence = parts_of(text)
    ks = [k for k, c in enumerate(sentence.chunks) if c.kind == "VG" and c.low == verb]
    return mood_of(sentence, sentence.walker.clause(ks[-1]), performative=performative)


def mood_of_noun(text: str, noun: str) -> Mood:
    sentence = parts_of(text)
    (k,) = [k for k, c in enumerate(sentence.chunks) if c.kind == "NP" and c.low == noun]
    return nominal_mood(sentence, k)


@pytest.mark.parametrize(
    ("text", "verb", "modality"),
    [
        ("Peru recognized Togo.", "recognized", "happened"),
        ("Togo was recognized by Peru.", "recognized", "happened"),
        ("Peru had recognized Togo in 1960.", "recognized", "happened"),
        ("Peru did recognize Togo.", "recognize", "happened"),
        ("Peru began to recognize Togo.", "recognize", "happened"),
        ("Peru was the first state to recognize Togo.", "recognize", "happened"),
        ("Peru agreed to recognize Togo.", "recognize", "happened"),
        ("Peru announced that it would recognize Togo.", "recognize", "happened"),
        ("Peru will recognize Togo.", "recognize", "planned"),
        ("Peru is to recognize Togo in July.", "recognize", "planned"),
        ("Peru announced that it would recognize Togo in September.", "recognize", "planned"),
        ("Peru plans to recognize Togo.", "recognize", "planned"),
        ("Peru may recognize Togo.", "recognize", "possible"),
        ("Peru could recognize Togo.", "recognize", "possible"),
        ("Peru is considering recognizing Togo.", "recognizing", "possible"),
        ("Peru wants to recognize Togo.", "recognize", "possible"),
        ("If Chile agrees, Peru will recognize Togo.", "recognize", "conditional"),
        ("Peru would recognize Togo if Chile agreed.", "recognize", "conditional"),
        ("Peru would have recognized Togo.", "recognized", "conditional"),
        ("Peru threatened to recognize Togo.", "recognize", "conditional"),
        ("Chile demanded that Peru recognize Togo.", "recognize", "demanded"),
        ("Chile insisted that Togo be recognized by Peru.", "recognized", "demanded"),
        ("Chile insisted that Peru recognized Togo in 1961.", "recognized", "happened"),
        ("Peru denied that it had recognized Togo.", "recognized", "denied"),
        ("Peru did not deny that it had recognized Togo.", "recognized", "happened"),
        ("Unless Chile objects, Peru will recognize Togo.", "recognize", "conditional"),
        ("Peru should recognize Togo.", "recognize", "demanded"),
        ("Peru must recognize Togo.", "recognize", "demanded"),
        ("Chile urged Peru to recognize Togo.", "recognize", "demanded"),
        ("Peru was asked to recognize Togo.", "recognize", "demanded"),
        ("Peru has not recognized Togo.", "recognized", "denied"),
        ("Peru never recognized Togo.", "recognized", "denied"),
        ("No state has recognized Togo.", "recognized", "denied"),
        ("Peru recognized no government.", "recognized", "denied"),
        ("Peru failed to recognize Togo.", "recognize", "denied"),
        ("Peru refused to recognize Togo.", "recognize", "denied"),
        ("Peru did not recognize Togo until 1981.", "recognize", "happened"),
        ("Peru did not fail to recognize Togo.", "recognize", "happened"),
    ],
)
def test_mood_of_an_act_for_which_the_word_is_enough(text: str, verb: str, modality: str) -> None:
    assert mood_in(text, verb, performative=PERFORMATIVE).modality == modality


@pytest.mark.parametrize(
    ("text", "verb", "modality"),
    [
        ("Peru opened an embassy.", "opened", "happened"),
        ("Peru agreed to open an embassy.", "open", "planned"),
        ("Peru decided to open an embassy.", "open", "planned"),
        ("Peru announced that it would open an embassy.", "open", "planned"),
        ("Peru announced that it had opened an embassy.", "opened", "happened"),
        ("Peru hopes to open an embassy.", "open", "possible"),
        ("Peru did not open an embassy.", "open", "denied"),
    ],
)
def test_mood_of_an_act_that_is_still_to_be_done(text: str, verb: str, modality: str) -> None:
    assert mood_in(text, verb, performative=PLAIN).modality == modality


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("Peru refused to recognize Togo.", True),
        ("Peru declined to recognize Togo.", True),
        ("Peru failed to recognize Togo.", False),
        ("Peru does not recognize Togo.", False),
        ("Peru said that it would not recognize Togo.", True),
    ],
)
def test_refusing_is_an_act_of_its_own(text: str, refused: bool) -> None:
    assert mood_in(text, "recognize", performative=PERFORMATIVE) == Mood(Modality.DENIED, refused=refused)


@pytest.mark.parametrize(
    ("text", "verb", "future"),
    [
        ("Peru opened an embassy.", "opened", False),
        ("Peru will open an embassy.", "open", True),
        ("Peru may open an embassy.", "open", True),
        ("Peru plans to open an embassy.", "open", True),
        ("Peru must open an embassy.", "open", True),
        ("Peru did not open an embassy.", "open", False),
    ],
)
def test_the_tense_in_which_dates_count(text: str, verb: str, future: bool) -> None:
    assert mood_in(text, verb, performative=PLAIN).future is future


@pytest.mark.parametrize(
    ("text", "noun", "modality"),
    [
        ("The recognition of Togo came in May.", "recognition", "happened"),
        ("Peru announced the recognition of Togo.", "recognition", "happened"),
        ("Peru will announce the recognition of Togo.", "recognition", "planned"),
        ("Peru may announce recognition of Togo.", "recognition", "possible"),
        ("Peru considered recognition of Togo.", "recognition", "possible"),
        ("Togo sought recognition by Peru.", "recognition", "demanded"),
        ("Chile demanded recognition of Togo.", "recognition", "demanded"),
        ("Peru refused recognition of Togo.", "recognition", "denied"),
        ("Peru did not announce recognition of Togo.", "recognition", "denied"),
        ("No recognition of Togo followed.", "recognition", "denied"),
        ("Calls for recognition of Togo grew.", "recognition", "demanded"),
    ],
)
def test_mood_of_a_verbal_noun(text: str, noun: str, modality: str) -> None:
    assert mood_of_noun(text, noun).modality == modality
