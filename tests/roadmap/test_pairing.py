"""Rows of an amending order find their rows by what they say: numbers shift, titles repeat, words change."""

import time
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from opora.roadmap.pairing import Pairing, Row, pair

TITLES = [
    "Совещание с руководителями школ", "Обучение управленческих команд", "Публикация методического пособия",
    "Посещение школ кураторами", "Анкетирование участников", "Экспертиза концептуальных документов",
]  # fmt: skip
contents = st.lists(
    st.builds(
        Row,
        number=st.just(""),
        title=st.sampled_from(TITLES),
        due=st.tuples(st.dates().map(str)),
        executors=st.sampled_from([("ministry",), ("institute",), ("ministry", "institute")]),
        indicators=st.sampled_from([(), ("Доля школ",), ("Число посещений", "Доля школ")]),
    ),
    min_size=1,
    max_size=12,
)
FRESH = Row("", "Фестиваль лучших практик края", ("2030-01",), ("institute",), ("Не менее десяти работ",))


def numbered(rows: list[Row]) -> list[Row]:
    return [replace(row, number=str(place)) for place, row in enumerate(rows, start=1)]


def changed(found: Pairing) -> list[tuple[int, int]]:
    return [(one.old, one.new) for one in found.pairs if not one.exact]


def many(n: int, word: str = "") -> list[Row]:
    return numbered(
        [
            Row("", f"Мероприятие {n}-{n * 7 % 1009} о развитии школ{word}", (f"20{n % 90 + 10}-{n % 12 + 1:02}",))
            for n in range(n)
        ]
    )


@given(rows=contents, place=st.integers(0, 12))
def test_a_row_put_in_anywhere_is_one_added_and_none_changed(rows: list[Row], place: int) -> None:
    place = min(place, len(rows))
    found = pair(numbered(rows), numbered([*rows[:place], FRESH, *rows[place:]]))
    assert (found.added, found.removed, changed(found)) == ((place,), (), [])
    assert {one.new for one in found.pairs if not one.moved} == set(range(place))


@given(rows=contents, place=st.integers(0, 11))
def test_a_row_taken_out_is_one_removed_and_none_changed(rows: list[Row], place: int) -> None:
    place = min(place, len(rows) - 1)
    found = pair(numbered(rows), numbered([*rows[:place], *rows[place + 1 :]]))
    assert (found.added, len(found.removed), changed(found)) == ((), 1, [])
    assert rows[found.removed[0]] == rows[place]


@given(data=st.data())
def test_rows_in_another_order_are_moved_and_nothing_else(data: st.DataObject) -> None:
    rows = data.draw(contents)
    found = pair(numbered(rows), numbered(data.draw(st.permutations(rows))))
    assert (found.added, found.removed, changed(found)) == ((), (), [])
    assert all(one.moved for one in found.pairs if one.old != one.new)


@given(rows=contents)
def test_every_row_of_both_sides_is_told_of_once(rows: list[Row]) -> None:
    after = numbered([replace(row, title=row.title + " края") for row in rows[::2]] + [FRESH])
    found = pair(numbered(rows), after)
    assert sorted([one.old for one in found.pairs] + list(found.removed)) == list(range(len(rows)))
    assert sorted([one.new for one in found.pairs] + list(found.added)) == list(range(len(after)))


def test_rows_of_one_title_pair_by_their_deadlines() -> None:
    title = "Селекторное совещание"
    before = [Row("5", title, ("2022-03",)), Row("6", title, ("2022-06",)), Row("7", title, ("2022-09",))]
    after = [Row("5", title, ("2022-06",)), Row("6", title, ("2022-09",), ("ministry",))]
    found = pair(before, after)
    assert [(one.old, one.new) for one in found.pairs] == [(1, 0), (2, 1)]
    assert found.removed == (0,)


def test_a_few_other_words_are_a_change_and_another_matter_is_another_row() -> None:
    before = [Row("3", TITLES[1], ("2022-03",), ("institute",)), Row("4", TITLES[3], ("2022-05",), ("ministry",))]
    after = [
        Row("3", "Обучение управленческих команд школ края", ("2022-04",), ("institute",)),
        Row("4", "Фестиваль лучших практик", ("2022-05",), ("ministry",)),
    ]
    found = pair(before, after)
    assert (changed(found), found.removed, found.added) == ([(0, 0)], (1,), (1,))


def test_between_equals_the_same_number_decides() -> None:
    before = [Row("1", "Семинар", ("2022-01",)), Row("2", "Семинар", ("2022-02",))]
    after = [Row("2", "Семинар", ("2022-05",)), Row("1", "Семинар", ("2022-06",))]
    assert [(one.old, one.new) for one in pair(before, after).pairs] == [(1, 0), (0, 1)]


def test_two_thousand_rows_are_paired_in_three_seconds() -> None:
    before, after = many(2000), many(2000, " края")
    begun = time.perf_counter()
    found = pair(before, numbered([FRESH, *after]))
    assert time.perf_counter() - begun < 3
    assert [(one.old, one.new) for one in found.pairs] == [(n, n + 1) for n in range(2000)]
    assert found.added == (0,)
