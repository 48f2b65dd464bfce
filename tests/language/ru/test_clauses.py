from datetime import date
from decimal import Decimal

import pytest

from dalel.domain.claim import Claim, ClaimRole, Mention, Mode, Polarity
from dalel.domain.lexicon import Lexicon
from dalel.language.claims.reading import read_claims

DAY = date(2025, 11, 12)

#: What a sentence tells: deed, whether it was so, mode, doer and bearer.
TOLD = [
    (
        "Полиция задержала блогера Арата Нурова.",
        "detain done done | Полиция | блогера Арата Нурова",
    ),
    ("Блогера задержали у здания суда.", "detain done done | | Блогера"),
    (
        "Газета «Берег» оштрафована судом на 200 тысяч тенге.",
        "fine done done | судом | Газета «Берег»",
    ),
    ("Редактора не арестовали.", "arrest denied done | | Редактора"),
    ("Суд не стал арестовывать редактора.", "arrest denied done | Суд | редактора"),
    ("Задержать нападавшего не удалось.", "detain denied done | | нападавшего"),
    ("Хакерам не удалось взломать сайт.", "hack denied done | Хакерам | сайт"),
    ("Полицейские едва не задержали оператора.", "detain denied done | Полицейские | оператора"),
    ("Атака на портал продолжается.", "attack done ongoing | | портал"),
    ("Министерство планирует заблокировать сайт.", "block done planned | Министерство | сайт"),
    ("Сайт заблокируют в декабре.", "block done planned | | Сайт"),
    ("Сайт будет заблокирован.", "block done planned | | Сайт"),
    ("Прокурор просил арестовать активистку.", "arrest done asked | | активистку"),
    ("Правозащитники требуют освободить Арата Нурова.", "release done asked | | Арата Нурова"),
    ("Депутат предложил запретить рекламу.", "ban done proposed | | рекламу"),
    ("Суд обязал провайдера хранить данные.", "store done ordered | провайдера | данные"),
    ("Провайдер обязан хранить данные.", "store done ordered | Провайдер | данные"),
    ("Правительству поручено разработать закон.", "draft_law done ordered | Правительству | закон"),
    ("Сайт могли взломать студенты.", "hack done possible | студенты | Сайт"),
    ("Возможно, сайт взломали.", "hack done possible | | Сайт"),
    ("Блогеру грозит арест.", "arrest done possible | | Блогеру"),
    ("За это кодекс предусматривает арест.", "arrest done limit | |"),
    ("Если редакция удалит статью, иска не будет.", "delete done conditional | редакция | статью"),
    ("Без решения суда закрыть сайт нельзя.", "close_outlet denied conditional | | сайт"),
    ("В министерстве опровергли блокировку сайта.", "block denied done | | сайта"),
    ("Полиция не отрицает избиение оператора.", "beat done done | | оператора"),
    ("Полиция не подтвердила задержание блогера.", "detain done possible | | блогера"),
    ("Министр не исключил блокировку сайта.", "block done possible | | сайта"),
    ("Слухи о взломе сайта не соответствуют действительности.", "hack denied done | | сайта"),
    ("Комитет назвал слухи о блокировке сайта ложными.", "block denied done | | сайта"),
    ("Комитет не нашёл оснований для блокировки сайта.", "block denied done | | сайта"),
    ("Попытка взлома сайта пресечена.", "hack denied done | | сайта"),
    ("Утечки данных не было.", "leak denied done | | данных"),
    ("Суд отказал в аресте блогера.", "arrest denied done | Суд | блогера"),
    ("Суд отклонил ходатайство об аресте блогера.", "arrest denied done | | блогера"),
    ("Суд удовлетворил ходатайство об аресте блогера.", "arrest done done | | блогера"),
    ("Редакция отказалась удалять статью.", "delete denied done | Редакция | статью"),
    ("Редакция отказалась удалять статью.", "refuse done done | Редакция | удалять статью"),
    ("Акимат отказал газете в аккредитации.", "accredit denied done | Акимат | газете"),
    ("Суд запретил блогеру снимать видео.", "ban done done | Суд | снимать видео"),
    ("Сенатор обвинил сайт «Тау» в травле Анны Тан.", "harass done done | сайт «Тау» | Анны Тан"),
    ("В редакции прошёл обыск.", "search done done | | редакции"),
    ("Сайт подвергся DDoS-атаке.", "attack done done | | Сайт"),
    ("Газета получила предупреждение.", "warn done done | | Газета"),
    ("Блогер получил семь суток ареста.", "arrest done done | | Блогер"),
    ("Изъятый у редактора ноутбук вернули.", "seize done done | | ноутбук"),
    ("Блогера, которого задержали в мае, отпустили.", "detain done done | | Блогера"),
    ("Журналиста задержали и избили.", "beat done done | | Журналиста"),
    ("Суд оштрафовал не газету, а автора.", "fine denied done | Суд | газету"),
    ("Суд оштрафовал не газету, а автора.", "fine done done | Суд | автора"),
    ("Суд оштрафовал автора, а не газету.", "fine denied done | Суд | газету"),
    ("Сайт до сих пор недоступен.", "go_down done done | | Сайт"),
    ("Журналист остаётся под стражей.", "arrest done ongoing | | Журналист"),
    ("Провайдеры получили предписание удалить ролик.", "delete done ordered | Провайдеры | ролик"),
    ("Дело направили на новое рассмотрение.", "remit done done | | Дело"),
    ("Журналист пересёк площадь.", "other done done | Журналист | площадь"),
    ("Блогер пытался взломать портал.", "hack denied done | Блогер | портал"),
    ("Власти сняли запрет на рекламу.", "lift done done | Власти | рекламу"),
    ("Редакцию заставили удалить запись.", "delete done done | Редакцию | запись"),
    ("Полиция помогла редакции найти хакеров.", "find done done | редакции | хакеров"),
    (
        "Прокурор попросил не арестовывать блогера, а оштрафовать.",
        "arrest denied asked | | блогера",
    ),
    ("Прокурор попросил не арестовывать блогера, а оштрафовать.", "fine done asked | |"),
    ("Журналист, чей телефон изъяли, подал жалобу.", "seize done done | | телефон"),
    ("Сайт, доступ к которому ограничили, заработал.", "restrict done done | | доступ"),
    (
        "Закон, который сенат принял в мае, а президент подписал в июне, действует.",
        "sign done done | президент | Закон",
    ),
    ("Никто из журналистов не пострадал.", "injure denied done | |"),
    ("Полиция никого не задерживала.", "detain denied done | Полиция |"),
    (
        "Полицейские не только избили блогера, но и отобрали телефон.",
        "beat done done | Полицейские | блогера",
    ),
    ("Не дождавшись ответа, редакция удалила статью.", "delete done done | редакция | статью"),
    ("В мае было заблокировано более 12 тысяч ссылок.", "block done done | | 12 тысяч ссылок"),
    ("SIM-карты без биометрии отключат.", "shut_down done planned | | SIM-карты"),
    ("Ударивший оператора охранник оштрафован.", "beat done done | охранник | оператора"),
    (
        "Блогершу Анну Тан освободили от наказания.",
        "free_from_penalty done done | | Блогершу Анну Тан",
    ),
    ("Премьер не намерен вводить цензуру.", "other denied planned | Премьер | цензуру"),
    ("Задержание журналиста полицией вызвало протест.", "detain done done | полицией | журналиста"),
    ("Хакеры не смогли взломать портал.", "hack denied done | Хакеры | портал"),
    ("Хакеры не могут взломать портал.", "hack denied possible | Хакеры | портал"),
    ("Следователи продолжают обыскивать офис.", "search done ongoing | Следователи | офис"),
    ("Сайт перестали блокировать.", "block denied done | | Сайт"),
    ("Журналисту не позволили опубликовать отчёт.", "publish denied done | Журналисту | отчёт"),
    ("Акимат разрешил блогеру опубликовать отчёт.", "publish done possible | блогеру | отчёт"),
    ("Жалобу рассмотрят, если редакция удалит статью.", "consider done planned | | Жалобу"),
    ("Суд начнёт рассматривать иск.", "consider done planned | Суд | иск"),
    ("Ожидается, что закон подпишет президент.", "sign done planned | президент | закон"),
    ("Редактор потребовал, чтобы сайт разблокировали.", "unblock done asked | | сайт"),
    ("Угроза блокировки сайта сохраняется.", "block done possible | | сайта"),
    ("Комитет рассматривает возможность блокировки сайта.", "block done possible | | сайта"),
    ("Троих подозревают в избиении оператора.", "beat done possible | троих | оператора"),
    ("Блогера подозревают во взломе сайта.", "hack done possible | Блогера | сайта"),
    ("Информация о взломе сайта — фейк.", "hack denied done | | сайта"),
    ("Утечки данных нет.", "leak denied done | | данных"),
    ("Прокуратура не поддержала ходатайство об аресте блогера.", "arrest denied done | | блогера"),
    ("Статья предусматривает наказание в виде штрафа до 100 МРП.", "fine done limit | |"),
    ("Блогеру грозит до пяти лет лишения свободы.", "sentence done possible | | Блогеру"),
    ("Его арест возможен.", "arrest done possible | | Его"),
    ("В мае будут штрафовать и арестовывать блогеров.", "arrest done planned | | блогеров"),
    ("Поручение разработать закон премьер дал министру.", "draft_law done ordered | | закон"),
    (
        "Депутаты предложили штрафовать блогеров, а сенаторы — запретить каналы.",
        "ban done proposed | | каналы",
    ),
    (
        "Суд закрыл газету, радио и телеканал.",
        "close_outlet done done | Суд | газету, радио и телеканал",
    ),
    ("Три сайта, внесённых в реестр, закрыли.", "register done done | | Три сайта"),
    ("Полиция проверила и закрыла сайт.", "check done done | Полиция | сайт"),
    (
        "Суд признал виновным редактора «Тау» Арата Нурова.",
        "convict done done | Суд | редактора «Тау» Арата Нурова",
    ),
    ("Неизвестный избил журналиста палкой.", "beat done done | Неизвестный | журналиста"),
    ("Телефон редактора заражён программой «Пегас».", "infect done done | | Телефон редактора"),
    ("Такого интервью не было.", "exist denied done | | Такого интервью"),
    ("Доказательства имеются.", "exist done ongoing | | Доказательства"),
    ("У редакции нет доступа.", "exist denied done | |"),
    ("Процесс — часть наступления, заключил редактор.", "say done done | редактор |"),
    ("Полиция применяла к Басенову пытки.", "beat done done | Полиция | Басенову"),
    ("Истец не забрал заявление.", "withdraw denied done | Истец | заявление"),
    ("Президент не стал накладывать вето на закон.", "veto denied done | Президент | закон"),
]


