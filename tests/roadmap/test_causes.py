"""What a change is called: its step, its cause in the words of that step, and how many units it moved."""

import itertools

import pytest

from opora.core.numbers import NBSP
from opora.indicators.changes import Cause, Change, Counts, Step
from opora.roadmap.causes import cause_text, step_text

BEFORE = Counts(met=10, missing=27, unknown=3)
AFTER = {
    Cause.ENTERED: (Counts(12, 35, 3), "10 школ"),  # of ten that joined two are counted in already: still ten
    Cause.LEFT: (Counts(9, 28, 1), "2 школы"),
    Cause.MET: (Counts(15, 22, 3), "5 школ"),
    Cause.UNMET: (Counts(9, 28, 3), "1 школа"),
    Cause.KNOWN: (Counts(10, 29, 1), "2 школы"),
    Cause.UNKNOWN: (Counts(10, 26, 4), "1 школа"),
}
SAID = {
    (Step.HAPPENED, Cause.ENTERED): "Добавилось",
    (Step.HAPPENED, Cause.LEFT): "Вышло",
    (Step.HAPPENED, Cause.MET): "Засчитано",
    (Step.HAPPENED, Cause.UNMET): "Больше не засчитано",
    (Step.HAPPENED, Cause.KNOWN): "Стало известно, не хватает",
    (Step.HAPPENED, Cause.UNKNOWN): "Снова не известно",
    (Step.CORRECTED, Cause.ENTERED): "Участие записано позже",
    (Step.CORRECTED, Cause.LEFT): "Выход записан позже",
    (Step.CORRECTED, Cause.MET): "Записано позже",
    (Step.CORRECTED, Cause.UNMET): "Отменено",
    (Step.CORRECTED, Cause.KNOWN): "Стало известно позже, не хватает",
    (Step.CORRECTED, Cause.UNKNOWN): "После исправления не известно",
    (Step.REDEFINED, Cause.ENTERED): "По новому определению учитывается",
    (Step.REDEFINED, Cause.LEFT): "По новому определению не учитывается",
    (Step.REDEFINED, Cause.MET): "По новому определению засчитано",
    (Step.REDEFINED, Cause.UNMET): "По новому определению не засчитано",
    (Step.REDEFINED, Cause.KNOWN): "По новому определению не хватает",
    (Step.REDEFINED, Cause.UNKNOWN): "По новому определению не известно",
}


@pytest.mark.parametrize(("step", "cause"), list(itertools.product(Step, Cause)))
def test_a_cause_says_what_happened_and_how_many_it_moved(step: Step, cause: Cause) -> None:
    after, units = AFTER[cause]
    text = cause_text(Change(step, cause, (), BEFORE, after), "school")
    assert text.replace(NBSP, " ") == f"{SAID[step, cause]}: {units}"


def test_units_without_a_name_are_subjects() -> None:
    change = Change(Step.HAPPENED, Cause.MET, (), Counts(0, 3), Counts(2, 1))
    assert cause_text(change, "").replace(NBSP, " ") == "Засчитано: 2 объекта"


def test_each_step_says_where_its_changes_come_from() -> None:
    assert [step_text(step) for step in Step] == [
        "Что о прежних днях известно иначе",
        "Что произошло с тех пор",
        "Что считается иначе",
    ]
