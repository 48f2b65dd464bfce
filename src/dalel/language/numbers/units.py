"""Patterns for the units and bounds of numbers: percentages, currencies, spans of time.

These are the languages' own; the country's currency and base units are its pack's.
"""

import re
from dataclasses import dataclass
from typing import Final

from dalel.domain.lexicon import Lexicon, Unit
from dalel.language.endings import NOUN_ENDING
from dalel.language.stems import stem

#: Before a unit.
SPACE: Final = r"[ \u00a0\u202f]*"

#: After Kazakh units: "of 25 tenge", "some 25 tenge", "25 tenge only", then cases.
KAZAKH_UNIT: Final = rf"(?:-?(?:[лдт][ыі][қк]|[дт][ае]й)?{NOUN_ENDING}(?:-ақ)?)(?!\w)"
PERCENT: Final = {
    "kk": rf"(?:%(?:-?{NOUN_ENDING}(?![\w]))?|(?:пайыз|процент)(?:дық\\s+тармақ)?{KAZAKH_UNIT})",
    "ru": r"(?:%|-?процент\w*)(?:\s+пункт\w*)?",
    "en": r"(?:%|-?per\s?cent(?:age)?(?!\w))(?:\s+points?(?!\w))?",
}
#: Foreign money by ISO 4217 code.
CURRENCIES: Final = {
    "kk": {
        "USD": ("АҚШ доллар", "доллар", "USD"), "EUR": ("еуро", "EUR"), "RUB": ("рубль", "рубл"),
        "CNY": ("юань", "юан"), "GBP": ("фунт стерлинг",), "UZS": ("өзбек сум", "сум"),
    },
    "ru": {
        "USD": ("доллар", "USD"), "EUR": ("евро", "EUR"), "RUB": ("рубл", "руб."),
        "CNY": ("юан",), "GBP": ("фунтов стерлингов", "фунт стерлингов"), "UZS": ("сум",),
    },
    "en": {
        "USD": ("US dollar", "dollar", "USD"), "EUR": ("euro", "EUR"), "RUB": ("ruble", "rouble"),
        "CNY": ("yuan",), "GBP": ("pound",), "UZS": ("sum",),
    },
}  # fmt: skip
SYMBOLS: Final = {"$": "USD", "€": "EUR", "₽": "RUB", "£": "GBP", "₸": "KZT"}
TIMES: Final = {
    "kk": r"(?:(?:жұмыс|күнтізбелік|толық)\s+)?"
    rf"(?:(?P<year>жыл(?!дығы)|жасар|жас(?=т[ае]|қа|ына|ында))|(?P<month>ай)|(?P<week>апта)"
    rf"|(?P<day>күн|тәулік)|(?P<hour>сағат)"
    rf"|(?P<minute>минут)|(?P<second>секунд)|(?P<times>есе)){KAZAKH_UNIT}",
    "ru": r"(?:(?:рабоч|календарн|полн)[иы]х\s+)?"
    r"-?(?:(?P<year>год(?!ом\s+ран)(?:а|у|ом|ов|ами?|ах)?|лет(?:ни\w+|н\w{2,3}|ие|ия|ию|ам)?)"
    r"|(?P<month>месяц\w*|месячн\w+|мес)|(?P<week>недел\w*|нед)"
    r"|(?P<day>дн(?:я|ей|ям|ями|ях|евн\w+)|день|сут(?:ки|ок|кам|ками)?)"
    r"|(?P<hour>час(?:а|ов|ам|ами|ах|ов\w+)?)|(?P<minute>минут\w*|мин)"
    r"|(?P<second>секунд\w*)|(?P<times>раза?|кратн\w+))(?!\w)",
    "en": r"(?:(?:more|further|additional|full|working|business|calendar|consecutive)\s+)?"
    r"-?(?:(?P<year>years?)|(?P<month>months?)|(?P<week>weeks?)|(?P<day>days?)"
    r"|(?P<hour>hours?)|(?P<minute>minutes?)|(?P<second>seconds?)|(?P<times>times|-?fold))(?!\w)",
}
#: Ten years.
DECADES: Final = {
    "kk": rf"онжылд[ыі][қғ]{KAZAKH_UNIT}",
    "ru": r"десятилети(?:е|я|й|ю|ем|ям|ями|ях)(?!\w)",
    "en": r"decades?(?!\w)",
}
#: Words before a number that make it a name, not a count.
LABELS: Final = {
    "kk": r"(?:№|бет|тарау|пәтер)\s*$",
    "ru": r"(?:(?<!\w)(?:(?:под)?пункт\w{0,2}|пп?\.|стать\w{1,2}|ст\.|част\w{1,2}|ч\.|глав\w{1,2}"
    r"|дом\w?|кв\.)|№)\s*$",
    "en": r"(?:(?<!\w)(?:articles?|art\.|part|section|paragraph|chapter|no\.)|№|#)\s*$",
}
#: Bounds of the languages; a pack adds its own.
_BEFORE: Final = {
    "kk": {
        "more": ("кемі",), "about": ("шамамен", "жуықтап"), "least": ("кемінде", "кем дегенде"),
        "most": ("көп дегенде", "ең көбі"),
    },
    "ru": {
        "more": ("более", "больше", "свыше"), "less": ("менее", "меньше"),
        "about": ("около", "примерно", "порядка", "почти", "приблизительно", "порядком"),
        "least": ("не менее", "не меньше", "как минимум", "минимум", "по меньшей мере"),
        "most": ("не более", "не больше", "до", "максимум"),
    },
    "en": {
        "more": ("more than", "over", "above"), "less": ("less than", "fewer than", "under"),
        "about": ("about", "around", "some", "nearly", "almost", "roughly", "approximately"),
        "least": ("at least", "no fewer than"), "most": ("up to", "at most", "no more than"),
    },
}  # fmt: skip
#: In Kazakh some stand after the number, which then has a case.
_AFTER: Final = {
    "more": ("астам", "астамы", "аса", "асып"), "least": ("кем емес",), "less": ("кем",),
    "about": ("жуық", "жақын", "тарта", "таяу", "шамалас"), "most": ("дейін", "шейін"),
}  # fmt: skip
#: Which bound a group of the expressions stands for.
BEFORE: Final = {"more": ">", "less": "<", "least": ">=", "most": "<=", "about": "~"}
_OPERATORS: Final = {operator: name for name, operator in BEFORE.items()}


