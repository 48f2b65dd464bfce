from dalel.domain.evidence import TextSpan
from dalel.language.ru import parsing
from dalel.language.ru.parsing import Sentence, lemmas, parse
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


def test_a_sentence_that_was_read_is_read_no_more_wherever_it_stands() -> None:
    told = "Полиция задержала блогера."
    [alone] = parse(told, [TextSpan(start=0, end=len(told))])
    read = parsing._words_of.cache_info().misses  # noqa: SLF001 - what a model was asked for
    text = f"Суд молчит. {told}"
    _, again = parse(text, sentences(text))
    assert parsing._words_of.cache_info().misses == read + 1  # noqa: SLF001
    assert [word.text for word in again.words] == [
        text[word.span.start : word.span.end] for word in again.words
    ]
    assert [(word.lemma, word.head) for word in again.words] == [
        (word.lemma, word.head) for word in alone.words
    ]
