"""Paths of the roadmap. Numbers and keys are text: "7", "35.2", "1.1"."""

from django.urls import path

from opora.roadmap.views import files, history, indicator, next_year, roadmap

app_name = "roadmap"
urlpatterns = [
    path("roadmap/", roadmap.roadmap, name="roadmap"),
    path("roadmap.<str:form>", files.roadmap, name="download"),
    path("roadmap/next-year/", next_year.copy, name="copy"),
    path("roadmap/changes/", history.changes, name="changes"),
    path("roadmap/<str:number>/", roadmap.action, name="action"),
    path("indicators/<str:key>/", indicator.indicator, name="indicator"),
    path("indicators/<str:key>/history/", history.history, name="history"),
    path("indicators/<str:key>/municipalities/", indicator.breakdown, name="breakdown"),
    path("indicators/<str:key>/<str:state>.<str:form>", files.members, name="members"),
]
