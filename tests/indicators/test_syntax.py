"""The closed list of nodes: what is taken over, what is refused and at which column."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opora.indicators.syntax import LONGEST, Call, Constant, Faults, Name, Tuple, Union, parse, walk


def test_a_sentence_becomes_a_tree_with_columns() -> None:
    node = parse('share(heads() | schools(current, growth_point=True), attended("vks-1"))')
    assert isinstance(node, Call)
    union, fact = node.arguments
    assert isinstance(union, Union)
    assert union.right == Call("schools", (Name("current", 25),), (("growth_point", Constant(True, 47)),), 17)
    assert fact == Call("attended", (Constant("vks-1", 63),), (), 54)


def test_tuples_are_part_of_the_language() -> None:
    assert parse("f((1, current))") == Call("f", (Tuple((Constant(1, 4), Name("current", 7)), 3),), (), 1)


def test_columns_count_characters_not_bytes_and_survive_leading_space() -> None:
    with pytest.raises(Faults) as refused:
        parse('  f("ёжик", 1 + 2)')
    assert refused.value.faults[0].column == 13


@pytest.mark.parametrize(
    ("source", "column"),
    [
        ("a.b()", 1),
        ("f(x for x in y)", 2),
        ("f(lambda: 1)", 3),
        ("f([1])", 3),
        ("f({1: 2})", 3),
        ("f(1.5)", 3),
        ("f(None)", 3),
        ("f(b'x')", 3),
        ("f(f'x')", 3),
        ("f(-1)", 3),
        ("f(a and b)", 3),
        ("f(a & b)", 3),
        ("f(a < b)", 3),
        ("f(a[0])", 3),
        ("f(*a)", 3),
        ("f(**a)", 5),
        ("f(x := 1)", 3),
        ("(f)()()", 1),
        ("f(...)", 3),
        ("f(1 if a else 2)", 3),
        ("f(await_ @ b)", 3),
    ],
)
def test_anything_else_is_refused_with_its_column(source: str, column: int) -> None:
    with pytest.raises(Faults) as refused:
        parse(source)
    assert refused.value.faults[0].column == column


def test_every_stranger_is_reported_at_once() -> None:
    with pytest.raises(Faults) as refused:
        parse("share([1], schools(1.5) + {2})")
    assert [fault.column for fault in refused.value.faults] == [7, 12]


@pytest.mark.parametrize(
    "source", ["", " ", "share(", "share())", "a b", "f(\x00)", "f(1,,2)", "'", "(" * 500, "import os"]
)
def test_what_is_no_expression_is_one_fault(source: str) -> None:
    with pytest.raises(Faults) as refused:
        parse(source)
    assert len(refused.value.faults) == 1
    assert refused.value.faults[0].column >= 1


def test_a_sentence_has_a_longest_length() -> None:
    with pytest.raises(Faults):
        parse("f(" + "1," * LONGEST + ")")


@given(st.text(max_size=60))
def test_no_text_does_anything_but_parse_or_be_refused(source: str) -> None:
    try:
        node = parse(source)
    except Faults:
        return
    assert next(walk(node)) == node
