"""Reads the preview pages of public Telegram channels (t.me/s/NAME)."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from lxml import html

from dalel.domain.collection import Post
from dalel.domain.source import CHANNEL_NAME
from dalel.steps.collect import pages
from dalel.steps.collect.look import absolute, one_line
from dalel.steps.collect.times import moment

HOME = "https://t.me/"
_NAME = re.compile(CHANNEL_NAME)
#: The preview of a channel at any host: a mirror's, or the sample press's.
_PREVIEW = re.compile(rf"(https?://[^/?#]+/)s/({CHANNEL_NAME})/?(?:[?#].*)?")
_AT_HOME = re.compile(r"(?:https?://)?(?:www\.)?(?:t|telegram)\.me/", re.I)
_ONE_POST = re.compile(rf"(https?://[^/?#]+/)(?:s/)?({CHANNEL_NAME})/([0-9]{{1,12}})/?(?:[?#].*)?")
POST = re.compile(r"([A-Za-z0-9_]{3,40})/([0-9]{1,12})")
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
    """The posts of one preview page, oldest first; ``service`` are messages that say nothing.

    ``parts`` leads from the number of a picture in an album to that of its post.
    """

    posts: tuple[Post, ...]
    service: tuple[str, ...]
    parts: Mapping[int, int]
    title: str | None


def channel(url: str) -> str | None:
    """The name of the channel that an address means: ``t.me/NAME``, ``t.me/s/NAME``, ``@NAME``."""
    text = url.strip().removeprefix("@")
    path = _AT_HOME.sub("", text, count=1).removeprefix("s/")
    name = re.split(r"[/?#]", path, maxsplit=1)[0]
    return name if _NAME.fullmatch(name) and name.lower() not in {"joinchat", "share"} else None


def place_of(url: str) -> tuple[str, str | None]:
    """Where a channel's preview stands, and the channel's name."""
    preview = _PREVIEW.fullmatch(url)
    return (preview[1], preview[2]) if preview else (HOME, channel(url))


def preview_at(home: str, name: str, before: int | None = None) -> str:
    """The preview of a channel, or of its posts before a number."""
    return f"{home}s/{name}" + (f"?before={before}" if before else "")


def is_post(url: str) -> bool:
    """Whether an address means a post of a public channel on Telegram."""
    return bool(_AT_HOME.match(url) and _ONE_POST.fullmatch(url))


def preview_of(url: str) -> str:
    """Where a post can be read: the preview that ends with it. Its own page shows no text.

    :raises ValueError: when it is no address of a post.
    """
    home, name, number = _split(url)
    return preview_at(home, name, number + 1)


def find_post(content: bytes, base: str, url: str, zone: tzinfo) -> Post | None:
    """The post of an address on its preview; None when it stands there no longer.

    :raises ValueError: when it is no address of a post.
    :raises UnreadableError: when only a part of the page can be read.
    """
    home, name, number = _split(url)
    page = read(content, base, zone, name, home)
    if page is None:
        return None
    # A picture of an album has an address of its own.
    wanted = page.parts.get(number, number)
    found = next((post for post in page.posts if number_of(post.url) == wanted), None)
    return replace(found, url=f"{home}{name}/{number}") if found else None


def has_posts(content: bytes, base: str, zone: tzinfo) -> bool:
    """Whether there are any posts on a page.

    :raises UnreadableError: when only a part of it can be read.
    """
    page = read(content, base, zone)
    return page is not None and bool(page.posts)


def _split(url: str) -> tuple[str, str, int]:
    place = _ONE_POST.fullmatch(url)
    if place is None:
        raise ValueError(f"not the address of a post: {url}")
    return place[1], place[2], int(place[3])


def read(
    content: bytes, base: str, zone: tzinfo, name: str | None = None, home: str = HOME
) -> ChannelPage | None:
    """The posts on the preview page at ``base``, of channel ``name`` only if given.

    None when it is no page.

    :raises UnreadableError: when only a part of it can be read.
    """
    root = pages.parse(content, "utf-8")
    if root is None:
        return None
    posts, service = [], []
    blocks = root.cssselect(f".{_PREFIX}[data-post]")
    every = set(blocks)
    parts: dict[int, int] = {}
    for block in blocks:
        place = POST.fullmatch(block.get("data-post") or "")
        if place is None or (name and place[1].lower() != name.lower()):
            continue
        # Telegram sets no post into a post; each would be read once for all that it stands in.
        if not every.isdisjoint(block.iterancestors()):
            continue
        url = f"{home}{name or place[1]}/{int(place[2])}"
        if "service_message" in (block.get("class") or "").split():
            service.append(url)
        else:
            posts.append(_post(block, url, base, zone))
            parts |= dict.fromkeys(_parts(block, place[1]), int(place[2]))
    title = root.cssselect(".tgme_channel_info_header_title")
    return ChannelPage(
        posts=tuple({post.url: post for post in posts}.values()),
        service=tuple(service),
        parts=parts,
        title=one_line(pages.text_of(title[0])) if title else None,
    )


def _parts(block: html.HtmlElement, name: str) -> Iterator[int]:
    """The numbers of an album's pictures."""
    for link in block.iter("a"):
        place = _ONE_POST.fullmatch(link.get("href") or "")
        if place and place[2].lower() == name.lower() and "single" in place[0].partition("?")[2]:
            yield int(place[3])


def _post(block: html.HtmlElement, url: str, page: str, zone: tzinfo) -> Post:
    text = "\n\n".join(part for part in (_text(block), _poll(block)) if part)
    forwarded = _words(block, f"{_PREFIX}_forwarded_from_name")
    media = tuple(_media(block))
    said = "\0".join((text, forwarded or "", *media))
    return Post(
        url=url,
        page=page,
        published=_time(block, zone),
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
    every = set(found)
    outermost = [one for one in found if every.isdisjoint(one.iterancestors())]
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
    urls = (absolute(anchor.get("href") or "", HOME) for anchor in anchors)
    return tuple(dict.fromkeys(url for url in urls if url and not url.startswith(f"{HOME}?")))


def _media(block: html.HtmlElement) -> Iterator[str]:
    for element in block.iterdescendants():
        for name in (element.get("class") or "").split():
            if name in _MEDIA:
                yield _MEDIA[name]


def _time(block: html.HtmlElement, zone: tzinfo) -> datetime | None:
    # A video's length stands in a time element, too, but has no datetime.
    times = [moment(one.get("datetime"), zone) for one in block.iter("time")]
    return next((time for time in reversed(times) if time), None)


def number_of(url: str) -> int:
    """The number of a post in its channel."""
    return int(url.rpartition("/")[2])
