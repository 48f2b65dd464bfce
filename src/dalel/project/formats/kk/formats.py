"""How are dates, times and numbers written in Kazakh?

Django 5.2 has no Kazakh formats. Source: the pack's style, 2025 жылғы 17 қараша; CLDR.
"""

from typing import Final

DATE_FORMAT: Final = r"Y \ж\ы\л\ғ\ы j F"
TIME_FORMAT: Final = "H:i"
DATETIME_FORMAT: Final = r"Y \ж\ы\л\ғ\ы j F, H:i"
YEAR_MONTH_FORMAT: Final = r"Y \ж\ы\л\ғ\ы F"
MONTH_DAY_FORMAT: Final = "j F"
SHORT_DATE_FORMAT: Final = "d.m.Y"
SHORT_DATETIME_FORMAT: Final = "d.m.Y H:i"
FIRST_DAY_OF_WEEK: Final = 1
DECIMAL_SEPARATOR: Final = ","
THOUSAND_SEPARATOR: Final = "\N{NO-BREAK SPACE}"
NUMBER_GROUPING: Final = 3
