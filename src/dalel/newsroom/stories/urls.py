"""URL routes of the pages of ``stories``."""

from django.urls import path

from dalel.newsroom.stories.views import inbox

urlpatterns = [
    path("inbox/", inbox.listing, name="inbox"),
    path("inbox/aside/", inbox.aside, name="aside"),
    path("inbox/<str:key>/", inbox.one, name="story"),
]
