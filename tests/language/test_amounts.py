"""Are amounts read with their unit, bound, noun and part in a change, in all three languages?"""

import pytest

from dalel.domain.claim import Amount, AmountBound
from dalel.domain.lexicon import Lexicon
from dalel.language.amounts import read_amounts


def written(amount: Amount) -> str:
    """An amount in short: each to about 8/12 count клиентов."""
    value = f"{amount.value:f}"
    value += "" if amount.upper is None else f"-{amount.upper:f}"
    value += "" if amount.share_of is None else f"/{amount.share_of:f}"
    plain = amount.bound in {AmountBound.EXACT, AmountBound.RANGE}
    parts = (
        "each" if amount.each else "", amount.change or "", "" if plain else amount.bound.value,
        value, amount.unit, amount.counted or "",
    )  # fmt: skip
    return " ".join(part for part in parts if part)


RUSSIAN = [
    # Numerals in every case, collectives, fractions.
    ("Журнал лишился доступа к четырёмстам страницам.", ["400 count страницам"]),
    ("Полиция беседовала с двумястами сорока тремя подписчиками.", ["243 count подписчиками"]),
    ("Двое операторов и трое водителей дали показания.",
     ["2 count операторов", "3 count водителей"]),
    ("Семерых блогеров вызвали в суд, четверых отпустили.",
     ["7 count блогеров", "4 count блогеров"]),
    ("Обе редакции пожаловались.", ["2 count редакции"]),
    ("Обоим отказали.", ["2 count Обоим"]),
    ("Оштрафованы на полтора миллиона тенге.", ["1500000 KZT"]),
    ("Утекло полсотни анкет.", ["50 count анкет"]),
    ("Два десятка каналов закрылись.", ["20 count каналов"]),
    ("Сайт лежал полгода.", ["0.5 year"]),
    ("Сервер не отвечал полтора часа.", ["1.5 hour"]),
    ("Десятки студентов и сотни подписчиков подписали обращение.",
     ["at_least 20 count студентов", "at_least 200 count подписчиков"]),
    ("Десятки тысяч анкет попали в сеть.", ["at_least 20000 count анкет"]),
    ("Дюжина экспертов подписала письмо.", ["12 count экспертов"]),
    ("Утекло 3,2млн записей.", ["3200000 count записей"]),
    # Bounds.
    ("Почти сорок чиновников получили доступ.", ["about 40 count чиновников"]),
    ("Не менее пяти ресурсов закрыты.", ["at_least 5 count ресурсов"]),
    ("Как минимум три редакции закрыты.", ["at_least 3 count редакции"]),
    ("Удалено свыше 12 тыс. ссылок.", ["over 12000 count ссылок"]),
    ("Удалено чуть более 12 тысяч ссылок.", ["over 12000 count ссылок"]),
    ("Менее чем за три часа удалили 40 роликов.", ["40 count роликов"]),
    ("Удалено не более 40 роликов.", ["up_to 40 count роликов"]),
    ("Прошло сто с лишним обысков.", ["over 100 count обысков"]),
    ("Сайт проверяли дней десять, пришло человек двадцать.",
     ["about 10 day", "about 20 count человек"]),
    ("Штраф составит от 20 до 50 МРП.", ["20-50 MRP"]),
    ("Грозит от двух до семи лет лишения свободы.", ["2-7 year"]),
    ("Суд идёт 5–7 дней.", ["5-7 day"]),
    ("Проверка займёт два-три месяца.", ["2-3 month"]),
    ("Грозит арест до 20 суток.", ["up_to 20 day"]),
    ("Около сотни обращений осталось без ответа.", ["about 100 count обращений"]),
    ("Жалобу подписали 50 и более человек.", ["at_least 50 count человек"]),
    ("Каналы с аудиторией от 5 тысяч подписчиков попадут в реестр.",
     ["at_least 5000 count подписчиков"]),
    # Changes.
    ("Доля запросов упала с 30 до 20 процентов.", ["from 30 percent", "to 20 percent"]),
    ("Суд снизил штраф с 800 тысяч до 300 тысяч тенге.", ["from 800000 KZT", "to 300000 KZT"]),
    ("Кассация сократила срок до двух лет.", ["to 2 year"]),
    ("Число атак выросло на 40%.", ["by 40 percent"]),
    ("Жалоб стало на 15 больше.", ["by 15 count"]),
    ("Запросов поступило на 12% меньше, чем в 2023 году.", ["by 12 percent"]),
    ("Объём атак вырос в 29,2 раза.", ["by 29.2 times"]),
    ("Число блокировок увеличилось вдвое.", ["by 2 times"]),
    ("Апелляция вдвое уменьшила штраф.", ["by 2 times"]),
    ("Тираж сократился на треть.", ["by 33.3 percent"]),
    ("Срок продлили на два месяца.", ["2 month"]),
    ("Министр трижды отказал, редакция пять раз писала.", ["3 occasion", "5 occasion"]),
    # Shares.
    ("Восемь из двенадцати фигурантов признали вину.", ["8/12 count фигурантов"]),
    ("Отказали девяти из десяти заявителей.", ["9/10 count заявителей"]),
    ("Один из трёх редакторов уволился.", ["1/3 count редакторов"]),
    ("Ни один из пяти роликов не удалён.", ["5 count роликов"]),
    ("Каждый третий журналист сталкивался с угрозами.", ["33.3 percent журналист"]),
    ("Более половины опрошенных боятся слежки.", ["over 50 percent опрошенных"]),
    ("Две трети заявок отклонены.", ["66.7 percent заявок"]),
    ("Четверть жалоб касалась спама.", ["25 percent жалоб"]),
    ("Из 80 заявок одобрили 30.", ["80 count заявок", "30/80 count заявок"]),
    ("Доля составила 7,5 процентных пункта.", ["7.5 percent"]),
    # Each.
    ("Троим блогерам назначили по 10 суток ареста.", ["3 count блогерам", "each 10 day"]),
    ("Каждый из них заплатил 50 тысяч тенге.", ["each 50000 KZT"]),
    ("Суд назначил каждому по три года.", ["each 3 year"]),
    ("Обвинение предъявлено по двум статьям.", ["2 count статьям"]),
    # Money and data.
    ("Взыскано $3,5 млн и 200 евро.", ["3500000 USD", "200 EUR"]),
    ("Ущерб оценили в 70 тысяч рублей.", ["70000 RUB"]),
    ("Похищено 2,5 ТБ писем, мощность атаки достигла 300 Гбит/с.", ["2.5 TB", "300 Gbps"]),
    ("Первому дали год, второй получил два с половиной года.", ["2.5 year"]),
    ("Лишён аккредитации на год.", ["1 year"]),
    ("Холдинг оштрафовали на 5 млн тенге, а партнёра — на 900 тысяч.",
     ["5000000 KZT", "900000 KZT"]),
    ("Дело на 15 томов передали 3 июня в суд № 2.", ["15 count томов"]),
    ("По статье 274 УК ему грозит 7 лет.", ["7 year"]),
    ("В 10:30 суд начал заседание.", []),
    ("Запретили двух, а ограничили пятерых иностранных корреспондентов.",
     ["2 count корреспондентов", "5 count корреспондентов"]),
    ("37-летнему редактору запретили выезд.", ["37 year"]),
    ("Его приговорили к 3 годам и 6 месяцам колонии.", ["3.5 year"]),
    ("Срок — год и четыре месяца условно.", ["16 month"]),
    ("Число жалоб выросло с 120 в 2023 году до 340 в 2024-м.",
     ["from 120 count жалоб", "to 340 count жалоб"]),
    ("Каждому из троих дали по 15 суток.", ["3 count троих", "each 15 day"]),
    ("Оба блогера получили по году ограничений.", ["2 count блогера", "each 1 year"]),
    ("Ему грозит до года лишения свободы.", ["up_to 1 year"]),
    ("Сайт не открывался почти сутки.", ["about 1 day"]),
    ("Потратили десятки миллионов долларов.", ["at_least 20000000 USD"]),
    ("Несколько сотен страниц удалили.", ["at_least 200 count страниц"]),
    ("Около восьми вечера сайт упал.", []),
    ("В докладе Freedom on the Net 2025 страна получила 37 баллов.", ["37 count баллов"]),
    ("Пострадали 26 и 31 пользователь.", ["26 count пользователь", "31 count пользователь"]),
    ("Скорость упала до 128 Кбит/с.", ["to 128 kbps"]),
    ("Подрядчик получил 90 млн тенге. Год назад было около 60 млн.",
     ["90000000 KZT", "about 60000000 KZT"]),
    # Parts with any numerator, abbreviations, decades, ordinals.
    ("Отклонены почти четыре пятых жалоб.", ["about 80 percent жалоб"]),
    ("Около половины шестого связь пропала.", []),
    ("Ущерб составил 16,4 млрд тг., вернули 5 тыс. тнг.", ["16400000000 KZT", "5000 KZT"]),
    ("Читали 5 тг-каналов.", ["5 count тг-каналов"]),
    ("Арест на 2 мес. и 3 нед.", ["2 month", "3 week"]),
    ("Так было два десятилетия.", ["20 year"]),
    ("Двухмиллионная аудитория ушла.", ["2000000 count"]),
    ("Двадцать пятый сайт закрыт для 8–10-х классов.", []),
    ("Следили за чатом «Шағым-24».", []),
    ("Задержали двух человек 26 и 31 года.", ["2 count человек", "26 year", "31 year"]),
]  # fmt: skip
KAZAKH = [
    ("Жүз жиырмаға жуық парақша жабылды.", ["about 120 count парақша"]),
    ("Үш жүз елу төрт хат келді.", ["354 count хат"]),
    ("Төртеуі ұсталды.", ["4 count Төртеуі"]),
    ("Бес блогер шақырылып, үшеуі келді.", ["5 count блогер", "3 count блогер"]),
    ("Екі жарым миллион теңге өндірілді.", ["2500000 KZT"]),
    ("Жарты жыл бойы сайт ашылмады.", ["0.5 year"]),
    ("Бір жарым жылға сотталды.", ["1.5 year"]),
    ("Ондаған мың жазба жоғалды.", ["at_least 20000 count жазба"]),
    ("Жүздеген оқырман шағымданды.", ["at_least 200 count оқырман"]),
    ("Отыздан астам сайт бұғатталды.", ["over 30 count сайт"]),
    ("50-ден астам арна тіркелді.", ["over 50 count арна"]),
    ("Қырыққа жетпейтін адам келді.", ["under 40 count адам"]),
    ("Кемінде алты қызметкер тексерілді.", ["at_least 6 count қызметкер"]),
    ("Жеті адамнан кем емес топ құрылды.", ["at_least 7 count адамнан"]),
    ("Шамамен елу бейнежазба өшірілді.", ["about 50 count бейнежазба"]),
    ("Елудей сайт бұғатталды.", ["about 50 count сайт"]),
    ("Жиырма шақты жігіт кірді.", ["about 20 count жігіт"]),
    ("500 АЕК-тен аспайтын айыппұл салынады.", ["up_to 500 MRP"]),
    ("Он бес тәулікке дейін қамалады.", ["up_to 15 day"]),
    ("Айыппұл 100 мың теңгеден асып кетті.", ["over 100000 KZT"]),
    ("Екіден бес жылға дейін бас бостандығынан айырылады.", ["2-5 year"]),
    ("Екі жылдан бес жылға дейін жаза көзделген.", ["2-5 year"]),
    ("Сот мерзімін бес жылдан үш жылға дейін қысқартты.", ["from 5 year", "to 3 year"]),
    ("Шағым саны 30-дан 20-ға азайды.", ["from 30 count Шағым", "to 20 count Шағым"]),
    ("Айыппұл 200 мың теңгеге дейін азайтылды.", ["to 200000 KZT"]),
    ("Шабуыл саны 40 пайызға өсті.", ["by 40 percent"]),
    ("Өтініш 12 пайызға аз түсті.", ["by 12 percent"]),
    ("Шабуыл үш есе көбейді.", ["by 3 times"]),
    ("Трафик 29,2 есе артты.", ["by 29.2 times"]),
    ("Қамау мерзімі екі айға ұзартылды.", ["2 month"]),
    ("Редакция бес рет хат жазды.", ["5 occasion"]),
    ("Сауалнамаға қатысқандардың үштен бірі қорқады.", ["33.3 percent қатысқандардың"]),
    ("Сайттардың жартысы ашылмайды.", ["50 percent Сайттардың"]),
    ("Әр үшінші журналист қорқыту көрген.", ["33.3 percent журналист"]),
    ("Бестен екісінен сәл көбі келіспеді.", ["over 40 percent"]),
    ("Он екі сотталушының сегізі ақталды.", ["12 count сотталушының", "8/12 count сотталушының"]),
    ("240 өтініштің 86-сы қанағаттандырылды.", ["240 count өтініштің", "86/240 count өтініштің"]),
    ("Әрқайсысына 50 мың теңге төленді.", ["each 50000 KZT"]),
    ("Жәбірленушілерге 70 мың теңгеден берілді.", ["each 70000 KZT"]),
    ("Екеуі үш тәуліктен қамалды.", ["2 count Екеуі", "each 3 day"]),
    ("Ол 3 млн теңгеден айырылды.", ["3000000 KZT"]),
    ("Екі-үш апта күтуге тура келді.", ["2-3 week"]),
    ("5–7 мың оқырман кетті.", ["5000-7000 count оқырман"]),
    ("2,5 ТБ хат ұрланды.", ["2.5 TB"]),
    ("Компанияға 4 млн теңге, серіктесіне 600 мың айыппұл салынды.",
     ["4000000 KZT", "600000 KZT"]),
    ("Төрт тілші мен екі оператор ұсталды.", ["4 count тілші", "2 count оператор"]),
    ("300 мыңнан астам пайдаланушының дерегі тарады.", ["over 300000 count пайдаланушының"]),
    ("Тұрғындардың 20 пайызы интернетсіз қалды.", ["20 percent Тұрғындардың"]),
    ("Бес шақырылғанның біреуі ғана келді.", ["5 count шақырылғанның", "1/5 count шақырылғанның"]),
    ("274-бап бойынша жеті жылға дейін қамалуы мүмкін.", ["up_to 7 year"]),
    ("Мыңға тарта қолтаңба жиналды.", ["about 1000 count қолтаңба"]),
    ("Бір жылға бас бостандығынан айырылды.", ["1 year"]),
    ("200 мен 300 АЕК аралығында айыппұл салынады.", ["200-300 MRP"]),
    ("Оған бір жыл алты айға шектеу қойылды.", ["1.5 year"]),
    ("Мерзім бір жылдан алты айға дейін қысқарды.", ["from 1 year", "to 6 month"]),
    ("Шағым саны 2023 жылғы 120-дан 2024 жылы 340-қа өсті.",
     ["from 120 count Шағым", "to 340 count Шағым"]),
    ("Бесеудің екеуі босатылды.", ["5 count Бесеудің", "2/5 count екеуі"]),
    ("Екі тілшіге бес-бес тәулік берілді.", ["2 count тілшіге", "each 5 day"]),
    ("Жүздеген мың теңге жоғалды.", ["at_least 200000 KZT"]),
    ("Бірнеше жүз парақша өшірілді.", ["at_least 200 count парақша"]),
    ("Шығын 49 миллион теңгеден асады.", ["over 49000000 KZT"]),
    ("40 өтініш берушінің 12-сі жауап алды.",
     ["40 count өтініш берушінің", "12/40 count берушінің"]),
    ("Ол үш жылға шартты түрде сотталды.", ["3 year"]),
    ("Таңғы сағат 9 шамасында байланыс қосылды.", []),
    ("Адамдардың үштен біріне жуығы иә деді.", ["about 33.3 percent Адамдардың"]),
    # Parts, dozens, ordinals, quarters of a year.
    ("Шағымдар үштен біріне жуық өсті.", ["by about 33.3 percent"]),
    ("Жаңалық оннан бірден аспайды.", ["up_to 10 percent"]),
    ("Екі дюжина телефон алынды.", ["24 count телефон"]),
    ("Бес мыңыншы ресурс жабылды.", []),
    ("Жиырма бесінші сайт жабылды.", []),
    ("Компания тоқсан сайын есеп береді.", []),
    ("Кәсіпкерлер 12,8 млн, азаматтар 20 млн теңге жоғалтты.", ["12800000 KZT", "20000000 KZT"]),
    ("Бұл 2024 жылғыдан 34 пайызға көп.", ["by 34 percent"]),
]  # fmt: skip
ENGLISH = [
    ("Nearly forty officials had access.", ["about 40 count officials"]),
    ("At least five outlets were closed.", ["at_least 5 count outlets"]),
    ("Fewer than thirty complaints came in.", ["under 30 count complaints"]),
    ("Just over 12,000 links were removed.", ["over 12000 count links"]),
    ("No more than three reporters may attend.", ["up_to 3 count reporters"]),
    ("The law sets two to seven years in prison.", ["2-7 year"]),
    ("He faces from two to seven years.", ["2-7 year"]),
    ("Fines range between 20 and 50 MRP.", ["20-50 MRP"]),
    ("The court cut the term from five years to three.", ["from 5 year", "to 3 year"]),
    ("The fine was reduced to 200,000 tenge.", ["to 200000 KZT"]),
    ("Attacks rose by 40%.", ["by 40 percent"]),
    ("Complaints fell 12 percent.", ["by 12 percent"]),
    ("Attacks grew threefold.", ["by 3 times"]),
    ("The number of blocked sites doubled.", ["by 2 times"]),
    ("They received twice as many requests.", ["2 times"]),
    ("The editor was questioned twice and warned three times.", ["2 occasion", "3 occasion"]),
    ("Dozens of bloggers signed.", ["at_least 20 count bloggers"]),
    ("Half a dozen accounts vanished.", ["6 count accounts"]),
    ("Half of the respondents fear surveillance.", ["50 percent the respondents"]),
    ("Two thirds of applications failed.", ["66.7 percent applications"]),
    ("One in four reporters was threatened.", ["1/4 count reporters"]),
    ("Nine out of ten requests were refused.", ["9/10 count requests"]),
    ("Every third reporter was threatened.", ["33.3 percent reporter"]),
    ("The three men were given ten days each.", ["3 count men", "each 10 day"]),
    ("A 10-year sentence was upheld.", ["10 year"]),
    ("Hackers stole 2.5 TB and demanded $3.2bn.", ["2.5 TB", "3200000000 USD"]),
    ("Both editors resigned.", ["2 count editors"]),
    ("Two hundred and six users complained.", ["206 count users"]),
    ("He was jailed for a year.", ["1 year"]),
    ("Some 1.5 million records leaked.", ["about 1500000 count records"]),
    ("Fifty or so people came.", ["about 50 count people"]),
    ("Up to 100 users a day complain.", ["up_to 100 count users"]),
    ("The site was down for half an hour.", ["0.5 hour"]),
    ("He was sentenced to three years and six months.", ["3.5 year"]),
    ("The outage lasted more than a day and a half.", ["over 1.5 day"]),
    ("Each of the three got 15 days.", ["3 count", "each 15 day"]),
    ("Fines of $5,000 to $10,000 are planned.", ["5000-10000 USD"]),
    ("He faces up to a year in prison.", ["up_to 1 year"]),
    ("Several hundred pages vanished.", ["at_least 200 count pages"]),
    ("The number of complaints rose from 120 in 2023 to 340 in 2024.",
     ["from 120 count complaints", "to 340 count complaints"]),
    # Parts, codes of money, rates of data, paragraphs.
    ("Seven-tenths of users left.", ["70 percent users"]),
    ("They paid KZT 5 million.", ["5000000 KZT"]),
    ("The attack peaked at 18 Gbit/s.", ["18 Gbps"]),
    ("Under Article 147(5) they paid 300,000 tenge.", ["300000 KZT"]),
    ("It lasted two decades.", ["20 year"]),
]  # fmt: skip
CASES = [
    (language, text, wanted)
    for language, table in (("ru", RUSSIAN), ("kk", KAZAKH), ("en", ENGLISH))
    for text, wanted in table
]


