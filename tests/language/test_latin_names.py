"""Are persons told from bodies, outlets, products and events in Latin letters?"""

import pytest

from dalel.language.latin_names import LatinKind, find_latin_names


def kinds(text: str, language: str = "ru", *things: str) -> list[tuple[str, LatinKind]]:
    found = find_latin_names(text, language, things)
    return [(text[one.span.start : one.span.end], one.kind) for one in found]


@pytest.mark.parametrize(
    "name",
    [
        "Human Rights Watch", "Amnesty International", "Demo Day", "Freedom House", "Access Now",
        "Committee to Protect Journalists", "Reporters Without Borders", "Rule of Law",
        # Bodies that no pack has.
        "Electronic Frontier Foundation", "Tactical Tech", "Digital Bridge", "Halyk Bank",
        "Index on Censorship", "Forbidden Stories", "Narxoz University", "Nimbus VPN",
        "Bread & Roses", "Google Chrome", "Agence France-Presse", "Squid Game",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    ("text", "language"), [("{} осудила суд.", "ru"), ("Бүгін {} өтті.", "kk")]
)
def test_a_word_of_a_body_or_an_event_makes_a_thing(name: str, text: str, language: str) -> None:
    assert kinds(text.format(name), language) == [(name, LatinKind.THING)]


@pytest.mark.parametrize(
    "name",
    [
        "John Smith", "Aigerim Tulegenova", "Assel Aushakim", "Daniyar Adilbekov", "Marie Dubois",
        "Joe W. Biden", "Larry Page", "Rose Black", "Gulnara Bazhkenova", "Yves van der Linden",
    ],
)  # fmt: skip
def test_given_and_family_names_make_a_person(name: str) -> None:
    assert kinds(f"Вчера {name} подала жалобу.") == [(name, LatinKind.PERSON)]
    assert kinds(f"Кеше {name} шағым түсірді.", "kk") == [(name, LatinKind.PERSON)]


def test_a_text_in_latin_letters_is_left_to_its_own_recogniser() -> None:
    assert kinds("John Smith went to Human Rights Watch in Алматы.", "en") == []


def test_a_role_before_makes_a_person_and_a_body_word_a_thing() -> None:
    assert kinds("Журналист Bota Jardemalie уехала.") == [("Bota Jardemalie", LatinKind.PERSON)]
    assert kinds("Группировка Silent Crow взломала.") == [("Silent Crow", LatinKind.THING)]
    assert kinds("Silent Crow тобы бұзды.", "kk") == [("Silent Crow", LatinKind.THING)]
    assert kinds("Silent Crow-дың тобы бұзды.", "kk") == [("Silent Crow", LatinKind.THING)]
    assert kinds("Об этом сообщил Silent Crow.") == [("Silent Crow", LatinKind.UNKNOWN)]


def test_what_the_country_knows_makes_a_thing() -> None:
    assert kinds("Пишет Orda Plus.") == [("Orda Plus", LatinKind.UNKNOWN)]
    assert kinds("Пишет Orda Plus.", "ru", "orda") == [("Orda Plus", LatinKind.THING)]


def test_brand_spelling_tells_no_person_and_an_address_is_no_name() -> None:
    assert kinds("Пишет Xylo NetBlox.") == [("Xylo NetBlox", LatinKind.UNKNOWN)]
    assert kinds("Сайт Orda.kz и @John Telegram недоступны.") == []
