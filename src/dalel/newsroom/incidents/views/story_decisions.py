"""Views in which a member decides about a story or undoes a decision."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dalel.domain.errors import DalelError, ForbiddenMoveError, NotFoundError
from dalel.domain.story_decision import DecisionKind, written
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.queries.current_member import member_of
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.forms import WayBackForm, answers
from dalel.newsroom.frame.labels import label
from dalel.newsroom.frame.permissions import Action, allowed, may
from dalel.newsroom.incidents.actions import call_in as calling_in
from dalel.newsroom.incidents.actions import story_decisions, take_story, triage
from dalel.newsroom.incidents.actions.story_decisions import (
    By,
    MergeError,
    SplitError,
    StoryNotFoundError,
    UndoneError,
)
from dalel.newsroom.incidents.forms.stories import (
    AttachStoryForm,
    MergeStoryForm,
    RejectStoryForm,
    SplitStoryForm,
)
from dalel.newsroom.stories.models import DecisionRow
from dalel.newsroom.stories.queries import inbox
from dalel.newsroom.stories.views.inbox import PANELS, panel_context, story_of


class UnclearError(DalelError):
    """The form lacks what the decision needs; the message says what, in the screen's language."""


@require_POST
@allowed(Action.TRIAGE)
def decide(request: HttpRequest, key: str, kind: str) -> HttpResponse:
    """Take, attach, split, merge, reject or put off; the same form again decides nothing more."""
    if kind not in list(DecisionKind):
        raise Http404(_("There is no such decision."))
    story_of(key)
    by = By(member=member_of(request), time=datetime.now(UTC))
    try:
        decision = _DECIDE[DecisionKind(kind)](request, key, by)
    except UnclearError as error:
        return _again(request, key, kind, str(error))
    except (SplitError, MergeError, NotFoundError, StoryNotFoundError):
        return _again(request, key, kind, _("What was chosen is not there any more."))
    except ForbiddenMoveError:
        return _decided_already(request, key)
    return _done(request, decision)


@require_POST
@allowed(Action.TRIAGE)
def undo(request: HttpRequest, key: int) -> HttpResponse:
    """Take a decision back."""
    by = By(member=member_of(request), time=datetime.now(UTC))
    try:
        decision = triage.undo(key, by)
    except StoryNotFoundError as error:
        raise Http404(_("There is no such decision.")) from error
    except UndoneError:
        return _say(request, _("This is taken back already, or a later decision stands upon it."))
    if not request.htmx:  # type: ignore[attr-defined]
        return HttpResponseRedirect(_way_back(request))
    if page := _own_page(request, decision.story.key):
        return HttpResponse(headers={"HX-Redirect": page})
    context = {"card": inbox.card(decision.story.key), "kind": decision.kind}
    return render(request, "incidents/story_back.html", {"panel": "", "next": "", **context})


@require_POST
@allowed(Action.TRIAGE)
def call_in(request: HttpRequest, key: int) -> HttpResponse:
    """Say that an article which was left out is ours; its story is then decided as any other."""
    try:
        story = calling_in.call_in(key, Act(member=member_of(request), time=datetime.now(UTC)))
    except NotFoundError as error:
        raise Http404(_("There is no such article.")) from error
    return HttpResponseRedirect(reverse("story", kwargs={"key": story}))


def _take(request: HttpRequest, key: str, by: By) -> DecisionRow:
    return take_story.take(key, pack(), by)


def _attach(request: HttpRequest, key: str, by: By) -> DecisionRow:
    form = AttachStoryForm(request.POST)
    if not form.is_valid():
        raise UnclearError(_("Say to which incident."))
    return triage.attach(key, form.cleaned_data["incident"], by)


def _split(request: HttpRequest, key: str, by: By) -> DecisionRow:
    wanted = answers(SplitStoryForm(request.POST))["article"]
    placed = story_of(key).placed
    chosen = [one.canonical for one in placed if one.key in wanted]
    if not chosen or len(chosen) == len(placed):
        raise UnclearError(_("Mark the articles that are another story, and leave at least one."))
    return triage.split(key, chosen, by)


