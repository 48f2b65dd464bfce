"""Are doubts told by how likely they are right, with the words of both texts?"""

from datetime import date

import pytest

from dalel.domain.article import Article
from dalel.domain.evidence import TextSpan
from dalel.domain.facts import Fact, FactKind
from dalel.steps.check.facts import ClaimVerdict, PreparedEvidence, check_facts, prepare
from dalel.steps.check.facts.checking import raise_doubts
from dalel.steps.check.facts.doubts import TextDoubt
from dalel.steps.check.facts.findings import Mechanism, found
from dalel.steps.check.facts.reading import read
from dalel.steps.check.facts.weighing import GroupModel, trained, weighed
from dalel.steps.check.facts.wording import REASONS, WORDING
from dalel.steps.check.parity.differences import LanguageVersion, doubted
from steps.check.pairs import words

MODELS = {"a group": GroupModel(bias=-2.0, weights={"sure": 6.0}, hint=0.4, error=0.9)}
DAY = date(2025, 11, 28)


def doubt(group: str, sure: float) -> TextDoubt:
    fact = Fact(kind=FactKind.NUMBER, span=TextSpan(start=0, end=1), text="7", value="7")
    finding = found(fact, ClaimVerdict.UNCLEAR, "nowhere", 0.5)
    return TextDoubt(group=group, finding=finding, features={"sure": sure, "never seen": 1.0})


@pytest.mark.parametrize(
    ("group", "sure", "verdict"),
    [
        ("a group", 1.0, ClaimVerdict.UNSUPPORTED),
        ("a group", 0.5, ClaimVerdict.UNCLEAR),
        ("a group", 0.0, None),
        ("another group", 1.0, None),
    ],
)
def test_a_doubt_is_told_by_how_likely_it_is_right(
    group: str, sure: float, verdict: ClaimVerdict | None
) -> None:
    told = [each.verdict for each in weighed([doubt(group, sure)], MODELS)]
    assert told == ([verdict] if verdict else [])


@pytest.mark.parametrize("package", ["dalel.steps.check.facts", "dalel.steps.check.parity"])
def test_no_hint_is_surer_than_an_error(package: str) -> None:
    models = trained(package)
    assert len(models) > 20
    for group, model in models.items():
        assert 0 < model.hint <= 1, group
        assert 0 < model.error <= 1, group


def test_a_sum_that_stands_nowhere_is_an_error_with_its_mechanism() -> None:
    source = Article(
        id="a1", language="ru", title="", text="Блогера оштрафовали на 86 500 тенге.", day=DAY
    )
    evidence = PreparedEvidence(articles=(prepare(source, words()),))
    report = check_facts("Блогерге 98 300 теңге айыппұл салынды.", "kk", evidence, words())
    [error] = report.unsupported
    assert (error.text, error.mechanism) == ("98 300 теңге", Mechanism.ABSENT)
    # What an error is about is no hint besides.
    assert not [each for each in report.hints if each.span.meets(error.span)]


def test_doubts_name_the_words_that_the_evidence_has_instead() -> None:
    text = "Полиция сообщила, что блогер стоял за лентой и не мешал."
    article = "Защита сообщила, что блогер стоял за лентой и не мешал."
    source = Article(id="a1", language="ru", title="", text=article, day=DAY)
    evidence = PreparedEvidence(articles=(prepare(source, words()),))
    _, raised = raise_doubts(read(text, "ru", words(), DAY), evidence)
    told = {(each.finding.text, each.finding.reason.values.get("other")) for each in raised}
    assert ("Полиция", "Защита") in told


def test_every_doubt_of_claims_has_its_wording() -> None:
    codes = ("of_another", "rather", "nowhere", "agent_against", "agent_silent", "deed_silent")
    assert all(code in REASONS and f"fact.{code}" in WORDING for code in codes)


def test_a_doubt_knows_that_one_of_its_sort_stands_across() -> None:
    kk = LanguageVersion(language="kk", text="Оған 5 млн теңге айыппұл салынды.")
    for ru, alike in (
        ("Его оштрафовали на 7 млн тенге.", 1.0),
        ("Его оштрафовали.", 0.0),
    ):
        first, _ = doubted(kk, LanguageVersion(language="ru", text=ru), words(), DAY)
        [sum_] = [each for each in first.doubts if each.group == "absent amount"]
        assert sum_.features.get("across alike", 0.0) == alike


def test_a_rate_that_the_evidence_counts_otherwise_is_held_back() -> None:
    source = Article(
        id="a1", language="kk", title="", text="Минутына 300 сұрау жіберілді.", day=DAY
    )
    evidence = PreparedEvidence(articles=(prepare(source, words()),))
    report = check_facts("Секундына 300 сұрау жіберілді.", "kk", evidence, words())
    assert "Секундына" in [each.text for each in report.unsupported]


def test_nobody_without_words_is_told_to_be_another() -> None:
    text = "Полиция блогерді ұстады деп хабарлады прокуратура. Сот блогерді босатты."
    article = "Блогер ұсталды. Блогер босатылды."
    source = Article(id="a1", language="kk", title="", text=article, day=DAY)
    evidence = PreparedEvidence(articles=(prepare(source, words()),))
    _, raised = raise_doubts(read(text, "kk", words(), DAY), evidence)
    told = [each.finding.reason for each in raised if each.group in {"slot agent", "slot voice"}]
    assert told
    assert all(each.values["other"] or each.code.endswith("_silent") for each in told)
