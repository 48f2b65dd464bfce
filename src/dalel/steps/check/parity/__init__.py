"""Do the language versions of one entry say the same?"""

from dalel.steps.check.parity.checking import Mismatch, ParityReport, Version, check_parity
from dalel.steps.check.parity.concerns import concerns_of

__all__ = ["Mismatch", "ParityReport", "Version", "check_parity", "concerns_of"]