@pytest.mark.parametrize(("text", "told"), TOLD)
def test_a_clause_tells_a_deed_with_doer_and_bearer(
    text: str, told: str, kz_lexicon: Lexicon
) -> None:
    assert told.lower() in [_line(claim).lower() for claim in _read(text, kz_lexicon)]


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("По словам адвоката Динары Кен, сайт взломали.", "адвоката Динары Кен"),
        ("Сайт взломан, сообщили в редакции.", "редакции"),
        ("Сайт, утверждает редактор Олег Тан, взломан.", "редактор Олег Тан"),
        ("Как сообщила пресс-служба суда, сайт взломали.", "пресс-служба суда"),
        ("Адвокат заявила, что сайт взломали.", "Адвокат"),
        ("Редактор: сайт взломали.", "Редактор"),
        ("«Сайт взломали», — сказала редактор Анна Тан.", "редактор Анна Тан"),
        ("Согласно отчёту фонда, сайт взломали.", "отчёту фонда"),
        ("Со ссылкой на полицию газета сообщает о взломе сайта.", "полицию"),
        ("О взломе сайта сообщил редактор.", "редактор"),
        ("Как следует из отчёта фонда, сайт взломали.", "отчёта фонда"),
        ("Жена редактора: сайт взломали.", "Жена редактора"),
        ("Редактор пожаловался на взлом сайта.", "Редактор"),
        ("Редактор обвинил конкурентов во взломе сайта.", "Редактор"),
        ("Газета подала в суд, заявив, что сайт взломали.", "Газета"),
    ],
)
def test_a_clause_has_the_nearest_speaker(text: str, voice: str, kz_lexicon: Lexicon) -> None:
    hack = next(claim for claim in _read(text, kz_lexicon) if claim.deed == "hack")

    assert _words(hack.voice) == voice


