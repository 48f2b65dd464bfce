"""What does the desk show of sources and articles?"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import translation
from pytest_django import Settings

from dalel.domain.collection import FLAWS
from dalel.domain.exchange import FailureKind
from dalel.domain.retry_policy import MOST_ATTEMPTS
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.evidence.actions import articles
from dalel.newsroom.evidence.models import ArticleRow
from dalel.newsroom.frame import row_claims, worker_lives
from dalel.newsroom.sources.error_labels import flaw, judgement, trouble
from dalel.newsroom.sources.models import AddressRow, OutageRow, SourceRow
from dalel.pack import Pack, default_folder
from small_press import LAKE, START, SmallPress, page, small_press

pytestmark = pytest.mark.django_db


@pytest.fixture
def press(tiny_pack: Pack, tmp_path: Path) -> Iterator[SmallPress]:
    with small_press(tiny_pack, tmp_path) as opened:
        opened.run()
        yield opened


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_without_a_look_the_page_says_how_to_begin(reporter: Client, settings: Settings) -> None:
    settings.DALEL = settings.DALEL.model_copy(update={"contact": "desk@lake.test"})
    assert "./run" in shown(reporter, "/sources/")


def test_the_list_names_each_source_and_its_last_answer(
    reporter: Client, press: SmallPress
) -> None:
    text = shown(reporter, "/sources/")
    assert "lake.test" in text
    assert START.isoformat() in text


def test_a_source_that_is_down_stands_first_with_its_outage(
    reporter: Client, press: SmallPress
) -> None:
    press.down = {LAKE}
    press.run()
    press.run()
    text = shown(reporter, "/sources/")
    assert text.index("lake.test") < text.index("hill.test")
    page_of_source = shown(reporter, "/sources/lake/")
    assert OutageRow.objects.get().error in page_of_source.replace("&#39;", "'")


def test_an_article_shows_what_was_taken_out_and_how_it_stood(
    reporter: Client, press: SmallPress
) -> None:
    row = ArticleRow.objects.get(source__key="lake")
    articles.watch([row], "a story")
    press.now = START + timedelta(hours=2)
    text = row.versions.get().text
    press.pages[f"{LAKE}/one"] = page("Новый заголовок", f"{text}\n\nПоследнее слово осталось.")
    press.run()
    answer = shown(reporter, f"/articles/{row.pk}/")
    assert "<ins>Последнее слово осталось.</ins>" in answer
    assert "Новый заголовок" in answer
    assert 'data-state="changed"' in answer


def test_a_source_links_to_its_articles(reporter: Client, press: SmallPress) -> None:
    row = ArticleRow.objects.get(source__key="lake")
    assert f"/articles/{row.pk}/" in shown(reporter, "/sources/lake/")


def test_what_is_wrong_is_told_in_the_language_of_the_screen(
    reporter: Client, press: SmallPress
) -> None:
    press.down = {LAKE}
    press.pages["hill.test/rss"] = page("Мы переехали")
    press.run()
    press.run()
    text = shown(reporter, "/sources/")
    assert "имя сайта не находится" in text
    assert "содержимое не читается" in text
    of_lake = shown(reporter, "/sources/lake/")
    assert "http://lake.test/rss" in of_lake
    assert "имя сайта не находится: 2" in of_lake
    press.down = set()


def test_an_outlet_that_answers_elsewhere_is_said_to_be_closed_to_us(
    reporter: Client, press: SmallPress
) -> None:
    press.is_seen_abroad, press.down = True, {LAKE}
    press.run()
    assert "закрыт для нас" in shown(reporter, "/sources/")
    assert "отвечает через abroad" in shown(reporter, "/sources/lake/")


@pytest.mark.parametrize("kind", [*FailureKind, *FLAWS])
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_failure_has_its_wording(kind: str, language: str) -> None:
    with translation.override(language):
        assert trouble(kind) != kind
        assert not re.search("[a-z]{4}", trouble(kind).replace("robots.txt", ""))


def test_an_unknown_kind_and_an_unknown_reason_stand_for_themselves() -> None:
    assert flaw("dust: in the wires") == ("dust", "in the wires")
    with translation.override("ru"):
        assert judgement("it rains") is None
        assert judgement("text changed") == "изменился текст"
        told = judgement("answered 404 (seen from: direct)")
    assert told == "ответ сервера: 404, откуда смотрели: direct"


@pytest.mark.parametrize("address", ["/sources/nobody/", "/articles/987654/"])
def test_what_there_is_not_is_not_found(reporter: Client, db: None, address: str) -> None:
    assert reporter.get(address).status_code == 404


def test_nobody_sees_sources_without_signing_in(client: Client, press: SmallPress) -> None:
    assert client.get("/sources/").status_code == 302
    assert SourceRow.objects.count() == 2


def rest(source: str) -> AddressRow:
    """Let the address of a source rest."""
    row = AddressRow.objects.get(source__key=source)
    for _ in range(MOST_ATTEMPTS):
        row_claims.fail(row, "timeout: no answer at all", START)
    return row


def test_what_rests_is_shown_on_today_among_the_sources_and_at_its_own(
    reporter: Client, press: SmallPress
) -> None:
    row = rest("lake")
    for address in ("/", "/sources/"):
        assert "1 задание отложено" in shown(reporter, address)
    for address in ("/sources/lake/", "/resting/"):
        text = shown(reporter, address)
        assert row.url in text
        assert trouble_in_russian() in text
        assert "5 раз подряд" in text
        assert START.isoformat() in text
    assert row.url not in shown(reporter, "/sources/hill/")


def trouble_in_russian() -> str:
    with translation.override("ru"):
        return trouble("timeout")


def test_who_changes_sources_has_it_tried_again_and_nobody_else(
    reporter: Client, press: SmallPress, cast: dict[str, Member]
) -> None:
    row = rest("lake")
    form = {"work": "look", "key": str(row.pk)}
    assert "Попробовать снова" not in shown(reporter, "/resting/")
    assert reporter.post("/resting/again/", form).status_code == 403
    editor = Client()
    editor.force_login(cast["editor"])
    assert "Попробовать снова" in shown(editor, "/resting/")
    for _ in range(2):
        assert editor.post("/resting/again/", form).status_code == 302
    row.refresh_from_db()
    assert (row.attempts, row.next_at is None) == (0, False)
    assert "Ничего не отложено" in shown(editor, "/resting/")


@pytest.mark.parametrize("form", [{"work": "sleep", "key": "1"}, {"work": "look", "key": "x"}, {}])
def test_a_form_that_names_no_work_is_refused(
    client: Client, cast: dict[str, Member], form: dict[str, str]
) -> None:
    client.force_login(cast["editor"])
    assert client.post("/resting/again/", form).status_code == 400


@pytest.mark.parametrize(
    ("language", "said"),
    [("ru", "прервался 2 раза"), ("en", "ended 2 times")],
)
def test_today_says_how_often_the_worker_died_and_its_last_words(
    client: Client, cast: dict[str, Member], settings: Settings, language: str, said: str
) -> None:
    # The invented country speaks no Kazakh.
    settings.DALEL = settings.DALEL.model_copy(update={"pack": default_folder()})
    cache.clear()
    now = datetime.now(UTC)
    for minutes in (50, 20):
        moment = now - timedelta(minutes=minutes)
        worker_lives.note_death(
            "host", 7, began=moment, ended=moment, code=-9, words="no room left"
        )
    member = cast["reporter"]
    Member.objects.filter(pk=member.pk).update(language=language)
    client.force_login(Member.objects.get(pk=member.pk))
    text = shown(client, "/")
    assert said in text
    assert "no room left" in text
