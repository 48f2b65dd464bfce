"""Addresses given by a person, one by one or as a text."""

import re

from dalel.domain.collection import Collected, SkipReason, WatchedAddress
from dalel.domain.exchange import Fetch, Outcome, Validators
from dalel.steps.collect.look import FindingCollector, absolute

_COMMENT = re.compile(r"(?:^|\s)#.*$")
_BARE = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}(?:[/?:].*)?")


async def collect(watch: WatchedAddress, fetch: Fetch) -> Collected:
    """The address itself: what a person names needs no looking for."""
    return gather(watch.address.url, watch, fetch)


async def ask_nobody(
    url: str, *, validators: Validators | None = None, body: bytes | None = None
) -> Outcome:
    raise AssertionError(f"a list of addresses asks nobody: {url} {validators}")


def gather(text: str, watch: WatchedAddress, fetch: Fetch = ask_nobody) -> Collected:
    """The addresses in a text, one or more a line; ``#`` after white space begins a remark.

    ``https://`` may be missing. What is no address is among the skips.
    """
    look = FindingCollector(watch, fetch)
    for line in text.lstrip("\ufeff").splitlines():
        for word in _COMMENT.sub("", line).split():
            given = word.strip("<>,;\"'")
            full = f"https://{given}" if _BARE.fullmatch(given) else given
            if given and absolute(full, "") is None:
                look.skip(SkipReason.BAD_ADDRESS, word)
            elif given:
                look.offer(full, "", own_articles_only=False)
    return look.collected()
