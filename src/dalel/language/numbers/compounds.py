"""Numbers in context: within compound words, as the ends of a span, or in a list."""

import re
from typing import Final

#: A number that begins a longer word: четырёхлетний, бесжылдық, four-year.
COMPOUND: Final = {
    "kk": re.compile(r"([а-яәіңғүұқөһ]+?)(?=(?:жылдық|айлық|апталық|күндік|тәуліктік|сағаттық))"),
    "ru": re.compile(
        r"([а-яё]+?)(?=(?:летн|дневн|часов|минутн|месячн|недельн|процентн|кратн|миллионн|миллиардн)"
        r"[а-яё]+)"
    ),
    "en": re.compile(r"([a-z]+)(?=-(?:year|month|week|day|hour|minute)s?(?![a-z]))"),
}
#: What may multiply the number that a word begins with.
SCALED: Final = {"миллионн": 10**6, "миллиардн": 10**9}
#: Words without any of these are no compounds.
MARKS: Final = {
    "kk": ("дық", "лық", "тық", "дік"),
    "ru": (
        "летн", "дневн", "часов", "минутн", "месячн", "недельн", "процентн", "кратн", "миллионн",
        "миллиардн",
    ),
    "en": ("-year", "-month", "-week", "-day", "-hour", "-minute"),
}  # fmt: skip
#: After these a word that is also a plural is one thousand: около тысячи.
OF_ONE: Final = re.compile(
    r"(?:из|около|более|больше|свыше|менее|меньше|порядка|почти|до|с)\s+$", re.IGNORECASE
)
#: In this case a Kazakh numeral ends its number: 60 миллиардтан 85 миллиардқа.
ABLATIVE: Final = ("дан", "ден", "тан", "тен", "нан", "нен")
_FROM: Final = re.compile(r"(?<!\w)(?:от|с|со|из|from|between)\s+$", re.IGNORECASE)
_TO: Final = re.compile(r"\s+(?:до|по|to|and)\s+", re.IGNORECASE)
_LIST: Final = re.compile(r"\s+(?:и|или|және|мен|не|and|or)\s+", re.IGNORECASE)


def are_joined(text: str, start: int, end: int, following: int) -> bool:
    """Whether two numbers are the ends of a span, or of one list: от двух до семи, 26 и 31."""
    between = text[end:following]
    if _TO.fullmatch(between):
        return bool(_FROM.search(text, max(0, start - 12), start))
    if _LIST.fullmatch(between):
        return True
    return bool(between) and between.isspace() and text[start:end].endswith(ABLATIVE)
