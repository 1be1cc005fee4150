"""The words that date expressions are made of, each with a one-letter class and a value.

The grammar (`grammar.py`) is written over these letters:

    M  month        m  word that is a month only in company ("May", "Jan")
    W  weekday      w  weekday, shortened ("Thu.")
    n  1 to 31      N  other whole number      y  1500 to 2099    x  any other figure ("1,500", "$1991")
    o  "17th"       O  "third"                 c  "two"           q  "several", "few", "couple"
    D  "1920s"      I  2025-07-04 and the like, read whole        A  "a", "an"
    d k u Y         day, week, month, year;    1 2 3 4            their plurals
    U  decade, fortnight, hour, minute; 5 plural;                 Q  century
    T  today        L  last   X  next   H  this   B  that   S  same   G  following   V  previous
    g  ago          l  later  e  earlier   a  after   b  before   r  "from now", as "now"
    E  early, late, mid       p  evening       s  summer          K  weekend       Z  end, beginning
    h  the   F  of   f  from   j  between   &  and, or   t  to, through, until   P  other preposition
    C  about        J  inst., ult., prox.      R  present         i  then
    -  hyphen or en dash   _  em dash   ,  comma   /  slash   (  )  .  other marks   z  any other word
"""

from __future__ import annotations

MONTHS = "january february march april may june july august september october november december".split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_SMALL = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
).split()
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()

