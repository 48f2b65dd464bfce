"""Forms that pages of several apps have, and how a view reads a form."""

import re
from typing import Any, Final

from django import forms
from django.core.exceptions import BadRequest
from django.utils.http import url_has_allowed_host_and_scheme

from dalel.newsroom.frame.typed_input import UNLIKELY

#: The id of an element of a page.
_PLACE: Final = re.compile(r"[a-z][\w-]{0,80}")


class WayBackForm(forms.Form):
    """The page of ours to which somebody wants to go back, and the place on it of the form.

    A place is the id of an element.
    """

    next = forms.CharField(required=False)
    at = forms.CharField(required=False)

    def place(self) -> str:
        """The id; empty where the form names none, or none that could be ours."""
        wanted = str(answers(self)["at"])
        return wanted if _PLACE.fullmatch(wanted) else ""

    def page(self) -> str:
        """Its address; empty where it is no page of ours."""
        wanted = str(answers(self)["next"])
        return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else ""


def answers(form: forms.Form) -> dict[str, Any]:
    """What a form brings that no person can fill in wrongly.

    :raises BadRequest: when it is none of ours.
    """
    if not form.is_valid():
        raise BadRequest(", ".join(form.errors))
    return form.cleaned_data


def refusal(form: forms.Form, otherwise: str = "") -> str:
    """Why a form is refused: what cannot be meant in a field, else what is given or comes first."""
    amiss = [error for errors in form.errors.as_data().values() for error in errors]
    unlikely = [error for error in amiss if error.code == UNLIKELY]
    return otherwise if otherwise and not unlikely else (unlikely or amiss)[0].messages[0]
