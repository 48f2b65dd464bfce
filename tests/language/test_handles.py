"""Which accounts does a text name?"""

from dalel.language.handles import find_handles


def names(text: str) -> list[str]:
    return [handle.name for handle in find_handles(text)]


def test_a_handle_ends_before_its_kazakh_ending_and_before_a_full_stop() -> None:
    assert names("@tan_news-ке жазылыңыз, @tan.media.") == ["tan_news", "tan.media"]


def test_the_place_of_a_handle_holds_its_sign() -> None:
    (handle,) = find_handles("мына @tan арна")
    assert (handle.start, handle.end) == (5, 9)


def test_an_e_mail_address_and_a_path_are_no_handles() -> None:
    assert names("info@tan.test, https://tan.test/@tan, @@") == []
