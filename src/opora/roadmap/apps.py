from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RoadmapConfig(AppConfig):
    name = "opora.roadmap"
    label = "roadmap"
    verbose_name = _("Roadmap")

    def ready(self) -> None:
        from opora.accounts import consequences  # noqa: PLC0415 - it needs the models of a project that is ready
        from opora.roadmap import reminding  # noqa: F401, PLC0415 - it lends a kind of message and its guard
        from opora.roadmap.asking import counts_with  # noqa: PLC0415 - for the same reason

        consequences.lend(counts_with)
