import tracemalloc

import pytest
from natasha import NewsSyntaxParser

from dalel.domain.evidence import TextSpan
from dalel.language.ru import parsing
from dalel.language.ru.parsing import MOST_WORDS, Sentence, lemmas, parse
from dalel.language.ru.word_vectors import embedding
from dalel.language.sentences import sentences


def test_words_have_their_lemma_case_and_place() -> None:
    sentence = _sentence("Полиция задержала журналистов в Таразе.")
    word = sentence.words[2]

    assert (word.lemma, word.case, word.plural) == ("журналист", "acc", True)
    assert word.span == TextSpan(start=18, end=29)
    assert sentence.head(word) is sentence.words[1]
    assert sentence.preposition(sentence.words[4]) == "в"


def test_a_participle_has_the_lemma_of_its_verb() -> None:
    sentence = _sentence("Задержанный блогер отпущен.")

    assert [word.lemma for word in sentence.words[:3]] == ["задержать", "блогер", "отпустить"]
    assert sentence.words[0].passive


def test_a_preposition_may_have_several_words() -> None:
    sentence = _sentence("Полиция завела дело в отношении редактора в связи с публикацией.")

    assert sentence.preposition(sentence.words[5]) == "в_отношении"
    assert sentence.preposition(sentence.words[9]) == "в_связи_с"
    assert sentence.start(sentence.words[5]) == 3


def test_a_comma_inside_quotation_marks_ends_no_stretch() -> None:
    sentence = _sentence("Сайт «Раз, два» закрыт, сообщил суд.")

    assert sentence.segments[0] == sentence.segments[6]
    assert sentence.segments[0] != sentence.segments[-2]


def test_a_form_of_several_words_has_all_their_lemmas() -> None:
    assert lemmas("стали") == {"стать", "сталь"}


def _sentence(text: str) -> Sentence:
    (sentence,) = parse(text, sentences(text))
    return sentence


def test_the_parser_is_given_no_endless_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    parser, given = NewsSyntaxParser(embedding()), list[int]()

    class Counting:
        def map(self, lists: list[list[str]]) -> object:
            return parser.map(_counted(lists, given))

    monkeypatch.setattr(parsing, "_parser", Counting)
    text = "Суд закрыл сайт и оштрафовал журналиста, " * 30 * (MOST_WORDS // 100)
    # No other test has these sentences, whose trees would be kept.
    short = "Жюри зевнуло. "
    first, last = parse(short + text, [TextSpan(start=0, end=len(short) - 1), _all(short + text)])

    assert max(given) == MOST_WORDS
    assert sum(given) == len(first.words) + len(last.words)
    assert [word.head for word in first.words] == [1, -1, 1]
    assert all(
        word.head < 0 or word.head // MOST_WORDS == word.at // MOST_WORDS for word in last.words
    )


def test_a_sentence_of_five_thousand_words_needs_no_great_memory() -> None:
    text = "Суд закрыл сайт издания и оштрафовал журналиста на двадцать тысяч " * 500
    _sentence("Суд решил.")
    tracemalloc.start()
    try:
        sentence = _sentence(text)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert len(sentence.words) == 5000
    assert peak < 200_000_000


def _all(text: str) -> TextSpan:
    return TextSpan(start=11, end=len(text))


def _counted(lists: list[list[str]], given: list[int]) -> list[list[str]]:
    lists = list(lists)
    given += map(len, lists)
    return lists


def test_a_sentence_that_was_read_is_read_no_more_wherever_it_stands() -> None:
    told = "Полиция задержала блогера."
    [alone] = parse(told, [TextSpan(start=0, end=len(told))])
    read = parsing._tree_of.cache_info().misses  # noqa: SLF001 - what a model was asked for
    text = f"Суд молчит. {told}"
    _, again = parse(text, sentences(text))
    assert parsing._tree_of.cache_info().misses == read + 1  # noqa: SLF001
    assert [word.text for word in again.words] == [
        text[word.span.start : word.span.end] for word in again.words
    ]
    assert [(word.lemma, word.head) for word in again.words] == [
        (word.lemma, word.head) for word in alone.words
    ]


def test_sentences_read_together_are_read_as_each_alone() -> None:
    told = [
        "Цензоры закрыли три сайта.",
        "Журналист молчит.",
        "Редактор газеты, которую закрыли без суда, подал жалобу на министра и его заместителя.",
    ]
    together = parse(text := " ".join(told), sentences(text))
    for one, whole in zip(together, told, strict=True):
        parsing._tree_of.cache_clear()  # noqa: SLF001 - so that it is read anew
        [alone] = parse(whole, [TextSpan(start=0, end=len(whole))])
        assert [(w.text, w.lemma, w.rel, w.head, w.case) for w in one.words] == [
            (w.text, w.lemma, w.rel, w.head, w.case) for w in alone.words
        ]
