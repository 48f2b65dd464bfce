"""Do Today, diary, search and handover show what is so, and keep what is typed?"""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client

from dalel.domain.diary import DiaryKind, Forthcoming
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.models import DeskSession, HandoverRow, Member, SavedSearchRow
from dalel.newsroom.evidence.models import ArticleRow
from dalel.newsroom.incidents.actions import diary
from dalel.newsroom.incidents.actions.story_ranking import weigh_again
from dalel.newsroom.incidents.models import ConcernRow, DiaryRow
from dalel.newsroom.sources.models import SourceRow
from dalel.newsroom.stories.models import StoryRow
from dalel.newsroom.worker.actions.daily_look import note_look
from story_rows import incident, judge, kept_article, story_of

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC)
SOON = NOW.date() + timedelta(days=2)


def our_story(name: str) -> StoryRow:
    story = story_of([name], NOW - timedelta(hours=5))
    judge(story)
    weigh_again([story.pk])
    return story


def proposed() -> DiaryRow:
    our_story("a")
    one, *_ = diary.unread(NOW - timedelta(days=30), UTC, 9)
    day = Forthcoming(day=SOON, kind=DiaryKind.HEARING, sentence="Заседание через два дня.")
    diary.propose(one, [day], NOW)
    return DiaryRow.objects.get()


def test_an_empty_today_says_what_will_stand_there(reporter: Client) -> None:
    page = reporter.get("/").text
    for words in ("Нового нет", "Вас ничто не ждёт", "В работе нет выпуска", "Записки нет"):
        assert words in page
    assert 'role="img" aria-label="Сюжеты за 14 дней: поступило наших — 0, взято — 0."' in page


def test_a_first_visit_is_told_once(reporter: Client) -> None:
    assert "Вы здесь впервые" in reporter.get("/").text
    assert "Вы здесь впервые" not in reporter.get("/").text


def test_days_and_moments_are_written_one_way_on_every_screen(
    reporter: Client, cast: dict[str, Member]
) -> None:
    proposed()
    reporter.post("/handover/", {"text": "Завтра.", "seen": "0"})
    reporter.post("/inbox/" + our_story("b").key + "/reject/", {"reason": "sport"})
    other = re.compile(r"\d (?:[а-я]+[ая]) 20\d\d|\d\d\.\d\d \d\d:\d\d|\d{4}-\d\d-\d\d \d")
    for page in ("/", "/inbox/", "/inbox/aside/", "/diary/", "/handover/", "/account/"):
        text = re.sub(r"<[^>]+>", "", reporter.get(page).text)
        assert not other.findall(text), page
    assert f"{SOON:%d.%m.%Y}" in reporter.get("/").text
    assert re.search(r"\d\d\.\d\d\.20\d\d, \d\d:\d\d", reporter.get("/inbox/").text)


def test_today_says_in_red_that_the_database_is_damaged(reporter: Client, home: Path) -> None:
    note_look(home, ("Tree 12 page 7: bad",), NOW)
    assert 'class="notice danger" role="alert">База данных повреждена' in reporter.get("/").text
    note_look(home, (), NOW)
    assert "повреждена" not in reporter.get("/").text


@pytest.mark.usefixtures("record")
def test_today_shows_what_came_what_waits_and_what_comes_next(
    reporter: Client, cast: dict[str, Member]
) -> None:
    first = our_story("fresh")
    reporter.post(f"/inbox/{our_story('put off').key}/later/")
    proposed()
    act = Act(member=cast["editor"], time=NOW)
    diary.write(SOON, DiaryKind.DEADLINE, "Срок ответа", "", act)
    SourceRow.objects.create(key="lake", name="Озеро")
    page = reporter.get("/").text
    assert f"/inbox/{first.key}/" in page
    assert "1 отложенный сюжет" in page
    assert "Заседание через два дня." in page
    assert 'class="soon"' in page
    assert "Выпуск № 1" in page
    assert "<polyline" in page
    DeskSession.objects.update(here=NOW - timedelta(hours=2))
    assert "Вы были здесь" in reporter.get("/").text


