"""The words that date expressions are made of, each with a one-letter class and a value.

The grammar (`grammar.py`) is written over these letters:

    M  month        m  "May", "March": a month only in company     v  month, shortened ("Jan")
    W  weekday      w  weekday, shortened ("Thu")
    n  1 to 31      N  other whole number      y  1500 to 2099    x  any other figure ("1,500", "$1991")
    o  "17th"       O  "third"                 c  "two"           q  "several", "few", "couple"
    D  "1920s"      I  2025-07-04 and the like, read whole        A  "a", "an"
    d k u Y         day, week, month, year;    1 2 3 4            their plurals
    U  decade, fortnight, hour, minute; 5 plural;                 Q  century
    T  today        L  last   X  next   H  this   B  that   S  same   G  following   V  previous
    g  ago          l  later  e  earlier   a  after   b  before   r  "from now", as "now"
    E  early, late, mid       p  evening       s  summer          K  weekend       Z  end, beginning
    h  the   F  of   f  from   j  between   &  and, or   t  to, through, until   P  other preposition
    C  about        9  c., ca.     8  nearly   J  inst., ult.     R  present
    i  then         7  time        0  "so" of "or so"
    -  hyphen or en dash   _  em dash   ,  comma   /  slash   (  )  .  other marks   z  any other word
"""

from __future__ import annotations

Classes = dict[str, tuple[str, int]]


def words(text: str) -> tuple[str, ...]:
    """Cut a list that is written as a sentence."""
    return tuple(text.split())


MONTHS = words("january february march april may june july august september october november december")
WEEKDAYS = words("monday tuesday wednesday thursday friday saturday sunday")
_SMALL = words(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
)
_TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_ORDINALS = words(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_DECADES = {"twenties": 1920, "thirties": 1930, "forties": 1940, "fifties": 1950, "sixties": 1960}

# A word of two classes ("following", "around") stands once, in the class that the rules can tell apart.
_PLAIN: dict[str, str] = {
    "A": "a an",
    "q": "several few couple many some",
    "d": "day date",
    "k": "week",
    "u": "month",
    "Y": "year",
    "1": "days dates",
    "2": "weeks",
    "3": "months",
    "4": "years",
    "Q": "century",
    "L": "last",
    "X": "next coming upcoming",
    "H": "this current",
    "B": "that",
    "S": "same",
    "G": "following ensuing succeeding",
    "V": "previous preceding prior",
    "g": "ago",
    "l": "later afterward afterwards thereafter",
    "e": "earlier previously",
    "a": "after",
    "b": "before",
    "r": "now",
    "E": "early late mid latter",
    "p": "morning afternoon evening night noon midday midnight dawn dusk",
    "K": "weekend",
    "Z": "end beginning start middle close part half quarter",
    "h": "the",
    "F": "of",
    "f": "from",
    "j": "between",
    "&": "and or",
    "t": "to through until till thru",
    "P": "on in since by during at over within for throughout upon",
    "C": "about circa around approximately roughly",
    "8": "nearly almost",
    "0": "so",
    "9": "c ca",
    "7": "time",
    "R": "present",
    "i": "then",
    "_": "\u2014",
    "-": "- \u2013",
    ",": ",",
    "/": "/",
    "(": "(",
    ")": ")",
}
_VALUED: dict[str, dict[str, int]] = {
    "T": {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1},
    "U": {"decade": 0, "fortnight": 1, "hour": 2, "minute": 3},
    "5": {"decades": 0, "fortnights": 1, "hours": 2, "minutes": 3, "centuries": 4},
    "s": {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12},
    "J": {"inst": 0, "instant": 0, "ult": -1, "ultimo": -1, "prox": 1, "proximo": 1},
    "D": {**_DECADES, "seventies": 1970, "eighties": 1980, "nineties": 1990},
    "c": {**{word: n for n, word in enumerate(_SMALL, 1)}, **_TENS, "hundred": 100},
    "O": {word: n for n, word in enumerate(_ORDINALS, 1)} | {"thirtieth": 30},
}
# Short forms: a month's is certain only with its full stop; a weekday's never stands alone.
_SHORT_MONTHS = words("jan feb mar apr jun jul aug sep sept oct nov dec")
_SHORT_WEEKDAYS = words("mon tue tues wed thu thur thurs fri sat sun")


def _number_of(short: str, names: tuple[str, ...]) -> int:
    return next(n for n, name in enumerate(names) if name.startswith(short[:3]))


def _cases(table: Classes, word: str, entry: tuple[str, int], *, lower: bool = True) -> None:
    table[word.capitalize()] = table[word.upper()] = entry
    if lower:
        table[word] = entry


def _word_classes() -> Classes:
    table: Classes = {}
    for letter, listed in _PLAIN.items():
        for word in listed.split():
            _cases(table, word, (letter, 0))
    for letter, values in _VALUED.items():
        for word, value in values.items():
            _cases(table, word, (letter, value))
    for number, word in enumerate(MONTHS, 1):
        certain = word not in ("march", "may")
        _cases(table, word, ("M" if certain else "m", number), lower=certain)
    for number, word in enumerate(WEEKDAYS):
        _cases(table, word, ("W", number))
    for short in _SHORT_MONTHS:
        number = _number_of(short, MONTHS) + 1
        _cases(table, short, ("v", number), lower=False)
    for short in _SHORT_WEEKDAYS:
        number = _number_of(short, WEEKDAYS)
        _cases(table, short, ("w", number), lower=False)
    return table


WORD_CLASSES = _word_classes()

#: A text without any of these and without a digit holds no date expression.
HINTS = frozenset(word for word, (letter, _) in WORD_CLASSES.items() if letter in "MmvWDdkuYQ12345UTpsKiJ7")

#: Prepositions as `DateMatch.prep` gives them.
PREPOSITIONS = frozenset(
    words(
        "on in since by until till before after from between during through at over within for to of upon "
        "throughout around"
    )
)
