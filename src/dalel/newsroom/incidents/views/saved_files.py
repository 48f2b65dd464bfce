"""Views of files that members save as evidence."""

from collections.abc import Callable, Mapping
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dalel.domain.errors import UnreadableError
from dalel.domain.picture import PictureRights
from dalel.domain.public_change import ChangeKind
from dalel.domain.saved_file import PICTURES, MachineReading
from dalel.newsroom.accounts.act import Act
from dalel.newsroom.accounts.queries.current_member import act
from dalel.newsroom.accounts.queries.newsroom_settings import upload_keys
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.feedback import back_to, say, told_back
from dalel.newsroom.frame.forms import answers, refusal
from dalel.newsroom.frame.permissions import Action, allowed, may
from dalel.newsroom.frame.sandbox import tesseract
from dalel.newsroom.incidents.actions import proposals, shown_pictures
from dalel.newsroom.incidents.actions import saved_files as saving
from dalel.newsroom.incidents.actions.saved_files import BoxChanges
from dalel.newsroom.incidents.actions.shown_pictures import PictureWords
from dalel.newsroom.incidents.actions.write import recheck
from dalel.newsroom.incidents.change_labels import WordedProposal, told
from dalel.newsroom.incidents.forms.saved_files import (
    AddFileForm,
    BoxesForm,
    CoverForm,
    FileTextForm,
    PictureForm,
    SavedFileForm,
    UncoverForm,
)
from dalel.newsroom.incidents.queries import saved_files as reading
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.incidents.queries.saved_files import SavedFileRecord

#: After so many seconds in which nothing of a file was read, the page says what may be wrong.
_LATE: Final = 120


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Action.WRITE)
@told_back
def listing(request: HttpRequest, number: str) -> HttpResponse:
    """The files of an entry, and a form to add one."""
    number = incident_row(number).number
    if request.method != "POST":
        return _listing(request, number)
    form = AddFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _listing(request, number, _("Choose a file."))
    file = form.cleaned_data["file"]
    if file.size > saving.LARGEST:
        return _listing(request, number, _("The file is larger than 20 megabytes."))
    try:
        key = saving.save_file(number, file.name or "", file.read(), pack(), act(request))
    except UnreadableError as error:
        return _listing(request, number, _why_unread(str(error)))
    if reading.file_row(number, key).reading == MachineReading.WAITS:
        say(request, _("The file is kept, and the original is encrypted."))
    else:
        say(request, _("The file is kept. The original is encrypted; this is a copy made of it."))
    return redirect("incident-file", number=number, key=key)


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Action.WRITE)
@told_back
def one(request: HttpRequest, number: str, key: int) -> HttpResponse:
    """A file: its pages with what is hidden in them, and its text."""
    number = incident_row(number).number
    if request.method != "POST":
        if request.headers.get("HX-Request") == "true":
            return _how_far(request, number, key)
        return _one(request, number, key)
    now = act(request)
    if wrong := _changed(request, number, key, now):
        return _one(request, number, key, wrong)
    recheck(number, pack(), now=now.time)
    return back_to(request, reverse("incident-file", args=[number, key]))


