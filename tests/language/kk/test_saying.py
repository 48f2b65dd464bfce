from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from dalel.domain.claim import Amount, AmountBound, When
from dalel.domain.evidence import TextSpan
from dalel.domain.lexicon import Lexicon
from dalel.language.annotation import LazyPassage
from dalel.language.claims.reading import claims_of
from dalel.language.kk.said_values import said_amount
from dalel.language.kk.saying import KazakhSayer
from dalel.language.ru.sayable import read_clauses, wordings
from dalel.language.ru.valued_sentence import valued_sentences
from dalel.language.sayable import (
    CalledKind,
    NotSayableError,
    Pointing,
    SaidName,
    SayableClause,
    SayablePhrase,
)
from dalel.pack import Pack
from language.said_again import DAY, SAYER, SomeNames, again

NOWHERE = TextSpan(start=0, end=1)

SAID = [
    # Who did what to whom, and when.
    ("Полиция задержала журналиста.", "Полиция журналисті ұстады."),
    ("Суд оштрафовал блогера.", "Сот блогерге айыппұл салды."),
    ("Комитет заблокирует сайт.", "Комитет сайтты бұғаттайды."),
    ("Комитет блокирует сайты.", "Комитет сайттарды бұғаттайды."),
    ("Журналист не опубликовал статью.", "Журналист мақаланы жарияламады."),
    (
        "12 мая полиция задержала журналиста.",
        "2026 жылғы 12 мамырда полиция журналисті ұстады.",
    ),
    ("Закон вступит в силу.", "Заң күшіне енеді."),
    ("Сенат изменил закон министерства.", "Сенат министрліктің заңын өзгертті."),
    ("Журналист подал заявление в полицию.", "Журналист полицияға өтініш берді."),
    ("Суд назвал журналиста хакером.", "Сот журналисті хакер деп атады."),
    ("Министр публично критиковал газету.", "Министр газетті көпшілік алдында сынады."),
    ("Министр освободил только журналиста.", "Министр тек журналисті босатты."),
    # What was done, by whom or by nobody who is told.
    ("Ноутбук журналиста изъят полицией.", "Журналистің ноутбугі полициямен тәркіленді."),
    ("Сайт заблокирован КНБ.", "ҰҚК сайтты бұғаттады."),
    ("Сайт заблокирован журналистом.", "Журналист сайтты бұғаттады."),
    ("Журналиста задержали.", "Журналист ұсталды."),
    ("Законы были приняты.", "Заңдар қабылданды."),
    ("Закон будет принят.", "Заң қабылданады."),
    # What may be, what is wanted, what is said.
    ("Министр может заблокировать сайт.", "Министр сайтты бұғаттауы мүмкін."),
    ("Министр не может заблокировать сайт.", "Министр сайтты бұғаттай алмайды."),
    ("Министр планирует заблокировать сайт.", "Министр сайтты бұғаттауды жоспарлап отыр."),
    (
        "Суд запретил журналисту публиковать статью.",
        "Сот журналистке мақаланы жариялауға тыйым салды.",
    ),
    (
        "Министр сообщил, что комитет заблокировал сайт.",
        "Министр комитет сайтты бұғаттады деп хабарлады.",
    ),
    ("Журналист сообщал о цензуре.", "Журналист цензура туралы хабарлады."),
    (
        "По словам адвоката, полиция задержала журналиста.",
        "Адвокаттың айтуынша, полиция журналисті ұстады.",
    ),
    (
        "Полиция задержала журналиста, сообщил адвокат Марат Касымов.",
        "Адвокат Марат Касымовтың айтуынша, полиция журналисті ұстады.",
    ),
    # Clauses beside, and before their noun.
    (
        "Избив журналиста, полицейские отобрали телефон.",
        "Полицейлер журналисті ұрып, телефонды тартып алды.",
    ),
    (
        "Полиция задержала хакеров, взломавших портал.",
        "Полиция порталды бұзған хакерлерді ұстады.",
    ),
    (
        "Министр критиковал депутатов, которые блокируют сайты.",
        "Министр сайттарды бұғаттайтын депутаттарды сынады.",
    ),
    ("Сенат принял закон, который подписал министр.", "Сенат министр қол қойған заңды қабылдады."),
    (
        "Журналист, которого задержали, критиковал министра.",
        "Ұсталған журналист министрді сынады.",
    ),
    ("Заблокированный комитетом сайт работает.", "Комитетпен бұғатталған сайт жұмыс істейді."),
    (
        "Полиция задержала Марата Касымова, взломавшего портал.",
        "Полиция порталды бұзған Марат Касымовты ұстады.",
    ),
    # Pronouns.
    ("Полиция изъяла её ноутбук.", "Полиция оның ноутбугін тәркіледі."),
    ("Журналист опубликовал свою статью.", "Журналист өз мақаласын жариялады."),
    ("Журналисты критиковали это.", "Журналистер мұны сынады."),
    ("Их критиковали журналисты.", "Журналистер оларды сынады."),
    # Names.
    ("Полиция задержала Марата Касымова.", "Полиция Марат Касымовты ұстады."),
    ("В Алматы полиция задержала блогера.", "Алматыда полиция блогерді ұстады."),
    ("Полиция задержала блогера в Актау.", "Полиция блогерді ұстады."),
    ("Полиция Алматы задержала блогера.", "Алматы полициясы блогерді ұстады."),
    ("Полиция изъяла ноутбук КНБ.", "Полиция ҰҚК-нің ноутбугін тәркіледі."),
    ("Журналист критиковал статью 274 Уголовного кодекса.", "Журналист ҚК 274-бабын сынады."),
    ("Комитет заблокировал газету «Тау».", "Комитет «Тау» газетін бұғаттады."),
    ("«Тау» опубликовал статью.", "«Тау» мақаланы жариялады."),
    ("Полиция проверила компанию Google.", "Полиция Google компаниясын тексерді."),
    ("Google удалил ролик министерства.", "Google министрліктің ролигін жойды."),
    (
        "Полиция задержала главу министерства Айгуль Сеитову.",
        "Полиция министрліктің басшысы Айгуль Сеитованы ұстады.",
    ),
    ("Полиция задержала адвоката Сеитовой.", "Полиция Сеитованың адвокатын ұстады."),
    (
        "Полиция задержала смелого блогера Марата Касымова.",
        "Полиция блогер Марат Касымовты ұстады.",
    ),
    (
        "Полиция задержала блогера из Тараза Марата Касымова.",
        "Полиция блогер Марат Касымовты ұстады.",
    ),
    # Nouns.
    ("Комитет заблокировал сайт и портал.", "Комитет сайт пен порталды бұғаттады."),
    ("Полиция изъяла персональные данные.", "Полиция дербес деректерді тәркіледі."),
    ("Комитет критиковал независимых журналистов.", "Комитет тәуелсіз журналистерді сынады."),
    ("Министр критиковал городской суд.", "Министр қала сотын сынады."),
    ("Министр критиковал решение суда.", "Министр соттың шешімін сынады."),
    ("Министр критиковал нарушение закона.", "Министр заңды бұзуды сынады."),
    ("Министр критиковал арест журналиста.", "Министр журналисті қамауға алуды сынады."),
    (
        "Министр критиковал статью о блокировке сайта.",
        "Министр сайтты бұғаттау туралы мақаланы сынады.",
    ),
    ("Министр критиковал запись в Facebook.", "Министр Facebook-тегі жазбаны сынады."),
    (
        "Министр критиковал право журналистов на информацию.",
        "Министр журналистердің ақпаратқа құқығын сынады.",
    ),
    ("Министр критиковал министерство информации.", "Министр ақпарат министрлігін сынады."),
    (
        "Министр критиковал арест журналиста 12 мая 2026 года.",
        "Министр 2026 жылғы 12 мамырда журналисті қамауға алуды сынады.",
    ),
    # Values.
    ("Комитет заблокировал 5 сайтов.", "Комитет 5 сайтты бұғаттады."),
    ("Комитет заблокировал 31 процент сайтов.", "Комитет сайттардың 31 пайызын бұғаттады."),
    ("Компания получила более 500 тысяч тенге.", "Компания 500 000 теңгеден астам алды."),
    ("Суд назначил 7 суток ареста.", "Сот 7 тәулік қамауға алуды тағайындады."),
    ("Полиция задержала 5 тысяч граждан.", "Полиция 5 000 азаматты ұстады."),
]


