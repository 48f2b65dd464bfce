"""Sentences in which something stands that only looks like a private number."""

import random


def _alike_date(chance: random.Random, language: str) -> tuple[str, str, str]:
    day, month, year = chance.randint(1, 28), chance.randint(1, 12), chance.randint(1991, 2026)
    months = {"kk": "қаңтар", "ru": "января"}
    value = chance.choice(
        [
            f"{day:02d}.{month:02d}.{year}",
            f"{year}-{month:02d}-{day:02d}",
            f"{year} жылғы {day} {months['kk']}"
            if language == "kk"
            else f"{day} {months['ru']} {year} года",
            f"{day:02d}.{month:02d}.{year} {day:02d}:{month:02d}:{chance.randint(0, 59):02d}",
            f"{year}{month:02d}{day:02d}",
        ]
    )
    return (
        "",
        {"kk": "Құжат {} күні шықты.", "ru": "Документ датирован {} и подписан."}[language],
        value,
    )


def _alike_sum(chance: random.Random, language: str) -> tuple[str, str, str]:
    amount = chance.choice([chance.randrange(10**6, 10**8), chance.randrange(10**9, 10**12)])
    grouped = f"{amount:,}".replace(",", chance.choice([" ", "\u00a0", "."]))
    return (
        "",
        {"kk": "Бюджеттен {} бөлінді.", "ru": "Из бюджета выделили {} на год."}[language],
        f"{grouped} {'теңге' if language == 'kk' else 'тенге'}",
    )


def _alike_count(chance: random.Random, language: str) -> tuple[str, str, str]:
    value = f"{chance.randrange(10**5, 10**11):,}".replace(",", " ")
    return (
        "",
        {"kk": "Барлығы {} шабуыл тіркелген.", "ru": "Всего отмечено {} атак за период."}[language],
        value,
    )


def _alike_address(chance: random.Random, language: str) -> tuple[str, str, str]:
    value = chance.choice(
        [
            f"https://habar.test/news/{chance.randrange(10**5, 10**8)}-jana-zan.html",
            f"https://t.me/habar_arna/{chance.randrange(10**5)}",
            f"https://sot.test/case?id={chance.randrange(10**10, 10**11)}",
            f"www.baspa.test/2025/11/{chance.randint(10, 28)}/{chance.randrange(10**6)}",
        ]
    )
    return "", {"kk": "Толығырақ: {} сайтында.", "ru": "Подробнее: {} в статье."}[language], value


def _alike_statute(chance: random.Random, language: str) -> tuple[str, str, str]:
    article, part = chance.randint(100, 700), chance.randint(1, 5)
    values = {
        "kk": [
            f"ӘҚБтК-нің {article}-2-бабының {part}-бөлігі",
            f"ҚК-нің {article}-бабы",
            f"№ {chance.randrange(100, 999)}-VIII заңы",
        ],
        "ru": [
            f"ч. {part} ст. {article}-2 КоАП",
            f"статье {article} УК",
            f"Закон № {chance.randrange(100, 999)}-VIII",
        ],
    }
    return (
        "",
        {"kk": "Іс {} бойынша қаралды.", "ru": "Дело рассмотрено по {} в суде."}[language],
        chance.choice(values[language]),
    )


def _alike_number(chance: random.Random, language: str) -> tuple[str, str, str]:
    value = chance.choice(
        [
            f"KZ-{chance.randint(2024, 2027)}-{chance.randrange(9999):04d}",
            f"№ {chance.randrange(10**10, 10**11)}",
            f"7594-{chance.randint(20, 26)}-00-3/{chance.randrange(10**4)}",
            f"K{chance.randrange(10**9, 2 * 10**9)}",
            ".".join(str(chance.randint(1, 254)) for _ in range(4)),
            f"{chance.randrange(10**7)} рет",
        ]
    )
    return (
        "",
        {"kk": "Жазба {} деп белгіленген.", "ru": "Запись отмечена как {} в реестре."}[language],
        value,
    )


def _alike_hotline(chance: random.Random, language: str) -> tuple[str, str, str]:
    number = f"8 (7172) {chance.randint(70, 79)}-{chance.randint(10, 99)}-{chance.randint(10, 99)}"
    values = {
        "kk": [
            f"жедел желісі {number}",
            f"баспасөз қызметі: {number}",
            "8 800 080 7777",
            "тегін нөмір 1414",
        ],
        "ru": [
            f"горячая линия {number}",
            f"пресс-служба: {number}",
            "8 800 080 7777",
            "короткий номер 1414",
        ],
    }
    return (
        "",
        {"kk": "Сұрақ бойынша {} бар.", "ru": "По вопросам есть {} для всех."}[language],
        chance.choice(values[language]),
    )


def _alike_office(chance: random.Random, language: str) -> tuple[str, str, str]:
    house = chance.randint(1, 90)
    values = {
        "kk": [
            f"Министрлік ғимараты Мәңгілік Ел даңғылы, {house}-үй",
            f"{house} үй мен {house * 3} пәтер",
            "Абай көшесінде 3 адам",
        ],
        "ru": [
            f"Здание суда: проспект Мангилик Ел, дом {house}",
            f"{house} домов и {house * 3} квартир",
            "улице Абая 3 человека",
        ],
    }
    return (
        "",
        {"kk": "Акция кезінде {} аталды.", "ru": "В сообщении {} названы среди прочего."}[language],
        chance.choice(values[language]),
    )


def _alike_mail(chance: random.Random, language: str) -> tuple[str, str, str]:
    value = chance.choice(
        ["info@meken.test", "press@habar.test", "@habar_arna", "redaktor@baspa.test"]
    )
    return (
        "",
        {"kk": "Жауапты {} арқылы алуға болады.", "ru": "Ответ можно получить через {} в будни."}[
            language
        ],
        value,
    )


def _alike_money(chance: random.Random, language: str) -> tuple[str, str, str]:
    currency = chance.choice(["USD", "EUR", "KZT", "RUB"])
    value = f"{chance.randint(100, 999)} {currency} {chance.randint(10, 20)}"
    return (
        "",
        {"kk": "Баға {} деп көрсетілген.", "ru": "В прайсе стоит {} как цена."}[language],
        value,
    )


ALIKE = [
    _alike_date,
    _alike_date,
    _alike_sum,
    _alike_sum,
    _alike_count,
    _alike_address,
    _alike_address,
    _alike_statute,
    _alike_number,
    _alike_number,
    _alike_hotline,
    _alike_office,
    _alike_mail,
    _alike_money,
]
