"""What a definition would do, against a plain recount of the days and against what it does once it is kept."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.core.exceptions import ValidationError

from opora.core import clock, journal
from opora.core.actors import SYSTEM
from opora.core.models import JournalEntry
from opora.indicators.context import History
from opora.indicators.facts import State
from opora.programmes.models import Programme
from opora.roadmap.actions import define_indicator, take_back_definition
from opora.roadmap.models import Indicator, IndicatorDefinition
from opora.roadmap.preview import Shift, dependants, shifts, states, supposed
from opora.roadmap.proposed import Proposed
from opora.roadmap.queries import read_roadmap
from tests.roadmap.lived import NOW, Lived, live_once
from tests.roadmap.recount import Recount

pytestmark = pytest.mark.django_db
SINCE, UNTIL = dt.date(2022, 2, 10), dt.date(2022, 5, 31)
DUE = dt.date(2022, 2, 8)
BOTH = "share(schools(current, previous), curator_appointed())"
LATER = NOW + dt.timedelta(days=1)


@pytest.fixture(scope="module")
def lived(django_db_setup: None, django_db_blocker: object) -> Iterator[Lived]:
    yield from live_once(django_db_blocker)


@pytest.fixture(autouse=True)
def _june() -> Iterator[None]:
    with clock.at(NOW):
        yield


def proposal(formula: str = BOTH, **more: str) -> Proposed:
    return Proposed(**{"formula": formula, "on": SINCE, "basis": "minutes 7", **more})


def unsaved(key: str, proposed: Proposed, version: int = 2) -> IndicatorDefinition:
    indicator = Indicator.objects.get(key=key)
    return IndicatorDefinition(
        indicator=indicator, version=version, occurred_on=proposed.on, recorded_at=NOW, **proposed.columns()
    )


def previewed(lived: Lived, key: str, proposed: Proposed, since: dt.date = SINCE) -> list[Shift]:
    history = History(lived.programme, NOW)
    return shifts(history, supposed(history, unsaved(key, proposed)), key, since, UNTIL)


def read(programme: Programme, key: str, day: dt.date) -> tuple[int, ...]:
    view = read_roadmap(programme, day, LATER)
    assert view is not None
    counts = view.indicators[key][1].figure.counts
    return tuple(counts[state] for state in (State.MET, State.MISSING, State.UNKNOWN, State.EXCLUDED))


def seen(shift: Shift, which: str) -> tuple[int, ...]:
    point = getattr(shift, which)
    return point.met, point.missing, point.unknown, point.excluded


def test_the_preview_is_a_plain_recount_of_its_days(lived: Lived) -> None:
    """By the one definition only the schools of this year, by the other those of both years."""
    found = previewed(lived, "5", proposal())
    assert len(found) > 5
    for shift in found:
        recount = Recount(shift.on.isoformat())
        before = recount.lists("5")
        assert shift.before.met == len(before["met"])
        assert shift.before.missing == len(before["missing"])
        inside, left = recount.schools([2022, 2021], min(shift.on, DUE))
        assert (shift.after.counted, shift.after.excluded) == (len(inside), len(left))
        assert shift.moves is (seen(shift, "before") != seen(shift, "after"))
    assert any(shift.moves for shift in found)


def test_the_first_and_last_day_and_the_ends_of_months_are_there(lived: Lived) -> None:
    found = {shift.on for shift in previewed(lived, "5", proposal())}
    ends = {dt.date(2022, month + 1, 1) - dt.timedelta(days=1) for month in (2, 3, 4)}
    assert {SINCE, UNTIL, *ends} <= found
    assert dt.date(2022, 3, 25) in found, "a curator was appointed on that day"
    assert min(found) == SINCE


def test_once_it_is_kept_the_figures_are_those_of_the_preview(lived: Lived) -> None:
    found = previewed(lived, "5", proposal())
    define_indicator(indicator=Indicator.objects.get(key="5"), proposed=proposal(), by=SYSTEM)
    for shift in found:
        assert read(lived.programme, "5", shift.on) == seen(shift, "after")
    day_before = SINCE - dt.timedelta(days=1)
    assert read(lived.programme, "5", day_before) == seen(previewed(lived, "5", proposal(), day_before)[0], "before")


def test_a_preview_writes_nothing_and_leaves_the_history_alone(lived: Lived) -> None:
    rows = IndicatorDefinition.objects.count(), JournalEntry.objects.count()
    history = History(lived.programme, NOW)
    other = supposed(history, unsaved("5", proposal()))
    first = shifts(history, other, "5", SINCE, UNTIL)
    assert shifts(history, history, "5", SINCE, UNTIL) != first
    assert not any(shift.moves for shift in shifts(history, history, "5", SINCE, UNTIL))
    assert rows == (IndicatorDefinition.objects.count(), JournalEntry.objects.count())


def test_a_target_alone_moves_the_verdict_only(lived: Lived) -> None:
    proposed = proposal("share(schools(current), curator_appointed())", target=">= 0", target_basis="minutes 7")
    found = previewed(lived, "5", proposed)
    assert all(shift.moves and seen(shift, "before") == seen(shift, "after") for shift in found)


def test_a_day_that_has_not_come_moves_nothing(lived: Lived) -> None:
    assert previewed(lived, "5", proposal(), UNTIL + dt.timedelta(days=1)) == []


def test_a_definition_on_the_day_of_the_one_before_replaces_it(lived: Lived) -> None:
    first = Indicator.objects.get(key="5").definitions.get().occurred_on
    proposed = Proposed(formula=BOTH, on=first, basis="minutes 7")
    history = History(lived.programme, NOW)
    found = shifts(history, supposed(history, unsaved("5", proposed)), "5", first, UNTIL)
    assert {shift.after.version for shift in found} == {2}
    define_indicator(indicator=Indicator.objects.get(key="5"), proposed=proposed, by=SYSTEM)
    assert [read(lived.programme, "5", shift.on) for shift in found] == [seen(shift, "after") for shift in found]


def test_what_counts_the_execution_of_actions_follows(lived: Lived) -> None:
    """By an awaited word it is not known any more whether the action was executed; the row 33 counts it."""
    proposed = proposal('share(schools(current), summoned("call"))')
    history = History(lived.programme, NOW)
    other = supposed(history, unsaved("4", proposed))
    (row,) = dependants(history, other, "4", UNTIL)
    assert row.outline.key == "33"
    action = Indicator.objects.get(key="4").action_id
    before, after = states(history, other, action, UNTIL)
    define_indicator(indicator=Indicator.objects.get(key="4"), proposed=proposed, by=SYSTEM)
    assert read(lived.programme, "33", UNTIL)[:3] == tuple(
        row.after.counts[state] for state in (State.MET, State.MISSING, State.UNKNOWN)
    )
    view = read_roadmap(lived.programme, UNTIL, LATER)
    assert view is not None
    assert view.indicators["4"][0].execution.state is after
    assert before is not after
    assert row.before.counts != row.after.counts


# Taking back ----------------------------------------------------------------------------------------------------------


def test_the_latest_version_is_taken_back_and_its_number_is_not_given_again(lived: Lived) -> None:
    indicator = Indicator.objects.get(key="5")
    was = read(lived.programme, "5", UNTIL)
    made = define_indicator(indicator=indicator, proposed=proposal(), by=SYSTEM)
    assert read(lived.programme, "5", UNTIL) != was
    take_back_definition(definition=made, reason="the minutes were not signed", by=SYSTEM)
    assert read(lived.programme, "5", UNTIL) == was
    entry = JournalEntry.objects.latest("pk")
    assert (entry.verb, entry.object_key, entry.about) == ("void", journal.key_of(made), journal.key_of(indicator))
    again = define_indicator(indicator=indicator, proposed=proposal(), by=SYSTEM)
    assert again.version == 3
    assert read(lived.programme, "5", UNTIL) != was


@pytest.mark.usefixtures("english")
def test_what_cannot_be_taken_back(lived: Lived) -> None:
    indicator = Indicator.objects.get(key="5")
    first = indicator.definitions.get()
    with pytest.raises(ValidationError, match="The first version stays"):
        take_back_definition(definition=first, reason="x", by=SYSTEM)
    second = define_indicator(indicator=indicator, proposed=proposal(), by=SYSTEM)
    third = define_indicator(indicator=indicator, proposed=proposal(target="= 100", target_basis="m 8"), by=SYSTEM)
    with pytest.raises(ValidationError, match="only the latest"):
        take_back_definition(definition=second, reason="x", by=SYSTEM)
    with pytest.raises(ValidationError, match="Say why"):
        take_back_definition(definition=third, reason=" ", by=SYSTEM)
    take_back_definition(definition=third, reason="x", by=SYSTEM)
    with pytest.raises(ValidationError, match="taken back already"):
        take_back_definition(definition=third, reason="x", by=SYSTEM)
    take_back_definition(definition=second, reason="x", by=SYSTEM)
    assert indicator.definitions.standing().get() == first


@pytest.mark.usefixtures("english")
def test_who_changed_an_older_version_is_told(lived: Lived) -> None:
    indicator = Indicator.objects.get(key="5")
    define_indicator(indicator=indicator, proposed=proposal(), by=SYSTEM, edited=1)
    with pytest.raises(ValidationError, match=r"Meanwhile version 2 is in force. .* version 1") as refused:
        define_indicator(indicator=indicator, proposed=proposal(target="= 1", target_basis="m"), by=SYSTEM, edited=1)
    assert len(refused.value.messages) == 1
    define_indicator(indicator=indicator, proposed=proposal(target="= 1", target_basis="m"), by=SYSTEM, edited=2)
