"""Whom would a text expose: by a number, an address, or as a child?"""

from dalel.steps.check.privacy.checking import check_privacy
from dalel.steps.check.privacy.finding import find_private
from dalel.steps.check.privacy.minors import Exposure, find_exposures

__all__ = ["Exposure", "check_privacy", "find_exposures", "find_private"]
