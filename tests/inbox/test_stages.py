"""On which days a to-do is told of, by tables written by hand: the deadline is 15 March everywhere."""

import datetime as dt

import pytest

from opora.inbox.stages import Level, Rules, Window, escalated, told, window

DUE = dt.date(2022, 3, 15)
RULES = Rules(before=7, on_the_day=True, after_every=7, to_municipality=3, to_region=10)
MUNICIPALITY, REGION = Level.MUNICIPALITY, Level.REGION


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(f"2022-{text}")


def days(rules: Rules) -> list[str]:
    """The days of two months on which it is told, when every day is looked at."""
    all_days = [day("02-15") + dt.timedelta(days=n) for n in range(60)]
    return [f"{one:%m-%d}" for one in all_days if told(DUE, rules, Window(one - dt.timedelta(days=1), one))]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ["03-08", "03-15", "03-22", "03-29", "04-05", "04-12"]),
        ({"before": 0}, ["03-15", "03-22", "03-29", "04-05", "04-12"]),
        ({"before": 20, "after_every": 0}, ["02-23", "03-15"]),
        ({"on_the_day": False, "after_every": 20}, ["03-08", "04-04"]),
        ({"before": 0, "on_the_day": False, "after_every": 0}, []),
        ({"before": 1, "after_every": 14}, ["03-14", "03-15", "03-29", "04-12"]),
    ],
)
def test_the_days_on_which_whoever_has_it_is_told(changes: dict[str, int], expected: list[str]) -> None:
    own = {"before": 7, "on_the_day": True, "after_every": 7, "to_municipality": 3, "to_region": 10}
    assert days(Rules(**{**own, **changes})) == expected


@pytest.mark.parametrize(
    ("after", "today", "expected"),
    [
        ("03-07", "03-08", True),
        ("03-08", "03-14", False),  # told on the 8th; nothing until the day itself
        ("03-11", "03-14", False),  # a weekend without a stage
        ("03-18", "03-23", True),  # the 22nd was slept through
        ("03-01", "03-22", True),  # several stages are told once
    ],
)
def test_what_was_slept_through_is_told_once(after: str, today: str, expected: bool) -> None:
    assert told(DUE, RULES, Window(day(after), day(today))) is expected


def test_without_a_deadline_nothing_is_told_by_itself() -> None:
    forever = Window(dt.date.min, dt.date.max)
    assert not told(None, RULES, forever)
    assert escalated(None, "school", RULES, forever) == []


@pytest.mark.parametrize(
    ("organisation", "today", "expected"),
    [
        ("school", "03-17", []),
        ("school", "03-18", [MUNICIPALITY]),
        ("school", "03-19", []),
        ("school", "03-25", [REGION]),
        ("municipality", "03-18", []),
        ("municipality", "03-25", [REGION]),
        ("region", "03-25", [REGION]),
        ("region", "03-26", []),
    ],
)
def test_on_which_days_those_above_hear_of_it(organisation: str, today: str, expected: list[Level]) -> None:
    within = Window(day(today) - dt.timedelta(days=1), day(today))
    assert escalated(DUE, organisation, RULES, within) == expected


def test_zero_days_escalate_never() -> None:
    never = Rules(before=7, on_the_day=True, after_every=7, to_municipality=0, to_region=0)
    assert escalated(DUE, "school", never, Window(dt.date.min, dt.date.max)) == []


@pytest.mark.parametrize(
    ("reached", "after"),
    [
        (None, "03-09"),
        ("03-15", "03-15"),
        ("03-04", "03-04"),
        ("03-02", "03-02"),
        ("03-01", "03-02"),
        ("02-01", "03-02"),
    ],
)
def test_what_was_missed_is_made_up_for_within_bounds(reached: str | None, after: str) -> None:
    assert window(day("03-16"), day(reached) if reached else None) == Window(day(after), day("03-16"))
