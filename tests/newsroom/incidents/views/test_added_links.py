"""Does the page of added links tell what became of each, and begin an entry from any or none?"""

from datetime import datetime

import pytest
from django.test import Client
from django.utils import translation
from pytest_django import Settings

from dalel.newsroom.accounts.models import Member
from dalel.newsroom.evidence.models import AddedLinkRow, FindingRow
from dalel.newsroom.incidents.models import IncidentRow, LinkRow
from dalel.newsroom.sources.error_labels import flaw
from story_rows import kept_article

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]
ONE = "XT-2031-0001"


@pytest.fixture
def known(now: datetime) -> str:
    """A host of which a page was captured before."""
    kept_article("one", now, title="Весть")
    return "https://lake.test"


def test_a_paste_is_answered_address_by_address(reporter: Client, known: str) -> None:
    text = (
        f"Вот: {known}/two?utm_source=x, и {known}/one.\n"
        "https://strange.test/<script>\nhttps://me:secret@strange.test/\nhttp://10.0.0.1/x\n"
    )
    answer = reporter.post("/links/", {"text": text})
    assert answer.status_code == 200
    added = AddedLinkRow.objects.values_list("finding__canonical", flat=True)
    assert set(added) == {f"{known}/one", f"{known}/two"}
    assert 'name="agreed" value="https://strange.test/"' in answer.text
    assert "secret" not in answer.text
    assert "<script>" not in answer.text.replace("<script src", "")
    assert "http://10.0.0.1/x" in answer.text
    assert not FindingRow.objects.filter(url__contains="strange").exists()
    again = reporter.post("/links/", {"agreed": ["https://strange.test/", "http://10.0.0.1/x"]})
    assert again.status_code == 200
    assert FindingRow.objects.filter(url="https://strange.test/").exists()
    assert not FindingRow.objects.filter(url__contains="10.0.0.1").exists()


def test_what_holds_no_address_is_handed_back(reporter: Client) -> None:
    for text in ("", "Просто слова", " \n"):
        answer = reporter.post("/links/", {"text": text})
        assert answer.status_code == 422
        assert text.strip() in answer.text
    assert reporter.get("/links/?to=XT-1999-0001").status_code == 404
    assert reporter.post("/links/", {"text": "a.kz/x", "to": "XT-1999-0001"}).status_code == 404


def test_of_ten_thousand_lines_some_are_taken_and_the_rest_is_told(
    reporter: Client, known: str
) -> None:
    lines = "\n".join(f"a{place}.kz" for place in range(10_000))
    answer = reporter.post("/links/", {"text": lines})
    assert answer.status_code == 200
    assert answer.text.count('name="agreed"') == 200
    assert "9800" in answer.text.replace("\xa0", "")
    assert not FindingRow.objects.exists()


def test_two_megabytes_are_refused_in_plain_words(reporter: Client) -> None:
    answer = reporter.post("/links/", {"text": "https://lake.test/x\n" * 100_000})
    assert answer.status_code == 413
    assert not FindingRow.objects.exists()


def test_links_join_an_old_entry(reporter: Client, known: str) -> None:
    assert f"/links/?to={ONE}" in reporter.get(f"/incidents/{ONE}/").text
    assert f'name="to" value="{ONE}"' in reporter.get(f"/links/?to={ONE}").text
    before = LinkRow.objects.filter(incident__number=ONE).count()
    reporter.post("/links/", {"text": f"{known}/two\n{known}/two#again", "to": ONE})
    assert LinkRow.objects.filter(incident__number=ONE).count() == before + 1


def test_an_entry_is_begun_from_links_or_none(reporter: Client, known: str) -> None:
    assert "/incidents/new/" in reporter.get("/incidents/").text
    assert reporter.get("/incidents/new/").status_code == 200
    wrong = reporter.post("/incidents/new/", {"section": "99", "text": "a.kz/x"})
    assert (wrong.status_code, "a.kz/x" in wrong.text) == (422, True)
    there = set(IncidentRow.objects.values_list("pk", flat=True))
    bare = reporter.post("/incidents/new/", {"section": "1"})
    row = IncidentRow.objects.exclude(pk__in=there).get()
    assert (bare.status_code, bare["Location"]) == (302, f"/incidents/{row.number}/edit/")
    assert reporter.get(bare["Location"]).status_code == 200
    there.add(row.pk)
    asked = reporter.post(
        "/incidents/new/", {"section": "2", "text": f"{known}/two\nhttps://strange.test/x"}
    )
    row = IncidentRow.objects.exclude(pk__in=there).get()
    assert (asked.status_code, row.section, row.state) == (200, 2, "unpublished")
    assert [link.url for link in row.links.all()] == [f"{known}/two"]
    assert f'name="to" value="{row.number}"' in asked.text


def test_the_form_stands_on_today_and_in_the_inbox_for_who_may_write(
    client: Client, cast: dict[str, Member]
) -> None:
    for role, may in (("reporter", True), ("administrator", False)):
        client.force_login(cast[role])
        for path in ("/", "/inbox/"):
            assert ('action="/links/"' in client.get(path).text) is may


def test_the_page_says_that_nothing_is_captured_without_a_contact(
    reporter: Client, settings: Settings
) -> None:
    assert 'id="unwatched"' in reporter.get("/links/").text
    settings.DALEL = settings.DALEL.model_copy(update={"contact": "desk@lake.test"})
    assert 'id="unwatched"' not in reporter.get("/links/").text


def test_what_was_passed_over_is_told(reporter: Client, known: str) -> None:
    text = f"Посмотрите это\n{known}/two\nи ещё\n{known}/two\n{known}/two?utm_source=x\n"
    page = reporter.post("/links/", {"text": text}).text
    assert "2 адреса повторялись и взяты по одному разу." in page
    assert "Пропущены 2 строки без адреса, первая: «Посмотрите это»" in page
    assert AddedLinkRow.objects.count() == 1
    page = reporter.post("/links/", {"text": f"Вот: {known}/three"}).text
    assert "повторя" not in page
    assert "Пропущен" not in page
    form = {"section": "1", "text": f"Без адреса\n{known}/four"}
    page = reporter.post("/incidents/new/", form, follow=True).text
    assert "«Без адреса»" in page


def test_a_page_that_is_not_there_and_a_host_that_is_not_there_are_told_so() -> None:
    with translation.override("ru"):
        assert flaw("status: answered 404") == ("страница не найдена", "answered 404")
        assert flaw("status: answered 500")[0] == "отвечает ошибкой"
        assert flaw("dns: Name or service not known")[0] == "имя сайта не находится"


def test_only_what_somebody_brought_in_before_is_known_already(
    reporter: Client, known: str
) -> None:
    first = reporter.post("/links/", {"text": f"{known}/one"}).text
    assert "Уже внесены" not in first
    assert "Сохранены раньше, теперь добавлены от вашего имени" in first
    assert "Уже внесены" in reporter.post("/links/", {"text": f"{known}/one"}).text
