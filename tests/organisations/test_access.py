"""Who sees which municipalities and schools."""

import pytest

from opora.core.actors import SYSTEM, Actor, Scope
from opora.organisations import actions
from opora.organisations.access import visible_to
from opora.organisations.actions import NewMunicipality
from opora.organisations.models import Municipality, Region, School

pytestmark = pytest.mark.django_db

ALL = {("municipality", "read"): Scope.REGION, ("school", "read"): Scope.REGION}
OWN = {("municipality", "read"): Scope.OWN, ("school", "read"): Scope.OWN}


def seen(actor: Actor) -> tuple[set[str], set[str]]:
    municipalities = visible_to(actor, Municipality.objects.all())
    schools = visible_to(actor, School.objects.all())
    return set(municipalities.values_list("code", flat=True)), set(schools.values_list("code", flat=True))


@pytest.fixture(autouse=True)
def _another_region() -> None:
    other = actions.open_region(name="Other", code="other", time_zone="Europe/Moscow", by=SYSTEM)
    actions.add_municipalities(
        region=other, rows=[NewMunicipality(code="far", name="Far", short_name="Far")], by=SYSTEM
    )


def test_the_system_sees_everything(schools: list[School]) -> None:
    assert seen(SYSTEM) == ({"bor", "luga", "far"}, {"priobye-1", "priobye-2", "priobye-3", "priobye-4"})


def test_a_region_wide_role_sees_its_region_only(region: Region, schools: list[School]) -> None:
    assert seen(Actor(key="user:1", region_id=region.pk, grants=ALL)) == (
        {"bor", "luga"},
        {"priobye-1", "priobye-2", "priobye-3", "priobye-4"},
    )
    assert seen(Actor(key="user:1", grants=ALL)) == (set(), set())


def test_a_municipal_role_sees_its_municipality_and_the_schools_in_it(schools: list[School]) -> None:
    own = frozenset({schools[0].municipality_id})
    assert seen(Actor(key="user:1", municipality_ids=own, grants=OWN)) == ({"bor"}, {"priobye-1", "priobye-2"})


def test_a_school_role_sees_its_schools_and_no_municipality(schools: list[School]) -> None:
    own = frozenset({schools[0].pk, schools[2].pk})
    assert seen(Actor(key="user:1", school_ids=own, grants=OWN)) == (set(), {"priobye-1", "priobye-3"})


def test_without_a_grant_nothing_is_seen(region: Region, schools: list[School]) -> None:
    assert seen(Actor(key="user:1", region_id=region.pk, school_ids=frozenset({schools[0].pk}))) == (set(), set())
