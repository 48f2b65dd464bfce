"""Invented articles of invented outlets."""

from datetime import date

from dalel.domain.article import Article
from dalel.domain.draft import Draft, DraftMatter
from dalel.steps.draft import Drafter

DAY = date(2031, 6, 5)

RULING_RU = (
    "Как сообщает Zhanalyk.test, 3 июня 2031 года суд в Алматы оштрафовал редактора сайта "
    "Derek.test Асель Тимурову на 20 МРП по части 3 статьи 456-2 КоАП. Она написала о закупках "
    "акимата.\n\nЗащита подаст жалобу до 20 июня, передает Zhanalyk.test.\n\n"
    "Подписывайтесь на наш канал."
)
RULING_KK = (
    "Алматы соты 2031 жылғы 3 маусымда Derek.test сайтының редакторы Әсел Темироваға ӘҚБтК-нің "
    "456-2-бабының 3-бөлігі бойынша 20 АЕК айыппұл салды. Қорғаушы тарап шағым береді, деп "
    "хабарлайды Zhanalyk.test.\n\nТолығырақ Zhanalyk.test сайтынан оқыңыз."
)


def article(language: str, text: str, title: str = "", name: str = "") -> Article:
    return Article(id=name or language, language=language, title=title, text=text, day=DAY)


def drafted(drafter: Drafter, *articles: Article) -> dict[str, Draft]:
    matter = DraftMatter(story="s", articles=articles)
    return {draft.language: draft for draft in drafter.draft(matter)}
