"""The same said in other words: what must raise no doubt.

Seventeen operators for each language. The split was written down before the rules were: of the
names in order every second one is held out of rule writing, in Russian the others.
"""

import re
from collections.abc import Callable, Iterator

Reword = Callable[[str, str, int], str]

MONTHS = {
    "kk": "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "en": "January February March April May June July August September October November December",
}
NUMERALS = {
    "kk": "бір екі үш төрт бес алты жеті сегіз тоғыз он",
    "ru": "один два три четыре пять шесть семь восемь девять десять",
    "en": "one two three four five six seven eight nine ten",
}
OBLIQUE = {
    "двух": 2, "трех": 3, "трёх": 3, "трем": 3, "четырех": 4, "четырёх": 4, "пяти": 5, "шести": 6,
    "семи": 7, "восьми": 8, "девяти": 9, "десяти": 10, "одиннадцать": 11,
}  # fmt: skip
LATIN_WORD = r"(?<!\w)[A-ZА-ЯӘҒҚҢӨҰҮІ][a-zа-яәғқңөұүіһё]{2,}"


def _replace(table: dict[str, dict[str, str]]) -> Reword:
    def reword(text: str, language: str, _year: int) -> str:
        for old, new in table.get(language, {}).items():
            text = re.sub(old, new, text)
        return text

    return reword


abbreviation = _replace(
    {
        "kk": {
            r"\bҰҚК\b": "Ұлттық қауіпсіздік комитеті",
            r"ӘҚБтК-нің": "Әкімшілік құқық бұзушылық туралы кодекстің",
            r"ҚК-нің": "Қылмыстық кодекстің",
            r"АЕК": "айлық есептік көрсеткіш",
            r"АҚШ": "Америка Құрама Штаттары",
        },
        "ru": {
            r"\bКНБ\b": "Комитету национальной безопасности", r"\bУК\b": "Уголовного кодекса",
            r"\bКоАП\b": "Кодекса об административных правонарушениях",
            r"\bСША\b": "Соединенных Штатов",
            r"\bМРП\b": "месячных расчётных показателей",
        },
        "en": {
            r"\bthe KNB\b|\bThe KNB\b": "The National Security Committee",
            r"the United States": "the US",
        },
    }
)  # fmt: skip
currency = _replace(
    {
        "kk": {r"(\d) теңге\w*": r"\1 ₸", r"мың теңге\w*": "мың ₸"},
        "ru": {r"(\d) тенге": r"\1 ₸", r"(млн|млрд|тысячи) тенге": r"\1 ₸"},
        "en": {r"(\d|billion) tenge": r"\1 KZT"},
    }
)
percent = _replace(
    {
        "kk": {r"(\d)\s?%": r"\1 пайыз", r"(\d) пайыз": r"\1%"},
        "ru": {r"(\d)\s?%": r"\1 процента"},
        "en": {r"(\d)\s?%": r"\1 percent", r"(\d) percent": r"\1%"},
    }
)
old_name = _replace(
    {
        "kk": {r"Астана": "Нұр-Сұлтан", r"Қонаев\b": "Қапшағай", r"Орал\b": "Уральск"},
        "ru": {r"Астане": "Нур-Султане", r"Астаны": "Нур-Султана", r"Конаеве": "Капшагае"},
        "en": {r"Astana": "Nur-Sultan", r"Konayev": "Kapchagay", r"Almaty": "Alma-Ata"},
    }
)
legal_synonym = _replace(
    {
        "kk": {
            r"сотталды": "кінәлі деп танылды",
            r"ұсталды": "қолға түсті",
            r"бас бостандығынан айырды": "түрмеге кесті",
            r"хабарлады|айтты|мәлімдеді": "жеткізді",
            r"жаза беріліп": "жаза кесіліп",
            r"қабылдады": "мақұлдады",
        },
        "ru": {
            r"приговорили": "осудили", r"осудили": "приговорили", r"задержали": "взяли",
            r"сообщила|заявил": "рассказал", r"принял": "одобрил", r"запретили": "не разрешили",
        },
        "en": {
            r"upheld": "left in force",
            r"was detained": "was taken into custody",
            r"found (\w+ \w+) guilty": r"convicted \1",
            r"asked for": "sought", r"was sentenced to": "received",
        },
    }
)  # fmt: skip
passive = _replace(
    {
        "kk": {
            r"айыппұл салынды": "айыппұл салды", r"айыппұл салды": "айыппұл салынды",
            r"ұсталды": "ұстады", r"сотталды": "соттады", r"тыйым салынды": "тыйым салды",
        },
        "ru": {
            r"оштрафовали": "был оштрафован", r"приговорили": "был приговорён",
            r"задержали": "был задержан",
            r"оштрафовал\b": "наложил штраф на",
            r"запретили": "было запрещено",
        },
        "en": {r"was detained": "police detained",
        r"was dropped": "they dropped",
        r"fined": "was fined by"}
    }
)  # fmt: skip
statute = _replace(
    {
        "kk": {
            r"(\d+(?:-\d)?)-бабының (\d)-бөлігі\w*": r"\1-бап \2-бөлік",
            r"(\d+(?:-\d)?)-бабы\b": r"\1-бап",
            r"(\d+(?:-\d)?)-бабын\b": r"\1-бапты",
        },
        "ru": {
            r"ч\. (\d) ст\. (\d+(?:-\d)?)": r"части \1 статьи \2",
            r"части (\d) статьи (\d+(?:-\d)?)": r"ст. \2 ч. \1",
            r"\bст\. (\d)": r"статье \1",
        },
        "en": {r"part (\d) of article (\d+(?:-\d)?)": r"article \2, part \1"},
    }
)  # fmt: skip


