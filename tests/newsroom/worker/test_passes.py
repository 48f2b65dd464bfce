"""What does a pass record, and about whom does it keep silent?"""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from dalel.domain.health import Alarm
from dalel.domain.retry_policy import MOST_ATTEMPTS
from dalel.domain.states import ArticleState, FindingState
from dalel.newsroom.evidence.actions import articles
from dalel.newsroom.evidence.actions.verification import verify_all
from dalel.newsroom.evidence.models import ArticleRow, CaptureRow, FindingRow
from dalel.newsroom.evidence.queries.source_health import sources as sources_now
from dalel.newsroom.incidents.models import IncidentRow, LinkRow
from dalel.newsroom.sources.models import AddressRow, OutageRow, SourceRow
from dalel.newsroom.worker.actions.passes import Orders
from dalel.pack import Pack
from small_press import HILL, LAKE, START, SmallPress, feed, page, small_press

pytestmark = pytest.mark.django_db
_DAY = timedelta(days=1)


@pytest.fixture
def press(tiny_pack: Pack, tmp_path: Path) -> Iterator[SmallPress]:
    with small_press(tiny_pack, tmp_path) as opened:
        yield opened


def watched(press: SmallPress) -> ArticleRow:
    """The lake's article, kept and due for its first new capture."""
    press.run()
    row = ArticleRow.objects.get(source__key="lake")
    articles.watch([row], "a story")
    press.now = START + timedelta(hours=2)
    return row


def look_again(press: SmallPress) -> ArticleRow:
    press.run()
    return ArticleRow.objects.get(source__key="lake")


def test_cut_off_we_record_nothing_about_others(press: SmallPress) -> None:
    press.down = {"near.test", LAKE}
    report = press.run()
    assert report.cut_off == ("inside",)
    assert report.sources == {}
    assert not SourceRow.objects.exists()
    assert not OutageRow.objects.exists()
    assert all(place.startswith("far.test") for place in press.asked)


def test_back_on_the_net_the_work_is_made_up(press: SmallPress) -> None:
    press.down = {"near.test", "far.test"}
    press.run()
    press.down = set()
    press.run()
    assert ArticleRow.objects.count() == 2


def test_cut_off_on_the_way_what_failed_is_as_if_never_asked(press: SmallPress) -> None:
    press.falls = {f"{HILL}/rss": {"near.test", "far.test", LAKE, HILL}}
    press.pages[f"{LAKE}/rss"] = feed()
    press.run()
    assert not OutageRow.objects.exists()
    assert not AddressRow.objects.exclude(error="").exists()
    assert set(FindingRow.objects.values_list("state", "attempts", "error")) <= {
        (FindingState.NEW, 0, "")
    }
    assert not SourceRow.objects.exclude(error_kind="").exists()
    press.down, press.falls = set(), {}
    press.run()
    assert ArticleRow.objects.filter(source__key="hill").count() == 1


def test_an_outlet_that_answers_nobody_is_down_from_its_first_failure(press: SmallPress) -> None:
    press.down = {LAKE}
    assert press.run().outages == ()
    assert press.run().outages == ("lake",)
    outage = OutageRow.objects.get()
    assert (outage.started, outage.ended, outage.error_kind) == (START, None, "dns")
    assert outage.vantage == "direct"
    press.run()
    assert OutageRow.objects.count() == 1


def test_an_answer_ends_the_outage(press: SmallPress) -> None:
    press.down = {LAKE}
    press.run()
    press.run()
    press.down = set()
    press.run()
    assert OutageRow.objects.get().ended == START + timedelta(minutes=2)
    assert SourceRow.objects.get(key="lake").failing_since is None


