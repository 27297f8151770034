from django.apps import AppConfig


class DeskConfig(AppConfig):
    """A test-only owner of files: whoever may read the roadmap may see what lies on a desk."""

    name = "tests.desk"
    label = "desk"

    def ready(self) -> None:
        from opora.core.files import doors

        doors.register("desk", lambda actor, of: actor.scope("roadmap") is not None)
