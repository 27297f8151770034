from collections.abc import Iterator

import pytest
from django.db import transaction

from opora.core import clock
from opora.core.files import doors
from tests.canary import neighbours
from tests.canary.neighbours import World


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker) -> Iterator[World]:
    """Made once; every test runs inside its transaction, on 11 April 2022."""
    with (
        pytest.MonkeyPatch.context() as patch,
        django_db_blocker.unblock(),
        transaction.atomic(),
        clock.at(neighbours.SHOWN_AT),
    ):
        patch.setitem(doors._DOORS, "school", neighbours.door)
        yield neighbours.make()
        transaction.set_rollback(True)
