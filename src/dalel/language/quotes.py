"""Finds quotations and titles in quotation marks."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import Final

from dalel.domain.evidence import TextSpan

_OPENS: Final = re.compile(r"[«“„\"]")
#: What closes what each mark opens.
_CLOSES: Final = {"«": "»", "“": "”", "„": "“”", '"': '"'}
_START: Final = attrgetter("start")
_CLOSING: Final = {mark: re.compile(f"[{closes}]") for mark, closes in _CLOSES.items()}


def quotations(text: str) -> tuple[TextSpan, ...]:
    """The stretches in quotation marks, the marks included; the outer ones where they nest."""
    last = {mark: max(map(text.rfind, closes)) for mark, closes in _CLOSES.items()}
    found: list[TextSpan] = []
    for opens in _OPENS.finditer(text):
        is_inner = bool(found) and opens.start() < found[-1].end
        if is_inner or last[opens[0]] <= opens.start():
            continue
        if closes := _CLOSING[opens[0]].search(text, opens.end()):
            found.append(TextSpan(start=opens.start(), end=closes.end()))
    return tuple(found)


def is_within(spans: Sequence[TextSpan], start: int, end: int) -> bool:
    """Whether a stretch lies in one of the spans, which stand in order and apart."""
    before = bisect_right(spans, start, key=_START)
    return before > 0 and end <= spans[before - 1].end
