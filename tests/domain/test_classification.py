"""What do suggestions for several articles say together?"""

from dalel.domain.classification import (
    BY_SOURCE,
    ONE_REPORT,
    UNSURE,
    Classification,
    SuggestedCode,
    merged,
)
from dalel.domain.reason import Reason


def thought(
    score: float,
    *rights: SuggestedCode,
    severity: str = "",
    verified: tuple[str, str] | None = None,
) -> Classification:
    return Classification(
        relevant=True,
        score=score,
        section=1,
        rights=rights,
        severity=SuggestedCode(code=severity, score=score) if severity else None,
        verification=verified
        and SuggestedCode(code=verified[0], score=0.8, reasons=(Reason(code=verified[1]),)),
        model="sketch",
    )


def test_of_each_code_the_surest_word_counts_whichever_article_said_it() -> None:
    weak, sure = (
        SuggestedCode(code="expression", score=0.4),
        SuggestedCode(code="expression", score=0.9),
    )
    other = SuggestedCode(code="fair_trial", score=0.6)
    for first, second in (((weak, other), (sure,)), ((sure,), (weak, other))):
        found = merged([thought(0.9, *first), thought(0.7, *second)])
        assert found is not None
        assert found.rights == (sure, other)


def test_what_has_one_answer_is_that_of_the_surest_article_that_gives_one() -> None:
    found = merged([thought(0.7, severity="2"), thought(0.9), thought(0.8, severity="4")])
    assert found is not None
    assert (found.score, found.severity) == (0.9, SuggestedCode(code="4", score=0.8))


def test_articles_that_tell_another_level_as_surely_leave_it_open() -> None:
    found = merged([thought(0.9, severity="5"), thought(0.9, severity="3")])
    assert found is not None
    assert found.severity is not None
    assert found.severity.score == UNSURE


def test_of_several_reports_no_level_of_verification_follows_but_of_a_document() -> None:
    report, act = ("V1", ONE_REPORT), ("V3", BY_SOURCE)
    for given, level in (([report], "V1"), ([report, report], ""), ([report, act], "V3")):
        found = merged([thought(0.9, verified=each) for each in given])
        assert found is not None
        assert (found.verification.code if found.verification else "") == level


def test_words_that_once_counted_for_verification_count_no_more() -> None:
    found = merged([thought(0.9, verified=("V3", "shown"))])
    assert found is not None
    assert found.verification is None


def test_of_nothing_comes_nothing() -> None:
    assert merged([]) is None
