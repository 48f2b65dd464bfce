"""What does the record say after a walk through the sample press?"""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.db.models import Count

from dalel.cli.sample import channels, drafts, measurer
from dalel.cli.sample.articles import SampleArticle, carried
from dalel.cli.sample.outlets import OUTLETS, Outlet, OutletKind, Trap
from dalel.cli.sample.press import ARTICLES
from dalel.domain.states import ArticleState, FindingState
from dalel.newsroom.evidence.actions.verification import verify_all
from dalel.newsroom.evidence.models import (
    ArticleLifeRow,
    ArticleRow,
    ArticleVersionRow,
    CaptureRow,
    FindingRow,
)
from dalel.newsroom.sources.models import AddressRow, OutageRow, SourceRow
from dalel.pack import default_folder
from journey.conftest import Walked

pytestmark = pytest.mark.django_db
PRESS = carried(default_folder() / ARTICLES)
#: Every third page of these cannot be had.
_HOLES = {Trap.FORBIDDEN, Trap.REDIRECT_LOOP, Trap.BOMB}


def outlet(trap: Trap) -> Outlet:
    return next(one for one in OUTLETS if one.trap is trap)


def address_of(article: SampleArticle) -> str:
    if article.outlet.kind is OutletKind.TELEGRAM:
        return f"https://tg.test{article.path}"
    return f"https://{article.outlet.host}{article.path.rstrip('/')}"


def findings(trap: Trap) -> dict[str, FindingRow]:
    rows = FindingRow.objects.filter(source__key=outlet(trap).id)
    return {urlsplit(row.url).path: row for row in rows}


def trapped(trap: Trap) -> list[SampleArticle]:
    return [article for article in PRESS[outlet(trap).id] if article.trapped]


