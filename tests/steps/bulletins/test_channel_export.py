"""Is the history of a channel read as it stands, and is anything else refused in a word?"""

import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from channel_exports import CHANNEL, KK, PAGE, RU, export, link, message, pair
from dalel.domain.channel_history import (
    ChannelExportError,
    ExportFlaw,
    Forwarded,
    PostFlaw,
    origin_of,
)
from dalel.language.identify import identify
from dalel.steps.bulletins.channel_entries import ChannelEntry, entries_of, moment_of
from dalel.steps.bulletins.channel_export import read_export

ZONE = ZoneInfo("Asia/Almaty")
NOW = datetime(2026, 11, 30, tzinfo=UTC)


def entries(content: bytes, **more: object) -> tuple[ChannelEntry, ...]:
    read = read_export(content)
    posts = [(post, moment_of(post, ZONE, NOW)) for post in read.posts]
    known = [(post, when) for post, when in posts if when is not None]
    return entries_of(read, known, ("kk", "ru"), identify, **more)  # type: ignore[arg-type]


def test_text_links_and_day_are_read_and_names_stay_in_the_file() -> None:
    told = read_export(
        export(
            message(7, ["Слово ", {"type": "bold", "text": "дня"}, link("тут", PAGE), " конец"]),
            message(8, "Переслано", forwarded_from="Secret Person"),
            message(9, "Переслано", forwarded_from="Other", forwarded_from_id="channel77"),
        )
    )
    assert told.channel == CHANNEL
    assert [post.text for post in told.posts] == ["Слово днятут конец", "Переслано", "Переслано"]
    assert told.posts[0].addresses == (PAGE,)
    assert told.posts[0].when == "2026-03-02T10:00:00+00:00"
    assert [post.forwarded for post in told.posts[1:]] == [Forwarded.PERSON, Forwarded.CHANNEL]
    assert "Secret" not in repr(told)


@pytest.mark.parametrize(
    ("told", "flaw"),
    [
        (message(1, "", photo="x.jpg"), PostFlaw.NO_TEXT),
        (message(1, "https://lake.test/a #тег 🔥"), PostFlaw.NO_TEXT),
        (message(1, "Вопрос", poll={"question": "?"}), PostFlaw.POLL),
        (message(1, "", type="service", action="pin_message"), PostFlaw.SERVICE),
        (message(1, "слово " * 9000), PostFlaw.TOO_LONG),
        (message(1, "Слово", date_unixtime="x", date="2026-99-99"), PostFlaw.NO_DAY),
        (message(1, "Слово", date_unixtime=10**10**1, date=None), None),
        (message(1, "Слово", date_unixtime="9" * 5000, date=[]), PostFlaw.NO_DAY),
        (message(1, {"text": 5}), PostFlaw.NO_TEXT),
        (message(1, [{"type": ["link"], "text": "1"}, {}]), PostFlaw.NO_TEXT),
        (message(1, [1, None, ["x"], {"type": 5, "text": {}}]), PostFlaw.NO_TEXT),
    ],
)
def test_what_becomes_no_entry_says_why(told: object, flaw: PostFlaw | None) -> None:
    [post] = read_export(export(told)).posts
    assert post.flaw is flaw


@pytest.mark.parametrize(
    ("content", "flaw"),
    [
        (b"", ExportFlaw.EMPTY),
        (b" \n ", ExportFlaw.EMPTY),
        (b"<html>", ExportFlaw.NOT_JSON),
        (b"\xff\xfe{\x00}", ExportFlaw.NOT_JSON),
        (b"[" * 200_000, ExportFlaw.TOO_DEEP),
        (b'{"a":' * 200_000, ExportFlaw.TOO_DEEP),
        (b"[]", ExportFlaw.NOT_EXPORT),
        (b"123", ExportFlaw.NOT_EXPORT),
        (b'{"id": ' + b"9" * 100_000 + b"}", ExportFlaw.NOT_EXPORT),
        (export(id="x"), ExportFlaw.NOT_EXPORT),
        (export(id=True), ExportFlaw.NOT_EXPORT),
        (export(id=-5), ExportFlaw.NOT_EXPORT),
        (export(messages={}), ExportFlaw.NOT_EXPORT),
        (export(type=["public_channel"]), ExportFlaw.NOT_EXPORT),
        (export(), ExportFlaw.NO_POSTS),
        (export(5, None, "x", {"id": "7"}), ExportFlaw.NO_POSTS),
        (export(type="personal_chat"), ExportFlaw.PRIVATE),
        (export(type="private_supergroup"), ExportFlaw.PRIVATE),
        (export(type="saved_messages"), ExportFlaw.PRIVATE),
        (json.dumps({"chats": {"list": []}, "contacts": {}}).encode(), ExportFlaw.WHOLE_ACCOUNT),
        (export(*(message(n, "x") for n in range(1, 50_003))), ExportFlaw.TOO_MANY),
    ],
)
def test_what_is_no_history_of_a_channel_is_refused_in_a_word(
    content: bytes, flaw: ExportFlaw
) -> None:
    with pytest.raises(ChannelExportError) as caught:
        read_export(content)
    assert str(caught.value) == flaw


