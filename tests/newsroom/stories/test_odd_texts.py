"""Does a text that nobody would write, or one that has no end, hold up what reads it?"""

import gc
import logging
import random
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from time import process_time
from typing import Final

import pytest

from dalel.domain.article import MOST_READ, Article
from dalel.domain.draft import DraftMatter
from dalel.domain.evidence import TextSpan
from dalel.language.facts import extract_facts
from dalel.language.forthcoming import forthcoming
from dalel.newsroom.frame.pack_in_force import pack_at
from dalel.newsroom.stories.actions.embeddings import NONE, EmbeddingChoice
from dalel.newsroom.stories.actions.judge import Judges, judge, judges_of
from dalel.newsroom.stories.models import ClassificationRow
from dalel.pack import default_folder
from dalel.steps.check.excerpts import excerpt
from dalel.steps.check.facts import PreparedEvidence, check_facts, prepare
from dalel.steps.check.privacy.finder import find_private
from dalel.steps.classify.examples import shipped_examples
from dalel.steps.draft import Drafter
from dalel.steps.group.happening_marks import read_marks
from dalel.steps.group.prints import print_of
from dalel.steps.measure.official import official_figures
from story_rows import kept_article

_NOW: Final = datetime(2031, 6, 2, 9, 30, tzinfo=UTC)
_LONG: Final = 200_000
#: An ordinary text that costs the square of its length shows it only when it is so long.
_LONG_READ: Final = 96_000
#: Seconds of processor time for one text of that length on whatever machine; it takes one or two.
_MOST_SECONDS: Final = 15
#: Below this cost the clock says more of the machine than of the text.
_LEAST_SECONDS: Final = 0.02


def _drawn(letters: str) -> Callable[[int], str]:
    return lambda length: "".join(random.Random(26).choices(letters, k=length))


