from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "opora.config"
    label = "config"

    def ready(self) -> None:
        from opora.config import checks, sqlite  # noqa: F401, PLC0415 - checks register themselves once apps are ready

        sqlite.connect()
