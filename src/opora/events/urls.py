"""Paths of events."""

from django.urls import path

from opora.events.views import events

app_name = "events"
urlpatterns = [
    path("events/", events.events, name="events"),
    path("events/<int:pk>/", events.event, name="event"),
]
