"""Every counted noun in every case, against tables that were read as text by a native speaker."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

from opora.core.numbers import NBSP
from opora.indicators.nouns import CASES, NOUN_OF_WORD, NOUNS, counted, noun_form, noun_of

TABLES = Path(__file__).parent
NUMBERS = (1, 2, 5, 11, 21, 22)
"""One of each form; 22 differs from 2 in one case only: "вижу 2 кураторов", "вижу 22 куратора"."""


def table(language: str) -> str:
    """All nouns with all numbers; a language without cases has one line for each noun."""
    with translation.override(language):
        return "\n".join(line for noun in sorted(NOUNS) for line in _lines(noun)) + "\n"


def _lines(noun: str) -> Iterator[str]:
    yield f"{noun}:"
    rows = {case: " · ".join(counted(noun, n, case) for n in NUMBERS).replace(NBSP, " ") for case in CASES}
    if len(set(rows.values())) == 1:
        yield f"  {rows['nominative']}"
    else:
        yield from (f"  {case + ':':<15}{row}" for case, row in rows.items())


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_noun_in_every_case(language: str) -> None:
    assert table(language).splitlines() == (TABLES / f"nouns.{language}.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (0, "0 школ"),
        (3, "3 школы"),
        (4, "4 школы"),
        (12, "12 школ"),
        (14, "14 школ"),
        (20, "20 школ"),
        (101, "101 школа"),
        (111, "111 школ"),
        (112, "112 школ"),
        (1104, "1 104 школы"),
        (-1, "−1 школа"),
    ],
)
def test_numbers_past_the_table(n: int, said: str) -> None:
    with translation.override("ru"):
        assert counted("school", n).replace(NBSP, " ") == said


@pytest.mark.parametrize(
    ("n", "said"), [(3, "3 учеников"), (33, "33 ученика"), (104, "104 ученика"), (111, "111 учеников")]
)
def test_the_accusative_of_people_after_a_compound_number(n: int, said: str) -> None:
    with translation.override("ru"):
        assert counted("pupil", n, "accusative").replace(NBSP, " ") == said


def test_a_number_and_its_noun_do_not_part() -> None:
    with translation.override("ru"):
        assert counted("school head", 2) == f"2{NBSP}руководителя школ"
        assert noun_form("school head", 5, "dative") == "руководителям школ"


def test_an_unknown_noun_is_a_programmers_mistake_that_lists_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"'schol' is not known; accepted: action, class, .* view$"):
        counted("schol", 1)


def test_every_word_that_is_counted_has_a_noun() -> None:
    assert set(NOUN_OF_WORD.values()) <= NOUNS
    assert noun_of("page_views") == "view"
    assert noun_of("a word of tomorrow") == "subject"
