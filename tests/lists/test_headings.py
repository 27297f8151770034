"""Each column of each list is found by its key and by its title in either language."""

import pytest
from django.utils import translation

from opora.core.imports.plans import kinds
from opora.core.imports.tables import Column, heading, headings_of

KINDS = ["municipalities", "schools", "cohort", "low-results", "people", "appointments"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_key_and_both_titles_find_that_very_column(kind: str) -> None:
    columns = kinds()[kind].columns
    names = headings_of(columns)
    for column in columns:
        assert names[heading(column.key)] is column, column.key
        for language in ("en", "ru"):
            with translation.override(language):
                title = str(column.title)
            assert names[heading(title)] is column, (column.key, title)


def test_no_list_is_left_out() -> None:
    assert sorted(KINDS) == sorted(kinds())


def test_a_key_wins_over_a_title_and_a_title_over_another_usual_name() -> None:
    def column(key: str, title: str, *also: str) -> Column:
        return Column(key=key, title=title, help="", example="", read=str, also=also)

    one, other, third = column("school", "Code"), column("name", "School", "code"), column("code_of", "x", "name")
    for order in ([one, other, third], [third, other, one]):
        assert headings_of(order) == {"school": one, "code": one, "name": other, "code_of": third, "x": third}
