"""In which language does this person want the desk?"""

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from dalel.desk.tongue import spoken
from dalel.store.models import Member

_REMEMBERED: Final = timedelta(days=365)


@login_not_required
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Remember the language for this browser and, signed in, for this member."""
    language = request.POST.get("language", "")
    if language not in spoken():
        return HttpResponseBadRequest()
    if isinstance(request.user, Member):
        request.user.language = language
        request.user.save(update_fields=["language"])
    response = HttpResponseRedirect(_way_back(request))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=_REMEMBERED,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
    return response


def _way_back(request: HttpRequest) -> str:
    """The page the person came from, when it is one of ours."""
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return back
    return reverse("home")
