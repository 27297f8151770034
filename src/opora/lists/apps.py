from django.apps import AppConfig

from opora.core import addresses


class ListsConfig(AppConfig):
    name = "opora.lists"
    label = "lists"

    def ready(self) -> None:
        addresses.lend("municipality-in-lists", "lists:municipality")
        addresses.lend("school-in-lists", "lists:school")
