"""Does the desk take the claims of the evidence from rows, and read them where there is none?"""

from datetime import UTC, datetime
from typing import Any

import pytest

from dalel.domain.incident import IncidentText
from dalel.language.claims.read_texts import read_passage
from dalel.newsroom.evidence.actions import articles
from dalel.newsroom.evidence.actions.read_claims import read_claims
from dalel.newsroom.evidence.models import ArticleRow, ClaimsRow
from dalel.newsroom.frame.pack_in_force import lexicon_at
from dalel.newsroom.incidents.queries import proof
from dalel.newsroom.incidents.queries.incident_sources import IncidentSource
from dalel.newsroom.incidents.queries.proof import prove
from dalel.pack import Pack
from dalel.steps.check.facts import PreparedEvidence, check_facts
from story_rows import kept_article

pytestmark = pytest.mark.django_db
DAY = datetime(2026, 5, 12, 9, tzinfo=UTC)
TEXT = "Суд оштрафовал редакцию на 78 640 тенге. Редакция с решением не согласна."


@pytest.fixture
def article() -> ArticleRow:
    row = kept_article("court", DAY, title="Суд", text=TEXT)
    articles.watch([row], "cited")
    return row


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[PreparedEvidence]:
    """The evidence that texts are held against."""
    found: list[PreparedEvidence] = []

    def looking(
        text: str, language: str, evidence: PreparedEvidence, *more: Any, **named: Any
    ) -> Any:
        found.append(evidence)
        return check_facts(text, language, evidence, *more, **named)

    monkeypatch.setattr(f"{proof.__name__}.check_facts", looking)
    return found


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The passages of evidence that were read, and not taken from rows."""
    found: list[str] = []

    def counting(passage: Any, source: str = "") -> Any:
        found.append(source)
        return read_passage(passage, source)

    monkeypatch.setattr("dalel.steps.check.facts.evidence.read_passage", counting)
    return found


def checked(row: ArticleRow, pack: Pack) -> None:
    version = row.versions.get()
    source = IncidentSource(
        url=row.url,
        canonical=row.canonical,
        host="lake.test",
        outlet="",
        order=1,
        version=version.pk,
        language=row.language,
        title=version.title,
        text=version.text,
        published=row.published_iso,
    )
    text = IncidentText(language="ru", title=None, paragraphs=("Суд оштрафовал редакцию.",))
    prove({"ru": text}, [source], pack, day=DAY.date())


def kept(pack: Pack) -> None:
    read_claims(lexicon_at(pack.folder), "worker", lambda: DAY, lambda: False)


def test_what_the_worker_read_is_not_read_again(
    article: ArticleRow, kz_pack: Pack, seen: list[PreparedEvidence], read: list[str]
) -> None:
    kept(kz_pack)
    read.clear()
    checked(article, kz_pack)
    [claims] = [each.read for each in seen[0].articles]
    assert next(one.claim.deed for one in claims.claims) == "fine"
    assert read == []


def test_without_a_row_the_desk_reads_and_writes_nothing(
    article: ArticleRow, kz_pack: Pack, seen: list[PreparedEvidence], read: list[str]
) -> None:
    for _ in range(2):
        checked(article, kz_pack)
    [evidence] = seen
    assert all(one.read.claims for one in evidence.articles)
    assert read == [str(article.versions.get().pk)]
    assert not ClaimsRow.objects.exists()


def test_a_row_that_came_later_is_taken(
    article: ArticleRow, kz_pack: Pack, seen: list[PreparedEvidence], read: list[str]
) -> None:
    checked(article, kz_pack)
    kept(kz_pack)
    read.clear()
    checked(article, kz_pack)
    assert seen[1].articles[0].read.claims
    assert read == []


@pytest.mark.parametrize("reading", [b"damaged", b""])
def test_a_row_that_is_no_reading_is_as_good_as_none(
    article: ArticleRow,
    kz_pack: Pack,
    seen: list[PreparedEvidence],
    read: list[str],
    reading: bytes,
) -> None:
    kept(kz_pack)
    ClaimsRow.objects.update(reading=reading)
    read.clear()
    checked(article, kz_pack)
    assert seen[0].articles[0].read.claims
    assert len(read) == 1


def test_a_row_of_another_reader_is_not_taken(
    article: ArticleRow, kz_pack: Pack, seen: list[PreparedEvidence], read: list[str]
) -> None:
    kept(kz_pack)
    ClaimsRow.objects.update(reader="another")
    read.clear()
    checked(article, kz_pack)
    assert seen[0].articles[0].read.claims
    assert len(read) == 1
