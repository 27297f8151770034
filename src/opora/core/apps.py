from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "opora.core"
    label = "core"
    verbose_name = _("Core")

    def ready(self) -> None:
        from opora.core.jobs import chores  # noqa: F401, PLC0415 - registers periodic work once tables are there
