"""Views for withdrawing names and words from everything that is public or kept.

First every place is shown in which they stand, then they go. They are carried in forms alone, never
in an address, and no page says afterwards what they were.
"""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from dalel.domain.errors import DalelError
from dalel.newsroom.accounts.queries.current_member import act
from dalel.newsroom.frame import typed_input
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.feedback import say
from dalel.newsroom.frame.labels import explained
from dalel.newsroom.frame.permissions import Action, allowed
from dalel.newsroom.incidents.queries.withdrawn_words import withdrawals
from dalel.newsroom.releases.actions.output_places import later, mirrors, press
from dalel.newsroom.releases.actions.withdraw import Purged, akin, survey, withdraw_words
from dalel.newsroom.releases.forms import WithdrawnPlacesForm, WithdrawWordsForm


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Action.RELEASE)
def look(request: HttpRequest) -> HttpResponse:
    """Ask what is to go, then show every place in which it stands; nothing is changed yet."""
    if request.method != "POST":
        return _page(request, WithdrawnPlacesForm())
    form = WithdrawnPlacesForm(request.POST)
    try:
        return _places(request, form)
    except DalelError as error:
        say(request, *explained(error))
        return _page(request, form, status=400)


@require_POST
@allowed(Action.RELEASE)
def withdraw(request: HttpRequest) -> HttpResponse:
    """Withdraw what was looked at, and say in words what was done."""
    form = WithdrawWordsForm(request.POST)
    if not form.is_valid():
        say(request, *(str(one) for errors in form.errors.values() for one in errors))
        return _back(request, form)
    told = form.cleaned_data
    words = (*told["words"], *map(typed_input.line, told["form"]))
    try:
        done = withdraw_words(words, told["reason"], pack(), later(), act=act(request))
    except DalelError as error:
        say(request, *explained(error))
        return _back(request, form)
    say(request, *_sentences(done))
    return HttpResponseRedirect(reverse("withdraw-words"))


def _back(request: HttpRequest, form: WithdrawnPlacesForm) -> HttpResponse:
    """The places once more, with what was typed kept."""
    try:
        return _places(request, form, status=400)
    except DalelError:
        return _page(request, form, status=400)


def _places(request: HttpRequest, form: WithdrawnPlacesForm, *, status: int = 200) -> HttpResponse:
    """Where the words stand, and the forms that are ticked: at first those that are surely meant.

    :raises DalelError: when the words would take too much with them.
    """
    form.full_clean()
    words = form.cleaned_data["words"]
    others = akin(words, pack())
    if form.cleaned_data["ticked"]:
        others = {one: one in form.cleaned_data["form"] for one in others}
    ticked = (one for one, is_chosen in others.items() if is_chosen)
    found = survey((*words, *ticked), pack(), press())
    return _page(request, form, words=words, found=found, others=others, status=status)


def _page(
    request: HttpRequest, form: WithdrawnPlacesForm, *, status: int = 200, **seen: object
) -> HttpResponse:
    context = {
        "found": None,
        **seen,
        "typed": form.data.get("words", ""),
        "reason": form.data.get("reason", ""),
        "acts": withdrawals(),
        "elsewhere": tuple(one.place for one in mirrors().standings() if one.delivered),
    }
    response = render(request, "releases/withdraw.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


def _sentences(done: Purged) -> Iterator[str]:
    """What was done, one step a sentence."""
    yield _("Withdrawn: nothing that is built from now on says it.")
    yield ngettext(
        "%(count)d kept release was rewritten without it.",
        "%(count)d kept releases were rewritten without it.",
        done.kept,
    ) % {"count": done.kept}
    yield _("The site, its feeds, data, search and archive are built anew before all else.")
    if done.posts:
        yield ngettext(
            "%(count)d post in the channels changes in a moment.",
            "%(count)d posts in the channels change in a moment.",
            done.posts,
        ) % {"count": done.posts}
    yield from _elsewhere()


def _elsewhere() -> Iterator[str]:
    """At which other places readers still see it."""
    standings = mirrors().standings()
    still = [one for one in standings if one.holds]
    if kept := [one.place for one in still if one.is_kept]:
        yield ngettext(
            "%(count)d other place still holds it; the site is sent there now.",
            "%(count)d other places still hold it; the site is sent there now.",
            len(kept),
        ) % {"count": len(kept)}
    if by_hand := [one.place for one in still if not one.is_kept]:
        yield _(
            "The site was once sent by hand to these places, which still hold it: %(places)s. "
            "Ask whoever keeps the machine to send it there again."
        ) % {"places": ", ".join(by_hand)}
    if not standings:
        yield _(
            "We know of no other place where the site stands. If there is one, whoever keeps the "
            "machine names it in the settings (mirrors): it is then kept up to date."
        )
