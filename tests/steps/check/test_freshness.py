"""Is what an entry says still so?"""

from dataclasses import replace
from datetime import date

import pytest

from dalel.domain.conduct import RecordedConduct, SourceLife
from dalel.domain.dates import PartialDate, Precision
from dalel.domain.incident import Development
from dalel.domain.states import ArticleState
from dalel.pack import Pack
from dalel.steps.check import check_freshness, check_since
from steps.check.conftest import DAY, FactsOf, coded, incident_of, text_of

SETTLED = coded(case_status="not_applicable")


def in_text(
    summary: str,
    pack: Pack,
    facts_of: FactsOf,
    *,
    language: str = "ru",
    known: RecordedConduct | None = None,
    day: str | None = None,
    status: str = "not_applicable",
) -> list[tuple[str, str, bool]]:
    text = text_of(summary, language=language)
    incident = incident_of(text, codes=coded(case_status=status), day=day)
    concerns = check_freshness(
        text, incident, facts_of(text), pack.conduct, known or RecordedConduct(), DAY
    )
    return [(c.rule, c.excerpt, c.holds_back) for c in concerns]


@pytest.mark.parametrize(
    ("summary", "language", "excerpt"),
    [
        ("Суд назначен на 20 января 2026 года.", "ru", "20 января 2026 года"),
        ("Закон вступит в силу с 1 января 2026 года.", "ru", "1 января 2026 года"),
        (
            "Закон (подписан 5 декабря 2025 года) вступит в силу 12 января 2026 года.",
            "ru",
            "12 января 2026 года",
        ),
        ("Сот отырысы 20 қаңтарға белгіленген.", "kk", "20 қаңтарға"),
        ("Заң 2026 жылғы 1 қаңтардан бастап күшіне енеді.", "kk", "2026 жылғы 1 қаңтардан"),
        ("Органдар 2026 жылдан бастап жаңа жүйеге көшіруге міндетті.", "kk", "2026 жылдан"),
        ("The hearing is scheduled for 20 January 2026.", "en", "20 January 2026"),
    ],
)
def test_a_planned_day_that_has_passed_blocks(
    summary: str, language: str, excerpt: str, kz_pack: Pack, facts_of: FactsOf
) -> None:
    found = in_text(summary, kz_pack, facts_of, language=language)
    assert [(rule, text.strip()) for rule, text, _ in found] == [("planned_past", excerpt)]
    assert all(holds for _, _, holds in found)


@pytest.mark.parametrize(
    ("summary", "language"),
    [
        ("Суд назначен на 20 февраля 2026 года.", "ru"),
        ("Суд назначен на 31 января 2026 года.", "ru"),
        ("Закон подписан 5 декабря 2025 года, вступит в силу 12 марта 2026 года.", "ru"),
        ("Суд состоялся 20 января 2026 года.", "ru"),
        ("В письме сказано: «Суд назначен на 20 января 2026 года».", "ru"),
        ("Сот 20 қаңтарда өтті.", "kk"),
    ],
)
def test_a_day_to_come_or_told_as_past_blocks_nothing(
    summary: str, language: str, kz_pack: Pack, facts_of: FactsOf
) -> None:
    assert in_text(summary, kz_pack, facts_of, language=language) == []


def test_who_has_looked_after_the_day_renews_the_entry(kz_pack: Pack, facts_of: FactsOf) -> None:
    summary = "Суд назначен на 20 января 2026 года."
    looked = RecordedConduct(checked=date(2026, 1, 25))
    assert in_text(summary, kz_pack, facts_of, known=looked) == []
    before = RecordedConduct(checked=date(2026, 1, 20))
    assert in_text(summary, kz_pack, facts_of, known=before) != []


