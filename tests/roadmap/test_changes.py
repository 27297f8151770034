"""Why the figures of a roadmap moved: one deed at a time, by both clocks."""

import datetime as dt

import pytest

from opora.accounts.models import Appointment, Post, User
from opora.core import clock
from opora.core.actions import void
from opora.core.actors import SYSTEM
from opora.indicators.changes import Cause, Step
from opora.indicators.context import Context
from opora.programmes.actions import enrol, leave
from opora.programmes.models import CohortMembership, Programme
from opora.roadmap.actions import define_indicator
from opora.roadmap.changes import WhyChanged, why_changed
from opora.roadmap.models import Roadmap
from opora.roadmap.proposed import Proposed
from tests.accounts.people import appoint, end
from tests.organisations.places import Places

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
SINCE, UNTIL, LATER = dt.date(2022, 2, 20), dt.date(2022, 3, 20), dt.datetime(2022, 3, 25, 12, tzinfo=dt.UTC)
BETWEEN = dt.date(2022, 3, 1)
CURATORS = "share(schools(current), curator_appointed())"


@pytest.fixture
def held(roadmap: Roadmap, made: Places, siskin: User) -> Appointment:
    """A curator of the first of three schools, since 8 February."""
    return appoint(siskin, Post.CURATOR, made.first)


def why(programme: Programme, key: str = "5", since: dt.date = SINCE) -> WhyChanged:
    before = Context.of(programme, since, clock.end_of(since))
    return why_changed(before, Context.of(programme, UNTIL, LATER), [key])[key]


def told(found: WhyChanged) -> list[tuple[Step, Cause, list[str], tuple[int, int], tuple[int, int]]]:
    return [
        (
            one.step,
            one.cause,
            [member.subject.label for member in one.members],
            (one.before.met, one.before.total),
            (one.after.met, one.after.total),
        )
        for one in found.changes
    ]


def test_nothing_happened(programme: Programme, held: Appointment) -> None:
    found = why(programme)
    assert (found.changes, found.redefined) == ((), False)
    assert found.before.counts == found.after.counts


def test_an_appointment_is_made(programme: Programme, held: Appointment, made: Places, siskin: User) -> None:
    appoint(siskin, Post.CURATOR, made.third, on=BETWEEN, at=LATER)
    assert told(why(programme)) == [(Step.HAPPENED, Cause.MET, ["Лужская"], (1, 3), (2, 3))]


def test_an_appointment_was_recorded_late(programme: Programme, held: Appointment, made: Places, siskin: User) -> None:
    appoint(siskin, Post.CURATOR, made.third, on=dt.date(2022, 2, 10), at=LATER)
    assert told(why(programme)) == [(Step.CORRECTED, Cause.MET, ["Лужская"], (1, 3), (2, 3))]


def test_an_appointment_ends(programme: Programme, held: Appointment) -> None:
    end(held, BETWEEN, LATER)
    assert told(why(programme)) == [(Step.HAPPENED, Cause.UNMET, ["Боровская № 1"], (1, 3), (0, 3))]


def test_an_appointment_is_taken_back(programme: Programme, held: Appointment) -> None:
    with clock.at(LATER):
        void(record=held, reason="another school was meant", by=SYSTEM)
    assert told(why(programme)) == [(Step.CORRECTED, Cause.UNMET, ["Боровская № 1"], (1, 3), (0, 3))]


def test_a_school_joins_and_another_leaves(programme: Programme, held: Appointment, made: Places) -> None:
    since = dt.date(2022, 1, 10)  # before the deadline: the population still follows the day
    with clock.at(dt.datetime(2022, 1, 20, tzinfo=dt.UTC)):
        day = dt.date(2022, 1, 15)
        enrol(programme=programme, schools=[made.fourth], on=day, basis="order 3", by=SYSTEM)
        membership = CohortMembership.objects.get(cohort__programme=programme, school=made.second)
        leave(membership=membership, on=day, reason="other", basis="order 4", note="moved", by=SYSTEM)
    assert told(why(programme, since=since)) == [
        (Step.HAPPENED, Cause.ENTERED, ["Яснолуговая"], (0, 3), (0, 4)),
        (Step.HAPPENED, Cause.LEFT, ["Боровская № 2"], (0, 4), (0, 3)),
        (Step.HAPPENED, Cause.MET, ["Боровская № 1"], (0, 3), (1, 3)),
    ]


