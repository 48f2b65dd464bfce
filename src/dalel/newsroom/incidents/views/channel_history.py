"""Views of the channel's history: looked at, which keeps nothing, and brought in as drafts."""

import hashlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from dalel.domain.channel_history import ChannelExport
from dalel.domain.errors import DalelError
from dalel.newsroom.accounts.queries.current_member import act
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.feedback import say, told_back
from dalel.newsroom.frame.forms import answers
from dalel.newsroom.frame.labels import explained
from dalel.newsroom.frame.long_works import LongWork, WorkCancelledError, under_way
from dalel.newsroom.frame.permissions import Action, allowed
from dalel.newsroom.incidents.actions import channel_links, import_channel
from dalel.newsroom.incidents.actions.import_channel import ChannelReport
from dalel.newsroom.incidents.forms.channel_history import AskedLinksForm, ChannelFileForm
from dalel.newsroom.incidents.queries import channel_look
from dalel.newsroom.incidents.queries.channel_look import LookedPost
from dalel.newsroom.incidents.queries.channel_posts import standing

_NONE: Final = MappingProxyType[str, Any]({})


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Action.WRITE)
def page(request: HttpRequest) -> HttpResponse:
    """The form, and what of earlier imports waits; after it was sent, what stands in the file."""
    if request.method != "POST":
        return _shown(request)
    form = ChannelFileForm(request.POST, request.FILES)
    try:
        return _looked(request, form)
    except DalelError as error:
        return _shown(request, form, wrong=explained(error))


@require_POST
@allowed(Action.WRITE)
def keep(request: HttpRequest) -> HttpResponse:
    """Bring chosen posts in; another file than the one looked at is looked at first."""
    form = ChannelFileForm(request.POST, request.FILES)
    content, told = form.content(), form.told
    try:
        if content is None or _digest(content) != told.get("seen"):
            other = _("This is not the file that was looked at: nothing was kept. Look first.")
            return _looked(request, form, content, wrong=(other,))
        export = channel_look.open_export(content)
        found = _chosen(request, form, export)
        if not found:
            nothing = _("Nothing new is chosen: tick posts, or a whole month.")
            return _looked(request, form, content, export=export, wrong=(nothing,))
        if not told.get("section"):
            section = _("Choose the section of these entries.")
            return _looked(request, form, content, export=export, wrong=(section,))
        now = act(request)
        with under_way(
            settings.DALEL.home, LongWork.CHANNEL, member=now.member.pk, link=reverse("channel")
        ):
            report = import_channel.import_posts(
                export.channel,
                [one.entry for one in found[: import_channel.MOST]],
                int(told["section"]),
                form.channel_name,
                pack(),
                now,
            )
    except WorkCancelledError:
        cancelled = _("It was cancelled: the drafts made before stay, and the rest can come later.")
        return _shown(request, form, wrong=(cancelled,))
    except DalelError as error:
        return _shown(request, form, wrong=explained(error))
    say(request, *_kept(report, len(found) - import_channel.MOST))
    return HttpResponseRedirect(reverse("channel"))


@require_POST
@allowed(Action.WRITE)
@told_back
def links(request: HttpRequest) -> HttpResponse:
    """Visit links that were asked about, or leave them out."""
    told, now = answers(AskedLinksForm(request.POST)), act(request)
    wanted = told["link"][: channel_links.MOST]
    if told["do"] == "leave":
        count = channel_links.leave_out(wanted, now)
        words = ngettext("%(count)d link is left out.", "%(count)d links are left out.", count)
    else:
        count = channel_links.visit(wanted, pack(), now)
        words = ngettext("%(count)d link is captured.", "%(count)d links are captured.", count)
    say(request, words % {"count": count})
    return HttpResponseRedirect(reverse("channel"))


def _chosen(
    request: HttpRequest, form: ChannelFileForm, export: ChannelExport
) -> tuple[LookedPost, ...]:
    """What was ticked and can come, and what comes with whole months, the earliest first."""
    told = form.told
    posts, months = set(told["post"]), set(told["month"])
    looked = channel_look.look(
        export,
        pack(),
        act(request).time,
        name=form.channel_name,
        opened=months | channel_look.chosen_months(export, posts, pack()),
        apart=frozenset(told["apart"]),
        only=True,
    )
    found = [
        one
        for month in looked.months
        for one in month.posts or ()
        if (one.may_come and not posts.isdisjoint(one.entry.numbers))
        or (one.is_new and month.key in months)
    ]
    return tuple(sorted(found, key=lambda one: one.entry.number))


def _kept(report: ChannelReport, left: int) -> list[str]:
    told = [
        ngettext(
            "%(count)d post came in as a draft under your name.",
            "%(count)d posts came in as drafts under your name.",
            report.drafts,
        )
        % {"count": report.drafts}
    ]
    if report.lacking:
        words = ngettext(
            "%(count)d of them cites nothing but the channel: find the original.",
            "%(count)d of them cite nothing but the channel: find the originals.",
            report.lacking,
        )
        told.append(words % {"count": report.lacking})
    if report.asked:
        words = ngettext(
            "%(count)d link is not visited before you say so, below.",
            "%(count)d links are not visited before you say so, below.",
            report.asked,
        )
        told.append(words % {"count": report.asked})
    if report.known:
        words = ngettext(
            "%(count)d had been brought in already.",
            "%(count)d had been brought in already.",
            report.known,
        )
        told.append(words % {"count": report.known})
    if left > 0:
        words = ngettext(
            "%(count)d more was chosen: give the file again and bring it in.",
            "%(count)d more were chosen: give the file again and bring them in.",
            left,
        )
        told.append(words % {"count": left})
    return told


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _looked(
    request: HttpRequest,
    form: ChannelFileForm,
    content: bytes | None = None,
    *,
    export: ChannelExport | None = None,
    wrong: tuple[str, ...] = (),
) -> HttpResponse:
    content = form.content() if content is None else content
    if content is None:
        return _shown(request, form, wrong=(*wrong, _("Choose the file result.json.")))
    export = export or channel_look.open_export(content)
    told = form.told
    looked = channel_look.look(
        export,
        pack(),
        act(request).time,
        name=form.channel_name,
        opened=[*told["opened"], *told["month"]],
        apart=frozenset(told["apart"]),
    )
    context = {
        "looked": looked,
        "seen": _digest(content),
        "most": import_channel.MOST,
        "ticked": set(told["post"]),
        "months": set(told["month"]),
        "apart": set(told["apart"]),
        "section": told.get("section", ""),
        "opened": told["opened"],
    }
    return _shown(request, form, wrong=wrong, told=context)


def _shown(
    request: HttpRequest,
    form: ChannelFileForm | None = None,
    *,
    wrong: tuple[str, ...] = (),
    told: Mapping[str, Any] = _NONE,
) -> HttpResponse:
    # A page that is put in by script has no other status: the browser would drop it.
    is_put_in = request.headers.get("HX-Request") == "true"
    context = {
        "wrong": wrong,
        "name": form.told.get("name", "") if form else _own_name(),
        "looked": None,
        "standing": standing(),
        **told,
    }
    status = 422 if wrong and not is_put_in else 200
    return render(request, "incidents/channel.html", context, status=status)


def _own_name() -> str:
    """The public name of the newsroom's channel, where the settings tell one and no other."""
    names = {name for name in settings.DALEL.channels.places.values() if name.startswith("@")}
    return names.pop() if len(names) == 1 else ""
