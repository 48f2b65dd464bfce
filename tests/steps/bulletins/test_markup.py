"""Which paragraphs and links does HTML give?"""

import pytest

from dalel.domain.errors import BulletinError
from dalel.steps.bulletins import read
from dalel.steps.bulletins.lines import Line


def lines(html: str, name: str = "a.html") -> tuple[Line, ...]:
    return read(html.encode(), name)


def test_paragraphs_items_and_line_breaks_become_lines() -> None:
    found = lines("<h2>Бір</h2><p>екі<br>  екінің\nекіншісі</p><ul><li>үш</ul><div>төрт</div>")
    assert [(line.number, line.text) for line in found] == [
        (1, "Бір"), (2, "екі"), (2, "екінің екіншісі"), (3, "үш"), (4, "төрт"),
    ]  # fmt: skip


def test_headings_and_paragraphs_wholly_in_bold_are_marked() -> None:
    found = lines("<h3>А</h3><p><b>Б</b></p><p><b>В</b> г</p><p>ғ</p>")
    assert [line.heading for line in found] == [True, True, False, False]


def test_the_address_of_a_link_counts_and_not_its_text() -> None:
    (line,) = lines('<p>Бұл туралы <a href="https://vlast.kz/1">Власть</a> жазды.</p>')
    (address,) = line.addresses
    assert (address.url, address.typed) == ("https://vlast.kz/1", False)
    assert line.text[address.start : address.end] == "Власть"


def test_a_link_that_is_all_of_a_paragraph_is_a_line_of_links() -> None:
    (line,) = lines('<p> <a href="https://vlast.kz/1">толығырақ</a> </p>')
    assert line.is_link


def test_a_link_whose_text_is_an_address_keeps_its_brackets_and_its_target() -> None:
    (line,) = lines(
        '<p>&lt;<a href="https://vlast.kz/1?utm_source=x">https://vlast.kz/1</a>&gt;</p>'
    )
    (address,) = line.addresses
    assert address.url == "https://vlast.kz/1?utm_source=x"
    assert (address.bracketed, address.typed) == (True, True)
    assert line.is_link


def test_a_typed_address_beside_a_link_is_found_too() -> None:
    (line,) = lines('<p><a href="//vlast.kz/1">бір</a> https://vlast.kz/2</p>')
    assert [address.url for address in line.addresses] == [
        "https://vlast.kz/1", "https://vlast.kz/2",
    ]  # fmt: skip


@pytest.mark.parametrize("href", ["mailto:a@vlast.kz", "#top", "javascript:void(0)", "/kk/1", ""])
def test_a_link_that_leads_to_no_page_of_the_web_is_none(href: str) -> None:
    (line,) = lines(f'<p><a href="{href}">сөз</a></p>')
    assert line.addresses == ()


def test_a_link_around_a_block_is_found() -> None:
    found = lines('<a href="https://vlast.kz/1"><p>сөз</p></a><p>соңы</p>')
    assert [bool(line.addresses) for line in found] == [True, False]


def test_what_a_browser_does_not_show_is_left_out() -> None:
    found = lines(
        "<html><head><title>т</title><style>p{}</style></head><body><script>1</script>"
        "<!-- сөз --><p>мәтін</p>соңы</body></html>"
    )
    assert [line.text for line in found] == ["мәтін", "соңы"]


def test_a_text_file_that_says_it_is_html_is_read_as_html() -> None:
    assert [line.text for line in lines("<!doctype html><p>сөз</p>", "a.txt")] == ["сөз"]


def test_an_xml_declaration_and_entities_do_no_harm() -> None:
    found = lines(
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html [<!ENTITY a "aaaa">]>'
        "<html><body><p>қ&amp;&laquo;&a;</p></body></html>"
    )
    assert found[-1].text == "қ&«&a;"


def test_deep_nesting_is_read_or_refused_and_never_cut() -> None:
    assert [line.text for line in lines("<div>" * 1000 + "сөз" + "</div>" * 1000)] == ["сөз"]
    found = lines("<p>бір</p>" + "<div>" * 5000 + "сөз" + "</div>" * 5000)
    assert [line.text for line in found] == ["бір", "сөз"]
    with pytest.raises(BulletinError, match="more in one place"):
        lines(f"<p>бір</p><p>{'x' * 11_000_000}</p>")
