"""Does the second factor stand between a password and the desk?"""

import json
import re
from datetime import UTC, datetime
from time import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    SECRET_SESSION_KEY,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.sessions.models import Session
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from dalel.domain.try_limits import ADDRESS, CODE, NAME
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.actions.members import reset_factors
from dalel.newsroom.accounts.actions.newsroom import ask_second_factor_of
from dalel.newsroom.accounts.actions.sessions import end_all_sessions
from dalel.newsroom.accounts.models import AccountRequestRow, AuditRow, Member
from dalel.newsroom.frame.roles import Role
from dalel.newsroom.frame.sealing import MARK
from dalel.pack import default_folder
from newsroom.keys import SESAME

pytestmark = pytest.mark.django_db
FACTORS = "/account/factors"


def sign_in(member: Member, password: str = SESAME) -> Client:
    """A browser in which somebody has typed name and password."""
    browser = Client()
    browser.post("/sign-in/", {"login": member.username, "password": password})
    return browser


def by(member: Member) -> Act:
    return Act(member=member, time=datetime.now(UTC))


def code(secret: str) -> str:
    """What an app shows whose clock is a little fast: a slow test does not outlive it."""
    *_earlier, counter = yield_hotp_counters_from_time()
    return str(format_hotp_value(hotp_value(secret, counter)))


def with_app(member: Member, browser: Client | None = None) -> tuple[str, list[str]]:
    """Set an app up as a member does; gives its secret and the recovery codes."""
    browser = browser or sign_in(member)
    page = browser.get(f"{FACTORS}/app/", follow=True)
    assert "Это точно вы?" in page.text
    page = browser.post(f"/account/confirm/?next={FACTORS}/app/", {"password": SESAME}, follow=True)
    assert "<svg" in page.text
    [secret] = re.findall(r"<code class=\"address\">(\w+)</code>", page.text)
    page = browser.post(f"{FACTORS}/app/", {"code": code(secret)}, follow=True)
    return secret, re.findall(r"<li><code>([\d ]+)</code></li>", page.text)


@pytest.fixture
def editor(cast: dict[str, Member]) -> Member:
    return cast["editor"]


def is_in(browser: Client) -> bool:
    return browser.get("/incidents/").status_code == 200


def test_with_an_app_the_password_alone_opens_nothing(editor: Member) -> None:
    secret, _codes = with_app(editor)
    browser = sign_in(editor)
    assert not is_in(browser)
    wrong = browser.post("/sign-in/second/", {"code": "000000"})
    assert "Код неверный" in wrong.text
    assert not is_in(browser)
    browser.post("/sign-in/second/", {"code": code(secret)})
    assert is_in(browser)


def test_a_recovery_code_opens_the_door_once_and_is_shown_once(editor: Member) -> None:
    _secret, codes = with_app(editor)
    assert len(codes) == 2
    browser = sign_in(editor)
    browser.post("/sign-in/second/", {"code": codes[0]})
    assert is_in(browser)
    again = sign_in(editor)
    assert "Код неверный" in again.post("/sign-in/second/", {"code": codes[0]}).text
    assert not is_in(again)
    browser.post("/account/confirm/?next=/account/", {"password": SESAME})
    shown = browser.get(f"{FACTORS}/codes/").text
    assert codes[1] not in shown
    assert "уже показаны" in shown


def codes_on(browser: Client) -> list[str]:
    return re.findall(r"<li><code>([\d ]+)</code></li>", browser.get(f"{FACTORS}/codes/").text)


def kept_in_sessions() -> str:
    return "".join(json.dumps(row.get_decoded()) for row in Session.objects.all())


def test_recovery_codes_stay_on_their_page_until_they_are_on_paper(
    editor: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = sign_in(editor)
    _secret, codes = with_app(editor, browser)
    browser.post("/language/", {"language": "en", "next": f"{FACTORS}/codes/"})
    assert "Recovery codes" in browser.get(f"{FACTORS}/codes/").text
    assert codes_on(browser) == codes
    kept = kept_in_sessions()
    seed = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES).data["seed"]
    assert not [code for code in (*codes, seed) if code.replace(" ", "") in kept]
    # Neither in another browser, nor later, nor once they are on paper.
    other = sign_in(editor)
    other.post("/sign-in/second/", {"code": codes[1]})
    other.post("/account/confirm/", {"password": SESAME})
    assert codes_on(other) == []
    with monkeypatch.context() as later:
        later.setattr("dalel.newsroom.accounts.shown_secrets.time", lambda: time() + 901)
        assert codes_on(browser) == []
    assert codes_on(browser) == codes[:1]
    assert browser.post(f"{FACTORS}/codes/")["Location"] == f"{FACTORS}/"
    assert codes_on(browser) == []


