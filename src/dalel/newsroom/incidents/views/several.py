"""Views of acts on several stories or entries at once, and of taking one back."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dalel.domain.errors import NotFoundError
from dalel.domain.several import Several
from dalel.newsroom.accounts.queries.current_member import act
from dalel.newsroom.frame.feedback import say, told_back
from dalel.newsroom.frame.forms import WayBackForm, refusal
from dalel.newsroom.frame.permissions import Action, allowed, may
from dalel.newsroom.incidents.actions import several
from dalel.newsroom.incidents.forms.several import SeveralForm

#: The list on which several are ticked.
_LISTS = {Several.STORIES: "inbox", Several.ENTRIES: "incidents"}


@require_POST
@allowed(Action.TRIAGE)
@told_back
def stories(request: HttpRequest) -> HttpResponse:
    """Act on the ticked stories of the inbox."""
    return _act(request, Several.STORIES)


@require_POST
@allowed(Action.WRITE)
@told_back
def entries(request: HttpRequest) -> HttpResponse:
    """Act on the ticked entries of the list."""
    return _act(request, Several.ENTRIES)


@require_POST
@allowed(Action.TRIAGE)
@told_back
def undo(request: HttpRequest, key: int) -> HttpResponse:
    """Take an act on several back, as far as nothing stands upon it."""
    try:
        several.take_back(key, act(request))
    except NotFoundError as error:
        raise Http404(_("There is no such act of yours.")) from error
    return _back(request, key)


def _act(request: HttpRequest, of: Several) -> HttpResponse:
    now, form = act(request), SeveralForm(of, request.POST)
    if not form.is_valid():
        say(request, refusal(form))
        return HttpResponseRedirect(_page(request, of))
    name, value = form.cleaned_data["do"]
    try:
        action = several.action_of(of, name)
    except NotFoundError as error:
        raise Http404(_("There is no such decision.")) from error
    if not may(now.member, action):
        raise PermissionDenied
    given = form.cleaned_data["given"]
    key = several.act_on(of, name, value, form.cleaned_data["item"], now, given=given)
    return _back(request, key, of)


def _back(request: HttpRequest, key: int, of: Several = Several.STORIES) -> HttpResponse:
    page = _page(request, of)
    mark = "&" if "?" in page else "?"
    return HttpResponseRedirect(f"{page}{mark}{urlencode({'several': key})}")


def _page(request: HttpRequest, of: Several) -> str:
    """The list as it was asked for, without what it told of an earlier act."""
    page = WayBackForm(request.POST).page() or reverse(_LISTS[of])
    path, _mark, query = page.partition("?")
    kept = [one for one in query.split("&") if one and one.partition("=")[0] not in _TOLD]
    return f"{path}?{'&'.join(kept)}" if kept else path


#: What an address tells of an act that is over, or of ticks that are done with.
_TOLD = frozenset({"told", "several", "ticked"})
