"""Does everything that is said get said once, stay true, and never in secret fail?"""

import email
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from uuid import uuid4

import pytest

from bot_api import BotApi, Said
from dalel.domain.message import LEASE, Lane, MessageKind, Voices
from dalel.domain.notice import NoticeKind
from dalel.domain.states import IncidentState, MessageState, VersionState
from dalel.flow import noticing
from dalel.flow.announcing import keep_true
from dalel.flow.releasing import publish, renew
from dalel.flow.sending import Sender
from dalel.pack import Pack
from dalel.project.sample.press import serving
from dalel.publish.messages import channel
from dalel.store import notices, outbox, publishing, subscribers
from dalel.store.editing import Act
from dalel.store.models import EditionRow, IncidentRow, Member, MessageRow, Role, TextVersionRow
from dalel.store.notices import NewNotice
from mail_box import Box, receiving
from released import PICTURE, PLACES, announce, channels, reader, release

pytestmark = pytest.mark.django_db


@dataclass
class Desk:
    """A newsroom that speaks in channels, the clock it goes by, and what its readers see."""

    pack: Pack
    api: BotApi
    sender: Sender
    now: datetime
    site: Path

    def clock(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def send(self, rounds: int = 40) -> None:
        """Rounds until nothing is left to be done now."""
        while rounds and self.sender.send(self.clock).total():
            rounds -= 1

    def act(self, name: str = "publisher", role: Role = Role.PUBLISHER) -> Act:
        member = Member.objects.filter(username=name).first()
        made = member or Member.objects.create_user(name, role=role, reads=["ru", "en"])
        return Act(member=made, time=self.clock())

    def read(self, language: str) -> list[Said]:
        return self.api.standing(PLACES[language])

    def about(self, number: str, language: str = "en") -> list[Said]:
        return [one for one in self.read(language) if one.text.startswith(number)]


@pytest.fixture
def desk(
    tiny_pack: Pack, now: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:
    monkeypatch.setattr(channel, "card", lambda *_: PICTURE)
    monkeypatch.setattr(channel, "blank_card", lambda *_: PICTURE + b" of nothing")
    monkeypatch.setattr("dalel.flow.sending.blank_card", lambda *_: PICTURE + b" of nothing")
    release(now)
    api = BotApi(channels=tuple(PLACES.values()))
    with serving(api.application()) as port:
        sender = Sender(tiny_pack, channels(f"http://127.0.0.1:{port}"))
        yield Desk(tiny_pack, api, sender, now, tmp_path / "site")


@pytest.fixture
def told(desk: Desk) -> Desk:
    announce(desk.pack, desk.sender.voices, desk.now)
    desk.send()
    return desk


def states() -> dict[str, str]:
    return dict(MessageRow.objects.values_list("key", "state"))


def notice(kind: NoticeKind, text: str = "said", by: str = "") -> NewNotice:
    return NewNotice(
        key=uuid4(),
        kind=kind,
        texts={"ru": f"по-русски {text}", "en": f"in English {text}"},
        by={"ru": by, "en": by} if by else {},
    )


FIRST = "XT-2031-0001"


def test_an_edition_is_said_in_each_language_once_entries_first_and_then_the_whole(
    told: Desk,
) -> None:
    count = IncidentRow.objects.count()
    for language in PLACES:
        said = told.read(language)
        assert len(said) == count + 1
        assert all(one.is_picture for one in said[:-1])
        assert not said[-1].is_picture
        assert said[-1].page == f"https://rights.ozernia.test/{language}/e/1/"
    first = told.about(FIRST)[0]
    assert "The Shore blocked by order of the ministry" in first.text
    assert f'href="https://rights.ozernia.test/en/i/{FIRST}/"' in first.html
    before = len(told.api.calls)
    announce(told.pack, told.sender.voices, told.now)
    renew(told.pack, told.site, now=told.now)
    told.send()
    assert len(told.api.calls) == before
    assert set(states().values()) == {MessageState.SENT}


def test_nothing_is_said_of_a_preview_nor_of_a_site_without_an_address(
    desk: Desk, tiny_pack: Pack
) -> None:
    nowhere = replace(tiny_pack, profile=replace(tiny_pack.profile, address=None))
    announce(nowhere, desk.sender.voices, desk.now)
    assert states() == {}
    outbox.queue("x", Lane.TELEGRAM, MessageKind.DIGEST, "1", "ru", now=desk.now)
    IncidentRow.objects.update(state=IncidentState.UNPUBLISHED)
    EditionRow.objects.update(state="frozen", released=None)
    publish(desk.pack, desk.site, now=desk.now, preview=True)
    desk.send()
    assert desk.api.calls == []


def test_a_newsroom_without_channels_is_silent(desk: Desk) -> None:
    announce(desk.pack, Voices(), desk.now)
    assert states() == {}
    assert Sender(desk.pack, channels()).send(desk.clock).total() == 0


def test_a_corrected_text_changes_the_same_post(told: Desk) -> None:
    row = TextVersionRow.objects.get(incident__number=FIRST, language="en")
    row.state = VersionState.SUPERSEDED
    row.save(update_fields=["state"])
    TextVersionRow.objects.create(
        incident=row.incident,
        language="en",
        number=row.number + 1,
        title="Another title & <more>",
        paragraphs=row.paragraphs,
        time=told.now,
        state=VersionState.APPROVED,
    )
    told.act().note("approved", FIRST)
    before = len(told.api.said)
    for _ in range(2):
        renew(told.pack, told.site, now=told.now)
        told.send()
    assert len(told.api.said) == before
    assert "Another title & <more>" in told.about(FIRST)[0].text
    assert told.api.calls.count("editMessageMedia") == 1
    assert "Another title" in told.read("en")[-1].text


def test_a_correction_and_a_reply_wait_for_a_second_person_and_are_then_heard_where_the_entry_was(
    told: Desk,
) -> None:
    writer, second = told.act("editor", Role.EDITOR), told.act()
    answer = notice(NoticeKind.REPLY, "as it was", "the port of the lake")
    noticing.propose(FIRST, answer, act=writer, pack=told.pack)
    noticing.propose(FIRST, answer, act=writer, pack=told.pack)
    assert len(notices.notices(FIRST)) == 1
    with pytest.raises(notices.SecondReaderError):
        notices.approve(FIRST, answer.key, writer)
    renew(told.pack, told.site, now=told.now)
    told.send()
    assert "the port of the lake" not in "".join(one.text for one in told.api.said)
    noticing.approve(FIRST, answer.key, told.site, act=second, pack=told.pack, alone=False)
    noticing.approve(FIRST, answer.key, told.site, act=second, pack=told.pack, alone=False)
    told.send()
    for language, words in (("en", "in English"), ("ru", "по-русски")):
        entry, reply = told.about(FIRST, language)
        assert "the port of the lake" in entry.text
        assert words in reply.text
        assert reply.is_picture == entry.is_picture
        page = (told.site / language / "i" / FIRST / "index.html").read_text("utf-8")
        assert words in page
        assert "the port of the lake" in page
    fixed = notice(NoticeKind.CORRECTION, "the sum was another")
    noticing.propose(FIRST, fixed, act=writer, pack=told.pack)
    noticing.approve(FIRST, fixed.key, told.site, act=second, pack=told.pack, alone=False)
    told.send()
    assert "the sum was another" in told.about(FIRST)[0].text
    assert IncidentRow.objects.get(number=FIRST).state == IncidentState.CORRECTED


def test_what_is_said_in_public_is_said_in_every_language_and_exposes_nobody(told: Desk) -> None:
    act = told.act()
    half = replace(notice(NoticeKind.CORRECTION), texts={"ru": "по-русски", "en": ""})
    with pytest.raises(notices.LanguageMissingError, match="en"):
        noticing.propose(FIRST, half, act=act, pack=told.pack)
    nameless = replace(notice(NoticeKind.REPLY, by="X"), by={"ru": "X"})
    with pytest.raises(notices.LanguageMissingError):
        noticing.propose(FIRST, nameless, act=act, pack=told.pack)
    with pytest.raises(notices.LanguageMissingError):
        noticing.retract(FIRST, half, "why", told.site, act=act, pack=told.pack)
    IncidentRow.objects.filter(number=FIRST).update(state=IncidentState.UNPUBLISHED)
    with pytest.raises(notices.NotPublicError):
        noticing.propose(FIRST, notice(NoticeKind.CORRECTION), act=act, pack=told.pack)


def test_a_retracted_entry_says_why_and_nothing_else_wherever_it_was_said(told: Desk) -> None:
    title = "The Shore blocked by order of the ministry"
    why = notice(NoticeKind.RETRACTION, "no order was found")
    noticing.retract(FIRST, why, "for us alone", told.site, act=told.act(), pack=told.pack)
    told.send()
    [post] = told.about(FIRST)
    assert "no order was found" in post.text
    assert post.picture.endswith(b"of nothing")
    page = (told.site / "en" / "i" / FIRST / "index.html").read_text("utf-8")
    assert "no order was found" in page
    everywhere = [one.text for one in told.api.standing()]
    everywhere += [file.read_text("utf-8") for file in told.site.rglob("*.html")]
    everywhere += [file.read_text("utf-8") for file in told.site.rglob("*.xml")]
    for text in everywhere:
        assert title not in text
        assert "for us alone" not in text


@pytest.mark.parametrize("age", ["new", "old"])
def test_a_withdrawn_entry_is_deleted_or_says_nothing_any_more(told: Desk, age: str) -> None:
    told.api.is_old = is_old = age == "old"
    noticing.withdraw(FIRST, "a danger", told.site, act=told.act(), pack=told.pack)
    told.send()
    left = told.about(FIRST)
    assert [one.text for one in left] == (
        [f"{FIRST}\n\nThis entry was withdrawn."] if is_old else []
    )
    assert all("The Shore blocked" not in one.text for one in told.api.standing())
    assert all(one.picture != PICTURE for one in left)
    before = len(told.api.calls)
    renew(told.pack, told.site, now=told.now)
    told.send()
    assert len(told.api.calls) == before


def test_what_was_withdrawn_before_its_turn_is_never_said(desk: Desk) -> None:
    announce(desk.pack, desk.sender.voices, desk.now)
    desk.send(1)
    publishing.take_back("XT-2031-0002", IncidentState.WITHDRAWN, "a danger", desk.act())
    keep_true(desk.pack, desk.now)
    desk.send()
    assert desk.about("XT-2031-0002") == []
    assert set(states().values()) == {MessageState.SENT}


def test_a_withdrawal_in_the_last_moment_is_seen_before_the_call(desk: Desk) -> None:
    announce(desk.pack, desk.sender.voices, desk.now)
    stand = outbox.stand()
    key = f"telegram:en:incident:{FIRST}"
    publishing.take_back(FIRST, IncidentState.WITHDRAWN, "a danger", desk.act())
    assert not outbox.claim(key, stand, desk.now)
    assert outbox.claim(key, outbox.stand(), desk.now)


def test_who_asks_us_to_wait_is_obeyed_and_the_order_kept(desk: Desk) -> None:
    announce(desk.pack, Voices(channels=frozenset({"en"})), desk.now)
    desk.api.wait = 60
    desk.send(10)
    assert desk.api.said == []
    assert len(desk.api.calls) == 1
    desk.now += timedelta(seconds=60)
    desk.send()
    assert [one.number for one in desk.read("en")] == sorted(one.number for one in desk.read("en"))
    assert not desk.read("en")[-1].is_picture


def test_an_unreached_service_is_tried_again_and_a_refusal_rests(
    desk: Desk, tiny_pack: Pack
) -> None:
    announce(desk.pack, Voices(channels=frozenset({"en"})), desk.now)
    nowhere = Sender(tiny_pack, channels("http://127.0.0.1:1"))
    nowhere.send(desk.clock)
    first = MessageRow.objects.order_by("pk")[0]
    assert (first.state, first.attempts) == (MessageState.QUEUED, 1)
    assert first.not_before > desk.now
    for _ in range(10):
        desk.now += timedelta(hours=2)
        nowhere.send(desk.clock)
    first.refresh_from_db()
    assert first.state == MessageState.FAILED
    assert "not reached" in first.error
    outbox.send_again(first.key, desk.act())
    desk.now += timedelta(hours=3)
    desk.send()
    assert len(desk.about(FIRST)) == 1
    desk.api.channels = ()
    noticing.withdraw(FIRST, "a danger", desk.site, act=desk.act(), pack=desk.pack)
    desk.send()
    assert MessageRow.objects.get(deed="remove").state == MessageState.FAILED


def test_what_nobody_knows_waits_for_a_person_and_is_never_sent_again_by_itself(
    desk: Desk,
) -> None:
    announce(desk.pack, Voices(channels=frozenset({"en"})), desk.now)
    desk.api.fault = "silent"
    desk.send(1)
    desk.api.fault = ""
    desk.send()
    [lost] = outbox.undecided()
    assert (lost.state, lost.subject) == (MessageState.UNCERTAIN, FIRST)
    assert len(desk.about(FIRST)) == 1
    outbox.it_is_there(lost.key, desk.act(), f"{PLACES['en']}/1")
    desk.send()
    assert len(desk.about(FIRST)) == 1
    with pytest.raises(outbox.NotWaitingError):
        outbox.send_again(lost.key, desk.act())
    noticing.withdraw(FIRST, "a danger", desk.site, act=desk.act(), pack=desk.pack)
    desk.send()
    assert desk.about(FIRST) == []


def test_a_message_that_a_dead_process_was_sending_becomes_uncertain(desk: Desk) -> None:
    announce(desk.pack, Voices(channels=frozenset({"en"})), desk.now)
    key = f"telegram:en:incident:{FIRST}"
    assert outbox.claim(key, outbox.stand(), desk.now)
    assert not outbox.claim(key, outbox.stand(), desk.now)
    desk.send(3)
    assert desk.api.calls == []
    desk.now += LEASE
    desk.send()
    assert states()[key] == MessageState.UNCERTAIN
    assert desk.about(FIRST) == []
    outbox.send_again(key, desk.act())
    desk.send()
    assert len(desk.about(FIRST)) == 1
    assert states()[key] == MessageState.SENT


def test_an_answer_that_came_after_the_lease_counts(desk: Desk) -> None:
    announce(desk.pack, Voices(channels=frozenset({"en"})), desk.now)
    key = f"telegram:en:incident:{FIRST}"
    outbox.claim(key, outbox.stand(), desk.now)
    assert outbox.find_cut_off(desk.now + 2 * LEASE) == 1
    outbox.mark_sent(key, place="x/1", told="d", now=desk.now)
    assert states()[key] == MessageState.SENT


@pytest.fixture
def box() -> Box:
    return Box()


@pytest.fixture
def post_office(desk: Desk, box: Box) -> Iterator[Desk]:
    with receiving(box) as url:
        yield replace(desk, sender=Sender(desk.pack, channels(mail=url)))


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
    assert subscribers.language_of(secret) == "en"
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
    assert outbox.letters() == {MessageState.UNCERTAIN: 1}
