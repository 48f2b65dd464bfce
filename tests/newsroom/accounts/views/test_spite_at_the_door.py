"""Can anybody shut a member out by trying the name, or guess a password from many addresses?"""

from datetime import UTC, datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from pytest_django import Settings

from dalel.domain.try_limits import ADDRESS, CODE, NAME, PAIR
from dalel.newsroom.accounts.actions import sign_in_tries
from dalel.newsroom.accounts.actions.sign_in_tries import Caller, forget_tries, spend_password
from dalel.newsroom.accounts.models import AuditRow, Member, SignInLevelRow
from newsroom.keys import SESAME

pytestmark = pytest.mark.django_db
NAMED = "the-editor"
HOME_ADDRESS = "198.51.100.7"
LOCKED = "Слишком много неверных попыток"


def address(number: int) -> str:
    """One of many addresses, each a network of its own."""
    return f"10.{number // 65536}.{number // 256 % 256}.{number % 256}"


def attempt(
    browser: Client, password: str, *, name: str = NAMED, here: str = HOME_ADDRESS, **headers: str
) -> str:
    form = {"login": name, "password": password}
    return browser.post("/sign-in/", form, REMOTE_ADDR=here, headers=headers).text


def is_in(browser: Client) -> bool:
    return browser.get("/incidents/").status_code == 200


def comes_in(browser: Client, *, here: str = HOME_ADDRESS) -> bool:
    attempt(browser, SESAME, here=here)
    return is_in(browser)


def known(*, here: str = HOME_ADDRESS) -> Client:
    """The owner's browser: it has signed in before, and is signed out now."""
    browser = Client()
    assert comes_in(browser, here=here)
    browser.post("/sign-out/")
    assert not is_in(browser)
    return browser


@pytest.fixture(autouse=True)
def editor(cast: dict[str, Member]) -> Member:
    return cast["editor"]


def test_spite_from_one_address_shuts_only_that_address_out() -> None:
    enemy = [attempt(Client(), "wrong", here="10.0.0.1") for _ in range(40)]
    assert sum(LOCKED in page for page in enemy) == 40 - PAIR.at_once
    assert not comes_in(Client(), here="10.0.0.1")
    # Another browser that was never here, from elsewhere.
    assert comes_in(Client())
    assert AuditRow.objects.filter(action="locked out").count() == 1


def test_spite_from_five_hundred_addresses_never_shuts_a_known_browser_out() -> None:
    mine = known()
    for number in range(500):
        attempt(Client(), "wrong", here=address(number))
    assert not comes_in(Client())
    assert comes_in(mine)


def test_spite_through_an_onion_service_never_shuts_a_known_browser_out() -> None:
    mine = known(here="127.0.0.1")
    for _ in range(80):
        attempt(Client(), "wrong", here="127.0.0.1")
    assert not comes_in(Client(), here="127.0.0.1")
    assert comes_in(mine, here="127.0.0.1")


def test_a_browser_that_forgets_everything_comes_in_by_the_members_own_address() -> None:
    mine = known(here="127.0.0.1")
    assert comes_in(mine, here="127.0.0.1")
    [mark] = [part for part in mine.get("/account/").text.split('"') if "/sign-in/own/" in part]
    for _ in range(80):
        attempt(Client(), "wrong", here="127.0.0.1")
    forgetful = Client()
    assert not comes_in(forgetful, here="127.0.0.1")
    assert forgetful.get(mark)["Location"] == "/sign-in/"
    assert not is_in(forgetful)
    assert comes_in(forgetful, here="127.0.0.1")


def test_through_an_onion_service_spite_at_one_name_shuts_no_other_name_out() -> None:
    for _ in range(80):
        attempt(Client(), "wrong", here="127.0.0.1")
    other = Client()
    attempt(other, SESAME, name="the-reporter", here="127.0.0.1")
    assert is_in(other)


def test_a_password_guessed_from_ten_thousand_addresses_is_tried_so_often_a_day(
    editor: Member,
) -> None:
    noon = datetime(2031, 5, 1, 12, tzinfo=UTC)
    tried = 0
    for number in range(10_000):
        now = noon + timedelta(seconds=number * 8.64)
        caller = Caller(address=address(number), username=f"#{editor.pk}", member=editor)
        tried += spend_password(caller, now) is not None
    assert tried == NAME.first_day - 1 == 337
    # What was refused left no row: one for the name, and two for each try that was let through.
    assert SignInLevelRow.objects.count() == 1 + 2 * tried


def test_one_address_guesses_at_all_names_together_only_so_often() -> None:
    pages = [attempt(Client(), "wrong", name=f"name{n}", here="10.0.0.1") for n in range(50)]
    assert sum(LOCKED not in page for page in pages) == ADDRESS.at_once


