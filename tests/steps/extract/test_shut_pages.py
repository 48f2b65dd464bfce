import pytest

from dalel.domain.rendering import ShutKind
from dalel.steps.extract.shut_pages import wall_of

_TEXT = "<p>Озёрный совет рассмотрел обращение жителей о доступе к сети и обещал ответить.</p>" * 8
_BANNER = "<div class=cookie-box role=dialog>Мы используем cookie <a>Принять и продолжить</a></div>"


@pytest.mark.parametrize(
    ("page", "wall"),
    [
        (_BANNER, ShutKind.CONSENT),
        ("<body><dialog>Accept all cookies</dialog><p>Menu", ShutKind.CONSENT),
        ("<div aria-modal=true>Барлығын қабылдау</div>", ShutKind.CONSENT),
        ("<p>Толық оқу үшін жазылыңыз.", ShutKind.PAYWALL),
        ("<title>Just a moment...</title><p>Checking your browser", ShutKind.CHALLENGE),
        ("<h1>Подтвердите, что вы не робот</h1>", ShutKind.CHALLENGE),
        (_TEXT + _BANNER, None),
        (_TEXT, None),
        ("<p>Коротко: суд перенёс заседание.", None),
        ("<script>var a = 'accept all cookies'</script><p>Menu", None),
        ("", None),
        ("\0\x01", None),
    ],
)
def test_a_wall_is_known_by_what_stands_in_place_of_the_text(
    page: str, wall: ShutKind | None
) -> None:
    assert wall_of(page.encode()) is wall


@pytest.mark.parametrize(
    ("said", "wall"),
    [
        ("false", ShutKind.PAYWALL),
        ('"False"', ShutKind.PAYWALL),
        ("true", None),
        ('"True"', None),
        ("0", None),
    ],
)
def test_a_page_that_says_it_is_not_free_is_a_paywall(said: str, wall: ShutKind | None) -> None:
    data = f'{{"@type": "NewsArticle", "headline": "a", "isAccessibleForFree": {said}}}'
    page = f'<script type="application/ld+json">{data}</script>{_TEXT}'
    assert wall_of(page.encode()) is wall


@pytest.mark.parametrize(
    "page",
    [
        "<dialog>" * 3000 + "Accept all cookies",
        "<dialog>" * 50 + "<p>Accept all cookies" + "</dialog>" * 50,
        "<p>" + "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
        '<script type="application/ld+json">' + "[" * 9000 + "</script>",
    ],
)
def test_hostile_pages_are_judged_without_a_stumble(page: str) -> None:
    assert wall_of(page.encode()) in {None, ShutKind.CONSENT}