#: What has changed "to" a number ends there and is not bounded by it.
CHANGED: Final = {
    "kk": re.compile(
        r"\s+(?:дейін|шейін)\s+(?:\w+\s+)?(?:өс|көтер|көбей|артты|артқан|төменде|азай|қысқар|құлды)",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        r"(?<!\w)(?:(?:вы|воз)р[оа]с|увелич|сни[зж]|упал|подня|сокра|повы|дош)\w*\s+(?:\w+\s+)?до\s+$",
        re.IGNORECASE,
    ),
    "en": re.compile("(?!)"),
}


@dataclass(frozen=True, slots=True)
class Money:
    """What a unit of money is: its code, and the legal unit where it is one."""

    code: str
    unit: Unit | None = None


def money_units(language: str, lexicon: Lexicon) -> tuple[dict[str, Money], re.Pattern[str]]:
    """What each group of the expression for units of money means, and the expression."""
    money = {lexicon.currency: Money(lexicon.currency)}
    words: dict[str, list[str]] = {lexicon.currency: list(lexicon.currency_names.get(language, ()))}
    for code, stems in CURRENCIES[language].items():
        money[code] = Money(code)
        words.setdefault(code, []).extend(stems)
    for symbol, code in SYMBOLS.items():
        words.setdefault(code, []).append(symbol)
        money.setdefault(code, Money(code))
    for unit in lexicon.units:
        money[unit.code] = Money(lexicon.currency, unit)
        # Its abbreviation in another language is a slip of the pen and not of the sum.
        others = [name for names in unit.names.values() for name in names if name.isupper()]
        words[unit.code] = [*unit.names.get(language, ()), *others, unit.code]
    words = {code: sorted(set(names), key=len, reverse=True) for code, names in words.items()}
    parts = (
        f"(?P<{code}>{'|'.join(_unit_word(name, language) for name in names)})"
        for code, names in words.items()
    )
    ending = KAZAKH_UNIT if language == "kk" else r"\w*" if language == "ru" else "s?"
    return money, re.compile(rf"{SPACE}-?(?:{'|'.join(parts)}){ending}(?!\w)", re.IGNORECASE)


def group_of(match: re.Match[str]) -> str:
    """The name of the first group that matched, which is a unit or a bound."""
    return next(name for name, value in match.groupdict().items() if value is not None)


def _unit_word(name: str, language: str) -> str:
    """An expression for a unit's name; words of a longer Russian one are in any case.

    An abbreviation has no endings, and begins no compound: тг., not ТГ-канал.
    """
    if name.endswith("."):
        return rf"{re.escape(name[:-1])}(?![^\W\d_]|-[^\W\d_]{{4}})"
    parts = name.split()
    if language == "en" and name.endswith("ex"):
        return r"\s+".join(
            [*map(re.escape, parts[:-1]), re.escape(parts[-1][:-2]) + "(?:ex|exe|ice)"]
        )
    if language == "ru" and len(parts) > 1:
        return r"\s+".join(
            re.escape(stem(part, language)).replace("е", "[её]") + r"\w*" for part in parts
        )
    return r"\s+".join(re.escape(part) for part in parts)


def bounds(language: str, lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Expressions for the bound that ends before a number and the bound that begins after it."""
    before = {name: set(words) for name, words in _BEFORE[language].items()}
    after = {name: set(words) for name, words in _AFTER.items()} if language == "kk" else {}
    for operator, word in lexicon.bounds.get(language, ()):
        if name := _OPERATORS.get(operator):
            table = after if word.startswith("-") else before
            table.setdefault(name, set()).add(word.rpartition(" ")[2] if word[0] == "-" else word)
    head = rf"(?<!\w)(?:{_groups(before)})\s+(?:чем\s+)?(?:(?:на|в|с|к|за|a|an)\s+)?$"
    tail = rf"\s+(?:{_groups(after)})(?:[ыі]н?)?(?!\w)" if after else r"(?!)"
    return re.compile(head, re.IGNORECASE), re.compile(tail, re.IGNORECASE)


def _groups(words: dict[str, set[str]]) -> str:
    order = sorted(words, key=lambda name: -max(map(len, words[name])))
    return "|".join(
        f"(?P<{name}>{'|'.join(sorted(map(re.escape, words[name]), key=len, reverse=True))})"
        for name in order
    )
