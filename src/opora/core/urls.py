"""Paths of the core: how pages look, the gallery of what they are made of, background work, stored files."""

from django.urls import path

from opora.core import views
from opora.core.files import views as files
from opora.core.jobs import views as jobs

app_name = "core"
urlpatterns = [
    path("gallery/", views.gallery, name="gallery"),
    path("theme/", views.theme, name="theme"),
    path("jobs/", jobs.jobs, name="jobs"),
    path("jobs/<int:pk>/", jobs.job, name="job"),
    path("jobs/<int:pk>/cancel/", jobs.cancel, name="cancel_job"),
    path("jobs/<int:pk>/retry/", jobs.retry, name="retry_job"),
    path("files/<int:pk>/", files.file, name="file"),
    path("files/<int:pk>/<str:name>", files.download, name="download"),
    path("files/<int:pk>/pages/<int:page>/", files.preview, name="preview"),
]
