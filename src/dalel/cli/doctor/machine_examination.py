"""What the doctor says of the machine: extras, the log, room on the disk."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from dalel.cli.configuration import Configuration
from dalel.cli.doctor.doctor_finding import Diagnosis
from dalel.cli.extras import EXTRAS, lacking, needed
from dalel.cli.logs import FILE, log_folder

#: With less room than this the next build or capture may be the one that fails.
_LITTLE: Final = 1 << 30


def machine_findings(settings: Configuration) -> Iterator[Diagnosis]:
    """Look at what is installed, where events are written down, and how much room there is."""
    yield from _extras(settings)
    yield _log(settings)
    yield _room(settings.home)


def home_finding(home: Path) -> Diagnosis:
    """Look whether a home that is not there yet can be made."""
    place = next(one for one in (home, *home.parents) if one.exists())
    problem = "" if place == home else _refusal(place)
    return Diagnosis(
        subject="home",
        state=str(home),
        problem=problem
        and f"{home} cannot be made, {place} takes no folder ({problem}): "
        "set DALEL_HOME to a place that can be written",
    )


def _refusal(place: Path) -> str:
    """Why a place takes no folder; empty where it does. Rights alone do not tell it of /proc."""
    try:
        with TemporaryDirectory(prefix=".dalel-", dir=place):
            return ""
    except OSError as error:
        return error.strerror or type(error).__name__


def _extras(settings: Configuration) -> Iterator[Diagnosis]:
    wanted = dict(needed(settings))
    for extra in EXTRAS:
        setting = wanted.get(extra)
        state = f"{extra.name} ({extra.gives}): " + (
            "installed" if extra.is_here else f"not installed, not needed; {extra.command}"
        )
        problem = lacking(extra, setting) if setting and not extra.is_here else ""
        yield Diagnosis(subject="extra", state=state, problem=problem)


def _log(settings: Configuration) -> Diagnosis:
    folder = log_folder(settings.home)
    place = next((one for one in (folder / FILE, folder, settings.home) if one.exists()), None)
    can_write = place is None or os.access(place, os.W_OK)
    return Diagnosis(
        subject="log",
        state=f"{folder / FILE}, from {settings.log_level} on, as {settings.log_format}",
        problem="" if can_write else f"{place} cannot be written: no event is written down",
    )


def _room(home: Path) -> Diagnosis:
    place = next(one for one in (home, *home.parents) if one.exists())
    free = shutil.disk_usage(place).free
    room = f"{free / 1e9:.1f} GB"
    return Diagnosis(
        subject="room",
        state=f"{room} are free where {home} lies",
        advice=f"only {room} are free where {home} lies: make room, or soon nothing can be saved"
        if free < _LITTLE
        else "",
    )
