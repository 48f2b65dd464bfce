"""Messages to the person at the desk after an act, and the way back after an error."""

from functools import wraps
from typing import Any, Final
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from dalel.domain.errors import DalelError, NotFoundError
from dalel.newsroom.frame.forms import WayBackForm
from dalel.newsroom.frame.labels import explained
from dalel.newsroom.frame.permissions import View
from dalel.newsroom.frame.public_acts import PAGES, is_one_of

_SAID: Final = "said"


def say(request: HttpRequest, *sentences: str) -> None:
    """Keep sentences for the next page that this person sees.

    They are told at the place that the form names, else at the head of the page.
    """
    place = WayBackForm(request.POST).place()
    kept = _kept(request)
    kept[place] = [*kept.get(place, []), *sentences]
    request.session[_SAID] = kept


def said(request: HttpRequest, place: str | None = "") -> list[str]:
    """The sentences that were kept for a place of the page; each is shown once.

    The empty place is the head of the page; None stands for whatever no place has told yet.
    """
    kept = _kept(request)
    told = [place] if place is not None else [one for one in kept if one]
    sentences = [sentence for one in told for sentence in kept.pop(one, [])]
    if sentences:
        request.session[_SAID] = kept
    return sentences


def _kept(request: HttpRequest) -> dict[str, list[str]]:
    kept = request.session.get(_SAID) if hasattr(request, "session") else None
    # A session that is older than this form has a list.
    return dict(kept) if isinstance(kept, dict) else {"": list(kept)} if kept else {}


def back_to(request: HttpRequest, page: str, place: str = "") -> HttpResponseRedirect:
    """The way to a page of ours, to what is said there, else to the place that the form names.

    ``place`` is where a form that names none leads.
    """
    named = WayBackForm(request.POST).place()
    if named and _kept(request).get(named):
        return HttpResponseRedirect(f"{page}#said-{named}")
    mark = named or place
    return HttpResponseRedirect(f"{page}#{mark}" if mark else page)


def told_back(view: View) -> View:
    """Where a view meets one of our errors, the person goes back and reads why."""

    @wraps(view)
    def answered(request: HttpRequest, **parts: Any) -> HttpResponseBase:
        try:
            return view(request, **parts)
        except NotFoundError as error:
            raise Http404(_("There is no such thing in the record.")) from error
        except DalelError as error:
            say(request, *explained(error))
            return back_to(request, way_back(request))

    return answered


def way_back(request: HttpRequest, fallback: str = "") -> str:
    """The page of ours that the form names, else on which it stands.

    Where nobody tells that, the fallback, else the nearest page above the form's address.
    """
    if wanted := WayBackForm(request.POST).page():
        return wanted
    from_there = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(from_there, allowed_hosts={request.get_host()}):
        page = urlsplit(from_there)
        if page.netloc and is_one_of(page.path, PAGES):
            return page.path + (f"?{page.query}" if page.query else "")
    return fallback or _above(request.path)


def _above(path: str) -> str:
    """The nearest page above an address, perhaps itself."""
    while not is_one_of(path, PAGES):
        path = path.rstrip("/").rpartition("/")[0] + "/"
    return path
