from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InboxConfig(AppConfig):
    name = "opora.inbox"
    label = "inbox"
    verbose_name = _("To-do list")

    def ready(self) -> None:
        from opora.inbox import by_hand  # noqa: F401, PLC0415 - it lends a kind of message and its guard
