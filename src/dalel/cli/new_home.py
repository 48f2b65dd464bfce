"""A home that holds no record yet: commands that only look say so, rather than begin one."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dalel.cli.read_only import DATABASE
from dalel.domain.errors import DalelError

if TYPE_CHECKING:
    from dalel.cli.configuration import Configuration

_SAMPLE: Final = "sample"


class NoRecordError(DalelError):
    """There is nothing to look at."""


def sample_of(home: Path) -> Path:
    """The sample press has a home of its own within the usual one."""
    return home / _SAMPLE


def look_at(home: Path) -> str:
    """The command that looks at a home which is not the usual one."""
    return f"DALEL_HOME={shlex.quote(str(home))} dalel doctor"


def told_of_new(settings: "Configuration") -> str:
    """What is said of a home without a record; nothing where there is one, or a trace of it.

    Django has to know its settings.
    """
    from django.db import connection

    home = settings.home
    is_elsewhere = Path(str(connection.settings_dict["NAME"])) != home / DATABASE
    if is_elsewhere or (home / DATABASE).exists() or settings.evidence_folder.exists():
        return ""
    sample = sample_of(home)
    beside = (
        f" The sample's record lies in {sample}: {look_at(sample)}"
        if (sample / DATABASE).is_file()
        else ""
    )
    return (
        f"no record lies in {home} yet: dalel up begins one; if yours lies elsewhere, set "
        f"DALEL_HOME.{beside}"
    )


def refuse_new(settings: "Configuration") -> None:
    """Nothing is read of a record that is not there. Django has to know its settings.

    :raises NoRecordError: when the home holds none.
    """
    if told := told_of_new(settings):
        raise NoRecordError(told)