@pytest.mark.parametrize(
    ("summary", "language"),
    [("Расследование продолжается.", "ru"), ("Тергеу әлі жалғасып жатыр.", "kk")],
)
def test_a_matter_under_way_asks_when_nobody_looked_lately(
    summary: str, language: str, kz_pack: Pack, facts_of: FactsOf
) -> None:
    found = in_text(summary, kz_pack, facts_of, language=language)
    assert [(rule, holds) for rule, _, holds in found] == [("status_pending", False)]
    assert in_text(summary, kz_pack, facts_of, language=language, day="2026-01-20") == []
    # Where it has a case status, its age is judged instead.
    assert in_text(summary, kz_pack, facts_of, language=language, status="investigation") == []


def since(
    pack: Pack, known: RecordedConduct, *, status: str = "not_applicable", day: str | None = None
) -> list[tuple[str, str]]:
    incident = incident_of(codes=coded(case_status=status), day=day)
    concerns = list(check_since(incident, pack.conduct, known, DAY))
    assert all(concern.holds_back for concern in concerns)
    return [(concern.rule, concern.excerpt) for concern in concerns]


@pytest.mark.parametrize("state", [ArticleState.CHANGED, ArticleState.REMOVED])
def test_a_source_that_changed_or_went_blocks_until_somebody_looks(
    state: ArticleState, kz_pack: Pack
) -> None:
    life = SourceLife(url="https://a.test/1", state=state, since=date(2026, 1, 20))
    assert since(kz_pack, RecordedConduct(sources=(life,))) == [
        ("source_since", "https://a.test/1")
    ]
    assert since(kz_pack, RecordedConduct(sources=(life,), checked=date(2026, 1, 21))) == []


def test_a_source_that_only_did_not_answer_blocks_nothing(kz_pack: Pack) -> None:
    life = SourceLife(
        url="https://a.test/1", state=ArticleState.UNREACHABLE, since=date(2026, 1, 20)
    )
    assert since(kz_pack, RecordedConduct(sources=(life,))) == []


def test_newer_articles_block(kz_pack: Pack) -> None:
    known = RecordedConduct(newer=("https://a.test/2", "https://a.test/3"))
    assert since(kz_pack, known) == [("newer_articles", "https://a.test/2")]


def test_a_superseded_stage_of_a_bill_blocks(kz_pack: Pack) -> None:
    assert since(kz_pack, RecordedConduct(stage="signed"), status="mazhilis_1") == [
        ("stage_superseded", "mazhilis_1")
    ]
    known = RecordedConduct(stage="mazhilis_1", checked=DAY)
    assert since(kz_pack, known, status="mazhilis_1") == []
    assert since(kz_pack, known, status="signed") == []


@pytest.mark.parametrize(
    ("status", "day", "found"),
    [
        ("investigation", "2026-01-17", []),
        ("investigation", "2026-01-16", ["status_old"]),
        ("investigation", None, ["status_undated"]),
        ("final", "2025-01-16", []),
        ("not_applicable", None, []),
    ],
)
def test_a_legal_status_is_true_for_fourteen_days(
    status: str, day: str | None, found: list[str], kz_pack: Pack
) -> None:
    assert [rule for rule, _ in since(kz_pack, RecordedConduct(), status=status, day=day)] == found


def test_a_later_step_or_a_look_keeps_a_status_young(kz_pack: Pack) -> None:
    step = Development(
        date=PartialDate(iso="2026-01-25", precision=Precision.DAY), texts={"ru": "Допрос"}
    )
    old = incident_of(codes=coded(), day="2025-11-01")
    assert (
        list(
            check_since(replace(old, developments=(step,)), kz_pack.conduct, RecordedConduct(), DAY)
        )
        == []
    )
    looked = RecordedConduct(checked=date(2026, 1, 30))
    assert list(check_since(old, kz_pack.conduct, looked, DAY)) == []


def test_an_uncoded_entry_has_no_status(kz_pack: Pack) -> None:
    assert list(check_since(incident_of(), kz_pack.conduct, RecordedConduct(), DAY)) == []
