"""Reprints as outlets make them, and texts of one mould that are none; all seeded."""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from dalel.domain.article import Article

_LEADS = {
    "ru": (
        "Об этом передает {outlet}. ",
        "{city}. {day}. {outlet} – ",
        "Как сообщает {outlet} со ссылкой на пресс-службу, ",
        "Корреспондент {outlet} передает: ",
    ),
    "kk": (
        "Бұл туралы {outlet} хабарлайды. ",
        "{city}. {day}. {outlet} – ",
        "{outlet} тілшісінің хабарлауынша, ",
        "Деп хабарлайды {outlet}. ",
    ),
    "en": ("{outlet} reports. ", "{city}, {day}, {outlet}. "),
}
_TAILS = {
    "ru": (
        "Читайте нас в Telegram и подписывайтесь на канал {outlet}.",
        "Фото из открытых источников. Использование материалов {outlet} разрешено со ссылкой.",
        "Нашли ошибку? Выделите ее и нажмите Ctrl и Enter.",
    ),
    "kk": (
        "Бізді Telegram-нан оқыңыз, {outlet} арнасына жазылыңыз.",
        "Сурет ашық дереккөзден алынды. {outlet} материалын сілтеме арқылы пайдалануға болады.",
        "Қате таптыңыз ба? Белгілеп, Ctrl мен Enter басыңыз.",
    ),
    "en": ("Follow {outlet} on Telegram.", "Photo: open sources."),
}
_OUTLETS = ("Orda-Nova.test", "Қала үні", "Степной вестник", "Zhol.test", "Ақ жайлау")
_CITIES = ("Астана", "Алматы", "Қостанай", "Тараз")
_DAYS = {"ru": "{} марта", "kk": "{} наурыз", "en": "March {}"}
#: Words that editors change for one another.
_SYNONYMS = {
    "ru": {
        "сообщил": "рассказал", "сообщила": "рассказала", "заявил": "отметил",
        "заявила": "отметила", "сообщили": "рассказали", "заявили": "подчеркнули",
        "рассказал": "сообщил", "рассказала": "сообщила", "житель": "гражданин",
        "жители": "граждане", "граждан": "жителей", "ведомство": "министерство",
        "ведомстве": "министерстве", "издание": "портал", "сайт": "портал", "сайта": "портала",
        "закон": "документ", "закона": "документа", "суд": "инстанция", "также": "кроме того",
        "однако": "но", "но": "однако", "поэтому": "вот почему", "сейчас": "в настоящее время",
        "был": "оказался", "была": "оказалась", "были": "оказались", "после": "вслед за",
        "около": "примерно", "более": "свыше", "из-за": "вследствие", "может": "способен",
        "могут": "способны", "должны": "обязаны", "получил": "обрел", "получили": "обрели",
        "начал": "стал", "начали": "стали", "решил": "постановил", "решили": "постановили",
        "журналист": "репортер", "журналиста": "репортера", "журналистов": "репортеров",
        "данные": "сведения", "данных": "сведений", "требует": "настаивает на",
        "причина": "повод", "напомним": "ранее", "считает": "полагает", "считают": "полагают",
        "сотрудники": "работники", "проверка": "расследование", "страны": "государства",
        "стране": "государстве", "компания": "фирма", "компании": "фирмы", "люди": "граждане",
    },
    "kk": {
        "хабарлады": "мәлімдеді", "мәлімдеді": "айтты", "айтты": "жеткізді",
        "хабарлайды": "жазады", "деді": "деп айтты", "тұрғын": "азамат", "тұрғындар": "азаматтар",
        "азамат": "тұрғын", "азаматтар": "тұрғындар", "ведомство": "министрлік",
        "сайт": "портал", "сайты": "порталы", "заң": "құжат", "сондай-ақ": "оған қоса",
        "бірақ": "алайда", "алайда": "дегенмен", "сондықтан": "осыған байланысты",
        "қазір": "бүгінде", "кейін": "соң", "соң": "кейін", "шамамен": "жуық шамада",
        "көп": "мол", "үшін": "мақсатында", "мүмкін": "ықтимал", "керек": "қажет",
        "қажет": "керек", "тиіс": "міндетті", "алды": "иеленді", "бастады": "кірісті",
        "журналист": "тілші", "журналистің": "тілшінің", "дерек": "мәлімет",
        "деректер": "мәліметтер", "талап": "сұрау", "себебі": "өйткені", "өйткені": "себебі",
        "компания": "фирма", "елде": "мемлекетте", "адам": "кісі", "адамдар": "кісілер",
        "бойынша": "сәйкес", "туралы": "жөнінде", "жөнінде": "туралы", "болды": "орын алды",
        "екенін": "болғанын", "қызметкерлері": "жұмыскерлері", "тексеру": "тергеу",
    },
}  # fmt: skip
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")

