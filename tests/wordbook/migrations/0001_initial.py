"""The tables follow the models: nobody migrates a test database from one version to the next."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import migrations


def create(_apps: Any, schema_editor: Any) -> None:
    for model in apps.get_app_config("wordbook").get_models():
        schema_editor.create_model(model)


class Migration(migrations.Migration):
    initial = True
    dependencies = [("programmes", "__first__"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
