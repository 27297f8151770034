"""Mailings under /messages/."""

from django.urls import path

from opora.outbox import views

app_name = "outbox"
urlpatterns = [
    path("messages/", views.history, name="history"),
    path("messages/<int:pk>/", views.mailing, name="mailing"),
    path("messages/<int:pk>/send/", views.send, name="send"),
    path("messages/<int:pk>/not-before/", views.postpone, name="postpone"),
    path("messages/<int:pk>/stop/", views.stop, name="stop"),
    path("messages/<int:pk>/retry/", views.retry, name="retry"),
    path("messages/<int:pk>/decide/<int:message>/", views.settle, name="settle"),
    path("messages/<int:pk>/files/<int:file>/", views.file, name="file"),
    path("messages/<int:pk>/messenger/", views.messenger, name="messenger"),
    path("messages/<int:pk>/calls/", views.calls, name="calls"),
    path("messages/<int:pk>/recipients.<slug:form>", views.recipients, name="recipients"),
]
