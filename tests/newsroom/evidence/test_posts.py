"""Is a post that somebody names kept like a page, and are its edits and its end noticed?"""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from dalel.domain.states import ArticleState, FindingState
from dalel.newsroom.evidence.actions import articles
from dalel.newsroom.evidence.actions.try_source import take_addresses
from dalel.newsroom.evidence.actions.verification import verify_all
from dalel.newsroom.evidence.models import ArticleRow, ArticleVersionRow, CaptureRow, FindingRow
from dalel.pack import Pack
from small_press import SmallPress, small_press

pytestmark = pytest.mark.django_db
PREVIEW = "t.me/s/tau_news"


@pytest.fixture
def press(tiny_pack: Pack, tmp_path: Path) -> Iterator[SmallPress]:
    with small_press(tiny_pack, tmp_path) as open_one:
        open_one.also.add("t.me")
        shows(open_one, {7: "Бұрынғы", 8: "Сот шешімі\nБүгін шықты."})
        yield open_one


def shows(press: SmallPress, posts: dict[int, str]) -> None:
    press.pages[PREVIEW] = "<html><body>" + "".join(
        f"""<div class="tgme_widget_message" data-post="Tau_News/{number}">
        <div class="tgme_widget_message_text">{text.replace(chr(10), "<br>")}</div>
        <time datetime="2031-06-01T20:00:00+00:00"></time></div>"""
        for number, text in posts.items()
    )


def named(press: SmallPress, url: str = "http://t.me/tau_news/8") -> None:
    new, wrong = take_addresses(url, press.pack, press.now)
    assert (new, wrong) == (1, [])
    press.run()


def test_a_post_is_kept_from_its_channels_preview(press: SmallPress) -> None:
    named(press)
    article = ArticleRow.objects.get(is_post=True)
    version = article.versions.get()
    assert article.url == "http://t.me/tau_news/8"
    assert (version.title, version.text) == ("Сот шешімі", "Сот шешімі\nБүгін шықты.")
    assert (article.language, article.published_iso) == ("kk", "2031-06-01T20:00:00+00:00")
    assert version.capture.url == "http://t.me/s/tau_news?before=9"
    assert FindingRow.objects.get(url=article.url).state == FindingState.FETCHED


def test_its_edit_and_its_end_are_noticed_with_evidence(press: SmallPress) -> None:
    named(press)
    articles.watch(ArticleRow.objects.filter(is_post=True), "cited")
    shows(press, {7: "Бұрынғы", 8: "Сот шешімі\nЕртең шығады."})
    press.now += timedelta(hours=1)
    press.run()
    article = ArticleRow.objects.get(is_post=True)
    assert (article.state, article.versions.count()) == (ArticleState.CHANGED, 2)
    shows(press, {7: "Бұрынғы"})
    press.now += timedelta(days=1)
    press.run()
    article.refresh_from_db()
    judgement = article.life.latest("time")
    assert (article.state, judgement.state) == (ArticleState.REMOVED, ArticleState.REMOVED)
    assert "no longer this post" in judgement.reason
    assert judgement.capture is not None
    assert CaptureRow.objects.filter(url="http://t.me/s/tau_news?before=9").count() == 3
    report = verify_all(press.vault, pack=press.pack)
    assert (report.findings, report.rows[-1].held) == ((), ArticleVersionRow.objects.count())
    assert report.rows[-1].otherwise == ()


def test_a_channel_that_shows_nothing_says_nothing_of_its_posts(press: SmallPress) -> None:
    named(press)
    articles.watch(ArticleRow.objects.filter(is_post=True), "cited")
    press.pages[PREVIEW] = "<html><body><p>Tau News</p></body></html>"
    press.now += timedelta(hours=1)
    press.run()
    assert ArticleRow.objects.get(is_post=True).state == ArticleState.UNREACHABLE
    named(press, "http://t.me/tau_news/9")
    finding = FindingRow.objects.get(url="http://t.me/tau_news/9")
    assert finding.reason == "no article: the channel shows no posts to the public"
