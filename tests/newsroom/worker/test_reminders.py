"""Are members told how much waits for them, and nothing else, once, and only if they want it?"""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from email import message_from_bytes
from email.policy import default
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot_api import TOKEN, BotApi
from dalel.cli.sample.press import serving
from dalel.domain.holder import Holder
from dalel.domain.incident import IncidentText
from dalel.domain.legal_advice import AdviceVerdict, AdvisedVersions
from dalel.domain.message import NotSentError
from dalel.domain.reminder import WEEK, ReminderKind, ReminderPace, ReminderTimes, ReminderWay
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.actions import telegram_ties
from dalel.newsroom.accounts.actions.invitations import LinkDeadError
from dalel.newsroom.accounts.actions.reminders import (
    ReminderWish,
    ask_link_again,
    change_reminders,
    confirm_address,
)
from dalel.newsroom.accounts.models import AuditRow, Member, ReminderRow, TelegramTieRow
from dalel.newsroom.desk.actions.suspension import suspend
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.actions import texts
from dalel.newsroom.incidents.actions.hand_over import hand_over, take_to_desk
from dalel.newsroom.incidents.actions.legal_advice import LegalAnswer, advise, ask_lawyer
from dalel.newsroom.incidents.models import InquiryRow
from dalel.newsroom.incidents.queries import waits
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.incidents.queries.legal_advice import entries_in_work
from dalel.newsroom.worker.actions import remind as reminding_module
from dalel.newsroom.worker.actions.expire import let_go
from dalel.newsroom.worker.actions.remind import Reminding, remind
from dalel.newsroom.worker.actions.ways_of_telling import ReminderNote, ways_of_telling
from dalel.outside.channels import Channels
from dalel.outside.mail import mail_server
from dalel.outside.telegram import Bot
from dalel.pack import Pack
from mail_box import Box, receiving

pytestmark = pytest.mark.django_db
#: Three in the afternoon in the invented country's zone or near it: no quiet hours.
NOW = datetime(2031, 6, 3, 10, tzinfo=UTC)
DESK = "https://desk.test"
TITLE = "Суд оштрафовал редакцию «Толқын»"
SAULE = "saule@post.test"
ACCOUNT = 777_000_111


@pytest.fixture
def box() -> Box:
    return Box()


@pytest.fixture
def reminding(box: Box, tiny_pack: Pack) -> Iterator[Reminding]:
    with receiving(box) as address:
        channels = Channels(mail=mail_server(address), sender="desk@dalel.test")
        yield Reminding(pack=tiny_pack, ways=ways_of_telling(channels), desk=DESK)


@pytest.fixture
def cast(db: None) -> dict[str, Member]:
    roles = {"aliya": Role.REPORTER, "saule": Role.EDITOR, "dana": Role.EDITOR}
    return {
        name: Member.objects.create_user(name, role=role, reads=["ru", "kk"], language="ru")
        for name, role in roles.items()
    }


def wish(**other: Any) -> ReminderWish:
    times: dict[str, Any] = {
        "pace": ReminderPace.AT_ONCE,
        "at": time(9),
        "quiet_from": time(21),
        "quiet_to": time(8),
        "days": frozenset(WEEK),
    }
    times |= {key: other.pop(key) for key in list(other) if key in times}
    told: dict[str, Any] = {
        "is_on": True,
        "way": ReminderWay.MAIL,
        "address": SAULE,
        "kinds": list(ReminderKind),
    }
    return ReminderWish(**told | other, times=ReminderTimes(**times))


def wanted(member: Member, **other: Any) -> ReminderRow:
    """A member wants to be told, at an address that is confirmed."""
    change_reminders(wish(**other), Act(member=member, time=NOW - timedelta(days=1)))
    ReminderRow.objects.filter(member=member).update(confirmed=NOW, asked=None)
    return ReminderRow.objects.get(member=member)


def entry(member: Member, when: datetime = NOW) -> str:
    """An entry that waits for a second reader."""
    act = Act(member=member, time=when)
    number = texts.open_incident(5, "XT", act).number
    text = IncidentText(language="ru", title=TITLE, paragraphs=("Решение вынесено.",))
    texts.save_text(number, text, seen=0, act=act)
    texts.send_to_review(number, act)
    return number


