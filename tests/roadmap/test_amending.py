"""An order that amends a roadmap makes a version from its day on; days before stay as they were, to the last figure."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from opora.core import clock
from opora.core.actors import SYSTEM
from opora.core.models import JournalEntry
from opora.roadmap import actions
from opora.roadmap.amending import preview_amendment
from opora.roadmap.models import Action, Indicator, Roadmap, RoadmapVersion
from opora.roadmap.programme_values import take
from opora.roadmap.queries import RoadmapView, links, read_roadmap, source_cells
from opora.roadmap.stored import stored_programme
from tests.roadmap import small_programme
from tests.roadmap.amended import FIRST, FORMULA, NEW, NOW, ON, amend, attach, inserted, numbered, order
from tests.roadmap.lived import live

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

SIXTH = "6.\tВстреча кураторов\t31.05.2022\tМинистерство\tДоля школ с куратором\t–"
DAYS = [dt.date(2022, month, day) for month, day in [(1, 20), (2, 8), (3, 15), (5, 15)]]
AFTER = [ON, dt.date(2022, 5, 25), dt.date(2022, 6, 1)]


def read(roadmap: Roadmap, day: dt.date, known_at: dt.datetime = NOW) -> RoadmapView:
    view = read_roadmap(roadmap.programme, day, known_at)
    assert view is not None
    return view


def told(view: RoadmapView) -> dict[str, tuple[Any, ...]]:
    """Each figure to the last member, with the execution of its row, by the key."""
    return {
        key: (one.figure.members, one.figure.value, one.result, action.execution, action.outline.id)
        for key, (action, one) in view.indicators.items()
    }


def rows(view: RoadmapView) -> list[tuple[str, tuple[str, ...]]]:
    return [(action.number, tuple(one.key for one in action.indicators)) for action in view.actions]


def numbers_on(roadmap: Roadmap, day: dt.date = ON) -> list[str]:
    return [action.number for action in read(roadmap, day).actions]


def test_a_row_put_in_leaves_every_figure_of_the_days_before_and_of_old_keys() -> None:
    with clock.at(NOW):
        roadmap = Roadmap.objects.get(programme=live().programme)
    attach(roadmap)
    before = {day: told(read(roadmap, day)) for day in (*DAYS, *AFTER)}
    with clock.at(NOW):
        amending = order(*numbered(*FIRST[:3], NEW, *FIRST[3:], SIXTH.replace("Встреча кураторов", "Действие 6")))
        version = actions.amend_roadmap(roadmap=roadmap, order=amending, on=ON, by=SYSTEM)
    assert (version.number, version.order_number, version.whole) == (2, "12", True)
    for day in DAYS:
        assert told(read(roadmap, day)) == before[day]
        assert [number for number, _keys in rows(read(roadmap, day))] == ["1", "4", "5", "33", "35", "6"]
    for day in AFTER:
        view = read(roadmap, day)
        assert rows(view) == [
            ("1", ("1",)), ("2", ("4",)), ("3", ("5",)), ("4", ("4-2",)), ("5", ("33",)), ("6", ("35.1", "35.2")),
            ("7", ("6",)),
        ]  # fmt: skip
        new = told(view)
        assert {key: new[key] for key in ("1", "4", "5", "35.1", "35.2", "6")} == {
            key: before[day][key] for key in ("1", "4", "5", "35.1", "35.2", "6")
        }
        assert new["4-2"][:3] == new["6"][:3]
        assert view.outline.version == 2
    due = {
        action.number
        for action in read(roadmap, AFTER[-1]).actions
        if f"{action.outline.terms.last_due}" <= "2022-05-31"
    }
    counted = read(roadmap, AFTER[-1]).indicators["33"][1].figure.members
    assert due == {"1", "2", "3", "4", "6", "7"}
    assert len(counted) == len(before[AFTER[-1]]["33"][0]) + 1
    assert told(read(roadmap, AFTER[0], NOW - dt.timedelta(seconds=1))) == before[AFTER[0]]


def test_an_added_row_has_its_words_deadline_and_definition(roadmap: Roadmap) -> None:
    attach(roadmap)
    amend(roadmap, *inserted())
    added = read(roadmap, ON).action("3")
    assert added is not None
    assert (added.outline.title, added.outline.executors[0].code) == ("Повторный подбор кураторов", "institute")
    assert added.outline.terms.periods == ((dt.date(2022, 5, 31), dt.date(2022, 5, 31)),)
    (one,) = added.indicators
    assert (one.key, one.outline.formula, one.outline.version, one.outline.since) == ("3", FORMULA, 1, ON)
    row = Action.objects.get(pk=added.outline.id)
    assert source_cells(row, NOW)["title"].text == "Повторный подбор кураторов"
    assert links(row, NOW) == ["https://example.org/new"]
    entry = JournalEntry.objects.get(verb="amend")
    assert entry.count == 6


def test_a_row_says_otherwise_from_the_day_on(roadmap: Roadmap) -> None:
    attach(roadmap)
    changed = FIRST[1].replace("в районах", "во всех районах").replace("08.02.2022", "20.05.2022")
    changed = changed.replace("Министерство", "АИРО").replace("100%", "не менее 90 %")
    amend(roadmap, FIRST[0], changed, *FIRST[2:])
    before, after = (read(roadmap, day).action("4") for day in (DAYS[-1], ON))
    assert before
    assert after
    assert (before.outline.title, after.outline.title) == ("Action 4", "Назначение координаторов во всех районах")
    assert [one.code for one in after.outline.executors] == ["institute"]
    assert [one.code for one in before.outline.executors] == ["ministry"]
    assert before.outline.terms.last_due == dt.date(2022, 2, 8)
    assert after.outline.terms.last_due == dt.date(2022, 5, 20)
    assert after.outline.former[0].basis == "order No. 12 of 15\u00a0May\u00a02022"
    targets = [row.indicators[0].outline.target for row in (before, after)]
    assert [one and one.text for one in targets] == ["= 100", ">= 90"]
    assert before.indicators[0].outline.formula == after.indicators[0].outline.formula
    row = Action.objects.get(pk=after.outline.id)
    assert source_cells(row, NOW, DAYS[-1])["title"].text == "Назначение координаторов в районах"
    assert source_cells(row, NOW, ON)["title"].text == "Назначение координаторов во всех районах"
    assert [one.number for one in read(roadmap, ON).actions] == ["1", "4", "5", "33", "35"]


def test_a_row_that_the_whole_table_does_not_have_is_no_row_any_more(roadmap: Roadmap) -> None:
    attach(roadmap)
    amend(roadmap, *FIRST[:2], *FIRST[3:], whole=True)
    assert numbers_on(roadmap) == ["1", "4", "33", "35"]
    assert numbers_on(roadmap, DAYS[-1]) == ["1", "4", "5", "33", "35"]
    assert "5" not in read(roadmap, ON).indicators


def test_an_order_of_single_rows_leaves_the_others_alone(roadmap: Roadmap) -> None:
    attach(roadmap)
    amend(roadmap, FIRST[2].replace("08.02.2022", "30.05.2022"), NEW.replace("6.", "5.1."))
    assert numbers_on(roadmap) == ["1", "4", "5", "5.1", "33", "35"]
    view = read(roadmap, ON)
    assert [action.outline.terms.last_due for action in view.actions[2:4]] == [
        dt.date(2022, 5, 30),
        dt.date(2022, 5, 31),
    ]
    assert not RoadmapVersion.objects.get().whole


def test_the_points_of_an_order_are_carried_out(roadmap: Roadmap) -> None:
    attach(roadmap)
    points = (
        "1. Строку 33 исключить.\n\n2. В строке 4 слова «в районах» заменить словами «в округах».\n\n"
        "3. Дополнить строкой 5.1 следующего содержания:"
    )
    amend(roadmap, NEW.replace("6.", "5.1."), points=points)
    assert numbers_on(roadmap) == ["1", "4", "5", "5.1", "35"]
    assert read(roadmap, ON).actions[1].outline.title == "Назначение координаторов в округах"


def test_taken_back_everything_is_as_before(roadmap: Roadmap) -> None:
    attach(roadmap)
    file, figures = stored_programme(roadmap, NOW), told(read(roadmap, ON))
    version = amend(roadmap, *inserted()[:-1])
    later = NOW + dt.timedelta(hours=1)
    with clock.at(later):
        with pytest.raises(ValidationError, match="Say why"):
            actions.take_back_amendment(version=version, reason=" ", by=SYSTEM)
        actions.take_back_amendment(version=version, reason="wrong file", by=SYSTEM)
        assert stored_programme(roadmap, later) == file
        assert told(read(roadmap, ON, later)) == figures
        assert len(read(roadmap, ON, NOW).actions) == 5
        with pytest.raises(ValidationError, match="already"):
            actions.take_back_amendment(version=version, reason="again", by=SYSTEM)
    again = amend(roadmap, *inserted(), at=later)
    assert again.number == 3
    assert set(Indicator.objects.filter(amendment=again).values_list("key", flat=True)) == {"3-3"}


def test_only_the_latest_is_taken_back_and_not_while_its_rows_are_used(roadmap: Roadmap) -> None:
    attach(roadmap)
    first = amend(roadmap, *inserted())
    second = amend(roadmap, *inserted()[:-1], number="13", day="20.05.2022", on=dt.date(2022, 5, 21))
    with clock.at(NOW):
        with pytest.raises(ValidationError, match="only the latest"):
            actions.take_back_amendment(version=first, reason="no", by=SYSTEM)
        actions.take_back_amendment(version=second, reason="no", by=SYSTEM)
        actions.write_note(action=Action.objects.get(amendment=first), text="goes well", on=ON, by=SYSTEM)
        with pytest.raises(ValidationError, match="Take that back first"):
            actions.take_back_amendment(version=first, reason="no", by=SYSTEM)


def test_what_an_order_set_falls_with_its_version_alone(roadmap: Roadmap) -> None:
    attach(roadmap)
    moved = FIRST[1].replace("08.02.2022", "20.05.2022").replace("100%", "не менее 90 %")
    amend(roadmap, FIRST[0], moved, *FIRST[2:])
    action = Action.objects.get(number="4")
    definition = Indicator.objects.get(key="4").definitions.latest("version")
    with clock.at(NOW):
        with pytest.raises(ValidationError, match="version 2 of the roadmap"):
            actions.restore_deadline(action=action, reason="no", by=SYSTEM)
        with pytest.raises(ValidationError, match="version 2 of the roadmap"):
            actions.take_back_definition(definition=definition, reason="no", by=SYSTEM)


def test_the_next_year_is_a_copy_of_the_latest_version_and_the_file_is_the_first(roadmap: Roadmap) -> None:
    attach(roadmap)
    amend(roadmap, *inserted()[:-1])
    copy = actions.copy_programme(programme=roadmap.programme, year=2023, by=SYSTEM)
    copied = stored_programme(Roadmap.objects.get(programme=copy), clock.now())
    assert [one.number for one in copied.actions] == ["1", "2", "3", "4", "5"]
    assert copied.actions[2].title["ru"] == "Повторный подбор кураторов"
    assert stored_programme(roadmap, clock.now(), amended=False) == take(small_programme.data())
    again = actions.load_programme(file=take(small_programme.data()), region=roadmap.programme.region, by=SYSTEM)
    assert (again.applied, again.kept) == ((), ())


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"day": "27.02.2022"}, "The order is of 27.+2022; the version it would follow rests on order No. 7"),
        ({"number": "7", "day": "28.02.2022"}, "This order is in force already: it is that of version 1"),
        ({"on": NOW.date() + dt.timedelta(days=2)}, "not come"),
        ({"number": ""}, "The number and the date of the order are not readable"),
    ],
)
def test_an_order_that_cannot_follow_is_refused(roadmap: Roadmap, more: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        amend(roadmap, *inserted(), **more)
    assert not RoadmapVersion.objects.exists()


def test_rows_that_nobody_would_know_again_ask_for_the_order_in_force(roadmap: Roadmap) -> None:
    with pytest.raises(ValidationError, match="Attach that order first"):
        amend(roadmap, *inserted())
    attach(roadmap)
    with clock.at(NOW):
        plan = preview_amendment(roadmap=roadmap, order=order(FIRST[0], NEW), on=ON, whole=True)
    assert plan.notes == ("Less than half of the roadmap's rows are in the order. Is it the right file?",)
    assert plan.counts == {"kept": 1, "moved": 0, "changed": 0, "added": 1, "removed": 4}
    assert plan.faults == {}


def test_wrong_rows_are_named_and_nothing_is_written(roadmap: Roadmap) -> None:
    attach(roadmap)
    with pytest.raises(ValidationError, match="changes nothing"):
        amend(roadmap, *FIRST)
    with pytest.raises(ValidationError, match="Number 5 would stand 2 times"):
        amend(roadmap, *FIRST, NEW.replace("6.", "5."), whole=True)
    with pytest.raises(ValidationError, match=r"has no number \(line 15\)"):
        amend(roadmap, *FIRST, NEW.replace("6.", ""), whole=True)
    with pytest.raises(ValidationError, match="Row 6: its title or number is too long"):
        amend(roadmap, *FIRST, NEW.replace("кураторов", "кураторов" * 60), whole=True)
    with clock.at(NOW):
        periods = stored_programme(roadmap, NOW).actions[4].due
        moved = {"periods": periods[:1], "basis": "order 9", "on": dt.date(2022, 5, 20)}
        actions.move_deadline(action=Action.objects.get(number="4"), by=SYSTEM, **moved)
    with pytest.raises(ValidationError, match=r"Row 4: an act of 20.+2022"):
        amend(roadmap, FIRST[0], FIRST[1].replace("08.02.2022", "01.06.2022"), *FIRST[2:])
    assert not RoadmapVersion.objects.exists()
    assert not JournalEntry.objects.filter(verb="amend").exists()
