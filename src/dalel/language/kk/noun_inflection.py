"""Inflection of Kazakh nouns, names, abbreviations and numbers: plural, possessive and case."""

import re
from collections.abc import Mapping
from typing import Final

from dalel.language.kk.cases import BARE, Case
from dalel.language.kk.read_aloud import read_aloud
from dalel.language.kk.sounds import HARDENED, VOWELS, ends_in_vowel, join, softened
from dalel.language.kk.vocabulary import BODIES
from dalel.language.wordlist import words

#: Suffixes of cases, in the notation of ``join``, and those after a possessive.
_CASES: Final[Mapping[Case, str]] = {
    Case.NOM: "", Case.GEN: "NYң", Case.DAT: "GA", Case.ACC: "TY", Case.LOC: "DA",
    Case.ABL: "BAн", Case.INS: "Pен", Case.ATTR: "DAHY", Case.WITHOUT: "сYз", Case.LIKE: "DAй",
    Case.AS_SAID: "шA",
}  # fmt: skip
_AFTER_POSSESSIVE: Final[Mapping[Case, str]] = {
    **_CASES, Case.GEN: "нYң", Case.DAT: "нA", Case.ACC: "н", Case.LOC: "ндA", Case.ABL: "нAн",
    Case.ATTR: "ндAHY", Case.WITHOUT: "нсYз", Case.LIKE: "ндAй", Case.AS_SAID: "ншA",
}  # fmt: skip
#: Cases of pronouns after what is left of them (ол: оның, оған).
_OF_PRONOUNS: Final[Mapping[Case, str]] = {
    Case.GEN: "нYң", Case.DAT: "ғAн", Case.ACC: "нY", Case.LOC: "ндA", Case.ABL: "дAн",
    Case.INS: "нYмен", Case.LIKE: "ндAй", Case.WITHOUT: "нсYз", Case.ATTR: "ндAHY",
}  # fmt: skip
#: Forms that no rule gives.
_IRREGULAR: Final[Mapping[str, Mapping[Case, str]]] = {
    **{
        pronoun: {case: join(stem, suffix) for case, suffix in _OF_PRONOUNS.items()}
        for pronoun, stem in (("ол", "о"), ("бұл", "бұ"), ("сол", "со"))
    },
    "осы": {
        Case.DAT: "осыған", Case.LOC: "осында", Case.LIKE: "осындай", Case.ATTR: "осындағы",
    },
    "жыл": {Case.ATTR: "жылғы"}, "күн": {Case.ATTR: "күнгі"}, "бүгін": {Case.ATTR: "бүгінгі"},
    "кеше": {Case.ATTR: "кешегі"}, "биыл": {Case.ATTR: "биылғы"},
}  # fmt: skip
#: Nouns that lose the vowel of their last syllable before a possessive: орын, орны.
_ELIDED: Final = {
    full: f"{full[:-2]}{full[-1]}"
    for full in words(
        "орын халық ауыз мұрын ерін мойын қойын қарын бөрік көрік ерік қырық парық ғұрып қалып "
        "кейіп құлық сұрық ырық әріп мүлік нарық"
    )
}
#: Loan words in -кт and митинг take і before every suffix, but not пункт and интеллект.
_WITH_BUFFER: Final = re.compile(r"(?:(?<!пун)(?<!лле)кт|митинг)$")
#: Of these ends the last consonant is not written before a suffix: съезге, класта.
_SHORTENED: Final = re.compile(r"(?<=[ое]з)д$|(?<=([слмнфтпкр]))\1$")
#: Nor is this before another т or a vowel: журналистер, журналисі, but журналистке.
_LAST_T: Final = "ист"
_WITH_T: Final = re.compile(r"(?<=ис)т(?=[тыі])")
#: A bracket at the end, before which the suffix stands: X-те (бұрынғы Twitter).
_BRACKET: Final = re.compile(r"^(?P<phrase>.*\S)(?P<bracket>\s*\([^()]*\))$")
_LAST_WORD: Final = re.compile(r"^(?P<before>.*[\s\u00a0-])?(?P<word>[^\s\u00a0-]+)$", re.DOTALL)
_CLOSING: Final = "»”\"’'"
_PLURAL: Final = "LAр"
#: The seven cases of grammars.
CASES: Final = (Case.NOM, Case.GEN, Case.DAT, Case.ACC, Case.LOC, Case.ABL, Case.INS)

#: Ends of words with a possessive ending, all in -ы or -і ...
_POSSESSED: Final = re.compile(
    r"(?:[аәеоөұүыіэюяё]с|[аәеоөұүыіуия][ғгбтд]|инг|[нрй]т|ункт|[аеоөұүыі]л|[бп]л|[лр][қкп]|"
    r"[жзмнңрсхцчшщвгбпфйу])[ыі]$"
)
#: ... and of those that only look so: -дағы, -шы, -лы, -ды, and roots.
_NOT_POSSESSED: Final = re.compile(
    r"(?:[дтн][ае][ғг]|[аеоөұүуилрнмңзжсткқп]ш|[қпсшт]т|(?<!ун)кт|[нңмлрзж]д)[ыі]$|"
    r"(?:қаржы|белгі|желі|сенбі|отбасы|үлгі|жылқы|дәрі|темекі|құрылғы|жоғары|түркі|күрделі)$"
)
#: Words that the ends above would tell wrongly.
_POSSESSED_WORDS: Final = frozenset(words("асты үсті алды басы күші"))
_BARE_WORDS: Final = frozenset(
    words(
        "белгілі ақылы сары ірі тірі бөрі пері тері егеулі саналы қаржылы ұялы кісі осы бұрынғы "
        "жарты небәрі киелі келі кіші тиесілі"
    )
)
_PATRONYMIC: Final = re.compile(r"\w(?:ұлы|қызы)$")
_CAPITALISED: Final = re.compile(r"[А-ЯӘІҢҒҮҰҚӨҺ]")


