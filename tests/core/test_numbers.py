"""How figures and dates are written: a table of each rule, in both languages."""

import datetime as dt
from fractions import Fraction

import pytest
from django.utils import timezone, translation

from opora.core import numbers
from opora.core.numbers import NBSP

DAY = dt.date(2022, 3, 24)


@pytest.fixture(autouse=True)
def russian():
    with translation.override("ru"):
        yield


def plain(text: str) -> str:
    """With spaces that a test can be read with."""
    return text.replace(NBSP, " ")


@pytest.mark.parametrize(
    ("value", "written"),
    [(0, "0"), (40, "40"), (999, "999"), (1100, "1 100"), (1234567, "1 234 567"), (-5, "−5"), (-1100, "−1 100")],
)
def test_integer(value, written):
    assert plain(numbers.integer(value)) == written


@pytest.mark.parametrize(
    ("part", "whole", "written"),
    [
        (31, 40, "77,5 %"),
        (38, 40, "95,0 %"),
        (66, 69, "95,7 %"),
        (0, 40, "0 %"),
        (40, 40, "100 %"),
        (0, 0, "—"),
        (1, 3, "33,3 %"),
        (2, 3, "66,7 %"),
        (1, 2000, "0,1 %"),  # 0,05 rounds up
        (1, 3000, "0,1 %"),  # never 0 % while there is one
        (1999, 2000, "99,9 %"),  # never 100 % while one is missing
        (2999, 3000, "99,9 %"),
    ],
)
def test_percent(part, whole, written):
    assert plain(numbers.percent(part, whole)) == written


@pytest.mark.parametrize(
    ("low", "high", "whole", "written"),
    [
        (31, 34, 40, "77,5–85 %"),
        (71, 80, 92, "77,2–87 %"),
        (0, 5, 40, "0–12,5 %"),
        (0, 40, 40, "0–100 %"),
        (40, 40, 40, "100 %"),
        (0, 0, 0, "—"),
    ],
)
def test_percent_range(low, high, whole, written):
    assert plain(numbers.percent_range(low, high, whole)) == written


@pytest.mark.parametrize(
    ("met", "total", "unknown", "written"),
    [
        (31, 40, 0, "31 из 40 · 77,5 %"),
        (31, 40, 3, "31 из 40, не известно 3: 77,5–85 %"),
        (0, 69, 69, "не известно 69 из 69"),
        (0, 40, 0, "0 из 40 · 0 %"),
        (0, 0, 0, "—"),
        (1100, 1200, 0, "1 100 из 1 200 · 91,7 %"),
    ],
)
def test_share(met, total, unknown, written):
    assert plain(numbers.share(met=met, total=total, unknown=unknown)) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Fraction(119, 5), "+23,8 п. п."),
        (Fraction(-12, 5), "−2,4 п. п."),
        (0, "0 п. п."),
        (Fraction(1, 1000), "0 п. п."),
        (5, "+5,0 п. п."),
        (100, "+100 п. п."),
    ],
)
def test_points(value, written):
    assert plain(numbers.points(value)) == written


@pytest.mark.parametrize(("value", "written"), [(80, "80 %"), (Fraction(200, 3), "66,7 %"), (100, "100 %")])
def test_percentage(value, written):
    assert plain(numbers.percentage(value)) == written


def test_dates():
    assert numbers.day(DAY) == "24.03.2022"
    assert numbers.day_month(DAY) == "24.03"
    assert numbers.days(dt.date(2022, 2, 16), dt.date(2022, 3, 1)) == "16.02.2022 – 01.03.2022"
    assert numbers.days(DAY, DAY) == "24.03.2022"
    assert numbers.month(DAY) == "март"
    assert plain(numbers.month(DAY, year=True)) == "март 2022"
    assert numbers.month_short(dt.date(2022, 5, 1)) == "май"
    assert " ".join(numbers.weekday_short(DAY + dt.timedelta(days=n)) for n in range(7)) == "чт пт сб вс пн вт ср"


def test_a_moment_is_written_in_the_active_time_zone():
    with timezone.override("Asia/Barnaul"):
        assert plain(numbers.moment(dt.datetime(2022, 3, 24, 20, 30, tzinfo=dt.UTC))) == "25.03.2022 03:30"


@pytest.mark.parametrize(
    ("days", "written"),
    [
        (0, "сегодня"),
        (1, "через 1 день"),
        (4, "через 4 дня"),
        (5, "через 5 дней"),
        (11, "через 11 дней"),
        (21, "через 21 день"),
        (-1, "1 день назад"),
        (-23, "23 дня назад"),
        (-12, "12 дней назад"),
        (-1000, "1 000 дней назад"),
    ],
)
def test_relative(days, written):
    assert plain(numbers.relative(DAY + dt.timedelta(days=days), DAY)) == written


def test_spaces_inside_a_figure_do_not_break():
    assert " " not in numbers.share(met=31, total=40) + numbers.percent(31, 40) + numbers.integer(1100)
    assert " " not in numbers.points(5) + numbers.relative(DAY, DAY + dt.timedelta(days=2))


def test_english():
    with translation.override("en"):
        assert plain(numbers.share(met=31, total=40)) == "31 of 40 · 77.5%"
        assert plain(numbers.share(met=31, total=40, unknown=3)) == "31 of 40, unknown 3: 77.5–85%"
        assert numbers.integer(1100) == "1,100"
        assert plain(numbers.days(dt.date(2022, 2, 16), DAY)) == "16 Feb 2022 – 24 Mar 2022"
        assert plain(numbers.relative(DAY, DAY - dt.timedelta(days=1))) == "in 1 day"
        assert plain(numbers.points(Fraction(-12, 5))) == "−2.4 pp"
        assert numbers.month(DAY) == "March"


def test_names_with_numbers_stand_as_people_sort_them() -> None:
    names = ["СОШ № 15", "СОШ № 2, Бор", "Лицей", "СОШ № 2, Ёлкино", "СОШ № 2, Енисей", "СОШ"]
    ordered = ["Лицей", "СОШ", "СОШ № 2, Бор", "СОШ № 2, Ёлкино", "СОШ № 2, Енисей", "СОШ № 15"]
    assert sorted(names, key=numbers.natural) == ordered
