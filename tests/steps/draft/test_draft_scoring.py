"""Does the judge of drafts see what is told, left out, made up and said twice?"""

from dalel.steps.draft.score import Drafted, DraftScore, GoldArticle, facts_of, judge

RU = "Суд в Алматы 3 июня оштрафовал редактора Асель Тимурову на 55 048 тенге по статье 456 КоАП."
KK = "Сот 3 маусымда редактор Әсел Темироваға 456-бап бойынша 55 048 теңге айыппұл салды."


def draft(*sentences: str, language: str = "ru", title: str = "Итог") -> Drafted:
    return Drafted(language=language, title=title, sentences=sentences)


def judged(*drafts: Drafted) -> DraftScore:
    articles = {
        "a": GoldArticle(language="ru", text=RU, year=2031),
        "b": GoldArticle(language="kk", text=KK, year=2031),
    }
    return judge([("s", each) for each in drafts], {"s": ["a", "b"]}, articles, ("kk", "ru"))


def test_the_same_is_known_in_both_languages() -> None:
    shared = facts_of(RU, "ru") & facts_of(KK, "kk")
    assert {"date:6-3", "number:55048", "statute:456", "outcome:fined"} <= shared


def test_a_whole_draft_covers_all_and_invents_nothing() -> None:
    score = judged(draft(RU), draft(KK, language="kk"))
    assert score.coverage == 1.0
    assert score.unsupported_facts == 0
    assert score.missing == 0


def test_what_is_left_out_lowers_coverage() -> None:
    assert judged(draft("Редактора оштрафовали.")).coverage < 0.5


def test_what_no_article_says_is_unsupported() -> None:
    score = judged(draft("Суд 4 июня оштрафовал редактора на 99 000 тенге."))
    # The date, the number in it, and the sum.
    assert score.unsupported_facts == 3
    assert score.unsupported > 0
    assert score.missing == 1


def test_the_year_of_an_article_bears_a_year_out() -> None:
    assert judged(draft("Суд 3 июня 2031 года.")).unsupported_facts == 0
    assert judged(draft("Суд 3 июня 2030 года.")).unsupported_facts == 1


def test_saying_it_twice_is_redundant() -> None:
    once, twice = judged(draft(RU)), judged(draft(RU, RU))
    assert once.redundancy == 0.0
    assert twice.redundancy == 1.0


def test_large_numbers_and_percentages_are_read_in_words_and_digits() -> None:
    assert "number:16400000" in facts_of("ущерб 16,4 млн тенге", "ru")
    assert "percent:18.4" in facts_of("өсім 18,4 пайыз", "kk")
    assert "number:7" in facts_of("приговорён к семи годам", "ru")
    assert "number:10" not in facts_of("он приговорён", "ru")
