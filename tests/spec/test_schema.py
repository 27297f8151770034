"""docs/schema.md is what the models say, and its SQL counts what Opora counts."""

import datetime as dt
import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import connection, transaction

from opora.accounts.words import coordinator_appointed
from opora.indicators.context import Context
from opora.indicators.facts import State
from opora.programmes.groups import SchoolGroup
from opora.programmes.words import municipalities, schools
from opora.roadmap.answers import outline_in
from opora.roadmap.models import Action, ActionPeriod, ActionTerms
from tests.spec.schema import PAGE, page
from tests.spec.schema_examples import COHORT, COORDINATORS, DEADLINES, Example
from tests.wordbook import world
from tests.wordbook.world import World, moment

REGENERATE = "docs/schema.md is out of date: python -m tests.spec.schema"
DAYS = [dt.date(2021, 11, 1), dt.date(2022, 2, 5), dt.date(2022, 6, 30), dt.date(2022, 12, 31)]
KNOWN = [dt.date(2022, 3, 10), dt.date(2023, 6, 1)]
MOVED = dt.date(2022, 11, 11)
MOMENTS = [(as_of, known) for as_of in DAYS for known in KNOWN]


def test_the_page_of_tables_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == page(), REGENERATE


def test_every_table_of_ours_is_there_with_every_column() -> None:
    text = page()
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_config.name.startswith("opora."):
            part = text.partition(f"#### `{model._meta.db_table}`")[2].partition("\n#### ")[0]
            for field in model._meta.local_concrete_fields:
                assert f"| `{field.column}` |" in part
            for constraint in model._meta.constraints:
                assert f"`{constraint.name}`" in part
    assert not re.search(r"object at 0x|<class|<django", text)


@pytest.fixture(scope="module")
def lived(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        made = world.build(3, facts=False)
        _move_deadline(made)
        yield made
        transaction.set_rollback(True)


def _move_deadline(made: World) -> None:
    """Action 5 gets other terms from a day on, learnt two days later."""
    terms = ActionTerms.objects.create(
        action=Action.objects.get(roadmap__programme=made.programme, number="5"),
        version=2,
        basis="order",
        occurred_on=dt.date(2022, 6, 1),
        recorded_at=moment(dt.date(2022, 6, 3)),
        recorded_by="user:1",
    )
    ActionPeriod.objects.create(terms=terms, position=1, end=MOVED, precision="day")


def asked(example: Example, **values: object) -> list[tuple[object, ...]]:
    """The rows of an example; `:name` becomes the placeholder of Django's cursors."""
    with connection.cursor() as cursor:
        cursor.execute(re.sub(r":(\w+)", r"%(\1)s", example.sql), values)
        return cursor.fetchall()


@pytest.mark.django_db
@pytest.mark.parametrize(("as_of", "known"), MOMENTS, ids=str)
def test_the_cohort(lived: World, as_of: dt.date, known: dt.date) -> None:
    context = Context.of(lived.programme, as_of, moment(known))
    subjects = schools(context, as_of, SchoolGroup.CURRENT).subjects
    rows = asked(COHORT, programme=lived.programme.pk, as_of=as_of, known_at=moment(known))
    assert [number for (number,) in rows] == sorted(subject.school_id for subject in subjects if subject.school_id)
    assert rows or as_of < dt.date(2021, 12, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(("as_of", "known"), MOMENTS, ids=str)
def test_the_coordinators(lived: World, as_of: dt.date, known: dt.date) -> None:
    context = Context.of(lived.programme, as_of, moment(known))
    fact = coordinator_appointed(context)
    met = [one for one in municipalities(context, as_of).subjects if fact.answer(one).state is State.MET]
    rows = asked(COORDINATORS, region=lived.region.pk, as_of=as_of, known_at=moment(known))
    assert [number for (number,) in rows] == sorted(one.municipality_id for one in met if one.municipality_id)
    assert rows


@pytest.mark.django_db
@pytest.mark.parametrize(("as_of", "known"), MOMENTS, ids=str)
def test_the_deadlines(lived: World, as_of: dt.date, known: dt.date) -> None:
    action = Action.objects.get(roadmap__programme=lived.programme, number="5")
    outline = Context.of(lived.programme, as_of, moment(known)).once(outline_in)
    rows = asked(DEADLINES, programme=lived.programme.pk, as_of=as_of, known_at=moment(known))
    assert outline is not None
    found = {number: dt.date.fromisoformat(str(due)) if due else None for number, due in rows}
    assert found == {one.number: one.terms.last_due for one in outline.actions}
    moved = as_of >= dt.date(2022, 6, 1) and known >= dt.date(2022, 6, 3)
    assert (found[action.number] == MOVED) is moved
