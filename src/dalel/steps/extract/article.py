"""The extractor: an article record, or a reason for none, from a captured page."""

from dataclasses import replace
from datetime import datetime, tzinfo

from dalel.domain.errors import UnreadableError
from dalel.domain.extraction import Extraction, PageKind, Published, Selectors
from dalel.language.identify import identify
from dalel.language.letters import decode, legible
from dalel.steps.extract.blocks import Block
from dalel.steps.extract.body import find_text
from dalel.steps.extract.byline import clean_name, find_author, find_image
from dalel.steps.extract.headline import find_title, title_forms
from dalel.steps.extract.kinds import judge
from dalel.steps.extract.page import ParsedPage, parse
from dalel.steps.extract.published import find_published
from dalel.steps.extract.selected import select_blocks, select_text
from dalel.steps.extract.stamps import read_stamp
from dalel.steps.extract.trim import folded, trim

_NO_SELECTORS = Selectors()


def extract(
    content: bytes,
    *,
    zone: tzinfo,
    url: str | None = None,
    charset: str | None = None,
    now: datetime | None = None,
    selectors: Selectors = _NO_SELECTORS,
) -> Extraction:
    """Read a page: any bytes give a record, with a reason where they hold no article.

    The parameters are those of ``read``.

    :raises SelectorError: when a selector cannot be read.
    """
    return with_language(
        read(content, zone=zone, url=url, charset=charset, now=now, selectors=selectors)
    )


def with_language(page: Extraction) -> Extraction:
    """The same, and in which language it is."""
    return replace(page, language=identify(page.text or page.title))


def read(
    content: bytes,
    *,
    zone: tzinfo,
    url: str | None = None,
    charset: str | None = None,
    now: datetime | None = None,
    selectors: Selectors = _NO_SELECTORS,
) -> Extraction:
    """All that a page says, its language left open: to tell that takes a large model.

    :param zone: the outlet's, for times without one.
    :param url: the page's address; else the one that the page gives of itself.
    :param charset: what the HTTP header says of the encoding.
    :param now: when the page was captured, with a zone; only then "today" has a meaning.
    :param selectors: of the page's source; what they do not find is found without them.
    :raises SelectorError: when a selector cannot be read.
    """
    source, encoding = decode(content, charset)
    found_by = {"encoding": encoding}
    try:
        page = parse(source, url)
    except UnreadableError as problem:
        return Extraction(kind=PageKind.UNREADABLE, reason=str(problem), found_by=found_by)
    if page is None:
        return Extraction(kind=PageKind.EMPTY, reason="the page is empty", found_by=found_by)
    title = _title(page, selectors, found_by)
    published = _published(page, selectors, zone, now, found_by)
    author = _author(page, selectors, found_by)
    image = _image(page, selectors, found_by)
    blocks = _blocks(page, source, title, author, selectors, found_by)
    kind, reason = judge(page, source, title, blocks)
    text = "\n\n".join(block.text for block in blocks)
    return Extraction(
        kind=kind,
        title=legible(title),
        text=legible(text),
        published=published,
        author=author,
        image=image,
        reason=reason,
        found_by=found_by,
    )


def _title(page: ParsedPage, selectors: Selectors, found_by: dict[str, str]) -> str:
    selected = select_text(page, selectors.title)
    title, origin = (selected, "selector") if selected else find_title(page)
    if title:
        found_by["title"] = origin
    return title


def _published(
    page: ParsedPage,
    selectors: Selectors,
    zone: tzinfo,
    now: datetime | None,
    found_by: dict[str, str],
) -> Published | None:
    stamp = select_text(page, selectors.published, ("datetime", "content"))
    selected = read_stamp(stamp, zone, now) if stamp else None
    found = (selected, "selector") if selected else find_published(page, zone, now)
    if found is None:
        return None
    found_by["published"] = found[1]
    return found[0]


def _author(page: ParsedPage, selectors: Selectors, found_by: dict[str, str]) -> str | None:
    selected = clean_name(select_text(page, selectors.author, ("content",)))
    found = (selected, "selector") if selected else find_author(page)
    if found is None:
        return None
    found_by["author"] = found[1]
    return found[0]


def _image(page: ParsedPage, selectors: Selectors, found_by: dict[str, str]) -> str | None:
    selected = select_text(page, selectors.image, ("src", "data-src", "content", "href"))
    found = find_image(page, (selected, "selector") if selected else None)
    if found is None:
        return None
    found_by["image"] = found[1]
    return found[0]


def _blocks(
    page: ParsedPage,
    source: str,
    title: str,
    author: str | None,
    selectors: Selectors,
    found_by: dict[str, str],
) -> list[Block]:
    titles = title_forms(page, title)
    names = {folded(name) for name in (author, page.metas.get("og:site_name")) if name}
    blocks = trim(select_blocks(page, selectors.text, selectors.drop), titles, names)
    origin = "selector"
    if not blocks:
        blocks, origin = find_text(page, source, titles, names)
    if blocks:
        found_by["text"] = origin
    return blocks
