"""Texts with planted private numbers and with look-alikes, made anew from a seed.

Nothing here is copied from the rules: numbers get their check digits by arithmetic of their own.
"""

import random
from dataclasses import dataclass

INVISIBLE = "\u200b\u200c\u2060\ufeff\u00ad"
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
TWINS = {"0": "ОO", "1": "Іl", "3": "З"}


@dataclass(frozen=True)
class Text:
    """A text, its language, and the planted stretches with their kinds."""

    language: str
    text: str
    planted: tuple[tuple[int, int, str], ...]


def exam(count: int, seed: int) -> list[Text]:
    """So many texts, half of them Kazakh; the same seed gives the same texts."""
    chance = random.Random(seed)
    return [_text(chance, ("kk", "ru")[number % 2]) for number in range(count)]


def _text(chance: random.Random, language: str) -> Text:
    text, planted = "", []
    for _ in range(chance.randint(2, 5)):
        is_planted = chance.random() < 0.5
        maker = chance.choice(PLANTED if is_planted else ALIKE)
        kind, frame, value = maker(chance, language)
        before, after = frame.split("{}")
        if is_planted:
            start = len(text) + len(before)
            planted.append((start, start + len(value), kind))
        text += before + value + after + " "
    return Text(language, text, tuple(planted))


def disguised(chance: random.Random, number: str, *, letters: bool = True) -> str:
    """The number as people hide or part it."""
    way = chance.randrange(8)
    if way == 0:
        return number.translate(ARABIC)
    if way == 1:
        return number.translate(FULL_WIDTH)
    if way == 2:
        place = chance.randrange(1, len(number))
        return number[:place] + chance.choice(INVISIBLE) + number[place:]
    if way == 3 and letters:
        places = [i for i, c in enumerate(number) if c in TWINS][:2]
        return "".join(chance.choice(TWINS[c]) if i in places else c for i, c in enumerate(number))
    return number


def parted(chance: random.Random, number: str, groups: tuple[int, ...]) -> str:
    """The number in groups, with one kind of sign between them."""
    sign = chance.choice([" ", "-", "\u00a0", "–", ".", ""])
    parts, start = [], 0
    for size in groups:
        parts.append(number[start : start + size])
        start += size
    return sign.join(parts)