def test_a_day_is_confirmed_mended_and_dismissed(reporter: Client) -> None:
    row = proposed()
    assert "Заседание через два дня." in reporter.get("/diary/").text
    path = f"/diary/{row.pk}/"
    sent = {"day": SOON.isoformat(), "kind": "deadline", "words": "Моими словами"}
    reporter.post(path, sent | {"do": "confirm"})
    row.refresh_from_db()
    assert (row.state, row.kind, row.words) == ("confirmed", "deadline", "Моими словами")
    wrong = reporter.post(path, {"day": "31.02.2031"})
    assert wrong.status_code == 422
    assert "нужна дата с 01.01.1990 по" in wrong.text
    for _ in range(2):
        reporter.post(path, {"do": "dismiss"})
    row.refresh_from_db()
    assert row.state == "dismissed"
    assert reporter.post("/diary/999/", sent).status_code == 404


def test_a_person_writes_a_day_down_and_nothing_typed_is_lost(reporter: Client) -> None:
    sent = {"day": SOON.isoformat(), "kind": "other", "words": "Годовщина", "incident": "XT-1"}
    wrong = reporter.post("/diary/write/", sent)
    assert wrong.status_code == 422
    assert 'value="Годовщина"' in wrong.text
    incident("XT-2031-0009", NOW)
    reporter.post("/diary/write/", sent | {"incident": "XT-2031-0009"})
    page = reporter.get("/diary/").text
    assert "Годовщина" in page
    assert "XT-2031-0009" in page


def test_a_calendar_reads_confirmed_days_at_a_secret_address(
    reporter: Client, client: Client, cast: dict[str, Member]
) -> None:
    proposed()
    then = NOW - timedelta(hours=3)
    act = Act(member=cast["editor"], time=then)
    words = "Заседание; суд, зал 5\x07\nвторой\u00a0этаж \\ вход"
    key = diary.write(SOON, DiaryKind.HEARING, words, "", act)
    page = reporter.post("/diary/address/").text
    address = page.split("<code>http://testserver")[1].split("</code>")[0]
    feed = Client().get(address)
    assert feed["Content-Type"] == "text/calendar; charset=utf-8"
    lines = feed.content.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    text = feed.content.replace(b"\r\n ", b"").decode()
    assert f"DTSTART;VALUE=DATE:{SOON:%Y%m%d}" in text
    assert "SUMMARY:заседание" in text
    assert "DESCRIPTION:Заседание\\; суд\\, зал 5\\nвторой\u00a0этаж \\\\ вход\r\n" in text
    assert f"UID:diary-{key}@dalel\r\n" in text
    assert f"DTSTAMP:{then:%Y%m%dT%H%M%SZ}\r\n" in text
    assert "TRIGGER:-PT15H\r\n" in text
    assert text.count("BEGIN:VEVENT") == 1
    assert "через два дня" not in text
    assert Client().get(address).content == feed.content
    reporter.post("/diary/address/")
    assert Client().get(address).status_code == 404


def test_a_calendar_of_one_who_has_left_is_shut(cast: dict[str, Member]) -> None:
    secret = diary.new_address(cast["editor"], NOW)
    assert Client().get(f"/diary/{secret}.ics").status_code == 200
    Member.objects.update(is_active=False)
    assert Client().get(f"/diary/{secret}.ics").status_code == 404


def test_a_search_marks_words_and_opens_what_it_found(reporter: Client) -> None:
    row = kept_article("a", NOW, title="Суд <b>оштрафовал</b> блогера", text="Блогеры & суды.")
    incident("XT-2031-0009", NOW, title="Блогер подал в суд")
    page = reporter.get("/search/", {"q": "блогером"}).text
    assert "<mark>блогера</mark>" in page
    assert "&lt;b&gt;" in page
    assert f'href="/articles/{row.pk}/"' in page
    assert 'href="/incidents/XT-2031-0009/"' in page
    only = reporter.get("/search/", {"q": "блогером", "kind": "incident"}).text
    assert f'href="/articles/{row.pk}/"' not in only
    assert "Всех этих слов вместе нигде нет" in reporter.get("/search/", {"q": "погода"}).text


def test_a_long_search_has_pages(reporter: Client) -> None:
    for count in range(21):
        kept_article(f"a{count}", NOW, title="Погода")
    page = reporter.get("/search/", {"q": "погода"}).text
    assert "page=2" in page
    assert "страница 1 из 2" in page
    assert 'rel="prev"' in reporter.get("/search/", {"q": "погода", "page": "2"}).text