def _over_again(words: str) -> Callable[[int], str]:
    return lambda length: (words * (length // len(words) + 1))[:length]


def _before_its_end(head: str, filling: str) -> Callable[[int], str]:
    return lambda length: f"{head}{filling * (length - len(head) - 1)}а"


_TEXTS: Final = {
    "digits": _drawn("0123456789"),
    "figures": _drawn("0123456789 ,-"),
    "letters without a space": _drawn("абвгғдежзиіклмнңоөпрстуұүфхцчшыэюя"),
    "capitals without a space": _over_again("А"),
    "one name": _over_again("Ольга Лазурина "),
    "opening marks": _over_again("«"),
    "quotations": _over_again("«Озёрный вестник» "),
    "straight marks": _over_again('" а'),
    "dates": _over_again("12 июня 2031 года, "),
    "dates in sentences": _over_again("Суд назначен на 12.06.2031. "),
    "Kazakh dates": _over_again("2031 жылғы 12 маусымға дейін. "),
    "statutes": _over_again("по статье 456-2 КоАП, "),
    "Kazakh statutes": _over_again("ҚК-нің 274-бабы, "),
    "a list of numbers": _over_again("1-"),
    "guillemets apart": _over_again("« "),
    "spaces behind a full stop": _before_its_end("Сот шешті.", " "),
    "lines behind a number": _before_its_end("5 АЕК (19 660 теңге", "\n"),
    "lines of a word": _over_again("сот\n"),
    "outcomes": _over_again("не стали блокировать сайт, бұғаттады "),
    "sums in base units": _over_again("5 МРП (19 660 тенге), 7 АЕК, "),
    "addresses": _over_again("a@b.kz a.b.kz "),
}


#: Each text in one language in turn; the others are read by hand.
_TURNS: Final = [
    pytest.param(name, language, marks=() if language == ("kk", "ru")[at % 2] else pytest.mark.long)
    for at, name in enumerate(_TEXTS)
    for language in ("kk", "ru", "en")
]
_ENDLESS: Final = [
    pytest.param(name, language, marks=() if language == ("ru", "kk")[at % 2] else pytest.mark.long)
    for at, name in enumerate(_TEXTS)
    for language in ("kk", "ru")
]


@pytest.fixture(scope="module")
def judges() -> Judges:
    return judges_of(default_folder(), choice=EmbeddingChoice(model=NONE))


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize(("name", "language"), _ENDLESS)
def test_an_odd_text_is_judged_within_seconds_and_named_where_it_is_endless(
    judges: Judges, caplog: pytest.LogCaptureFixture, name: str, language: str
) -> None:
    judges.memory.lose()
    kept_article("odd", _NOW, title="Тақырып", text=_TEXTS[name](_LONG), language=language)
    before = process_time()
    with caplog.at_level(logging.WARNING):
        assert judge(judges, "a", lambda: _NOW).judged == 1
    assert process_time() - before < _MOST_SECONDS
    assert ClassificationRow.objects.get().is_placed
    assert f"the first {MOST_READ} are judged" in caplog.text


@pytest.mark.slow
@pytest.mark.parametrize(("name", "language"), _TURNS)
def test_eight_times_as_much_of_an_odd_text_costs_about_eight_times_as_much(
    judges: Judges, name: str, language: str
) -> None:
    make = _TEXTS[name]
    for step in _steps(judges, language):
        step(make(100))
        # In the square of its length it would be sixty-four times as much.
        assert _grows_by(step, make(_LONG // 64), make(_LONG // 8), at_most=32)


@pytest.mark.slow
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_eight_times_as_much_of_an_ordinary_text_costs_about_eight_times_as_much(
    judges: Judges, language: str
) -> None:
    make = _over_again(_press(language))
    evidence = PreparedEvidence(articles=(prepare(_article(make(3000), language), judges.words),))
    steps: list[Callable[[str], object]] = [
        *_steps(judges, language),
        lambda text: check_facts(text, language, evidence, judges.words),
    ]
    for step in steps:
        step(make(100))
        assert _grows_by(step, make(_LONG_READ // 8), make(_LONG_READ), at_most=14)


@pytest.mark.slow
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_text_without_a_full_stop_is_read_as_fast_as_one_with_them(
    judges: Judges, language: str
) -> None:
    press = _press(language).translate(str.maketrans(".!?…\n", "     "))
    make = _over_again(press)
    for step in _steps(judges, language):
        step(make(100))
        assert _grows_by(step, make(_LONG // 64), make(_LONG // 8), at_most=14)


def _press(language: str) -> str:
    """All articles of a language that come with the pack, one behind the other."""
    articles = (example.article for example in shipped_examples(default_folder()))
    return "\n\n".join(each.text for each in articles if each.language == language) + "\n\n"


def _article(text: str, language: str) -> Article:
    return Article(id="odd", language=language, title="Т", text=text, day=_NOW.date())


def _steps(judges: Judges, language: str) -> Iterator[Callable[[str], object]]:
    pack, words, day = pack_at(default_folder()), judges.words, _NOW.date()
    drafter = Drafter(pack, words)

    def article(text: str) -> Article:
        return _article(text, language)

    def story(text: str) -> DraftMatter:
        return DraftMatter(story="odd", articles=(article(text),))

    def proofs(text: str) -> list[TextSpan]:
        return [TextSpan(start=at, end=at + 5) for at in range(0, len(text) - 5, 40)]

    yield lambda text: judges.classifier.classify([article(text)], [None])
    yield lambda text: print_of(article(text))
    yield lambda text: read_marks(article(text), judges.words)
    yield lambda text: forthcoming(text, language, judges.words, date(2031, 6, 2))
    yield lambda text: extract_facts(text, language, words, day)
    yield lambda text: prepare(article(text), words)
    yield lambda text: drafter.draft(story(text))
    yield lambda text: official_figures(text, language, "odd", words, pack.measures.official, day)
    yield lambda text: excerpt(text, proofs(text), 300)
    yield lambda text: find_private(text, language, pack.privacy)


def _grows_by(step: Callable[[str], object], short: str, long: str, *, at_most: int) -> bool:
    """Whether the long text costs at most so many times as much as the short one.

    What is quick once is not measured again.
    """
    if _seconds(step, long) < at_most * _LEAST_SECONDS:
        return True
    allowed = at_most * max(_cost(step, short), _LEAST_SECONDS)
    return _seconds(step, long) < allowed or _cost(step, long) < allowed


def _cost(step: Callable[[str], object], text: str) -> float:
    """Return the least of three times, in seconds; the collector's visits belong to no text."""
    gc.collect()
    gc.disable()
    try:
        return min(_seconds(step, text) for _ in range(3))
    finally:
        gc.enable()


def _seconds(step: Callable[[str], object], text: str) -> float:
    before = process_time()
    step(text)
    return process_time() - before
