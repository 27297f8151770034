from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from opora.core.files import doors


class CertificatesConfig(AppConfig):
    name = "opora.certificates"
    label = "certificates"
    verbose_name = _("Certificates")

    def ready(self) -> None:
        from opora.certificates import jobs  # noqa: PLC0415 - they need the models of a project that is ready

        doors.register(jobs.PRINT, jobs.printed_by)
