"""A case for each rule of the linter; the four that need a text of their own stand in test_lint.py."""

from tests.orders.lint_cases_of_the_table import DEADLINES, HEAD_FAULTS, TABLE
from tests.orders.lint_cases_of_the_text import LINKS, PEOPLE, WORDING

CASES = [*DEADLINES, *TABLE, *HEAD_FAULTS, *WORDING, *PEOPLE, *LINKS]
