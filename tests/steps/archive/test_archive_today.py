"""Is archive.today asked as its form asks, and is a captcha a failure?"""

import asyncio
from collections.abc import Iterator, Mapping

import pytest

from archive_today_site import TodaySite, archive_today_site
from dalel.domain.errors import ArchiveError
from dalel.domain.evidence import EvidenceClass
from dalel.outside.services import ServiceAnswer, ask_with_headers
from dalel.steps.archive.archive_today import (
    CaptchaError,
    TodayBusyError,
    TodayError,
    ask_for_copy,
    copy_of,
)


@pytest.fixture
def site() -> Iterator[TodaySite]:
    with archive_today_site() as opened:
        yield opened


def ask(site: TodaySite, link: str, evidence_class: EvidenceClass = EvidenceClass.PUBLIC) -> str:
    wanted = ask_for_copy(link, evidence_class, site.service, ask_with_headers, published=True)
    return asyncio.run(wanted)


def look_up(site: TodaySite, code: str) -> str | None:
    return asyncio.run(copy_of(code, site.service, ask_with_headers))


def test_the_word_of_its_front_page_goes_along_and_the_copy_is_found_later(
    site: TodaySite,
) -> None:
    assert ask(site, "https://a.kz/one?x=1&y=2") == "AbCdE"
    assert site.asked == ["w0rd+/= https://a.kz/one?x=1&y=2"]
    site.is_slow = True
    assert look_up(site, "AbCdE") is None
    site.is_slow = False
    assert look_up(site, "AbCdE") == f"{site.service}/AbCdE"
    assert look_up(site, "sl0w") is None
    assert ask(site, "https://a.kz/known") == "Kn0wN"


@pytest.mark.parametrize("evidence_class", [EvidenceClass.NEWSROOM, EvidenceClass.SEALED])
def test_nothing_else_than_what_is_public_is_told(
    site: TodaySite, evidence_class: EvidenceClass
) -> None:
    with pytest.raises(ArchiveError, match="only what is public"):
        ask(site, "https://a.kz/one", evidence_class)
    assert site.asked == []


@pytest.mark.parametrize(
    ("word", "error"),
    [
        ("captcha", CaptchaError),
        ("busy", TodayBusyError),
        ("nothing", TodayError),
        ("elsewhere", TodayError),
    ],
)
def test_what_it_does_not_take_is_a_failure(
    site: TodaySite, word: str, error: type[TodayError]
) -> None:
    with pytest.raises(error) as failure:
        ask(site, f"https://a.kz/{word}")
    assert type(failure.value) is error
    assert failure.value.permanent is (error is TodayError)


def test_a_copy_that_is_gone_a_captcha_and_another_form_are_failures(site: TodaySite) -> None:
    with pytest.raises(TodayError, match="410"):
        look_up(site, "g0ne1")
    with pytest.raises(CaptchaError, match="captcha"):
        look_up(site, "bar1")
    site.front = "<form>changed</form>"
    with pytest.raises(TodayBusyError, match="no form"):
        ask(site, "https://a.kz/one")


def test_a_place_that_is_no_address_is_none(site: TodaySite) -> None:
    async def odd(url: str, *, headers: Mapping[str, str], body: bytes | None) -> ServiceAnswer:
        front = b'<input name="submitid" value="w">'
        return ServiceAnswer(status=200, headers={"location": "http://[x/"}, body=front)

    with pytest.raises(TodayError, match="names no copy"):
        asyncio.run(
            ask_for_copy("https://a.kz/", EvidenceClass.PUBLIC, site.service, odd, published=True)
        )
