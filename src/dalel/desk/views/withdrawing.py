"""How does a publisher take a name or words out of everything that is public or kept?

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

from dalel.desk import typed
from dalel.desk.access import Action, allowed
from dalel.desk.ground import act, mirrors, pack, press
from dalel.desk.refusing import say, told
from dalel.domain.errors import DalelError
from dalel.flow.public.withdrawing import Purged, akin, survey, withdraw_words
from dalel.store.incidents import withdrawing


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Action.RELEASE)
def look(request: HttpRequest) -> HttpResponse:
    """Ask what is to go, then show every place in which it stands; nothing is changed yet."""
    if request.method != "POST":
        return _page(request)
    try:
        return _places(request)
    except DalelError as error:
        say(request, *told(error))
        return _page(request, status=400)


@require_POST
@allowed(Action.RELEASE)
def withdraw(request: HttpRequest) -> HttpResponse:
    """Withdraw what was looked at, and say in words what was done."""
    words = (*_words(request), *map(typed.line, request.POST.getlist("form")))
    reason = typed.clean(request.POST.get("reason", ""))
    lacking = tuple(_lacking(request, reason))
    if lacking:
        say(request, *lacking)
        return _back(request)
    try:
        done = withdraw_words(words, reason, pack(), press(), act=act(request))
    except DalelError as error:
        say(request, *told(error))
        return _back(request)
    say(request, *_sentences(done))
    return HttpResponseRedirect(reverse("withdraw-words"))


def _lacking(request: HttpRequest, reason: str) -> Iterator[str]:
    if not reason:
        yield _("Say why: the reason stays written down.")
    if request.POST.get("sure") != "yes":
        yield _("Tick that you have seen the places: it cannot be undone.")


def _back(request: HttpRequest) -> HttpResponse:
    """The places once more, with what was typed kept."""
    try:
        return _places(request, status=400)
    except DalelError:
        return _page(request, status=400)


def _places(request: HttpRequest, *, status: int = 200) -> HttpResponse:
    """Where the words stand, and the forms that are ticked: at first those that are surely meant.

    :raises DalelError: when the words would take too much with them.
    """
    words = _words(request)
    others = akin(words, pack())
    if "ticked" in request.POST:
        chosen = set(request.POST.getlist("form"))
        others = {form: form in chosen for form in others}
    ticked = (form for form, is_chosen in others.items() if is_chosen)
    found = survey((*words, *ticked), pack(), press())
    return _page(request, words=words, found=found, others=others, status=status)


def _words(request: HttpRequest) -> tuple[str, ...]:
    """One name, passage or address a line."""
    lines = typed.clean("\n".join(request.POST.getlist("words"))).split("\n")
    return tuple(filter(None, map(typed.line, lines)))


def _page(request: HttpRequest, *, status: int = 200, **seen: object) -> HttpResponse:
    context = {
        "found": None,
        **seen,
        "typed": request.POST.get("words", ""),
        "reason": request.POST.get("reason", ""),
        "acts": withdrawing.acts(),
        "elsewhere": tuple(one.place for one in mirrors().standings() if one.delivered),
    }
    response = render(request, "desk/withdraw.html", context, status=status)
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
    if done.trouble is not None:
        yield _("The public site could not be built anew, and still shows it:")
        yield from told(done.trouble)
        yield from _elsewhere()
        return
    yield ngettext(
        "The site, its feeds, data, search and archive were built anew: %(count)d page.",
        "The site, its feeds, data, search and archive were built anew: %(count)d pages.",
        done.pages,
    ) % {"count": done.pages}
    if done.posts:
        yield ngettext(
            "%(count)d post in the channels changes in a moment.",
            "%(count)d posts in the channels change in a moment.",
            done.posts,
        ) % {"count": done.posts}
    if done.left:
        yield ngettext(
            "Looked again: %(count)d file still holds it. Look where, and withdraw the other form.",
            "Looked again: %(count)d files still hold it. Look where, and withdraw the other form.",
            done.left,
        ) % {"count": done.left}
    else:
        yield _("Looked again: no file that is public, kept or can be put up again holds it.")
    yield from _elsewhere()


def _elsewhere() -> Iterator[str]:
    """At which other places readers still see it."""
    standings = mirrors().standings()
    still = [one for one in standings if one.holds]
    if kept := [one.place for one in still if one.is_kept]:
        yield ngettext(
            "%(count)d other place still holds it; dalel work sends the site there now.",
            "%(count)d other places still hold it; dalel work sends the site there now.",
            len(kept),
        ) % {"count": len(kept)}
    if by_hand := [one.place for one in still if not one.is_kept]:
        yield _(
            "The site was once sent by hand to these places, which still hold it: %(places)s. "
            "Have it sent there again (dalel publish --to)."
        ) % {"places": ", ".join(by_hand)}
    if not standings:
        yield _(
            "We know of no other place where the site stands. If there is one, name it in "
            "dalel.toml (mirrors): it is then kept up to date."
        )
