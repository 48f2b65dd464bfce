"""Does a text stand in its page whatever the markup, and no longer when a word is another?"""

import json
from time import perf_counter

import pytest

from dalel.domain.standing_words import StandingPage

LINE = "Совет «отказал» жителям в доступе, говорит А. Серик."
PAGES = [
    f"<html><p>{LINE}</p></html>",
    "<div>\n<b>Совет</b> «отказал» <a href='x'>жителям</a>\n в&nbsp;доступе, говорит А. Серик."
    "<br>Ещё.</div>",
    f"<script>var x = 1</script><p>{LINE}<script>ad()</script></p>",
    f"<item><description><![CDATA[<p>{LINE}</p>]]></description></item>",
    f"<item><description>&lt;p&gt;{LINE}&lt;/p&gt;</description></item>",
    '<script>{"articleBody": "Совет \\"отказал\\" жителям в доступе, говорит А. Серик.\\nЕщё."}'
    "</script>",
    json.dumps({"text": LINE}),
    f"<p>{LINE}</p><script>not ended",
]


@pytest.mark.parametrize("page", PAGES)
def test_a_line_stands_in_a_page_whatever_it_is_wrapped_in(page: str) -> None:
    assert list(StandingPage(page).missing(f"{LINE}\n\n—\n")) == []


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    "other",
    [
        LINE.replace("отказал", "не отказал"),
        LINE.replace("жителям ", ""),
        LINE.replace("отказал", "помог"),
        LINE.removeprefix("Совет "),
        LINE.removesuffix(" Серик."),
        f"{LINE} Точка.",
    ],
)
def test_a_line_with_another_word_is_missing(page: str, other: str) -> None:
    assert list(StandingPage(page).missing(f"{LINE}\n{other}")) == [other]


def test_a_headline_may_be_part_of_a_line_or_of_a_tag() -> None:
    page = StandingPage('<title>Новость дня | Озеро</title><meta content="Другая новость">')
    assert page.has("Новость дня")
    assert page.has("Другая новость")
    assert page.has("")
    assert not page.has("Новость недели")


def test_pages_that_were_made_to_take_long_do_not() -> None:
    began = perf_counter()
    for piece in ("<script>", "<", "<a ", "\\", "&lt;", "<!--", '"', "&#", "\x01", "\ud800"):
        assert list(StandingPage(piece * (300_000 // len(piece))).missing("нет")) == ["нет"]
    assert perf_counter() - began < 20
