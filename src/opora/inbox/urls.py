"""Paths of the to-do list."""

from django.urls import path

from opora.inbox.views import mine

app_name = "inbox"
urlpatterns = [
    path("todo/", mine.todos, name="mine"),
    path("todo/put-off/", mine.put_off, name="put_off"),
    path("todo/hand-over/", mine.hand_over, name="hand_over"),
    path("todo/take-back/<slug:kind>/<int:pk>/", mine.take_back, name="take_back"),
]
