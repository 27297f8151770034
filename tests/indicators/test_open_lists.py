"""Opening an attendance list again widens what is not known and moves nothing else."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.db import transaction

from opora.events.models import AttendanceClosing
from tests.indicators.conftest import Building
from tests.wordbook.reading import Number, Shape, read, shapes
from tests.wordbook.world import World, moment

pytestmark = pytest.mark.django_db
AS_OF, NOW = dt.date(2022, 12, 31), dt.date(2023, 6, 1)


@pytest.fixture(scope="module")
def world(building: Building) -> Iterator[World]:
    with building(2, municipalities=3, schools=8) as made:
        yield made


def figures(world: World) -> dict[str, Shape]:
    return shapes(read(world.programme, AS_OF, moment(NOW)))


def holds(wide: tuple[Number, Number], narrow: tuple[Number, Number]) -> bool:
    """Whether a range lies in another; no range at all lies in any."""
    if None in narrow or None in wide:
        return narrow == wide
    return wide[0] <= narrow[0] and narrow[1] <= wide[1]  # type: ignore[operator]  # None is answered above


def test_removing_a_list_widens_ranges_and_moves_nothing_known(world: World) -> None:
    before = figures(world)
    widened = 0
    for closing in AttendanceClosing.objects.standing().filter(event__programme=world.programme):
        with transaction.atomic():
            AttendanceClosing.objects.filter(pk=closing.pk).update(
                voided_at=moment(dt.date(2023, 5, 1)), voided_by="user:2", void_reason="test"
            )
            after = figures(world)
            transaction.set_rollback(True)
        changed = {key for key in after if after[key] != before[key]}
        assert len(changed - {"33"}) <= 1, "one event is one figure; the sessions of a series are counted as before"
        for key in changed:
            old, new = before[key], after[key]
            assert holds(new.range, old.range), key
            assert {key for key, _weight, _on in new.met} <= {key for key, _weight, _on in old.met}
            assert set(new.missing) <= set(old.missing)
            assert new.excluded == old.excluded
            assert {key for key, _w in new.unknown} >= {key for key, _w in old.unknown}
        widened += bool(changed)
    assert widened >= 10
