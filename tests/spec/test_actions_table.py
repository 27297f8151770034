"""The README files say of each action what the words in force can compute."""

import pytest

from tests.spec.actions_table import README, README_RU, Readme, table, written
from tests.spec.indicators import load


@pytest.mark.parametrize("readme", [README, README_RU], ids=["en", "ru"])
def test_the_table_is_up_to_date(readme: Readme) -> None:
    assert written(readme) == table(readme, load()), "python -m tests.spec.actions_table"


def test_the_table_has_a_row_for_each_action_and_says_what_is_computed() -> None:
    rows = [line.split(" | ") for line in table(README, load()).splitlines()[2:]]
    assert [row[0] for row in rows] == [f"| {number}" for number in range(1, 49)]
    computed = "1 2 4 5 6 10 12 20 22 24 25 27 28 29 31 33 34 35 36 37 41 42 45 48"
    assert [row[0] for row in rows if row[2] == "**computed** |"] == [f"| {number}" for number in computed.split()]
