"""Can everybody come in: by passkey, on a phone, with a screen reader, in each language?"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Literal

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.utils import translation
from playwright.sync_api import Browser
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from dalel.domain.demand import Verdict
from dalel.domain.states import VersionState
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.actions import invitations
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.desk.actions import suspension
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.incidents.actions import demands, second_coding
from dalel.newsroom.incidents.actions.demands import NewDemand
from dalel.newsroom.incidents.models import CodesRow, SecondCodingRow
from dalel.newsroom.worker.actions.prepare import prepare
from dalel.pack import Pack, default_folder
from newsroom.browsing import chromium, faults, sit_down
from newsroom.keys import SESAME

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PAGES = (
    "/account/",
    "/account/password/",
    "/account/factors/",
    "/account/confirm/",
    "/newsroom/",
    "/newsroom/members/dana/",
    "/newsroom/members/aliya/",
    "/newsroom/rules/",
    "/newsroom/invitations/",
    "/newsroom/audit/",
    "/newsroom/demands/",
    "/newsroom/demands/new/",
    "/newsroom/demands/1/",
    "/newsroom/demands/2/",
    "/newsroom/doubles/",
    "/newsroom/doubles/1/",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(autouse=True)
def newsroom(settings: Settings, kz_pack: Pack, now: datetime) -> dict[str, Member]:
    """A newsroom in which something of everything has happened."""
    settings.DALEL = settings.DALEL.model_copy(update={"pack": default_folder()})
    cache.clear()
    prepare(kz_pack, now=now)
    members = {
        name: Member.objects.create_user(name, SESAME, name=called, role=role, reads=["kk", "ru"])
        for name, called, role in (
            ("timur", "Тимур", Role.ADMINISTRATOR),
            ("saule", "Сәуле", Role.EDITOR),
            ("dana", "Дана", Role.PUBLISHER),
            ("aliya", "Әлия", Role.REPORTER),
        )
    }
    act = Act(member=members["timur"], time=datetime.now(UTC))
    suspension.suspend("aliya", "телефоны жоғалды", act)
    suspension.ask_restoring("aliya", Act(member=members["saule"], time=act.time))
    invitations.invite("жаңа тілші", Role.REPORTER, ["kk"], act)
    for key in ("one", "two"):
        demands.register(
            NewDemand(
                key=key,
                kind="refutation",
                party="Ойдан шығарылған ұйым",
                claim="Мәтінді түзетуді талап етеміз.",
                received=date(2031, 6, 1),
                due=date(2031, 6, 8),
                incident="KZ-2026-0001",
                language="kk",
                version=1,
            ),
            act,
        )
    demands.decide(2, Verdict.PARTLY, "Күні қате көрсетілген.", act)
    CodesRow.objects.filter(incident__number__lt="KZ-2026-0006").update(state=VersionState.APPROVED)
    second_coding.draw_month("2031-06", act)
    first, other, *_ = SecondCodingRow.objects.order_by("-pk")
    second_coding.code(
        first.pk,
        {
            "event_type": other.first.event_type,
            "direction": "restricts",
            "severity": 1,
            "case_status": first.first.case_status,
            "verification": "V1",
            **{name: frozenset() for name in ("rights", "actors", "targets", "means", "platforms")},
        },
        act,
    )
    return members


@pytest.mark.parametrize(("language", "scheme"), [("kk", "light"), ("ru", "dark"), ("en", "light")])
def test_axe_finds_nothing_serious_and_nothing_is_wider_than_a_phone(
    browser: Browser,
    live_server: LiveServer,
    newsroom: dict[str, Member],
    language: str,
    scheme: Literal["light", "dark"],
) -> None:
    Member.objects.update(language=language)
    page = sit_down(browser, live_server, newsroom["timur"], scheme)
    first = SecondCodingRow.objects.filter(coder=None).order_by("pk")[0].pk
    found: list[str] = []
    for path in PAGES:
        page.goto(live_server.url + path.replace("/doubles/1/", f"/doubles/{first}/"))
        found += faults(page, f"{language}-{path.strip('/').replace('/', '-')}")
    assert found == []


def test_a_passkey_is_added_and_opens_the_door_alone(
    browser: Browser, live_server: LiveServer, newsroom: dict[str, Member]
) -> None:
    page = browser.new_context(locale="en").new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    wire = page.context.new_cdp_session(page)
    wire.send("WebAuthn.enable")
    wire.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    # Browsers give passkeys to names, not to numbers.
    desk = live_server.url.replace("127.0.0.1", "localhost")
    Member.objects.update(language="en")
    with translation.override("en"):
        page.goto(f"{desk}/sign-in/")
        page.fill("[name=login]", "saule")
        page.fill("[name=password]", SESAME)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{desk}/")
        page.goto(f"{desk}/account/factors/keys/add/")
        page.fill("[name=password]", SESAME)
        page.get_by_role("button", name="Go on").click()
        page.get_by_role("button", name="Add a passkey").click()
        page.get_by_text("They stay on this page until you say").wait_for()
        assert Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN).count() == 1
        page.get_by_role("button", name="Sign out").click()
        page.wait_for_url("**/sign-in/")
        page.locator("#passkey-in").click()
        page.wait_for_url(f"{desk}/")
        page.goto(f"{desk}/account/confirm/key/?next=/account/")
        page.get_by_role("button", name="Use a passkey").click()
        page.wait_for_url(f"{desk}/account/")
        page.get_by_role("button", name="Sign out").click()
        page.fill("[name=login]", "saule")
        page.fill("[name=password]", SESAME)
        page.keyboard.press("Enter")
        page.locator("#passkey-second").click()
        page.wait_for_url(f"{desk}/")
    # That storage was emptied at the sign-out is told, and is no complaint.
    assert [one for one in complaints if "Clear-Site-Data" not in one] == []


def test_a_closed_account_does_not_come_in_by_its_passkey(
    browser: Browser, live_server: LiveServer, newsroom: dict[str, Member]
) -> None:
    page = sit_down(browser, live_server, newsroom["saule"])
    page.goto(f"{live_server.url}/newsroom/members/timur/")
    page.locator("#reason").fill("күдікті кіру")
    page.locator("button.danger").click()
    page.wait_for_url("**/members/timur/")
    assert not Member.objects.get(username="timur").is_active
    timur = sit_down(browser, live_server, newsroom["timur"])
    timur.goto(f"{live_server.url}/newsroom/")
    assert "/sign-in/" in timur.url
