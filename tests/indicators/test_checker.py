"""Sentences that parse and still mean nothing: each fault, its column and its hint."""

import pytest

from opora.indicators.checker import check, read
from opora.indicators.registry import Registry
from opora.indicators.syntax import Faults, parse
from tests.indicators.small_language import small

pytestmark = pytest.mark.usefixtures("english")


@pytest.mark.parametrize(
    "source",
    [
        'share(schools(current), visited("first"))',
        'share(schools(current, previous), attended("x"))',
        'count(schools(current, growth_point=True), attended(series="x"))',
        'share(heads() | curators(), attended("x"))',
        "share(schools(), systemic(1))",
        "count(news())",
        "least_per_month(news())",
        'delivered("guide")',
        "change(share(schools(current), systemic(1)), share(schools(current), systemic(2)))",
    ],
)
def test_right_sentences_pass(source: str) -> None:
    assert check(parse(source), small()) == []


@pytest.mark.parametrize(
    ("source", "faults"),
    [
        ('share(schools(current), visitd("first"))', [(25, "did you mean “visited”")]),
        ('share(schols(current), visited("first"))', [(7, "did you mean “schools”")]),
        ('share(schools(curent), visited("first"))', [(15, "did you mean “current”")]),
        ('shar(schools(current), visited("first"))', [(1, "did you mean “share”")]),
        ('share(schools(current), visited("second"))', [(33, '"first", "final"')]),
        ('share(schools("current"), visited("first"))', [(15, "current, previous")]),
        ("share(schools(current), visited())", [(25, "needs “kind”")]),
        ('share(schools(current), visited("first", 2))', [(42, "no more arguments")]),
        ('share(schools(current), visited("first", kind="final"))', [(47, "given twice")]),
        ('share(schools(current, growth=True), visited("first"))', [(31, "did you mean “growth_point”")]),
        ('share(schools(growth_point=1), visited("first"))', [(28, "True, False")]),
        ("share(schools(current), systemic(True))", [(34, "a whole number")]),
        ('share(schools(current), systemic("1"))', [(34, "a whole number")]),
        ("share(schools(current), attended())", [(25, "exactly one of: event, series")]),
        ('share(schools(current), attended("a", series="b"))', [(25, "exactly one of")]),
        ('share(schools(current), attended(""))', [(34, "text in quotes")]),
        ("share(schools(current))", [(1, "share(population, fact)")]),
        ("share()", [(1, "share(population, fact)")]),
        ("count()", [(1, "count(population, fact), count(records)")]),
        ("count(schools(current))", [(7, "a kind of records is expected")]),
        ("least_per_month(schools(current))", [(17, "a kind of records is expected")]),
        ("share(current, visited)", [(7, "a population is expected"), (16, "a fact is expected")]),
        ('share(visited("first"), schools(current))', [(7, "is a fact"), (25, "is a population")]),
        ('share(heads(), visited("first"))', [(16, "asked about: post")]),
        ('share(heads() | schools(current), attended("x"))', [(7, "one kind")]),
        ("change(share(schools(), systemic(1)), count(news()))", [(39, "share(…) is expected")]),
        ("change(share(schools(), systemic(1)))", [(1, "change(share, share)")]),
        ("change(delivered('a'), delivered('b'))", [(8, "share(…)"), (24, "share(…)")]),
        ("schools(current)", [(1, "an indicator is expected")]),
        ("news()", [(1, "an indicator is expected")]),
        ("5", [(1, "an indicator is expected")]),
        ("(1, 2)", [(1, "an indicator is expected")]),
        ('delivered(("a", "b"))', [(11, "a value is expected")]),
        ("delivered(delivered('a'))", [(11, "a value is expected")]),
        (
            'share(schols(curent), visitd("frist"))',
            [(7, "schools"), (23, "visited")],
        ),
    ],
)
def test_every_fault_is_named_with_its_column(source: str, faults: list[tuple[int, str]]) -> None:
    found = check(parse(source), small())
    assert [fault.column for fault in found] == [column for column, _text in faults]
    for fault, (_column, text) in zip(found, faults, strict=True):
        assert text in fault.message


def test_read_raises_them_together() -> None:
    with pytest.raises(Faults) as refused:
        read("share(schools(curent), visited('second'))", small())
    assert len(refused.value.faults) == 2
    assert "column 15" in str(refused.value)


def test_a_name_is_lent_once() -> None:
    language = small()
    with pytest.raises(ValueError, match="taken"):
        language.constant("schools", 1)
    with pytest.raises(ValueError, match="visited"):
        language.with_words({"visited": language.words["visited"]})


def test_a_word_without_help_is_refused() -> None:
    with pytest.raises(ValueError, match="docstring"):

        @Registry().delivery(phrase=str)
        def silent(context: object, code: str) -> None: ...
