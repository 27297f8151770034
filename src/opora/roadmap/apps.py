from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RoadmapConfig(AppConfig):
    name = "opora.roadmap"
    label = "roadmap"
    verbose_name = _("Roadmap")

    def ready(self) -> None:
        from opora.accounts import consequences  # noqa: PLC0415 - it needs the models of a project that is ready
        from opora.core.files import doors  # noqa: PLC0415 - for the same reason
        from opora.roadmap import jobs, reminding  # noqa: F401, PLC0415 - they lend work and a kind of message
        from opora.roadmap.access import may_see_document  # noqa: PLC0415 - for the same reason
        from opora.roadmap.asking import counts_with  # noqa: PLC0415 - for the same reason

        consequences.lend(counts_with)
        doors.register("orderdraft", may_see_document)
