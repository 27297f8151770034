from typing import Any

from django.db import migrations

from opora.core.guard import lower_guard, raise_guard


def forwards(_apps: Any, schema_editor: Any) -> None:
    raise_guard(schema_editor.connection)


def backwards(_apps: Any, schema_editor: Any) -> None:
    lower_guard(schema_editor.connection)


class Migration(migrations.Migration):
    """The database itself refuses to change the journal."""

    dependencies = [("core", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
