"""Do members see changes, threats and official figures as they stand now, with their entries?"""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from dalel.domain.dates import PartialDate, Precision
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.incidents.models import CodesRow, IncidentRow
from dalel.newsroom.sources.models import SourceRow
from dalel.newsroom.stories.models import MembershipRow, StoryRow
from story_rows import kept_article

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]
PAGES = ("/measures/change/", "/measures/threats/", "/measures/official/")


@pytest.fixture
def reporter(client: Client, cast: dict[str, Member]) -> Client:
    client.force_login(cast["reporter"])
    return client


def happened_on(row: IncidentRow, day: date) -> None:
    row.date = PartialDate(iso=day.isoformat(), precision=Precision.DAY)
    row.save()


@pytest.mark.parametrize("path", PAGES)
def test_each_page_costs_few_queries_and_leads_to_the_others(
    reporter: Client, path: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(30):
        shown = reporter.get(path).text
    assert all(f'href="{other}"' in shown for other in PAGES)


def test_without_sources_watched_for_long_nothing_is_compared(reporter: Client) -> None:
    assert "Сравнения пока нет." in reporter.get(PAGES[0]).text


def test_what_the_same_sources_told_is_drawn_and_listed(reporter: Client) -> None:
    now = datetime.now(UTC)
    source = SourceRow.objects.create(key="lake", first_look=now - timedelta(days=500))
    row = IncidentRow.objects.order_by("number")[0]
    day = (now - timedelta(days=35)).date()
    happened_on(row, day)
    article = kept_article("told", datetime(day.year, day.month, day.day, tzinfo=UTC))
    article.source = source
    article.save()
    link = row.links.get(order=1)
    link.canonical = article.canonical
    link.save()
    shown = reporter.get(PAGES[0]).text
    assert "<svg role=" in shown
    assert f'href="/incidents/{row.number}/"' in shown


def test_entries_that_narrow_rights_make_the_map(reporter: Client) -> None:
    assert CodesRow.objects.filter(direction="negative").exists()
    row = IncidentRow.objects.filter(codes__direction="negative").order_by("number")[0]
    # What is dated after today is on no map.
    assert f'href="/incidents/{row.number}/"' not in reporter.get(PAGES[1]).text
    happened_on(row, date(2025, 5, 1))
    shown = reporter.get(PAGES[1]).text
    assert f'href="/incidents/{row.number}/"' in shown
    assert "не установлено" in shown


def test_figures_of_articles_stand_with_their_sentence(reporter: Client) -> None:
    row, now = IncidentRow.objects.order_by("number")[0], datetime.now(UTC)
    said = "За 2025 год рассмотрено 90 жалоб (+12,5 %)."
    article = kept_article("counted", datetime(2026, 1, 5, tzinfo=UTC), text=said)
    story = StoryRow.objects.create(
        key="s", state="taken", incident=row, opened=now, newest=now, section=row.section
    )
    MembershipRow.objects.create(article=article, story=story, model="m", time=now)
    shown = reporter.get(PAGES[2]).text
    assert said in shown
    assert article.url in shown
    assert "+12,5 %" in shown.replace("\u00a0", " ")
    assert "(ранее: 80)" in shown
