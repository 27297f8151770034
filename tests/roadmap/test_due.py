"""Periods of programme files: reading, writing, refusing."""

import pytest
from django.utils import translation

from opora.roadmap.due import read_due, write_due


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("2022-02-09", "2022-02-09", "2022-02-09", "day"),
        ("2022-02-16..2022-03-01", "2022-02-16", "2022-03-01", "day"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2022-04..2022-11", "2022-04-01", "2022-11-30", "month"),
        ("2022-04-05..2022-11", "2022-04-05", "2022-11-30", "month"),
        ("2022-Q3", "2022-07-01", "2022-09-30", "quarter"),
        ("2022-H2", "2022-07-01", "2022-12-31", "half"),
        ("2022", "2022-01-01", "2022-12-31", "year"),
        ("..2022-03-30", "None", "2022-03-30", "day"),
        ("2022-03-01..", "2022-03-01", "None", "day"),
        ("open", "None", "None", "open"),
    ],
)
def test_a_period_is_read(text: str, start: str, end: str, precision: str) -> None:
    due = read_due(text)
    assert (str(due.start), str(due.end), due.precision) == (start, end, precision)
    again = read_due(write_due(due))
    assert (again.start, again.end) == (due.start, due.end)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2022-13", "there is no such day"),
        ("2023-02-29", "there is no such day"),
        ("0000-01-01", "there is no such day"),
        ("2022-05..2022-04", "ends before it starts"),
        ("..", "needs a day"),
        ("", "is not a period"),
        ("05.04.2022", "is not a period"),
        ("2022-Q5", "is not a period"),
    ],
)
def test_what_is_no_period(text: str, why: str) -> None:
    with translation.override("en"), pytest.raises(ValueError, match=why):
        read_due(text)
