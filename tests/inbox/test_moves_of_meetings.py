"""What closing a list moves where there are several, where people hold several posts, where a post is vacant."""

import datetime as dt
from collections.abc import Iterator

import pytest

from opora.core import clock
from opora.core.actors import SYSTEM
from opora.events import actions as events
from opora.events.models import Event, Held, Presence
from opora.inbox.moving import Move, predicted
from opora.indicators.facts import State
from opora.indicators.figures import Figure, Member
from tests.wordbook.village import NOW, Village, noon

pytestmark = pytest.mark.django_db
MARCH, APRIL, MAY = dt.date(2022, 3, 1), dt.date(2022, 4, 1), dt.date(2022, 5, 1)
EVERYBODY = "school_heads(current) | curators(current) | coordinators(current)"


@pytest.fixture
def village() -> Iterator[Village]:
    made = Village()
    with clock.at(noon(NOW)):
        yield made


def hold(village: Village, code: str, on: dt.date, *people: str, series: str = "") -> Event:
    event = village.plan(code, series=series)
    village.note(Held, on, event=event)
    for person in people:
        village.note(Presence, on, event=event, person=person, way="hand")
    return event


def closing(figure: Figure, event: Event) -> list[Member]:
    """The members whose next step is to close the list of the event."""
    return [one for one in figure.members if one.gap and one.gap.where == f"/events/{event.pk}/attendance/"]


def close(event: Event) -> None:
    events.close_attendance(event=event, on=MAY, by=SYSTEM)


def counts(figure: Figure) -> tuple[int, int, int]:
    return figure.counts[State.MET], figure.counts[State.UNKNOWN], figure.denominator


def test_of_two_open_lists_of_a_series_the_first_alone_settles_nobody(village: Village) -> None:
    """Whoever is not on the first list is still waited for on the second; the last open one settles all."""
    asked = 'share(schools(current), attended(series="seminar"))'
    first = hold(village, "s-1", MARCH, "hanna", series="seminar")
    second = hold(village, "s-2", APRIL, "hugo", series="seminar")
    before = village.ask(asked, MAY)
    assert len(closing(before, first)) == 3
    assert predicted(before, closing(before, first)) is None
    close(first)
    then = village.ask(asked, MAY)
    assert counts(then) == (1, 2, 3)
    assert predicted(then, closing(then, second)) == Move(1, None, 2, 0, 3)
    close(second)
    assert counts(village.ask(asked, MAY)) == (2, 0, 3)


def test_a_session_that_is_still_to_come_leaves_nobody_unknown(village: Village) -> None:
    asked = 'share(schools(current), attended(series="seminar"))'
    first = hold(village, "s-1", MARCH, "hanna", series="seminar")
    village.plan("s-2", series="seminar")
    before = village.ask(asked, MAY)
    assert predicted(before, closing(before, first)) == Move(0, None, 3, 0, 3)
    close(first)
    assert counts(village.ask(asked, MAY)) == (1, 0, 3)


def test_in_a_union_a_person_with_two_posts_is_one_unit(village: Village) -> None:
    """Hanna heads a school and coordinates, Rick curates two schools; a post without a holder is missing already."""
    village.appoint("hanna", "coordinator", "south", dt.date(2022, 1, 10))
    forum = hold(village, "forum", MARCH, "hanna", "rick")
    before = village.ask(f'share({EVERYBODY}, attended("forum"))', MAY)
    members = closing(before, forum)
    assert counts(before) == (0, 5, 6), "hanna, hugo, rick, mick, cora; the head of s1"
    assert predicted(before, members) == Move(0, None, 5, 0, 6)
    close(forum)
    assert counts(village.ask(f'share({EVERYBODY}, attended("forum"))', MAY)) == (2, 0, 6)
