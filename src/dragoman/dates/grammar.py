"""The grammar of date expressions: one regular expression over token classes (`words.py`).

A sentence of 30 words is a string of 30 letters here, so that the pass is short, and the rules
need not repeat case, blanks and line breaks. The last group that closes names the rule.
"""

from __future__ import annotations

import re

_MONTH = r"(?:[Mm]|v\.?)"
_ABOUT = r"(?:C|9\.?)"
_YEAR_PART = "(?:,?F?y)?"
_DAY_MONTH = rf"(?:n(?:d?F|-)?|h?o(?:d?F|-)?|h?Od?F){_MONTH}(?:-?y|{_YEAR_PART})"
_MONTH_DAY = rf"(?:{_MONTH},?h?[no](?:/n)?(?:,?y)?|{_MONTH}O,?y)"
_MONTH_YEAR = rf"{_MONTH},?F?y"
_WEEKDAY = r"(?:(?:W|w\.?),?h?)"
_DATE = rf"(?:{_WEEKDAY}?(?:{_MONTH_DAY}|{_DAY_MONTH})|W,?ho|{_MONTH_YEAR}|I)"
#: What may stand before a date and belong to it: "the end of", "the evening of", "late", "mid-".
PREFIX = r"(?:h?(?:[EeoOL]?Z|[oOL][k123])F|h?pF|h?E-?|h?sF?,?|hY|h4)"
_POINT = rf"(?:{PREFIX}?(?:{_DATE}|{_MONTH}|y|D|hD|W)p?)"
#: "of last year", "that year", "of the following year"; the same for months.
_OF_YEAR = "(?:,?F?(?:[LHX]Y|BS?Y|h[SGVXR]Y))"
_OF_MONTH = "(?:dF|F)(?:[LHX]u|BS?u|h[SGVXR]u)"
_UNIT = "[dkuYUQ12345]"
_COUNT = rf"(?:(?:{_ABOUT}|8|q)?(?:ZA|A?c(?:-?c)?|A?qF?|A|n|N|y))"
_COUNTED = rf"(?:{_COUNT}{_UNIT}(?:&0)?|[12345])"

_RULES = (
    # ---- ranges
    ("os", rf"{PREFIX}?{_MONTH}n/{_MONTH}n,?y"),
    ("days_us", rf"{PREFIX}?{_MONTH}[no][-_t&]h?[no](?:,?y)?(?!,?{_MONTH}|d?F{_MONTH})"),
    ("days_uk", rf"{PREFIX}?(?:n|h?o)[-_t&]h?[no](?:d?F)?{_MONTH}{_YEAR_PART}"),
    (
        "months",
        rf"{PREFIX}?{_MONTH}[-_t]{_MONTH}{_YEAR_PART}|{_MONTH}&{_MONTH},?F?y|(?<=[jP]){_MONTH}&{_MONTH}",
    ),
    ("years", rf"(?:h?sF?|h4)?y[-/][nN]|(?:{_ABOUT}|h4)?y[-_]y|(?:h4)y&y"),
    ("open", rf"{_POINT}(?:[-_t]h?R|tT|-H(?=[.,)]|$))"),
    ("range", rf"{_ABOUT}?{_POINT}[-t]h?{_POINT}|(?<=j){_ABOUT}?{_POINT}&h?{_POINT}"),
    # ---- a date in a period named from elsewhere: "May last year", "the 3rd of this month"
    (
        "in_year",
        rf"{PREFIX}?{_WEEKDAY}?(?:{_MONTH}[no]|h?(?:[no](?:d?F)?|Od?F){_MONTH}|{_MONTH}){_OF_YEAR}",
    ),
    ("in_month", rf"h?[oO]{_OF_MONTH}|h?oJ\.?"),
    ("in_week", r"Wp?,?F?(?:[LHX]k|BS?k|h[GVX]k)"),
    # ---- counts; before single dates, since "2000 years ago" is no year
    ("count_to", rf"{_COUNT}{_UNIT}(?:[ab]|Vt){_DATE}"),
    ("half", r"(?:A|c)(?:Y&AZ|&AZ4)(?:g|fr|[leab])"),
    ("count", rf"{_COUNTED}(?:g|fr|[leab]|Vt)|{_COUNT}{_UNIT}G"),
    # ---- single dates
    ("century", r"h?(?:E-?)?[oO]-?Q"),
    ("date", rf"{_ABOUT}?{PREFIX}?(?:{_DATE}|hD|D)p?"),
    ("year", rf"{_ABOUT}?{PREFIX}?y"),
    # ---- by reference
    ("two_away", r"hdaT|hdbT|h[kuY]bL|h[kuY]aX"),
    ("beside", r"h(?:[dkuYp](?:[ab]|G)|W[ab])"),
    ("same", rf"(?:{PREFIX}|[el])?(?:[hB]?S[dkuYpK]|B[dkuYpsK])|(?<!z)B{_MONTH}(?!h?[no]|,?F?y)"),
    ("follow", rf"h[GVX](?:[dkuYpKWs]|{_MONTH})|Xd"),
    ("deictic", rf"(?:{PREFIX}|[el])?(?:H?(?<!h)[LX]|h?H|hR)(?:[kuYKps]|{_MONTH}[no]?p?|Wp?)|W[LX]"),
    ("period", r"h?[EeoOL]?ZFh[kuY]|[elE]Ph[dkuY]"),
    ("today", r"[Eel]?Tp?"),
    ("weekend", r"(?<=[PtbaCF])hK"),
    ("then", r"(?<=[Ptfba])(?:i|B7)"),
    ("weekday", r"(?:E-?|[el])?Wp?"),
    ("day", r"(?<=[PtfbaFC])ho"),
    ("month", rf"{PREFIX}?{_MONTH}"),
)
_RANGES = frozenset(("os", "days_us", "days_uk", "months", "years", "open", "range"))


def _compiled(rules: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in rules))


GRAMMAR = _compiled(_RULES)
#: The same without ranges, for where what looked like a range is none.
SINGLES = _compiled(tuple(rule for rule in _RULES if rule[0] not in _RANGES))
LEADING = re.compile(rf"{_ABOUT}?(?:{PREFIX})?")
#: Where a match may begin: a month, a year and the like, or a lesser word with something behind it.
START = re.compile(r"[MmvWwyDITis]|[hAnNoOcqLXHRBSEelC8Z1-5](?=[^z.,()x])|9(?=\.?[ynNcAq])")
SEPARATOR = re.compile(r"[-_t&/]")