def test_new_codes_are_shown_in_place_of_those_that_were_being_shown(editor: Member) -> None:
    browser = sign_in(editor)
    _secret, codes = with_app(editor, browser)
    browser.post(f"{FACTORS}/codes/new/")
    fresh = codes_on(browser)
    assert (len(fresh), set(fresh) & set(codes)) == (2, set())
    assert codes_on(browser) == fresh


def key_on(browser: Client) -> str:
    page = browser.get(f"{FACTORS}/app/").text
    [key] = re.findall(r"<code class=\"address\">(\w+)</code>", page)
    return str(key)


def test_the_key_of_an_app_stays_in_another_language_and_lies_readable_nowhere(
    editor: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = sign_in(editor)
    browser.post("/account/confirm/", {"password": SESAME})
    key = key_on(browser)
    browser.post("/language/", {"language": "kk", "next": f"{FACTORS}/app/"})
    assert key_on(browser) == key
    assert key not in kept_in_sessions()
    with monkeypatch.context() as later:
        later.setattr("dalel.newsroom.accounts.shown_secrets.time", lambda: time() + 901)
        # However late, the code is that of the key that the page showed.
        assert key in browser.post(f"{FACTORS}/app/", {"code": "000000"}).text
        assert key_on(browser) != key
    newer = key_on(browser)
    kept = browser.session
    kept[SECRET_SESSION_KEY] = kept[SECRET_SESSION_KEY] | {"sealed": f"{MARK}c3BvaWx0"}
    kept.save()
    assert key_on(browser) not in {key, newer}


def test_no_other_language_is_offered_where_something_is_shown_once(editor: Member) -> None:
    browser = sign_in(editor)
    assert "/language/" in browser.get("/account/tokens/").text
    made = browser.post("/account/tokens/", {"name": "телефон", "days": "7"}).text
    assert 'id="key" readonly' in made
    assert "/language/" not in made


def test_what_happens_to_factors_is_written_down(
    editor: Member, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        with_app(editor)
    acts = list(AuditRow.objects.filter(member=editor).values_list("action", "detail"))
    assert ("signed in", "") in acts
    assert ("added a second factor", "totp") in acts


def test_a_role_that_needs_a_factor_gets_nowhere_before_it_is_there(
    cast: dict[str, Member], editor: Member
) -> None:
    ask_second_factor_of([Role.EDITOR], by(cast["administrator"]))
    browser = sign_in(editor)
    for path in ("/", "/incidents/", "/newsroom/"):
        assert browser.get(path)["Location"] == f"{FACTORS}/"
    assert "нужен второй фактор" in browser.get("/account/").text
    with_app(editor)
    assert is_in(browser)
    assert is_in(sign_in(cast["reporter"]))
    browser.post("/account/confirm/?next=/account/", {"password": SESAME})
    kept = browser.post(f"{FACTORS}/app/remove/")
    assert "сначала добавьте другой" in kept.text
    assert Authenticator.objects.filter(type=Authenticator.Type.TOTP).exists()


def test_whose_factor_was_taken_away_reads_but_does_nothing_public_until_a_new_one_is_set_up(
    cast: dict[str, Member],
) -> None:
    publisher, administrator = cast["publisher"], cast["administrator"]
    with_app(publisher)
    assert reset_factors(publisher.username, by(administrator)) == 1
    browser = sign_in(publisher)
    assert browser.get("/incidents/")["Location"] == f"{FACTORS}/"
    assert "второй фактор снят" in browser.get(f"{FACTORS}/").text
    assert is_in(browser)
    for path in (
        *("/editions/publish/", "/withdraw/now/", "/incidents/XT-1999-0001/approve/"),
        *("/incidents/XT-1999-0001/take-back/", "/editions/1/release/", "/newsroom/imprint/"),
        *("/newsroom/members/the-reporter/suspend/", "/proposals/1/", "/flash/"),
    ):
        assert browser.post(path)["Location"] == f"{FACTORS}/", path
    assert "Ничего не сделано" in browser.get(f"{FACTORS}/").text
    assert browser.post("/handover/", {"text": "Завтра.", "seen": "0"})["Location"] == "/"
    with_app(publisher)
    assert browser.post("/incidents/XT-1999-0001/approve/").status_code == 404


def test_whose_factor_was_taken_away_gives_nobody_power_over_an_account(
    cast: dict[str, Member],
) -> None:
    administrator = cast["administrator"]
    with_app(administrator)
    reset_factors(administrator.username, by(cast["publisher"]))
    browser = sign_in(administrator)
    browser.get("/")
    for path in (
        *("/newsroom/invitations/", "/newsroom/rules/", "/newsroom/requests/1/"),
        *(f"/newsroom/members/the-reporter/{act}/" for act in ("change", "reset", "link")),
    ):
        assert browser.post(path)["Location"] == f"{FACTORS}/", path


def test_who_never_had_a_factor_works_by_password_where_none_is_asked_for(
    cast: dict[str, Member],
) -> None:
    assert reset_factors("the-publisher", by(cast["administrator"])) == 0
    browser = sign_in(cast["publisher"])
    assert is_in(browser)
    assert browser.post("/incidents/XT-1999-0001/approve/").status_code == 404


def test_too_many_wrong_passwords_lock_the_name_for_a_while(editor: Member) -> None:
    for _ in range(NAME.at_once):
        sign_in(editor, "wrong")
    browser = Client()
    told = browser.post("/sign-in/", {"login": editor.username, "password": SESAME})
    assert "Слишком много неверных попыток" in told.text
    assert not is_in(browser)
    for _ in range(3):
        sign_in(editor, "wrong")
    assert AuditRow.objects.filter(action="locked out", subject=editor.username).count() == 1


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("kk", "Тым көп сәтсіз әрекет жасалды"),
        ("ru", "Слишком много неверных попыток"),
        ("en", "Too many wrong attempts"),
    ],
)
def test_an_address_that_tries_name_after_name_is_locked_and_others_are_not(
    cast: dict[str, Member], settings: Settings, language: str, words: str
) -> None:
    settings.DALEL = settings.DALEL.model_copy(update={"pack": default_folder()})

    def tries(name: str, password: str, address: str) -> Client:
        browser = Client(REMOTE_ADDR=address)
        browser.cookies["dalel_language"] = language
        # Only a proxy of ours is believed about where somebody comes from.
        forged = {"X-Forwarded-For": f"203.0.113.{len(name)}"}
        browser.post("/sign-in/", {"login": name, "password": password}, headers=forged)
        return browser

    for count in range(ADDRESS.at_once):
        tries("n" * (count + 1), "wrong", "198.51.100.7")
    editor = cast["editor"].username
    locked = tries(editor, SESAME, "198.51.100.7")
    assert not is_in(locked)
    told = locked.post("/sign-in/", {"login": editor, "password": SESAME}).text
    assert words in told
    assert is_in(tries(editor, SESAME, "198.51.100.8"))


