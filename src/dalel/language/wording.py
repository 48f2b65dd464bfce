"""Translations of the user interface, and the wording of reasons and advice."""

import gettext
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from dalel.domain.concern import Concern
from dalel.domain.errors import DalelError
from dalel.domain.reason import Reason

#: Where the catalogues lie; English is the language of the message ids and has none.
LOCALE: Final = Path(__file__).with_name("locale")
#: The gettext domain; Django finds its catalogues under no other name.
DOMAIN: Final = "django"

#: Values that stand at the end of a quotation, in the English of the message ids.
_QUOTED: Final = re.compile(r"%\((\w+)\)s(?=”|%)")
#: A value with the stop of the sentence behind it.
_STOPPED: Final = re.compile(r"(%\((\w+)\)s)\.(?!\.)")
#: Marks that would stand beside those of the sentence around: «Его задержали.».
_STOPS: Final = " .,;:"


class CatalogueMissingError(DalelError):
    """A language's wording is not compiled: run python -m dalel.cli.catalogue compile."""


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """The wording in a language; English passes message ids through.

    :raises CatalogueMissingError: when there is no compiled catalogue for the language.
    """
    if language == "en":
        return gettext.NullTranslations()
    try:
        return gettext.translation(DOMAIN, LOCALE, [language])
    except FileNotFoundError as error:
        raise CatalogueMissingError from error


def gettext_noop(message: str) -> str:
    """The message itself: this only marks it for the catalogue."""
    return message


@dataclass(frozen=True, kw_only=True)
class ConcernWording:
    """Why something is a concern, and what to do; both are filled with the concern's values.

    A table of wordings has them by rule, or by rule and the value ``of`` (``rule.of``) where a rule
    says different things.
    """

    reason: str
    advice: str


#: From a text of the program to its wording in one language.
Gettext = Callable[[str], str]


def reason_of(concern: Concern, table: Mapping[str, ConcernWording], say: Gettext) -> str:
    """Why it is a concern, in the language of ``say``.

    :raises KeyError: when the table has no wording for its rule.
    """
    return _filled(_wording(concern, table).reason, _values(concern), say)


def advice_on(concern: Concern, table: Mapping[str, ConcernWording], say: Gettext) -> str:
    """What to do about it, in the language of ``say``.

    :raises KeyError: when the table has no wording for its rule.
    """
    return _filled(_wording(concern, table).advice, _values(concern), say)


def told(reason: Reason, table: Mapping[str, str], say: Gettext) -> str:
    """A reason in the language of ``say``; its wording is in the table under its code.

    :raises KeyError: when the table has no wording for it.
    """
    return _filled(table[reason.code], reason.values, say)


def _filled(message: str, values: Mapping[str, str], say: Gettext) -> str:
    """A message with its values; what is quoted at an end of it loses the stop of its own.

    What ends in a stop and is not quoted (А. Р.) ends the sentence with it.
    """
    quoted = {name for name in _QUOTED.findall(message) if name in values}
    plain = {name: values[name].rstrip(_STOPS) or values[name] for name in quoted}
    filled = {**values, **plain}
    said = _STOPPED.sub(
        lambda found: found[1] if filled.get(found[2], "").endswith(".") else found[0], say(message)
    )
    return said % filled


def _wording(concern: Concern, table: Mapping[str, ConcernWording]) -> ConcernWording:
    variant = concern.values.get("of")
    return table[f"{concern.rule}.{variant}" if variant else concern.rule]


def _values(concern: Concern) -> dict[str, str]:
    return {**concern.values, "excerpt": concern.excerpt, "suggestion": concern.suggestion or ""}