Change = Callable[[str, str, random.Random], str]


def cut(text: str, language: str, dice: random.Random) -> str:
    """The beginning, half of the sentences or more."""
    told = _SENTENCE.split(text)
    return " ".join(told[: max(1, round(len(told) * dice.uniform(0.5, 0.8)))])


def reorder(text: str, language: str, dice: random.Random) -> str:
    """The same sentences in another order."""
    told = _SENTENCE.split(text)
    dice.shuffle(told)
    return " ".join(told)


def frame(text: str, language: str, dice: random.Random) -> str:
    """A lead that names the outlet before, its usual lines after."""
    values = {
        "outlet": dice.choice(_OUTLETS),
        "city": dice.choice(_CITIES),
        "day": _DAYS[language].format(dice.randint(1, 28)),
    }
    lead, tail = dice.choice(_LEADS[language]), dice.choice(_TAILS[language])
    return f"{lead.format(**values)}{text}\n\n{tail.format(**values)}"


def edit(text: str, language: str, dice: random.Random) -> str:
    """Small slips and other marks: a letter twice, a comma less, straight quotation marks."""
    words = text.split(" ")
    for at in dice.sample(range(len(words)), k=max(1, len(words) // 25)):
        word = words[at]
        if len(word) > 4 and word.isalpha():
            place = dice.randrange(1, len(word))
            words[at] = word[:place] + word[place - 1 :]
    return " ".join(words).replace("«", '"').replace("»", '"').replace(", что", " что")


def reword(text: str, language: str, dice: random.Random) -> str:
    """Every fifth word another one, or in another place.

    A word of the list becomes its synonym. Of the others one half changes place with the next
    word; the other half becomes a word that the text does not have, as an unknown synonym would.
    """
    known = _SYNONYMS.get(language, {})
    words = text.split(" ")
    plain = [at for at, word in enumerate(words) if word.isalpha() and word.islower()]
    due = round(len(words) * 0.2)
    listed = [at for at in plain if words[at] in known]
    dice.shuffle(listed)
    others = [at for at in plain if at not in listed]
    dice.shuffle(others)
    for at in (listed + others)[:due]:
        if words[at] in known:
            words[at] = known[words[at]]
        elif dice.random() < 0.5 and at + 1 < len(words) and words[at + 1].isalpha():
            words[at], words[at + 1] = words[at + 1], words[at]
        else:
            words[at] = "".join(reversed(words[at]))
    return " ".join(words)


#: Every reprint is made by one of these runs of changes.
WAYS: dict[str, tuple[Change, ...]] = {
    "copied": (),
    "framed": (frame,),
    "cut": (cut,),
    "cut and framed": (cut, frame),
    "reordered": (reorder,),
    "edited": (edit, frame),
    "reworded": (reword,),
    "reworded and framed": (reword, frame),
    "reworded, reordered": (reword, reorder),
    "cut and reworded": (cut, reword),
}


def reprints(articles: Sequence[Article], seed: int) -> list[tuple[Article, Article, str]]:
    """A reprint of each article in each way: original, reprint, way."""
    dice = random.Random(seed)
    made = []
    for article in articles:
        for way, changes in WAYS.items():
            text = article.text
            for change in changes:
                text = change(text, article.language, dice)
            sentences = _SENTENCE.split(article.text)
            title = article.title if dice.random() < 0.6 else sentences[0].rstrip(".")[:90]
            day = article.day and article.day + timedelta(days=dice.randint(0, 5))
            copy = replace(article, id=f"{article.id} {way}", title=title, text=text, day=day)
            made.append((article, copy, way))
    return made


_MOULDS = {
    "ru": (
        (
            "Погода в городе {city} на {day} марта",
            "По данным синоптиков, в городе {city} {day} марта ожидается переменная облачность, "
            "без осадков. Ветер юго-западный, {a} метров в секунду. Температура воздуха ночью "
            "{b}, днем {c} градусов тепла. Водителей просят соблюдать осторожность на дорогах.",
        ),
        (
            "Курс валют на {day} марта",
            "Национальный банк установил официальные курсы валют на {day} марта. Доллар США "
            "стоит {a} тенге, евро торгуется по {b} тенге, российский рубль по {c} тенге. "
            "По сравнению со вчерашним днем изменения незначительны, отметили аналитики.",
        ),
        (
            "Жителя города {city} оштрафовали на {a} тенге",
            "Суд города {city} рассмотрел административное дело в отношении местного жителя. "
            "Его признали виновным в распространении ложной информации и оштрафовали на {a} "
            "тенге. Мужчине {b} лет, свою вину он признал. Решение может быть обжаловано в "
            "течение {c} дней.",
        ),
    ),
    "kk": (
        (
            "{city} қаласында {day} наурызға арналған ауа райы",
            "Синоптиктердің мәліметінше, {city} қаласында {day} наурызда ауыспалы бұлтты, "
            "жауын-шашынсыз болады. Оңтүстік-батыстан жел соғады, екпіні секундына {a} метр. "
            "Ауа температурасы түнде {b}, күндіз {c} градус жылы. Жүргізушілерден жолда сақ "
            "болу сұралады.",
        ),
        (
            "{day} наурызға арналған валюта бағамы",
            "Ұлттық банк {day} наурызға арналған ресми валюта бағамын жариялады. АҚШ доллары "
            "{a} теңге, еуро {b} теңге, Ресей рублі {c} теңге тұрады. Кешегі күнмен "
            "салыстырғанда өзгеріс шамалы, деді сарапшылар.",
        ),
        (
            "{city} тұрғынына {a} теңге айыппұл салынды",
            "{city} қалалық соты жергілікті тұрғынға қатысты әкімшілік істі қарады. Ол жалған "
            "ақпарат таратқаны үшін кінәлі деп танылып, {a} теңге айыппұл арқалады. Ер адам {b} "
            "жаста, кінәсін мойындаған. Шешімге {c} күн ішінде шағым түсіруге болады.",
        ),
    ),
}


def of_one_mould(count: int, seed: int) -> list[Article]:
    """Texts that differ in nothing but numbers and towns: no reprint among them."""
    dice = random.Random(seed)
    made: dict[str, Article] = {}
    while len(made) < count:
        language = dice.choice(("kk", "ru"))
        title, text = dice.choice(_MOULDS[language])
        day = dice.randint(1, 28)
        values = {
            "city": dice.choice(_CITIES), "day": day,
            "a": dice.randint(2, 90_000), "b": dice.randint(2, 600), "c": dice.randint(2, 99),
        }  # fmt: skip
        article = Article(
            id=f"mould {len(made)}",
            language=language,
            title=title.format(**values),
            text=text.format(**values),
            day=date(2031, 3, day) - timedelta(days=1),
        )
        made.setdefault(article.text, article)
    return list(made.values())
