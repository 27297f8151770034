from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from opora.outbox import above


class InboxConfig(AppConfig):
    name = "opora.inbox"
    label = "inbox"
    verbose_name = _("To-do list")

    def ready(self) -> None:
        from opora.inbox import (  # noqa: F401, PLC0415 - they lend work, kinds of message and their guards
            by_hand,
            chores,
            reminding,
            settings,
        )

        above.lend_way(above.Way("inbox:reminders", _("Letters about to-dos"), needs=("reminder", "steer")))
