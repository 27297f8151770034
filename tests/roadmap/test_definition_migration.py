"""Versions saved before a basis was asked for name what their target rests on, or that nothing was written."""

from importlib import import_module

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from opora.roadmap.models import IndicatorDefinition, Roadmap

BEFORE = [("roadmap", "0001_initial")]
UNNAMED = import_module("opora.roadmap.migrations.0002_definition_examples").UNNAMED


@pytest.mark.django_db(transaction=True)
def test_older_versions_get_a_basis(roadmap: Roadmap) -> None:
    executor = MigrationExecutor(connection)
    latest = [node for node in executor.loader.graph.leaf_nodes() if node[0] == "roadmap"]
    executor.migrate(BEFORE)
    former = executor.loader.project_state(BEFORE).apps.get_model("roadmap", "IndicatorDefinition")
    first = former.objects.get(indicator__key="5")
    for version, target in enumerate(({"target": "= 100", "target_basis": "minutes 7"}, {}), start=2):
        kept = {"indicator_id": first.indicator_id, "formula": first.formula, "origin": first.origin}
        clocks = {name: getattr(first, name) for name in ("occurred_on", "recorded_at", "recorded_by")}
        former.objects.create(version=version, **kept, **clocks, **target)
    MigrationExecutor(connection).migrate(latest)
    found = IndicatorDefinition.objects.filter(indicator__key="5").order_by("version")
    assert list(found.values_list("basis", flat=True)) == ["", "minutes 7", UNNAMED]
    others = IndicatorDefinition.objects.exclude(indicator__key="5")
    assert set(others.values_list("basis", flat=True)) == {""}