def _merge(request: HttpRequest, key: str, by: By) -> DecisionRow:
    return triage.merge(key, answers(MergeStoryForm(request.POST))["into"], by)


def _reject(request: HttpRequest, key: str, by: By) -> DecisionRow:
    form = RejectStoryForm(request.POST)
    if not form.is_valid():
        raise UnclearError(_("Say why: choose a reason, or write one."))
    reason = written(form.cleaned_data["why"], form.cleaned_data["words"])
    return story_decisions.reject(key, By(member=by.member, time=by.time, reason=reason))


def _later(request: HttpRequest, key: str, by: By) -> DecisionRow:
    return story_decisions.put_off(key, by)


_DECIDE: Final[dict[DecisionKind, Callable[[HttpRequest, str, By], DecisionRow]]] = {
    DecisionKind.TAKE: _take,
    DecisionKind.ATTACH: _attach,
    DecisionKind.SPLIT: _split,
    DecisionKind.MERGE: _merge,
    DecisionKind.REJECT: _reject,
    DecisionKind.LATER: _later,
}


def _done(request: HttpRequest, decision: DecisionRow) -> HttpResponse:
    """The row leaves, and a line says what was done and how it is undone.

    Whoever may write what was taken goes on to writing it.
    """
    if decision.kind == DecisionKind.TAKE and may(member_of(request), Action.WRITE):
        return _to_editor(request, decision)
    if not request.htmx:  # type: ignore[attr-defined]
        back = _way_back(request)
        mark = "&" if "?" in back else "?"
        return HttpResponseRedirect(f"{back}{mark}told={decision.pk}")
    if page := _own_page(request, decision.story.key):
        return HttpResponse(headers={"HX-Redirect": f"{page}?told={decision.pk}"})
    context: dict[str, Any] = {"told": inbox.decided(decision), "panel": "", "next": ""}
    if decision.kind == DecisionKind.SPLIT:
        pair = [one.key for one in (decision.story, decision.other) if one is not None]
        context["rows"] = [inbox.card(key) for key in pair]
    return render(request, "incidents/decided.html", context)


def _own_page(request: HttpRequest, key: str) -> str:
    """The page of the story where the person sits on it: its head tells of the state too."""
    page = reverse("story", kwargs={"key": key})
    here: str = request.htmx.current_url_abs_path or ""  # type: ignore[attr-defined]
    return page if here.partition("?")[0] == page else ""


def _to_editor(request: HttpRequest, decision: DecisionRow) -> HttpResponse:
    number = decision.incident.number if decision.incident else ""
    page = f"{reverse('incident-edit', args=[number])}?told={decision.pk}"
    if not request.htmx:  # type: ignore[attr-defined]
        return HttpResponseRedirect(page)
    return HttpResponse(headers={"HX-Redirect": page})


def _again(request: HttpRequest, key: str, kind: str, wrong: str) -> HttpResponse:
    """The panel once more, with what is amiss and what was typed."""
    story = story_of(key)
    panel = kind if kind in PANELS else ""
    context = {"card": story, "panel": panel, **panel_context(request, story, panel)}
    words = RejectStoryForm(request.POST)["words"].data
    context |= {"wrong": wrong, "next": _way_back(request), "typed": words or ""}
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "stories/story_row.html", context)
    context |= {"decisions": inbox.decisions(key), "told": None}
    return render(request, "stories/story.html", context, status=422)


def _decided_already(request: HttpRequest, key: str) -> HttpResponse:
    """Somebody was faster, or the form was sent twice."""
    last = inbox.decisions(key)[0]
    words = {"state": label(story_of(key).state), "who": last.who}
    return _say(request, _("Decided already: %(state)s (%(who)s).") % words)


def _say(request: HttpRequest, message: str) -> HttpResponse:
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "incidents/said.html", {"message": message})
    context = {"reason": message, "code": 409}
    return render(request, "frame/fault.html", context, status=409)


def _way_back(request: HttpRequest) -> str:
    """The list from which the person came, when it is one of ours."""
    back = WayBackForm(request.POST).page()
    if back.startswith("/"):
        return back.partition("told=")[0].rstrip("?&")
    return reverse("inbox")
