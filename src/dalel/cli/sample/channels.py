"""The sample press's channels of everyday news: a dozen at one host, with edits and deletions."""

from datetime import datetime, timedelta
from html import escape
from typing import Final

from dalel.cli.sample.outlets import CHANNEL_HOST
from dalel.domain.source import Address, AddressKind, Grade, Source, Unwatched

#: Names of channels and the places that they tell of, all invented.
_CHANNELS: Final = {
    "bulak_kundeligi": "Бұлақ",
    "dala_aua_raiy": "Дала",
    "jaqsy_kun": "Жақсы",
    "koktobe_news": "Көктөбе",
    "mereke_qala": "Мереке",
    "ozen_boyi": "Өзен",
    "pristan_dnya": "Пристань",
    "rassvet_gorod": "Рассвет",
    "sosny_segodnya": "Сосны",
    "tikhaya_ulitsa": "Тихая",
    "utro_doliny": "Долина",
    "yarmarka_news": "Ярмарка",
}
_POSTS: Final = (
    "{place}: с утра туман, днём до двадцати градусов.",
    "{place}: в субботу откроется ярмарка мёда и саженцев.",
    "{place}: автобус № 4 пойдёт по новому кругу.",
    "{place}: школьный хор занял второе место.",
    "{place}: в парке посадили сорок яблонь.",
)
_EDITED: Final = "{place}: автобус № 4 пойдёт по новому кругу с понедельника."
_FIRST: Final = 1


def page(path: str, started: datetime, *, is_later: bool) -> str | None:
    """The preview of a channel; None where there is none.

    Later the third post of every other channel is edited, the fourth of every third one is gone.
    """
    name = path.removeprefix("/s/")
    if name not in _CHANNELS or path == name:
        return None
    place = list(_CHANNELS).index(name)
    posts = dict(enumerate((one.format(place=_CHANNELS[name]) for one in _POSTS), _FIRST))
    if is_later and place % 2 == 0:
        posts[_FIRST + 2] = _EDITED.format(place=_CHANNELS[name])
    if is_later and place % 3 == 0:
        del posts[_FIRST + 3]
    blocks = (
        f'<div class="tgme_widget_message" data-post="{name}/{number}">'
        f'<div class="tgme_widget_message_text">{escape(text)}</div>'
        f'<time datetime="{(started - timedelta(hours=24 - number)).isoformat()}"></time></div>'
        for number, text in posts.items()
    )
    return f"<!doctype html><html><body>{''.join(blocks)}</body></html>"


def sources() -> tuple[Source, ...]:
    """The channels as entries of a pack, behind the host that carries them."""
    carrier = Source(
        id="sample-telegram",
        host=CHANNEL_HOST,
        kind="platform",
        languages=("ru",),
        country="KZ",
        names=dict.fromkeys(("kk", "ru", "en"), "Telegram"),
        priority=1,
        unwatched=Unwatched.CARRIER,
    )
    return (carrier, *(_source(name, place) for name, place in _CHANNELS.items()))


def _source(name: str, place: str) -> Source:
    address = Address(
        url=f"http://{CHANNEL_HOST}/s/{name}",
        kind=AddressKind.TELEGRAM,
        grade=Grade.PROBED_OK,
        language="ru",
    )
    return Source(
        id=name,
        kind="telegram",
        languages=("ru",),
        country="KZ",
        names=dict.fromkeys(("kk", "ru", "en"), place),
        addresses=(address,),
        telegram=name,
        priority=3,
    )
