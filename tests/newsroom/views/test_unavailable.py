"""What does a member see when the machine does not give what the desk needs?"""

import errno
import sqlite3
from pathlib import Path

import pytest
from django.db import DatabaseError
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import reverse

from dalel.newsroom.frame import error_pages

pytestmark = pytest.mark.django_db


def locked(folder: Path) -> Exception:
    """The error of a database that another process writes, as it comes out of Django."""
    first, second = (
        sqlite3.connect(folder / "one", timeout=0, isolation_level=None) for _ in range(2)
    )
    first.execute("begin immediate")
    try:
        second.execute("begin immediate")
    except sqlite3.OperationalError as error:
        outer = DatabaseError(str(error))
        outer.__cause__ = error
        return outer
    finally:
        first.close()
        second.close()
    raise AssertionError("nothing was locked")


def answer(
    client: Client, error: Exception, monkeypatch: pytest.MonkeyPatch, **sent: str
) -> tuple[int, str]:
    """Status and page where the view fails so."""

    def fall(*_arguments: object, **_named: object) -> None:
        raise error

    monkeypatch.setattr("dalel.newsroom.incidents.queries.incidents.editions", fall)
    client.raise_request_exception = False
    response = client.get("/editions/")
    return response.status_code, response.text


def test_a_full_disk_is_told_in_the_members_language_with_what_to_do(
    reporter: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = OSError(errno.ENOSPC, "No space left on device", "/srv/dalel/x")
    status, page = answer(reporter, full, monkeypatch)
    assert status == 503
    assert "заполнен" in page
    assert "отправьте форму ещё раз" in page
    assert 'lang="ru"' in page
    assert "/srv/dalel" not in page
    assert "Traceback" not in page


def test_a_locked_database_asks_for_patience(
    reporter: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    status, page = answer(reporter, locked(tmp_path), monkeypatch)
    assert status == 503
    assert "Подождите минуту" in page


@pytest.mark.parametrize(
    ("language", "words"),
    [("kk", "Дерекқор басқа жұмыспен бос емес"), ("ru", "База данных занята"), ("en", "is busy")],
)
def test_where_the_member_is_not_known_the_browser_decides(
    language: str, words: str, tmp_path: Path
) -> None:
    # So it is when the database fails before anybody asked it who this is.
    request = RequestFactory().post("/", headers={"accept-language": language})
    error = locked(tmp_path)
    page = shown(request, error)
    assert words in page
    assert f'lang="{language}"' in page


def shown(request: HttpRequest, error: Exception) -> str:
    try:
        raise error
    except DatabaseError:
        response = error_pages.broken(request)
    assert response["Retry-After"] == "60"
    return response.content.decode()


def test_who_sent_something_is_told_that_it_still_stands_in_the_form(tmp_path: Path) -> None:
    english = {"accept-language": "en"}
    sent = shown(RequestFactory().post("/", headers=english), locked(tmp_path))
    read = shown(RequestFactory().get("/", headers=english), locked(tmp_path))
    assert "go back in the browser" in sent
    assert "go back in the browser" not in read


def test_the_page_needs_nothing_out_of_the_database(
    tmp_path: Path, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        shown(RequestFactory().get("/"), locked(tmp_path))


def test_the_editor_says_when_a_text_is_not_kept(reporter: Client, record: object) -> None:
    page = reporter.get(reverse("incident-edit", args=["XT-2031-0001"])).text
    assert 'data-lost="Не сохранено' in page
