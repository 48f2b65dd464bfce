"""What stands on an HTML page, whatever its encoding?"""

import codecs
import re
from collections.abc import Iterator

import charset_normalizer
from lxml import etree, html

_META = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.I)
_SAMPLE = 20_000


def parse(content: bytes, content_type: str | None = None) -> html.HtmlElement | None:
    """The tree of a page; None where there is none."""
    # A zero byte would end the page for the parser.
    clean = content.replace(b"\0", b"")
    if not clean.strip():
        return None
    parser = html.HTMLParser(encoding=encoding_of(clean, content_type), no_network=True)
    try:
        root = html.document_fromstring(clean, parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    return root if isinstance(root, html.HtmlElement) else None


def encoding_of(content: bytes, content_type: str | None = None) -> str:
    """What a page is written in: its own bytes outrank what server and page say of them."""
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8"
    header = _META.search((content_type or "").encode("utf-8", "replace"))
    meta = _META.search(content[:4096])
    for said in (header, meta):
        if said and (name := _known(said[1].decode("ascii"))):
            return name
    best = charset_normalizer.from_bytes(content[:_SAMPLE]).best()
    return (best and _known(best.encoding)) or "windows-1252"


def _known(label: str) -> str | None:
    """Python's name of an encoding that an HTML parser reads too."""
    try:
        name = codecs.lookup(label).name
        html.HTMLParser(encoding=name)
    except LookupError:
        return None
    return name


def text_of(element: html.HtmlElement) -> str:
    """The text of an element, its line breaks kept and other white space made one space."""
    text = re.sub(r"[^\S\n]+", " ", "".join(_pieces(element)))
    lines = (line.strip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _pieces(element: html.HtmlElement) -> Iterator[str]:
    for event, node in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        if event == "start":
            yield "\n" if node.tag == "br" else _flat(node.text)
        elif node is not element:
            yield _flat(node.tail)


def _flat(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")
