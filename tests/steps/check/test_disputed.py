"""Is a text told where the articles behind it disagree, and only there?"""

from datetime import date

import pytest

from dalel.domain.article import Article
from dalel.language.wording import catalogue, told
from dalel.steps.check.facts import CheckedClaim, PreparedEvidence, check_facts, prepare
from dalel.steps.check.facts.findings import ClaimKind, ClaimVerdict, Mechanism
from dalel.steps.check.facts.wording import REASONS
from steps.check.pairs import words

DAY = date(2025, 11, 28)
#: In Russian, in Kazakh and in English, with a title each: what they disagree on is in the text.
FIVE = Article(
    id="five",
    language="ru",
    title="Задержания на площади",
    text="На площади полиция задержала пятерых журналистов. Дождь шёл весь день.",
    day=DAY,
)
SEVEN = Article(
    id="seven",
    language="kk",
    title="Алаңдағы оқиға",
    text="Кешке белгілі болды. Алаңда полиция жеті журналисті ұстады.",
    day=DAY,
)
COURT = Article(
    id="court", language="en", title="", text="The court fined blogger Serzhan Noyanov.", day=DAY
)
POLICE = Article(
    id="police", language="ru", title="", text="Полиция оштрафовала блогера Ноянова.", day=DAY
)
UPHELD = Article(
    id="upheld",
    language="ru",
    title="",
    text="Апелляция оставила приговор Ноянову в силе.",
    day=DAY,
)
QUASHED = Article(
    id="quashed", language="kk", title="", text="Сот Нояновтың үкімінің күшін жойды.", day=DAY
)


def disputed(text: str, language: str, *articles: Article) -> list[CheckedClaim]:
    """The hints of the kind about a text that rests on articles."""
    evidence = PreparedEvidence(articles=tuple(prepare(each, words()) for each in articles))
    report = check_facts(text, language, evidence, words())
    assert not any(each.mechanism is Mechanism.DISPUTED for each in report.unsupported)
    return [each for each in report.hints if each.mechanism is Mechanism.DISPUTED]


@pytest.mark.parametrize(
    ("text", "language", "articles", "span", "kind"),
    [
        ("Задержаны пять журналистов.", "ru", (FIVE, SEVEN), "пять", ClaimKind.NUMBER),
        ("Задержаны семь журналистов.", "ru", (FIVE, SEVEN), "семь", ClaimKind.NUMBER),
        ("Бес журналист ұсталды.", "kk", (FIVE, SEVEN), "Бес", ClaimKind.NUMBER),
        ("Police detained 7 journalists.", "en", (SEVEN, FIVE), "7", ClaimKind.NUMBER),
        ("Сот Нояновқа айыппұл салды.", "kk", (COURT, POLICE), "Сот", ClaimKind.NAME),
        (
            "Приговор Ноянову оставлен в силе.",
            "ru",
            (UPHELD, QUASHED),
            "оставлен в силе",
            ClaimKind.OUTCOME,
        ),
    ],
)
def test_what_the_articles_tell_differently_is_a_hint(
    text: str, language: str, articles: tuple[Article, ...], span: str, kind: ClaimKind
) -> None:
    (hint,) = disputed(text, language, *articles)
    assert (hint.text, hint.kind, hint.verdict) == (span, kind, ClaimVerdict.UNCLEAR)
    assert text[hint.span.start : hint.span.end] == span


def test_both_articles_are_named_with_their_words_and_places() -> None:
    (hint,) = disputed("Семь журналистов задержаны.", "ru", FIVE, SEVEN)
    assert hint.support is not None
    assert hint.against is not None
    assert (hint.support.article, hint.support.text) == ("seven", "жеті")
    assert (hint.against.article, hint.against.text) == ("five", "пятерых")
    for support, article in ((hint.support, SEVEN), (hint.against, FIVE)):
        assert article.text[support.span.start : support.span.end] == support.text


@pytest.mark.parametrize(
    ("language", "why"),
    [
        ("en", "The articles disagree: “жеті журналисті ұстады” and “задержала пятерых”."),
        ("ru", "Статьи расходятся: «жеті журналисті ұстады» и «задержала пятерых»."),
        ("kk", "Мақалалардың айтуы екі түрлі: «жеті журналисті ұстады» және «задержала пятерых»."),
    ],
)
def test_the_reason_says_what_each_article_tells(language: str, why: str) -> None:
    (hint,) = disputed("Семь журналистов задержаны.", "ru", FIVE, SEVEN)
    assert told(hint.reason, REASONS, catalogue(language).gettext) == why


@pytest.mark.parametrize(
    ("text", "articles"),
    [
        ("По одним данным, задержаны пять журналистов, по другим — семь журналистов.",
         (FIVE, SEVEN)),
        ("Задержаны журналисты.", (FIVE, SEVEN)),
        ("Задержаны шесть журналистов.", (FIVE, SEVEN)),
        ("Задержаны пять журналистов.", (FIVE,)),
        ("Задержаны пять журналистов.", (FIVE, COURT)),
    ],
)  # fmt: skip
def test_nothing_is_said_where_the_text_takes_no_side(
    text: str, articles: tuple[Article, ...]
) -> None:
    assert disputed(text, "ru", *articles) == []


def test_one_place_is_disputed_once() -> None:
    (hint,) = disputed("Задержаны пять журналистов.", "ru", FIVE, SEVEN, FIVE, SEVEN)
    assert hint.text == "пять"
