"""The parity check of an entry's language versions."""

from dalel.steps.check.parity.concerns import concerns_of
from dalel.steps.check.parity.differences import (
    LanguageVersion,
    Mismatch,
    ParityReport,
    check_parity,
)

__all__ = ["LanguageVersion", "Mismatch", "ParityReport", "check_parity", "concerns_of"]
