"""Does a member read what channels and letters would say, without a channel and without a build?"""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from html import unescape
from time import process_time

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from dalel.domain.states import EditionState, IncidentState, VersionState
from dalel.newsroom.accounts.queries.newsroom_settings import profile_of
from dalel.newsroom.editions.models import EditionRow
from dalel.newsroom.incidents.models import EditionEntryRow, IncidentRow, TextVersionRow
from dalel.newsroom.releases.actions.output_places import preview_folder
from dalel.newsroom.releases.models import MessageRow

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]
WORDS = "/editions/1/words/"
FIRST = "XT-2031-0001"
EVIL = "«Ә» & <script>alert(1)</script> </pre> 🏔"


def new_text(now: datetime, number: str = FIRST, language: str = "en", **changes: object) -> None:
    """A newer draft of a text."""
    last = TextVersionRow.objects.filter(incident__number=number, language=language).latest(
        "number"
    )
    told = {"title": last.title, "paragraphs": last.paragraphs} | changes
    TextVersionRow.objects.create(
        incident=last.incident, language=language, number=last.number + 1, time=now, **told
    )


def copied(page: str, name: str) -> str:
    """What a button copies."""
    [words] = re.findall(rf'<pre id="{name}" hidden>(.*?)</pre>', page, flags=re.S)
    return unescape(words)


def test_every_post_and_letter_is_told_in_both_languages_and_nothing_is_queued(
    reporter: Client,
) -> None:
    was_built = preview_folder().exists()
    page = reporter.get(WORDS).text
    count = EditionEntryRow.objects.filter(edition__number=1).count()
    assert page.count('<div class="post" lang="en">') == count + 1
    assert page.count('<div class="post" lang="ru">') == count + 1
    assert page.count('<pre class="letter"') == 2
    assert "The Shore blocked by order of the ministry" in copied(page, f"post-{FIRST}-en")
    assert not MessageRow.objects.exists()
    assert preview_folder().exists() == was_built


def test_what_is_copied_of_unapproved_texts_says_so_first(reporter: Client) -> None:
    page = reporter.get(WORDS).text
    assert "не одобрил" in page
    for name in ("post-XT-2031-0001-en", "digest-en", "letter-en"):
        assert copied(page, name).startswith("Preview, not published")


def test_a_newer_draft_is_told_while_it_is_not_released_and_not_after(
    reporter: Client, now: datetime
) -> None:
    IncidentRow.objects.update(state=IncidentState.PUBLISHED)
    TextVersionRow.objects.update(state=VersionState.APPROVED)
    new_text(now, title="A bolder title", state=VersionState.DRAFT)
    assert "A bolder title" in reporter.get(WORDS).text
    EditionRow.objects.update(state=EditionState.RELEASED, released=now)
    page = reporter.get(WORDS).text
    assert "A bolder title" not in page
    assert "The Shore blocked" in page


def test_an_entry_without_a_number_of_its_own_is_told(reporter: Client, now: datetime) -> None:
    row = IncidentRow.objects.get(number=FIRST)
    IncidentRow.objects.filter(pk=row.pk).update(number="XT-new-7", provisional="XT-new-7")
    page = reporter.get(WORDS).text
    assert "The Shore blocked" in copied(page, "post-XT-new-7-en")


def test_what_was_withdrawn_is_not_told(reporter: Client) -> None:
    IncidentRow.objects.filter(number=FIRST).update(state=IncidentState.WITHDRAWN)
    assert "The Shore blocked" not in reporter.get(WORDS).text


def test_markup_in_a_text_stays_text(reporter: Client, now: datetime) -> None:
    new_text(now, title=EVIL, paragraphs=[EVIL])
    page = reporter.get(WORDS).text
    assert "<script>alert" not in page
    assert EVIL in copied(page, f"post-{FIRST}-en")


def test_what_does_not_fit_is_counted(reporter: Client, now: datetime) -> None:
    new_text(now, paragraphs=["слово " * 400])
    page = reporter.get(WORDS).text
    told = re.findall(r"(\d[\d\xa0 ]*) из 1[\xa0 ]024 знаков", page)
    assert told
    assert max(int(re.sub(r"\D", "", one)) for one in told) <= 1024
    assert "только на странице" in page


def test_a_site_without_an_address_has_a_stand_in(
    reporter: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "dalel.newsroom.incidents.queries.snapshot.profile_of",
        lambda one: replace(profile_of(one), address=None),
    )
    page = reporter.get(WORDS).text
    assert "None" not in copied(page, "digest-en")
    assert "https://example.org/en/e/1/" in copied(page, "digest-en")
    assert "нет адреса" in page


def test_an_edition_that_is_not_there_is_not_found(reporter: Client) -> None:
    assert reporter.get("/editions/99/words/").status_code == 404


def test_the_way_leads_there_from_the_edition(reporter: Client) -> None:
    assert f'href="{WORDS}"' in reporter.get("/editions/1/").text


def test_thirty_eight_entries_are_told_within_a_second(
    reporter: Client, now: datetime, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    edition = EditionRow.objects.create(
        number=7, period_start=now.date(), period_end=now.date() + timedelta(days=9)
    )
    for count in range(38):
        incident = IncidentRow.objects.create(
            number=f"XT-2031-{count + 500:04d}", section=1, updated=now
        )
        for language in ("ru", "en"):
            TextVersionRow.objects.create(
                incident=incident, language=language, number=1, time=now,
                title=f"Title {count}", paragraphs=["Слова и слова. " * 60] * 3,
            )  # fmt: skip
        EditionEntryRow.objects.create(
            edition=edition, incident=incident, section=1, order=count + 1
        )
    reporter.get(WORDS)
    begun = process_time()
    with django_assert_max_num_queries(60):
        page = reporter.get("/editions/7/words/").text
    # Of the processor: on a busy machine a second takes longer than a second.
    assert process_time() - begun < 1
    assert page.count('class="post"') == 2 * 39