def iin(chance: random.Random) -> str:
    while True:
        year, month, day = chance.randint(1950, 2012), chance.randint(1, 12), chance.randint(1, 28)
        century = {19: (3, 4), 20: (5, 6)}[year // 100]
        body = f"{year % 100:02d}{month:02d}{day:02d}{chance.choice(century)}{chance.randrange(10**4):04d}"
        check = sum((i + 1) * int(c) for i, c in enumerate(body)) % 11
        if check == 10:
            check = (
                sum((i + 2) % 11 + 1 and ((i + 2) % 11 + 1) * int(c) for i, c in enumerate(body))
                % 11
            )
        if check < 10:
            return body + str(check)


def bin_(chance: random.Random) -> str:
    while True:
        body = f"{chance.randint(0, 24):02d}{chance.randint(1, 12):02d}{chance.randint(4, 6)}{chance.randint(0, 3)}{chance.randrange(10**5):05d}"
        check = sum((i + 1) * int(c) for i, c in enumerate(body)) % 11
        if check < 10:
            return body + str(check)


def luhn(chance: random.Random, first: str, length: int) -> str:
    body = first + "".join(str(chance.randrange(10)) for _ in range(length - len(first) - 1))
    total = 0
    for place, digit in enumerate(reversed(body)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return body + str(-total % 10)


def iban(chance: random.Random) -> str:
    signs = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"
    bank = f"{chance.randrange(1000):03d}"
    account = bank + "".join(chance.choice(signs) for _ in range(13))
    number = "".join(str(int(c, 36)) for c in account + "KZ00")
    return f"KZ{98 - int(number) % 97:02d}{account}"


def _planted_iin(chance: random.Random, language: str) -> tuple[str, str, str]:
    frames = {
        "kk": [
            "Оның ЖСН-і {} екені жазылған.",
            "Базада {} деген жол бар.",
            "Азаматтың ЖСН: {}, туған жері көрсетілмеген.",
        ],
        "ru": [
            "Его ИИН — {}, сообщил автор.",
            "В таблице строка {} указана первой.",
            "Гражданин с ИИН {} обратился в суд.",
        ],
    }
    number = iin(chance)
    value = parted(chance, number, chance.choice([(12,), (6, 6), (6, 3, 3), (3, 3, 3, 3)]))
    return "identity", chance.choice(frames[language]), disguised(chance, value)


def _planted_bin(chance: random.Random, language: str) -> tuple[str, str, str]:
    frames = {
        "kk": ["Компанияның БСН {} болып тіркелген."],
        "ru": ["У фирмы БИН {}, директор один."],
    }
    return "identity", chance.choice(frames[language]), disguised(chance, bin_(chance))


def _planted_document(chance: random.Random, language: str) -> tuple[str, str, str]:
    frames = {
        "kk": ["Жеке куәлігі № {} жоғалған."],
        "ru": ["Предъявил удостоверение личности № {} и ушёл."],
    }
    return "identity", chance.choice(frames[language]), f"0{chance.randint(10_000_000, 59_999_999)}"


def _planted_phone(chance: random.Random, language: str) -> tuple[str, str, str]:
    frames = {
        "kk": [
            "Журналистің нөмірі {} деп таратылды.",
            "Оған {} арқылы қоңырау шалған.",
            "Тел.: {} (жеке).",
        ],
        "ru": [
            "Её номер {} разослали в чаты.",
            "Звонили с {} несколько раз.",
            "Тел. {} принадлежит автору.",
        ],
    }
    code = chance.choice(["701", "702", "705", "707", "747", "771", "775", "777", "778"])
    number = code + f"{chance.randrange(10**7):07d}"
    shapes = [
        lambda: "+7 " + parted(chance, number, (3, 3, 2, 2)),
        lambda: f"8 ({number[:3]}) {number[3:6]}-{number[6:8]}-{number[8:]}",
        lambda: "8" + number,
        lambda: f"+7-{number[:3]}-{number[3:6]}-{number[6:]}",
        lambda: "8 " + parted(chance, number, (3, 3, 2, 2)),
        lambda: "+7" + number,
    ]
    value = chance.choice(shapes)()
    return "phone", chance.choice(frames[language]), disguised(chance, value, letters=False)


def _planted_mail(chance: random.Random, language: str) -> tuple[str, str, str]:
    frames = {"kk": ["Хат {} мекенжайынан келді."], "ru": ["Письмо пришло с {} вечером."]}
    name = chance.choice(["a.serikbai", "daria_k", "n-omarov77", "saule.t+work"])
    at = chance.choice(["@", "@", " (at) ", "[собака]"])
    return (
        "email",
        chance.choice(frames[language]),
        f"{name}{at}{chance.choice(['pochta', 'hat'])}.test",
    )


def _planted_card(chance: random.Random, language: str) -> tuple[str, str, str]:
    frames = {
        "kk": ["Ақша {} картасына түскен.", "Скриншотта {} көрінеді."],
        "ru": ["Деньги пришли на {} в тот же день.", "На снимке видно {} целиком."],
    }
    number = luhn(chance, chance.choice(["4400", "5169", "4003", "2202", "5355"]), 16)
    return (
        "card",
        chance.choice(frames[language]),
        disguised(chance, parted(chance, number, chance.choice([(4, 4, 4, 4), (16,)]))),
    )


def _planted_iban(chance: random.Random, language: str) -> tuple[str, str, str]:
    frames = {"kk": ["Шот нөмірі {} болған."], "ru": ["Счёт {} открыт на его имя."]}
    value = parted(chance, iban(chance), chance.choice([(20,), (4, 4, 4, 4, 4)]))
    return "account", chance.choice(frames[language]), value.replace(".", " ").replace("–", "-")


def _planted_home(chance: random.Random, language: str) -> tuple[str, str, str]:
    house, flat = chance.randint(1, 180), chance.randint(1, 220)
    values = {
        "kk": [
            f"Абай көшесі, {house}-үй, {flat}-пәтер", f"Сарыарқа даңғылы {house} үй {flat} пәтер",
            f"Самал шағын ауданы, {house}-үй, {flat}-пәтер", f"Жамбыл көшесі {house}/1-үй, {flat}-пәтер",
        ],
        "ru": [
            f"ул. Абая, д. {house}, кв. {flat}", f"проспект Сарыарка, дом {house}, квартира {flat}",
            f"мкр. Самал-2, д. {house}, кв. {flat}", f"улице Жамбыла, дом {house}А, кв. {flat}",
        ],
    }  # fmt: skip
    frames = {
        "kk": ["Белсенді {} мекенжайында тұрады.", "Тінту {} ішінде өтті."],
        "ru": ["Активист живёт по адресу {} с семьёй.", "Обыск прошёл на {} ночью."],
    }
    return "address", chance.choice(frames[language]), chance.choice(values[language])


def _planted_plate(chance: random.Random, language: str) -> tuple[str, str, str]:
    frames = {
        "kk": ["Мемлекеттік нөмірі {} көлік күтіп тұрған."],
        "ru": ["За ней ехала машина {} весь день."],
    }
    letters = "".join(chance.choice("ABEKMHOPCTX") for _ in range(3))
    sign = chance.choice(["", " "])
    return (
        "plate",
        chance.choice(frames[language]),
        f"{chance.randint(1, 999):03d}{sign}{letters}{sign}{chance.randint(1, 20):02d}",
    )


PLANTED = [
    _planted_iin, _planted_iin, _planted_bin, _planted_document, _planted_phone, _planted_phone, _planted_mail,
    _planted_card, _planted_iban, _planted_home, _planted_home, _planted_plate,
]  # fmt: skip


def _alike_date(chance: random.Random, language: str) -> tuple[str, str, str]:
    day, month, year = chance.randint(1, 28), chance.randint(1, 12), chance.randint(1991, 2026)
    months = {"kk": "қаңтар", "ru": "января"}
    value = chance.choice([
        f"{day:02d}.{month:02d}.{year}", f"{year}-{month:02d}-{day:02d}",
        f"{year} жылғы {day} {months['kk']}" if language == "kk" else f"{day} {months['ru']} {year} года",
        f"{day:02d}.{month:02d}.{year} {chance.randint(0, 23):02d}:{chance.randint(0, 59):02d}:{chance.randint(0, 59):02d}",
        f"{year}{month:02d}{day:02d}",
    ])  # fmt: skip
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
    value = chance.choice([
        f"https://habar.test/news/{chance.randrange(10**5, 10**8)}-jana-zan.html", f"https://t.me/habar_arna/{chance.randrange(10**5)}",
        f"https://sot.test/case?id={chance.randrange(10**10, 10**11)}", f"www.baspa.test/2025/11/{chance.randint(10, 28)}/{chance.randrange(10**6)}",
    ])  # fmt: skip
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
    value = chance.choice([
        f"KZ-{chance.randint(2024, 2027)}-{chance.randrange(9999):04d}", f"№ {chance.randrange(10**10, 10**11)}",
        f"7594-{chance.randint(20, 26)}-00-3/{chance.randrange(10**4)}", f"K{chance.randrange(10**9, 2 * 10**9)}",
        f"{chance.randint(1, 254)}.{chance.randint(1, 254)}.{chance.randint(1, 254)}.{chance.randint(1, 254)}", f"{chance.randrange(10**7)} рет",
    ])  # fmt: skip
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
    value = f"{chance.randint(100, 999)} {chance.choice(['USD', 'EUR', 'KZT', 'RUB'])} {chance.randint(10, 20)}"
    return (
        "",
        {"kk": "Баға {} деп көрсетілген.", "ru": "В прайсе стоит {} как цена."}[language],
        value,
    )


ALIKE = [
    _alike_date, _alike_date, _alike_sum, _alike_sum, _alike_count, _alike_address, _alike_address, _alike_statute,
    _alike_number, _alike_number, _alike_hotline, _alike_office, _alike_mail, _alike_money,
]  # fmt: skip
