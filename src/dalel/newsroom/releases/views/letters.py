"""Public pages for newsletter readers: signing up, confirming and unsubscribing.

The only pages of the desk that are for the public. They keep no address of a browser, set no
cookie but that of the form, and answer the same whether an address is known or not.
"""

from datetime import UTC, datetime

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from dalel.domain.message import Lane, MessageKind
from dalel.domain.topic import NoTopicError, Topic, TopicKind
from dalel.newsroom.accounts.queries.newsroom_settings import profile_of
from dalel.newsroom.frame.context import pack
from dalel.newsroom.releases.actions import outbox, subscribers
from dalel.newsroom.releases.actions.case_steps import public_steps
from dalel.newsroom.releases.actions.output_places import voices
from dalel.newsroom.releases.actions.subscribers import TooManyError
from dalel.newsroom.releases.forms import LettersForm
from dalel.newsroom.releases.queries.topics import names_of, read_public


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for letters in a language; a first letter asks whether it was really this reader.

    They are about everything, or about the one topic that the address or the form names.
    """
    form = LettersForm(request.POST)
    is_address, told = form.is_valid(), form.cleaned_data
    chosen = told["language"] or request.GET.get("language", "")
    language = chosen if chosen in pack().languages else pack().languages[0]
    with override(language):
        if language not in voices().letters:
            return _page(request, language, "closed", status=404)
        try:
            topic = read_public(told["topic"] or request.GET.get("topic", ""), pack())
        except NoTopicError:
            return _page(request, language, "unknown", status=404)
        if request.method != "POST":
            return _page(request, language, "ask", topic)
        # People leave the second field empty, since they do not see it.
        if told["website"]:
            return _page(request, language, "asked", topic)
        if not is_address:
            address = form.data.get("address", "")
            return _page(request, language, "ask", topic, address=address, wrong=True, status=400)
        return _asked(request, told["address"], language, topic)


def _asked(request: HttpRequest, address: str, language: str, topic: Topic | None) -> HttpResponse:
    now = datetime.now(UTC)
    try:
        reader = subscribers.ask(address, language, now, topic)
    except TooManyError:
        return _page(request, language, "later", topic, status=429)
    if reader is not None:
        outbox.queue(
            f"{Lane.MAIL}:{language}:{MessageKind.CONFIRMATION}:{reader}:{now:%Y%m%d%H%M}",
            Lane.MAIL,
            MessageKind.CONFIRMATION,
            "",
            language,
            now=now,
            reader=reader,
        )
    return _page(request, language, "asked", topic)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, secret: str) -> HttpResponse:
    """Press the button: programs that follow every link in a letter press none."""
    subscription = subscribers.subscription_of(secret)
    language = subscription.language if subscription else pack().languages[0]
    with override(language):
        if subscription is None:
            return _page(request, language, "nowhere", status=410)
        if request.method != "POST":
            return _page(request, language, "confirm", subscription.topic)
        if not subscription.is_confirmed:
            seen = public_steps(pack(), subscription.topic)
            subscribers.confirm(secret, datetime.now(UTC), seen)
        return _page(request, language, "confirmed", subscription.topic)


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, secret: str) -> HttpResponse:
    """End the letters with one press, also of a mail program's own button (RFC 8058).

    The secret in the address is all that is asked for: the program has no form of ours.
    """
    subscription = subscribers.subscription_of(secret)
    language = subscription.language if subscription else pack().languages[0]
    topic = subscription.topic if subscription else None
    with override(language):
        if request.method != "POST":
            return _page(request, language, "leave", topic)
        asked_others = subscribers.leave(secret)
        return _page(request, language, "fewer" if asked_others else "left", topic)


def _page(
    request: HttpRequest,
    language: str,
    step: str,
    topic: Topic | None = None,
    *,
    address: str = "",
    wrong: bool = False,
    status: int = 200,
) -> HttpResponse:
    titles = {
        "ask": _("Letters"),
        "asked": _("Look into your mailbox"),
        "closed": _("There are no letters here"),
        "unknown": _("There are no letters about this"),
        "later": _("Too many ask at this moment"),
        "confirm": _("One more press"),
        "confirmed": _("The letters will come"),
        "nowhere": _("This link leads nowhere any more"),
        "leave": _("No more letters?"),
        "left": _("No more letters will come"),
        "fewer": _("No more of these letters will come"),
    }
    names = names_of(topic, pack()) if topic else None
    context = {
        "step": step,
        "title": titles[step],
        "letter_language": language,
        "topic": topic or "",
        "about": names[language] if names else "",
        "is_case": topic is not None and topic.kind is TopicKind.CASE,
        "address": address,
        "wrong": wrong,
        "site_title": pack().profile.title[language],
        "site": profile_of(pack().profile).address or "",
    }
    return render(request, "releases/letters.html", context, status=status)