def test_the_definition_changes(programme: Programme, held: Appointment, roadmap: Roadmap) -> None:
    indicator = roadmap.indicators.get(key="5")
    with clock.at(LATER):
        formula = "share(schools(current, growth_point=True), curator_appointed())"
        proposed = Proposed(formula=formula, basis="minutes 7", on=BETWEEN)
        define_indicator(indicator=indicator, proposed=proposed, by=SYSTEM)
    found = why(programme)
    assert found.redefined
    assert told(found) == [
        (Step.REDEFINED, Cause.LEFT, ["Боровская № 1", "Боровская № 2"], (1, 3), (0, 1)),
    ]


def test_a_target_alone_changes_no_list(programme: Programme, held: Appointment, roadmap: Roadmap) -> None:
    indicator = roadmap.indicators.get(key="5")
    with clock.at(LATER):
        proposed = Proposed(formula=CURATORS, target="= 100", target_basis="minutes 7", basis="minutes 7", on=BETWEEN)
        define_indicator(indicator=indicator, proposed=proposed, by=SYSTEM)
    found = why(programme)
    assert (found.redefined, found.changes) == (True, ())


def test_before_there_was_a_roadmap_everything_enters(programme: Programme, held: Appointment) -> None:
    found = why(programme, since=dt.date(2021, 12, 1))
    assert [(one.step, one.cause) for one in found.changes] == [(Step.REDEFINED, Cause.ENTERED)]
    assert (found.changes[0].before.total, found.changes[-1].after.total) == (0, 3)


def test_only_the_indicators_asked_for_are_told(programme: Programme, held: Appointment) -> None:
    before, after = Context.of(programme, SINCE, LATER), Context.of(programme, UNTIL, LATER)
    assert list(why_changed(before, after, ["5", "4"])) == ["4", "5"]


def test_a_formula_that_nobody_can_read_had_nobody_in_it(
    programme: Programme, held: Appointment, roadmap: Roadmap
) -> None:
    """Its word is gone from this installation; the next definition names one that is there."""
    indicator = roadmap.indicators.get(key="5")
    indicator.definitions.update(formula="share(schools(current), juggled())")
    with clock.at(LATER):
        proposed = Proposed(formula=CURATORS, on=BETWEEN, basis="order 8")
        define_indicator(indicator=indicator, proposed=proposed, by=SYSTEM)
    everybody = ["Боровская № 1", "Боровская № 2", "Лужская"]
    assert told(why(programme)) == [(Step.REDEFINED, Cause.ENTERED, everybody, (0, 0), (1, 3))]


def test_an_indicator_that_was_taken_back_is_told_no_more(programme: Programme, roadmap: Roadmap) -> None:
    """Of a row that counts actions too, which no other definition is asked for."""
    with clock.at(LATER):
        for key in ("5", "33"):
            void(record=roadmap.indicators.get(key=key), reason="not in the order", by=SYSTEM)
    before = Context.of(programme, SINCE, clock.end_of(SINCE))
    assert list(why_changed(before, Context.of(programme, UNTIL, LATER))) == ["1", "4", "35.1", "35.2"]


def test_where_no_roadmap_is_known_yet_nothing_is_told(programme: Programme, held: Appointment) -> None:
    early = dt.datetime(2021, 12, 1, tzinfo=dt.UTC)
    before, after = Context.of(programme, SINCE, early), Context.of(programme, UNTIL, early)
    assert why_changed(before, after) == {}


def test_the_parts_of_every_indicator_add_up(programme: Programme, held: Appointment, made: Places) -> None:
    end(held, BETWEEN, LATER)
    before = Context.of(programme, SINCE, clock.end_of(SINCE))
    found = why_changed(before, Context.of(programme, UNTIL, LATER))
    assert list(found) == ["1", "4", "5", "33", "35.1", "35.2"]
    for one in found.values():
        for earlier, later in zip(one.changes, one.changes[1:], strict=False):
            assert earlier.after == later.before
        if one.changes:
            counts = one.after.counts
            assert (one.changes[-1].after.met, one.changes[-1].after.total) == (counts["met"], one.after.denominator)