def mails(box: Box) -> list[Any]:
    return [message_from_bytes(raw, policy=default) for _from, _to, raw in box.letters]


def test_a_reminder_says_how_much_waits_and_nothing_that_names_it(
    cast: dict[str, Member], reminding: Reminding, box: Box
) -> None:
    number = entry(cast["aliya"])
    wanted(cast["saule"])
    assert remind(reminding, NOW) == 1
    (mail,) = mails(box)
    assert mail["Subject"] == "1 дело ждёт"
    assert mail["To"] == SAULE
    assert mail["Auto-Submitted"] == "auto-generated"
    raw = box.letters[0][2].decode() + mail.get_content() + str(mail["Subject"])
    for hidden in (number, "XT-", "Суд", "Толқын", "aliya", "Решение", "saule\n"):
        assert hidden not in raw
    assert f"{DESK}/\n" in mail.get_content()
    assert f"{DESK}/account/reminders/" in mail.get_content()


def test_nobody_is_told_who_did_not_ask_or_did_not_confirm(
    cast: dict[str, Member], reminding: Reminding, box: Box
) -> None:
    entry(cast["aliya"])
    wanted(cast["saule"], is_on=False)
    change_reminders(wish(address="dana@post.test"), Act(member=cast["dana"], time=NOW))
    ReminderRow.objects.update(asked=None)
    assert remind(reminding, NOW) == 0
    assert box.letters == []


def test_what_was_told_is_not_told_again_and_what_is_new_comes_after_an_hour(
    cast: dict[str, Member], reminding: Reminding, box: Box
) -> None:
    entry(cast["aliya"])
    wanted(cast["saule"])
    assert remind(reminding, NOW) == 1
    assert remind(reminding, NOW + timedelta(hours=2)) == 0
    entry(cast["aliya"])
    assert remind(reminding, NOW + timedelta(minutes=30)) == 0
    assert remind(reminding, NOW + timedelta(hours=2)) == 1
    assert [mail["Subject"] for mail in mails(box)] == ["1 дело ждёт", "2 дела ждут"]


def test_once_a_day_tells_of_what_still_waits(
    cast: dict[str, Member], reminding: Reminding, box: Box
) -> None:
    entry(cast["aliya"])
    wanted(cast["saule"], pace=ReminderPace.DAILY, at=time(9))
    assert remind(reminding, NOW) == 1
    assert remind(reminding, NOW + timedelta(hours=3)) == 0
    assert remind(reminding, NOW + timedelta(days=1)) == 1
    assert len(box.letters) == 2


def test_what_is_ones_own_or_in_another_language_waits_for_somebody_else(
    cast: dict[str, Member], reminding: Reminding
) -> None:
    entry(cast["saule"])
    wanted(cast["saule"])
    Member.objects.filter(username="dana").update(reads=["kk"])
    wanted(Member.objects.get(username="dana"), address="dana@post.test")
    assert remind(reminding, NOW) == 0
    Member.objects.filter(username="dana").update(reads=["ru"])
    assert remind(reminding, NOW) == 1


def test_writers_are_told_of_what_was_sent_back_and_of_what_the_lawyer_returned(
    cast: dict[str, Member], reminding: Reminding, box: Box
) -> None:
    number = entry(cast["aliya"])
    wanted(cast["aliya"], address="aliya@post.test")
    saule = cast["saule"]
    assert remind(reminding, NOW) == 0
    texts.call_back(number, Act(member=saule, time=NOW), "Проверьте сумму")
    assert remind(reminding, NOW) == 1
    hand_over(number, Holder.LAWYER, Act(member=saule, time=NOW + timedelta(hours=1)))
    assert remind(reminding, NOW + timedelta(hours=2)) == 0
    take_to_desk(number, Act(member=saule, time=NOW + timedelta(hours=3)))
    assert remind(reminding, NOW + timedelta(hours=4)) == 1
    assert len(box.letters) == 2
    assert "сумму" not in "".join(mail.as_string() for mail in mails(box))