@pytest.mark.parametrize(("russian", "kazakh"), SAID)
def test_a_clause_is_said_in_kazakh(russian: str, kazakh: str, kz_lexicon: Lexicon) -> None:
    (told,) = again(russian, kz_lexicon)
    assert told.kk is not None
    assert told.kk.replace("\N{NO-BREAK SPACE}", " ") == kazakh


UNSAYABLE = {
    "a noun of no dictionary": "Полиция изъяла самовар.",
    "an adjective of no dictionary": "Полиция задержала смелого блогера.",
    "an adverb of no dictionary": "Полиция внезапно задержала журналиста.",
    "a way of no table": "Журналист работал под министром.",
    "a way that a verb has not": "Министр рекомендовал заблокировать сайт.",
    "whose what a verb's noun is": "Журналист подал заявление блогера.",
    "a place that is done to": "Министр критиковал Алматы.",
    "a place that is not called": "Министр не критиковал газету в Актау.",
    "a body that is not called": "Верховный суд освободил журналиста.",
    "a month": "В мае 2026 года журналисты критиковали цензуру.",
    "a deed as a reason": "Суд оштрафовал блогера за блокировку сайта.",
    "a bound before a postposition": "Журналист сообщил о более чем 5 сайтах.",
    "nobody who works": "Министр сообщил, что публично работали.",
    "a name that cannot own": "Полиция проверила Google и Алматы министерства.",
    "what belongs to a noun by means": "Министр критиковал статью с телефоном.",
    "a change": "Комитет заблокировал на 5 сайтов больше.",
    "a noun that is called by a place": "Министр критиковал город Алматы.",
}


