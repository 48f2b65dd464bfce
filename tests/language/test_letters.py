import pytest

from dalel.language.letters import decode

KK = "<p>Қазақстан Республикасының әділет министрлігі жаңа өтініш ұсынды. Үкімет ғимараты</p>"
RU = "<p>Суд в Алматы рассмотрел жалобу журналиста и отложил заседание</p>"


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
@pytest.mark.parametrize("text", [KK, RU])
def test_unicode_is_recognised_without_being_told(text: str, codec: str) -> None:
    assert decode(text.encode(codec))[0] == text


@pytest.mark.parametrize("codec", ["cp1251", "koi8-r", "cp866", "iso8859-5"])
def test_russian_is_recognised_by_its_letters(codec: str) -> None:
    assert decode(RU.encode(codec)) == (RU, f"letters {codec}")


def test_kazakh_in_kz1048_is_recognised_by_its_letters() -> None:
    assert decode(KK.encode("kz1048")) == (KK, "letters kz1048")


def test_a_page_that_says_windows_1251_may_be_kazakh() -> None:
    assert decode(KK.encode("kz1048"), "windows-1251") == (KK, "header kz1048")


def test_ukrainian_in_windows_1251_is_not_taken_for_kazakh() -> None:
    text = "<p>Суд у Києві розглянув скаргу журналіста її видання</p>"
    assert decode(text.encode("cp1251"), "cp1251") == (text, "header cp1251")


def test_the_header_is_believed_before_the_page() -> None:
    page = '<meta charset="utf-8"><p>Суд рассмотрел жалобу</p>'
    assert decode(page.encode("koi8-r"), "koi8-r") == (page, "header koi8-r")


def test_the_page_is_believed_where_the_header_says_nothing() -> None:
    page = '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r"><p>Суд</p>'
    assert decode(page.encode("koi8-r")) == (page, "page koi8-r")


def test_an_xml_declaration_counts() -> None:
    page = '<?xml version="1.0" encoding="windows-1251"?><p>Суд</p>'
    assert decode(page.encode("cp1251")) == (page, "page cp1251")


def test_valid_utf_8_outweighs_a_header_left_from_older_days() -> None:
    assert decode(RU.encode(), "windows-1251") == (RU, "letters utf-8")


@pytest.mark.parametrize(
    ("charset", "page", "origin"),
    [("UTF-8", RU, "header"), (None, f'<meta charset="utf-8">{RU}', "page"), (None, RU, "letters")],
)
def test_where_utf_8_was_announced_is_on_record(
    charset: str | None, page: str, origin: str
) -> None:
    assert decode(page.encode(), charset)[1] == f"{origin} utf-8"


def test_one_broken_character_does_not_change_the_encoding() -> None:
    page = f'<meta charset="utf-8">{RU}'.encode()[:-1] + b"\xd0"
    text, found = decode(page)
    assert found == "page utf-8"
    assert text.startswith('<meta charset="utf-8"><p>Суд в Алматы')


def test_a_western_page_stays_western() -> None:
    assert (
        decode("<p>Le café fermé</p>".encode("cp1252"), "iso-8859-1")[0] == "<p>Le café fermé</p>"
    )
    assert decode("<p>Le café fermé</p>".encode("cp1252"))[0] == "<p>Le café fermé</p>"


@pytest.mark.parametrize(
    "name", ["rot13", "base64", "idna", "utf-7", "no-such", "", "a\0b", "utf-16"]
)
def test_a_false_or_foul_name_of_an_encoding_is_passed_over(name: str) -> None:
    assert decode(RU.encode("cp1251"), name) == (RU, "letters cp1251")


def test_control_characters_and_halves_of_pairs_are_taken_out() -> None:
    assert decode(b"<p>a\0b\x08c\x7fd</p>")[0] == "<p>abcd</p>"


def test_nothing_turns_the_order_of_letters() -> None:
    assert decode("<p>са\u202eйт \u2067закрыт\u2069\u202c</p>".encode())[0] == "<p>сайт закрыт</p>"


def test_nothing_is_nothing() -> None:
    assert decode(b"") == ("", "letters utf-8")


@pytest.mark.parametrize(
    ("content", "charset", "encoding"),
    [
        ("Сот үкімі".encode(), "windows-1251", "utf-8"),
        ("Суд".encode("cp1251"), "windows-1251", "cp1251"),
        (b"<meta charset=koi8-r>" + "Суд".encode("koi8-r"), None, "koi8-r"),
        (b"<meta charset=nonsense>" + "Суд и право. ".encode("cp1251") * 40, None, "cp1251"),
        (b"\xff" * 3, "", None),
    ],
)
def test_the_bytes_of_a_page_outrank_what_is_said_of_them(
    content: bytes, charset: str | None, encoding: str | None
) -> None:
    text, found = decode(content, charset)
    assert text
    assert encoding is None or found.endswith(f" {encoding}")
