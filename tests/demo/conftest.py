"""The small demonstration region, loaded once for a module."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.db import transaction

from opora.demo.loading import load
from opora.demo.size import SMALL
from opora.organisations.models import Region

SHOWN_ON = dt.date(2022, 10, 1)


@pytest.fixture(scope="module")
def region(django_db_setup: None, django_db_blocker) -> Iterator[Region]:
    """Shown at 2022-10-01; gone again after the module, for every test runs inside this transaction."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load(on=SHOWN_ON, password="priobye-2022", size=SMALL)
        transaction.set_rollback(True)
