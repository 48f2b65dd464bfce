"""Cases and postpositions of Kazakh nouns: the case and possessive ending of a word."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from dalel.language.kk.sounds import HARDENED, VOICELESS, VOWELS, harmonise
from dalel.language.kk.vocabulary import BODIES, OUTLETS, PERSONS
from dalel.language.wordlist import words


class Case(StrEnum):
    """Case of a noun; ``as_said`` is -ынша (айтуынша), ``without`` -сыз, ``like`` -дай."""

    NOM = "nom"
    GEN = "gen"
    DAT = "dat"
    ACC = "acc"
    LOC = "loc"
    ABL = "abl"
    INS = "ins"
    AS_SAID = "as_said"
    WITHOUT = "without"
    LIKE = "like"
    ATTR = "attr"


@dataclass(frozen=True, slots=True)
class NounForm:
    """A noun taken apart: what is left, whether it is possessed (-ы, -сы), whether many."""

    stem: str
    case: Case
    possessed: bool
    plural: bool


#: Words that look as if they had a case or possessive ending.
BARE: Final = frozenset(
    words(
        "журналист домен дрон экран план миллион регион орын үкімет белсенді депутат "
        "полиция министрлік әкімдік редакция президент прокурор "
        "адвокат блогер белгілі тиісті өзекті маңызды ресми бірінші екінші үшінші төртінші "
        "соңғы алғашқы негізгі жалпы барлық бүкіл қандай мұндай ондай сондай осындай кейбір "
        "бірнеше түрлі әртүрлі заңсыз белгісіз тәуелсіз халықаралық жергілікті "
        "басты жеке дербес мобильді цифрлы кепілді әлеуметтік алматы саяси саты әскери тарихи "
        "қылмыстық әкімшілік екі алты жеті жетпіс елу жиырма отыз сексен тоқсан мың миллион "
        "ұлттық мәдени желі бапы жоғарғы алдыңғы кезекті арнайы бойы келесі тағы дені "
        "ереже баға мәселе шара сала бала ана апа аға қоғамдастық кеңсе телефон масс-медиа "
        "тәртіп жүйе мекеме апелляция комиссия бизнес-омбудсмен омбудсмен бюро база сенім "
        "несие кәсіп медиа мәдениет астана атырау ақтау қарағанды көкшетау қызылорда шымкент "
        "ақтөбе өскемен тараз орал павлодар петропавл семей талдықорған түркістан қостанай "
        "мәлімет қызмет талант дәрігер интернет билет хабар назар базар қару қатысушы "
        "тергеуші қорғаушы сарапшы тілші судья басшы өкіл төраға қызметкер тұрғын келісімші "
        "талапкер жауапкер сақшы оқырман тұтынушы пайдаланушы жазылушы бақылаушы күзетші "
        "айыпталушы сотталушы жәбірленуші күдікті ұйымдастырушы провайдер мердігер "
        "ата-ана кісі ірі қатты тікелей толық тегін ақылы түнгі күнгі кешкі таңғы ішкі сыртқы "
        "бұрынғы қазіргі бұлтты электронды пәнді кешенді сенімді нақты анонимді телеграм жаппай"
    )
)
_NAME_END: Final = re.compile(r"(?:ов|ев|ин|ова|ева|ина|ский|ская|ұлы|қызы|бек|хан|бай)$")
_PERSON_ACC: Final = re.compile(r"(?:ұлын|қызын|ұлы|қызы)$")

#: Endings from the end of a word inwards: case, whether after a possessive, the ending.
_ENDINGS: Final = (
    (Case.ATTR, False, re.compile(r"(?:нда|нде|да|де|та|те)ғ[ыі]$|(?:нде|де|те)г[іы]$")),
    (Case.AS_SAID, True, re.compile(r"(?<=[ыі])нш[ае]$")),
    (Case.GEN, True, re.compile(r"(?<=[ыі])н[ыі]ң$")),
    (Case.GEN, False, re.compile(r"(?:н[ыі]ң|д[ыі]ң|т[ыі]ң)$")),
    (Case.ABL, True, re.compile(r"(?<=[ыі])н[ае]н$")),
    (Case.ABL, False, re.compile(r"(?:д[ае]н|т[ае]н|(?<=[мнң])н[ае]н)$")),
    (Case.LOC, True, re.compile(r"(?<=[ыі])нд[ае]$")),
    (Case.LOC, False, re.compile(r"(?:д[ае]|т[ае])$")),
    (Case.DAT, True, re.compile(r"(?<=[ыі])н[ае]$")),
    (Case.DAT, False, re.compile(r"(?:ғ[ае]|г[ае]|қ[ае]|к[ае])$")),
    (Case.ACC, True, re.compile(r"(?<=[ыі])н$")),
    (Case.ACC, False, re.compile(r"(?:(?<=[аәеёиоөуұүыіэюя])н[ыі]|д[ыі]|т[ыі])$")),
    (Case.INS, False, re.compile(r"(?:м[е]н|бен|пен)$")),
    (Case.WITHOUT, True, re.compile(r"(?<=[ыі])нс[ыі]з$")),
    (Case.WITHOUT, False, re.compile(r"с[ыі]з$")),
    (Case.LIKE, False, re.compile(r"(?:д[ае]й|т[ае]й)$")),
)
_POSSESSED: Final = re.compile(r"(?:(?<=[аәеёиоөуұүыіэюя])с[ыі]|(?<=[^аәеёиоөұүыіэюя])[ыі])$")
_PLURAL: Final = re.compile(r"(?:лар|лер|дар|дер|тар|тер)$")
#: журналист + тер is written журналистер, журналист + ке журналиске.
_CUT: Final = re.compile(r"(?:алис|ивис|орис|емис|анис|ынис)$")
_ADJECTIVE: Final = re.compile(
    r"(?:[лдт][ыі]қ|[лдт]ік|л[ыі]|с[ыі]з|ғ[ыі]|гі|қы|кі|дай|дей|тай|тей|ш[ыі]л|шаң|"
    r"ынш[ыі]|інш[ыі]|нш[ыі]|ическ\w+|альды|ивті|ярлы)$"
)
_SHORTEST: Final = 2
#: Words whose forms no rule gives: stem, case, whether possessed.
_IRREGULAR: Final = {
    "ол": ("ол", Case.NOM, False), "мәжілісмен": ("мәжілісмен", Case.NOM, False),
    "оны": ("ол", Case.ACC, False),
    "оған": ("ол", Case.DAT, False), "оның": ("ол", Case.GEN, False),
    "онан": ("ол", Case.ABL, False), "одан": ("ол", Case.ABL, False),
    "онымен": ("ол", Case.INS, False), "онда": ("ол", Case.LOC, False),
    "олар": ("олар", Case.NOM, False), "оларды": ("олар", Case.ACC, False),
    "оларға": ("олар", Case.DAT, False), "олардың": ("олар", Case.GEN, False),
    "олардан": ("олар", Case.ABL, False), "олармен": ("олар", Case.INS, False),
    "өзі": ("өзі", Case.NOM, True), "өзін": ("өзі", Case.ACC, True),
    "өзіне": ("өзі", Case.DAT, True), "өзінің": ("өзі", Case.GEN, True),
    "өзінен": ("өзі", Case.ABL, True), "бұл": ("бұл", Case.NOM, False),
    "мұны": ("бұл", Case.ACC, False), "бұны": ("бұл", Case.ACC, False),
    "бұған": ("бұл", Case.DAT, False), "мұның": ("бұл", Case.GEN, False),
    "бұның": ("бұл", Case.GEN, False), "соны": ("сол", Case.ACC, False),
    "соның": ("сол", Case.GEN, False), "саны": ("сан", Case.NOM, True),
    "аты": ("ат", Case.NOM, True), "құны": ("құн", Case.NOM, True),
    "ісі": ("іс", Case.NOM, True), "ісін": ("іс", Case.ACC, True),
    "оны-мұны": ("ол", Case.ACC, False), "үйін": ("үй", Case.ACC, True),
    "ұлын": ("ұл", Case.ACC, True), "ұлы": ("ұл", Case.NOM, True),
    "анасы": ("ана", Case.NOM, True), "жары": ("жар", Case.NOM, True),
    "дерегі": ("дерек", Case.NOM, True), "деректері": ("дерек", Case.NOM, True),
    "біреуі": ("біреу", Case.NOM, True), "екеуі": ("екеу", Case.NOM, True),
}  # fmt: skip
_KNOWN: Final = (BARE, PERSONS, BODIES, OUTLETS)


@lru_cache(50_000)
def noun(word: str) -> NounForm:
    """The word taken apart; a word in capitals takes its ending after a hyphen (ҰҚК-нің)."""
    head, mark, tail = word.rpartition("-")
    plain = head.isascii() or head.isupper() or head[-1:].isdigit()
    if mark and plain and tail.islower():
        return _after_hyphen(head.lower(), tail)
    low = word.lower()
    if low in _IRREGULAR:
        stem, case, possessed = _IRREGULAR[low]
        return NounForm(stem, case, possessed=possessed, plural=False)
    if low in BARE or low.endswith("стан") or (word[:1].isupper() and _NAME_END.search(low)):
        return NounForm(low, Case.NOM, possessed=False, plural=False)
    if word[:1].isupper() and _PERSON_ACC.search(low):
        return NounForm(low[:-1], Case.ACC, possessed=False, plural=False)
    if low.endswith(("ны", "ні")) and low[:-1] in BARE:
        # телефоны is possessed, though радионы is an accusative.
        return NounForm(low[:-1], Case.NOM, possessed=True, plural=False)
    for case, possessed, ending in _ENDINGS:
        found = ending.search(low)
        if found and _may_end(low[: found.start()], found[0], foreign=word[:1].isupper()):
            return _taken_apart(low[: found.start()], case, possessed=possessed)
    return _taken_apart(low, Case.NOM, possessed=False)


@lru_cache(50_000)
def is_adjective(low: str) -> bool:
    """Whether a bare word looks like an adjective or a numeral, which stands before its noun."""
    return _ADJECTIVE.search(low) is not None


def _may_end(rest: str, ending: str, *, foreign: bool) -> bool:
    if len(rest) < _SHORTEST or not any(c in VOWELS for c in rest):
        return False
    first, last = ending[0], rest[-1]
    if first in "тқкп" and last not in VOICELESS:
        return False
    if first in "дғ" and last in "кқпстфхцчшщ":
        return False
    return foreign or ending in {"мен", "бен", "пен"} or harmonise(rest, ending)


def _taken_apart(rest: str, case: Case, *, possessed: bool) -> NounForm:
    if rest in BARE:
        return NounForm(rest, case, possessed=False, plural=False)
    found = None if len(rest) <= _SHORTEST + 1 else _POSSESSED.search(rest)
    if found and (possessed or _looks_possessed(rest) or _is_known(rest[: found.start()])):
        rest = rest[: found.start()]
        rest = rest[:-1] + HARDENED.get(rest[-1], rest[-1])
        possessed = True
    else:
        possessed = False
    plural = _PLURAL.search(rest)
    stem = rest[: plural.start()] if plural and len(rest) > len("ларла") else rest
    if _CUT.search(stem):
        stem += "т"
    return NounForm(stem, case, possessed=possessed, plural=plural is not None)


def _is_known(stem: str) -> bool:
    hard = stem[:-1] + HARDENED.get(stem[-1:], stem[-1:])
    return any(each in known for each in (stem, hard) for known in _KNOWN)


def _looks_possessed(word: str) -> bool:
    if word.endswith(("лығы", "лігі", "тығы", "тігі", "дығы", "дігі")):
        return True
    return not word.endswith(("шы", "ші", "лы", "лі", "ғы", "гі", "қы", "кі", "жаңа"))


def _after_hyphen(stem: str, tail: str) -> NounForm:
    possessed = tail[0] in "ыі" or tail[:2] in {"сы", "сі"}
    rest = re.sub(r"^с?[ыі]", "", tail)
    case = _tail_case(rest, possessed=possessed)
    if case is Case.NOM and rest:
        return noun(tail)
    return NounForm(stem, case, possessed=possessed, plural=False)


def _tail_case(rest: str, *, possessed: bool) -> Case:
    """The case of an ending by itself (-нің, -ге)."""
    if not rest:
        return Case.NOM
    if possessed and rest == "н":
        return Case.ACC
    for case, _, ending in _ENDINGS:
        found = ending.search(f"ы{rest}")
        if found is not None and found[0] == rest:
            return case
    return Case.NOM
