"""The database refuses half-states: what belongs together is constrained together, in every model."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.apps.registry import Apps
from django.db import models
from django.db.models import Q

PAIRS = (
    ("{}_at", "{}_by"),
    ("{}starts_on", "{}ends_on"),
    ("{}start", "{}end"),
    ("{}since", "{}until"),
    ("{}from", "{}to"),
)


def ours() -> Iterator[type[models.Model]]:
    """Every concrete model of Opora, those of the tests left out."""
    return (model for model in apps.get_models() if model.__module__.startswith("opora."))


def fields_in(condition: object) -> Iterator[str]:
    """The fields a condition speaks of."""
    for child in condition.children if isinstance(condition, Q) else ():
        if isinstance(child, Q):
            yield from fields_in(child)
        else:
            yield child[0].split("__")[0]
            yield from (name for name in [getattr(child[1], "name", "")] if name)


def loose_pairs(model: type[models.Model]) -> Iterator[str]:
    """Pairs of optional fields of a model that no check constraint holds together."""
    fields = {field.name: field for field in model._meta.local_concrete_fields}
    held = [
        frozenset(fields_in(constraint.condition))
        for constraint in model._meta.constraints
        if isinstance(constraint, models.CheckConstraint)
    ]
    for first, second in PAIRS:
        suffix = first.removeprefix("{}")
        for name, field in fields.items():
            other = fields.get(second.format(name.removesuffix(suffix))) if name.endswith(suffix) else None
            if other is None or any({name, other.name} <= have for have in held):
                continue
            optional = field.null or other.null or other.blank
            if optional or suffix != "_at":  # the days of a period want an order even when both are given
                yield f"{model._meta.label}: {name}, {other.name}"


def test_pairs_are_whole_in_every_model() -> None:
    assert [pair for model in ours() for pair in loose_pairs(model)] == []


def test_constraints_and_tables_bear_the_name_of_their_app() -> None:
    for model in ours():
        for constraint in model._meta.constraints:
            assert constraint.name.startswith(f"{model._meta.app_label}_"), constraint.name


def test_something_is_looked_at() -> None:
    assert len(list(ours())) > 10


@pytest.mark.parametrize("held", [True, False])
def test_a_loose_pair_is_seen(*, held: bool) -> None:
    whole = Q(closed_at=None, closed_by="") | (Q(closed_at__isnull=False) & ~Q(closed_by=""))
    rule = models.CheckConstraint(name="architecture_whole", condition=whole)

    class Meta:
        app_label = "architecture"
        apps = Apps()  # a registry of its own: the real one stays clean
        constraints = [rule] if held else []

    body = {
        "__module__": __name__,
        "Meta": Meta,
        "closed_at": models.DateTimeField(null=True),
        "closed_by": models.CharField(max_length=40, blank=True),
    }
    model = type("Desk", (models.Model,), body)
    assert bool(list(loose_pairs(model))) is not held