def test_only_what_was_chosen_is_told(cast: dict[str, Member], reminding: Reminding) -> None:
    entry(cast["aliya"])
    wanted(cast["saule"], kinds=[ReminderKind.DEADLINE])
    assert remind(reminding, NOW) == 0


def test_a_deadline_of_a_letter_is_told_to_who_sent_it(
    cast: dict[str, Member], reminding: Reminding
) -> None:
    number = entry(cast["aliya"])
    incident = incident_row(number)
    for name in ("aliya", "dana"):
        wanted(cast[name], address=f"{name}@post.test", kinds=[ReminderKind.DEADLINE])
    InquiryRow.objects.create(
        incident=incident,
        whom="Министерство",
        sent=NOW.date() - timedelta(days=5),
        due=NOW.date(),
        member=cast["aliya"],
        time=NOW,
    )
    assert remind(reminding, NOW) == 1
    assert ReminderRow.objects.get(member=cast["dana"]).told is None


def test_quiet_hours_hold(cast: dict[str, Member], reminding: Reminding, box: Box) -> None:
    entry(cast["aliya"])
    wanted(cast["saule"], quiet_from=time(0), quiet_to=time(23, 59))
    assert remind(reminding, NOW) == 0
    assert box.letters == []


def test_an_address_is_confirmed_by_the_link_that_came_there(
    cast: dict[str, Member], reminding: Reminding, box: Box
) -> None:
    entry(cast["aliya"])
    saule = Act(member=cast["saule"], time=NOW)
    change_reminders(wish(), saule)
    assert remind(reminding, NOW) == 0
    (mail,) = mails(box)
    assert f"{DESK}/account/reminders/confirm/" in mail.get_content()
    secret = mail.get_content().partition("/confirm/")[2].partition("/")[0]
    row = ReminderRow.objects.get()
    assert secret not in row.digest
    with pytest.raises(LinkDeadError):
        confirm_address(secret, Act(member=cast["dana"], time=NOW))
    with pytest.raises(LinkDeadError):
        confirm_address(secret, Act(member=cast["saule"], time=NOW + timedelta(hours=73)))
    confirm_address(secret, saule)
    with pytest.raises(LinkDeadError):
        confirm_address(secret, saule)
    assert remind(reminding, NOW) == 1
    written = AuditRow.objects.filter(action__in=["changed reminders", "confirmed an address"])
    assert {(row.subject, row.detail) for row in written} == {("saule", "on"), ("saule", "")}


def test_another_address_is_confirmed_anew_and_links_do_not_rain(
    cast: dict[str, Member], reminding: Reminding, box: Box
) -> None:
    entry(cast["aliya"])
    change_reminders(wish(), Act(member=cast["saule"], time=NOW))
    remind(reminding, NOW)
    later = NOW + timedelta(minutes=1)
    change_reminders(wish(address="other@post.test"), Act(member=cast["saule"], time=later))
    ask_link_again(Act(member=cast["saule"], time=later))
    remind(reminding, later)
    assert len(box.letters) == 1
    remind(reminding, NOW + timedelta(minutes=10))
    assert [to for _from, (to,), _raw in box.letters] == [SAULE, "other@post.test"]
    assert ReminderRow.objects.get().confirmed is None


def test_a_dead_link_is_forgotten(cast: dict[str, Member], reminding: Reminding) -> None:
    change_reminders(wish(), Act(member=cast["saule"], time=NOW))
    remind(reminding, NOW)
    let_go(NOW + timedelta(hours=71))
    assert ReminderRow.objects.get().digest
    let_go(NOW + timedelta(hours=73))
    assert not ReminderRow.objects.get().digest


def test_a_closed_account_is_told_nothing_from_that_act_on(
    cast: dict[str, Member], reminding: Reminding, box: Box
) -> None:
    entry(cast["aliya"])
    wanted(cast["saule"])
    suspend("saule", "телефон пропал", Act(member=cast["dana"], time=NOW))
    assert not ReminderRow.objects.exists()
    Member.objects.filter(username="saule").update(is_active=True)
    assert remind(reminding, NOW) == 0
    assert box.letters == []


