"""A roadmap is seen by those who may read roadmaps, in their own region only."""

import pytest

from opora.core.actors import SYSTEM, Actor, Scope
from opora.roadmap.access import visible_to
from opora.roadmap.models import Roadmap
from tests.organisations import places
from tests.programmes import years
from tests.roadmap import small_programme

pytestmark = pytest.mark.django_db


def test_only_of_the_own_region_and_only_with_a_grant(roadmap: Roadmap) -> None:
    other = years.make(places.make("zarechye"))
    small_programme.load(other)
    everything = Roadmap.objects.order_by("pk")
    own = roadmap.programme.region_id
    reads = {("roadmap", "read"): Scope.REGION}
    assert list(visible_to(Actor(key="user:1", region_id=own, grants=reads), everything)) == [roadmap]
    assert list(visible_to(Actor(key="user:1", region_id=own), everything)) == []
    assert list(visible_to(Actor(key="user:1", grants=reads), everything)) == []
    assert list(visible_to(SYSTEM, everything)) == [roadmap, other.roadmap]
