"""Does every extractor find what an editor marked, and no more?"""

import pytest

from dalel.domain.lexicon import Lexicon
from dalel.language.facts import extract_facts
from language.marked import Score, compare, exam, score, speakers

#: Least precision and recall; a kind that is not here has the usual ones.
USUAL = (0.95, 0.95)
LEAST = {
    ("kk", "outcome"): (0.93, 0.93),
    ("kk", "organisation"): (0.95, 0.93),
    ("kk", "person"): (0.97, 0.93),
    ("ru", "outcome"): (0.95, 0.94),
}
SIZES = {"kk": 200, "ru": 200, "en": 60}


@pytest.fixture(scope="module", params=sorted(SIZES))
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def scores(language: str, kz_lexicon: Lexicon) -> dict[str, Score]:
    day, sentences = exam(language)
    return score(
        pair
        for each in sentences
        for pair in compare(each, extract_facts(each.text, language, kz_lexicon, day))
    )


def test_there_are_enough_sentences(language: str) -> None:
    _, sentences = exam(language)
    assert len({each.text for each in sentences}) >= SIZES[language]


def test_precision_and_recall_reach_their_floor(language: str, scores: dict[str, Score]) -> None:
    short = {
        kind: (counted.precision, counted.recall)
        for kind, counted in scores.items()
        for least in [LEAST.get((language, kind), USUAL)]
        if counted.precision < least[0] or counted.recall < least[1]
    }
    assert short == {}


def test_spans_are_exact(scores: dict[str, Score]) -> None:
    right = sum(s.right for kind, s in scores.items() if kind != "outcome")
    exact = sum(s.exact for kind, s in scores.items() if kind != "outcome")
    assert exact / right >= 0.95


def test_quotations_have_the_speaker_that_the_sentence_names(
    language: str, kz_lexicon: Lexicon
) -> None:
    day, sentences = exam(language)
    counted = speakers(
        (each, extract_facts(each.text, language, kz_lexicon, day)) for each in sentences
    )
    assert counted[True] >= 2
    assert counted[False] == 0