@pytest.mark.parametrize("russian", UNSAYABLE.values(), ids=UNSAYABLE.keys())
def test_what_has_no_word_is_not_said(russian: str, kz_lexicon: Lexicon) -> None:
    told = again(russian, kz_lexicon)
    assert told
    assert [one.kk for one in told] == [None]


def phrase(head: str = "", way: str = "acc", **given: Any) -> SayablePhrase:
    return SayablePhrase(way=way, head=head, tokens=frozenset({2}), **given)


def clause(*arguments: SayablePhrase, verb: str = "критиковать", **given: Any) -> SayableClause:
    """A clause of a minister."""
    minister = phrase("министр", "nom", animate=True)
    return SayableClause(
        verb=verb,
        own=frozenset({1}),
        trigger=NOWHERE,
        arguments=(minister, *arguments),
        **given,
    )


def called(kind: CalledKind, words: str = "Тау", code: str = "") -> tuple[SaidName]:
    return (SaidName(kind=kind, words=words, code=code),)


def amount(**given: Any) -> Amount:
    return Amount(**{"value": Decimal(5), "unit": "count", "words": "5", "span": NOWHERE, **given})


REFUSED = {
    "a verb of no dictionary": clause(verb="огорчить"),
    "a pronoun without": clause(phrase(way="без+gen", pointing=Pointing.ONE)),
    "what may be wanted": clause(infinitive=clause(possible=True), verb="планировать"),
    "a term with an adjective": clause(
        phrase(
            "год",
            amount=amount(unit="year"),
            owner=phrase("арест", "gen"),
            adjectives=(("новый", 5),),
        )
    ),
    "a noun that is called by a place": clause(
        phrase("сайт", called=called(CalledKind.PLACE, code="750000000"))
    ),
    "a name with an adjective": clause(
        phrase(called=called(CalledKind.PERSON), adjectives=(("новый", 5),))
    ),
    "a provision that is not cited": clause(phrase(called=called(CalledKind.STATUTE, code="X"))),
    "a word of another kind": clause(adverbs=(("новый", 5),)),
    "money under a noun": clause(
        phrase("сайт", further=(phrase("тенг", "за+acc", amount=amount(unit="KZT")),))
    ),
    "a date that is not known": clause(
        when=When(iso=None, precision="open", words="когда-то", span=NOWHERE)
    ),
}


@pytest.mark.parametrize("refused", REFUSED.values(), ids=REFUSED.keys())
def test_a_clause_is_not_said_for(refused: SayableClause) -> None:
    assert SAYER.sentence(clause()) is not None
    assert SAYER.sentence(refused) is None


