"""Do members see what needs attention, and is what editors do with it kept with its reason?"""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from dalel.newsroom.accounts.models import Member
from dalel.newsroom.evidence.models import ArticleRow, FindingRow
from dalel.newsroom.figures.models import AttentionRow
from dalel.newsroom.figures.queries import standing_overrides
from dalel.newsroom.sources.models import SourceRow
from newsroom.second_person import approved_by

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]
PAGE, CHOOSE = "/measures/attention/", "/measures/attention/choose/"


@pytest.fixture
def editor(client: Client, cast: dict[str, Member]) -> Client:
    client.force_login(cast["editor"])
    return client


@pytest.fixture
def silence(db: None) -> str:
    """How the key of the line begins about a source that gave something daily, then nothing."""
    today = datetime.now(UTC)
    source = SourceRow.objects.create(
        key="brook", name="Ручей", first_look=today - timedelta(days=90), last_success=today
    )
    for days in range(30, 60):
        seen, url = today - timedelta(days=days), f"https://brook.test/{days}"
        FindingRow.objects.create(canonical=url, url=url, source=source, seen=seen)
        ArticleRow.objects.create(
            canonical=url, url=url, source=source, first_kept=seen, last_looked=seen, is_post=True
        )
    return "silence:brook:"


def test_an_empty_list_is_no_proof(editor: Client) -> None:
    shown = editor.get(PAGE).text
    assert "Это не значит, что ничего не произошло" in shown
    assert 'href="/measures/"' in shown


def test_the_page_costs_few_queries(
    editor: Client, silence: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(30):
        shown = editor.get(PAGE).text
    assert silence in shown


def test_a_line_is_pinned_dismissed_and_taken_back_by_two(
    editor: Client, cast: dict[str, Member]
) -> None:
    for choice in ("pinned", "dismissed", ""):
        standing = standing_overrides.choices()
        answer = editor.post(CHOOSE, {"key": "severity:x", "choice": choice, "why": "Так."})
        assert answer.url == PAGE  # type: ignore[attr-defined]
        assert standing_overrides.choices() == standing
        assert approved_by(cast["publisher"]) == 1
    assert list(AttentionRow.objects.values_list("choice", flat=True)) == [
        "pinned",
        "dismissed",
        "",
    ]
    assert standing_overrides.choices() == {}


@pytest.mark.parametrize(
    "typed", [{"choice": "pinned", "why": ""}, {"choice": "loved", "why": "x"}]
)
def test_a_choice_without_its_parts_is_refused(editor: Client, typed: dict[str, str]) -> None:
    answer = editor.post(CHOOSE, {"key": "k"} | typed)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert not AttentionRow.objects.exists()


def test_only_who_writes_finds_the_form(
    editor: Client, silence: str, cast: dict[str, Member]
) -> None:
    shown = editor.get(PAGE).text
    assert CHOOSE in shown
    assert silence in shown
    editor.force_login(cast["administrator"])
    shown = editor.get(PAGE).text
    assert "Источник молчит" in shown
    assert CHOOSE not in shown