Classes = dict[str, tuple[str, int]]

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
    "H": "this current present",
    "B": "that",
    "S": "same",
    "G": "following ensuing succeeding",
    "V": "previous preceding prior",
    "g": "ago",
    "l": "later afterward afterwards thereafter",
    "e": "earlier previously",
    "a": "after following",
    "b": "before",
    "r": "now",
    "E": "early late mid latter",
    "p": "morning afternoon evening night noon midday midnight dawn dusk",
    "K": "weekend",
    "Z": "end beginning start middle close part half quarter ending opening",
    "h": "the",
    "F": "of",
    "f": "from",
    "j": "between",
    "&": "and or",
    "t": "to through until till thru",
    "P": "on in since by during at over within for around throughout upon",
    "C": "about circa around approximately roughly nearly almost",
    "R": "present",
    "i": "then",
}
_VALUED: dict[str, dict[str, int]] = {
    "T": {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1},
    "U": {"decade": 0, "fortnight": 1, "hour": 2, "minute": 3},
    "5": {"decades": 0, "fortnights": 1, "hours": 2, "minutes": 3, "centuries": 4},
    "s": {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12},
    "J": {"inst.": 0, "instant": 0, "ult.": -1, "ultimo": -1, "prox.": 1, "proximo": 1},
    "D": {
        f"{word}ies": 1900 + 10 * n
        for n, word in enumerate(("twent thirt fort fift sixt sevent eight ninet").split(), 2)
    },
    "c": {
        **{word: n for n, word in enumerate(_SMALL, 1)},
        **{"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90},
        "hundred": 100,
    },
    "O": {word: n for n, word in enumerate(_ORDINALS, 1)} | {"thirtieth": 30},
}
# Words of two classes keep the one that the grammar can tell apart; see grammar.py.
_SETTLED = {"following": "G", "around": "C", "present": "R"}
# A month's or weekday's short form stands alone only with its full stop.
_SHORT_MONTHS = "jan feb mar apr jun jul aug sep sept oct nov dec".split()
_SHORT_WEEKDAYS = "mon tue tues wed thu thur thurs fri sat sun".split()


def _month_number(short: str) -> int:
    return next(n for n, name in enumerate(MONTHS, 1) if name.startswith(short[:3]))


def _weekday_number(short: str) -> int:
    return next(n for n, name in enumerate(WEEKDAYS) if name.startswith(short[:3]))


def _cases(table: Classes, word: str, entry: tuple[str, int], *, lower: bool = True) -> None:
    table[word.capitalize()] = table[word.upper()] = entry
    if lower:
        table[word] = entry


def _word_classes() -> Classes:
    table: Classes = {}
    for letter, words in _PLAIN.items():
        for word in words.split():
            _cases(table, word, (_SETTLED.get(word, letter), 0))
    for letter, values in _VALUED.items():
        for word, value in values.items():
            _cases(table, word, (letter, value))
    for number, word in enumerate(MONTHS, 1):
        certain = word not in ("march", "may")
        _cases(table, word, ("M" if certain else "m", number), lower=certain)
    for number, word in enumerate(WEEKDAYS):
        _cases(table, word, ("W", number))
    for short in _SHORT_MONTHS:
        _cases(table, short, ("m", _month_number(short)), lower=False)
        _cases(table, short + ".", ("M", _month_number(short)), lower=False)
    for short in _SHORT_WEEKDAYS:
        _cases(table, short, ("w", _weekday_number(short)), lower=False)
        _cases(table, short + ".", ("w", _weekday_number(short)), lower=False)
    for mark in ("c.", "ca."):
        table[mark] = ("C", 0)
    table["—"] = ("_", 0)
    for mark in ("-", "–"):
        table[mark] = ("-", 0)
    for mark in ",/()":
        table[mark] = (mark, 0)
    return table


WORD_CLASSES = _word_classes()

#: A text without any of these and without a digit holds no date expression.
HINTS = frozenset(
    word
    for word, (letter, _) in WORD_CLASSES.items()
    if letter in "MmWwDdkuYQ12345UTpsKiJ" and word.isalpha()
) - {"date", "dates", "Date", "DATE"} | {"date", "Date", "DATE"}

#: Prepositions as `DateMatch.prep` gives them.
PREPOSITIONS = frozenset(
    "on in since by until till before after from between during through at over within for to of upon "
    "throughout around".split()
)

#: A number before one of these counts things and is no year or day.
COUNTED = frozenset(
    """people persons person troops soldiers men women children civilians dollars euros pounds rubles roubles
    francs marks yen rupees tons tonnes miles kilometers kilometres km feet meters metres acres hectares barrels
    copies members workers refugees prisoners hostages fighters rebels militants casualties deaths dead households
    families villages homes houses jobs ships aircraft planes tanks rounds words pages percent per cent million
    billion trillion thousand hundred hours gmt utc est others additional more votes seats delegates residents
    students employees police officers cases cars guns missiles warheads inhabitants souls pieces kilograms kg
    degrees points victims migrants demonstrators protesters years days months weeks minutes different new
    other countries nations states vessels companies firms schools""".split()
)

#: A number right after one of these is a reference or an estimate and no year.
NUMBERED = frozenset(
    """no number numbers nos resolution resolutions chapter article articles page pages pp flight room route
    highway section paragraph paragraphs decree vol volume case unit model form box than least most some only
    just another exactly all these those fiscal financial nearly almost over""".split()
)

#: A capitalised word after a day, a month or a weekday that makes a proper name of both.
NAMES_AFTER = frozenset(
    """Movement Movements Alliance Coalition Revolution Revolutions War Monarchy Brigade Brigades Manifesto
    Massacre Square Street Avenue Bridge Plaza Times Telegraph Express Mirror Mail Herald Post Tribune Uprising
    Youth Offensive Programme Organization Organisation Days""".split()
)

#: A word before a month, weekday or season that makes a proper name of both.
NAMES_BEFORE = frozenset(
    "Black Bloody Good Red White Easter Holy Palm Shrove Ash Whit Prague Arab Velvet Super".split()
)

#: Words after "the 17th" that leave it a date; other words make it an ordinal ("the 17th century").
AFTER_DAY = frozenset(
    """and or to of the in at by for with that when where which while he she they it we i his her their its was
    were is are has had have a an from on as but until till before after about near between last next this
    it's there here upon inst ult""".split()
)
