"""What stands on an HTML page, whatever its encoding?"""

import re
from collections.abc import Iterator

from lxml import etree, html

from dalel.language.letters import decode


def parse(content: bytes, charset: str | None = None) -> html.HtmlElement | None:
    """The tree of a page; None where there is none. ``charset`` is what the HTTP header says."""
    text, _found = decode(content, charset)
    if not text.strip():
        return None
    # As bytes: lxml refuses a string that still says in which encoding it once was.
    parser = html.HTMLParser(encoding="utf-8", no_network=True)
    try:
        root = html.document_fromstring(text.encode(), parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    return root if isinstance(root, html.HtmlElement) else None


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