@pytest.mark.parametrize("one", OUTLETS, ids=lambda one: one.id)
def test_every_article_that_can_be_had_is_kept_with_its_headline(
    walked: Walked, one: Outlet
) -> None:
    wanted = PRESS[one.id]
    if one.trap in _HOLES:
        wanted = tuple(article for article in wanted if not article.trapped)
    if one.trap is Trap.BROKEN_FEED:
        wanted = wanted[: len(wanted) // 2]
    rows = ArticleRow.objects.filter(source__key=one.id)
    firsts = ArticleVersionRow.objects.filter(article__in=rows, number=1)
    kept = dict(firsts.values_list("article__canonical", "title"))
    assert set(kept) == {address_of(article) for article in wanted}
    if one.kind is not OutletKind.TELEGRAM:
        assert kept == {address_of(article): article.title for article in wanted}


def test_a_second_pass_adds_no_row_and_transfers_no_body(walked: Walked) -> None:
    assert walked.after_second == walked.after_first
    for key, tally in walked.second.sources.items():
        assert (tally.captures, tally.found, tally.failures) == (0, 0, [])
        assert key == "sample-telegram" or tally.unchanged >= tally.looks == 1


def test_each_outlet_is_collected_or_its_failure_named(walked: Walked) -> None:
    own = (drafts.source(), *channels.sources(), measurer.source())
    beside = {one.id for one in own}
    assert set(walked.first.sources) == {one.id for one in OUTLETS} | beside
    assert walked.first.failing == ()
    assert walked.first.cut_off == ()
    forbidden = walked.first.sources[outlet(Trap.FORBIDDEN).id]
    assert {failure.reason for failure in forbidden.failures} == {"answered 403"}


def test_a_forbidden_page_waits_with_its_reason_and_the_refusal_is_kept(walked: Walked) -> None:
    rows = findings(Trap.FORBIDDEN)
    for article in trapped(Trap.FORBIDDEN):
        row = rows[article.path]
        assert row.state == FindingState.NEW
        assert row.error == "status: answered 403"
        assert row.next_at is not None
        assert CaptureRow.objects.filter(url=article.url, status=403).exists()


def test_a_page_that_leads_back_to_itself_waits_with_its_reason(walked: Walked) -> None:
    rows = findings(Trap.REDIRECT_LOOP)
    errors = {rows[article.path].error.partition(":")[0] for article in trapped(Trap.REDIRECT_LOOP)}
    assert errors == {"redirect_loop"}


def test_a_bomb_is_skipped_for_good(walked: Walked) -> None:
    rows = findings(Trap.BOMB)
    for article in trapped(Trap.BOMB):
        row = rows[article.path]
        assert row.state == FindingState.SKIPPED
        assert row.reason.startswith("bomb")
        assert row.next_at is None


def test_a_host_that_asks_for_patience_is_read_after_it(walked: Walked) -> None:
    states = {row.state for row in findings(Trap.TOO_MANY_REQUESTS).values()}
    assert states == {FindingState.FETCHED}


def test_a_feed_that_breaks_off_says_so(walked: Walked) -> None:
    address = AddressRow.objects.get(source__key=outlet(Trap.BROKEN_FEED).id)
    assert walked.first.sources[outlet(Trap.BROKEN_FEED).id].found > 0
    assert address.looks == 3


def test_no_date_is_invented_where_none_is_given(walked: Walked) -> None:
    rows = ArticleRow.objects.filter(source__key=outlet(Trap.MISSING_DATE).id)
    assert set(rows.values_list("published_iso", flat=True)) == {""}


def test_a_lying_sitemap_does_not_date_the_articles(walked: Walked) -> None:
    rows = ArticleRow.objects.filter(source__key=outlet(Trap.LYING_LASTMOD).id)
    times = {row.canonical: row.published for row in rows}
    wanted = {address_of(one): one.published for one in PRESS[outlet(Trap.LYING_LASTMOD).id]}
    assert times == wanted


def test_the_search_page_is_no_finding(walked: Walked) -> None:
    assert not FindingRow.objects.filter(url__contains="/search").exists()


def test_a_silent_edit_becomes_a_version_of_the_same_article(walked: Walked) -> None:
    edited = {address_of(article) for article in trapped(Trap.EDITED)}
    rows = ArticleRow.objects.filter(source__key=outlet(Trap.EDITED).id)
    changed = rows.filter(state=ArticleState.CHANGED)
    assert {row.canonical for row in changed} == edited
    for row in changed:
        first, second = row.versions.order_by("number")
        assert second.changed == ["headline", "text"]
        assert len(second.text) < len(first.text)
        assert second.capture_id != first.capture_id


def test_a_deleted_post_is_judged_removed_with_the_page_as_evidence(walked: Walked) -> None:
    gone = {address_of(article) for article in trapped(Trap.DELETED)}
    removed = ArticleRow.objects.filter(
        state=ArticleState.REMOVED, source__key=outlet(Trap.DELETED).id
    )
    assert {row.canonical for row in removed} <= gone
    assert removed.count() > 0
    for row in removed:
        judgement = row.life.latest("time")
        assert judgement.state == ArticleState.REMOVED
        assert judgement.capture is not None


def test_what_did_not_change_is_proved_by_a_capture_and_adds_no_version(walked: Walked) -> None:
    rows = ArticleRow.objects.filter(state=ArticleState.LIVE, is_post=False, recaptures=1)
    assert rows.count() > 100
    assert not rows.annotate(count=Count("versions")).exclude(count=1).exists()
    assert CaptureRow.objects.filter(status=304).exclude(body_of="").exists()


def test_the_next_recapture_is_a_day_after_the_first_capture(walked: Walked) -> None:
    row = ArticleRow.objects.filter(recaptures=1)[0]
    assert row.next_at == row.first_kept + timedelta(days=1)


def test_every_article_has_a_first_judgement_with_evidence(walked: Walked) -> None:
    firsts = ArticleLifeRow.objects.filter(state=ArticleState.LIVE)
    assert firsts.values("article").distinct().count() == ArticleRow.objects.count()
    assert not firsts.filter(capture=None).exists()


def test_no_outlet_is_down(walked: Walked) -> None:
    assert not OutageRow.objects.exists()
    assert not SourceRow.objects.filter(last_success=None).exists()


def test_the_evidence_is_sound_and_all_of_it_has_rows(walked: Walked) -> None:
    report = verify_all(walked.walk.vault)
    assert report.sound
    assert report.captures == CaptureRow.objects.count()


def test_a_bill_that_was_put_up_changed_or_taken_down_is_an_article_the_pass_after(
    walked: Walked,
) -> None:
    bills = {
        row.url.rpartition("/")[2]: row for row in ArticleRow.objects.filter(source__key="zhobalar")
    }
    assert set(bills) == {"101", "200", "201"}
    assert bills["201"].versions.get().title == drafts.NEW_BILL
    assert bills["200"].versions.get().text.endswith("на обсуждении → направлен в Парламент")
    assert bills["101"].state == ArticleState.REMOVED


def test_edits_and_deletions_in_a_dozen_channels_are_noticed(walked: Walked) -> None:
    names = [one.telegram for one in channels.sources() if one.telegram]
    posts = ArticleRow.objects.filter(source__key__in=names)
    assert posts.count() == 12 * 5
    assert posts.filter(versions__number=2).count() == 6
    assert posts.filter(state=ArticleState.REMOVED).count() == 4
