"""Can a member set what they are reminded of, and is it plain what is lacking?"""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from dalel.cli.doctor.reminder_examination import reminder_findings
from dalel.cli.secrecy import Redaction
from dalel.newsroom.accounts.models import AuditRow, Member, ReminderRow, TelegramTieRow
from dalel.newsroom.frame.secret_digest import secret_digest

pytestmark = pytest.mark.django_db
PAGE = "/account/reminders/"
FORM: dict[str, Any] = {
    "is_on": "on",
    "way": "mail",
    "address": "aigul@post.test",
    "kinds": ["reading", "returned"],
    "pace": "at once",
    "at": "09:00",
    "quiet_from": "21:00",
    "quiet_to": "08:00",
    "days": ["1", "2", "3", "4", "5"],
}


def offered(member: Member, **columns: Any) -> str:
    """A link that confirms the address of a member; gives its secret."""
    now = datetime.now(UTC)
    ReminderRow.objects.create(
        member=member,
        address="aigul@post.test",
        digest=secret_digest("a-secret"),
        expires=now + timedelta(hours=1),
        **columns,
    )
    return f"{PAGE}confirm/a-secret/"


def test_it_is_off_and_says_who_sets_a_mail_server(reporter: Client) -> None:
    page = reporter.get(PAGE).text
    assert 'name="is_on"' in page
    assert "checked" not in page.partition('name="is_on"')[2].partition(">")[0]
    for key in ("mail_url", "mail_from", "desk_address"):
        assert key in page
    assert PAGE in reporter.get("/account/").text


def test_with_a_mail_server_nothing_is_lacking(reporter: Client, settings: Settings) -> None:
    told = {"mail_url": "smtp://post.test", "mail_from": "desk@post.test"}
    settings.DALEL = settings.DALEL.model_copy(update={**told, "desk_address": "https://d.test"})
    assert 'id="no-mail"' not in reporter.get(PAGE).text


def test_what_is_set_is_kept_and_the_address_waits_for_its_link(
    reporter: Client, cast: dict[str, Member], settings: Settings
) -> None:
    told = {"mail_url": "smtp://post.test", "mail_from": "desk@post.test"}
    settings.DALEL = settings.DALEL.model_copy(update={**told, "desk_address": "https://d.test"})
    page = reporter.post(PAGE, FORM, follow=True).text
    row = ReminderRow.objects.get(member=cast["reporter"])
    assert (row.is_on, row.confirmed, row.kinds) == (True, None, ["reading", "returned"])
    assert row.days == [1, 2, 3, 4, 5]
    assert row.asked is not None
    assert 'value="aigul@post.test"' in page
    assert 'value="21:00"' in page
    assert 'id="standing"' in page
    assert not AuditRow.objects.filter(detail__contains="aigul@").exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"address": ""},
        {"address": "nobody"},
        {"at": "late"},
        {"pace": "daily", "at": "23:00"},
        {"kinds": ["gossip"]},
        {"days": ["9"]},
    ],
)
def test_what_cannot_be_meant_is_refused_and_says_why(
    reporter: Client, wrong: dict[str, Any]
) -> None:
    answer = reporter.post(PAGE, FORM | wrong)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert not ReminderRow.objects.exists()


def test_a_link_is_opened_by_a_click_of_its_own_member_only(
    client: Client, cast: dict[str, Member]
) -> None:
    link = offered(cast["reporter"])
    client.force_login(cast["editor"])
    assert client.get(link).status_code == 410
    assert client.post(link).status_code == 410
    client.force_login(cast["reporter"])
    # A program that reads mails opens links, and confirms nothing by it.
    assert client.get(link).status_code == 200
    assert ReminderRow.objects.get().confirmed is None
    assert client.post(link).status_code == 302
    assert ReminderRow.objects.get().confirmed is not None
    assert client.get(link).status_code == 410


def test_nobody_confirms_without_signing_in(client: Client, cast: dict[str, Member]) -> None:
    link = offered(cast["reporter"])
    assert client.post(link).status_code == 302
    assert ReminderRow.objects.get().confirmed is None


def test_a_link_is_in_no_log() -> None:
    assert "a-secret" not in Redaction()('"POST /account/reminders/confirm/a-secret/ HTTP/1.1" 302')


def test_the_doctor_tells_what_keeps_reminders_from_whom_and_no_address(
    cast: dict[str, Member], settings: Settings
) -> None:
    assert not list(reminder_findings(settings.DALEL))
    offered(cast["reporter"], is_on=True, failures=3, error="550 unknown")
    state, failing = reminder_findings(settings.DALEL)
    assert "mail_url" in state.advice
    assert "550 unknown" in failing.advice
    assert "aigul@" not in f"{state} {failing}"


def test_without_a_mail_server_no_link_is_promised(reporter: Client, settings: Settings) -> None:
    told = {"mail_url": "smtp://post.test", "mail_from": "desk@post.test"}
    full = settings.DALEL.model_copy(update={**told, "desk_address": "https://d.test"})
    bare, promised = settings.DALEL, "На адрес придёт ссылка"
    page = reporter.post(PAGE, FORM, follow=True).text
    assert 'id="no-mail"' in page
    assert "aigul@post.test" in page
    assert 'id="standing"' not in page
    assert f'action="{PAGE}link/"' not in page
    assert promised not in page
    settings.DALEL = full
    page = reporter.post(PAGE, FORM | {"address": "new@post.test"}, follow=True).text
    assert 'id="standing"' in page
    assert f'action="{PAGE}link/"' in page
    assert promised in page
    settings.DALEL = bare
    page = reporter.post(f"{PAGE}link/", follow=True).text
    assert "в течение нескольких минут" not in page


def test_telegram_is_for_who_connected_an_account(
    reporter: Client, cast: dict[str, Member], settings: Settings
) -> None:
    by_bot = FORM | {"way": "telegram", "address": ""}
    answer = reporter.post(PAGE, by_bot)
    assert answer.status_code == 400
    assert "Сначала подключите свой Telegram-аккаунт." in answer.text
    assert not ReminderRow.objects.exists()
    settings.DALEL = settings.DALEL.model_copy(
        update={"members_bot": "123456:a-token", "desk_address": "https://d.test"}
    )
    assert reporter.post(PAGE, by_bot).status_code == 400
    TelegramTieRow.objects.create(member=cast["reporter"], account=777_000_111)
    page = reporter.post(PAGE, by_bot, follow=True).text
    assert "Бот пишет в ваш Telegram-аккаунт." in page
    assert 'id="no-mail"' not in page
    assert ReminderRow.objects.get().way == "telegram"
    TelegramTieRow.objects.all().delete()
    assert "больше не подключён" in reporter.get(PAGE).text
