"""An earlier day gives exactly the records known by its end; a seed gives one region, another seed another."""

import datetime as dt

import pytest
from django.db import transaction

from opora.core import clock
from opora.demo.loading import load
from opora.demo.size import SMALL
from tests.demo import records
from tests.demo.conftest import SHOWN_ON

pytestmark = pytest.mark.django_db

MARCH = dt.date(2022, 3, 24)
Made = tuple[list[records.Told], list[records.Told]]


def made(*, on: dt.date, seed: int = 1) -> Made:
    """Records and journal of a load, as known at the end of 24 March; nothing of it stays."""
    moment = clock.end_of(MARCH)
    with transaction.atomic():
        load(on=on, seed=seed, password="priobye-2022", size=SMALL)
        told = records.Telling().known_at(moment), records.journal(moment)
        transaction.set_rollback(True)
    return told


def test_an_earlier_day_gives_a_prefix_and_a_seed_the_same_region() -> None:
    earlier, later = made(on=MARCH), made(on=SHOWN_ON)
    assert len(earlier[0]) > 1000
    assert earlier == later


def test_another_seed_gives_another_region() -> None:
    one, other = made(on=MARCH), made(on=MARCH, seed=2)
    assert one[0] != other[0]
    labels = [{told[0] for told in some[0]} for some in (one, other)]
    assert labels[0] == labels[1]
