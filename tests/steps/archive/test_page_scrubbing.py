"""Is a page that a member saved kept without programs, keys and whoever was logged in?"""

from base64 import b64encode

import pytest

from dalel.domain.errors import UnreadableError
from dalel.domain.saved_file import SavedKind, Scrubbed, ScrubbedPage
from dalel.steps.archive.account_names import hidden_places, is_named, names_to_hide
from dalel.steps.archive.page_scrubbing import BAR, scrub_page
from dalel.steps.archive.saved_page import page_kind

JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N"
PAGE = f"""\ufeff<!-- saved from url -->
<!DOCTYPE html><html lang="ru"><head><title>Суд оштрафовал редакцию</title>
<meta name="csrf-token" content="SECRETMETA"><meta property="og:title" content="Суд">
<script>window.__DATA__ = {{"access_token": "SECRETSCRIPT", "user": "Айгүл"}}</script>
<style>.a{{background:url(/x?sid=SECRETSTYLE)}}</style></head>
<body class="page" data-user="SECRETDATA" onload="x('SECRETHANDLER')">
<header>Вы вошли как <b>Ай</b>гүл Сейіт\u200bова
<a href="/profile/aigul_k?tab=1">профиль</a></header>
<form action="/logout?token=SECRETACTION"><input name="csrf" value="SECRETFIELD">
<textarea>SECRETAREA</textarea><button>Выйти SECRETBUTTON</button>
<article id="text"><h1>Суд оштрафовал редакцию</h1>
<p>Редакции «Толқын» назначен штраф 78 640 тенге.</p>
<p title="видит Айгүл">Айгүлдің пікірі. Почта: press@tolqyn.kz, ключ {JWT}</p>
<a href="https://user:pw@tolqyn.kz/a?id=7&access_token=SECRETPARAM#SECRETFRAGMENT">далее</a>
<a href="javascript:alert(SECRETJS)">x</a>
<p>Ссылка https://tolqyn.kz/b?session_id=SECRETINTEXT&page=2</p></article></form>
<p style="display: none">SECRETHIDDEN</p><p hidden>SECRETHIDDEN</p>
<img src="data:image/png;base64,{b64encode(b"SECRETPICTURE" * 20).decode()}" alt="фото">
<iframe srcdoc="SECRETFRAME"></iframe><svg><text>SECRETSVG</text></svg>
<!-- SECRETCOMMENT --></body></html>"""
NAMES = ("Айгүл Сейітова", "aigul_k")


def scrub(page: str, *names: str) -> ScrubbedPage:
    content = page.encode()
    kind = page_kind(content)
    assert kind is not None
    return scrub_page(content, kind, names)


def mhtml(*parts: tuple[str, str], head: str = "From: <Saved by Blink>") -> bytes:
    """A page in parts, as browsers write it."""
    told = "".join(
        f"--b\r\nContent-Type: {kind}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n"
        f"Content-Location: https://a.kz/\r\n\r\n{b64encode(body.encode()).decode()}\r\n"
        for kind, body in parts
    )
    return (
        f'{head}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="b"\r\n\r\n'
        f"{told}--b--\r\n"
    ).encode()


def test_nothing_that_tells_who_saved_it_is_left() -> None:
    page = scrub(PAGE, *NAMES)
    for kept in (page.html, page.text):
        assert "SECRET" not in kept
        assert "eyJ" not in kept
        assert "press@" not in kept
        assert not is_named(kept, NAMES)
        assert "script" not in kept
    assert "гүл" not in page.text
    assert "Редакции «Толқын» назначен штраф 78 640 тенге." in page.text
    assert f"Вы вошли как {BAR}" in page.text
    assert "https://tolqyn.kz/b?page=2" in page.text
    assert 'href="https://tolqyn.kz/a?id=7"' in page.html
    assert set(page.removed) == {str(kind) for kind in Scrubbed}
    assert page.removed["mail"] == 1


