"""Tells whether a text is English, by its commonest words and its script.

This only guards against feeding the English grammar with something else. It is no language
identification: it counts function words, and says nothing of short texts.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

MIN_WORDS = 20  # fewer words tell nothing
MIN_WORDS_NO_ENGLISH = 50  # from here on, a text with hardly any English function word is not English
SAMPLE_CHARACTERS = 20_000

# Function words that are common in one language and rare in the others; those that several share
# (de, la, in, die) are left out, since they decide nothing.
_WORDS = {
    "en": "the of and to that with for was were is are has have had by from which this on at as it its not",
    "fr": "les des une est dans pour que qui sur au aux ont avec par pas ce cette sont du le et été",
    "es": "el los las una por con para que del y se su al es lo como más fue ha sus ante",
    "pt": "os uma com para não do da dos das em ao pelo pela foi são seu sua mais o e à",
    "it": "il gli che di della del dei nel nella con per una è sono non alla dal ha ed anche",
    "de": "der und das den von mit für auf ist im dem nicht eine ein zu sich wurde hat nach bei",
    "nl": "het een van en dat met voor op zijn niet aan ook bij naar werd heeft door uit over te",
    "sv": "och att det som en på är av för med till den har inte om ett var från vid",
    "da": "og at det som en på er af for med til den har ikke om et var fra ved",
    "pl": "i w na z do się że jest nie przez od po przy oraz jak dla roku który są",
    "tr": "ve bir bu için ile olarak da olan en çok daha sonra gibi kadar olduğu",
    "id": "yang dan di untuk dengan pada dari dalam ini itu tidak akan oleh telah adalah ke",
}
_STOP_WORDS = {language: frozenset(words.split()) for language, words in _WORDS.items()}
_NAMES = {
    "fr": "French",
    "es": "Spanish",
    "pt": "Portuguese",
    "it": "Italian",
    "de": "German",
    "nl": "Dutch",
    "sv": "Swedish",
    "da": "Danish or Norwegian",
    "pl": "Polish",
    "tr": "Turkish",
    "id": "Indonesian",
}
_WORD = re.compile(r"[^\W\d_]+")


def foreign_language(text: str) -> str:
    """Name the language or script of a text that is not English; "" where it is, or may be, English."""
    sample = text[:SAMPLE_CHARACTERS]
    words = _WORD.findall(sample.lower())
    script = _foreign_script(sample)
    if script:
        return script
    if len(words) < MIN_WORDS:
        return ""
    counts = Counter(words)
    shares = {
        language: sum(counts[word] for word in stop_words) / len(words)
        for language, stop_words in _STOP_WORDS.items()
    }
    english = shares.pop("en")
    best = max(shares, key=lambda language: (shares[language], language))
    # English prose has 0.25 to 0.45; other languages reach 0.03 by chance ("on", "as", "at").
    if shares[best] >= 0.12 and shares[best] > 1.5 * english:
        return _NAMES[best]
    if len(words) >= MIN_WORDS_NO_ENGLISH and english < 0.04:
        return "a language that is not English"
    return ""


def _foreign_script(sample: str) -> str:
    """Name the script of most letters where it is not Latin, as "the Cyrillic script"."""
    letters = [character for character in sample if character.isalpha()]
    foreign = [character for character in letters if ord(character) > 0x24F]
    if len(foreign) < 10 or len(foreign) * 2 < len(letters):
        return ""
    scripts = Counter(unicodedata.name(character, "UNNAMED").split()[0] for character in foreign)
    script, _ = max(scripts.items(), key=lambda item: (item[1], item[0]))
    return f"the {'Chinese' if script == 'CJK' else script.capitalize()} script"
