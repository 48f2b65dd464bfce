"""Which stretches of a text are somebody else's words, or a title?"""

import re
from typing import Final

from dalel.domain.evidence import Span

_QUOTED: Final = re.compile(r"«[^»]*»|“[^”]*”|„[^“”]*[“”]|\"[^\"]*\"")


def quotations(text: str) -> tuple[Span, ...]:
    """The stretches in quotation marks, the marks included; the outer ones where they nest."""
    return tuple(Span(start=m.start(), end=m.end()) for m in _QUOTED.finditer(text))


def is_within(spans: tuple[Span, ...], start: int, end: int) -> bool:
    """Whether a stretch lies in one of the spans."""
    return any(span.start <= start and end <= span.end for span in spans)
