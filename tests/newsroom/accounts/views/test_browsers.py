"""Does a member know their own browsers again in the list?"""

import pytest

from dalel.newsroom.accounts.browser_names import named

_MOZILLA = "Mozilla/5.0"
_CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0"


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (f"{_MOZILLA} (Windows NT 10.0; Win64; x64) {_CHROME} Safari/537.36", "Chrome, Windows"),
        (
            f"{_MOZILLA} (Windows NT 10.0; Win64; x64) {_CHROME} YaBrowser/25.8 Safari/537.36",
            "Yandex Browser, Windows",
        ),
        (
            f"{_MOZILLA} (Windows NT 10.0) {_CHROME} Safari/537.36 Edg/142.0.0.0",
            "Edge, Windows",
        ),
        (
            f"{_MOZILLA} (Linux; Android 14) {_CHROME} Mobile Safari/537.36 OPR/91",
            "Opera, Android",
        ),
        (
            f"{_MOZILLA} (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140",
            "Firefox, Linux",
        ),
        (
            f"{_MOZILLA} (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 "
            "Version/18.5 Mobile/15E148 Safari/604.1",
            "Safari, iPhone",
        ),
        (
            f"{_MOZILLA} (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 "
            "Version/18.5 Safari/605.1.15",
            "Safari, Mac",
        ),
        ("curl/8.14.1", "curl/8.14.1"),
        ("", ""),
    ],
)
def test_a_browser_is_called_as_its_owner_calls_it(agent: str, words: str) -> None:
    assert named(agent) == words