def test_what_is_said_is_a_claim_and_saying_it_is_not(kz_lexicon: Lexicon) -> None:
    claims = _read("Адвокат заявил, что блогера били, и подал жалобу.", kz_lexicon)

    assert [claim.deed for claim in claims] == ["beat", "complain"]
    assert [_words(claim.voice) for claim in claims] == ["Адвокат", ""]


def test_who_wants_a_deed_stands_beside_it(kz_lexicon: Lexicon) -> None:
    (claim,) = _read("Союз журналистов призвал полицию расследовать нападение.", kz_lexicon)[:1]

    assert [(one.role, one.mention.words) for one in claim.others] == [
        (ClaimRole.ASKER, "Союз журналистов")
    ]


def test_a_clause_without_its_verb_repeats_the_one_before(kz_lexicon: Lexicon) -> None:
    text = "Газету оштрафовали на 3 млн тенге, а её типографию — на 500 тысяч."
    first, second = _read(text, kz_lexicon)

    assert (_words(first.patient), first.amounts[0].value) == ("Газету", Decimal(3_000_000))
    assert (_words(second.patient), second.amounts[0].unit) == ("её типографию", "KZT")


def test_places_stand_apart_in_clauses_without_a_verb(kz_lexicon: Lexicon) -> None:
    text = "В Актобе задержали двух активистов, а в Таразе — четырёх блогеров."
    claims = _read(text, kz_lexicon)

    assert [_words(claim.where) for claim in claims] == ["В Актобе", "в Таразе"]
    assert [_words(claim.patient) for claim in claims] == ["двух активистов", "четырёх блогеров"]


