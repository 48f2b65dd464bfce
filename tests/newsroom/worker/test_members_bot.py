"""Does the bot of members add their links, keep nothing of others, and survive what comes?"""

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Event, Thread
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from bot_api import TOKEN, BotApi
from dalel.cli.sample.press import serving
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.actions import telegram_ties
from dalel.newsroom.accounts.models import AuditRow, Member, MembersBotRow, TelegramTieRow
from dalel.newsroom.desk.actions import suspension
from dalel.newsroom.evidence.models import AddedLinkRow, AskedLinkRow, FindingRow
from dalel.newsroom.incidents.actions import add_links
from dalel.newsroom.worker.actions.members_bot import MembersBot, read_on
from dalel.outside.telegram import Bot
from dalel.pack import Pack
from newsroom.row_contents import everything
from story_rows import kept_article

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]
ME, STRANGER = 777_000_111, 888_000_222
KNOWN = "https://lake.test"


@dataclass
class Chat:
    """The bot, its Telegram, and people who write to it."""

    api: BotApi
    bot: MembersBot
    time: datetime
    count: int = 100
    seen: int = field(default=0)

    def write(self, person: int, **message: Any) -> list[str]:
        """Somebody writes in a private chat; what they are answered."""
        message.setdefault("from", {"id": person, "is_bot": False, "language_code": "ru"})
        message.setdefault("chat", {"id": person, "type": "private"})
        return self.update({"message": {"message_id": 1, "date": 1, **message}})

    def update(self, update: Any, *, numbered: bool = True) -> list[str]:
        self.count += 1
        if numbered:
            update = {"update_id": self.count, **update}
        self.api.updates.append(update)
        self.api.answered.clear()
        self.bot.round()
        return [text for _person, text in self.api.answered]


@pytest.fixture
def chat(tiny_pack: Pack, now: datetime) -> Iterator[Chat]:
    kept_article("one", now, title="Весть")
    api = BotApi(people={ME, STRANGER})
    with serving(api.application()) as port:
        bot = Bot(token=TOKEN, address=f"http://127.0.0.1:{port}")
        made = MembersBot(bot=bot, pack=tiny_pack, desk="", worker="one", clock=lambda: found.time)
        found = Chat(api, made, datetime.now(UTC))
        yield found


@pytest.fixture
def member(cast: dict[str, Member]) -> Member:
    return Member.objects.get(pk=cast["reporter"].pk)


def code_of(member: Member) -> str:
    return telegram_ties.make_code(Act(member=member, time=datetime.now(UTC)))


@pytest.fixture
def tied(chat: Chat, member: Member) -> Chat:
    [said] = chat.write(ME, text=f"/start {code_of(member)}")
    assert "не защищены сквозным шифрованием" in said
    return chat


def channel_post(**chat: Any) -> dict[str, Any]:
    return {
        "type": "channel",
        "chat": {"id": -100123, "type": "channel", "title": "Канал", **chat},
        "message_id": 42,
        "date": 1,
    }


def test_an_account_is_tied_by_a_code_once_and_in_time(chat: Chat, member: Member) -> None:
    code = code_of(member)
    assert telegram_ties.tie(ME, code, datetime.now(UTC) + timedelta(minutes=16)) is None
    group = {"id": -5, "type": "group"}
    assert chat.write(ME, text=f"/start {code}", chat=group) == []
    assert not TelegramTieRow.objects.filter(account__isnull=False).exists()
    chat.write(ME, text=f"/start {code}")
    assert telegram_ties.owner(ME) == member
    assert telegram_ties.tie(STRANGER, code, datetime.now(UTC)) is None
    assert MembersBotRow.objects.get().name == "links_of_ours_bot"
    assert code not in json.dumps(everything(), default=str)
    # Nor is an account tied to two members.
    other = Member.objects.create_user("second")
    assert telegram_ties.tie(ME, code_of(other), datetime.now(UTC)) is None


def test_addresses_are_added_by_the_rules_of_the_desk(tied: Chat, member: Member) -> None:
    text = f"Вот: {KNOWN}/two и https://strange.test/x, http://10.0.0.1/"
    entities = [{"type": "text_link", "url": f"{KNOWN}/three", "offset": 0, "length": 3}]
    [said] = tied.write(ME, text=text, entities=entities)
    added = AddedLinkRow.objects.values_list("finding__canonical", "member")
    assert set(added) == {(f"{KNOWN}/two", member.pk), (f"{KNOWN}/three", member.pk)}
    assert [row.url for row in AskedLinkRow.objects.all()] == ["https://strange.test/x"]
    assert "strange.test" in said
    assert "/links/" not in said
    tied.bot.desk = "https://desk.test"
    assert "https://desk.test/links/" in tied.write(ME, text="https://strange.test/y")[0]
    assert AuditRow.objects.filter(action="added a link", detail="telegram").count() == 2
    assert str(ME) not in json.dumps(list(AuditRow.objects.values()), default=str)