def test_a_page_without_an_account_keeps_its_words_and_its_spaces() -> None:
    page = scrub("<html><body><p>Штраф <b>78</b> <i>640</i> тенге</p><p>Іс №5</p></body></html>")
    assert page.text == "Штраф 78 640 тенге\nІс №5"
    assert page.removed == {}


def test_the_same_page_gives_the_same_bytes() -> None:
    assert scrub(PAGE, *NAMES) == scrub(PAGE, *NAMES)


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Айгүл Сейітова", "АЙГҮЛ", True),
        ("Айгүл Сейітова", "Сейітоваға", True),
        ("Али", "Али пришёл", True),
        ("Али", "реализация", False),
        ("aigul_k", "https://a.kz/%61igul_k", True),
        ("a.k@mail.kz", "a.k@mail.kz", True),
        ("a.k@mail.kz", "other@mail.kz", False),
        ("aigul@mail.kz", "/u/aigul/", True),
        ("+7 701 123 45 67", "8 (701) 123-45-67", True),
        ("+7 701 123 45 67", "7011234568", False),
    ],
)
def test_a_name_is_found_in_its_forms_and_no_other_word_is(
    name: str, text: str, *, found: bool
) -> None:
    assert is_named(text, (name,)) is found


def test_a_name_across_pieces_is_hidden_in_each() -> None:
    assert hidden_places(["Вы: Ай", "гүл", "Али"], ("Айгүл", "Али")) == [
        [(4, 6)],
        [(0, 3)],
        [(0, 3)],
    ]
    assert hidden_places(["ничего"], ()) == [[]]


def test_names_are_typed_one_a_line() -> None:
    assert names_to_hide(" Айгүл  С. \n@aigul_k\n\nЖ\n@aigul_k") == ("Айгүл С.", "aigul_k")


def test_of_a_page_in_parts_its_first_page_alone_is_read() -> None:
    content = mhtml(
        ("image/png", "SECRETPICTURE"),
        ("text/html", "<html><body><p>Штраф 91 тенге</p></body></html>"),
        ("text/html", "<html><body>SECRETFRAME</body></html>"),
    )
    assert page_kind(content) is SavedKind.MHTML
    page = scrub_page(content, SavedKind.MHTML, ())
    assert page.text == "Штраф 91 тенге"
    assert "SECRET" not in page.html


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04<html>",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
        b"%PDF-1.4 <html>",
        b"Subject: x\r\nContent-Type: text/html\r\n\r\n<html>",
        b" " * 5000 + b"<html>",
        b"just words and <html> later",
    ],
)
def test_what_is_no_page_by_its_first_bytes_is_none(content: bytes) -> None:
    assert page_kind(content) is None


@pytest.mark.parametrize(
    "content",
    [
        mhtml(("image/png", "x")),
        mhtml(),
        mhtml(("multipart/related; boundary=c", "x")),
        mhtml(("message/rfc822", "x")),
        mhtml(("text/html; charset=no-such", "")),
        b"X-A: b\r\nContent-Type: multipart/related\r\n\r\nno boundary",
        mhtml(*[("image/png", "x")] * 5000),
    ],
)
def test_parts_as_no_browser_writes_them_are_refused(content: bytes) -> None:
    assert page_kind(content) is SavedKind.MHTML
    with pytest.raises(UnreadableError):
        scrub_page(content, SavedKind.MHTML, ())


def test_another_kind_of_file_within_a_page_is_refused() -> None:
    content = b"<html><body>x</body></html><!--PK\x03\x04\0\0\0-->"
    with pytest.raises(UnreadableError, match="another kind"):
        scrub_page(content, SavedKind.HTML, ())


def test_a_name_that_the_markup_hides_is_refused_rather_than_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        "dalel.steps.archive.page_scrubbing.hidden_places",
        lambda words, _names: [[] for _ in words],
    )
    with pytest.raises(UnreadableError, match="cannot be taken out"):
        scrub("<html><body>Айгүл</body></html>", "Айгүл")


def test_deep_nesting_is_laid_side_by_side() -> None:
    page = scrub("<html><body>" + "<div>" * 50_000 + "Штраф 91 тенге")
    assert page.text == "Штраф 91 тенге"
