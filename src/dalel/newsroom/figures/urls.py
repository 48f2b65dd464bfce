"""URL routes of the pages of ``figures``."""

from django.urls import path

from dalel.newsroom.figures.views import attention, figures, measures

urlpatterns = [
    path("measures/", measures.page, name="measures"),
    path("measures/level/", measures.level, name="measure-level"),
    path("measures/sentences/", measures.sentences, name="measure-sentences"),
    path("measures/attention/", attention.page, name="attention"),
    path("measures/attention/choose/", attention.choose, name="attention-choose"),
    path("measures/threats/", figures.threat, name="threats"),
    path("measures/change/", figures.change, name="change"),
    path("measures/official/", figures.official, name="official"),
    path("measures/report/<int:number>.<str:form>", measures.report, name="measure-report"),
    path("incidents/<str:number>/effect/", measures.effect_form, name="measure-effect-form"),
    path("incidents/<str:number>/effect/record/", measures.effect, name="measure-effect"),
]
