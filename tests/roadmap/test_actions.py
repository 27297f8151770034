"""Loading, copying, planning and defining: what is written, what is refused, what is left alone."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import translation

from opora.core import clock
from opora.core.actors import SYSTEM
from opora.core.models import JournalEntry
from opora.programmes.models import Programme
from opora.roadmap import actions
from opora.roadmap import models as tables
from opora.roadmap.models import Action, IndicatorDefinition, Roadmap
from opora.roadmap.programme_file import programme_path, read_programme
from opora.roadmap.programme_values import take
from opora.roadmap.proposed import Proposed
from opora.roadmap.queries import oddities, read_roadmap, versions
from opora.roadmap.stored import stored_programme
from tests.organisations.places import Places
from tests.roadmap import small_programme
from tests.roadmap.small_programme import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def rows() -> dict[str, int]:
    """How many rows each table of this app holds."""
    own = (model for model in vars(tables).values() if isinstance(model, type) and issubclass(model, models.Model))
    return {model.__name__: model._default_manager.count() for model in own if not model._meta.abstract}


def action(roadmap: Roadmap, number: str) -> Action:
    return roadmap.actions.get(number=number)


def test_what_is_loaded_is_what_the_file_says(roadmap: Roadmap) -> None:
    assert stored_programme(roadmap, clock.now()) == take(small_programme.data())
    assert {one.key for one in roadmap.indicators.all()} == {"1", "4", "5", "33", "35.1", "35.2"}
    (definition,) = versions(roadmap.indicators.get(key="4").pk, clock.now())
    assert (definition.version, definition.target) == (1, "= 100")
    assert definition.target_basis == "order No. 7 of 28\u00a0Feb\u00a02022"
    assert oddities(roadmap, clock.now(), action(roadmap, "4")) == ["no link", "odd"]
    assert oddities(roadmap, clock.now()) == ["two dates"]


def test_the_order_and_its_oddities_are_told_in_russian(programme: Programme) -> None:
    with translation.override("ru"):
        small_programme.load(programme)
        roadmap = Roadmap.objects.get(programme=programme)
        (definition,) = versions(roadmap.indicators.get(key="4").pk, clock.now())
        assert definition.target_basis == "приказ № 7 от 28.02.2022"
        assert oddities(roadmap, clock.now(), action(roadmap, "4")) == ["нет ссылки", "odd"]


def test_the_whole_programme_of_2022_is_loaded(programme: Programme) -> None:
    file = read_programme(programme_path("2022"))
    loaded = actions.load_programme(file=file, region=programme.region, by=SYSTEM)
    assert loaded.created
    assert loaded.programme == programme
    roadmap = Roadmap.objects.get(programme=programme)
    assert (roadmap.actions.count(), roadmap.indicators.count()) == (48, 53)
    assert stored_programme(roadmap, clock.now()) == file


def test_a_region_without_the_programme_gets_it(made: Places) -> None:
    loaded = actions.load_programme(file=take(small_programme.data()), region=made.region, by=SYSTEM)
    assert (loaded.programme.year, loaded.programme.title, loaded.programme.preceding) == (2022, "Проект 2022", None)


def test_the_same_file_again_changes_nothing(programme: Programme, roadmap: Roadmap) -> None:
    before, journal = rows(), JournalEntry.objects.count()
    again = small_programme.load(programme)
    assert (again.created, again.changed, again.applied, again.kept) == (False, False, (), ())
    assert (rows(), JournalEntry.objects.count()) == (before, journal)


def test_another_file_brings_names_up_to_date_and_reports_the_rest(programme: Programme, roadmap: Roadmap) -> None:
    content = small_programme.data()
    content["titles"]["guide"]["ru"] = "методическое пособие"
    content["executors"]["experts"] = {"ru": "Эксперты", "en": "Experts"}
    content["actions"][1]["oddities"] = [words("странно", "odd")]
    content["actions"][1]["due"] = ["2022-02-10"]
    content["actions"][2]["indicators"][0]["target"] = "= 100"
    del content["actions"][4]["indicators"][1]
    loaded = small_programme.load(programme, content)
    names = {"actions.4.oddities", "executors.experts.ru", "executors.experts.en", "titles.guide.ru"}
    assert {one.place for one in loaded.applied} == names
    assert {str(one) for one in loaded.kept} == {
        "actions.4.due: 2022-02-08 → 2022-02-10",
        "actions.5.indicators.1.target: nothing → = 100",
        'actions.35.indicators.2.formula: delivered("guide") → nothing',
        "actions.35.indicators.2.target: done → nothing",
    }
    assert stored_programme(roadmap, clock.now()).titles.words["guide"]["ru"] == "методическое пособие"
    assert oddities(roadmap, clock.now(), action(roadmap, "4")) == ["odd"]
    assert oddities(roadmap, small_programme.LOADED_AT, action(roadmap, "4")) == ["odd"]
    again = small_programme.load(programme, content)
    assert again.applied == ()
    assert again.kept == loaded.kept


def test_what_was_called_otherwise_stays_known_for_then(programme: Programme, roadmap: Roadmap) -> None:
    content = small_programme.data()
    content["titles"]["call"] = {"ru": "первом совещании", "en": "the first call"}
    actions.load_programme(file=take(content), region=programme.region, by=SYSTEM)
    now = read_roadmap(programme, dt.date(2022, 1, 1))
    then = read_roadmap(programme, dt.date(2022, 1, 1), small_programme.LOADED_AT)
    assert now is not None
    assert then is not None
    assert now.indicators["1"][1].sentence == "Share of municipal heads present at the first call."
    assert then.indicators["1"][1].sentence == "Share of municipal heads present at the call of 2022."


def test_the_next_year_starts_as_a_copy(programme: Programme, roadmap: Roadmap) -> None:
    copy = actions.copy_programme(programme=programme, year=2023, by=SYSTEM)
    assert (copy.year, copy.preceding, copy.title, copy.cohort.memberships.count()) == (
        2023,
        programme,
        "Проект 2023",
        0,
    )
    file = stored_programme(Roadmap.objects.get(programme=copy), clock.now())
    assert [one.due_texts for one in file.actions] == [
        ("2022-12-15",), ("2023-02-08",), ("2023-02-08",), ("2023-08-01..2023-08-30",), ("2023-04",)]  # fmt: skip
    assert file.actions[4].due[0].by_plan
    assert file.titles.words["call"] == {"ru": "совещании 2023 года", "en": "the call of 2023"}
    assert (file.order, file.order_oddities, file.actions[1].oddities) == ({}, (), ())
    assert [one.indicators for one in file.actions] == [
        one.indicators for one in stored_programme(roadmap, clock.now()).actions
    ]
    (definition,) = IndicatorDefinition.objects.filter(indicator__roadmap__programme=copy, indicator__key="4")
    assert definition.target_basis == "as in the programme of 2022"


@pytest.mark.parametrize(("year", "why"), [(2022, "after 2022"), (2021, "after 2022")])
def test_a_copy_is_for_a_later_year(roadmap: Roadmap, year: int, why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        actions.copy_programme(programme=roadmap.programme, year=year, by=SYSTEM)


def test_a_year_is_not_copied_twice(roadmap: Roadmap) -> None:
    actions.copy_programme(programme=roadmap.programme, year=2023, by=SYSTEM)
    with pytest.raises(ValidationError, match="has a roadmap already"):
        actions.copy_programme(programme=roadmap.programme, year=2023, by=SYSTEM)


def test_a_copy_over_a_gap_follows_the_year_before_it(roadmap: Roadmap) -> None:
    first = actions.copy_programme(programme=roadmap.programme, year=2023, by=SYSTEM)
    second = actions.copy_programme(programme=roadmap.programme, year=2025, by=SYSTEM)
    assert second.preceding == first
    file = stored_programme(Roadmap.objects.get(programme=second), clock.now())
    assert (file.cohorts, file.actions[0].due_texts) == ({"current": 2025, "previous": 2023}, ("2024-12-15",))
    assert actions.copy_programme(programme=roadmap.programme, year=2024, by=SYSTEM).preceding is None


def test_a_programme_without_a_roadmap_is_not_copied(programme: Programme) -> None:
    with pytest.raises(ValidationError, match="no roadmap to copy"):
        actions.copy_programme(programme=programme, year=2023, by=SYSTEM)


def test_a_day_is_planned_and_moves_no_deadline(programme: Programme, roadmap: Roadmap) -> None:
    row = action(roadmap, "35")
    actions.plan_action(action=row, planned_on=dt.date(2022, 4, 18), on=dt.date(2022, 3, 1), by=SYSTEM)
    actions.plan_action(action=row, planned_on=dt.date(2022, 4, 20), on=dt.date(2022, 4, 4), by=SYSTEM)

    def seen(as_of: dt.date, **known: Any) -> tuple[dt.date | None, dt.date | None]:
        view = read_roadmap(programme, as_of, **known)
        assert view is not None
        outline = view.actions[4].outline
        return outline.planned_on, outline.terms.last_due

    last = dt.date(2022, 4, 30)
    assert seen(dt.date(2022, 2, 1)) == (None, last)
    assert seen(dt.date(2022, 3, 1)) == (dt.date(2022, 4, 18), last)
    assert seen(dt.date(2022, 5, 1)) == (dt.date(2022, 4, 20), last)
    assert seen(dt.date(2022, 5, 1), known_at=small_programme.LOADED_AT) == (None, last)


@pytest.mark.parametrize(
    ("number", "day", "why"),
    [("35", dt.date(2022, 5, 1), "outside the periods"), ("4", dt.date(2022, 2, 8), "from the order itself")],
)
def test_a_plan_that_is_refused(roadmap: Roadmap, number: str, day: dt.date, why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        actions.plan_action(action=action(roadmap, number), planned_on=day, by=SYSTEM)


def test_a_new_definition_counts_from_its_day_on(programme: Programme, roadmap: Roadmap) -> None:
    indicator = roadmap.indicators.get(key="5")
    formula = "share(schools(current, previous), curator_appointed())"
    proposed = Proposed(
        formula=formula, on=dt.date(2022, 3, 2), target=">= 80", target_basis="decision 3", basis="decision 3"
    )
    actions.define_indicator(indicator=indicator, proposed=proposed, by=SYSTEM)

    def seen(as_of: dt.date, **known: Any) -> tuple[int, str, int]:
        view = read_roadmap(programme, as_of, **known)
        assert view is not None
        one = view.indicators["5"][1]
        return one.outline.version, one.outline.target_basis, one.figure.denominator

    assert seen(dt.date(2022, 3, 1)) == (1, "", 3)
    assert seen(dt.date(2022, 3, 2)) == (2, "decision 3", 4)
    assert seen(dt.date(2022, 3, 2), known_at=small_programme.LOADED_AT) == (1, "", 3)
    assert seen(dt.date(2021, 11, 1))[0] == 1


def redefine(**change: Any) -> Callable[[Roadmap], None]:
    def act(roadmap: Roadmap) -> None:
        formula, day = "share(schools(), curator_appointed())", dt.date(2022, 3, 2)
        proposed = Proposed(**{"formula": formula, "on": day, "basis": "decision 3", **change})
        actions.define_indicator(indicator=roadmap.indicators.get(key="5"), proposed=proposed, by=SYSTEM)

    return act


@pytest.mark.parametrize(
    ("act", "why"),
    [
        (redefine(formula="share(school(), curator_apointed())"), "column 7.*column 17"),
        (redefine(target="many", target_basis="x"), "is not a target"),
        (redefine(target="= 100"), "Name the order"),
        (redefine(target="done", target_basis="x"), "is for a document"),
        (redefine(target=">= 101", target_basis="x"), "never more than 100"),
        (redefine(target_basis="x"), "but no target"),
        (redefine(basis=" "), "Name the order or the decision that changes"),
        (redefine(examples="3 of 5 → 60 %\n3 of 5 → 50 %"), "line 2, .*it came out 60%"),
        (redefine(on=dt.date(2020, 1, 1)), "A later version"),
        (redefine(formula="share(schools(current), curator_appointed())"), "counted already"),
    ],
)
def test_a_definition_that_is_refused(roadmap: Roadmap, act: Callable[[Roadmap], None], why: str) -> None:
    with pytest.raises(ValidationError) as refused:
        act(roadmap)
    assert re.search(why, " ".join(refused.value.messages))
    assert IndicatorDefinition.objects.filter(indicator__key="5").count() == 1


def test_every_act_leaves_a_row_in_the_journal(roadmap: Roadmap) -> None:
    actions.plan_action(action=action(roadmap, "35"), planned_on=dt.date(2022, 4, 18), by=SYSTEM)
    redefine()(roadmap)
    actions.copy_programme(programme=roadmap.programme, year=2023, by=SYSTEM)
    verbs = list(JournalEntry.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs[-6:] == ["load", "plan", "define", "start", "begin", "copy"]
