from dalel.steps.classify.article_reader import ENOUGH, ArticleReader
from dalel.steps.classify.words import words
from steps.classify.invented_news import ABROAD, FINE, FINE_KK, article


def test_names_inside_sentences_are_no_words_and_other_words_are_stems() -> None:
    found = [stem for stem, _ in words("Суд оштрафовал Мысалова. Журналист подал жалобу", "ru")]
    assert "мысал" not in found
    assert {"суд", "журналист", "жалоб"} <= set(found)


def test_a_title_in_capitals_of_english_fashion_names_nobody() -> None:
    found = [form for _, form in words("Court Fines Journalist Over Post", "en")]
    assert found == ["Court", "Fines", "Journalist", "Over", "Post"]


def test_abbreviations_are_words_and_short_words_are_none() -> None:
    assert [form for _, form in words("о СМИ и др", "ru")] == ["СМИ"]


def test_the_same_news_shows_the_same_in_both_languages(reader: ArticleReader) -> None:
    russian, kazakh = reader.read(FINE), reader.read(FINE_KK)
    for mark in ("journalist", "post", "=fined", "@home"):
        assert mark in russian.every_mark
        assert mark in kazakh.every_mark
    assert "speaker_prosecuted" in russian.rules & kazakh.rules


def test_a_country_of_others_is_abroad(reader: ArticleReader) -> None:
    read = reader.read(ABROAD)
    assert "@abroad" in read.marks[0]
    assert "abroad_only" in read.rules


def test_a_denied_outcome_is_not_the_outcome(reader: ArticleReader) -> None:
    read = reader.read(article("Журналиста не задержали", "Об этом сообщила полиция."))
    assert "=not_detained" in read.every_mark
    assert "=detained" not in read.every_mark


def test_only_the_start_of_a_long_text_is_read(reader: ArticleReader) -> None:
    read = reader.read(article("Новости", "слово " * ENOUGH + "журналиста оштрафовали"))
    assert "journalist" not in read.every_mark


def test_a_language_that_we_do_not_read_shows_nothing(reader: ArticleReader) -> None:
    read = reader.read(article("Журналист", "Суд оштрафовал.", "other"))
    assert read.every_mark == frozenset()
    assert read.facts == ()


def test_an_empty_article_can_be_read(reader: ArticleReader) -> None:
    assert reader.read(article("", "")).marks == (frozenset(),)
