from dalel.domain.deeds import Telling
from dalel.domain.lexicon import Lexicon
from dalel.language.ru.deed_words import deed_words, unreflexive
from dalel.language.ru.parsing import dictionary_form, parse
from dalel.language.sentences import sentences


def test_every_russian_wording_has_a_verb_or_a_noun_at_its_head(kz_lexicon: Lexicon) -> None:
    def headless(tellings: tuple[Telling, ...], part: str) -> list[str]:
        return [
            " ".join(one.words)
            for one in tellings
            if not any(dictionary_form(word, part) for word in one.words)
        ]

    every = kz_lexicon.deeds.tellings["ru"].values()

    assert [one for each in every for one in headless(each.nouns, "NOUN")] == []
    assert [one for each in every for one in headless(each.verbs, "INFN")] == [
        "недоступный",
        "доступный",
        "нет",
    ]


def test_the_longest_wording_is_told(kz_lexicon: Lexicon) -> None:
    text = "Суд освободил редактора от наказания."
    (sentence,) = parse(text, sentences(text))
    told = deed_words(kz_lexicon.deeds).verb(sentence, sentence.words[1])

    assert told is not None
    assert told.wording.deed == "free_from_penalty"


def test_a_term_is_counted(kz_lexicon: Lexicon) -> None:
    text = "Показания он дал в мае прошлого года."
    (sentence,) = parse(text, sentences(text))
    told = deed_words(kz_lexicon.deeds).verb(sentence, sentence.words[2])

    assert told is not None
    assert told.wording.deed == "testify"


def test_the_passive_of_a_reflexive_verb_is_its_active() -> None:
    assert unreflexive("блокироваться") == "блокировать"
    assert unreflexive("блокировать") == ""
