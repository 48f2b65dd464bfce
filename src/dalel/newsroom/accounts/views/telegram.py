"""Views of the own Telegram account, from which a member adds links."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dalel.newsroom.accounts.actions import telegram_ties
from dalel.newsroom.accounts.actions.newsroom import lacks_factor
from dalel.newsroom.accounts.queries.current_member import act
from dalel.newsroom.frame.feedback import say
from dalel.newsroom.frame.permissions import Action, allowed


@require_safe
@allowed(Action.WRITE)
def shown(request: HttpRequest) -> HttpResponse:
    """Whether Telegram is connected, how it is used, and how it is connected or ended."""
    return _page(request)


@require_POST
@allowed(Action.WRITE)
def code(request: HttpRequest) -> HttpResponse:
    """A code that connects a Telegram account, shown once."""
    now = act(request)
    if lacks_factor(now.member):
        return redirect("mfa_index")
    if not settings.DALEL.members_bot:
        return redirect("telegram")
    return _page(request, telegram_ties.make_code(now))


@require_POST
@allowed(Action.WRITE)
def end(request: HttpRequest) -> HttpResponse:
    """Forget the own Telegram account: the bot no longer takes anything from it."""
    telegram_ties.untie(act(request))
    say(request, _("Telegram is disconnected."))
    return redirect("telegram")


def _page(request: HttpRequest, made: str = "") -> HttpResponse:
    context = {
        "is_set": bool(settings.DALEL.members_bot),
        "bot": telegram_ties.bot_name(),
        "tie": telegram_ties.tied(act(request).member),
        "code": made,
        "minutes": int(telegram_ties.CODE.total_seconds() // 60),
    }
    return render(request, "accounts/telegram.html", context)
