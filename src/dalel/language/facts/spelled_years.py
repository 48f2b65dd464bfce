"""Finds years written in words in Kazakh text: екі мың он тоғызыншы жылы."""

import re
from collections.abc import Iterator
from typing import Final

_TENS: Final = {
    "он": 10, "жиырма": 20, "отыз": 30, "қырық": 40, "елу": 50, "алпыс": 60, "жетпіс": 70,
    "сексен": 80, "тоқсан": 90,
}  # fmt: skip
_UNITS: Final = {
    "бірінші": 1, "екінші": 2, "үшінші": 3, "төртінші": 4, "бесінші": 5, "алтыншы": 6,
    "жетінші": 7, "сегізінші": 8, "тоғызыншы": 9,
}  # fmt: skip
_ROUND: Final = {
    "оныншы": 10, "жиырмасыншы": 20, "отызыншы": 30, "қырқыншы": 40, "елуінші": 50,
    "алпысыншы": 60, "жетпісінші": 70, "сексенінші": 80, "тоқсаныншы": 90,
}  # fmt: skip
_YEAR: Final = re.compile(
    rf"(?<!\w)(?:(?P<old>бір\s+мың\s+тоғыз\s+жүз)|(?P<new>екі\s+мың(?P<even>ыншы)?))"
    rf"(?:\s+(?P<tens>{'|'.join(_TENS)}))?(?:\s+(?P<last>{'|'.join([*_UNITS, *_ROUND])}))?"
    r"\s+жыл(?!дар)\w*",
    re.IGNORECASE,
)


def find_spelled_years(text: str) -> Iterator[tuple[int, int, int]]:
    """Start, end and year of each."""
    for match in _YEAR.finditer(text):
        if match["last"] or match["even"]:
            low = {name: (value or "").lower() for name, value in match.groupdict().items()}
            rest = _TENS.get(low["tens"], 0) + {**_UNITS, **_ROUND}.get(low["last"], 0)
            yield match.start(), match.end(), (1900 if low["old"] else 2000) + rest
