from django.apps import AppConfig

from opora.core import addresses
from opora.core.files import doors


class ListsConfig(AppConfig):
    name = "opora.lists"
    label = "lists"

    def ready(self) -> None:
        from opora.lists import jobs, keeping  # noqa: F401, PLC0415 - they need the models of a project that is ready

        doors.register("upload", keeping.sent_by)
        doors.register("importbatch", keeping.of_import)
        addresses.lend("municipality-in-lists", "lists:municipality")
        addresses.lend("school-in-lists", "lists:school")
