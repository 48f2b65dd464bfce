"""Are mentions told apart and together, also across languages?"""

import pytest

from dalel.domain.claim import Mention
from dalel.domain.evidence import TextSpan
from dalel.domain.lexicon import Lexicon
from dalel.language.claims.participants import Keys, Likeness, are_one_name, keys_of, relation


def keys(text: str, words: Lexicon) -> Keys:
    """The keys of ``kk Түсіпбекова``: language and words of a mention."""
    language, _, mention = text.partition(" ")
    span = TextSpan(start=0, end=len(mention))
    return keys_of(Mention(words=mention, span=span), language, words)


def between(one: str, other: str, words: Lexicon) -> Likeness:
    first, second = keys(one, words), keys(other, words)
    assert relation(first, second) is relation(second, first)
    return relation(first, second)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ru КНБ", "kk ҰҚК-нің"),
        ("en KNB", "ru Комитет национальной безопасности"),
        ("ru глава КНБ", "kk ҰҚК"),
        ("en the Ministry of Culture and Information", "kk Мәдениет және ақпарат министрлігі"),
        ("kk Әлімбекова", "kk Сәуле Әлімбекова"),
        ("ru Алимбековой", "kk Сәуле Әлімбековаға"),
        ("en Saule Alimbekova", "kk блогер Сәуле Әлімбекова"),
        ("kk С. Әлімбекова", "ru Сауле Алимбекову"),
        ("kk Әлімбекова Сәуле Дәуренқызы", "ru Сауле Алимбековой"),
        ("ru Сержан Ноянов", "en Serzhan Noyanov, the editor of Zhailau"),
        ("ru адвокат Ильяс Жамбулов", "kk адвокат Ілияс Жамбуловтың"),
        ("ru полиция Павлодара", "kk Павлодар полициясы"),
        ("en police in Pavlodar", "ru павлодарская полиция"),
        ("ru Алматинский городской суд", "kk Алматы қалалық соты"),
        ("en Almaty City Court", "kk Алматы қалалық соты"),
        ("ru Верховный суд", "en the Supreme Court"),
        ("kk «Қоңырау» телеарнасы", "ru телеканалу «Конырау»"),
        ("kk апелляциялық сот", "ru апелляционный суд"),
        ("ru мать задержанного", "kk ұсталған жігіттің анасы"),
        ("en the rights defender's phone", "ru телефон правозащитницы"),
        ("ru истец", "en the plaintiff"),
        ("ru официальный представитель прокуратуры", "en a spokesman for the prosecutor's office"),
        ("ru закон о масс-медиа", "kk «Масс-медиа туралы» заң"),
        ("ru пункт 4 статьи 274 УК", "kk ҚК-нің 274-бабының 4-тармағы"),
        ("ru konyrau.test", "kk konyrau.test сайты"),
        ("kk қалта", "kk қалтаны"),
        ("kk мәжілісмен Айбек Тұрсын", "ru мажилисмен Айбек Турсын"),
        ("en the Central Election Commission", "ru избирательная комиссия"),
        ("kk Дастан Жамбуловқа", "ru Дастана Жамбулова"),
        ("en Dastan", "kk «Дастан»"),
        ("ru Токаев", "kk Президент"),
        ("ru жалоба адвоката", "kk қорғаушының шағымы"),
        ("ru ограничение свободы", "kk бас бостандығын шектеу"),
        ("ru страница Адая Жолаева", "kk Адай Жолаевтың парақшасы"),
        ("ru Сырым Абенов", "kk Сырым Әбеновті"),
        ("ru Сауле Маратова", "kk Сәуле Маратқызына"),
        ("en Tobyl Zharyghy", "ru «Тобыл жарығы»"),
        ("kk «Каспий толқынына»", "ru «Каспий толқыны»"),
        ("kk TikTok-тан", "ru TikTok"),
        ("ru Konyrau", "kk konyrau.test"),
        ("ru ДКНБ", "ru спецслужба"),
    ],
)
def test_one_and_the_same(one: str, other: str, kz_lexicon: Lexicon) -> None:
    assert between(one, other, kz_lexicon) is Likeness.SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ru журналист", "ru журналист Сауле Алимбекова"),
        ("kk журналист", "ru журналистку Сауле Алимбекову"),
        ("ru ведомство", "ru министерство"),
        ("kk ведомство", "kk Мәдениет және ақпарат министрлігі"),
        ("kk билік", "ru акимат Алматы"),
        ("ru Министерство внутренних дел", "ru полиция"),
        ("ru следователь", "ru КНБ"),
        ("ru полиция", "kk Павлодар полициясы"),
        ("ru суд Костанайской области", "kk Қостанай соты"),
        ("ru суд", "ru Алматинский городской суд"),
        ("ru блогеры Ноянов и Алимбекова", "ru блогер Ноянов"),
        ("ru журналисты и активисты", "kk журналистер"),
        ("ru страница адвоката Жамбулова", "ru адвокат Жамбулов"),
        ("ru данные абонентов", "kk абоненттер"),
        ("ru Ноянов из «Конырау»", "ru Ноянов из «Дастана»"),
        ("ru мессенджер", "kk Telegram"),
        ("en Meta", "ru Facebook"),
        ("ru ролик", "kk материал"),
        ("ru закон", "kk заң жобасы"),
        ("ru решение о штрафе", "kk айыппұл"),
        ("ru статья 274 УК", "kk ҚК-нің 274-бабының 4-тармағы"),
        ("ru родственники", "kk блогердің анасы"),
        ("ru работодатель", "kk жұмыс беруші"),
        ("ru красная сумка", "ru сумка"),
        ("kk ұсталған жігіт", "ru задержанный"),
        ("kk «Қоңырау» сайты", "ru «Конырау»"),
    ],
)
def test_one_may_stand_for_the_other(one: str, other: str, kz_lexicon: Lexicon) -> None:
    assert between(one, other, kz_lexicon) is Likeness.COMPATIBLE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ru полиция", "ru суд"),
        ("kk полиция", "ru городской суд"),
        ("en the lawyer", "kk полиция"),
        ("ru адвокат", "kk прокурор"),
        ("ru министерство", "ru акимат"),
        ("ru редакция", "ru платформа"),
        ("ru адвокат Жамбулов", "ru прокурор Жамбулов"),
        ("ru Сауле Алимбекова", "ru Динара Алимбекова"),
        ("kk Айгүл Әлімбекова", "kk Айгерім Әлімбекова"),
        ("ru блогер Ноянов", "kk блогер Әлімбекова"),
        ("ru Ноянов", "ru Ноянин"),
        ("ru полиция Атырау", "kk Павлодар полициясы"),
        ("ru Шымкентский городской суд", "kk Алматы қалалық соты"),
        ("ru Алматинский областной суд", "kk Алматы қалалық соты"),
        ("ru Верховный суд", "kk апелляциялық сот"),
        ("ru первый подсудимый", "kk екінші сотталушы"),
        ("ru истец", "kk жауапкер"),
        ("ru МВД", "ru КНБ"),
        ("ru Минюст", "kk Мәдениет министрлігі"),
        ("ru российские хакеры", "kk қытайлық хакерлер"),
        ("en Telegram", "ru Instagram"),
        ("kk «Қоңырау» телеарнасы", "kk «Дастан» телеарнасы"),
        ("ru статью", "kk бейнежазбаны"),
        ("en the rights defender's phone", "ru ноутбук правозащитницы"),
        ("ru закон о масс-медиа", "kk «Онлайн-платформалар туралы» заң"),
        ("ru жена блогера", "kk блогердің анасы"),
        ("ru лишения свободы", "kk бас бостандығын шектеу"),
        ("ru сайт акимата", "kk полицияның сайты"),
        ("ru страница активиста в Instagram", "kk белсендінің Facebook парақшасы"),
        ("ru жалоба адвоката", "en the prosecutor's appeal"),
        ("ru условный срок", "kk нақты жаза"),
        ("ru домашний арест", "kk әкімшілік қамақ"),
        ("ru Конысбек Айтпаев", "kk Қонысбек Айтпай"),
        ("ru Сауле Маратова", "kk Сәуле Сәкенқызы"),
    ],
)
def test_two_different_ones(one: str, other: str, kz_lexicon: Lexicon) -> None:
    assert between(one, other, kz_lexicon) is Likeness.DIFFERENT


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ru он", "ru Сауле Алимбекова"),
        ("kk ол", "kk полиция"),
        ("en she", "kk блогер"),
        ("ru журналист", "ru блогер"),
        ("ru житель Актау", "ru блогер"),
        ("ru Сауле Алимбекова", "ru журналист"),
        ("kk «Жаңа көпір»", "ru «Новый мост»"),
        ("kk", "ru"),
    ],
)
def test_neither_for_nor_against_can_be_told(one: str, other: str, kz_lexicon: Lexicon) -> None:
    assert between(one, other, kz_lexicon) is Likeness.OPEN


