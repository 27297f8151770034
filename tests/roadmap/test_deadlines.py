"""A deadline moves by an act alone: what is written, what is refused, what moves with it, and taking the act back."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from opora.accounts.models import Post, User
from opora.core import clock
from opora.core.actors import SYSTEM
from opora.core.models import JournalEntry
from opora.core.periods import Period, Precision
from opora.indicators.context import Context
from opora.indicators.facts import State
from opora.programmes import actions as programmes
from opora.programmes.models import Programme
from opora.roadmap import actions
from opora.roadmap.execution import ExecutionState
from opora.roadmap.models import Action, ActionTerms, Roadmap
from opora.roadmap.moving import effect
from opora.roadmap.queries import ActionView, RoadmapView, roadmap_in
from tests.accounts.people import appoint
from tests.organisations.places import Places

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
TODAY = dt.date(2022, 4, 1)
NOW = dt.datetime(2022, 4, 1, 9, tzinfo=dt.UTC)
ACT = dt.date(2022, 3, 15)
MAY = (Period(None, dt.date(2022, 5, 31), Precision.DAY),)


def move(
    roadmap: Roadmap, periods: tuple[Period, ...] = MAY, number: str = "5", basis: str = "order 31"
) -> ActionTerms:
    with clock.at(NOW):
        row = roadmap.actions.get(number=number)
        return actions.move_deadline(action=row, periods=periods, basis=basis, on=ACT, by=SYSTEM)


def seen(roadmap: Roadmap, day: dt.date = TODAY, at: dt.datetime = NOW, number: str = "5") -> ActionView:
    return both(roadmap, day, at, number)[1]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def both(
    roadmap: Roadmap, day: dt.date = TODAY, at: dt.datetime = NOW, number: str = "5"
) -> tuple[RoadmapView, ActionView]:
    view = roadmap_in(Context.of(roadmap.programme, day, at))
    assert view
    row = view.action(number)
    assert row
    return view, row


def test_the_old_deadline_holds_until_the_act_and_stays_visible(roadmap: Roadmap) -> None:
    terms = move(roadmap)
    assert (terms.version, terms.basis, terms.occurred_on) == (2, "order 31", ACT)
    before, after = seen(roadmap, ACT - dt.timedelta(days=1)), seen(roadmap, ACT)
    assert before.outline.terms.last_due == dt.date(2022, 2, 8)
    assert before.execution.state is ExecutionState.OVERDUE
    assert after.outline.terms.last_due == dt.date(2022, 5, 31)
    assert after.execution.state is ExecutionState.UPCOMING
    (former,) = after.outline.former
    assert (former.periods[0].end, former.until, former.basis) == (dt.date(2022, 2, 8), ACT, "order 31")
    earlier = seen(roadmap, at=NOW - dt.timedelta(hours=1))
    assert earlier.outline.terms.last_due == dt.date(2022, 2, 8)
    written = JournalEntry.objects.latest("pk")
    assert (written.verb, written.object_key) == ("move", f"actionterms:{terms.pk}")


def test_what_would_move_is_what_moves(roadmap: Roadmap, made: Places, programme: Programme, siskin: User) -> None:
    """The population is taken on the last due day: a school that joined after it comes in with a later deadline."""
    appoint(siskin, Post.CURATOR, made.first)
    with clock.at(NOW):
        joined = dt.date(2022, 3, 1)
        programmes.enrol(programme=programme, schools=[made.fourth], on=joined, basis="order 3", by=SYSTEM)
    told = {one.title: (plain(one.before), plain(one.after)) for one in effect(*both(roadmap), MAY)}
    assert told == {
        "Deadline": ("8 Feb 2022", "By 31 May 2022"),
        "State": ("Overdue", "In progress"),
        "No. 5": ("1 of 3 · 33.3%", "1 of 4 · 25.0%"),
    }
    assert ActionTerms.objects.filter(action__number="5").count() == 1
    move(roadmap)
    after = seen(roadmap)
    counts = after.indicators[0].figure.counts
    assert (counts[State.MET], counts[State.MISSING]) == (1, 3)
    assert after.execution.state is ExecutionState.IN_PROGRESS
    assert [one.before == one.after for one in effect(*both(roadmap), MAY)] == [True, True, True]


def test_a_row_that_counts_the_others_tells_its_deadline_alone(roadmap: Roadmap) -> None:
    assert [one.title for one in effect(*both(roadmap, number="33"), MAY)] == ["Deadline"]


@pytest.mark.parametrize(
    ("periods", "basis", "on", "fault"),
    [
        (MAY, " ", ACT, {"basis": ["Name the act that moves the deadline: kind, number, date."]}),
        ((), "order 31", ACT, {"periods": ["Name at least one day."]}),
        (
            (Period(dt.date(2022, 2, 8), dt.date(2022, 2, 8), Precision.DAY),), "order 31", ACT,
            {"periods": ["These are the days in force already."]},
        ),
        (MAY, "order 31", dt.date(2022, 4, 2), {"on": ["2\u00a0Apr\u00a02022 has not come yet."]}),
        (
            MAY, "order 31", dt.date(2021, 1, 1),
            {"on": ["The deadline in force is of 15\u00a0Dec\u00a02021; an act that moves it cannot be earlier."]},
        ),
    ],
)  # fmt: skip
def test_what_is_refused(
    roadmap: Roadmap, periods: tuple[Period, ...], basis: str, on: dt.date, fault: dict[str, list[str]]
) -> None:
    row, journal = roadmap.actions.get(number="5"), JournalEntry.objects.count()
    with clock.at(NOW), pytest.raises(ValidationError) as caught:
        actions.move_deadline(action=row, periods=periods, basis=basis, on=on, by=SYSTEM)
    assert caught.value.message_dict == fault
    assert (row.terms.count(), JournalEntry.objects.count()) == (1, journal)


def test_an_act_is_taken_back_and_the_next_has_a_number_of_its_own(roadmap: Roadmap) -> None:
    move(roadmap)
    row = roadmap.actions.get(number="5")
    later = NOW + dt.timedelta(hours=1)
    with clock.at(later):
        actions.restore_deadline(action=row, reason="of another row", by=SYSTEM)
        assert seen(roadmap, at=later).outline.terms.last_due == dt.date(2022, 2, 8)
        assert seen(roadmap, at=NOW).outline.terms.last_due == dt.date(2022, 5, 31)
        with pytest.raises(ValidationError, match="No act has moved this deadline"):
            actions.restore_deadline(action=row, reason="again", by=SYSTEM)
        again = actions.move_deadline(action=row, periods=MAY, basis="order 32", on=ACT, by=SYSTEM)
    assert again.version == 3
    (former,) = seen(roadmap, at=later).outline.former
    assert (former.periods[0].end, former.basis) == (dt.date(2022, 2, 8), "order 32")


def test_an_act_is_not_taken_back_without_a_reason(roadmap: Roadmap) -> None:
    move(roadmap)
    with clock.at(NOW), pytest.raises(ValidationError):
        actions.restore_deadline(action=roadmap.actions.get(number="5"), reason=" ", by=SYSTEM)
    assert seen(roadmap).outline.terms.last_due == dt.date(2022, 5, 31)


def test_another_year_is_copied_with_the_moved_deadline(roadmap: Roadmap, made: Places) -> None:
    move(roadmap)
    with clock.at(NOW):
        copy = actions.copy_programme(programme=roadmap.programme, year=2023, by=SYSTEM)
    (terms,) = Action.objects.get(roadmap__programme=copy, number="5").terms.all()
    assert [period.end for period in terms.values()] == [dt.date(2023, 5, 31)]
