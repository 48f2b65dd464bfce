"""While one passage is typed nothing else of the entry is checked anew."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from dalel.domain.incident import IncidentText
from dalel.newsroom.incidents.queries import proof
from dalel.newsroom.incidents.queries.incident_sources import IncidentSource
from dalel.newsroom.incidents.queries.proof import Proof, prove
from dalel.pack import Pack
from dalel.steps.check.facts import check_facts
from story_rows import kept_article

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 5, 12, 9, tzinfo=UTC)
DAY = MORNING.date()
KAZAKH = IncidentText(
    language="kk",
    title="Сот айыппұл салды",
    paragraphs=("Сот редакцияға 78 640 теңге айыппұл салды.",),
)


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The passages that were held against the evidence."""
    found: list[str] = []

    def looking(text: str, *more: Any, **named: Any) -> Any:
        found.append(text)
        return check_facts(text, *more, **named)

    monkeypatch.setattr(f"{proof.__name__}.check_facts", looking)
    return found


@pytest.fixture
def source() -> IncidentSource:
    words = "Суд оштрафовал редакцию на 78 640 тенге. Редакция с решением не согласна."
    version = kept_article("court", MORNING, title="Суд", text=words).versions.get()
    return IncidentSource(
        url="https://lake.test/court",
        canonical="https://lake.test/court",
        host="lake.test",
        outlet="",
        order=1,
        version=version.pk,
        language="ru",
        title=version.title,
        text=version.text,
        published="2026-05-12",
    )


def typed(source: IncidentSource, pack: Pack, russian: str, day: date = DAY) -> Proof:
    text = IncidentText(language="ru", title="Суд оштрафовал", paragraphs=(russian,))
    return prove({"kk": KAZAKH, "ru": text}, [source], pack, day=day)


def test_what_stays_is_not_checked_again(
    source: IncidentSource, kz_pack: Pack, checked: list[str]
) -> None:
    first = typed(source, kz_pack, "Суд оштрафовал редакцию на 78 640 тенге.")
    assert len(checked) == 4
    checked.clear()
    wrong = typed(source, kz_pack, "Суд оштрафовал редакцию на 99 640 тенге.")
    assert checked == ["Суд оштрафовал редакцию на 99 640 тенге."]
    assert any("99 640" in one.excerpt for one in wrong.concerns)
    checked.clear()
    assert typed(source, kz_pack, "Суд оштрафовал редакцию на 78 640 тенге.") == first
    assert checked == []


def test_another_day_or_other_evidence_is_checked_anew(
    source: IncidentSource, kz_pack: Pack, checked: list[str]
) -> None:
    typed(source, kz_pack, "Суд оштрафовал редакцию на 78 640 тенге.")
    checked.clear()
    typed(source, kz_pack, "Суд оштрафовал редакцию на 78 640 тенге.", date(2026, 5, 13))
    assert len(checked) == 4
    checked.clear()

    other = replace(source, text=source.text.replace("78 640", "50 000"))
    found = typed(other, kz_pack, "Суд оштрафовал редакцию на 78 640 тенге.")
    assert len(checked) == 4
    assert any("78 640" in one.excerpt for one in found.concerns)
