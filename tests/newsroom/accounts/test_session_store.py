"""Can a copy of the database's rows open a session, and do its keys end everywhere?"""

from datetime import UTC, datetime, timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client

from dalel.newsroom.accounts.actions.sessions import end_all_sessions, end_open_keys, sessions
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.accounts.session_store import SessionStore, row_key
from newsroom.keys import SESAME

pytestmark = pytest.mark.django_db
_COOKIE = settings.SESSION_COOKIE_NAME


def came_in(member: Member) -> tuple[Client, str]:
    browser = Client()
    browser.post("/sign-in/", {"login": member.username, "password": SESAME})
    return browser, browser.cookies[_COOKIE].value


def is_in(browser: Client) -> bool:
    return browser.get("/account/").status_code == 200


def told_by_rows() -> str:
    """All that the two tables hold."""
    rows = [*Session.objects.values_list(), *UserSession.objects.values_list()]
    return "\n".join(map(str, rows))


def test_what_the_rows_hold_is_no_cookie_that_opens(cast: dict[str, Member]) -> None:
    browser, key = came_in(cast["editor"])
    assert is_in(browser)
    assert key not in told_by_rows()
    [row] = Session.objects.all()
    [seen] = UserSession.objects.all()
    assert row.session_key == seen.session_key == row_key(key)
    for stolen in (row.session_key, row_key(row.session_key), key[:-1], "\xff" * 32, ""):
        thief = Client()
        thief.cookies[_COOKIE] = stolen
        assert not is_in(thief)
    assert is_in(browser)


def test_a_new_password_and_the_way_out_leave_no_key_behind(cast: dict[str, Member]) -> None:
    browser, key = came_in(cast["editor"])
    new = SESAME[::-1]
    form = {"old_password": SESAME, "new_password1": new, "new_password2": new}
    browser.post("/account/password/", form)
    newer = browser.cookies[_COOKIE].value
    assert newer != key
    assert not [one for one in (key, newer) if one in told_by_rows()]
    [open_] = sessions(cast["editor"], newer)
    assert open_.is_current
    assert not SessionStore().exists(key)
    assert SessionStore().exists(newer)
    browser.post("/sign-out/")
    assert not Session.objects.exists()


def test_a_session_that_is_over_holds_nothing_and_is_cleared(cast: dict[str, Member]) -> None:
    browser, key = came_in(cast["editor"])
    Session.objects.update(expire_date=datetime.now(UTC) - timedelta(seconds=1))
    store = SessionStore(key)
    assert (dict(store.items()), store.session_key) == ({}, None)
    assert not is_in(browser)
    call_command("clearsessions")
    assert not Session.objects.exists()


def test_ending_what_never_began_is_no_fault() -> None:
    SessionStore().delete()
    assert end_all_sessions() == 0


def test_a_session_of_an_older_dalel_opens_nothing_and_ends(cast: dict[str, Member]) -> None:
    older = db.SessionStore()
    older[SESSION_KEY] = str(cast["editor"].pk)
    older.save()
    UserSession.objects.create(
        user_id=cast["editor"].pk, ip="127.0.0.1", session_key=older.session_key
    )
    browser = Client()
    browser.cookies[_COOKIE] = str(older.session_key)
    assert not is_in(browser)
    kept, key = came_in(cast["reporter"])
    assert end_open_keys() == 1
    assert is_in(kept)
    assert [row.session_key for row in Session.objects.all()] == [row_key(key)]
    assert [row.session_key for row in UserSession.objects.all()] == [row_key(key)]
    assert end_open_keys() == 0