def test_questions_are_kept_used_and_forgotten(reporter: Client) -> None:
    sent = {"name": "  Суды  ", "room": "inbox", "query": "section=3&page=2&told=9"}
    reporter.post("/searches/save/", sent)
    row = SavedSearchRow.objects.get()
    assert (row.name, row.query) == ("Суды", "section=3")
    for path in ("/inbox/", "/search/", "/searches/"):
        assert 'href="/inbox/?section=3"' in reporter.get(path).text
    reporter.post("/searches/save/", sent | {"room": "elsewhere", "name": "Иначе"})
    assert SavedSearchRow.objects.count() == 1
    reporter.post(f"/searches/{row.pk}/forget/")
    assert "Здесь будут запросы" in reporter.get("/searches/").text


def test_a_note_that_somebody_else_changed_keeps_what_was_typed(
    reporter: Client, cast: dict[str, Member]
) -> None:
    reporter.post("/handover/", {"text": "Ждём ответа", "seen": "0"})
    assert "Ждём ответа" in reporter.get("/").text
    HandoverRow.objects.create(number=2, text="Ответили", member=cast["editor"], time=NOW)
    stale = reporter.post("/handover/", {"text": "Мой текст <i>", "seen": "1"})
    assert stale.status_code == 409
    assert "Мой текст &lt;i&gt;</textarea>" in stale.text
    assert "Ответили" in stale.text
    long = reporter.post("/handover/", {"text": "ы" * 20_001, "seen": "2"})
    assert (long.status_code, HandoverRow.objects.count()) == (409, 2)
    reporter.post("/handover/", {"text": "Мой текст", "seen": "2"})
    page = reporter.get("/handover/").text
    assert "версия 3" in page


def test_the_codebook_is_read_with_its_rules(reporter: Client) -> None:
    page = reporter.get("/codebook/").text
    assert "tiny-1" in page
    assert 'id="block"' in page


def test_a_source_rests_and_is_watched_again(client: Client, cast: dict[str, Member]) -> None:
    SourceRow.objects.create(key="lake", name="Озеро")
    client.force_login(cast["editor"])
    assert "Приостановить" in client.get("/sources/lake/").text
    for _ in range(2):
        client.post("/sources/lake/state/", {"state": "paused"})
    assert SourceRow.objects.get().state == "paused"
    client.post("/sources/lake/state/", {"state": "active"})
    assert SourceRow.objects.get().state == "active"
    assert client.post("/sources/nobody/state/", {"state": "active"}).status_code == 404


def test_a_reporter_sees_no_button_that_is_not_for_them(reporter: Client) -> None:
    SourceRow.objects.create(key="lake")
    assert "/sources/lake/state/" not in reporter.get("/sources/lake/").text


def test_what_is_past_leaves_today(reporter: Client, cast: dict[str, Member]) -> None:
    act = Act(member=cast["editor"], time=NOW)
    diary.write(date(2020, 1, 1), DiaryKind.OTHER, "Давно", "", act)
    assert "Давно" not in reporter.get("/").text


def test_a_story_tells_the_day_of_publication_and_apart_when_it_was_seen(reporter: Client) -> None:
    story = our_story("a")
    ArticleRow.objects.update(published=datetime(2025, 3, 27, 9, 0, tzinfo=UTC))
    line = reporter.get("/").text.split(f'href="/inbox/{story.key}/"')[1].split("</li>")[0]
    published, seen = re.sub(r"<[^>]+>", "", line).split(" · ")[-2:]
    assert published.endswith("опубликовано 27.03.2025")
    assert re.fullmatch(r"замечено \d\d\.\d\d\.20\d\d, \d\d:\d\d", seen.strip())
    ArticleRow.objects.update(published=None, published_iso="2025-03")
    line = reporter.get("/").text.split(f'href="/inbox/{story.key}/"')[1].split("</li>")[0]
    assert "опубликовано" not in line
    assert "замечено" in line


def test_concerns_that_hold_back_are_counted_under_a_name_of_their_own(reporter: Client) -> None:
    row = incident("XT-2031-0001", NOW)
    for number, weight in enumerate(("error", "error", "warning")):
        ConcernRow.objects.create(key=f"k{number}", incident=row, rule="r", weight=weight)
    page = reporter.get("/").text.split('id="held"')[1].split("</section>")[0]
    assert "2 замечания не дают утвердить" in page
    assert "3 замечания" in reporter.get("/incidents/").text