def test_pronouns_stand_for_names(kz_lexicon: Lexicon) -> None:
    text = "Блогер Ерлан Сат попытался скрыться. Его задержали."
    detained = next(claim for claim in _read(text, kz_lexicon) if claim.deed == "detain")

    assert detained.patient is not None
    assert (detained.patient.words, detained.patient.via) == ("Блогер Ерлан Сат", "Его")


def test_a_short_noun_stands_for_a_body(kz_lexicon: Lexicon) -> None:
    text = "Министерство информации ответило газете. Ведомство заблокировало сайт."
    claims = _read(text, kz_lexicon)

    assert _words(claims[-1].agent) == "Министерство информации"


def test_a_dropped_subject_is_the_one_of_the_sentence_before(kz_lexicon: Lexicon) -> None:
    claim = _read("Полиция Тараза проверила жалобу. Составила протокол.", kz_lexicon)[-1]

    assert (claim.deed, _words(claim.agent)) == ("protocol", "Полиция Тараза")
    assert "agent" in claim.unsure


def test_the_speaker_means_himself_by_we(kz_lexicon: Lexicon) -> None:
    (claim,) = _read("«Мы не блокировали сайт», — сказал министр Аскар Тан.", kz_lexicon)

    assert (_words(claim.agent), claim.polarity) == ("министр Аскар Тан", Polarity.DENIED)


def test_amounts_dates_laws_and_places_belong_to_their_clause(kz_lexicon: Lexicon) -> None:
    text = (
        "3 ноября суд в Таразе арестовал блогера на 15 суток по статье 434 КоАП, "
        "а в мае его оштрафовали на 20 МРП."
    )
    arrest, fine = _read(text, kz_lexicon)

    assert arrest.when is not None
    assert fine.when is not None
    assert (arrest.when.iso, fine.when.iso) == ("2025-11-03", "2025-05")
    assert [one.value for one in arrest.amounts] == [Decimal(15)]
    assert [one.unit for one in fine.amounts] == ["MRP"]
    assert "434" in _words(arrest.law)
    assert fine.law is None


def test_what_a_court_may_do_up_to_is_the_limit(kz_lexicon: Lexicon) -> None:
    (claim,) = _read("Суд может назначить блогеру штраф до 50 МРП.", kz_lexicon)

    assert (claim.deed, claim.mode) == ("fine", Mode.LIMIT)


def test_the_day_that_a_postponement_sets_is_no_date_of_it(kz_lexicon: Lexicon) -> None:
    (claim,) = _read("Судья перенёс заседание на 25 ноября.", kz_lexicon)

    assert claim.when is None
    assert [(one.role, one.mention.words) for one in claim.others] == [
        (ClaimRole.UNTIL, "на 25 ноября")
    ]


def test_a_bare_noun_is_no_claim(kz_lexicon: Lexicon) -> None:
    assert _read("Это был просто обыск.", kz_lexicon) == ()


def test_an_empty_text_has_no_claims(kz_lexicon: Lexicon) -> None:
    assert _read("  ", kz_lexicon) == ()


def _read(text: str, lexicon: Lexicon) -> tuple[Claim, ...]:
    return read_claims(text, "ru", lexicon, DAY)


def _line(claim: Claim) -> str:
    head = f"{claim.deed} {claim.polarity.value} {claim.mode.value}"
    return f"{head} | {_words(claim.agent)} | {_words(claim.patient)}".replace(
        "|  |", "| |"
    ).strip()


def _words(mention: Mention | None) -> str:
    return mention.words if mention is not None else ""


def test_a_sum_is_no_place(kz_lexicon: Lexicon) -> None:
    text = "Суд оштрафовал блогера Айгуль Сарсенову на 58 тысяч тенге."
    (claim,) = read_claims(text, "ru", kz_lexicon)
    assert claim.where is None
    assert [amount.words for amount in claim.amounts] == ["58 тысяч тенге"]
