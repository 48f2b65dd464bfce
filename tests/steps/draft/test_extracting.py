"""Does an entry of an article's own sentences hold what counts, and only that?"""

from collections.abc import Sequence

from dalel.domain.draft import DraftMatter, Maker
from dalel.domain.evidence import TextSpan
from dalel.steps.draft import Drafter
from steps.draft.stories import RULING_KK, RULING_RU, article, drafted


def test_every_sentence_points_at_the_stretch_that_it_is(drafter: Drafter) -> None:
    articles = (
        article("ru", RULING_RU, "Редактора оштрафовали"),
        article("kk", RULING_KK, "Редакторға айыппұл салынды"),
    )
    texts = {each.id: each.text for each in articles}
    found = drafted(drafter, *articles)
    assert set(found) == {"kk", "ru"}
    for draft in found.values():
        assert draft.by is Maker.EXTRACT
        for sentence in draft.sentences:
            stretch = texts[sentence.article][sentence.span.start : sentence.span.end]
            assert sentence.text.rstrip(".")[1:] == stretch.rstrip(".")[1:]


def test_who_printed_it_and_calls_to_readers_fall_away(drafter: Drafter) -> None:
    found = {
        language: drafted(drafter, article(language, text))[language]
        for language, text in (("ru", RULING_RU), ("kk", RULING_KK))
    }
    assert "Zhanalyk" not in found["ru"].summary + found["kk"].summary
    assert "Подписывайтесь" not in found["ru"].summary
    assert "оқыңыз" not in found["kk"].summary
    assert found["ru"].summary.startswith("3 июня 2031 года суд в Алматы оштрафовал")
    assert found["ru"].summary.endswith("Защита подаст жалобу до 20 июня.")
    assert found["kk"].summary.endswith("Қорғаушы тарап шағым береді.")


def test_an_outlet_that_the_story_is_about_keeps_its_word(drafter: Drafter) -> None:
    text = "Полиция возбудила дело против редакции, сообщает Derek.test. Обыска не было."
    draft = drafted(drafter, article("ru", text, "Дело против Derek.test"))["ru"]
    assert "сообщает Derek.test" in draft.summary


def test_an_official_who_says_so_stays(drafter: Drafter) -> None:
    text = "В Алматы заблокировали сайт Derek.test, сообщает Министерство культуры. Идёт проверка."
    assert "Министерство культуры" in drafted(drafter, article("ru", text))["ru"].summary


def test_two_to_four_sentences_are_taken_and_none_says_the_same_again(drafter: Drafter) -> None:
    first = "Суд Алматы 3 июня 2031 года оштрафовал редактора Derek.test на 20 МРП."
    again = "Редактора Derek.test суд Алматы 3 июня 2031 года оштрафовал на 20 МРП."
    rest = " ".join(
        f"Свидетель номер {word} рассказал о сайте Kitap{at}.test и ушёл {at} июня."
        for at, word in enumerate(("один", "два", "три", "четыре", "пять"), start=10)
    )
    draft = drafted(
        drafter, article("ru", f"{first} {rest}", name="a"), article("ru", again, name="b")
    )["ru"]
    assert 2 <= len(draft.sentences) <= 4
    assert draft.summary.count("на 20 МРП") == 1


def test_a_sentence_that_leans_brings_the_one_before_it(drafter: Drafter) -> None:
    text = (
        "В Астане 3 июня 2031 года прошёл обыск у редакции Derek.test. Редактор Асель Тимурова "
        "просила об адвокате. Ей отказали, изъяли 12 телефонов и 4 ноутбука, сумма ущерба 5 млн "
        "тенге."
    )
    draft = drafted(drafter, article("ru", text))["ru"]
    texts = [sentence.text for sentence in draft.sentences]
    leaning = next(at for at, each in enumerate(texts) if each.startswith("Ей"))
    assert texts[leaning - 1].startswith("Редактор Асель Тимурова")


def test_a_title_that_asks_or_quotes_gives_way_to_one_that_says(drafter: Drafter) -> None:
    draft = drafted(
        drafter,
        article("ru", RULING_RU, "За что оштрафовали редактора?", name="a"),
        article(
            "ru", RULING_RU, "Суд Алматы оштрафовал редактора (ВИДЕО) | Zhanalyk.test", name="b"
        ),
    )["ru"]
    assert draft.title == "Суд Алматы оштрафовал редактора"


def test_what_the_evidence_does_not_bear_out_gives_way(drafter: Drafter) -> None:
    def doubts(text: str, language: str) -> Sequence[TextSpan]:
        start = text.find("Защита")
        return [TextSpan(start=start, end=start + 6)] if start >= 0 else []

    matter = DraftMatter(story="s", articles=(article("ru", RULING_RU, "Редактора оштрафовали"),))
    draft = drafter.draft(matter, doubts)[-1]
    assert "Защита" not in draft.summary
    assert "оштрафовал" in draft.summary


def test_a_title_in_doubt_gives_way_too_and_else_there_is_none(drafter: Drafter) -> None:
    def doubts(text: str, language: str) -> Sequence[TextSpan]:
        return [TextSpan(start=0, end=1)] if text.startswith("Ред") else []

    matter = DraftMatter(story="s", articles=(article("ru", RULING_RU, "Редактора оштрафовали"),))
    draft = next(d for d in drafter.draft(matter, doubts) if d.language == "ru")
    assert draft.title == ""
    assert draft.text.title is None


def test_where_everything_is_doubted_nothing_is_drafted(drafter: Drafter) -> None:
    def doubts(text: str, language: str) -> Sequence[TextSpan]:
        return [TextSpan(start=at, end=at + 1) for at in range(len(text))]

    matter = DraftMatter(story="s", articles=(article("ru", RULING_RU, "Редактора оштрафовали"),))
    assert drafter.draft(matter, doubts) == ()


def test_articles_that_say_nothing_give_no_draft(drafter: Drafter) -> None:
    assert drafted(drafter, article("ru", "Фото автора.")) == {}
