"""Which address of the desk shows what?"""

from django.urls import path
from django.views.generic import RedirectView

from dalel.desk.views import doors, editions, incidents, languages, sources

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="editions"), name="home"),
    path("sign-in/", doors.SignIn.as_view(), name="sign-in"),
    path("sign-out/", doors.SignOut.as_view(), name="sign-out"),
    path("password/", doors.ChangePassword.as_view(), name="password"),
    path("language/", languages.choose, name="language"),
    path("editions/", editions.listing, name="editions"),
    path("editions/<int:number>/", editions.one, name="edition"),
    path("incidents/", incidents.listing, name="incidents"),
    path("incidents/<str:number>/", incidents.one, name="incident"),
    path("sources/", sources.listing, name="sources"),
    path("sources/<str:key>/", sources.one, name="source"),
    path("articles/<int:key>/", sources.article, name="article"),
]
