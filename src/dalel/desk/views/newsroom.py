"""What does the newsroom ask of its members?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dalel.desk.access import Action, allowed
from dalel.desk.ground import act
from dalel.store.models import Role
from dalel.store.newsroom import ask_second_factor_of, second_factor_roles


@require_http_methods(["GET", "HEAD", "POST"])
@allowed(Action.RUN_ACCOUNTS)
def rules(request: HttpRequest) -> HttpResponse:
    """Which roles sign in with a second factor."""
    if request.method == "POST":
        asked = request.POST.getlist("role")
        ask_second_factor_of((role for role in Role if role in asked), act(request))
        return redirect("newsroom-rules")
    context = {"roles": list(Role), "asked": second_factor_roles()}
    return render(request, "desk/newsroom.html", context)