def test_an_outlet_that_answers_elsewhere_is_closed_to_us_and_not_down(press: SmallPress) -> None:
    press.is_seen_abroad = True
    press.down = {LAKE}
    assert press.run().outages == ("lake",)
    outage = OutageRow.objects.get()
    assert (outage.error_kind, outage.vantage, outage.answers_from) == ("dns", "direct", "abroad")
    kept = CaptureRow.objects.get(vantage="abroad")
    assert (kept.url, kept.status) == (f"http://{LAKE}/rss", 200)
    [hill, lake] = sorted(sources_now(press.now), key=lambda one: one.key)
    assert (hill.alarm, lake.alarm) == (Alarm.NONE, Alarm.CLOSED)
    assert lake.outages[0].answers_from == "abroad"
    press.run()
    assert OutageRow.objects.count() == 1


def test_a_refusal_meant_for_us_is_on_record_until_we_are_served(press: SmallPress) -> None:
    press.is_seen_abroad = True
    press.pages |= {f"{LAKE}/rss": 403, f"{LAKE}/robots.txt": 404}
    press.run()
    press.run()
    outage = OutageRow.objects.get()
    assert (outage.error, outage.answers_from, outage.ended) == ("answered 403", "abroad", None)
    press.pages[f"{LAKE}/rss"] = feed(f"http://{LAKE}/one")
    press.run()
    assert OutageRow.objects.get().ended == START + timedelta(minutes=2)


def test_a_refusal_is_no_outage_where_nobody_else_can_look(press: SmallPress) -> None:
    press.pages |= {f"{LAKE}/rss": 403, f"{LAKE}/robots.txt": 404}
    press.run()
    press.run()
    assert not OutageRow.objects.exists()


def test_a_cited_address_that_leads_on_is_watched_as_the_page_it_leads_to(
    press: SmallPress,
) -> None:
    incident = IncidentRow.objects.create(number="XT-2031-0001", section=1, updated=START)
    old = f"http://{LAKE}/old"
    press.leads = {f"{LAKE}/old": f"http://{LAKE}/one"}
    LinkRow.objects.create(
        incident=incident, order=1, printed=old, url=old, canonical=f"https://{LAKE}/old", host=LAKE
    )
    press.run()
    finding = FindingRow.objects.get(url=old)
    assert finding.article is not None
    assert finding.article.canonical == f"https://{LAKE}/one"
    assert finding.article.watched_for == "cited"


def test_when_nobody_answers_nobody_is_called_down(press: SmallPress) -> None:
    press.down = {LAKE, HILL}
    press.run()
    press.run()
    assert not OutageRow.objects.exists()


def test_a_feed_that_is_none_fails_with_its_reason_until_it_is_mended(press: SmallPress) -> None:
    press.pages[f"{LAKE}/rss"] = page("Мы переехали")
    report = press.run()
    assert report.sources["lake"].skipped == {"unreadable": 1}
    press.run()
    row = AddressRow.objects.get(source__key="lake")
    assert row.error == f"unreadable: http://{LAKE}/rss: not a feed"
    assert {one.key: one.alarm for one in sources_now(press.now)}["lake"] is Alarm.FAILING
    press.pages[f"{LAKE}/rss"] = feed(f"http://{LAKE}/one")
    press.run()
    assert AddressRow.objects.get(source__key="lake").error == ""


def test_a_failing_source_does_not_stop_the_others(press: SmallPress) -> None:
    press.pages[f"{LAKE}/rss"] = 403
    report = press.run()
    assert report.failing == ()
    assert [failure.status for failure in report.sources["lake"].failures] == [403]
    assert ArticleRow.objects.get().source == SourceRow.objects.get(key="hill")
    assert AddressRow.objects.get(source__key="lake").error == "status: answered 403"


def test_a_removed_page_is_judged_so_with_its_404_as_evidence(press: SmallPress) -> None:
    watched(press)
    press.pages[f"{LAKE}/one"] = 404
    row = look_again(press)
    assert row.state == ArticleState.REMOVED
    judgement = row.life.latest("time")
    assert judgement.capture is not None
    assert judgement.capture.status == 404
    assert row.recaptures == 1


def test_a_page_barred_by_law_is_judged_blocked(press: SmallPress) -> None:
    watched(press)
    press.pages[f"{LAKE}/one"] = 451
    assert look_again(press).state == ArticleState.BLOCKED


