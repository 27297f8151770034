"""The whole roadmap costs a fixed number of queries: whatever the number of places, schools and records."""

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from opora.core.models import Origin
from opora.events.models import Presence
from opora.indicators.context import Context
from opora.indicators.figures import groups
from opora.practices.models import Work
from opora.programmes.models import Programme
from opora.roadmap.answers import executions, figures
from tests.indicators.conftest import Building
from tests.wordbook.reading import every_word
from tests.wordbook.tables import facts
from tests.wordbook.world import World, moment

pytestmark = pytest.mark.django_db
AS_OF, NOW = dt.date(2022, 12, 31), dt.date(2023, 6, 1)
QUERIES = 66


def queries(programme: Programme, *, by_municipality: bool = False) -> int:
    """How many queries all figures and executions take."""
    with (
        every_word(),
        CaptureQueriesContext(
            connection,
        ) as captured,
    ):
        context = Context.of(programme, AS_OF, moment(NOW))
        found = context.once(figures)
        context.once(executions)
        if by_municipality:
            rows = [groups(figure, lambda member: member.subject.municipality_id) for figure in found.values()]
            assert max(map(len, rows)) > 1
    assert len(found) == 53
    return len(captured)


@pytest.mark.parametrize("size", [(3, 4), (9, 26)], ids=["three municipalities", "nine municipalities"])
def test_the_number_of_queries_does_not_follow_the_size_of_the_region(
    building: Building, size: tuple[int, int]
) -> None:
    municipalities, schools = size
    with building(1, municipalities=municipalities, schools=schools) as world:
        assert queries(world.programme) == QUERIES
        assert queries(world.programme, by_municipality=True) == QUERIES


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_queries_does_not_follow_the_number_of_records(building: Building, number: int) -> None:
    with building(1, municipalities=3, schools=4, facts=False) as world:
        for nth in range(number):
            one_of_everything(world, nth)
        assert queries(world.programme) == QUERIES


def test_without_a_record_no_query_is_spared(building: Building) -> None:
    with building(1, municipalities=3, schools=4, facts=False) as world:
        assert queries(world.programme) == QUERIES


ALONE: dict[type[models.Model], dict[str, Any]] = {
    Work: {"person": None},  # a work has one author: the school
    Presence: {"in_place_of": None, "roll": None, "way": "hand"},
}
"""What a row must not have beside the rest."""


def one_of_everything(world: World, nth: int) -> None:
    """One row more of every table of facts, each beside the row of another table that it speaks of."""
    made: dict[type[models.Model], Any] = {
        Programme: world.programme,
        get_user_model(): world.people[nth],
        type(world.schools[0]): world.schools[nth],
        type(world.municipalities[0]): world.municipalities[nth],
    }
    for model in facts():
        fields = {field.name: value(field, nth, made) for field in model._meta.concrete_fields if needed(field)}
        fields |= {"recorded_at": moment(dt.date(2022, 5, 1)), "origin": Origin.ENTERED}
        fields |= ALONE.get(model, {})
        made[model] = model._default_manager.create(**fields)


def needed(field: "models.Field[Any, Any]") -> bool:
    """What a row must have of its own."""
    return not field.primary_key and not field.name.startswith("void")


def value(field: "models.Field[Any, Any]", nth: int, made: dict[type[models.Model], Any]) -> Any:
    """Something a field takes, another one for each row."""
    if isinstance(field, models.ForeignKey):
        return made.get(field.related_model)
    if isinstance(field, models.DateField):
        return dt.date(2022, 5, 1)
    if isinstance(field, models.BooleanField):
        return True
    if field.choices:
        return field.choices[0][0]
    return nth + 1 if isinstance(field, models.IntegerField) else f"{nth}"
