"""What a date is not: counts, references and proper names that only look like one."""

from __future__ import annotations

from dragoman.dates.scan import Tokens
from dragoman.dates.words import words

# A number before one of these counts things and is no year or day.
_COUNTED = frozenset(
    words(
        """people persons person troops soldiers men women children civilians dollars euros pounds rubles
        roubles francs marks yen rupees tons tonnes miles kilometers kilometres km feet meters metres acres
        hectares barrels copies members workers refugees prisoners hostages fighters rebels militants
        casualties deaths dead households families villages homes houses jobs ships aircraft planes tanks
        rounds words pages percent per cent million billion trillion thousand hundred hours gmt utc est
        others additional more votes seats delegates residents students employees police officers cases
        cars guns missiles warheads inhabitants souls pieces kilograms kg degrees points victims migrants
        demonstrators protesters years days months weeks minutes different new other countries nations
        states vessels companies firms schools"""
    )
)
# A number right after one of these is a reference or an estimate and no year.
_NUMBERED = frozenset(
    words(
        """no number numbers nos resolution resolutions chapter article articles page pages pp flight room
        route highway section paragraph paragraphs decree vol volume art p case unit model form box than least
        most some only just another exactly all these those fiscal financial nearly almost over"""
    )
)
# A capitalised word after a day, a month or a weekday that makes a proper name of both.
_NAMES_AFTER = frozenset(
    words(
        """Movement Movements Alliance Coalition Revolution Revolutions War Monarchy Brigade Brigades
        Manifesto Massacre Square Street Avenue Bridge Plaza Times Telegraph Express Mirror Mail Herald
        Post Tribune Uprising Youth Offensive Programme Organization Organisation Days"""
    )
)
# A word before a month, weekday or season that makes a proper name of both, or a habit.
_NAMES_BEFORE = frozenset(
    words(
        """Black Bloody Good Red White Easter Holy Palm Shrove Ash Whit Prague Arab Velvet Super every each
        Every Each"""
    )
)
# Words after "the 17th" that leave it a date; other words make it an ordinal ("the 17th century").
_AFTER_DAY = frozenset(
    words(
        """and or to of the in at by for with that when where which while he she they it we i his her their
        its was were is are has had have a an from on as but until till before after about near between
        last next this there here upon inst ult"""
    )
)

_YEAR_COMES_AFTER = frozenset("PfFjbat(hE&YL")
_OWN = words("his her their its our my your whose")
_NOT_PLURAL = words("was has is as this its his us thus does")


def counts_things(tokens: Tokens, index: int) -> bool:
    """Say whether the token is a word for what a number before it counts ("people", "%")."""
    word = tokens.word(index)
    return word == "%" or word.lower() in _COUNTED


def is_year(tokens: Tokens, first: int, index: int) -> bool:
    """Say whether a bare four-figure number is a year, in an expression that begins at `first`."""
    if is_glued(tokens, first, index) or counts_things(tokens, index + 1):
        return False
    before = tokens.word(first - 1).lower()
    if before == "." and first > 1 and tokens.touch(first - 1):
        before = tokens.word(first - 2).lower()  # "No. 1914"
    if before in _NUMBERED:
        return False
    if before == "year" and tokens.word(first - 2).lower() in ("fiscal", "financial"):
        return False
    lead = first + (tokens.classes[first] in "C9")
    if lead < index or (lead and tokens.classes[lead - 1] in _YEAR_COMES_AFTER):
        return True
    following = tokens.word(index + 1)
    return not (following.islower() and following.endswith("s") and following not in _NOT_PLURAL)


def is_glued(tokens: Tokens, first: int, index: int) -> bool:
    """Say whether a number is part of something longer: "pre-1967", "A/1991/3", "1991-style", "1500km"."""
    if tokens.touch(first) and tokens.classes[first - 1] in "-/zxN" and tokens.classes[first] != "-":
        return True
    if not tokens.touch(index + 1):
        return False
    after = tokens.classes[index + 1]
    return after in "/zx" or (
        after == "-" and tokens.word(index + 2)[:1].isalnum() and tokens.touch(index + 2)
    )


def is_count(tokens: Tokens, index: int) -> bool:
    """Say whether a number before token `index` counts: "20 people", "20-year"."""
    if tokens.classes[index : index + 1] == "-" and tokens.touch(index):
        return tokens.word(index + 1)[:1].isalpha()
    return counts_things(tokens, index)


def is_reference(tokens: Tokens, first: int) -> bool:
    """Say whether a day's number is glued to a mark or a word before it: "S/3 May"."""
    return tokens.touch(first) and tokens.classes[first - 1] in "/-z"


def is_name(tokens: Tokens, first: int, last: int) -> bool:
    """Say whether a day, month or weekday without a year is part of a proper name ("Bloody Sunday")."""
    if tokens.word(last) in _NAMES_AFTER or tokens.word(first - 1) in _NAMES_BEFORE:
        return True
    return tokens.classes[last : last + 1] == "-" and tokens.touch(last) and tokens.touch(last + 1)


def is_month_alone(tokens: Tokens, index: int, last: int) -> bool:
    """Say whether a month's name without day or year is the month and not a person or a verb."""
    before = tokens.classes[index - 1] if index else "."
    if _is_certain(tokens, index):
        if before in "PfFjbatEhLXHB&A":
            return True
        following = tokens.word(last)
        return before in "z," and bool(following) and not following[0].isupper()
    if before == "t":
        return tokens.word(index - 1).lower() in ("until", "till", "through")
    return before in "PfFjbaELXHBV" or (before == "h" and not tokens.word(last)[:1].isupper())


def _is_certain(tokens: Tokens, index: int) -> bool:
    letter = tokens.classes[index]
    return letter == "M" or (letter == "v" and tokens.classes[index + 1 : index + 2] == ".")


def is_day_alone(tokens: Tokens, last: int) -> bool:
    """Say whether "the 17th", ending before token `last`, is a day: no noun follows that it numbers."""
    word = tokens.word(last)
    return not word or not word[0].isalnum() or word in _AFTER_DAY


def is_owned(tokens: Tokens, first: int) -> bool:
    """Say whether somebody's ("his last year") is meant rather than the calendar's."""
    return tokens.word(first - 1).lower() in _OWN