def test_half_letters_and_turning_signs_do_not_come_through() -> None:
    told = read_export(
        b'{"type":"public_channel","id":5,"name":"\\ud800","messages":[{"id":1,"type":"message",'
        b'"date_unixtime":"1772445600","text":"a\\u0000b\\u202ec \\ud83d d"}]}'
    )
    assert told.posts[0].text == "abc \ufffd d"
    assert told.name.encode()


def test_a_post_that_stands_there_twice_counts_once() -> None:
    told = read_export(export(message(1, "Слово"), message(1, "Слово")))
    assert len(told.posts) == told.repeated == 1


def test_a_kazakh_post_and_its_russian_neighbour_are_one_entry() -> None:
    [one] = entries(export(*pair()))
    assert set(one.texts) == {"kk", "ru"}
    assert one.numbers == (1, 2)
    assert one.texts["ru"].title == "Суд оштрафовал издание «Толқын»"
    assert one.addresses == (PAGE,)


def test_posts_that_say_otherwise_are_no_pair() -> None:
    kk, ru = pair()
    later = message(2, ru["text"], after=600)
    other = message(2, RU.replace("78 640", "12 000"), after=5)
    assert len(entries(export(kk, later))) == 2
    assert len(entries(export(message(1, KK), other))) == 2
    assert len(entries(export(kk, ru), apart=frozenset({1}))) == 2
    # Without a link equal figures are enough.
    assert len(entries(export(message(1, KK), message(2, RU, after=3)))) == 1


def test_a_post_in_both_languages_is_split() -> None:
    [one] = entries(export(message(1, f"{KK}\n\n{RU}\n\n#сот")))
    assert one.is_split
    assert one.texts["kk"].title == "Сот «Толқын» басылымына айыппұл салды"
    assert one.texts["ru"].title == "Суд оштрафовал издание «Толқын»"
    assert "#сот" not in str(one.texts)


def test_a_post_in_no_language_of_the_newsroom_says_so() -> None:
    [one] = entries(export(message(1, "The court fined the editors of the paper on Monday.")))
    assert one.flaw is PostFlaw.LANGUAGE


def test_links_to_the_channel_itself_are_no_sources() -> None:
    told = [
        *(RU, link("1", f"https://t.me/c/{CHANNEL}/5"), link("2", "https://t.me/s/Tolqyn/9")),
        *(link("3", "http://telegram.me/tolqyn"), link("4", "https://t.me/tolqyn_news/3")),
    ]
    [one] = entries(export(message(1, told)), own=("t.me/tolqyn",))
    assert one.addresses == ("https://t.me/tolqyn_news/3",)


def test_a_line_below_every_post_is_left_out() -> None:
    posts = (message(n, f"{RU} {n}\nПодписывайтесь на нас", after=200 * n) for n in range(1, 30))
    told = entries(export(*posts))
    assert len(told) == 29
    assert not any("Подписывайтесь" in str(one.texts) for one in told)


def test_a_day_without_an_offset_is_that_of_the_newsroom() -> None:
    told = message(1, "Слово", date="2026-03-02T23:30:00", date_unixtime=None)
    [post] = read_export(export(told)).posts
    when = moment_of(post, ZONE, NOW)
    assert when is not None
    assert when.isoformat() == "2026-03-02T23:30:00+05:00"
    assert moment_of(post, ZONE, datetime(2026, 1, 1, tzinfo=UTC)) is None


def test_a_mark_tells_the_post_and_nothing_else_is_one() -> None:
    found = origin_of("from the channel 2026-03-02 t.me/tolqyn/5")
    assert found is not None
    assert (found.day, found.post) == ("2026-03-02", "t.me/tolqyn/5")
    assert origin_of("imported") is None
    assert origin_of("taken from the channel 2026") is None


def test_a_line_of_nothing_but_a_link_is_no_text() -> None:
    told = read_export(export(message(1, [RU, "\n👉 ", link("Подробнее", PAGE), " »\n\n#суд"])))
    assert "Подробнее" not in told.posts[0].text
    assert told.posts[0].addresses == (PAGE,)
    assert read_export(export(message(2, [link("Подробнее", PAGE)]))).posts[0].flaw


@pytest.mark.parametrize("key", ['"id": 1, "id": 2', '"type": "message", "type": "service"'])
def test_a_key_that_stands_there_twice_is_refused(key: str) -> None:
    content = export(message(1, RU)).decode().replace('"id": 1,', f"{key},", 1)
    with pytest.raises(ChannelExportError) as refused:
        read_export(content.encode())
    assert str(refused.value) == ExportFlaw.NOT_JSON


def test_languages_are_asked_once_a_line_however_many_lines_a_post_has() -> None:
    asked: list[str] = []

    def tongue(text: str) -> str | None:
        asked.append(text)
        return "ru"

    posts = [message(one, f"Суд {one}") for one in range(1, 51)]
    posts.append(message(51, "\n".join(f"строка {one}" for one in range(1_500))))
    read = read_export(export(*posts))
    now = datetime(2031, 1, 1, tzinfo=UTC)
    told = [(post, now) for post in read.posts]
    found = entries_of(read, told, ("kk", "ru"), tongue)
    assert len(found) == 51
    # Not once more for the whole where every line is of one language.
    assert len(asked) == 50 + 1_500
