"""Which address of the desk shows what?"""

from django.urls import path

from dalel.desk.views import (
    codebook,
    deciding,
    diary,
    doors,
    editions,
    handover,
    inbox,
    incidents,
    languages,
    searching,
    sources,
    today,
)

urlpatterns = [
    path("", today.page, name="home"),
    path("inbox/", inbox.listing, name="inbox"),
    path("inbox/undo/<int:key>/", deciding.undo, name="undo"),
    path("inbox/<str:key>/", inbox.one, name="story"),
    path("inbox/<str:key>/<str:kind>/", deciding.decide, name="decide"),
    path("search/", searching.search, name="search"),
    path("searches/", searching.saved, name="saved-searches"),
    path("searches/save/", searching.save, name="save-search"),
    path("searches/<int:key>/forget/", searching.forget, name="forget-search"),
    path("diary/", diary.page, name="diary"),
    path("diary/write/", diary.write, name="write-diary"),
    path("diary/address/", diary.address, name="diary-address"),
    path("diary/<int:key>/", diary.decide, name="decide-diary"),
    path("diary/<str:secret>.ics", diary.feed, name="diary-feed"),
    path("handover/", handover.note, name="handover"),
    path("codebook/", codebook.page, name="codebook"),
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
    path("sources/<str:key>/state/", sources.change, name="source-state"),
    path("articles/<int:key>/", sources.article, name="article"),
]
