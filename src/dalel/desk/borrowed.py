"""Which of Django's own sentences stand on our screens?

Its Kazakh is half empty, so our catalogue carries them; naming them here keeps them in it.
"""

from typing import Final

from django.utils.translation import gettext_noop


def ngettext(one: str, many: str) -> tuple[str, str]:
    """Mark a sentence with a count for the catalogue."""
    return one, many


BORROWED: Final = (
    gettext_noop("This account is inactive."),
    gettext_noop("This field is required."),
    gettext_noop("Password"),
    gettext_noop("Old password"),
    gettext_noop("New password"),
    gettext_noop("New password confirmation"),
    gettext_noop("Enter the same password as before, for verification."),
    gettext_noop("The two password fields didn’t match."),
    gettext_noop("Your old password was entered incorrectly. Please enter it again."),
    gettext_noop("The password is too similar to the %(verbose_name)s."),
    gettext_noop("Your password can’t be too similar to your other personal information."),
    gettext_noop("This password is too common."),
    gettext_noop("Your password can’t be a commonly used password."),
    gettext_noop("This password is entirely numeric."),
    gettext_noop("Your password can’t be entirely numeric."),
)

#: Those that count something.
BORROWED_COUNTS: Final = (
    ngettext(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
    ),
    ngettext(
        "Your password must contain at least %(min_length)d character.",
        "Your password must contain at least %(min_length)d characters.",
    ),
)
