"""Builds as the desk tells of them: how far one is, how long it takes, why it failed."""

from datetime import UTC, datetime, timedelta
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from dalel.domain.states import BuildState
from dalel.newsroom.accounts.models import Member
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.locale import speak, tongue
from dalel.newsroom.frame.permissions import Action, may
from dalel.newsroom.incidents.queries.changes_since import changed_since
from dalel.newsroom.releases.actions import build_queue
from dalel.newsroom.releases.actions.build_queue import DAMAGED, DIED, KILLED
from dalel.newsroom.releases.actions.builder import place
from dalel.newsroom.releases.actions.output_places import builder_is_kept, press, preview_folder
from dalel.newsroom.releases.models import BuildKind, BuildRow
from dalel.newsroom.releases.work_labels import work_lines
from dalel.newsroom.releases.work_line import WorkLine, time_left
from dalel.publish.progress import ARCHIVE, SWITCH
from dalel.publish.tree.atomic_writes import MANIFEST

#: So long it is said that a build is done.
_NEWS: Final = timedelta(minutes=10)
#: Within that time whoever keeps the builder running has started it again.
_STARTS_WITHIN: Final = timedelta(minutes=6)
_STEPS: Final[dict[str, Promise | str]] = {
    "": gettext_lazy("it begins"),
    "reading": gettext_lazy("reading the record"),
    "checking": gettext_lazy("checking every entry"),
    "measuring": gettext_lazy("counting figures"),
    "search": gettext_lazy("search"),
    "cards": gettext_lazy("cards"),
    "api": gettext_lazy("interface for programs"),
    ARCHIVE: gettext_lazy("the archive of everything"),
    SWITCH: gettext_lazy("putting it in place"),
}
_ENDS: Final[dict[str, Promise | str]] = {
    KILLED: gettext_lazy("it was ended from outside, perhaps for lack of memory."),
    DIED: gettext_lazy("the program was ended before it was done."),
    DAMAGED: gettext_lazy(
        "the database is damaged. Tell whoever looks after the desk's computer: the newest backup "
        "has to be brought back."
    ),
}


#: What an output of ``dalel.publish.OUTPUTS`` is called; one that nobody named here says its own.
_OUTPUTS: Final[dict[str, Promise | str]] = {
    "site": gettext_lazy("the site"),
    "feeds": gettext_lazy("feeds"),
    "calendars": gettext_lazy("calendars"),
    "documents": gettext_lazy("documents"),
    "data": gettext_lazy("open data"),
    "search": gettext_lazy("search on the site"),
    "cards": gettext_lazy("pictures for social networks"),
    "api": gettext_lazy("interface for programs"),
    "charts": gettext_lazy("charts"),
    "messages": gettext_lazy("messages"),
}


def output(name: str) -> str:
    """What an output is called."""
    return str(_OUTPUTS.get(name, name))


def rules(build: BuildRow) -> Action:
    """What somebody must be allowed to who cancels a build or asks for it again."""
    return Action.RELEASE if build.is_public else Action.WRITE


def lines(member: Member) -> tuple[WorkLine, ...]:
    """What is to be said of long works: of builds and others that wait or run, or are just over."""
    now = datetime.now(UTC)
    found = build_queue.latest(place())
    is_at_work = any(one.state is BuildState.RUNNING and one.is_answered(now) for one in found)
    builds = (_line(one, member, now, is_at_work=is_at_work) for one in found if _is_news(one, now))
    return (*builds, *work_lines(member, now))


def _is_news(build: BuildRow, now: datetime) -> bool:
    if build.state is BuildState.FAILED:
        return True
    if _is_ready_preview(build) and not (preview_folder() / _page(build.edition)).is_file():
        # It went with what was taken back since.
        return False
    return build.is_alive or (build.ended is not None and now - build.ended < _NEWS)


def _line(build: BuildRow, member: Member, now: datetime, *, is_at_work: bool) -> WorkLine:
    allowed = may(member, rules(build))
    said, more = _WORDS[build.state](build, now)
    if build.state is BuildState.WANTED and is_at_work:
        # It waits its turn, however long: the builder makes one after the other.
        more = ""
    is_running = build.state is BuildState.RUNNING
    may_cancel = build.is_alive and allowed and not build.is_urgent
    may_repeat = build.state in {BuildState.FAILED, BuildState.CANCELLED} and allowed
    return WorkLine(
        key=str(build.pk),
        said=said,
        more=more,
        percent=min(round(100 * build.share), 99) if is_running else None,
        is_alive=build.is_alive,
        link=_preview(build.edition) if _is_ready_preview(build) else "",
        leads_to=_("Open the preview"),
        cancel_at=_at("build-cancel", build) if may_cancel else "",
        repeat_at=_at("build-repeat", build) if may_repeat else "",
    )


