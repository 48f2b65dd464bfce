"""Which words does a screen or a report use in this language?"""

import gettext
from functools import cache
from pathlib import Path
from typing import Final

from dalel.domain.errors import DalelError

#: Where the catalogues lie; English is the language of the message ids and has none.
LOCALE: Final = Path(__file__).with_name("locale")
#: The gettext domain; Django finds its catalogues under no other name.
DOMAIN: Final = "django"


class CatalogueMissingError(DalelError):
    """A language's wording is not compiled: run python -m dalel.project.catalogue compile."""


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
