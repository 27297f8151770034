"""Paths of the overview, control, municipalities and schools."""

from django.urls import path

from opora.reports.views import control, pages

app_name = "reports"
urlpatterns = [
    path("", pages.overview, name="overview"),
    path("search/", pages.search, name="search"),
    path("control/", control.control, name="control"),
    path("control/meeting/", control.meeting, name="meeting"),
    path("control/sheet/", control.sheet, name="sheet"),
    path("control/sheet.<str:form>", control.sheet_file, name="sheet_file"),
    path("municipalities/", pages.municipalities, name="municipalities"),
    path("municipalities/<int:pk>/", pages.municipality, name="municipality"),
    path("schools/", pages.schools, name="schools"),
    path("schools/<int:pk>/", pages.school, name="school"),
]
