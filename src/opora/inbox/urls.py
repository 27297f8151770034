"""Paths of the to-do list."""

from django.urls import URLPattern

app_name = "inbox"
urlpatterns: list[URLPattern] = []
