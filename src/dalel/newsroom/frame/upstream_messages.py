"""Messages of Django and django-allauth that our catalogue translates.

Django's Kazakh is half empty and the library has none, so our catalogue carries them; naming them
here keeps them in it.
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
    gettext_noop("Enter a valid date."),
    gettext_noop("Enter a whole number."),
    gettext_noop("Enter a valid UUID."),
    gettext_noop("Enter a valid JSON."),
    gettext_noop("Select a valid choice. %(value)s is not one of the available choices."),
    gettext_noop("Ensure this value is greater than or equal to %(limit_value)s."),
    gettext_noop("Null characters are not allowed."),
    gettext_noop("Code"),
    gettext_noop("Authenticator code"),
    gettext_noop("Master key"),
    gettext_noop("Backup key"),
    gettext_noop("Key nr. {number}"),
    gettext_noop(
        "You cannot generate recovery codes without having two-factor authentication enabled."
    ),
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