def test_coordinated_adjectives_are_joined() -> None:
    adjectives = (("новый", 3), ("крупный", 5))
    said = SAYER.sentence(clause(phrase("сайт", adjectives=adjectives, listed=True)))
    assert said is not None
    assert said.text == "Министр жаңа және ірі сайтты сынады."


def test_what_a_name_is_told_without_is_left_out() -> None:
    person = phrase(
        "блогер",
        called=called(CalledKind.PERSON, "Марат Касымов"),
        adjectives=(("смелый", 5),),
        further=(SayablePhrase(way="из+gen", head="Тараз", tokens=frozenset({7})),),
    )
    said = SAYER.sentence(clause(person))
    assert said is not None
    assert said.text == "Министр блогер Марат Касымовты сынады."
    assert said.left_out == {5, 7}


def test_a_sum_tells_how_much_something_is() -> None:
    money = phrase("доллар", "в+acc", plural=True, amount=amount(unit="USD"))
    fine = SAYER.sentence(clause(phrase("штраф", further=(money,))))
    search = SAYER.sentence(clause(phrase("сайт"), replace(money, way="на+acc")))
    assert fine is not None
    assert fine.text == "Министр 5 доллар көлеміндегі айыппұлды сынады."
    assert search is not None
    assert search.text == "Министр сайтты 5 доллар көлемінде сынады."


def test_a_phrase_and_a_date_are_said_by_themselves() -> None:
    day = When(iso="2026-05-12", precision="day", words="12 мая", span=NOWHERE)
    said = SAYER.phrase(phrase("сайт", plural=True))
    assert said is not None
    assert said.text == "сайттар"
    assert SAYER.phrase(phrase("самовар")) is None
    assert SAYER.date(day) == "2026 жылғы 12 мамырда"
    assert SAYER.date(replace(day, iso="2026-05-12/2026-05-14")) is None
    assert SAYER.date(replace(day, precision="about")) is None


BOUNDS = [
    (AmountBound.EXACT, "5 теңгені", "5 сайтты"),
    (AmountBound.OVER, "5 теңгеден астам", "5-тен астам сайтты"),
    (AmountBound.UNDER, "5 теңгеден аз", "5-тен аз сайтты"),
    (AmountBound.UP_TO, "5 теңгеге дейін", "5-ке дейін сайтты"),
    (AmountBound.AT_LEAST, "кемінде 5 теңгені", "кемінде 5 сайтты"),
    (AmountBound.ABOUT, "шамамен 5 теңгені", "шамамен 5 сайтты"),
]


@pytest.mark.parametrize(("bound", "money", "things"), BOUNDS)
def test_an_amount_keeps_its_bound(bound: AmountBound, money: str, things: str) -> None:
    assert said_amount(amount(bound=bound, unit="KZT"), "теңгені", "теңге") == money
    assert said_amount(amount(bound=bound), "сайтты", "сайт") == things


def test_a_range_has_two_ends() -> None:
    ranged = amount(bound=AmountBound.RANGE, upper=Decimal(7))
    assert said_amount(ranged, "сайтты", "сайт") == "5–7 сайтты"


@pytest.mark.parametrize(
    "given", [{"change": "by"}, {"share_of": Decimal(9)}, {"each": True}], ids=str
)
def test_a_change_a_share_and_a_part_of_each_are_no_amount(given: dict[str, Any]) -> None:
    with pytest.raises(NotSayableError):
        said_amount(amount(**given), "сайтты", "сайт")


def test_the_pack_says_a_clause(kz_pack: Pack, kz_lexicon: Lexicon) -> None:
    text = "Полиция задержала журналиста."
    passage = LazyPassage(text=text, language="ru", lexicon=kz_lexicon, published=DAY)
    sayer = KazakhSayer(dictionary=kz_pack.dictionary, names=SomeNames())
    found = read_clauses(
        valued_sentences(passage), claims_of(passage), wordings(kz_pack.dictionary.verbs)
    )
    said = [sayer.sentence(clause) for _, clause in found]
    assert [one.text for one in said if one] == ["Полиция журналисті ұстады."]
