"""Views of the audit log: listing and export as a table."""

import csv
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dalel.domain.sheet_cells import no_formula
from dalel.newsroom.frame import typed_input
from dalel.newsroom.frame.context import pack
from dalel.newsroom.frame.permissions import Action, allowed
from dalel.newsroom.frame.typed_input import number
from dalel.newsroom.incidents.queries import audit
from dalel.newsroom.incidents.queries.audit import Question

_HEAD: Final = ("time", "member", "action", "subject", "detail")


class _Echo:
    """A file that gives back what is written to it, line by line."""

    def write(self, line: str) -> str:
        """Give the line back."""
        return line


@require_safe
@allowed(Action.READ_AUDIT)
def listing(request: HttpRequest) -> HttpResponse:
    """A page of acts, the latest first."""
    asked = _question(request)
    page = audit.deeds(asked, _zone(), page=number(request.GET.get("page", "")) or 1)
    sieve = {key: value for key, value in request.GET.items() if key != "page" and value}
    context = {
        "asked": asked,
        "page": page,
        "actions": audit.actions(),
        "actors": audit.actors(),
        "sieve": urlencode(sieve),
    }
    return render(request, "desk/audit.html", context)


@require_safe
@allowed(Action.READ_AUDIT)
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The same acts as a table that Excel opens, the earliest first, times with their zone."""
    response = StreamingHttpResponse(_lines(_question(request)), content_type="text/csv")
    response["Content-Disposition"] = 'attachment; filename="audit.csv"'
    return response


def _lines(asked: Question) -> Iterator[str]:
    write = csv.writer(_Echo()).writerow
    # Excel reads UTF-8 only behind this mark.
    yield "\ufeff" + write(_HEAD)
    for one in audit.all_deeds(asked, _zone()):
        when = one.time.astimezone(_zone()).isoformat(timespec="seconds")
        cells = (one.username, one.action, one.subject, one.detail)
        yield write([when, *(no_formula(cell) for cell in cells)])


def _question(request: HttpRequest) -> Question:
    asked = request.GET
    return Question(
        username=asked.get("member", ""),
        action=asked.get("action", ""),
        subject=asked.get("subject", "").strip(),
        first=typed_input.day(asked.get("first", "")),
        last=typed_input.day(asked.get("last", "")),
    )


def _zone() -> ZoneInfo:
    return ZoneInfo(pack().profile.zone)
