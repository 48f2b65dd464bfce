"""Settings as they are read of a home, in an environment of a test's own."""

import os
from pathlib import Path
from unittest.mock import patch

from dalel.cli.configuration import Configuration, configuration


def configured(home: Path, **variables: str) -> Configuration:
    """What is in force with this home and these variables alone."""
    others = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("DALEL_") and name != "DATABASE_URL"
    }
    with patch.dict(os.environ, {**others, "DALEL_HOME": str(home), **variables}, clear=True):
        return configuration()
