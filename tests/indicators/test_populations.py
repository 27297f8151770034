"""A population by itself, as an event says whom it invites: read, taken on a day, told in words."""

import datetime as dt

import pytest
from django.utils import translation

from opora.core.numbers import NBSP
from opora.indicators import sentences
from opora.indicators.checker import read_population
from opora.indicators.context import Context
from opora.indicators.evaluation import population_of
from opora.indicators.registry import Kind, Word, language
from opora.indicators.syntax import Faults
from opora.organisations.models import School
from tests.indicators.small_language import CONTEXT, DAY, small
from tests.wordbook.village import NOW, Village, noon

HEADS = "school_heads(current) | curators(current)"


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("source", "faults"),
    [
        ("schols(current)", [(1, "did you mean “schools”")]),
        ("heads() | curatrs()", [(11, "did you mean “curators”")]),
        ("schools(curent)", [(9, "did you mean “current”")]),
        ("heads() | schools(current)", [(1, "one kind")]),
        ('visited("first")', [(1, "is a fact; a population is expected")]),
        ('share(schools(current), visited("first"))', [(1, "“share” is not known")]),
        ("heads", [(1, "a population is expected")]),
        ("heads(", [(6, "not a sentence")]),
    ],
)
def test_what_is_no_population_is_refused_with_its_column(source: str, faults: list[tuple[int, str]]) -> None:
    with pytest.raises(Faults) as refused:
        read_population(source, small())
    found = refused.value.faults
    assert [fault.column for fault in found] == [column for column, _text in faults]
    for fault, (_column, text) in zip(found, faults, strict=True):
        assert text in fault.message


def test_posts_and_persons_are_joined_and_who_holds_both_stands_once() -> None:
    found = population_of(CONTEXT, small(), read_population("heads() | curators()", small()), DAY)
    assert [subject.key for subject in found.subjects] == ["person:7", "head:2", "person:8"]


def test_a_population_that_is_only_awaited_is_nobody_yet() -> None:
    awaited = Word("guests", Kind.POPULATION, small().words["heads"].signature, lambda: "guests", of=("person",))
    known = small().with_words({"guests": awaited})
    found = population_of(CONTEXT, known, read_population("heads() | guests()", known), DAY)
    assert list(found.subjects) == []
    assert len(found.warnings) == 1


@pytest.mark.django_db
def test_it_is_taken_on_its_own_day_even_ahead_of_the_day_of_the_page() -> None:
    village = Village()
    left, before = dt.date(2022, 4, 1), dt.date(2022, 3, 1)
    village.leave_cohort("n1", left)
    context = Context.of(village.programme, before, noon(NOW))
    node = read_population("schools(current)", language)
    n1 = School.objects.get(code="n1").pk
    there = [{s.school_id for s in population_of(context, language, node, on).subjects} for on in (before, left)]
    assert n1 in there[0]
    assert there[1] == there[0] - {n1}


def test_it_is_told_in_words_in_the_genitive() -> None:
    titles = {"current": {"ru": "2022", "en": "2022"}}
    with translation.override("ru"):
        told = sentences.population(read_population(HEADS, language), language, titles).replace(NBSP, " ")
    assert told.startswith("руководителей")
    assert "кураторов" in told
    assert not told.endswith(".")