def test_who_is_closed_while_others_are_told_is_told_nothing(
    cast: dict[str, Member], reminding: Reminding, box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry(cast["aliya"])
    wanted(cast["saule"])
    waits_of = waits.waits_of

    def closed_meanwhile(*args: Any) -> Any:
        found = waits_of(*args)
        suspend("saule", "", Act(member=cast["dana"], time=NOW))
        return found

    monkeypatch.setattr(reminding_module, "waits_of", closed_meanwhile)
    assert remind(reminding, NOW) == 0
    assert box.letters == []


def test_what_was_surely_not_taken_is_tried_again_and_told_to_the_doctor_without_the_address(
    cast: dict[str, Member], reminding: Reminding, box: Box
) -> None:
    entry(cast["aliya"])
    wanted(cast["saule"])
    box.to = f"550 <{SAULE}> unknown"
    assert remind(reminding, NOW) == 0
    row = ReminderRow.objects.get()
    assert (row.told, row.told_of, row.failures) == (None, [], 1)
    assert "550" in row.error
    assert SAULE not in row.error
    box.to = "250 OK"
    assert remind(reminding, NOW) == 0
    assert remind(reminding, NOW + timedelta(minutes=1)) == 1
    assert ReminderRow.objects.get().error == ""


def test_whoever_is_killed_while_sending_sends_nobody_two(
    cast: dict[str, Member], reminding: Reminding, tiny_pack: Pack
) -> None:
    entry(cast["aliya"])
    wanted(cast["saule"])

    def killed(_row: ReminderRow, _note: ReminderNote, _now: datetime) -> None:
        raise KeyboardInterrupt

    dying = Reminding(pack=tiny_pack, ways={ReminderWay.MAIL: killed}, desk=DESK)
    with pytest.raises(KeyboardInterrupt):
        remind(dying, NOW)
    assert remind(reminding, NOW + timedelta(hours=2)) == 0


def test_one_failure_keeps_nobody_else_from_being_told(
    cast: dict[str, Member], tiny_pack: Pack
) -> None:
    entry(cast["aliya"])
    for name in ("dana", "saule"):
        wanted(cast[name], address=f"{name}@post.test")
    told = []

    def way(row: ReminderRow, note: ReminderNote, _now: datetime) -> None:
        if row.address == "dana@post.test":
            raise RuntimeError("a fault that nobody foresaw")
        told.append((row.address, note.subject))

    ways = {ReminderWay.MAIL: way}
    assert remind(Reminding(pack=tiny_pack, ways=ways, desk=DESK), NOW) == 1
    assert told == [("saule@post.test", "1 дело ждёт")]
    assert ReminderRow.objects.get(member=cast["dana"]).failures == 1


def test_without_a_mail_server_nothing_is_tried(cast: dict[str, Member], tiny_pack: Pack) -> None:
    entry(cast["aliya"])
    wanted(cast["saule"])
    assert ways_of_telling(Channels()) == {}
    assert remind(Reminding(pack=tiny_pack, ways={}, desk=DESK), NOW) == 0


def test_the_key_of_a_mail_is_no_other_members(cast: dict[str, Member], tiny_pack: Pack) -> None:
    entry(cast["aliya"])
    keys = set()
    for name in ("dana", "saule"):
        wanted(cast[name], address=f"{name}@post.test")

    def way(_row: ReminderRow, note: ReminderNote, _now: datetime) -> None:
        keys.add(note.key)
        raise NotSentError("not now", passing=True)

    remind(Reminding(pack=tiny_pack, ways={ReminderWay.MAIL: way}, desk=DESK), NOW)
    assert len(keys) == 2


@pytest.fixture
def telegram() -> BotApi:
    return BotApi(people={ACCOUNT})


@pytest.fixture
def by_bot(telegram: BotApi, tiny_pack: Pack) -> Iterator[Reminding]:
    with serving(telegram.application()) as port:
        bot = Bot(token=TOKEN, address=f"http://127.0.0.1:{port}")
        yield Reminding(pack=tiny_pack, ways=ways_of_telling(Channels(), bot), desk=DESK)


def versions_of(number: str) -> AdvisedVersions:
    key = incident_row(number).pk
    return entries_in_work([key])[key].versions


def connected(member: Member) -> None:
    act = Act(member=member, time=NOW)
    assert telegram_ties.tie(ACCOUNT, telegram_ties.make_code(act), NOW) == member


def test_the_bot_tells_who_connected_telegram_how_much_waits_and_nothing_that_names_it(
    cast: dict[str, Member], by_bot: Reminding, telegram: BotApi
) -> None:
    number = entry(cast["aliya"])
    change_reminders(
        wish(way=ReminderWay.TELEGRAM, address=""), Act(member=cast["saule"], time=NOW)
    )
    assert remind(by_bot, NOW) == 0
    connected(cast["saule"])
    assert remind(by_bot, NOW) == 1
    assert remind(by_bot, NOW + timedelta(hours=2)) == 0
    [(person, words)] = telegram.answered
    assert person == ACCOUNT
    assert words.startswith(f"1 дело ждёт.\n\n{DESK}/\n")
    for hidden in (number, "Суд", "Толқын", "aliya", "saule"):
        assert hidden not in words


@pytest.mark.parametrize("end", ["disconnected", "closed"])
def test_who_disconnects_telegram_or_is_closed_is_told_nothing_from_that_act_on(
    cast: dict[str, Member], by_bot: Reminding, telegram: BotApi, end: str
) -> None:
    entry(cast["aliya"])
    change_reminders(wish(way=ReminderWay.TELEGRAM), Act(member=cast["saule"], time=NOW))
    connected(cast["saule"])
    if end == "closed":
        suspend("saule", "", Act(member=cast["dana"], time=NOW))
        assert not TelegramTieRow.objects.exists()
        Member.objects.filter(username="saule").update(is_active=True)
    else:
        telegram_ties.untie(Act(member=cast["saule"], time=NOW))
    assert remind(by_bot, NOW) == 0
    assert telegram.answered == []


def test_what_telegram_did_not_take_is_tried_again(
    cast: dict[str, Member], by_bot: Reminding, telegram: BotApi
) -> None:
    entry(cast["aliya"])
    change_reminders(wish(way=ReminderWay.TELEGRAM), Act(member=cast["saule"], time=NOW))
    connected(cast["saule"])
    telegram.people.clear()
    assert remind(by_bot, NOW) == 0
    assert ReminderRow.objects.get().failures == 1
    telegram.people.add(ACCOUNT)
    assert remind(by_bot, NOW + timedelta(minutes=5)) == 1


def test_who_turns_from_mail_to_telegram_is_told_there_of_what_waits(
    cast: dict[str, Member], reminding: Reminding, by_bot: Reminding, telegram: BotApi
) -> None:
    entry(cast["aliya"])
    wanted(cast["saule"])
    assert remind(reminding, NOW) == 1
    connected(cast["saule"])
    change_reminders(wish(way=ReminderWay.TELEGRAM), Act(member=cast["saule"], time=NOW))
    assert remind(reminding, NOW + timedelta(hours=2)) == 0
    assert remind(by_bot, NOW + timedelta(hours=2)) == 1


def test_the_lawyer_is_told_of_a_question_and_the_writer_of_the_answer(
    cast: dict[str, Member], reminding: Reminding, box: Box, tiny_pack: Pack
) -> None:
    number = entry(cast["aliya"])
    zone = ZoneInfo(tiny_pack.zone)
    Member.objects.filter(username="dana").update(may_advise=True, reads=[])
    dana = Member.objects.get(username="dana")
    wanted(dana, address="dana@post.test")
    wanted(cast["aliya"], address="aliya@post.test")
    assert remind(reminding, NOW) == 0
    ask_lawyer(number, "Можно ли назвать судью?", Act(member=cast["saule"], time=NOW), zone)
    assert remind(reminding, NOW) == 1
    advice = LegalAnswer(verdict=AdviceVerdict.NO_OBJECTION, words="", versions=versions_of(number))
    advise(number, advice, Act(member=dana, time=NOW), zone)
    assert remind(reminding, NOW) == 1
    assert [to for _from, (to,), _raw in box.letters] == ["dana@post.test", "aliya@post.test"]
    assert "судью" not in "".join(mail.as_string() for mail in mails(box))
