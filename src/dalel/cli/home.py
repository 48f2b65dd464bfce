"""Locates the home, the folder in which Dalel keeps all its state on this machine."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import dalel

_CHECKOUT: Final = Path(dalel.__file__).parents[2]


def is_checkout() -> bool:
    """Whether the code runs from its own repository, not from an installed package."""
    return (_CHECKOUT / "pyproject.toml").is_file()


def home(environment: Mapping[str, str] = os.environ) -> Path:
    """The folder of all state: ``DALEL_HOME``, ``data`` in a checkout, or the platform's place."""
    if named := environment.get("DALEL_HOME"):
        return Path(named).expanduser().resolve()
    if is_checkout():
        return _CHECKOUT / "data"
    return _platform_folder(environment, sys.platform) / "dalel"


def _platform_folder(environment: Mapping[str, str], platform: str) -> Path:
    """Where programs of this platform keep what they must not lose.

    Source: the XDG base directory specification; the guides of Apple and Microsoft.
    """
    if platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path(environment.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
