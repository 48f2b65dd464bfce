"""Addresses that a page states as its own (``rel=canonical`` and ``og:url``).

Read from the bytes, before anything else is done with them.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import Final
from urllib.parse import urljoin

_TAG: Final = re.compile(r"<(?:link|meta)\b[^<>]{1,2000}>", re.IGNORECASE)
_ATTRIBUTE: Final = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
#: A page names itself in its head.
_HEAD: Final = 200_000


def own_addresses(content: bytes, base: str) -> Iterator[str]:
    """The addresses of ``rel=canonical`` and ``og:url``, made absolute.

    :param base: the address at which the page was read.
    """
    for tag in _TAG.findall(content[:_HEAD].decode("utf-8", "replace")):
        found = {name.lower(): unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(tag)}
        named = ""
        if "canonical" in found.get("rel", "").lower().split():
            named = found.get("href", "")
        elif found.get("property", found.get("name", "")).lower() == "og:url":
            named = found.get("content", "")
        if named.strip():
            try:
                yield urljoin(base, named.strip())
            except ValueError:
                continue
