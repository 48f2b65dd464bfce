"""What is told of a claim by its deed: its core, whatever else its sentence says; else nothing."""

import pytest

from dalel.domain.lexicon import Lexicon
from dalel.domain.names import KnownName, KnownNames, NameKind, Sureness
from dalel.pack import Pack
from dalel.steps.draft.telling import Teller
from steps.draft.stories import article

#: A sentence, and what is told of it in Kazakh and in Russian.
TOLD = [
    (
        "Асель Тимурову задержали в среду после вызова к следователю.",
        "2031 жылғы 4 маусымда Асель Тимурова ұсталды.",
        "Асель Тимурову задержали 4 июня 2031 года.",
    ),
    (
        "3 июня 2031 года суд, несмотря на возражения, оштрафовал Асель Тимурову на 20 МРП.",
        "2031 жылғы 3 маусымда сот Асель Тимуроваға 20 АЕК көлемінде айыппұл салды.",
        "3 июня 2031 года суд оштрафовал Асель Тимурову на 20 МРП.",
    ),
    (
        "Ерлан Беков и его коллега Асель Тимурова признаны подозреваемыми, сообщила полиция.",
        "Полицияның мәліметінше, Ерлан Беков пен Асель Тимурова күдікті деп танылды.",
        "Ерлан Беков и Асель Тимурова признаны подозреваемыми, сообщила полиция.",
    ),
    (
        "В отношении Ерлана Бекова завели дело по статье 274 УК.",
        "Ерлан Бековке қатысты ҚК-нің 274-бабы бойынша іс қозғалды.",
        "В отношении Ерлана Бекова завели дело по статье 274 УК.",
    ),
    (
        "Редакция защищает Асель Тимурову, которую ударил охранник.",
        "Күзетші Асель Тимуроваға соққы берді.",
        "Асель Тимурову ударил охранник.",
    ),
    (
        "Протокол на Ерлана Бекова не составлялся.",
        "Ерлан Бековке қатысты хаттама жасалмады.",
        "Протокол на Ерлана Бекова не составлялся.",
    ),
]
#: What is not told, and would be false or more than is known.
UNTOLD = [
    # Supposed, feared, asked, planned, or only if.
    "В соцсетях предположили, что сайт редакции «Тау» заблокировали.",
    "Редакция опасается, что Асель Тимурову задержат.",
    "Если Асель Тимурову задержат, редакция закроется.",
    "Прокурор попросил оштрафовать Асель Тимурову.",
    "Асель Тимурову якобы задержали.",
    "Возможно, Асель Тимурову задержали.",
    # Less than it looks.
    "Асель Тимурову приговорили к трём годам условно.",
    "Сайт редакции «Тау» частично заблокировали.",
    "Полиция задержала одного из журналистов.",
    # Counted, or of a length that another number is read for.
    "В Алматы возбудили 201 дело.",
    "Суд приговорил Асель Тимурову к трём годам и восьми месяцам лишения свободы.",
    # Of another day, year or matter than it would read as.
    "Центр создан по решению совета от 11 марта.",
    "Ерлан Беков утвердил правила приказом от 28 сентября 2020 года.",
    "Суд арестовал Асель Тимурову на 15 суток за пикет и на месяц.",
    "Перестали открываться порталы «Тау», «Дала» и «Көл».",
    "До этого полиция задержала Асель Тимурову.",
    # What somebody wrote.
    "Асель Тимурова написала в чате дома на 900 человек, что воду проверили.",
    # Who it is stands nowhere, or may be another.
    "Сакен Тан, возможно, знает Ерлана Бекова. Его арестовали в мае.",
    "Их задержали в Алматы.",
    "Асель Тимурову задержали?",
    "Полиция, по версии которой Ерлан Беков украл базу, отпустила их.",
]


@pytest.fixture
def teller(pack: Pack, words: Lexicon) -> Teller:
    return Teller(pack, words)


def _told(teller: Teller, text: str) -> list[tuple[str, str]]:
    tellings = teller.tell([article("ru", text)])
    return [(one.texts["kk"], one.texts["ru"]) for one in tellings if one.plain]


@pytest.mark.parametrize(("text", "kk", "ru"), TOLD)
def test_the_core_of_a_claim_is_told_in_both_languages(
    teller: Teller, text: str, kk: str, ru: str
) -> None:
    assert _told(teller, text) == [(kk, ru)]


@pytest.mark.parametrize("text", UNTOLD)
def test_what_is_not_known_to_be_so_is_not_told(teller: Teller, text: str) -> None:
    assert _told(teller, text) == []


def test_a_wording_is_only_for_the_words_that_say_the_same(pack: Pack) -> None:
    wording = pack.dictionary.wording("detain", "доставить в отдел")
    assert wording is not None
    assert wording.kk == "полицияға жеткіз"
    assert pack.dictionary.wording("leak", "разойтись") is None


def test_a_noun_that_tells_nothing_alone_begins_no_entry(teller: Teller) -> None:
    (told,) = teller.tell([article("ru", "Сенаторы приняли документ 18 декабря 2030 года.")])
    assert told.bare


def test_a_person_is_called_as_the_newsroom_knows(teller: Teller) -> None:
    names = {"ru": "Наиля Серикова", "kk": "Нәйла Серікова"}
    chosen = KnownName(kind=NameKind.PERSON, names=names, sure=Sureness.CHOSEN)
    detained = "Полиция задержала журналистку Наилю Серикову."
    (told,) = _told(teller.knowing(KnownNames(known=(chosen,))), detained)
    assert told[0] == "Полиция журналист Нәйла Серікованы ұстады."
    assert _told(teller.knowing(KnownNames(hidden=("Наиля Серикова",))), detained) == []
