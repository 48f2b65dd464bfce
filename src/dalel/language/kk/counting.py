"""Kazakh words around a counted noun."""

import re
from typing import Final

from dalel.language.wordlist import words

NO_NOUN: Final = frozenset(
    words(
        "және мен пен бен не немесе ал бірақ да де та те ғана деп дейін шейін астам аса жуық жақын "
        "шақты тарта таяу кем кейін соң бұрын бері бастап үшін туралы арқылы бойынша қарсы сияқты "
        "болды болған болып болады болса жетті жеткен құрады құраған екен еді емес жоқ бар көп аз "
        "артық рет мәрте есе пайыз бұл сол осы ол оның олардың өз тағы ғой ішінде арасында"
    )
)
#: Adjectives, after which the noun is still to come.
ADJECTIVE: Final = re.compile(
    r"(?:[лдт][ыі][қк]|л[ыі]|[сш][ыі]з|[дт][ае](?:ғы|гі)|[ғқгк][ае]н|[ае]т[ыі]н|йт[ыі]н|ялық)$"
    r"|^(?:жаңа|ескі|жеке|ірі|жалған|түрлі|бөлек|жас|үлкен|кіші|қара|ақ|онлайн|арнайы|негізгі"
    r"|қосымша|тағы|маңызды|қауіпті|алғашқы|соңғы|келесі|басқа|өзге)$",
    re.IGNORECASE,
)
#: First words of compounds.
COMPOUND_HEADS: Final = frozenset(
    words(
        "бот заң ақпарат құқық ұялы веб бейне фейк интернет қылмыс дербес кибер оқу медиа сим смс "
        "телеграм дипфейк сот әскери теле радио арна блог жария"
    )
)
#: A verb in this place, of which the number is the whole object.
VERBAL: Final = re.compile(r"^(?:бол(?:ды|ған|ып|ад|са|мақ)|жетт|жетк|құра)", re.IGNORECASE)
#: A verb after an adjective, which is then itself the noun.
CLOSING: Final = re.compile(
    r"(?:[ыіаеу]лд[ыі]|[ыіае]нд[ыі]|ады|еді|йд[ыі]|[ыі]п|[ғқ]ан|[гк]ен)$", re.IGNORECASE
)
#: A participle that is no noun by itself.
PARTICIPLE: Final = re.compile(r"(?:[ғқ]ан|[гк]ен)$", re.IGNORECASE)
#: The doer of what the noun before it names: өтініш берушінің.
DOER: Final = re.compile(r"\s+(\w+уш[ыі]\w*)", re.IGNORECASE)
GENITIVE: Final = re.compile(r"(?:н|д|т)[ыі]ң$", re.IGNORECASE)
#: What may follow the nominative of a numeral that stands for its noun: сегізі, екеуін, 19-ын.
POSSESSED: Final = re.compile(r"-?с?[ыі](?:н\w{0,3}|мен)?$", re.IGNORECASE)
CASED: Final = re.compile(
    r"(?:[ғқ]а|[гк]е|н[ае]|[дтн][ае]н|[дт][ае]|[дтн][ыі]|[дтн][ыі]ң|[мбп]ен)$", re.IGNORECASE
)
ABLATIVE: Final = re.compile(r"[дтн][ае]н$", re.IGNORECASE)
DATIVE: Final = re.compile(r"(?:[ғқ]а|[гк]е|н[ае])$", re.IGNORECASE)
#: Postpositions of bounds that govern the dative, and those that govern no case.
WITH_DATIVE: Final = (
    "дейін",
    "шейін",
    "жуық",
    "жуығ",
    "жақын",
    "тарта",
    "таяу",
    "таман",
    "жет",
    "толма",
)
FREE: Final = ("шақты", "шама", "төңірегі", "маңай", "қаралы", "дерлік")
GUESSED: Final = re.compile(r"[дт][ае]й(?:ы|і|ын|ін|ға|ге|дан|ден)?$", re.IGNORECASE)
#: These own a part without naming what it is of.
PRONOUNS: Final = frozenset(words("оның олардың соның бұның мұның осының бұлардың олардікі оның"))
EVERY: Final = re.compile(r"әр(?:бір)?\s", re.IGNORECASE)
#: Nouns of sums, before which money may be told without its unit: 600 мың айыппұл.
SUMS: Final = ("айыппұл", "өтемақы", "сыйақы", "жәрімақы", "алимент")
#: After an ablative that is no share of everyone: бес жылдан кейін, 3 млн теңгеден айырылды.
NOT_EACH: Final = re.compile(
    r"\s+(?:кейін|соң|бері|бастап|астам|аса|асып|көп|аз|кем|артық|айыр\w*|ас(?:ады|қан|ып|т[ыі]|са|атын|пай|у)\w*|бас\s+тарт\w*|бұрын|төмен"
    r"|жоғары|құра\w+|тұра\w+|сәл)(?!\w)",
    re.IGNORECASE,
)
#: Before the last of several.
AND: Final = "және|мен|пен|бен"
#: Between two numbers: the ends of a range.
BETWEEN: Final = re.compile(r"\s+(?:мен|пен|бен)\s+", re.IGNORECASE)
#: What is made longer by a time is so for that time.
LONGER: Final = "ұзарт"
AMONG: Final = re.compile(r"\s+ара(?:сында\w*|лығында\w*|сынан)", re.IGNORECASE)
SOME_DAY: Final = r"бір\s+күні"
#: After the first end of a range that is an upper bound too.
UP_TO: Final = re.compile(r"[ \u00a0]+(?:дейін|шейін)(?:гі)?(?!\w)")
_UNITS: Final = "бір|екі|үш|төрт|бес|алты|жеті|сегіз|тоғыз"
#: A part of a whole: үштен бірі, бестен екі бөлігі.
PART_OF_WHOLE: Final = re.compile(
    rf"(?<![\w-])(?P<whole>{_UNITS}|он|жиырма|жүз)(?:[дт][ае]н|н[ае]н)\s+(?P<part>{_UNITS})"
    r"(?:[сж]?[іы]н?(?:ің|ың|е|а|де|да|ен|ан)?|[дт]е[йн]?|[гк]е)?(?:\s+бөлі[гк]\w*)?(?![\w-])",
    re.IGNORECASE,
)
