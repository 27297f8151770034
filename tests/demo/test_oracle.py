"""What the demonstration shows of appointments, events and works, counted once more by a plain recount of its rows."""

import datetime as dt

import pytest

from opora.core import clock
from opora.organisations.models import Region
from opora.programmes.models import Programme
from tests.roadmap.test_queries import COMPUTED
from tests.wordbook.oracle import Recount
from tests.wordbook.reading import read, recounted, shapes
from tests.wordbook.tables import dump

pytestmark = pytest.mark.django_db
DAYS = (dt.date(2022, 3, 30), dt.date(2022, 6, 30), dt.date(2022, 10, 1))
KEYS = {"4", "5", *COMPUTED.split()}


@pytest.mark.parametrize("then", [True, False], ids=["known-then", "known-later"])
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_words_and_the_oracle_say_the_same_of_the_demonstration(
    region: Region, day: dt.date, *, then: bool
) -> None:
    programme = Programme.objects.get(year=2022)
    known_at = clock.end_of(day) if then else clock.now()
    by_words = shapes(read(programme, day, known_at))
    oracle = recounted(Recount(dump(), programme.pk, day, known_at))
    assert {key: by_words[key] for key in KEYS} == {key: oracle[key] for key in KEYS}
    assert any(by_words[key].met for key in COMPUTED.split())