def quotes(text: str, _language: str, _year: int) -> str:
    return text.replace("«", "“").replace("»", "”")


def case(text: str, language: str, _year: int) -> str:
    """Names with another ending."""
    if language == "kk":
        return re.sub(
            rf"({LATIN_WORD}(?:ев|ов|ова|ева|ин))(?:ты|ті|қа|ке|ға|ге|ны|ні)\b", r"\1тың", text
        )
    if language == "ru":
        text = re.sub(r"(?<=[а-я])(ова|ева)(?!\w)", lambda m: m[0][:-1] + "ым", text)
        return re.sub(r"(?<=[а-я])(ову|еву)(?!\w)", lambda m: m[0][:-1] + "а", text)
    return re.sub(r"(?<= )([A-Z][a-z]+ov|[A-Z][a-z]+ev)\b", r"\1's", text)


def date_order(text: str, language: str, year: int) -> str:
    """10 декабря as 10.12.YEAR, in English December 10."""
    for number, month in enumerate(MONTHS[language].split(), 1):
        if language == "kk":
            text = re.sub(
                rf"(?<![\w] )(?<!және )\b(\d\d?) {month}(?:да|де|нан|ден|дан)?\b",
                rf"\g<1>.{number:02d}.{year} күні",
                text,
            )
        elif language == "ru":
            text = re.sub(
                rf"(?<!и )\b(\d\d?) {month}\b(?! \d{{4}})",
                rf"\g<1>.{number:02d}.{year}",
                text,
            )
        else:
            text = re.sub(rf"\b(\d\d?) {month}\b", rf"{month} \1", text)
    return text


def date_year(text: str, language: str, year: int) -> str:
    for month in MONTHS[language].split():
        if language == "kk":
            text = re.sub(
                rf"(?<!жылғы )(?<!және )\b(\d\d?) {month}", rf"{year} жылғы \1 {month}", text
            )
        elif language == "ru":
            text = re.sub(rf"(?<!и )\b(\d\d? {month})\b(?! \d)", rf"\1 {year} года", text)
        else:
            text = re.sub(rf"\b(\d\d? {month})\b(?! \d)", rf"\1 {year}", text)
    return text


def digits_to_words(text: str, language: str, _year: int) -> str:
    names = NUMERALS[language].split()
    units = {
        "kk": "жыл|ай|апта|рет|домен|балл|дерек",
        "ru": "года|лет|месяц|недел|раз|домен|балл|случа|суток",
        "en": "years|months|weeks|points|cases|activists",
    }
    pattern = rf"(?<![\w.,-])([2-9]|10) (?={units[language]})"
    return re.sub(pattern, lambda m: f"{names[int(m[1]) - 1]} ", text)


def words_to_digits(text: str, language: str, _year: int) -> str:
    names = {name: at for at, name in enumerate(NUMERALS[language].split(), 1) if at > 1}
    if language == "ru":
        names |= OBLIQUE
    pattern = rf"(?<!\w)({'|'.join(names)})(?!\w)(?! миллион| млн| мың)"
    return re.sub(pattern, lambda m: str(names[m[1]]), text)


def millions(text: str, language: str, _year: int) -> str:
    """16 млн as 16 000 000, and back."""
    word = {"kk": "млн", "ru": "млн", "en": "million"}[language]
    mark = "," if language == "en" else " "
    zeros = f"{mark}000{mark}000"
    if zeros in text:
        return re.sub(rf"(\d+){zeros}(?!{mark}\d)", rf"\1 {word}", text)
    return re.sub(rf"(?<![\d,.])(\d+) (?:{word}|миллион(?:нан)?)\b", rf"\1{zeros}", text)


def name_order(text: str, _language: str, _year: int) -> str:
    """Surname first, within a sentence."""
    surname = r"[A-ZА-ЯӘҒҚҢӨҰҮІ]\w+(?:ев|ов|ова|ева|ин|ина|ov|ev|ova|eva)(?:[а-яәғқңөұүі]{0,3})"
    return re.sub(rf"(?<=[а-яәғқңөұүіa-z] )({LATIN_WORD}) ({surname})\b", r"\2 \1", text)


def spaces(text: str, _language: str, _year: int) -> str:
    return re.sub(r"(?<=\d) (?=\d{3}|%|млн|млрд|мың|теңге|тенге)", "\u00a0", text)


def word_order(text: str, _language: str, _year: int) -> str:
    """The last sentence first."""
    parts = re.split(r"(?<=[а-яәғқңөұүіa-z»)]\.)(?<!ст\.)(?<!ч\.) (?=[«A-ZА-ЯӘҒҚҢӨҰҮІ])", text)
    return " ".join([parts[-1], *parts[:-1]])


OPERATORS: dict[str, Reword] = {
    "abbreviation": abbreviation,
    "case": case,
    "currency": currency,
    "date_order": date_order,
    "date_year": date_year,
    "digits_to_words": digits_to_words,
    "legal_synonym": legal_synonym,
    "millions": millions,
    "name_order": name_order,
    "old_name": old_name,
    "passive": passive,
    "percent": percent,
    "quotes": quotes,
    "spaces": spaces,
    "statute": statute,
    "word_order": word_order,
    "words_to_digits": words_to_digits,
}


def is_held_out(name: str, language: str) -> bool:
    """Whether the operator was kept from the writing of rules for the language."""
    second = sorted(OPERATORS).index(name) % 2 == 1
    return second if language != "ru" else not second


def rewordings(text: str, language: str, year: int) -> Iterator[tuple[str, str]]:
    """Every operator that changes the text, with what it makes of it."""
    for name, operator in OPERATORS.items():
        changed = operator(text, language, year)
        if changed != text:
            yield name, changed
