"""Views of reminders: what a member wants to be told of, and the link that confirms the address."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dalel.newsroom.accounts.actions.invitations import LinkDeadError
from dalel.newsroom.accounts.actions.reminders import (
    ask_link_again,
    change_reminders,
    confirm_address,
    offered_address,
    reminder_of,
)
from dalel.newsroom.accounts.forms import ReminderForm
from dalel.newsroom.accounts.models import ReminderRow
from dalel.newsroom.accounts.queries.current_member import act
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.feedback import say, told_back
from dalel.newsroom.frame.permissions import Action, allowed, may


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Action.OWN_ACCOUNT)
def page(request: HttpRequest) -> HttpResponse:
    """What the member wants to be told of, where and when; off until turned on."""
    now = act(request)
    row = reminder_of(now.member)
    if request.method != "POST":
        return _shown(request, ReminderForm(initial=_initial(row)), row)
    form = ReminderForm(request.POST, is_connected=_is_connected(row))
    if not form.is_valid():
        return _shown(request, form, row)
    before = row.address
    kept = change_reminders(form.wish(), now)
    said = [_("Saved.")]
    if kept.address and kept.address != before and not _lacks():
        said.append(_("A link goes to the address; nothing else does until you open it."))
    say(request, *said)
    return redirect("reminders")


@require_POST
@allowed(Action.OWN_ACCOUNT)
@told_back
def link_again(request: HttpRequest) -> HttpResponse:
    """Have the link that confirms the address sent once more."""
    ask_link_again(act(request))
    if not _lacks():
        say(request, _("A new link goes to the address within minutes; the former one is dead."))
    return redirect("reminders")


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Action.OWN_ACCOUNT)
def confirm(request: HttpRequest, secret: str) -> HttpResponse:
    """Confirm the own address; a click of a program that reads mails confirms nothing."""
    now = act(request)
    try:
        if request.method != "POST":
            context = {"address": offered_address(secret, now)}
            return render(request, "accounts/reminder_confirm.html", context)
        confirm_address(secret, now)
    except LinkDeadError:
        return render(request, "accounts/reminder_link_dead.html", status=410)
    say(request, _("The address is confirmed."))
    return redirect("reminders")


def _shown(request: HttpRequest, form: ReminderForm, row: ReminderRow) -> HttpResponse:
    context = {
        "form": form,
        "kept": row,
        "lacks": _lacks(),
        "is_connected": _is_connected(row),
        "has_bot": bool(settings.DALEL.members_bot and settings.DALEL.desk_address),
        "may_connect": may(row.member, Action.WRITE),
        "zone": pack().zone,
    }
    return render(request, "accounts/reminders.html", context, status=400 if form.errors else 200)


def _is_connected(row: ReminderRow) -> bool:
    return bool(settings.DALEL.members_bot) and row.account is not None


def _lacks() -> tuple[str, ...]:
    """The settings of this machine without which no mail can go."""
    chosen = settings.DALEL
    needed = ("mail_url", "mail_from", "desk_address")
    return tuple(key for key in needed if not getattr(chosen, key))


def _initial(row: ReminderRow) -> dict[str, object]:
    fields = ("is_on", "way", "address", "kinds", "pace", "at", "quiet_from", "quiet_to", "days")
    return {name: getattr(row, name) for name in fields}
