"""Does each judgement of an article's life carry its evidence, at each age at which we look?"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from dalel.domain.article_status import Judgement
from dalel.domain.retry_policy import MOST_ATTEMPTS, RECAPTURES
from dalel.domain.states import ArticleState
from dalel.newsroom.evidence.actions import articles
from dalel.newsroom.evidence.models import ArticleLifeRow, ArticleRow, CaptureRow
from dalel.newsroom.evidence.queries import article_status
from dalel.pack import Pack
from small_press import LAKE, START, SmallPress, page, small_press

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def press(tiny_pack: Pack, tmp_path: Path) -> Iterator[SmallPress]:
    with small_press(tiny_pack, tmp_path) as opened:
        opened.run()
        yield opened


def lake() -> ArticleRow:
    return ArticleRow.objects.get(source__key="lake")


def test_articles_are_watched_for_a_reason_once(press: SmallPress) -> None:
    rows = ArticleRow.objects.all()
    assert articles.watch(rows, "story 7") == 2
    assert articles.watch(rows, "story 8") == 0
    assert set(rows.values_list("watched_for", flat=True)) == {"story 7"}
    assert {row.next_at for row in rows} == {row.first_kept + RECAPTURES[0] for row in rows}


def test_an_article_is_captured_at_the_four_ages_and_no_more(press: SmallPress) -> None:
    articles.watch([lake()], "story 7")
    taken = []
    for hours in (0, 2, 3, 20, 25, 30, 160, 170, 200, 700, 725, 1000):
        press.now = START + timedelta(hours=hours, minutes=5)
        before = CaptureRow.objects.filter(url=lake().url).count()
        press.run()
        if CaptureRow.objects.filter(url=lake().url).count() > before:
            taken.append(hours)
    assert taken == [2, 25, 170, 725]
    assert (lake().recaptures, lake().next_at) == (4, None)


def test_an_old_article_that_is_watched_now_is_captured_once_and_then_at_its_next_age(
    press: SmallPress,
) -> None:
    press.now = START + 10 * DAY
    articles.watch([lake()], "story 7")
    for _ in range(4):
        press.run()
    assert CaptureRow.objects.filter(url=lake().url).count() == 2
    assert lake().next_at == lake().first_kept + RECAPTURES[3]


def test_an_address_that_does_not_answer_at_one_age_is_asked_again_at_the_next(
    press: SmallPress,
) -> None:
    articles.watch([lake()], "story 7")
    press.down = {LAKE}
    press.now = START + timedelta(hours=2)
    for _ in range(MOST_ATTEMPTS):
        press.run()
        press.now += timedelta(hours=3)
    row = lake()
    assert (row.state, row.attempts, row.recaptures) == (ArticleState.UNREACHABLE, 0, 1)
    assert row.next_at == row.first_kept + RECAPTURES[1]
    press.down = set()
    press.now = START + DAY + timedelta(hours=1)
    press.run()
    assert [one.state for one in lake().life.all()] == ["live", "unreachable", "live"]


def test_who_is_blocked_here_is_proved_by_what_came_elsewhere(press: SmallPress) -> None:
    articles.watch([lake()], "story 7")
    reach = press.reach()
    policy = replace(reach.policy, proxies={"abroad": f"http://127.0.0.1:{press.port}"})
    press.reach = lambda: replace(reach, policy=policy)  # type: ignore[method-assign]
    press.down = {LAKE}
    press.now = START + timedelta(hours=2)
    press.run()
    judgement = lake().life.latest("time")
    assert (lake().state, judgement.state) == (ArticleState.BLOCKED, "blocked")
    assert "it answers from abroad" in judgement.reason
    assert judgement.capture is not None
    assert (judgement.capture.vantage, judgement.capture.url) == ("abroad", lake().url)


@pytest.mark.parametrize(
    ("shown", "state"),
    [
        (404, "removed"),
        (410, "removed"),
        (451, "blocked"),
        (403, "unreachable"),
        (page("Другой заголовок"), "changed"),
        ("<html><body></body></html>", "unreachable"),
    ],
)
def test_whatever_came_back_is_the_evidence_of_the_judgement(
    press: SmallPress, shown: str | int, state: str
) -> None:
    articles.watch([lake()], "story 7")
    press.pages[f"{LAKE}/one"] = shown
    press.now = START + timedelta(hours=2)
    press.run()
    judgement = lake().life.latest("time")
    assert judgement.state == state
    assert judgement.capture == CaptureRow.objects.filter(url=lake().url).latest("pk")
    assert not ArticleLifeRow.objects.filter(capture=None).exists()


@pytest.mark.parametrize("state", list(ArticleState))
def test_without_evidence_only_unreachable_can_be_said(
    press: SmallPress, state: ArticleState
) -> None:
    row = lake()
    row.state = ArticleState.BLOCKED
    row.save()
    said = articles.judge(row, Judgement(state=state, reason="-"), press.now, None)
    assert said == (state is ArticleState.UNREACHABLE)
    assert lake().last_looked == press.now
    assert row.life.filter(capture=None).exists() == said


def test_a_changed_headline_is_shown_beside_the_one_before(press: SmallPress) -> None:
    articles.watch([lake()], "story 7")
    press.pages[f"{LAKE}/one"] = page("Новый заголовок")
    press.now = START + timedelta(hours=2)
    press.run()
    newest, first = article_status.article(lake().pk).versions
    assert (newest.title, newest.title_before) == ("Новый заголовок", first.title)
    assert first.title_before is None
    assert {piece.kind for piece in newest.pieces} == {"same"}