def test_a_known_browser_is_bounded_as_well() -> None:
    mine = known()
    pages = [attempt(mine, "wrong", here="10.0.0.9") for _ in range(60)]
    # Its own bound first, and then that of any browser at this address.
    assert sum(LOCKED not in page for page in pages) == 10 + PAIR.at_once


def test_a_mark_is_good_for_the_account_that_it_names_alone(cast: dict[str, Member]) -> None:
    theirs = Client()
    attempt(theirs, SESAME, name="the-reporter", here="127.0.0.1")
    theirs.get("/incidents/")
    theirs.post("/sign-out/")
    for _ in range(NAME.at_once):
        attempt(theirs, "wrong", here="127.0.0.1")
    assert LOCKED in attempt(theirs, SESAME, here="127.0.0.1")


@pytest.mark.parametrize("forged", ["1.own", "1.own:forged", "~~~", "x" * 5000])
def test_a_forged_mark_makes_no_browser_known(forged: str) -> None:
    browser = Client()
    browser.cookies["dalel_known"] = forged
    for _ in range(NAME.at_once):
        attempt(browser, "wrong", here="127.0.0.1")
    assert LOCKED in attempt(browser, SESAME, here="127.0.0.1")
    assert "dalel_known" not in Client().get("/sign-in/own/forged:token/").cookies


def test_behind_a_proxy_an_address_that_the_caller_writes_neither_helps_nor_hurts(
    settings: Settings,
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    enemy = [
        attempt(
            Client(), "wrong", here="127.0.0.1", x_forwarded_for=f"{HOME_ADDRESS}, 10.0.0.{n % 1}"
        )
        for n in range(20)
    ]
    assert sum(LOCKED not in page for page in enemy) == PAIR.at_once
    browser = Client()
    attempt(browser, SESAME, here="127.0.0.1", x_forwarded_for=HOME_ADDRESS)
    assert is_in(browser)


def test_without_a_proxy_nothing_is_believed_of_what_the_caller_writes() -> None:
    pages = [
        attempt(Client(), "wrong", here="10.0.0.1", x_forwarded_for=address(n)) for n in range(20)
    ]
    assert sum(LOCKED not in page for page in pages) == PAIR.at_once


def test_names_are_counted_as_one_however_they_are_written() -> None:
    for spelt in ("the-editor", "THE-EDITOR", "The-Editor"):
        for _ in range(20):
            attempt(Client(), "wrong", name=spelt, here="127.0.0.1")
    assert SignInLevelRow.objects.count() == 1


def test_what_is_counted_tells_neither_names_nor_addresses() -> None:
    attempt(Client(), "wrong", name="somebody", here="10.0.0.1")
    told = str(list(SignInLevelRow.objects.values()))
    assert "somebody" not in told
    assert "10.0.0.1" not in told
    assert forget_tries(datetime.now(UTC) + timedelta(days=2)) == 3
    assert not SignInLevelRow.objects.exists()


def test_a_flood_of_addresses_fills_no_disk_and_frees_no_name(
    monkeypatch: pytest.MonkeyPatch, editor: Member
) -> None:
    monkeypatch.setattr(sign_in_tries, "MOST_ROWS", 100)
    noon = datetime(2031, 5, 1, 12, tzinfo=UTC)
    guess = Caller(address="10.0.0.1", username=f"#{editor.pk}", member=editor)
    assert spend_password(guess, noon)
    for number in range(200):
        caller = Caller(address=address(number), username=f"name{number}", member=None)
        assert spend_password(caller, noon)
    assert SignInLevelRow.objects.count() <= 100
    assert SignInLevelRow.objects.filter(member=editor).exists()


def codes_until_locked(here: str) -> int:
    """How many codes an enemy tries who knows the password."""
    enemy = Client()
    attempt(enemy, SESAME, here=here)
    for tried in range(100):
        page = enemy.post("/sign-in/second/", {"code": "000000"}, REMOTE_ADDR=here)
        if "Слишком много неверных кодов" in page.text:
            return tried
    return 100


def test_codes_are_bounded_over_all_addresses_and_a_known_browser_still_comes_in(
    editor: Member,
) -> None:
    mine = known()
    TOTP.activate(editor, "JBSWY3DPEHPK3PXP")
    assert sum(codes_until_locked(address(number)) for number in range(4)) == CODE.at_once
    recovery = Authenticator.objects.create(
        user=editor,
        type=Authenticator.Type.RECOVERY_CODES,
        data={"migrated_codes": ["12345678"]},
    )
    attempt(mine, SESAME)
    mine.post("/sign-in/second/", {"code": "12345678"})
    assert "Он был последним" in mine.get("/account/").text
    assert is_in(mine)
    recovery.refresh_from_db()
    assert recovery.data["migrated_codes"] == []
