"""How is a snapshot changed a little, and a page asked what it holds?"""

from dataclasses import replace
from pathlib import Path
from typing import Any

from lxml.etree import _Element

from dalel.domain.snapshot import Snapshot


def ask(node: _Element, path: str, namespaces: dict[str, str] | None = None) -> Any:
    """What an XPath expression finds: its type depends on the expression."""
    return node.xpath(path, namespaces=namespaces)


def with_incident(snapshot: Snapshot, place: int, **changes: object) -> Snapshot:
    """The snapshot with one incident changed."""
    incidents = list(snapshot.incidents)
    incidents[place] = replace(incidents[place], **changes)  # type: ignore[arg-type]
    return replace(snapshot, incidents=tuple(incidents))


def with_text(snapshot: Snapshot, place: int, language: str, **changes: object) -> Snapshot:
    """The snapshot with one text of one incident changed."""
    texts = dict(snapshot.incidents[place].texts)
    texts[language] = replace(texts[language], **changes)  # type: ignore[arg-type]
    return with_incident(snapshot, place, texts=texts)


def contents(site: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(site)): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def inodes(site: Path) -> dict[str, int]:
    return {
        str(path.relative_to(site)): path.stat().st_ino
        for path in site.rglob("*")
        if path.is_file()
    }
