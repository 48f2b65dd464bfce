"""Do letters reach those who asked for them, and nobody else?"""

import email
from datetime import timedelta
from email.message import EmailMessage
from email.policy import default

import pytest

from dalel.domain.message import Lane, MessageKind
from dalel.domain.notice import NoticeKind
from dalel.domain.states import MessageState
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.releases.actions import notice_publication as noticing
from dalel.newsroom.releases.actions import outbox, subscribers
from dalel.newsroom.releases.queries import messages
from mail_box import Box
from newsroom.channel_desk import FIRST, Desk, notice, states
from released import announce, reader

pytestmark = pytest.mark.django_db


def opened(box: Box, place: int = -1) -> EmailMessage:
    message = email.message_from_bytes(box.letters[place][2], policy=default)
    assert isinstance(message, EmailMessage)
    return message


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def test_each_reader_gets_the_edition_in_one_language_and_a_way_out(
    post_office: Desk, box: Box
) -> None:
    reader("aigul", "ru", post_office.now)
    reader("dana", "en", post_office.now)
    announce(post_office.pack, post_office.sender.voices, post_office.now)
    post_office.send(2)
    assert sorted(letter[1][0] for letter in box.letters) == [
        "aigul@reader.test",
        "dana@reader.test",
    ]
    by_reader = {letter[1][0]: place for place, letter in enumerate(box.letters)}
    letter = opened(box, by_reader["dana@reader.test"])
    assert letter["To"] == "dana@reader.test"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    way_out = "https://desk.ozernia.test/letters/leave/secret-of-dana/"
    assert letter["List-Unsubscribe"] == f"<{way_out}>"
    for kind in ("plain", "html"):
        text = body(letter, kind)
        assert "The Shore blocked by order of the ministry" in text
        assert way_out in text
        assert f"https://rights.ozernia.test/en/i/{FIRST}/" in text
        assert "<img" not in text
        assert "dana" not in text.replace(way_out, "")
    russian = opened(box, by_reader["aigul@reader.test"])
    assert russian["Content-Language"] == "ru"
    assert "Message-ID" in russian


def test_who_leaves_gets_nothing_more_and_is_not_kept(post_office: Desk, box: Box) -> None:
    one = reader("dana", "en", post_office.now)
    announce(post_office.pack, post_office.sender.voices, post_office.now)
    subscribers.leave(one.secret)
    subscribers.leave(one.secret)
    post_office.send(2)
    assert box.letters == []
    assert subscribers.counts(["en"]) == {"en": 0}
    assert states() == {}


def test_only_who_presses_the_button_gets_letters(post_office: Desk, box: Box) -> None:
    asked = subscribers.ask("Dana@Reader.test", "en", post_office.now)
    assert asked is not None
    assert subscribers.ask("dana@reader.test", "en", post_office.now) is None
    outbox.queue(
        "mail:en:confirmation:1",
        Lane.MAIL,
        MessageKind.CONFIRMATION,
        "",
        "en",
        now=post_office.now,
        reader=asked,
    )
    post_office.send(2)
    announce(post_office.pack, post_office.sender.voices, post_office.now)
    post_office.send(2)
    assert len(box.letters) == 1
    assert "List-Unsubscribe" not in opened(box)
    secret = body(opened(box), "plain").split("/letters/confirm/")[1].split("/")[0]
    subscription = subscribers.subscription_of(secret)
    assert subscription
    assert (subscription.language, subscription.topic) == ("en", None)
    assert subscribers.confirm(secret, post_office.now)
    assert not subscribers.confirm("nonsense", post_office.now)
    assert subscribers.counts(["en"]) == {"en": 1}
    assert subscribers.expire(post_office.now + timedelta(days=9)) == 0
    subscribers.ask("other@reader.test", "en", post_office.now)
    assert subscribers.expire(post_office.now + timedelta(days=9)) == 1


def test_who_got_an_entry_by_mail_hears_of_its_correction_and_of_its_retraction(
    post_office: Desk, box: Box
) -> None:
    desk = post_office
    reader("dana", "en", desk.now)
    announce(desk.pack, desk.sender.voices, desk.now)
    desk.send(2)
    reader("late", "en", desk.now)
    fixed = notice(NoticeKind.CORRECTION, "the sum was another")
    noticing.propose(FIRST, fixed, act=desk.act("editor", Role.EDITOR), pack=desk.pack)
    noticing.approve(FIRST, fixed.key, desk.site, act=desk.act(), pack=desk.pack, alone=False)
    desk.send(2)
    assert "the sum was another" in body(opened(box), "plain")
    why = notice(NoticeKind.RETRACTION, "no order was found")
    noticing.retract(FIRST, why, "for us alone", desk.site, act=desk.act(), pack=desk.pack)
    desk.send(2)
    assert "no order was found" in body(opened(box), "html")
    assert "The Shore blocked" not in body(opened(box), "html")
    assert [letter[1] for letter in box.letters] == [["dana@reader.test"]] * 3


def test_a_letter_whose_fate_is_unknown_is_not_sent_twice(post_office: Desk, box: Box) -> None:
    reader("dana", "en", post_office.now)
    box.drops = True
    announce(post_office.pack, post_office.sender.voices, post_office.now)
    post_office.send(4)
    assert len(box.letters) == 1
    assert messages.letters() == {MessageState.UNCERTAIN: 1}
