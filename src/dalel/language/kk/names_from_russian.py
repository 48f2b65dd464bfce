"""Names in Russian letters written in Kazakh ones.

Russian has no letters for ә ғ қ ң ө ұ ү һ і. Where none of them can have stood in a name its
letters are the same; elsewhere rules guess, by the parts that Kazakh names are made of and by the
harmony of vowels, and the guess is no more than that.
"""

import re
from typing import Final

from dalel.language.ru.names_of_others import (
    FAMILY,
    is_given_name_of_others,
    is_of_others,
    may_be_turkic,
)

_WORD: Final = re.compile(r"[^\W\d_]+")
#: Where a letter of a Russian spelling may hide a Kazakh one. The rest of a name is the same.
_HIDING: Final = re.compile(
    # Қ and ғ stand with back vowels, к and г with front ones: only beside е they are sure.
    r"к(?<!ек)(?!е)|к(?<=ек)[аоуы]|г(?!е)|"
    r"н[гкх]|(?:^|(?<=[^а-яё]))(?:жана[бтг]|жаны|тана|мын|анс|кене|енс)|"
    # Ә stands before a front vowel, and in some beginnings that came with Arabic names.
    r"а(?=[^аоуыэюяеи]*[еиэюьу])|^(?:аб[дсзжу]|алж)|"
    r"о(?![^аоуыэюяеи]*[аы])|(?<=т)о|"
    r"(?<![аеоы])у|^у|у(?=[еиь])|"
    r"(?<![бвгджзйклмнпрстфхцчшщ])х|"
    r"[иэёюьъчщ]|дж|(?<![аеоы])я|^вал|^вел|[ае]в(?=[^аеиоуыэюя])"
)
#: Parts of Kazakh names, the longer first where one begins as another.
_PARTS: Final = {
    "абди": "әбді", "абд": "әбд", "абил": "әбіл", "айгерим": "айгерім", "али": "али",
    "бауырж": "бауырж", "бакыт": "бақыт", "бахыт": "бақыт", "бахит": "бақыт", "бейбит": "бейбіт",
    "берик": "берік", "биби": "бибі", "булат": "болат", "галым": "ғалым", "гали": "ғали",
    "гаухар": "гауһар", "гоз": "гөз", "гуль": "гүл", "гул": "гүл",
    "даулет": "дәулет", "даурен": "дәурен", "джу": "жұ", "джа": "жа", "дуйсе": "дүйсе",
    "есболс": "есболс", "ескендир": "ескендір", "жетиб": "жетіб", "жолды": "жолды",
    "жум": "жұм", "жусуп": "жүсіп", "жусип": "жүсіп", "зауре": "зәуре", "искаков": "ысқақов",
    "кайыр": "қайыр", "кайрат": "қайрат", "кали": "қали", "карим": "кәрім", "касым": "қасым",
    "кельди": "келді", "гельди": "гелді", "гелди": "гелді", "келди": "келді", "кокс": "көкс",
    "кошер": "көшер", "куан": "қуан", "кул": "құл", "кунд": "күнд", "курман": "құрман",
    "ляззат": "ләззат", "магамбет": "мағамбет", "малик": "мәлік", "манс": "манс",
    "меир": "мейір", "мейр": "мейір", "молдир": "мөлдір", "мурат": "мұрат", "муратб": "мұратб",
    "мухамед": "мұхамед", "мухамбет": "мұхамбет", "мухан": "мұхан", "мухит": "мұхит",
    "мука": "мұқа", "омир": "өмір", "онгар": "оңғар", "отеген": "өтеген", "отеп": "өтеп",
    "рахым": "рақым", "саги": "сағи", "сагы": "сағы", "сейт": "сейт", "сеит": "сейіт",
    "серик": "серік", "смаг": "смағ", "суйин": "сүйін", "сугир": "сүгір", "султан": "сұлтан",
    "сулу": "сұлу", "темир": "темір", "тилеу": "тілеу", "тлеу": "тілеу", "толеген": "төлеген",
    "толе": "төле", "турсын": "тұрсын", "турсун": "тұрсын", "тургын": "тұрғын",
    "тынышб": "тынышб", "узак": "ұзақ", "умбет": "үмбет", "умит": "үміт", "утеген": "өтеген",
    "утеп": "өтеп", "хамит": "хамит", "шакар": "шәкәр", "шилде": "шілде", "шильде": "шілде",
    "ерлик": "ерлік", "ерсин": "ерсін", "еркин": "еркін", "едил": "еділ", "эдиль": "еділ",
    "нур": "нұр",
}  # fmt: skip
_PART: Final = re.compile("|".join(sorted(_PARTS, key=lambda part: (-len(part), part))))
#: Of these parts several spellings are as frequent: Алиев and Әлиев, Сағипаров and Сағыпаров.
_OF_SEVERAL: Final = frozenset({"али", "саги", "джа", "джу", "кунд"})
_PLAIN_ENDING: Final = re.compile(r"(?<=.{2})[оеё]ва?$")
_TAIL: Final = re.compile(r"улы$|кызы$")
_TAILS: Final = {"улы": "ұлы", "кызы": "қызы"}
_VOWEL: Final = re.compile("[аеёиоуыэюя]")
_SOFT: Final = frozenset("еиэюьёәіөү")
_HARD: Final = frozenset("аоыұқғ")


