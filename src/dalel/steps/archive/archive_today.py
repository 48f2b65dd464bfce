"""Public copies of pages at archive.today, a second outside archive beside the Internet Archive.

It has no interface for programs: its form is filled in as a browser does it, with the word that
stands in its front page. *Unproved*: written after what is told of its form, never tried against
the service itself; the tests play it on this machine. Where it asks for a captcha, that is a
failure, and nobody answers it. Off unless a setting turns it on.
"""

import re
from collections.abc import Mapping
from typing import Final, Protocol
from urllib.parse import urlencode, urlsplit

from dalel.domain.errors import ArchiveError
from dalel.domain.evidence import EvidenceClass
from dalel.domain.evidence_disclosure import may_go_to_services
from dalel.outside.services import ServiceAnswer

_WORD: Final = re.compile(
    rb"<input\b[^>]{0,200}?\bname=[\"']submitid[\"'][^>]{0,200}?\bvalue=[\"']([\w+/=-]{1,200})[\"']"
)
_REFRESH: Final = re.compile(r"\s*\d+\s*;\s*url\s*=\s*[\"']?([^\"'\s]+)", re.IGNORECASE)
#: Where a copy stands, and before that where it is being made.
_PLACE: Final = re.compile(r"/(?P<making>wip/)?(?P<code>[0-9A-Za-z]{4,12})/?")
_CAPTCHA: Final = re.compile(rb"captcha|security check", re.IGNORECASE)
#: The service answers under several names and leads from one to another.
_NAMES: Final = frozenset(
    f"archive.{ending}" for ending in ("today", "ph", "is", "li", "vn", "fo", "md")
)


class AskToday(Protocol):
    """How to reach the service without knowing the way, and without going where it leads."""

    async def __call__(
        self, url: str, *, headers: Mapping[str, str], body: bytes | None
    ) -> ServiceAnswer:
        """The answer to a GET."""
        ...


class TodayError(ArchiveError):
    """archive.today did not take the page."""


class TodayBusyError(TodayError):
    """archive.today wants us to come back later."""

    permanent = False


class CaptchaError(TodayBusyError):
    """archive.today asks for a captcha, which nobody answers for us: it is asked again later."""


async def ask_for_copy(
    link: str, evidence_class: EvidenceClass, service: str, ask: AskToday, *, published: bool
) -> str:
    """Ask for a copy of a public page, and return its code.

    :raises ArchiveError: when the evidence is not public or the link not published; nothing is
        asked then.
    :raises TodayError: when the service refuses.
    """
    if not may_go_to_services(evidence_class, published=published):
        raise ArchiveError("only what is public and published may be told to an outside archive")
    front = await _answer(ask, f"{service}/")
    word = _WORD.search(front.body)
    if word is None:
        raise TodayBusyError("archive.today shows no form that is known")
    form = urlencode({"url": link, "submitid": word[1].decode()})
    answer = await _answer(ask, f"{service}/submit/?{form}")
    place = _place_of(answer, service)
    if place is None:
        raise TodayError(f"archive.today answers {answer.status} and names no copy")
    return place["code"]


async def copy_of(code: str, service: str, ask: AskToday) -> str | None:
    """The address of the copy, or None while it is being made.

    :raises TodayError: when there will be none.
    """
    answer = await _answer(ask, f"{service}/{code}")
    if answer.status == 404 or _is_making(answer, service):
        return None
    if answer.status >= 300:
        raise TodayError(f"archive.today answers {answer.status} where the copy should stand")
    return f"{service}/{code}"


def _is_making(answer: ServiceAnswer, service: str) -> bool:
    place = _place_of(answer, service)
    return place is not None and place["making"] is not None


def _place_of(answer: ServiceAnswer, service: str) -> re.Match[str] | None:
    """Where the answer says that a copy stands or is being made, if that is at the service."""
    refresh = _REFRESH.match(answer.headers.get("refresh", ""))
    told = refresh[1] if refresh else answer.headers.get("location", "")
    try:
        parts = urlsplit(told)
    except ValueError:
        return None
    own = urlsplit(service)
    is_own = parts.netloc in {"", own.netloc} or parts.hostname in _NAMES
    return _PLACE.fullmatch(parts.path) if is_own else None


async def _answer(ask: AskToday, url: str) -> ServiceAnswer:
    answer = await ask(url, headers={"Accept": "text/html"}, body=None)
    if _CAPTCHA.search(answer.body[:100_000]) and answer.status != 200:
        raise CaptchaError
    if answer.status == 200 and b"g-recaptcha" in answer.body:
        raise CaptchaError
    if answer.status in {403, 429} or answer.status >= 500:
        raise TodayBusyError(f"archive.today answers {answer.status}")
    return answer