@require_safe
@allowed(Action.WRITE)
@told_back
def picture(request: HttpRequest, number: str, key: int, page: int) -> HttpResponse:
    """A page as it may be seen, as PNG."""
    answer = HttpResponse(reading.shown_picture(number, key, page), content_type="image/png")
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_safe
@allowed(Action.WRITE)
@told_back
def original(request: HttpRequest, number: str, key: int) -> HttpResponse:
    """The original as it was encrypted; only who holds the other half of the key opens it."""
    digest, sealed = reading.sealed_original(number, key)
    answer = HttpResponse(sealed, content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="{digest[:12]}.age"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _why_unread(reason: str) -> str:
    """Why a file is not taken, in a sentence."""
    if "pixels" in reason:
        return _("The picture has more than 50 million pixels: save it smaller.")
    if "more than" in reason and "pages" in reason:
        return _("The document has more than 40 pages: save those that matter.")
    if "locked" in reason:
        return _("No page of the document can be read: it is damaged, or locked with a password.")
    if "too long" in reason or "MB" in reason:
        return _("The file takes too long or too much memory to draw: save a smaller one.")
    return _("The file cannot be read: it is damaged, or not what it seems to be.")


def _changed(request: HttpRequest, number: str, key: int, now: Act) -> str:
    """Why nothing was changed; empty: what the form asks was done."""
    kind = answers(SavedFileForm(request.POST))["form"]
    if (refusing := _REFUSING.get(kind)) is not None:
        return refusing(request, number, key, now)
    if kind == "cover":
        saving.cover_again(number, key, answers(CoverForm(request.POST))["mask"] or 0, now)
    elif kind == "burn":
        saving.burn(number, key, now)
        if reading.saved_file(number, key).has_boxes:
            say(request, _("Burned in: what was hidden is gone from the copies for good."))
        else:
            say(request, _("Closed as it is: nothing in it is hidden."))
    elif kind in {"tell", "tell-no-more"}:
        saving.propose_telling(number, key, pack(), now, is_told=kind == "tell")
        say(request, _("It waits for a second member."))
    elif kind == "take-off":
        shown_pictures.take_off(number, key, now)
        say(request, _("Taken off: the site is built anew without it."))
    elif kind == "text":
        _correct(request, number, key, now)
    else:
        saving.hide_by_hand(number, key, now)
    return ""


def _hide(request: HttpRequest, number: str, key: int, now: Act) -> str:
    """Why nothing was hidden; empty: it was."""
    boxes = BoxesForm(request.POST)
    if not boxes.is_valid():
        return refusal(boxes)
    told = boxes.cleaned_data
    changes = BoxChanges(grown=told["grown"], new=told["new"])
    saving.hide(number, key, told["page"] or 0, changes, now)
    say(request, _("Hidden."))
    return ""


def _uncover(request: HttpRequest, number: str, key: int, now: Act) -> str:
    """Why nothing was uncovered; empty: it was."""
    form = UncoverForm(request.POST)
    if not form.is_valid():
        return _("Say why it may be seen.")
    saving.uncover(number, key, form.cleaned_data["mask"] or 0, form.cleaned_data["reason"], now)
    return ""


def _show(request: HttpRequest, number: str, key: int, now: Act) -> str:
    """Why readers will not see the picture; empty: it waits for a second person."""
    form = PictureForm(request.POST)
    if not form.is_valid():
        return refusal(form)
    shown_pictures.propose_picture(number, key, PictureWords(**form.cleaned_data), now)
    say(request, _("It waits for a second member."))
    return ""


#: Forms that may be refused for what stands in them.
_REFUSING: Final[Mapping[str, Callable[[HttpRequest, str, int, Act], str]]] = {
    "boxes": _hide,
    "uncover": _uncover,
    "show": _show,
}


def _correct(request: HttpRequest, number: str, key: int, now: Act) -> None:
    told = answers(FileTextForm(request.POST))
    if saving.correct(number, key, told["text"], told["seen"], pack(), now):
        say(request, _("The text is saved; numbers and addresses of persons in it were hidden."))
    else:
        say(request, _("The text is saved."))


def _listing(request: HttpRequest, number: str, wrong: str = "") -> HttpResponse:
    context = {
        "number": number,
        "files": reading.saved_files(number),
        "has_key": bool(upload_keys()),
        "may_set_key": may(act(request).member, Action.STATE_IMPRINT),
        "reads": tesseract.reads(pack().languages),
        "wrong": wrong,
    }
    return render(request, "incidents/saved_files.html", context, status=422 if wrong else 200)


def _how_far(request: HttpRequest, number: str, key: int) -> HttpResponse:
    """How far the reading is, for the page that waits; at its end that loads itself again."""
    file = reading.saved_file(number, key).file
    response = render(
        request, "incidents/saved_file_waits.html", _waiting(number, file, act(request))
    )
    if file.reading is not MachineReading.WAITS:
        response["HX-Refresh"] = "true"
    return response


def _waiting(number: str, file: SavedFileRecord, now: Act) -> dict[str, object]:
    before = reading.files_before(file.key)
    waited = int((now.time - file.time).total_seconds())
    is_begun = bool(before or file.read_pages)
    return {
        "number": number,
        "file": file,
        "before": before,
        "page": min(file.read_pages + 1, file.count),
        "seconds": waited,
        "is_late": waited > _LATE and not is_begun,
        "reads": tesseract.reads(pack().languages),
    }


def _one(request: HttpRequest, number: str, key: int, wrong: str = "") -> HttpResponse:
    view = reading.saved_file(number, key)
    waits = view.file.reading is MachineReading.WAITS
    context = {
        **(_waiting(number, view.file, act(request)) if waits else {}),
        "number": number,
        "view": view,
        "file": view.file,
        "waits": waits,
        "reads": tesseract.reads(pack().languages),
        "wrong": wrong,
        "may_be_shown": view.file.is_clean and view.file.kind in PICTURES,
        "shown": reading.shown_picture_of(number, key),
        "waiting": _proposed(number, key),
        "rights": tuple(PictureRights),
        "typed": PictureForm(request.POST).data.get,
    }
    return render(request, "incidents/saved_file.html", context, status=422 if wrong else 200)


def _proposed(number: str, key: int) -> tuple[WordedProposal, ...]:
    """What waits for a second person about this file."""
    found = proposals.waiting(ChangeKind.FILE, ChangeKind.PICTURE, incident=number)
    return tuple(told(one) for one in found if getattr(one.after, "file", None) == key)
