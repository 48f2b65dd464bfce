"""Is a word shown as a name only where it is one?"""

from datetime import date

import pytest

from dalel.domain.article import Article
from dalel.domain.lexicon import Lexicon
from dalel.domain.reason import Reason
from dalel.pack import Pack, default_folder
from dalel.pack.lexicon import lexicon
from dalel.steps.group.happening_marks import read_marks
from dalel.steps.group.match_reasons import listed


@pytest.fixture(scope="module")
def words(kz_pack: Pack) -> Lexicon:
    return lexicon(default_folder(), kz_pack)


def spelled(words: Lexicon, language: str, title: str, text: str) -> set[str]:
    day = date(2026, 2, 6)
    article = Article(id="", language=language, title=title, text=text, day=day)
    return set(read_marks(article, words).spelled.values())


def test_a_capital_alone_makes_no_name_of_an_ordinary_word(words: Lexicon) -> None:
    found = spelled(
        words,
        "kk",
        "Журналист Асылхан Мырзағалиев сотқа барды",
        "Бүгін үш адам келді. Журналистикамен айналысқан Асылхан үндемеді. Базы жоқ.",
    )
    assert {"Асылхан", "Мырзағалиев"} <= found
    assert not found & {"Журналист", "Журналистикамен", "Базы"}


def test_an_outlet_that_is_called_by_an_ordinary_word_keeps_its_name(words: Lexicon) -> None:
    found = spelled(words, "ru", "Сайт «Ясность» под атакой", "Редакция ждёт. Журналисты ждут.")
    assert "Ясность" in found
    assert not found & {"Сайт", "Редакция", "Журналисты"}


def test_a_figure_in_words_is_not_shown_alone() -> None:
    told = listed("same_numbers", {"3": 0.9, "36": 0.8}, {"3": "үш", "36": "36"})
    assert list(told) == [Reason(code="same_numbers", values={"shared": "36"}, weight=0.8)]
    assert list(listed("same_numbers", {"3": 0.9}, {"3": "үш"})) == []
    assert list(listed("same_dates", {"2026-02-06": 0.9}, {"2026-02-06": "Бүгін"})) == []
