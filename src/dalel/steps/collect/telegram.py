"""What does a public Telegram channel say, on its preview page t.me/s/NAME?"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from lxml import html

from dalel.domain.collecting import Collected, Post, SkipReason, Watch
from dalel.domain.exchange import Fetch
from dalel.steps.collect import pages
from dalel.steps.collect.look import Look, absolute, one_line
from dalel.steps.collect.times import moment

_HOME = "https://t.me/"
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{3,31}")
#: The preview of a channel at any host: a mirror's, or the sample press's.
_PREVIEW = re.compile(r"(https?://[^/?#]+/)s/([A-Za-z][A-Za-z0-9_]{3,31})/?(?:[?#].*)?")
_POST = re.compile(r"([A-Za-z0-9_]{3,40})/([0-9]{1,12})")
_PREFIX = "tgme_widget_message"

#: Class of an element -> what is attached. Views, reactions and votes are no part of a post.
_MEDIA = {
    f"{_PREFIX}_photo_wrap": "photo",
    f"{_PREFIX}_video_player": "video",
    f"{_PREFIX}_roundvideo_player": "round video",
    f"{_PREFIX}_voice_player": "voice",
    f"{_PREFIX}_document_wrap": "document",
    f"{_PREFIX}_sticker_wrap": "sticker",
    f"{_PREFIX}_location_wrap": "place",
    f"{_PREFIX}_contact_wrap": "contact",
    "message_media_not_supported": "not shown",
}


@dataclass(frozen=True, kw_only=True)
class ChannelPage:
    """The posts of one preview page, oldest first; ``service`` are messages that say nothing."""

    posts: tuple[Post, ...]
    service: tuple[str, ...]
    title: str | None


async def collect(watch: Watch, fetch: Fetch) -> Collected:
    """New and edited posts of a channel, paging back until one is known.

    Links of the posts to the source's own hosts become findings.
    """
    look = Look(watch, fetch)
    home, name = _place(watch.address.url)
    if name is None:
        look.skip(SkipReason.BAD_ADDRESS, watch.address.url)
        return look.collected()
    numbers: set[int] = set()
    before: int | None = None
    for _ in range(watch.pages):
        page = await _visit(home, name, before, look)
        if page is None or not page.posts:
            break
        known = _take(page, look)
        here = {_number(post.url) for post in page.posts}
        numbers |= here | {_number(url) for url in page.service}
        lowest = min(here)
        if known or (before is not None and lowest >= before) or lowest <= 1:
            break
        before = lowest
    look.gone += _gone(name, numbers, watch)
    return look.collected()


async def _visit(home: str, name: str, before: int | None, look: Look) -> ChannelPage | None:
    url = f"{home}s/{name}" + (f"?before={before}" if before else "")
    answer = await look.visit(url, evidence=True)
    if answer is None:
        return None
    if not urlsplit(answer.final_url).path.startswith("/s/"):
        # A channel without preview sends us to its card.
        look.skip(SkipReason.NO_PREVIEW, answer.final_url)
        return None
    page = read(answer.last.content, look.watch, name, home)
    if page is None:
        look.skip(SkipReason.UNREADABLE, url)
    elif not page.posts:
        look.skip(SkipReason.NOTHING_FOUND, url)
    return page


def _take(page: ChannelPage, look: Look) -> bool:
    """Keep what is new or edited; whether something on the page was known or too old."""
    for url in page.service:
        look.skip(SkipReason.SERVICE_MESSAGE, url)
    met_known = False
    for post in page.posts:
        had = look.watch.known.posts.get(post.url)
        since = look.watch.since
        if had is None and since and post.published and post.published < since:
            look.skip(SkipReason.TOO_OLD, post.url)
            met_known = True
            continue
        met_known = met_known or had is not None
        if had == post.digest:
            look.skip(SkipReason.KNOWN, post.url)
            continue
        look.posts.append(post if had is None else replace(post, edited=True))
        for link in post.links:
            if look.watch.source.host and look.is_own(link):
                look.offer(link, _HOME)
    return met_known


def _gone(name: str, numbers: set[int], watch: Watch) -> list[str]:
    """Known posts that should stand between those we saw, and do not."""
    if not numbers:
        return []
    span = range(min(numbers), max(numbers) + 1)
    missing = []
    for url in watch.known.posts:
        place = _POST.search(url)
        if place and place[1].lower() == name.lower():
            number = int(place[2])
            if number in span and number not in numbers:
                missing.append(url)
    return sorted(missing)


def _place(url: str) -> tuple[str, str | None]:
    """Where a channel's preview stands, and the channel's name."""
    preview = _PREVIEW.fullmatch(url)
    return (preview[1], preview[2]) if preview else (_HOME, channel(url))


def channel(url: str) -> str | None:
    """The name of the channel that an address means: ``t.me/NAME``, ``t.me/s/NAME``, ``@NAME``."""
    text = url.strip().removeprefix("@")
    path = re.sub(r"^(?:https?://)?(?:www\.)?(?:t|telegram)\.me/(?:s/)?", "", text, flags=re.I)
    name = re.split(r"[/?#]", path, maxsplit=1)[0]
    return name if _NAME.fullmatch(name) and name.lower() not in {"joinchat", "share"} else None


def read(
    content: bytes, watch: Watch, name: str | None = None, home: str = _HOME
) -> ChannelPage | None:
    """The posts on a preview page, of channel ``name`` only if given; None when it is no page."""
    root = pages.parse(content, "utf-8")
    if root is None:
        return None
    posts, service = [], []
    for block in root.cssselect(f".{_PREFIX}[data-post]"):
        place = _POST.fullmatch(block.get("data-post") or "")
        if place is None or (name and place[1].lower() != name.lower()):
            continue
        url = f"{home}{name or place[1]}/{int(place[2])}"
        if "service_message" in (block.get("class") or "").split():
            service.append(url)
        else:
            posts.append(_post(block, url, watch))
    title = root.cssselect(".tgme_channel_info_header_title")
    return ChannelPage(
        posts=tuple({post.url: post for post in posts}.values()),
        service=tuple(service),
        title=one_line(pages.text_of(title[0])) if title else None,
    )


def _post(block: html.HtmlElement, url: str, watch: Watch) -> Post:
    text = "\n\n".join(part for part in (_text(block), _poll(block)) if part)
    forwarded = _words(block, f"{_PREFIX}_forwarded_from_name")
    media = tuple(_media(block))
    said = "\0".join((text, forwarded or "", *media))
    return Post(
        url=url,
        source=watch.source.id,
        seen=watch.now,
        published=_time(block, watch),
        text=text,
        digest=hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest(),
        author=_words(block, f"{_PREFIX}_from_author"),
        forwarded_from=forwarded,
        links=_links(block),
        media=media,
        edited=(_words(block, f"{_PREFIX}_meta") or "").startswith("edited"),
    )


def _own(block: html.HtmlElement, name: str) -> list[html.HtmlElement]:
    """Elements of a class that belong to the post itself and not to the one it replies to."""
    found = block.xpath(
        "descendant::*[contains(concat(' ', normalize-space(@class), ' '), $name)]"
        "[not(ancestor::*[contains(@class, 'message_reply')])]",
        name=f" {name} ",
    )
    return [element for element in found if isinstance(element, html.HtmlElement)]


def _words(block: html.HtmlElement, name: str) -> str | None:
    found = _own(block, name)
    return one_line(pages.text_of(found[0])) or None if found else None


def _text(block: html.HtmlElement) -> str:
    found = _own(block, f"{_PREFIX}_text")
    # The text of an album or a long post is at times wrapped in an element of the same class.
    outermost = [one for one in found if not any(one in other.iterdescendants() for other in found)]
    return "\n\n".join(text for one in outermost if (text := pages.text_of(one)))


def _poll(block: html.HtmlElement) -> str:
    question = _words(block, f"{_PREFIX}_poll_question")
    options = _own(block, f"{_PREFIX}_poll_option_text")
    lines = [question] if question else []
    lines += [f"- {one_line(pages.text_of(option))}" for option in options]
    return "\n".join(lines)


def _links(block: html.HtmlElement) -> tuple[str, ...]:
    """Where the text and its link preview lead, in order, each once."""
    anchors = [link for text in _own(block, f"{_PREFIX}_text") for link in text.iter("a")]
    anchors += _own(block, f"{_PREFIX}_link_preview")
    urls = (absolute(anchor.get("href") or "", _HOME) for anchor in anchors)
    return tuple(dict.fromkeys(url for url in urls if url and not url.startswith(f"{_HOME}?")))


def _media(block: html.HtmlElement) -> Iterator[str]:
    for element in block.iterdescendants():
        for name in (element.get("class") or "").split():
            if name in _MEDIA:
                yield _MEDIA[name]


def _time(block: html.HtmlElement, watch: Watch) -> datetime | None:
    # A video's length stands in a time element, too, but has no datetime.
    times = [moment(one.get("datetime"), watch.zone) for one in block.iter("time")]
    return next((time for time in reversed(times) if time), None)


def _number(url: str) -> int:
    return int(url.rpartition("/")[2])