def has_same_letters(name: str) -> bool:
    """Whether each word of a name is in Kazakh what it is in Russian, and nothing can hide in it.

    A family name goes with its given name: who is called Валерий writes it as Russian does.
    """
    words = _WORD.findall(name.lower())
    by_given = len(words) > 1 and any(map(is_given_name_of_others, words))
    return all(
        is_of_others(word)
        or not _hides(_stem(word, is_family=word == words[-1] and len(words) > 1))
        or (by_given and not may_be_turkic(word))
        for word in words
    )


def kazakh_by_rule(name: str) -> str:
    """What a name in Russian letters is most likely in Kazakh ones, in its own capitals."""
    if has_same_letters(name):
        return name
    return _WORD.sub(lambda match: _capitals(match[0], _guess(match[0].lower())), name)


def is_made_of_parts(word: str, *, is_family: bool) -> bool:
    """Whether each letter of a name that may hide a Kazakh one stands in a part that is known."""
    low = word.lower()
    if is_of_others(low):
        return True
    stem = _TAIL.sub("", FAMILY.sub("", low)) if is_family else low
    parts = [part.span() for part in _PART.finditer(stem) if part[0] not in _OF_SEVERAL]
    return all(
        any(start <= hiding.start() and hiding.end() <= end for start, end in parts)
        for hiding in _HIDING.finditer(stem)
    ) and (bool(parts) or not _hides(stem))


def _stem(word: str, *, is_family: bool) -> str:
    """A word without the ending of a family name, in which nothing hides; Мадина has none."""
    return (FAMILY if is_family else _PLAIN_ENDING).sub("", word)


def _hides(stem: str) -> bool:
    """Whether a Kazakh letter may hide in what is left of a word."""
    is_mixed = "ы" in stem and re.search("[еи]", stem) is not None
    return is_mixed or _HIDING.search(stem) is not None


def _guess(word: str) -> str:
    if is_of_others(word) or not _hides(_stem(word, is_family=True)):
        return word
    tail = _TAIL.search(word) or FAMILY.search(word)
    stem = word[: tail.start()] if tail else word
    ending = _TAILS.get(tail[0], tail[0]) if tail else ""
    made, at = "", 0
    for part in _PART.finditer(stem):
        made += _by_harmony(stem[at : part.start()], made, stem[part.start() :])
        made += _PARTS[part[0]]
        at = part.end()
    return made + _by_harmony(stem[at:], made, "") + ending


def _by_harmony(rest: str, before: str, after: str) -> str:
    """What stands between the known parts, letter by letter, soft or hard as its vowels are."""
    made = ""
    for at, letter in enumerate(rest):
        last = (before + made)[-1:]
        made += _letter(
            letter, last, rest[at + 1 :] + after, is_first=not _VOWEL.search(before + rest[:at])
        )
    return re.sub("н(?=[гғкқ])", "ң", made.replace("дж", "ж"))


def _letter(letter: str, last: str, following: str, *, is_first: bool) -> str:
    own = _VOWEL.search(following)
    vowel = own[0] if own else ""
    later = _VOWEL.search(following[own.end() :]) if own else None
    is_soft = vowel in _SOFT or (vowel == "а" and later is not None and later[0] in _SOFT)
    if letter in "кг":
        soft = last in _SOFT if not vowel or following[:1] != vowel else is_soft
        return letter if soft else {"к": "қ", "г": "ғ"}[letter]
    if letter == "у":
        glides = last in _HARD or last in _SOFT or following[:1] in {"а", "е", "о", "ы"}
        return "у" if glides else "ү" if vowel in _SOFT else "ұ"
    if letter == "а" and is_first and vowel in {"е", "и"} and following[:1] not in {"й", "и"}:
        return "ә"
    if letter == "о":
        return "ө" if vowel in {"е", "и"} and is_first else "о"
    if letter == "и" and following == "к":
        return "і"
    return {"ё": "ө", "ч": "ш"}.get(letter, letter)


def _capitals(word: str, made: str) -> str:
    if word.isupper() and len(word) > 1:
        return made.upper()
    return made[:1].upper() + made[1:] if word[:1].isupper() else made
