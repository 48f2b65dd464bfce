from datetime import date

import pytest

from dalel.domain.article import Article
from dalel.domain.lexicon import Lexicon
from dalel.pack import Pack, default_folder
from dalel.pack.lexicon import lexicon
from dalel.steps.group.models import pair_model
from dalel.steps.group.pair_comparison import PairJudge


@pytest.fixture(scope="session")
def kz_lexicon(kz_pack: Pack) -> Lexicon:
    """The words of Kazakhstan's pack."""
    return lexicon(default_folder(), kz_pack)


@pytest.fixture(scope="session")
def judge(kz_lexicon: Lexicon) -> PairJudge:
    """What decides without vectors."""
    return PairJudge(model=pair_model(with_vectors=False), lexicon=kz_lexicon)


def article(
    name: str, language: str, title: str, text: str, day: date | None = date(2031, 3, 10)
) -> Article:
    return Article(id=name, language=language, title=title, text=text, day=day)


@pytest.fixture
def press() -> list[Article]:
    """Two leaks and one fine, each told twice, and the weather; persons and firms are invented."""
    return [
        article(
            "leak-ru", "ru", "В сеть утекли данные 340 тысяч клиентов «Бериктрейда»",
            "Компания «Бериктрейд» подтвердила утечку персональных данных 340 тысяч клиентов. "
            "По словам директора Ерлана Жуманазарова, злоумышленники получили доступ 8 марта.",
        ),
        article(
            "leak-kk", "kk", "«Беріктрейд» компаниясының 340 мың клиентінің дерегі тарап кетті",
            "«Беріктрейд» компаниясы 340 мың клиенттің дербес деректері жарияланғанын мойындады. "
            "Директор Ерлан Жұманазаровтың айтуынша, шабуыл 8 наурызда болған.",
        ),
        article(
            "other-leak-ru", "ru", "Данные 52 тысяч пациентов клиники «Сауле-Мед» попали в сеть",
            "Министерство проверяет клинику «Сауле-Мед» в Костанае: в открытом доступе оказались "
            "анализы 52 тысяч пациентов. Главный врач Роза Темиргалиева отрицает взлом.",
        ),
        article(
            "other-leak-kk", "kk", "«Сәуле-Мед» клиникасының 52 мың пациентінің дерегі желіде",
            "Қостанайдағы «Сәуле-Мед» клиникасының 52 мың пациентінің талдаулары ашық желіге "
            "шықты. Бас дәрігер Роза Теміртғалиева бұзып кіруді жоққа шығарды.",
        ),
        article(
            "fine-ru", "ru", "Блогера Асылхана Дюсекенова оштрафовали на 78 640 тенге",
            "Суд в Таразе оштрафовал блогера Асылхана Дюсекенова на 78 640 тенге по статье 456-2 "
            "КоАП за пост в Telegram. Решение вынесено 9 марта, адвокат подаст жалобу.",
        ),
        article(
            "fine-kk", "kk", "Блогер Асылхан Дүйсекеновке 78 640 теңге айыппұл салынды",
            "Тараз соты блогер Асылхан Дүйсекеновке Telegram-дағы жазбасы үшін ӘҚБтК-нің "
            "456-2-бабы бойынша 78 640 теңге айыппұл салды. Шешім 9 наурызда шықты.",
        ),
        article(
            "weather", "ru", "В выходные ожидается снег",
            "Синоптики обещают снег и гололед на севере, водителей просят быть осторожнее.",
        ),
    ]  # fmt: skip
