"""The map of the site. Each app keeps its own paths, so every one is included at the root."""

from django.urls import include, path

from opora.config import health, status

handler400 = "opora.config.errors.bad_request"
handler403 = "opora.config.errors.forbidden"
handler404 = "opora.config.errors.not_found"
handler500 = "opora.config.errors.server_error"

urlpatterns = [
    path(health.ADDRESS, health.health, name="health"),
    path("status/", status.status, name="status"),
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include("opora.core.urls")),
    path("", include("opora.accounts.urls")),
    path("", include("opora.outbox.urls")),
    path("", include("opora.events.urls")),
    path("", include("opora.certificates.urls")),
    path("", include("opora.roadmap.urls")),
    path("", include("opora.inbox.urls")),
    path("", include("opora.reports.urls")),
    path("", include("opora.lists.urls")),
    path("", include("opora.practices.urls")),
]
