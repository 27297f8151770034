from django.apps import AppConfig

from opora.core import addresses


class ReportsConfig(AppConfig):
    name = "opora.reports"
    label = "reports"

    def ready(self) -> None:
        addresses.lend("municipality", "reports:municipality")
        addresses.lend("school", "reports:school")
