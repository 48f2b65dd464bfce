"""Is every address in a paste found, and none visited that could harm somebody?"""

import pytest

from dalel.domain.pasted_addresses import (
    NEVER,
    Hindrance,
    addresses_in,
    hindrance,
    holds_random,
    lines_without_address,
    repeated_in,
    without_keys,
)

HARMLESS = (
    "https://vlast.kz/novosti/67890-na-zapade-kazahstana-zablokirovan-sajt.html",
    "https://adilet.zan.kz/rus/docs/K1400000226",
    "https://a.kz/?id=1234567890123456789",
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
    "https://t.me/s/channel/123",
    "https://қазақ.kz/жаңалық/2031",
    "http://a.kz:80/account-of-the-minister-was-hacked",
)
HINDERED = {
    "javascript:alert(1)": Hindrance.NOT_WEB,
    "file:///etc/passwd": Hindrance.NOT_WEB,
    "data:text/html,x": Hindrance.NOT_WEB,
    "ftp://a.kz/x": Hindrance.NOT_WEB,
    "https://user:pass@a.kz/": Hindrance.USER,
    "https://a.kz@127.0.0.1/": Hindrance.USER,
    "http://127.0.0.1/": Hindrance.NOT_PUBLIC,
    "http://[::1]/": Hindrance.NOT_PUBLIC,
    "http://[::ffff:10.0.0.1]/": Hindrance.NOT_PUBLIC,
    "http://2130706433/": Hindrance.NOT_PUBLIC,
    "http://0x7f.1/": Hindrance.NOT_PUBLIC,
    "http://169.254.169.254/latest/meta-data/": Hindrance.NOT_PUBLIC,
    "http://localhost:8000/": Hindrance.NOT_PUBLIC,
    "http://printer.local/": Hindrance.NOT_PUBLIC,
    "http://intranet/": Hindrance.NOT_PUBLIC,
    "http://[bad": Hindrance.NOT_PUBLIC,
    "https://a.kz:99999/": Hindrance.NOT_PUBLIC,
    "https://a.kz/" + "x" * 2000: Hindrance.TOO_LONG,
    "https://a.kz/unsubscribe?u=1": Hindrance.ACTS,
    "https://a.kz/log-out.php": Hindrance.ACTS,
    "https://a.kz/wp-login.php?action=logout": Hindrance.ACTS,
    "https://a.kz/x?token=abc": Hindrance.KEY,
    "https://a.kz/x?access_token=abc": Hindrance.KEY,
    "https://a.kz/x?q=aituar%40mail.kz": Hindrance.KEY,
    "https://a.kz/x?k=9f86d081884c7d65a3b1": Hindrance.KEY,
    "https://a.kz/x?r=3fa85f64-5717-4562-b3fc-2c963f66afa6": Hindrance.KEY,
    "https://a.kz/x;jsessionid=12": Hindrance.KEY,
    "https://t.me/+AbCdEf": Hindrance.KEY,
    "https://docs.google.com/document/d/1A2b3C4d5E6f7G8h9I0jKlMnOp/edit": Hindrance.KEY,
    "https://a.kz/%6Cogin": Hindrance.ACCOUNT,
    "https://cabinet.a.kz/x": Hindrance.ACCOUNT,
    "https://t.me/joinchat/x": Hindrance.ACCOUNT,
    "https://a.kz:8443/x": Hindrance.PORT,
}


def test_addresses_are_found_in_lines_and_in_texts() -> None:
    text = (
        "Смотри (https://a.kz/b_(1)). И [это](https://b.kz/c), «https://c.kz/қала»!\n"
        "d.kz/e\r\nна d.kz ничего\nhttps://a.kz/b_(1)\njavascript:alert(1) и mailto:a@b.kz\n"
    )
    assert addresses_in(text, 20) == (
        (
            "https://a.kz/b_(1)",
            "https://b.kz/c",
            "https://c.kz/қала",
            "d.kz/e",
            "javascript:alert(1)",
            "mailto:a@b.kz",
        ),
        0,
    )
    assert addresses_in("", 3) == ((), 0)
    assert addresses_in("Просто слова, a.kz среди них", 3) == ((), 0)


def test_of_ten_thousand_lines_as_many_are_taken_as_may_be() -> None:
    text = "\n".join(f"https://a.kz/{place}" for place in range(10_000))
    found, left = addresses_in(text, 200)
    assert (len(found), left) == (200, 9_800)


@pytest.mark.parametrize("letter", ["a.", "(", "https://", "http:", "а", "\u202e", "@", ".,"])
def test_two_million_odd_letters_are_read_through(letter: str) -> None:
    found, _left = addresses_in(letter * (2_000_000 // len(letter)), 5)
    assert len(found) <= 1
    assert all(hindrance(one) in NEVER for one in found)


@pytest.mark.parametrize("url", HARMLESS)
def test_an_ordinary_page_is_harmless(url: str) -> None:
    assert hindrance(url) is None


@pytest.mark.parametrize("url", HINDERED)
def test_whatever_could_harm_is_told(url: str) -> None:
    assert hindrance(url) is HINDERED[url]


@pytest.mark.parametrize(
    ("url", "kept", "count"),
    [
        ("https://a.kz/n/1?id=7&page=2", "https://a.kz/n/1?id=7&page=2", 0),
        ("https://a.kz/n?id=7&access_token=x&authenticity_token=y", "https://a.kz/n?id=7", 2),
        ("https://a.kz/n?authors=7&fb_sessid=1", "https://a.kz/n?authors=7", 1),
        ("https://user:pw@a.kz:81/n#t=1", "https://a.kz:81/n", 2),
        ("/reset/3f1c9a7be04d5286aa01ffee", "/reset/-", 1),
        ("javascript:alert(1)", "", 1),
        ("https://a.kz:port/", "", 1),
        ("https://a.kz/u/a@b.kz/x;sid=1", "https://a.kz/u/-/x;sid=1", 1),
    ],
)
def test_an_address_loses_what_may_be_a_key_and_keeps_the_rest(
    url: str, kept: str, count: int
) -> None:
    assert without_keys(url) == (kept, count)


def test_a_long_mixed_run_was_written_by_no_person() -> None:
    assert holds_random("x 3f1c9a7be04d5286aa01ffee3f1c9a7be0", 32)
    assert not holds_random("обычные слова и 2026", 32)


def test_what_stands_there_again_is_counted() -> None:
    assert repeated_in("https://a.kz/1 https://a.kz/2\nhttps://a.kz/1, https://a.kz/1") == 2
    assert repeated_in("https://a.kz/1") == 0


def test_lines_that_hold_no_address_are_told() -> None:
    paste = "Вчера закрыли сайт\n\n  https://a.kz/1  \nсм. https://a.kz/2\n суд: завтра "
    assert lines_without_address(paste) == ("Вчера закрыли сайт", "суд: завтра")
