"""Root URL configuration, each app's pages after the others', and error handlers."""

from django.urls import include, path

urlpatterns = [
    path("", include("dalel.newsroom.accounts.urls")),
    path("", include("dalel.newsroom.evidence.urls")),
    path("", include("dalel.newsroom.stories.urls")),
    path("", include("dalel.newsroom.incidents.urls")),
    path("", include("dalel.newsroom.figures.urls")),
    path("", include("dalel.newsroom.releases.urls")),
    path("", include("dalel.newsroom.desk.urls")),
]

handler400 = "dalel.newsroom.frame.error_pages.not_taken"
handler404 = "dalel.newsroom.frame.error_pages.not_found"
handler403 = "dalel.newsroom.frame.error_pages.forbidden"
handler500 = "dalel.newsroom.frame.error_pages.broken"
handler429 = "dalel.newsroom.accounts.views.auth.too_often"