@pytest.mark.parametrize(("language", "text", "wanted"), CASES)
def test_amounts_are_read(language: str, text: str, wanted: list[str], kz_lexicon: Lexicon) -> None:
    assert [written(amount) for amount in read_amounts(text, language, kz_lexicon)] == wanted


@pytest.mark.parametrize(("language", "text"), [("ru", " "), ("fr", "Cinq ans."), ("ky", "5 жыл")])
def test_a_text_that_is_not_read_has_no_amounts(
    language: str, text: str, kz_lexicon: Lexicon
) -> None:
    assert read_amounts(text, language, kz_lexicon) == ()


def test_the_words_of_an_amount_are_numeral_bound_and_unit(kz_lexicon: Lexicon) -> None:
    (amount,) = read_amounts("Взыскали более 3,2 млн тенге.", "ru", kz_lexicon)
    assert amount.words == "более 3,2 млн тенге"
    assert (amount.span.start, amount.span.end) == (9, 28)


def test_addresses_and_provisions_hold_no_amounts(kz_lexicon: Lexicon) -> None:
    text = "Пост на t.me/kanal24 удалили по статье 456-2 КоАП."
    assert read_amounts(text, "ru", kz_lexicon) == ()


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("ru", "Собрано > 300 подписей.", "over 300 count подписей"),
        ("ru", "Поступило ≥ 5000 жалоб.", "at_least 5000 count жалоб"),
        ("ru", "Пострадали ≈ 70 клиентов.", "about 70 count клиентов"),
        ("kk", "Тізімде 100+ сайт бар.", "at_least 100 count сайт"),
        ("en", "The list has ~40 sites.", "about 40 count sites"),
    ],
)
def test_a_sign_tells_a_bound(language: str, text: str, wanted: str, kz_lexicon: Lexicon) -> None:
    assert [written(amount) for amount in read_amounts(text, language, kz_lexicon)] == [wanted]
