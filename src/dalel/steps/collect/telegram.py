"""Collection of new, edited and deleted posts of a public Telegram channel."""

from dataclasses import replace
from urllib.parse import urlsplit

from dalel.domain.collection import Collected, SkipReason, WatchedAddress
from dalel.domain.exchange import Fetch
from dalel.steps.collect.look import FindingCollector
from dalel.steps.collect.preview import (
    HOME,
    POST,
    ChannelPage,
    number_of,
    place_of,
    preview_at,
    read,
)


async def collect(watch: WatchedAddress, fetch: Fetch) -> Collected:
    """New and edited posts of a channel, paging back until one is known, or further back.

    Links of the posts to the source's own hosts become findings.
    """
    look = FindingCollector(watch, fetch)
    home, name = place_of(watch.address.url)
    if name is None:
        look.skip(SkipReason.BAD_ADDRESS, watch.address.url)
        return look.collected()
    numbers: set[int] = set()
    before: int | None = None
    for _ in range(watch.pages):
        page = await _visit(home, name, before, look)
        if page is None or not page.posts:
            break
        is_behind = _take(page, look)
        here = {number_of(post.url) for post in page.posts}
        numbers |= here | {number_of(url) for url in page.service}
        lowest = min(here)
        if is_behind or (before is not None and lowest >= before) or lowest <= 1:
            break
        before = lowest
    else:
        look.skip(SkipReason.OVER_LIMIT, preview_at(home, name, before))
    look.gone += _gone(name, numbers, watch)
    return look.collected()


async def _visit(
    home: str, name: str, before: int | None, look: FindingCollector
) -> ChannelPage | None:
    url = preview_at(home, name, before)
    answer = await look.visit(url, evidence=True, only_new=not look.watch.goes_back)
    if answer is None:
        return None
    if not urlsplit(answer.final_url).path.startswith("/s/"):
        # A channel without preview sends us to its card.
        look.skip(SkipReason.NO_PREVIEW, answer.final_url)
        return None
    base = answer.final_url
    page = await look.read(base, read, answer.last.content, base, look.watch.zone, name, home)
    if look.is_exhausting:
        return None
    if page is None:
        look.skip(SkipReason.UNREADABLE, url)
    elif not page.posts and before is None:
        look.skip(SkipReason.NOTHING_FOUND, url)
    return page


def _take(page: ChannelPage, look: FindingCollector) -> bool:
    """Keep what is new or edited; whether what stands before this page was seen already."""
    for url in page.service:
        look.skip(SkipReason.SERVICE_MESSAGE, url)
    is_behind = False
    for post in page.posts:
        had = look.watch.known.posts.get(post.url)
        since = look.watch.since
        if had is None and since and post.published and post.published < since:
            look.skip(SkipReason.TOO_OLD, post.url)
            is_behind = True
            continue
        is_behind = is_behind or (had is not None and not look.watch.goes_back)
        if had == post.digest:
            look.skip(SkipReason.KNOWN, post.url)
            continue
        look.posts.append(post if had is None else replace(post, edited=True))
        for link in post.links:
            if look.watch.source.host and look.is_own(link):
                look.offer(link, HOME)
    return is_behind


def _gone(name: str, numbers: set[int], watch: WatchedAddress) -> list[str]:
    """Known posts that should stand between those we saw, and do not."""
    if not numbers:
        return []
    span = range(min(numbers), max(numbers) + 1)
    missing = []
    for url in watch.known.posts:
        place = POST.search(url)
        if place and place[1].lower() == name.lower():
            number = int(place[2])
            if number in span and number not in numbers:
                missing.append(url)
    return sorted(missing)
