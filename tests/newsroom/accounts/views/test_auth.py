"""Can members come in, go out, change the key and the language?"""

import pytest
from django.contrib.auth import authenticate
from django.test import Client

from dalel.newsroom.accounts.models import Member
from newsroom.keys import SESAME

pytestmark = pytest.mark.django_db


def test_a_member_signs_in_and_lands_where_they_wanted(
    client: Client, cast: dict[str, Member]
) -> None:
    response = client.post(
        "/sign-in/?next=/incidents/",
        {"login": "the-editor", "password": SESAME, "next": "/incidents/"},
    )
    assert response["Location"] == "/incidents/"
    assert client.get("/incidents/").status_code == 200


@pytest.mark.parametrize(
    ("username", "password"), [("the-editor", "wrong"), ("nobody-here", SESAME), ("", "")]
)
def test_a_wrong_key_opens_nothing(
    client: Client, cast: dict[str, Member], username: str, password: str
) -> None:
    response = client.post("/sign-in/", {"login": username, "password": password})
    assert response.status_code == 200
    assert 'class="wrong"' in response.text
    assert "sessionid" not in client.cookies


def test_a_failed_sign_in_is_logged_without_who_and_what(
    client: Client, cast: dict[str, Member], caplog: pytest.LogCaptureFixture
) -> None:
    client.post("/sign-in/", {"login": "the-editor", "password": "wrong-key-2031"})
    [told] = [one for one in caplog.records if one.name == "dalel.newsroom.accounts.auth_log"]
    assert told.getMessage() == "A sign-in failed: no such name, or a wrong password."
    assert told.args is None or not told.args


def test_a_way_back_to_another_site_is_not_taken(client: Client, cast: dict[str, Member]) -> None:
    away = "https://elsewhere.test/"
    response = client.post("/sign-in/", {"login": "the-editor", "password": SESAME, "next": away})
    assert response["Location"] == "/"
    response = client.post("/language/", {"language": "en", "next": away})
    assert response["Location"] == "/"


def test_signing_out_ends_it(reporter: Client) -> None:
    answer = reporter.post("/sign-out/")
    assert answer["Location"] == "/sign-in/"
    assert answer["Clear-Site-Data"] == '"storage"'
    assert reporter.get("/editions/").status_code == 302


def test_a_password_of_the_machine_is_pointed_out_until_it_is_changed(
    client: Client, cast: dict[str, Member]
) -> None:
    member = cast["reporter"]
    member.password_temporary = True
    member.save()
    client.force_login(member)
    assert 'class="notice"' in client.get("/editions/").text
    new = "Жаңа-кілт-2031"
    form = {"old_password": SESAME, "new_password1": new, "new_password2": new}
    assert client.post("/account/password/", form)["Location"] == "/account/"
    assert "Пароль изменён" in client.get("/account/").text
    assert 'class="notice"' not in client.get("/editions/").text
    assert authenticate(username=member.username, password=new) == member


def test_a_weak_new_password_is_refused_with_its_reason(reporter: Client) -> None:
    form = {"old_password": SESAME, "new_password1": "12345", "new_password2": "12345"}
    response = reporter.post("/account/password/", form)
    assert "Пароль слишком короткий" in response.text
    assert "Пароль состоит только из цифр" in response.text


@pytest.mark.parametrize(
    ("password", "is_likely"),
    [
        ("Dalel-2026", True),
        ("дәлел-editor", True),
        ("Озёрный-1", True),
        ("password123", True),
        ("dalel-through-the-night", False),
        ("Жаңа-кілт-2031", False),
    ],
)
def test_a_password_made_of_words_of_the_newsroom_is_refused_as_a_common_one(
    reporter: Client,
    password: str,
    is_likely: bool,  # noqa: FBT001
) -> None:
    form = {"old_password": SESAME, "new_password1": password, "new_password2": password}
    answer = reporter.post("/account/password/", form)
    assert ("Такой пароль слишком распространён." in answer.text) is is_likely
    assert (answer.status_code == 302) is not is_likely


def test_a_member_keeps_the_language_on_every_machine(
    reporter: Client, cast: dict[str, Member]
) -> None:
    response = reporter.post("/language/", {"language": "en", "next": "/incidents/"})
    assert response["Location"] == "/incidents/"
    cast["reporter"].refresh_from_db()
    assert cast["reporter"].language == "en"
    elsewhere = Client()
    elsewhere.force_login(cast["reporter"])
    assert '<html lang="en">' in elsewhere.get("/incidents/").text


def test_a_stranger_keeps_the_language_in_the_browser(client: Client) -> None:
    assert '<html lang="ru">' in client.get("/sign-in/").text
    client.post("/language/", {"language": "en"})
    response = client.get("/sign-in/")
    assert '<html lang="en">' in response.text
    assert response["Content-Language"] == "en"


@pytest.mark.parametrize(
    ("preferred", "language"),
    [
        ("en-GB,en;q=0.9,ru;q=0.8", "en"),
        ("de-DE,ru;q=0.5,en;q=0.7", "en"),
        ("kk-KZ,de", "ru"),
        ("*", "ru"),
        ("", "ru"),
    ],
)
def test_a_stranger_is_spoken_to_in_a_language_that_the_browser_prefers(
    client: Client, preferred: str, language: str
) -> None:
    page = client.get("/sign-in/", headers={"Accept-Language": preferred})
    assert f'<html lang="{language}">' in page.text


def test_a_chosen_language_goes_before_that_which_the_browser_prefers(
    client: Client, cast: dict[str, Member]
) -> None:
    client.post("/language/", {"language": "ru"})
    preferred = {"Accept-Language": "en"}
    assert '<html lang="ru">' in client.get("/sign-in/", headers=preferred).text
    member = Client()
    member.force_login(cast["reporter"])
    assert '<html lang="ru">' in member.get("/incidents/", headers=preferred).text


@pytest.mark.parametrize("language", ["", "de", "kk"])
def test_a_language_that_the_pack_does_not_speak_is_refused(client: Client, language: str) -> None:
    assert client.post("/language/", {"language": language}).status_code == 400
