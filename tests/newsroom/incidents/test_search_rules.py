"""Is what stands indexed again when the rules of search change?"""

from datetime import UTC, datetime

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from dalel.domain.states import IncidentState, VersionState
from dalel.newsroom.evidence.models import ArticleVersionRow
from dalel.newsroom.frame.models import SearchRow
from dalel.newsroom.frame.search_index import find
from dalel.newsroom.incidents.actions.search_rules import index_again
from dalel.newsroom.incidents.models import IncidentRow, TextVersionRow
from story_rows import incident, kept_article

pytestmark = pytest.mark.django_db
NOW = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def older() -> None:
    """Two articles and an incident, indexed by rules of before."""
    kept_article("one", NOW, title="Суд", text="Людей оправдали")
    kept_article("two", NOW, title="Суд", text="Люди ждут писем")
    incident("XX-2031-0001", NOW, title="Человека судят")
    IncidentRow.objects.update(state=IncidentState.PUBLISHED)
    TextVersionRow.objects.update(state=VersionState.APPROVED)
    SearchRow.objects.update(stems="люд", words="люд", rules=None)


def test_texts_of_older_rules_are_found_again_a_few_at_a_time() -> None:
    assert find("человек").total == 0
    assert index_again(1) == 1
    assert find("человек").total == 1
    assert index_again() == 2
    assert index_again() == 0
    assert find("человек").total == 3
    assert find("письма").total == 1


def test_what_is_withheld_meanwhile_is_not_brought_back() -> None:
    ArticleVersionRow.objects.filter(text="Людей оправдали").update(title="", text="")
    assert index_again() == 3
    assert find("человек").total == 2
    assert SearchRow.objects.count() == 2


def test_where_nothing_is_left_one_look_into_an_index_tells_it(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    index_again()
    with django_assert_num_queries(1) as asked:
        assert index_again() == 0
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {asked.captured_queries[0]['sql']}")
            assert ["COVERING INDEX" in told for _, _, _, told in cursor.fetchall()] == [True]
