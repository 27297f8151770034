"""The line above every working page says how many take part, and says it as the page below does."""

import datetime as dt
import re

import pytest

from opora.core import clock
from opora.core.actors import SYSTEM
from opora.organisations.actions import change_status
from opora.organisations.models import Status
from tests.accounts.people import appoint, person, signed_in
from tests.organisations import places
from tests.programmes import years
from tests.roadmap import small_programme

pytestmark = pytest.mark.django_db
CLOSED = dt.date(2022, 3, 14)
NOW = dt.datetime(2022, 4, 1, 9, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("as_of", "said", "schools"), [("2022-03-13", "3 школы · 2 муниципалитета", 3), ("2022-03-14", "2 школы", 2)]
)
def test_a_school_that_was_closed_is_not_counted(as_of: str, said: str, schools: int) -> None:
    made = places.make()
    small_programme.load(years.make(made))
    reader = person("Чижова", "chizhova")
    held = appoint(reader, "ministry", made.region)
    with clock.at(NOW):
        change_status(school=made.third, status=Status.CLOSED, on=CLOSED, basis="order 9", by=SYSTEM)
        client = signed_in(reader, held)
        page = client.get(f"/schools/?as_of={as_of}").content.decode().replace("\u00a0", " ")
    assert f"Приобский край · {said}" in page
    assert len(re.findall(r'<th scope="row"><a href="/schools/\d+/', page)) == schools
