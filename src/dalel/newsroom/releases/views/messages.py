"""Views of posts and letters that were sent, and of messages awaiting a decision."""

from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dalel.newsroom.accounts.queries.current_member import act
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.feedback import say, told_back
from dalel.newsroom.frame.forms import answers
from dalel.newsroom.frame.permissions import Action, allowed, may
from dalel.newsroom.releases.actions import outbox, subscribers
from dalel.newsroom.releases.actions.output_places import channels, mirrors, voices
from dalel.newsroom.releases.forms import MessageForm
from dalel.newsroom.releases.queries import messages

_SHOWN: Final = 50


@require_safe
@allowed(Action.READ_RECORD)
def page(request: HttpRequest) -> HttpResponse:
    """What is uncertain or failed, with its two ways out; then the latest posts."""
    context = {
        "undecided": messages.undecided(),
        "latest": messages.latest(_SHOWN),
        "letters": messages.letters(),
        "readers": subscribers.counts(pack().languages),
        "voices": voices(),
        "places": channels().places,
        "mirrors": mirrors().standings(),
        "may_release": may(act(request).member, Action.RELEASE),
    }
    return render(request, "releases/messages.html", context)


@require_POST
@allowed(Action.RELEASE)
@told_back
def decide(request: HttpRequest) -> HttpResponse:
    """Send a message once more, or note that it is there."""
    told, now = answers(MessageForm(request.POST)), act(request)
    if told["again"]:
        outbox.send_again(told["key"], now)
        say(request, _("It goes again."))
    else:
        outbox.it_is_there(told["key"], now, told["place"])
        say(request, _("Noted as sent."))
    return HttpResponseRedirect(reverse("messages"))
