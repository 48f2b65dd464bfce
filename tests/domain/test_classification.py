"""What do suggestions for several articles say together?"""

from dalel.domain.classification import Classification, SuggestedCode, merged


def thought(score: float, *rights: SuggestedCode, severity: str = "") -> Classification:
    return Classification(
        relevant=True,
        score=score,
        section=1,
        rights=rights,
        severity=SuggestedCode(code=severity, score=score) if severity else None,
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


def test_of_nothing_comes_nothing() -> None:
    assert merged([]) is None
