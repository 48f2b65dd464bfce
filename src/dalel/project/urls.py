"""Which address shows what?"""

from django.urls import include, path

urlpatterns = [path("", include("dalel.desk.urls"))]

handler404 = "dalel.desk.views.faults.not_found"
handler403 = "dalel.desk.views.faults.forbidden"
handler500 = "dalel.desk.views.faults.broken"
handler429 = "dalel.desk.views.doors.too_often"
