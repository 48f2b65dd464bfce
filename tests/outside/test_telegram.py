"""Do messages get into a channel as they should, and is it known what became of them?"""

import asyncio
from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot_api import TOKEN, BotApi
from dalel.cli.sample.press import serving
from dalel.domain.message import ChannelPost, NotSentError, UnknownFateError
from dalel.outside import telegram
from dalel.outside.telegram import Bot, CannotDeleteError

PICTURE = b"\x89PNG\r\n\x1a\n" + b"a picture"
CHANNEL = "@kk_channel"


@pytest.fixture
def api() -> BotApi:
    return BotApi()


@pytest.fixture
def bot(api: BotApi) -> Iterator[Bot]:
    with serving(api.application()) as port:
        yield Bot(token=TOKEN, address=f"http://127.0.0.1:{port}")


def post(bot: Bot, html: str, *, picture: bytes | None = None, **changes: str) -> str:
    said = ChannelPost(html=html, picture=picture, **changes)
    return asyncio.run(telegram.post(bot, CHANNEL, said))


def test_a_text_and_a_picture_are_said_changed_and_taken_back(api: BotApi, bot: Bot) -> None:
    text = post(bot, "<b>Ә</b> &amp; ₸", page="https://monitor.test/")
    picture = post(bot, "Қ", picture=PICTURE, answers=text)
    assert [one.text for one in api.said] == ["Ә & ₸", "Қ"]
    assert api.said[0].page == "https://monitor.test/"
    assert api.said[1].answers == api.said[0].number
    asyncio.run(telegram.edit(bot, text, ChannelPost(html="Ө")))
    asyncio.run(telegram.edit(bot, picture, ChannelPost(html="Ұ", picture=PICTURE)))
    assert [one.text for one in api.said] == ["Ө", "Ұ"]
    asyncio.run(telegram.remove(bot, picture))
    assert len(api.standing()) == 1


def test_what_is_so_already_is_no_fault(api: BotApi, bot: Bot) -> None:
    place = post(bot, "Ә", picture=PICTURE)
    asyncio.run(telegram.edit(bot, place, ChannelPost(html="Ә", picture=PICTURE)))
    asyncio.run(telegram.remove(bot, place))
    asyncio.run(telegram.remove(bot, place))
    assert api.calls.count("deleteMessage") == 2


@pytest.mark.parametrize(
    "html",
    [
        *(
            "<b>",
            "<script>x</script>",
            "a & b",
            "<b>a</i>",
            "</b>",
            "a < b",
            "<br>",
            "<b",
            "<a href>x</a>",
        ),
        *('<a href="/kk/">x</a>', "&nbsp;", "<span>x</span>", "<b> </b>", "x" * 4097, "🕊" * 2049),
    ],
)
def test_wrong_markup_is_refused_for_good(bot: Bot, html: str) -> None:
    with pytest.raises(NotSentError) as refused:
        post(bot, html)
    assert not refused.value.passing
    assert TOKEN not in str(refused.value)


def test_who_asks_us_to_wait_is_obeyed(api: BotApi, bot: Bot) -> None:
    api.wait = 37
    with pytest.raises(NotSentError) as refused:
        post(bot, "Ә")
    assert refused.value.passing
    assert refused.value.wait == timedelta(seconds=37)


def test_who_may_not_write_in_the_channel_is_told_for_good(api: BotApi, bot: Bot) -> None:
    api.is_administrator = False
    with pytest.raises(NotSentError, match="need administrator rights") as refused:
        post(bot, "Ә")
    assert not refused.value.passing


def test_an_answer_to_what_is_gone_stands_by_itself(api: BotApi, bot: Bot) -> None:
    place = post(bot, "Ә")
    asyncio.run(telegram.remove(bot, place))
    post(bot, "Қ", answers=place)
    assert api.said[-1].answers is None


@pytest.mark.parametrize(
    ("html", "seen"),
    [
        ("<B>Ә</B>", "Ә"),
        ("&lt;b&gt; &#x27;&#39;&quot;", "<b> ''\""),
        ('<a href="https://x.test/?a=1&amp;b=2">x</a> > y', "x > y"),
        ("<b>a<i>b</i></b>", "ab"),
        ("🕊" * 2048, "🕊" * 2048),
    ],
)
def test_right_markup_is_read_as_telegram_reads_it(
    api: BotApi, bot: Bot, html: str, seen: str
) -> None:
    post(bot, html)
    assert api.said[-1].text == seen


def test_an_old_message_that_stays_is_told(api: BotApi, bot: Bot) -> None:
    place = post(bot, "Ә")
    api.is_old = True
    with pytest.raises(CannotDeleteError):
        asyncio.run(telegram.remove(bot, place))


@pytest.mark.parametrize("fault", ["broken", "silent"])
def test_where_the_answer_is_lost_nobody_knows(api: BotApi, bot: Bot, fault: str) -> None:
    api.fault = fault
    with pytest.raises(UnknownFateError) as lost:
        post(bot, "Ә")
    assert TOKEN not in str(lost.value)


def test_where_nobody_took_the_connection_nothing_was_said() -> None:
    nowhere = Bot(token=TOKEN, address="http://127.0.0.1:1")
    with pytest.raises(NotSentError) as failed:
        post(nowhere, "Ә")
    assert failed.value.passing
    assert TOKEN not in str(failed.value) + repr(nowhere)
    assert failed.value.__suppress_context__


def test_a_wrong_token_is_a_refusal(bot: Bot) -> None:
    with pytest.raises(NotSentError, match="Unauthorized"):
        post(Bot(token=TOKEN[:-1], address=bot.address), "Ә")
