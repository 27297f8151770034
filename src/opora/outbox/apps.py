from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutboxConfig(AppConfig):
    name = "opora.outbox"
    label = "outbox"
    verbose_name = _("Messages")

    def ready(self) -> None:
        from opora.outbox import chores  # noqa: F401, PLC0415 - registers periodic work once tables are there
