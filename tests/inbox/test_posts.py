"""What a post has to do is asked of whoever holds it on the day of the page."""

import datetime as dt

import pytest

from opora.core import clock
from opora.core.actors import SYSTEM
from opora.events import actions as events
from opora.events.actions import Planned
from opora.inbox.office import Answerable, answerable, office_in
from opora.indicators.context import Context
from tests.wordbook.village import NOW, Village, noon

pytestmark = pytest.mark.django_db
DUE, HANDED, TODAY, AHEAD = dt.date(2022, 3, 10), dt.date(2022, 3, 20), dt.date(2022, 4, 10), dt.date(2022, 5, 1)


def test_an_invitation_to_a_post_is_for_the_new_holder_and_not_for_the_one_who_is_counted(village: Village) -> None:
    """The figure counts the head of the deadline, who has gone; the event is still ahead."""
    village.leave_post("nora", "north", HANDED)
    village.appoint("ulla", "municipal_head", "north", HANDED)
    with clock.at(noon(TODAY)):
        event = events.plan_event(
            programme=village.programme,
            code="call",
            planned=Planned(on=AHEAD),
            about={"kind": "conference_call", "title": "call", "level": "regional"},
            by=SYSTEM,
        )
        events.invite(event=event, people={village.people["ulla"].pk: "head"}, on=TODAY, by=SYSTEM)
    figure = village.ask('share(municipal_heads(), attended("call"))', TODAY, due=DUE)
    (north,) = [one for one in figure.members if one.subject.municipality_id == village.places["north"].pk]
    assert north.gap
    assert (north.gap.closes, north.subject.person_id) == ("post", village.people["nora"].pk)

    def who(day: dt.date) -> Answerable:
        return answerable(north, office_in(Context.of(village.programme, day, noon(NOW))))

    assert (who(TODAY).persons, who(TODAY).vacant) == ((village.people["ulla"].pk,), False)
    assert who(HANDED - dt.timedelta(days=1)).persons == (village.people["nora"].pk,)
    village.leave_post("ulla", "north", TODAY)
    assert (who(TODAY).persons, who(TODAY).vacant) == ((), True)


@pytest.fixture
def village(db: None) -> Village:
    return Village()
