from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from opora.core.files import doors


class PracticesConfig(AppConfig):
    name = "opora.practices"
    label = "practices"
    verbose_name = _("Practices")

    def ready(self) -> None:
        from opora.practices import access  # noqa: PLC0415 - it needs the models of a project that is ready

        doors.register("work", access.may_see_work)
        doors.register("practice", access.may_see_practice)
