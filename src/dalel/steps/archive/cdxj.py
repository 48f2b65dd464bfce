"""The CDXJ index by which a replay tool finds a record.

CDXJ lines (pywb, "Indexing") in gzip blocks with a second index over the blocks (ZipNum), which is
how the reference writer of WACZ does it and ReplayWeb.page reads it.
"""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from dalel.steps.archive.records import member

#: Lines in a gzip block.
BLOCK: Final = 1024


def surt(url: str) -> str:
    """The key of an address: host turned round, no ``www.``, lower case, sorted query.

    As warcio.js and the Internet Archive's ``surt`` make it.
    """
    if url.startswith("urn:"):
        # What was made of a page stands under its name as it is.
        return url
    parts = urlsplit(url.lower())
    host = (parts.hostname or "").removeprefix("www.")
    standard = {"http": 80, "https": 443}.get(parts.scheme)
    port = f":{parts.port}" if parts.port not in {None, standard} else ""
    query = urlencode(sorted(parse_qsl(parts.query, keep_blank_values=True)))
    path = parts.path or "/"
    return ",".join(reversed(host.split("."))) + port + ")" + path + ("?" + query) * bool(query)


def cdxj_line(url: str, moment: datetime, fields: dict[str, str]) -> str:
    """One line of the index."""
    shown = json.dumps({"url": url, **fields}, ensure_ascii=False)
    return f"{surt(url)} {moment:%Y%m%d%H%M%S} {shown}\n"


def zipnum(lines: Sequence[str], filename: str) -> tuple[bytes, bytes]:
    """The sorted lines in gzip blocks, and the index over the blocks."""
    ordered = sorted(lines, key=str.encode)
    blocks: list[bytes] = []
    index = [f"!meta 0 {json.dumps({'format': 'cdxj-gzip-1.0', 'filename': filename})}\n"]
    offset = 0
    for start in range(0, len(ordered), BLOCK):
        block = member("".join(ordered[start : start + BLOCK]).encode())
        place = {
            "offset": offset,
            "length": len(block),
            "digest": f"sha256:{hashlib.sha256(block).hexdigest()}",
        }
        index.append(f"{ordered[start].partition(' {')[0]} {json.dumps(place)}\n")
        blocks.append(block)
        offset += len(block)
    return b"".join(blocks), "".join(index).encode()