def test_a_mention_is_keyed_by_all_that_stands_in_it(kz_lexicon: Lexicon) -> None:
    found = keys("ru двух журналистов алматинского издания «Конырау»", kz_lexicon)
    assert found.roles == {"journalist"}
    assert found.owners == {"outlet"}
    assert found.quoted == {"конир"}
    assert found.places == {"750000000"}
    assert found.numbers == {"2"}
    assert not found.thing
    assert keys("en the blogger's laptop", kz_lexicon).thing


def test_keys_of_the_same_words_are_made_once(kz_lexicon: Lexicon) -> None:
    assert keys("kk полиция", kz_lexicon) is keys("kk полиция", kz_lexicon)


def test_the_words_of_longer_names_may_be_less_alike() -> None:
    assert are_one_name("илиас жамбулов", "илас жамбулов")
    assert not are_one_name("илиас", "илас")
    assert not are_one_name("арман жамбулов", "армат жамбулов")
    assert are_one_name("а жамбулов", "арман жамбулов")
    assert not are_one_name("б жамбулов", "арман жамбулов")


@pytest.mark.parametrize(
    "text",
    [
        "ru адвокат", "ru Ноянов", "kk «Қоңырау» сайты", "ru КНБ", "en the newspaper",
        "kk «Қоңырау»", "ru suhbat.test", "ru полиция Алматы",
    ],
)  # fmt: skip
def test_somebody(text: str, kz_lexicon: Lexicon) -> None:
    assert keys(text, kz_lexicon).somebody


@pytest.mark.parametrize(
    "text",
    [
        "ru статью 274 УК", "ru камеру «Қоңырау»", "kk қорытынды", "ru отказ акимата",
        "ru гриф «ДСП»", "ru «ложную информацию»", "ru Павлодарского", "ru закон о масс-медиа",
        "ru сайт", "en Saule Alimbekova's posting", "ru страницу Ноянова",
    ],
)  # fmt: skip
def test_nobody(text: str, kz_lexicon: Lexicon) -> None:
    assert not keys(text, kz_lexicon).somebody
