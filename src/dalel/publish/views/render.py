"""Rendering of templates into the bytes of a page."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from dalel.language.sentences import sentences
from dalel.publish.tree.build_tasks import digest
from dalel.publish.views.dates import DateWording
from dalel.publish.views.template_compiler import TEMPLATES, environment

_ROOM: Final = Path(__file__).parents[1]
#: What neither HTML nor XML 1.0 allows (https://www.w3.org/TR/xml/#charsets), carriage returns, and
#: marks that turn the direction of letters round: one left open turns round all that follows it.
_FORBIDDEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def clean(text: str) -> str:
    """The text without the characters that no output may hold."""
    return _FORBIDDEN.sub("", text) if _FORBIDDEN.search(text) else text


def beginning(text: str, length: int) -> str:
    """The text, or its beginning of at most this length, cut between two words."""
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0].rstrip(" .,;:–—-«(") + "…"


def opening(text: str, length: int) -> str:
    """The first sentences of a text that are no longer together; else the beginning of the first.

    So that what is quoted says no more and no less than its sentences do.
    """
    ends = [span.end for span in sentences(text) if span.end <= length]
    return text[: ends[-1]].rstrip() if ends else beginning(text, length)


def words(wording: DateWording) -> dict[str, object]:
    """What templates call for words of a language that are not in them yet when they are drawn."""
    catalogue = wording.words
    return {
        "wording": wording,
        "language": wording.language,
        "_": catalogue.gettext,
        "gettext": catalogue.gettext,
        "ngettext": catalogue.ngettext,
    }


@cache
def house_digest() -> str:
    """A digest of this room's own files, so that a changed template or rule makes pages anew."""
    files = [*_ROOM.rglob("*.py"), *TEMPLATES.iterdir()]
    return digest([(path.name, path.read_text("utf-8")) for path in sorted(files)])


def render(template: str, values: Mapping[str, object], language: str = "en") -> bytes:
    """The bytes of a page, in UTF-8; one that says nothing of its own needs no language."""
    return environment(language).get_template(template).render(values).encode()
