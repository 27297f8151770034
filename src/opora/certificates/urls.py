"""Certificates under /certificates/; whether one holds, for everybody, under /verify/."""

from django.urls import path

from opora.certificates.views import listing, one, public

app_name = "certificates"
urlpatterns = [
    path("certificates/", listing.certificates, name="certificates"),
    path("certificates.xlsx", listing.export, name="export"),
    path("certificates/print/", listing.print_all, name="print"),
    path("certificates/<int:pk>/", one.certificate, name="certificate"),
    path("certificates/<int:pk>.pdf", one.file, name="file"),
    path("certificates/<int:pk>/revoke/", one.revoke, name="revoke"),
    path("verify/", public.verify, name="verify"),
    path("verify/<slug:key>/", public.verified, name="verified"),
]
