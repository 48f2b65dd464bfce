"""Public copies of pages in an outside archive.

Save Page Now (SPN2) of the Internet Archive: a capture is asked for, and its outcome asked for
later. Nothing waits here: the caller comes back when it likes. Off unless a setting turns it on.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol
from urllib.parse import quote, urlencode

from dalel.domain.errors import ArchiveError
from dalel.domain.evidence import EvidenceClass
from dalel.domain.evidence_disclosure import may_go_to_services

#: Where the Internet Archive takes requests.
SERVICE: Final = "https://web.archive.org"


class Ask(Protocol):
    """How to reach the service without knowing the way. ``body`` None means GET."""

    async def __call__(
        self, url: str, *, headers: Mapping[str, str], body: bytes | None
    ) -> tuple[int, bytes]:
        """Status and body of the answer."""
        ...


@dataclass(frozen=True, kw_only=True)
class Account:
    """Where to ask, and as whom: the two keys of an account at the service."""

    access: str
    secret: str
    service: str = SERVICE

    def headers(self) -> dict[str, str]:
        """What every request carries."""
        return {
            "Accept": "application/json",
            "Authorization": f"LOW {self.access}:{self.secret}",
        }


class WaybackError(ArchiveError):
    """The outside archive did not take the page."""


class WaybackBusyError(WaybackError):
    """The outside archive wants us to come back later."""

    permanent = False


class WaybackKeysError(WaybackError):
    """The outside archive does not know our keys."""


async def ask_for_copy(
    link: str, evidence_class: EvidenceClass, account: Account, ask: Ask, *, published: bool
) -> str:
    """Ask for a copy of a public page, and return the job's id.

    :raises ArchiveError: when the evidence is not public or the link not published; nothing is
        asked then.
    :raises WaybackError: when the service refuses.
    """
    if not may_go_to_services(evidence_class, published=published):
        raise ArchiveError("only what is public and published may be told to an outside archive")
    headers = account.headers() | {"Content-Type": "application/x-www-form-urlencoded"}
    form = urlencode({"url": link, "capture_all": "1", "skip_first_archive": "1"}).encode()
    answer = await _answer(ask, f"{account.service}/save", headers, form)
    job = answer.get("job_id")
    if not isinstance(job, str):
        raise WaybackError(f"refused: {answer.get('message', 'no job')}")
    return job


async def copy_of(job: str, account: Account, ask: Ask) -> str | None:
    """The address of the copy, or None while it is being made.

    :raises WaybackError: when the service could not make it.
    """
    url = f"{account.service}/save/status/{quote(job, safe='')}"
    answer = await _answer(ask, url, account.headers(), None)
    match answer:
        case {"status": "pending"}:
            return None
        case {"status": "success", "timestamp": str(time), "original_url": str(link)}:
            return f"{account.service}/web/{time}/{link}"
        case _:
            raise WaybackError(f"no copy: {answer.get('message', 'no reason given')}")


async def _answer(
    ask: Ask, url: str, headers: Mapping[str, str], form: bytes | None
) -> dict[str, Any]:
    status, body = await ask(url, headers=headers, body=form)
    if status in {401, 403}:
        raise WaybackKeysError(f"the outside archive answers {status}: it does not know our keys")
    if status == 429 or status >= 500:
        raise WaybackBusyError(f"the outside archive answers {status}")
    try:
        answer = json.loads(body)
    except ValueError as error:
        raise WaybackError(f"the outside archive answers {status} and no JSON") from error
    if status >= 400 or not isinstance(answer, dict):
        raise WaybackError(f"the outside archive answers {status}")
    return answer