def test_another_name_is_not_locked_with_it(cast: dict[str, Member], editor: Member) -> None:
    for _ in range(NAME.at_once):
        sign_in(editor, "wrong")
    assert is_in(sign_in(cast["publisher"]))


def test_a_name_that_does_not_exist_is_answered_alike(editor: Member) -> None:
    told = [
        Client().post("/sign-in/", {"login": name, "password": "wrong"}).text
        for name in ("nobody-here", editor.username)
    ]
    sentence = "Неверное имя пользователя или пароль"
    assert all(sentence in page for page in told)


def test_guessing_codes_is_counted_too(editor: Member) -> None:
    secret, _codes = with_app(editor)
    browser = sign_in(editor)
    for _ in range(CODE.at_once):
        browser.post("/sign-in/second/", {"code": "000000"})
    told = browser.post("/sign-in/second/", {"code": code(secret)})
    assert "Слишком много неверных кодов" in told.text
    assert not is_in(browser)


def test_sessions_are_listed_and_end_one_by_one_or_together(editor: Member) -> None:
    here, there, third = (sign_in(editor) for _ in range(3))
    page = here.get("/account/").text
    assert "Этот браузер" in page
    keys = re.findall(r"/account/sessions/(\d+)/end/", page)
    assert len(keys) == 2
    here.post(f"/account/sessions/{keys[0]}/end/")
    assert [is_in(there), is_in(third)].count(False) == 1
    here.post("/account/sessions/others/end/")
    assert (is_in(here), is_in(there), is_in(third)) == (True, False, False)


def test_after_a_restore_nobody_is_signed_in(editor: Member) -> None:
    browser = sign_in(editor)
    assert end_all_sessions() > 0
    assert not is_in(browser)


def test_a_new_password_ends_the_other_sessions(editor: Member) -> None:
    here, there = sign_in(editor), sign_in(editor)
    new = SESAME[::-1]
    here.post(
        "/account/password/",
        {"old_password": SESAME, "new_password1": new, "new_password2": new},
    )
    assert (is_in(here), is_in(there)) == (True, False)


def test_who_has_no_password_is_led_to_the_account_and_not_into_a_fault(editor: Member) -> None:
    editor.set_unusable_password()
    editor.save()
    browser = Client()
    browser.force_login(editor)
    assert browser.get("/account/password/")["Location"] == "/account/"


