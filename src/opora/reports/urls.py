"""Paths of the overview, municipalities and schools."""

from django.urls import path

from opora.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("search/", views.search, name="search"),
    path("municipalities/", views.municipalities, name="municipalities"),
    path("municipalities/<int:pk>/", views.municipality, name="municipality"),
    path("schools/", views.schools, name="schools"),
    path("schools/<int:pk>/", views.school, name="school"),
]
