"""Kazakh formats of dates, times and numbers for Django.

Django 5.2 has no Kazakh formats, and its month names are capitalised, so dates in words come from
``dalel.publish.views.dates``; these are the short forms of CLDR.
"""

from typing import Final

DATE_FORMAT: Final = "d.m.Y"
TIME_FORMAT: Final = "H:i"
DATETIME_FORMAT: Final = "d.m.Y H:i"
SHORT_DATE_FORMAT: Final = DATE_FORMAT
SHORT_DATETIME_FORMAT: Final = DATETIME_FORMAT
FIRST_DAY_OF_WEEK: Final = 1
DECIMAL_SEPARATOR: Final = ","
THOUSAND_SEPARATOR: Final = "\N{NO-BREAK SPACE}"
NUMBER_GROUPING: Final = 3
