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


def saved(text: str) -> IncidentSource:
    """A file that a member saved, whose version is below zero."""
    return IncidentSource(
        url="",
        canonical="saved:1",
        host="",
        outlet="",
        order=None,
        version=-1,
        language="ru",
        title="",
        text=text,
        published="",
    )


def held_back(found: proof.Proof) -> set[tuple[str | None, str]]:
    return {(one.field, one.excerpt) for one in found.concerns if one.holds_back}


@pytest.mark.parametrize(
    "scan",
    [
        "Постановление. Министерство информации сообщает о проверке портала в городе Атырау.",
        "Протокол допроса свидетеля. Следователь Ахметов. 7 марта 2025 года.",
        "Справка о доходах за 2024 год: 450 000 тенге.",
    ],
)
def test_a_saved_file_takes_nothing_from_what_articles_bear_out(scan: str, kz_pack: Pack) -> None:
    told = (
        "Ержан Нұрланов есімді журналист 2026 жылғы 10 мамырда Алматыда ұсталды. "
        "Сот оған 85 мың теңге айыппұл салды."
    )
    article = source(kept_article("one", DAY, title="Сот", text=told), 1)
    text = IncidentText(
        language="ru",
        title="Журналиста оштрафовали",
        paragraphs=(
            "Журналиста Ержана Нурланова задержали 10 мая 2026 года в Алматы. "
            "Суд оштрафовал его на 85 тысяч тенге. Он не согласен с решением.",
        ),
    )
    before = proof.prove({"ru": text}, [article], kz_pack, day=DAY.date())
    after = proof.prove({"ru": text}, [article, saved(scan)], kz_pack, day=DAY.date())
    assert held_back(after) <= held_back(before)
    assert any(one.verdict == "supported" for one in after.alignments["ru"])


def test_a_saved_file_that_tells_otherwise_is_heard(kz_pack: Pack) -> None:
    article = source(kept_article("one", DAY, title="Сот", text="Журналист ұсталды."), 1)
    text = IncidentText(
        language="ru", title=None, paragraphs=("Суд оштрафовал журналиста на 90 тысяч тенге.",)
    )
    file = saved("Суд оштрафовал журналиста на 85 тысяч тенге.")
    after = proof.prove({"ru": text}, [article, file], kz_pack, day=DAY.date())
    assert held_back(after)
