"""A browser that shows pages and reaches nothing but what the polite fetcher brings it."""

from dalel.outside.browser.chromium import Chromium, find_chromium, has_driver, is_boxed
from dalel.outside.browser.limits import VisitLimits
from dalel.outside.browser.profiles import sweep
from dalel.outside.browser.visit import is_shown, visit

__all__ = [
    "Chromium",
    "VisitLimits",
    "find_chromium",
    "has_driver",
    "is_boxed",
    "is_shown",
    "sweep",
    "visit",
]
