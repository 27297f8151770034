from django.apps import AppConfig


class WordbookConfig(AppConfig):
    """Tables and words of the parts of Opora that are not built yet, for tests of the language alone."""

    name = "tests.wordbook"
    label = "wordbook"
    default_auto_field = "django.db.models.BigAutoField"
