"""Views of the story inbox and of the articles that were left out."""

from datetime import UTC, datetime
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dalel.domain.errors import NotFoundError
from dalel.domain.states import StoryState
from dalel.domain.story_decision import NotOurs
from dalel.newsroom.accounts.actions import own_desk
from dalel.newsroom.accounts.queries.current_member import member_of
from dalel.newsroom.evidence.queries.watch_lacks import watch_lack
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.permissions import Action, allowed
from dalel.newsroom.frame.typed_input import number
from dalel.newsroom.stories.filters import DAYS, InboxQuestion
from dalel.newsroom.stories.queries import arriving, inbox
from dalel.newsroom.stories.queries.cards import Card
from dalel.newsroom.stories.queries.left_out import left_out

#: What can be opened in a story's row before one decides.
PANELS: Final = ("attach", "split", "merge", "reject")


@require_safe
@allowed(Action.TRIAGE)
def listing(request: HttpRequest) -> HttpResponse:
    """The stories, what is ours and ranks highest first."""
    now = datetime.now(UTC)
    own_desk.arrive(member_of(request), now)
    asked = InboxQuestion.of(request.GET, pack())
    context = {
        "asked": asked,
        "inbox": inbox.page(asked.filter(pack(), now), asked.page),
        "states": [state for state in StoryState if state is not StoryState.MERGED],
        "kinds": _kinds(),
        "days": DAYS,
        "searches": own_desk.searches(member_of(request)),
        "told": told(request),
        "panel": "",
        "lack": watch_lack(),
        **arriving.progress(now),
    }
    return render(request, "stories/inbox.html", context)


@require_safe
@allowed(Action.TRIAGE)
def one(request: HttpRequest, key: str) -> HttpResponse:
    """A story with its articles and what was decided; by ``do`` with a way to decide opened."""
    story = story_of(key)
    panel = request.GET.get("do", "")
    panel = panel if panel in PANELS else ""
    context = {"card": story, "panel": panel, **panel_context(request, story, panel)}
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "stories/story_row.html", context)
    context |= {"decisions": inbox.decisions(key), "told": told(request)}
    return render(request, "stories/story.html", context)


@require_safe
@allowed(Action.TRIAGE)
def aside(request: HttpRequest) -> HttpResponse:
    """What the machine found not ours: nothing vanishes."""
    page = number(request.GET.get("page", "")) or 1
    articles, further = left_out(page)
    context = {"articles": articles, "page": page, "further": further}
    return render(request, "stories/aside.html", context)


def story_of(key: str) -> Card:
    """The card of a story, or a 404."""
    try:
        return inbox.card(key)
    except NotFoundError as error:
        raise Http404(_("There is no such story.")) from error


def panel_context(request: HttpRequest, story: Card, panel: str) -> dict[str, Any]:
    """What a panel offers; ``wrong`` is what was amiss with what was sent."""
    query = request.GET.get("q", "")
    offers: dict[str, Any] = {"query": query, "wrong": "", "next": _back(request)}
    if panel == "merge":
        offers["others"] = inbox.neighbours(story.key)
    elif panel == "reject":
        offers["not_ours"] = list(NotOurs)
    return offers


def told(request: HttpRequest) -> inbox.StoryDecision | None:
    """The decision that the person just made, as the address names it, while it can be undone."""
    key = number(request.GET.get("told", ""))
    row = inbox.decision(key, member_of(request)) if key else None
    return row if row is not None and not row.undone_by else None


def _back(request: HttpRequest) -> str:
    """Where a decision leads back to: the list from which the panel was opened."""
    current = getattr(request, "htmx", None) and request.htmx.current_url_abs_path  # type: ignore[attr-defined]
    return current or request.GET.get("next", "")


def _kinds() -> list[str]:
    """The kinds of source that there are, in the codebook's order."""
    there = {source.kind for source in pack().sources}
    return [term.code for term in pack().codebook.source_kinds if term.code in there]
