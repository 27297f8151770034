"""Paths of the core: how pages look, and the gallery of what they are made of."""

from django.urls import path

from opora.core import views

app_name = "core"
urlpatterns = [
    path("gallery/", views.gallery, name="gallery"),
    path("theme/", views.theme, name="theme"),
]
