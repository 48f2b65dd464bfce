"""Is what a search finds shown with its words?"""

from datetime import UTC, datetime, timedelta

import pytest

from dalel.language.excerpts import ExcerptPiece
from dalel.newsroom.frame.models.search import Searched
from dalel.newsroom.incidents.models import IncidentRow
from dalel.newsroom.incidents.queries import found
from dalel.newsroom.sources.models import SourceRow
from story_rows import incident, kept_article, story_of

pytestmark = pytest.mark.django_db
NOW = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)


def hits(pieces: tuple[ExcerptPiece, ...]) -> list[str]:
    return [piece.text for piece in pieces if piece.is_hit]


def test_articles_and_incidents_stand_in_one_list() -> None:
    story = story_of(["a"], NOW)
    kept_article("b", NOW, title="Суд оштрафовал журналиста", text="Журналисты протестуют.")
    incident("XT-2031-0001", NOW + timedelta(days=1), title="Журналисты подали в суд")
    page = found.search("журналистами")
    assert [(one.kind, one.name) for one in page.found] == [
        (Searched.INCIDENT, "XT-2031-0001"),
        (Searched.ARTICLE, "lake.test"),
    ]
    assert hits(page.found[0].texts[0].title) == ["Журналисты"]
    assert hits(page.found[1].texts[0].excerpt) == ["Журналисты"]
    assert page.found[1].story == ""
    (one,) = found.search("a").found
    assert one.story == story.key


def test_an_article_is_named_after_its_outlet() -> None:
    row = kept_article("a", NOW, title="Погода")
    row.source = SourceRow.objects.create(key="lake", name="Озеро")
    row.save()
    assert [one.name for one in found.search("погода").found] == ["Озеро"]


def test_pages_end_with_the_last() -> None:
    for count in range(found.PAGE + 1):
        kept_article(f"a{count}", NOW + timedelta(hours=count), title="Погода")
    first, last = found.search("погода"), found.search("погода", page=9)
    assert (first.pages, len(first.found)) == (2, found.PAGE)
    assert (last.page, len(last.found)) == (2, 1)


def test_an_empty_query_finds_nothing() -> None:
    assert found.search(" ").total == 0


def test_an_incident_is_found_by_either_number_and_by_words() -> None:
    row = incident("XT-2031-0001", NOW, title="Сайт заблокирован")
    IncidentRow.objects.filter(pk=row.pk).update(provisional="XT-new-7")
    for query in ("xt-2031-0001", "XT-new-7", "заблокированного сайта"):
        assert [one.name for one in found.incidents_like(query)] == ["XT-2031-0001"]
    assert found.incidents_like("  ") == ()
    assert found.incidents_like("погода") == ()


def test_the_latest_incidents_are_those_worked_on_last() -> None:
    incident("XT-2031-0001", NOW, title="Раз")
    incident("XT-2031-0002", NOW + timedelta(days=1), title="Два")
    incident("XT-2031-0003", NOW + timedelta(days=2))
    IncidentRow.objects.filter(number="XT-2031-0003").update(state="withdrawn")
    assert [one.name for one in found.latest_incidents(1)] == ["XT-2031-0002", "XT-2031-0001"]
    assert found.latest_incidents(2) == ()
    assert len(found.latest_incidents(None)) == 2


def test_incidents_come_in_the_order_of_their_numbers_as_asked() -> None:
    incident("XT-2031-0001", NOW)
    incident("XT-2031-0002", NOW)
    asked = ["XT-2031-0002", "XT-2031-0009", "XT-2031-0001"]
    assert [one.name for one in found.by_numbers(asked)] == ["XT-2031-0002", "XT-2031-0001"]