def decline(
    word: str,
    case: Case = Case.NOM,
    *,
    plural: bool = False,
    possessive: bool = False,
    bare: bool = False,
) -> str:
    """The word in a case; of a phrase the last word is declined.

    ``possessive`` adds the ending of the third person. A word that looks possessed (министрлігі)
    is declined as such, unless it is said to be ``bare``. What is not read as it is written
    (20, ІІМ, Telegram) and what ends in a quotation mark takes its suffix after a hyphen.

    >>> decline("журналист", Case.DAT, plural=True)
    'журналистерге'
    >>> decline("құқық", Case.ACC, possessive=True), decline("Жоғарғы соты", Case.DAT)
    ('құқығын', 'Жоғарғы сотына')
    >>> decline("мәлімет", Case.AS_SAID, possessive=True), decline("2025 жыл", Case.ATTR)
    ('мәліметінше', '2025 жылғы')
    >>> decline("ІІМ", Case.GEN), decline("20", Case.ABL), decline("Instagram", Case.ATTR)
    ('ІІМ-нің', '20-дан', 'Instagram-дағы')
    """
    bracket = _BRACKET.match(word)
    if bracket:
        phrase = decline(bracket["phrase"], case, plural=plural, possessive=possessive, bare=bare)
        return phrase + bracket["bracket"]
    heard = _heard(word)
    if heard is not None:
        suffix = _suffixed(heard, case, plural=plural, possessive=possessive)[len(heard) :]
        return f"{word}-{suffix}" if suffix else word
    found = _LAST_WORD.match(word)
    if found is None or not found["word"][-1].isalpha():
        return word
    before, last = found["before"] or "", found["word"]
    irregular = _IRREGULAR.get(last.lower(), {})
    if case in irregular and not (plural or possessive):
        return before + _as_capital(irregular[case], last)
    owned = not bare and is_possessed(word)
    if owned and plural:
        last, owned, possessive = _without_possessive(last), False, True
    if owned:
        return before + join(last, _AFTER_POSSESSIVE[case])
    return before + _declined(last, case, plural=plural, possessive=possessive)


def is_possessed(phrase: str) -> bool:
    """Whether the last word looks as if it had the possessive of the third person.

    >>> is_possessed("Ішкі істер министрлігі"), is_possessed("тілші"), is_possessed("Нұр Сәкенұлы")
    (True, False, True)
    """
    found = _LAST_WORD.match(phrase)
    if found is None:
        return False
    last = found["word"].lower()
    if _PATRONYMIC.search(last):
        return True
    if last in BARE or last in _BARE_WORDS or not last.endswith(("ы", "і")):
        return False
    if last in _POSSESSED_WORDS or _without_possessive(last) in BODIES:
        return True
    if _NOT_POSSESSED.search(last) or (_is_name(phrase) and not last.endswith(("сы", "сі"))):
        return False
    return _POSSESSED.search(last) is not None


def _heard(word: str) -> str | None:
    """What the suffix after a hyphen follows; None where the suffix is joined to the word."""
    plain = word.rstrip(_CLOSING)
    heard = read_aloud(plain)
    # Newspapers write the suffix of a title outside its quotation marks, after a hyphen.
    return heard or plain if plain != word else heard


def _suffixed(heard: str, case: Case, *, plural: bool, possessive: bool) -> str:
    """What is heard, unchanged, with its suffixes."""
    if plural:
        heard = join(heard, _PLURAL)
    if possessive:
        heard = join(heard, "сY" if ends_in_vowel(heard) else "Y")
    return join(heard, (_AFTER_POSSESSIVE if possessive else _CASES)[case])


def _declined(word: str, case: Case, *, plural: bool, possessive: bool) -> str:
    if not (plural or possessive) and case is Case.NOM:
        return word
    stem = _before_suffix(word)
    if plural:
        stem = join(stem, _PLURAL)
    if possessive:
        formed = join(_with_possessive(stem), _AFTER_POSSESSIVE[case])
    else:
        formed = join(stem, _CASES[case])
    unwritten = word.endswith(_LAST_T) and not _CAPITALISED.match(word)
    return _WITH_T.sub("", formed) if unwritten else formed


def _before_suffix(word: str) -> str:
    if _CAPITALISED.match(word):
        return word
    if _WITH_BUFFER.search(word):
        return f"{word}і"
    return _SHORTENED.sub("", word)


def _with_possessive(stem: str) -> str:
    if ends_in_vowel(stem):
        return join(stem, "сY")
    ending = join(stem, "Y")[len(stem) :]
    short = _ELIDED.get(stem.lower())
    return (short or softened(stem.rstrip("ь"))) + ending


def _without_possessive(word: str) -> str:
    for full, short in _ELIDED.items():
        if word[:-1] == short:
            return full
    if word[-2:-1] == "с" and word[-3:-2] in VOWELS:
        return word[:-2]
    stem = word[:-1]
    if word[-3:-2] in VOWELS:
        return stem[:-1] + HARDENED.get(stem[-1], stem[-1])
    return stem


def _is_name(phrase: str) -> bool:
    return all(_CAPITALISED.match(part) for part in phrase.split())


def _as_capital(form: str, like: str) -> str:
    return form.capitalize() if like[:1].isupper() else form