def _at(name: str, build: BuildRow) -> str:
    return reverse(name, kwargs={"key": build.pk})


def _is_ready_preview(build: BuildRow) -> bool:
    return build.state is BuildState.DONE and build.kind is BuildKind.PREVIEW


def _preview(edition: int | None) -> str:
    return reverse("preview", kwargs={"path": _page(edition)})


def _page(edition: int | None) -> str:
    """The page on which a look at the preview begins."""
    page = f"e/{edition}/index.html" if edition else "index.html"
    languages = pack().languages
    return f"{tongue() if tongue() in languages else languages[0]}/{page}"


def _waits(build: BuildRow, now: datetime) -> tuple[str, str]:
    said = _("The site waits to be built.") if build.is_public else _("The preview waits its turn.")
    return said, "" if build.is_answered(now) else _unanswered(build, now)


def _runs(build: BuildRow, now: datetime) -> tuple[str, str]:
    said = _("The site is being built.") if build.is_public else _("The preview is being built.")
    if not build.is_answered(now):
        return said, _unanswered(build, now)
    step = capfirst(str(_STEPS.get(build.step) or output(build.step)))
    left = build.left_to_do(now)
    if left is None:
        left = build_queue.usually_left(build, now)
    return said, step if left is None else f"{step}; {time_left(left)}"


def _is_done(build: BuildRow, _now: datetime) -> tuple[str, str]:
    if not build.is_public:
        if build.edition is None:
            return _("The preview is ready."), _age(build)
        said = _("The preview of edition %(number)d is ready.") % {"number": build.edition}
        return said, _age(build)
    said = ngettext(
        "The site for readers is built: %(count)d page.",
        "The site for readers is built: %(count)d pages.",
        build.pages or 0,
    ) % {"count": build.pages or 0}
    return said, "" if build.left is None else _searched(build.left)


def _age(build: BuildRow) -> str:
    """Of when a preview is, and whether the record changed since it was read for it."""
    if build.started is None:
        return ""
    told = _("It shows the record as of %(time)s.") % {
        "time": speak().time(build.started, pack().zone)
    }
    if changed_since(build.started, build.edition):
        since = _("What was written since is not in it: build it again to see that.")
        return f"{told} {since}"
    return told


def _failed(build: BuildRow, _now: datetime) -> tuple[str, str]:
    if not build.is_public:
        said = _("The preview could not be built.")
    elif _stands():
        said = _("The site could not be built; readers have the former one.")
    else:
        said = _("The site could not be built; readers have none yet.")
    return said, _why(build.error)


def _was_cancelled(build: BuildRow, _now: datetime) -> tuple[str, str]:
    if not build.is_public:
        return _("The preview was cancelled."), ""
    if _stands():
        return _("The build was cancelled; readers have the former site."), ""
    return _("The build was cancelled; readers have no site yet."), ""


def _stands() -> bool:
    """Whether a site was ever built here."""
    return (press().site / MANIFEST).is_file()


_WORDS: Final = {
    BuildState.WANTED: _waits,
    BuildState.RUNNING: _runs,
    BuildState.DONE: _is_done,
    BuildState.FAILED: _failed,
    BuildState.CANCELLED: _was_cancelled,
}


def _unanswered(build: BuildRow, now: datetime) -> str:
    """Why nobody seems to build: the builder is on its way, or there is none."""
    if now - (build.lease_until or build.asked) < _STARTS_WITHIN and builder_is_kept():
        return _("The builder is being started again; the build then goes on by itself.")
    return _("Nothing builds at the moment: whoever keeps the machine has to start the worker.")


def _searched(left: int) -> str:
    """Whether what was withdrawn was looked for once more, and found."""
    if not left:
        return _("Looked again: no file that is public, kept or can be put up again holds it.")
    return ngettext(
        "Looked again: %(count)d file still holds it. Look where, and withdraw the other form.",
        "Looked again: %(count)d files still hold it. Look where, and withdraw the other form.",
        left,
    ) % {"count": left}


def _why(error: str) -> str:
    if error in _ENDS:
        return capfirst(str(_ENDS[error]))
    if "imprint: " in error:
        return _(
            "The imprint is not filled in. A publisher or an administrator fills it in under "
            "Newsroom, Imprint."
        )
    return error
