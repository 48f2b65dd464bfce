"""Sentences in which a private number or address stands: kind, frame and value."""

import random

from steps.check.invented_numbers import bin_, disguised, iban, iin, luhn, parted


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
            f"Абай көшесі, {house}-үй, {flat}-пәтер",
            f"Сарыарқа даңғылы {house} үй {flat} пәтер",
            f"Самал шағын ауданы, {house}-үй, {flat}-пәтер",
            f"Жамбыл көшесі {house}/1-үй, {flat}-пәтер",
        ],
        "ru": [
            f"ул. Абая, д. {house}, кв. {flat}",
            f"проспект Сарыарка, дом {house}, квартира {flat}",
            f"мкр. Самал-2, д. {house}, кв. {flat}",
            f"улице Жамбыла, дом {house}А, кв. {flat}",
        ],
    }
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
    _planted_iin,
    _planted_iin,
    _planted_bin,
    _planted_document,
    _planted_phone,
    _planted_phone,
    _planted_mail,
    _planted_card,
    _planted_iban,
    _planted_home,
    _planted_home,
    _planted_plate,
]
