"""The language of this machine, as its variables name it, among those of the desk."""

import os
from typing import Final

#: As gettext looks at them, the strongest first.
_VARIABLES: Final = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def system_language() -> str:
    """``kk``, ``ru`` or ``en``; English where nothing names one of ours."""
    # It brings its tools with it, which --help does not wait for.
    from dalel.cli.catalogue import TRANSLATED

    for variable in _VARIABLES:
        for named in os.environ.get(variable, "").split(":"):
            language = named.partition("_")[0].partition(".")[0].lower()
            if language in {*TRANSLATED, "en"}:
                return language
    return "en"
