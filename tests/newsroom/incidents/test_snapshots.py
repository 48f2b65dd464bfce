"""Is what the public gets a faithful and frozen picture of the rows?"""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dalel.domain.dates import PartialDate, Precision
from dalel.domain.states import VersionState
from dalel.newsroom.editions.models import EditionRow, IntroductionRow
from dalel.newsroom.evidence.models import ArticleRow
from dalel.newsroom.incidents.models import (
    CodesRow,
    DevelopmentLinkRow,
    DevelopmentRow,
    IncidentRow,
    LinkRow,
    TextVersionRow,
)
from dalel.newsroom.incidents.queries.snapshot import take
from dalel.pack import Pack

pytestmark = pytest.mark.django_db


def approve_everything() -> None:
    for rows in (TextVersionRow, CodesRow, IntroductionRow):
        rows.objects.update(state=VersionState.APPROVED)


def test_an_empty_record_is_a_preview_of_nothing(tiny_pack: Pack) -> None:
    snapshot = take(tiny_pack)
    assert (snapshot.incidents, snapshot.editions, snapshot.preview) == ((), (), True)
    assert snapshot.time == datetime(1970, 1, 1, tzinfo=UTC)


@pytest.mark.usefixtures("record")
def test_it_holds_incidents_editions_and_the_time_of_the_latest_change(
    tiny_pack: Pack, now: datetime
) -> None:
    snapshot = take(tiny_pack)
    [(_folder, past)] = tiny_pack.bulletins.items()
    first = snapshot.incidents[0]
    assert first.number == "XT-2031-0001"
    assert first.codes == past.entries["1.1"].codes
    assert first.date == past.entries["1.1"].date
    assert first.texts["en"].title == "The Shore blocked by order of the ministry"
    assert first.links[0].url == "https://shore.test/1001-sait-bereg-zablokirovan"
    assert "utm_source" in first.links[0].printed
    [edition] = snapshot.editions
    assert [number for numbers in edition.incidents.values() for number in numbers] == [
        incident.number for incident in snapshot.incidents
    ]
    assert set(edition.introduction) == {"ru", "en"}
    assert snapshot.time == now
    assert snapshot.places["XT"] == tiny_pack.places[0].labels


@pytest.mark.usefixtures("record")
def test_the_same_record_gives_the_same_snapshot(tiny_pack: Pack) -> None:
    assert take(tiny_pack) == take(tiny_pack)


@pytest.mark.usefixtures("record")
def test_drafts_make_a_preview_and_approval_of_everything_ends_it(tiny_pack: Pack) -> None:
    assert take(tiny_pack).preview
    approve_everything()
    snapshot = take(tiny_pack)
    assert not snapshot.preview
    assert snapshot.incidents[0].approved == frozenset({"ru", "en"})


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize("rows", [TextVersionRow, CodesRow, IntroductionRow])
def test_one_unapproved_version_makes_a_preview(
    tiny_pack: Pack, rows: type[TextVersionRow | CodesRow | IntroductionRow]
) -> None:
    approve_everything()
    first = rows.objects.order_by("pk").first()
    assert first is not None
    rows.objects.filter(pk=first.pk).update(state=VersionState.IN_REVIEW)
    assert take(tiny_pack).preview


@pytest.mark.usefixtures("record")
def test_a_missing_language_makes_a_preview(tiny_pack: Pack) -> None:
    approve_everything()
    TextVersionRow.objects.filter(incident__number="XT-2031-0001", language="en").delete()
    assert take(tiny_pack).preview


@pytest.mark.usefixtures("record")
def test_what_is_superseded_is_not_shown_and_the_newest_is(tiny_pack: Pack, now: datetime) -> None:
    old = TextVersionRow.objects.get(incident__number="XT-2031-0001", language="ru")
    old.state = VersionState.SUPERSEDED
    old.save(update_fields=["state"])
    TextVersionRow.objects.create(
        incident=old.incident,
        language="ru",
        number=2,
        title=None,
        paragraphs=["Новый текст."],
        time=now,
        state=VersionState.DRAFT,
    )
    text = take(tiny_pack).incidents[0].texts["ru"]
    assert (text.title, text.paragraphs) == (None, ("Новый текст.",))


@pytest.mark.usefixtures("record")
def test_developments_come_with_their_links(tiny_pack: Pack) -> None:
    incident = IncidentRow.objects.get(number="XT-2031-0001")
    row = DevelopmentRow(incident=incident, order=1, texts={"ru": "Сайт снова открылся."})
    row.date = PartialDate(iso="2031-06-01", precision=Precision.DAY)
    row.save()
    link = DevelopmentLinkRow.objects.create(
        development=row, order=1, printed="a", url="https://bay.test/a", canonical="b", host="c"
    )
    [development] = take(tiny_pack).incidents[0].developments
    assert development.date == row.date
    assert development.links[0].url == str(link)
    assert str(row).endswith("2031-06-01")


@pytest.mark.usefixtures("record")
def test_a_release_later_than_every_text_gives_the_time(tiny_pack: Pack, now: datetime) -> None:
    later = now + timedelta(days=3)
    EditionRow.objects.update(released=later)
    assert take(tiny_pack).time == later


@pytest.mark.usefixtures("record")
def test_the_number_of_queries_does_not_grow_with_the_record(
    tiny_pack: Pack, now: datetime
) -> None:
    with CaptureQueriesContext(connection) as few:
        take(tiny_pack)
    rows = [
        IncidentRow(number=f"XT-2040-{count:04}", section=1, updated=now) for count in range(1, 500)
    ]
    made = IncidentRow.objects.bulk_create(rows)
    TextVersionRow.objects.bulk_create(
        TextVersionRow(incident=row, language="ru", number=1, paragraphs=["П"], time=now)
        for row in made
    )
    with CaptureQueriesContext(connection) as many:
        assert len(take(tiny_pack).incidents) > 499
    # What is told of incidents; beside them matters, people, outlets, days, evidence, history,
    # notices, what members told of conversations, files, pictures and letters, the imprint, which
    # addresses are cited now, and when their pages were published; and the two that open and close
    # the transaction.
    assert len(few) == len(many) <= 40


@pytest.mark.usefixtures("record")
def test_when_it_was_reported_is_told_by_the_page_that_is_kept_else_by_its_address(
    tiny_pack: Pack, now: datetime
) -> None:
    links = LinkRow.objects.filter(incident__number="XT-2031-0001")
    assert {one.reported for one in take(tiny_pack).incidents} == {None}
    address = "https://shore.test/2031/05/09/a"
    links.update(url=address, canonical=address)
    assert take(tiny_pack).incidents[0].reported == PartialDate(
        iso="2031-05-09", precision=Precision.DAY
    )
    ArticleRow.objects.create(
        canonical=address, url=address, published_iso="2031-05-07", first_kept=now, last_looked=now
    )
    assert take(tiny_pack).incidents[0].reported == PartialDate(
        iso="2031-05-07", precision=Precision.DAY
    )
