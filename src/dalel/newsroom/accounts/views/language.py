"""The view that sets the language of the desk."""

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from dalel.newsroom.accounts.forms import DeskLanguageForm
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.feedback import way_back
from dalel.newsroom.frame.forms import answers

_REMEMBERED: Final = timedelta(days=365)


@login_not_required
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Remember the language for this browser and, signed in, for this member."""
    language = answers(DeskLanguageForm(request.POST))["language"]
    if isinstance(request.user, Member):
        request.user.language = language
        request.user.save(update_fields=["language"])
    response = HttpResponseRedirect(way_back(request, reverse("home")))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=_REMEMBERED,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
    return response
