"""Does the desk show where the sources of an incident disagree, in the text and in both of them?"""

from datetime import UTC, datetime, timedelta

import pytest

from dalel.domain.concern import Weight
from dalel.domain.incident import IncidentText
from dalel.newsroom.evidence.models import ArticleRow
from dalel.newsroom.incidents.concern_labels import reason
from dalel.newsroom.incidents.queries import proof
from dalel.newsroom.incidents.queries.incident_sources import IncidentSource
from dalel.newsroom.incidents.source_highlights import LitSource, light
from dalel.pack import Pack
from story_rows import kept_article

pytestmark = pytest.mark.django_db
DAY = datetime(2026, 5, 12, 9, tzinfo=UTC)
TEXT = IncidentText(language="ru", title=None, paragraphs=("Задержаны пять журналистов.",))


def source(row: ArticleRow, order: int) -> IncidentSource:
    version = row.versions.get()
    return IncidentSource(
        url=row.url,
        canonical=row.canonical,
        host="lake.test",
        outlet="",
        order=order,
        version=version.pk,
        language=row.language,
        title=version.title,
        text=version.text,
        published=row.published_iso,
    )


@pytest.fixture
def sources() -> list[IncidentSource]:
    """What two articles tell of one happening."""
    told = {
        "five": "Полиция задержала пятерых журналистов.",
        "seven": "На площади полиция задержала семерых журналистов.",
    }
    return [
        source(kept_article(name, DAY + timedelta(hours=at), title="Площадь", text=text), at)
        for at, (name, text) in enumerate(told.items(), start=1)
    ]


def test_it_is_a_warning_that_names_both_and_takes_neither_side(
    sources: list[IncidentSource], kz_pack: Pack
) -> None:
    found = proof.prove({"ru": TEXT}, sources, kz_pack, day=DAY.date())
    (concern,) = [each for each in found.concerns if each.values.get("of") == "disputed"]
    assert (concern.weight, concern.excerpt, concern.holds_back) == (Weight.WARNING, "пять", False)
    assert concern.suggestion is None
    told = reason(concern, str)
    assert "задержала пятерых" in told
    assert "задержала семерых" in told


def test_the_words_of_both_sources_are_lit(sources: list[IncidentSource], kz_pack: Pack) -> None:
    found = proof.prove({"ru": TEXT}, sources, kz_pack, day=DAY.date())
    lit = light({"ru": TEXT}, found.alignments, sources)
    (piece,) = [each for each in lit.texts["ru"].paragraphs[0] if each.text == "пять"]
    assert piece.verdict == "unclear"
    five, seven = lit.sources
    assert set(piece.lights) & set(lights_of(five, "пятерых"))
    assert set(piece.lights) & set(lights_of(seven, "семерых"))


def lights_of(lit: LitSource, words: str) -> tuple[str, ...]:
    """The numbers that light words of a source."""
    return next(
        piece.lights for paragraph in lit.paragraphs for piece in paragraph if piece.text == words
    )