def test_a_post_of_a_public_channel_lands_by_its_address_and_without_its_words(
    tied: Chat,
) -> None:
    origin = channel_post(username="LakeNews")
    tied.write(ME, text="Тайные слова https://other.test/x", forward_origin=origin)
    tied.write(ME, photo=[{"file_id": "x"}], caption="Подпись", forward_origin=origin)
    assert [row.url for row in FindingRow.objects.filter(added__isnull=False)] == [
        "https://t.me/LakeNews/42"
    ]
    assert "Тайные слова" not in json.dumps(everything(), default=str, ensure_ascii=False)


@pytest.mark.parametrize(
    "origin",
    [
        {"type": "user", "sender_user": {"id": 5, "first_name": "Источник"}, "date": 1},
        {"type": "hidden_user", "sender_user_name": "Источник", "date": 1},
        {"type": "chat", "sender_chat": {"id": -7, "type": "supergroup", "username": "group"}},
        channel_post(),
        channel_post(username="x/../y"),
        channel_post(username=["LakeNews"]),
        channel_post(username="LakeNews", type="supergroup"),
        {**channel_post(username="LakeNews"), "message_id": "42"},
        {**channel_post(username="LakeNews"), "message_id": -1},
        {"type": "channel"},
        None,
        "Источник",
    ],
)
def test_what_private_people_and_closed_channels_wrote_is_refused_and_leaves_no_trace(
    tied: Chat, origin: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    before = everything()
    [said] = tied.write(ME, text=f"Источник {KNOWN}/leak", forward_origin=origin)
    assert "публичных каналов" in said
    after = everything()
    before.pop("MembersBotRow")
    after.pop("MembersBotRow")
    assert before == after
    assert "Источник" not in caplog.text
    assert str(ME) not in caplog.text


def test_files_are_refused_and_help_warns(tied: Chat) -> None:
    for part in ("photo", "document", "voice", "video", "contact", "location", "sticker"):
        [said] = tied.write(ME, caption=f"{KNOWN}/two", **{part: {"file_id": "x"}})
        assert "Не принято" in said
    for command in ("/help", "/start"):
        assert "не защищены сквозным шифрованием" in tied.write(ME, text=command)[0]
    assert not AddedLinkRow.objects.exists()


def test_a_stranger_gets_one_neutral_answer_and_nothing_of_him_is_kept(
    chat: Chat, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    first = chat.write(STRANGER, text=f"{KNOWN}/two")
    assert len(first) == 1
    assert "Дәлел" not in first[0]
    for text in ("/help", "/start wrongcode22", "ещё"):
        assert chat.write(STRANGER, text=text) == []
    kept = json.dumps(everything(), default=str)
    assert str(STRANGER) not in kept
    assert str(STRANGER) not in caplog.text
    assert not AddedLinkRow.objects.exists()
    answers = [chat.write(person, text="/start") for person in range(1_000, 1_060)]
    assert chat.api.calls.count("sendMessage") <= 31
    assert answers[-1] == []


def test_a_closed_account_is_untied_in_the_same_act(
    tied: Chat, member: Member, cast: dict[str, Member]
) -> None:
    suspension.suspend(member.username, "", Act(member=cast["editor"], time=datetime.now(UTC)))
    assert not TelegramTieRow.objects.exists()
    tied.write(ME, text=f"{KNOWN}/two")
    Member.objects.filter(pk=member.pk).update(is_active=True)
    tied.write(ME, text=f"{KNOWN}/two")
    assert not AddedLinkRow.objects.exists()


def test_hostile_updates_stop_nothing_and_are_read_once(tied: Chat) -> None:
    deep: Any = {}
    for _ in range(50):
        deep = {"message": deep}
    hostile: list[Any] = [
        {},
        {"message": None},
        {"message": []},
        {"message": {"from": 5, "chat": "x"}},
        {"message": {"from": {"id": "x"}, "chat": {"id": "x", "type": "private"}}},
        {"message": {"from": {"id": True, "is_bot": False}, "chat": {"type": "private"}}},
        {"message": {"from": {"id": 2**80, "is_bot": False}, "chat": {"id": 2**80}}},
        {"edited_message": {"text": f"{KNOWN}/two"}},
        {"callback_query": {"data": "x"}},
        {"update_id": "x"},
        {"update_id": None},
        {"update_id": -1},
        deep,
    ]
    for update in hostile:
        assert tied.update(update) == []
    for update in ("text", 5, None, [], ["update_id"]):
        tied.api.updates.append(update)
        tied.bot.round()
    tied.api.updates.clear()
    for words in (
        {"text": "a" * 1_000_000},
        {"text": "\x00\x01\u202e\ud800"},
        {"text": "https://" + "a." * 20_000},
        {"text": "https://\ud800.test/x http://10.0.0.1/\udfff"},
        {"text": ["https://lake.test/two"]},
        {"text": {"a": 1}},
        {"text": "x", "entities": "y"},
        {"text": "x", "entities": [None, {"url": 5}, {"url": "javascript:alert(1)"}] * 100},
    ):
        assert len(tied.write(ME, **words)) == 1
    [said] = tied.write(ME, text=f"{KNOWN}/two")
    assert "1" in said
    assert AddedLinkRow.objects.count() == 1


def test_an_error_of_ours_is_that_messages_own_and_its_words_are_not_logged(
    tied: Chat, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_parts: Any, **_named: Any) -> None:
        raise ValueError(f"{KNOWN}/two of {ME}")

    with monkeypatch.context() as patched:
        patched.setattr(add_links, "bring", broken)
        assert tied.write(ME, text=f"{KNOWN}/two") == []
    assert "ValueError" in caplog.text
    assert KNOWN not in caplog.text
    assert str(ME) not in caplog.text
    assert len(tied.write(ME, text=f"{KNOWN}/three")) == 1


def test_a_worker_that_dies_neither_loses_nor_doubles(
    tied: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = add_links.bring

    def killed(*parts: Any, **named: Any) -> None:
        real(*parts, **named)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(add_links, "bring", killed)
        with pytest.raises(KeyboardInterrupt):
            tied.write(ME, text=f"{KNOWN}/two")
    assert not AddedLinkRow.objects.exists()
    tied.bot.round()
    assert AddedLinkRow.objects.count() == 1
    assert AuditRow.objects.filter(action="added a link").count() == 1
    # Telegram gives again what was not confirmed.
    tied.api.updates.append(
        {"update_id": tied.count, "message": {"text": f"{KNOWN}/three", **private(ME)}}
    )
    tied.bot.round()
    assert AddedLinkRow.objects.count() == 1


def private(person: int) -> dict[str, Any]:
    return {"from": {"id": person, "is_bot": False}, "chat": {"id": person, "type": "private"}}


def test_after_quiet_days_lower_numbers_are_read(tied: Chat) -> None:
    tied.write(ME, text="/help")
    tied.time += timedelta(days=8)
    tied.count = 3
    assert len(tied.write(ME, text="/help")) == 1


def test_one_worker_reads_at_a_time(tied: Chat) -> None:
    other = MembersBot(
        bot=tied.bot.bot, pack=tied.bot.pack, desk="", worker="two", clock=lambda: tied.time
    )
    calls = len(tied.api.calls)
    assert other.round() > 1
    assert len(tied.api.calls) == calls
    tied.bot.give_back()
    assert other.round() == 0
    assert len(tied.api.calls) > calls


def test_a_bot_that_does_not_answer_is_asked_less_and_less_and_says_so_once(
    chat: Chat, caplog: pytest.LogCaptureFixture
) -> None:
    chat.api.fault = "broken"
    pauses = [chat.bot.round() for _ in range(9)]
    assert pauses[0] == 5
    assert pauses == sorted(pauses)
    assert pauses[-1] == 300
    assert caplog.text.count("does not answer") == 1
    assert TOKEN not in caplog.text
    chat.api.fault = ""
    chat.api.wait = 17
    assert chat.bot.round() >= 17
    assert chat.bot.round() == 0


def test_it_ends_when_it_is_asked_to(tied: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    stop = Event()
    monkeypatch.setattr(MembersBot, "round", lambda _self: 3600.0)
    monkeypatch.setattr(MembersBot, "give_back", lambda _self: None)
    thread = Thread(target=read_on, args=(tied.bot, stop))
    thread.start()
    stop.set()
    thread.join(5)
    assert not thread.is_alive()


def test_telegram_is_connected_and_disconnected_at_the_own_account(
    client: Client, tied: Chat, member: Member, settings: Settings
) -> None:
    client.force_login(member)
    settings.DALEL = settings.DALEL.model_copy(update={"members_bot": ""})
    assert "нет бота" in client.get("/account/telegram/").text
    assert client.post("/account/telegram/code/").status_code == 302
    settings.DALEL = settings.DALEL.model_copy(update={"members_bot": TOKEN})
    assert "/account/telegram/" in client.get("/account/").text
    assert "/account/telegram/end/" in client.get("/account/telegram/").text
    page = client.post("/account/telegram/code/").text
    assert "https://t.me/links_of_ours_bot?start=" in page
    assert telegram_ties.owner(ME) == member
    client.post("/account/telegram/end/")
    assert telegram_ties.owner(ME) is None
    assert "/account/telegram/end/" not in client.get("/account/telegram/").text