def test_a_session_ends_with_the_browser_or_hours_after_the_last_click(
    editor: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = sign_in(editor)
    assert is_in(browser)
    assert browser.cookies["sessionid"]["expires"] == ""
    assert browser.session.get_expiry_age() == 12 * 3600
    first = Session.objects.get().expire_date
    browser.get("/incidents/")
    assert Session.objects.get().expire_date == first
    monkeypatch.setattr("dalel.newsroom.accounts.session_limits.time", lambda: time() + 700)
    browser.get("/incidents/")
    assert Session.objects.get().expire_date > first


def test_a_session_ends_a_week_after_it_began_however_often_there_is_a_click(
    editor: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = sign_in(editor)
    assert is_in(browser)
    week = 7 * 24 * 3600
    for later, is_open in ((week / 2, True), (week - 60, True), (week + 60, False)):
        monkeypatch.setattr(
            "dalel.newsroom.accounts.session_limits.time", lambda later=later: time() + later
        )
        assert is_in(browser) is is_open
    assert browser.get("/incidents/")["Location"] == "/sign-in/?next=/incidents/"
    assert not Session.objects.exists()


def carried_out(asker: Client, second: Member) -> str:
    """A second member confirms what was asked about an account, and the asker carries it out."""
    path = f"/newsroom/requests/{AccountRequestRow.objects.get(ended=None).pk}/"
    assert asker.post(path, {"do": "carry-out"}).status_code == 400
    sign_in(second).post(path, {"do": "confirm"})
    return asker.post(path, {"do": "carry-out"}).text


def test_a_link_lets_somebody_in_once(cast: dict[str, Member]) -> None:
    administrator = sign_in(cast["administrator"])
    asked = administrator.post(
        "/newsroom/invitations/", {"note": "жаңа", "role": "editor", "reads": ["ru"]}, follow=True
    ).text
    assert "/invitation/" not in asked
    page = carried_out(administrator, cast["publisher"])
    [link] = re.findall(r"/invitation/[\w-]+/", page)
    assert link not in administrator.get("/newsroom/invitations/").text
    browser = Client()
    browser.cookies["dalel_language"] = "ru"
    form = {"username": "nur", "name": "Нұр", "password1": SESAME, "password2": SESAME}
    for wrong, why in (
        ({"password2": "other"}, "не совпадают"),
        ({"password1": "12345678", "password2": "12345678"}, "Пароль"),
        ({"username": "THE-editor"}, "занято"),
        ({"username": "a/b"}, "только буквы, цифры"),
        ({"username": ""}, "Заполните"),
    ):
        refused = browser.post(link, form | wrong)
        assert (refused.status_code, wrong, why in refused.text) == (400, wrong, True)
    assert browser.post(link, form)["Location"] == "/account/factors/"
    # The password was chosen a moment ago: it is not asked for again.
    assert "<svg" in browser.get("/account/factors/app/").text
    made = Member.objects.get(username="nur")
    assert (made.role, made.reads, made.name) == (Role.EDITOR, ["ru"], "Нұр")
    assert Client().get(link).status_code == 410
    assert Client().post(link, form).status_code == 410


def test_a_closed_account_gets_in_nowhere_and_comes_back_by_a_link(
    cast: dict[str, Member],
) -> None:
    reporter, editor = sign_in(cast["reporter"]), sign_in(cast["editor"])
    publisher = sign_in(cast["publisher"])
    page = "/newsroom/members/the-reporter"
    editor.post(f"{page}/suspend/", {"reason": "ұсталды"})
    assert not is_in(reporter)
    assert not is_in(sign_in(cast["reporter"]))
    assert "ұсталды" in editor.get(f"{page}/").text
    assert editor.post(f"{page}/ask/").status_code == 302
    alone = editor.post(f"{page}/restore/")
    assert (alone.status_code, "Нужен не тот, кто просил" in alone.text) == (400, True)
    [link] = re.findall(r"/invitation/[\w-]+/", publisher.post(f"{page}/restore/").text)
    assert not is_in(sign_in(cast["reporter"]))
    back = Client()
    new = SESAME[::-1]
    back.post(link, {"password1": new, "password2": new})
    assert is_in(back)
    assert is_in(sign_in(cast["reporter"], new))


def test_the_last_publisher_is_not_closed_and_the_page_says_why(cast: dict[str, Member]) -> None:
    told = sign_in(cast["editor"]).post("/newsroom/members/the-publisher/suspend/")
    assert (told.status_code, "последний" in told.text) == (400, True)


def test_an_old_password_of_the_library_is_no_way_in(cast: dict[str, Member]) -> None:
    for path in ("/sign-up/", "/accounts/signup/", "/accounts/password/reset/", "/account/email/"):
        assert Client().get(path).status_code == 404
        assert sign_in(cast["editor"]).get(path).status_code == 404
