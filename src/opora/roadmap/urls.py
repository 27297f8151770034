"""Paths of the roadmap. Numbers and keys are text: "7", "35.2", "1.1"."""

from django.urls import path

from opora.roadmap import downloads, views

app_name = "roadmap"
urlpatterns = [
    path("roadmap/", views.roadmap, name="roadmap"),
    path("roadmap.<str:form>", downloads.roadmap, name="download"),
    path("roadmap/next-year/", views.copy, name="copy"),
    path("roadmap/changes/", views.changes, name="changes"),
    path("roadmap/<str:number>/", views.action, name="action"),
    path("indicators/<str:key>/", views.indicator, name="indicator"),
    path("indicators/<str:key>/history/", views.history, name="history"),
    path("indicators/<str:key>/municipalities/", views.breakdown, name="breakdown"),
    path("indicators/<str:key>/<str:state>.<str:form>", downloads.members, name="members"),
]
