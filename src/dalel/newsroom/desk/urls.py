"""URL routes of the pages of ``desk``."""

from django.urls import path

from dalel.newsroom.desk.views import (
    audit,
    handover,
    health,
    members,
    resting,
    search,
    today,
    welcome,
)

urlpatterns = [
    path("", today.page, name="home"),
    path("health/", health.page, name="health"),
    path("watching/", today.watched, name="watching"),
    path("welcome/", welcome.page, name="welcome"),
    path("welcome/name/", welcome.name, name="welcome-name"),
    path("welcome/rhythm/", welcome.keep_rhythm, name="welcome-rhythm"),
    path("welcome/aside/", welcome.put_aside, name="welcome-aside"),
    path("search/", search.search, name="search"),
    path("searches/", search.saved, name="saved-searches"),
    path("searches/save/", search.save, name="save-search"),
    path("searches/<int:key>/forget/", search.forget, name="forget-search"),
    path("handover/", handover.note, name="handover"),
    path("newsroom/", members.listing, name="members"),
    path("newsroom/members/<str:username>/", members.one, name="member"),
    path("newsroom/members/<str:username>/change/", members.change, name="member-change"),
    path("newsroom/members/<str:username>/suspend/", members.suspend, name="member-suspend"),
    path("newsroom/members/<str:username>/ask/", members.ask, name="member-ask"),
    path("newsroom/members/<str:username>/restore/", members.confirm, name="member-restore"),
    path("newsroom/members/<str:username>/vouch/", members.vouch, name="member-vouch"),
    path("newsroom/members/<str:username>/reset/", members.reset, name="member-reset"),
    path("newsroom/members/<str:username>/link/", members.link, name="member-link"),
    path("newsroom/audit/", audit.listing, name="audit"),
    path("newsroom/audit.csv", audit.export, name="audit-csv"),
    path("resting/", resting.listing, name="resting"),
    path("resting/again/", resting.again, name="resting-again"),
]
