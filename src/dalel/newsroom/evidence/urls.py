"""URL routes of the pages of ``evidence``."""

from django.urls import path

from dalel.newsroom.evidence.views import disturbances, renderings, sources

urlpatterns = [
    path("signals/", disturbances.listing, name="network-signals"),
    path("sources/", sources.listing, name="sources"),
    path("sources/<str:key>/", sources.one, name="source"),
    path("sources/<str:key>/state/", sources.change, name="source-state"),
    path("articles/<int:key>/", sources.article, name="article"),
    path("articles/<int:key>/picture/<str:link>/", renderings.picture, name="article-picture"),
]
