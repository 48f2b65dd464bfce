"""The privacy check: personal numbers, home addresses and exposed minors."""

from dalel.steps.check.privacy.concerns import check_privacy
from dalel.steps.check.privacy.finder import find_private
from dalel.steps.check.privacy.minors import Exposure, find_exposures

__all__ = ["Exposure", "check_privacy", "find_exposures", "find_private"]
