from typing import Any

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Q

UNNAMED = "не указано"


def name_what_is_known(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Later versions rested on what their target rests on, or on nothing that was written down."""
    definition: Any = apps.get_model("roadmap", "IndicatorDefinition")
    later = definition.objects.filter(version__gt=1, basis="")
    later.exclude(target_basis="").update(basis=models.F("target_basis"))
    later.filter(target_basis="").update(basis=UNNAMED)


class Migration(migrations.Migration):
    dependencies = [
        ("roadmap", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="indicatordefinition",
            name="basis",
            field=models.CharField(blank=True, default="", max_length=300, verbose_name="basis of the change"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="indicatordefinition",
            name="examples",
            field=models.TextField(blank=True, default="", max_length=2000, verbose_name="examples"),
            preserve_default=False,
        ),
        migrations.RunPython(name_what_is_known, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="indicatordefinition",
            constraint=models.CheckConstraint(
                condition=Q(version=1) | (Q(version__gt=1) & ~Q(basis="")),
                name="roadmap_indicatordefinition_changed_on_a_basis",
            ),
        ),
    ]