def test_an_unreachable_page_is_tried_again_and_comes_back(press: SmallPress) -> None:
    watched(press)
    press.down = {LAKE}
    row = look_again(press)
    assert (row.state, row.recaptures, row.attempts) == (ArticleState.UNREACHABLE, 0, 1)
    assert row.life.latest("time").capture is None
    press.down = set()
    press.now += timedelta(hours=1)
    row = look_again(press)
    assert (row.state, row.recaptures, row.attempts) == (ArticleState.LIVE, 1, 0)
    assert [one.state for one in row.life.all()] == ["live", "unreachable", "live"]


def test_a_changed_headline_is_the_same_article(press: SmallPress) -> None:
    watched(press)
    press.pages[f"{LAKE}/one"] = page("Новый заголовок")
    row = look_again(press)
    assert row.state == ArticleState.CHANGED
    assert [one.changed for one in row.versions.all()] == [[], ["headline"]]
    assert ArticleRow.objects.count() == 2


def test_a_page_that_says_again_what_it_first_said_is_live(press: SmallPress) -> None:
    watched(press)
    first = press.pages[f"{LAKE}/one"]
    press.pages[f"{LAKE}/one"] = page("Новый заголовок")
    look_again(press)
    press.pages[f"{LAKE}/one"] = first
    press.now = START + 2 * _DAY
    row = look_again(press)
    assert row.state == ArticleState.LIVE
    assert row.versions.count() == 3


def test_the_same_body_is_a_revisit_and_no_version(press: SmallPress) -> None:
    watched(press)
    row = look_again(press)
    assert row.versions.count() == 1
    captures = CaptureRow.objects.filter(url=row.url).order_by("pk")
    assert [bool(one.body_of) for one in captures] == [False, True]


def test_after_thirty_days_an_article_is_left_alone(press: SmallPress) -> None:
    row = watched(press)
    for age in (1, 7, 30):
        look_again(press)
        press.now = START + age * _DAY + timedelta(hours=3)
    row = look_again(press)
    assert (row.recaptures, row.next_at) == (4, None)


def test_a_pass_that_is_over_leaves_the_rest_to_the_next(press: SmallPress) -> None:
    press.run(Orders(back=None, longest=timedelta()))
    assert set(FindingRow.objects.values_list("state", "attempts")) == {(FindingState.NEW, 0)}
    press.run()
    assert ArticleRow.objects.count() == 2


def test_all_pages_of_one_host_are_fetched_though_few_at_a_time(press: SmallPress) -> None:
    pages = {f"{LAKE}/{number}": page(f"Новость {number}") for number in range(30)}
    press.pages |= pages
    press.pages[f"{LAKE}/rss"] = feed(*(f"http://{place}" for place in pages))
    press.run()
    assert ArticleRow.objects.filter(source__key="lake").count() == 30


def test_an_address_that_never_answers_rests_as_stuck(press: SmallPress) -> None:
    press.pages[f"{LAKE}/one"] = 403
    for _ in range(MOST_ATTEMPTS):
        press.run()
        press.now += _DAY
    row = FindingRow.objects.get(source__key="lake")
    assert (row.attempts, row.next_at, row.state) == (MOST_ATTEMPTS, None, FindingState.NEW)
    asked = len(press.asked)
    press.run()
    assert f"{LAKE}/one" not in press.asked[asked:]


def test_links_that_incidents_cite_are_kept_and_watched(press: SmallPress) -> None:
    incident = IncidentRow.objects.create(number="XT-2031-0001", section=1, updated=START)
    LinkRow.objects.create(
        incident=incident,
        order=1,
        printed="http://well.test/cited",
        url="http://well.test/cited",
        canonical="https://well.test/cited",
        host="well.test",
    )
    press.pages["well.test/cited"] = page("Цитата")
    report = press.run()
    assert (report.cited, report.watched) == (1, 1)
    row = ArticleRow.objects.get(canonical="https://well.test/cited")
    assert (row.source, row.watched_for) == (None, "cited")
    assert row.next_at == row.first_kept + timedelta(hours=1)
    assert verify_all(press.vault).sound
