from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from opora.core.files import doors


class EventsConfig(AppConfig):
    name = "opora.events"
    label = "events"
    verbose_name = _("Events")

    def ready(self) -> None:
        # They need the models of a project that is ready; letters lends kinds of messages and their guards.
        from opora.events import access, letters  # noqa: F401, PLC0415 - see above

        doors.register("event", access.sees_files_of)
        doors.register("attendancelist", access.sees_attendance_of)
