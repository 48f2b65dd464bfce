"""The page on which a member has the videos behind an entry's links kept."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from dalel.newsroom.accounts.queries.current_member import act
from dalel.newsroom.frame.feedback import back_to, told_back
from dalel.newsroom.frame.forms import answers
from dalel.newsroom.frame.permissions import Action, allowed
from dalel.newsroom.incidents.actions import videos as keeping
from dalel.newsroom.incidents.forms.videos import VideoForm
from dalel.newsroom.incidents.queries.incident_rows import incident_row
from dalel.newsroom.incidents.queries.videos import videos
from dalel.outside.media import is_installed


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Action.WRITE)
@told_back
def page(request: HttpRequest, number: str) -> HttpResponse:
    """Each cited address with a button to keep its video, or what became of it."""
    number = incident_row(number).number
    if request.method == "POST":
        keeping.ask_for_video(number, answers(VideoForm(request.POST))["url"], act(request))
        return back_to(request, reverse("incident-videos", args=[number]))
    limits = keeping.limits()
    context = {
        "number": number,
        "videos": videos(number),
        "is_installed": is_installed(),
        "megabytes": limits.most_bytes // 2**20,
        "minutes": limits.most_seconds // 60,
    }
    return render(request, "incidents/videos.html", context)
