"""Are seals read again wherever somebody saved them?"""

from datetime import date

import pytest

from dalel.domain.public_seal import PublicSeal, seals_in, written_seals

ONE = PublicSeal(day=date(2026, 12, 1), link="ab" * 32)
TWO = PublicSeal(day=date(2026, 12, 2), link="cd" * 32)


def test_the_list_is_read_as_it_was_written() -> None:
    content = written_seals([ONE, TWO])
    assert content.splitlines()[-1] == f"2026-12-02 {'cd' * 32}".encode()
    assert seals_in(content.decode()) == (ONE, TWO)


@pytest.mark.parametrize(
    "saved",
    [
        f'<category scheme="tag:x,2026:seal" term="{ONE}"/>',
        f'{{"_seal": "{ONE}"}}',
        f"<p><code>{ONE}</code></p>",
        f"Dear colleague, {ONE}.",
        str(ONE).upper(),
    ],
)
def test_a_seal_is_found_in_whatever_shows_it(saved: str) -> None:
    assert seals_in(saved) == (ONE,)


def test_a_link_alone_is_a_seal_of_an_unknown_day() -> None:
    assert seals_in(f"  {ONE.link}\n") == (PublicSeal(day=None, link=ONE.link),)
    assert str(seals_in(ONE.link)[0]) == ONE.link


def test_the_same_seal_counts_once_and_keeps_its_day() -> None:
    assert seals_in(f"{ONE.link}\n{ONE}\n{ONE}\n{ONE.link}\n") == (ONE,)


@pytest.mark.parametrize(
    "other",
    [
        "",
        f"2026-13-41 {'ab' * 32}",
        f"2026-12-01 {'ab' * 33}",
        f"sha256 {'ab' * 32} and more",
        f"2026-12-01 {'ag' * 32}",
    ],
)
def test_what_only_looks_like_a_seal_is_none(other: str) -> None:
    assert seals_in(other) == ()
