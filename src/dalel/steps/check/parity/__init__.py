"""Do the language versions of one entry say the same?"""

from dalel.steps.check.parity.checking import Mismatch, ParityReport, Version, check_parity

__all__ = ["Mismatch", "ParityReport", "Version", "check_parity"]
