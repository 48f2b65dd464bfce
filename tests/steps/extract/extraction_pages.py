"""Pages of invented outlets, in the manners that real ones have."""

from html import escape
from typing import Final
from zoneinfo import ZoneInfo

ALMATY: Final = ZoneInfo("Asia/Almaty")
KK_TITLE: Final = "Сот «Толқын» порталының шағымын қарады"
KK_TEXT: Final = (
    "Алматы қаласының мамандандырылған ауданаралық соты «Толқын» порталының шағымын қарады. "
    "Редакция сайттың бұғатталғанына келіспейтінін мәлімдеді.",
    "Портал редакторы Айсұлу Беркінбайқызының айтуынша, сайт 2025 жылғы 3 қарашадан бері "
    "елдің кей өңірінде ашылмайды. Министрлік бұған қатысы жоқ екенін хабарлады.",
    "Келесі отырыс қараша айының соңына белгіленді. Тараптар қосымша құжат ұсынуы тиіс.",
)
RU_TITLE: Final = "Журналистку «Вечернего берега» вызвали на допрос"
RU_TEXT: Final = (
    "Корреспондента издания «Вечерний берег» Марину Залесову вызвали на допрос в департамент "
    "полиции. Повестку ей вручили утром у входа в редакцию.",
    "По словам адвоката Тимура Оспанкулова, речь идёт о публикации про закупки школьных планшетов. "
    "В полиции подтвердили, что проводят проверку, но подробностей не сообщили.",
    "Редакция считает вызов давлением и намерена обжаловать действия следователя в суде.",
)


def paragraphs(texts: tuple[str, ...]) -> str:
    """The texts as paragraphs of HTML."""
    return "\n".join(f"<p>{escape(text, quote=False)}</p>" for text in texts)


def article(
    title: str = RU_TITLE,
    texts: tuple[str, ...] = RU_TEXT,
    *,
    head: str = "",
    above: str = "",
    below: str = "",
    charset: str = "utf-8",
) -> str:
    """A page with a menu, an article, what surrounds it, and a footer."""
    return f"""<!DOCTYPE html><html><head><meta charset="{charset}">
<title>{escape(title)} | Вечерний берег</title>{head}</head>
<body><header><a href="/">Вечерний берег</a><ul class="menu"><li><a href="/news">Новости</a></li>
<li><a href="/video">Видео</a></li></ul></header>
<main><h1>{escape(title)}</h1>{above}
<div class="article-text">{paragraphs(texts)}</div>{below}</main>
<footer><p>Вечерний берег, Алматы, улица Прибрежная, дом 1. Все права защищены. Сетевое издание
зарегистрировано, мнение редакции может не совпадать с мнением авторов публикаций.</p></footer>
</body></html>"""
