"""An order kept as JSON comes back as it was, whatever it holds."""

import json
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opora.core.periods import Period, Precision, Recurring, SchoolYear
from opora.orders import Order, read_order
from opora.orders.columns import Column
from opora.orders.kept import keep, kept
from opora.orders.order import (
    CellSource,
    Damage,
    Definition,
    Evidence,
    Finding,
    Kind,
    OrderAction,
    OrderHead,
    OrderIndicator,
    Repair,
    Severity,
    Source,
)

DAMAGED = Path(__file__).with_name("damaged-order.txt")

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
days = st.dates()
columns = st.sampled_from(Column)
numbers = st.none() | st.integers(0, 10**6) | st.floats(0, 10**6)
periods = st.builds(
    lambda first, last, precision, recurring, plan: Period(
        *sorted([first, last]), precision=precision, recurring=recurring, by_plan=plan
    ),
    days,
    days,
    st.sampled_from([one for one in Precision if one is not Precision.OPEN]),
    st.none() | st.sampled_from(Recurring),
    st.booleans(),
) | st.just(Period(None, None, Precision.OPEN))
indicators = st.builds(
    OrderIndicator,
    text=texts,
    kind=st.sampled_from(Kind),
    minimum=numbers,
    minimum_per=st.none() | st.just("month"),
    formula=st.none() | texts,
    confidence=st.none() | st.floats(0, 1),
    evidence=st.lists(st.builds(Evidence, texts, texts), max_size=2).map(tuple),
)
cells = st.builds(CellSource, st.integers(0, 9), st.integers(0, 9), texts)
sources = st.builds(
    Source,
    texts,
    st.integers(0, 9),
    st.integers(0, 9),
    st.integers(0, 9),
    st.dictionaries(columns, st.lists(cells, max_size=2).map(tuple), max_size=3),
)
repairs = st.builds(Repair, columns, texts, texts, st.lists(st.sampled_from(Damage), max_size=2).map(tuple))
actions = st.builds(
    OrderAction,
    number=st.none() | texts,
    title=texts,
    section=st.none() | texts,
    periods=st.lists(periods, max_size=2).map(tuple),
    executors=st.lists(texts, max_size=2).map(tuple),
    executor_codes=st.lists(texts, max_size=2).map(tuple),
    indicators=st.lists(indicators, max_size=2).map(tuple),
    links=st.lists(texts, max_size=2).map(tuple),
    source=sources,
    repairs=st.lists(repairs, max_size=2).map(tuple),
    raw=st.dictionaries(columns, texts, max_size=3),
    damaged_links=st.lists(texts, max_size=2).map(tuple),
    cut=st.lists(columns, max_size=2).map(tuple),
    own_rows=st.frozensets(columns, max_size=3),
    problems=st.lists(texts, max_size=2).map(tuple),
)
findings = st.builds(
    Finding,
    texts,
    st.sampled_from(Severity),
    st.none() | texts,
    texts,
    st.lists(texts, max_size=2).map(tuple),
    st.none() | columns,
    st.integers(0, 9),
    texts,
)
heads = st.builds(
    OrderHead,
    number=st.none() | texts,
    date=st.none() | days,
    stamp_date=st.none() | days,
    points=st.lists(texts, max_size=2).map(tuple),
)
orders = st.builds(
    Order,
    heads,
    st.lists(actions, max_size=2).map(tuple),
    st.none() | st.integers(1990, 2100) | st.builds(SchoolYear, st.integers(1990, 2100)),
    st.lists(st.builds(Definition, texts, texts), max_size=2).map(tuple),
    st.lists(st.tuples(st.integers(0, 9), texts), max_size=2).map(tuple),
    st.lists(findings, max_size=2).map(tuple),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(orders)
def test_every_order_comes_back(order: Order) -> None:
    again = kept(json.loads(json.dumps(keep(order))))
    assert again == order
    assert [list(one.raw) for one in again.actions] == [list(one.raw) for one in order.actions]


def test_the_damaged_order_comes_back() -> None:
    order = read_order(DAMAGED)
    assert any(action.repairs and action.own_rows for action in order.actions)
    assert kept(json.loads(json.dumps(keep(order)))) == order


def test_what_an_older_draft_lacks_gets_its_default() -> None:
    data = keep(read_order(DAMAGED))
    del data["actions"][0]["problems"], data["findings"]
    again = kept(data)
    assert again.actions[0].problems == ()
    assert again.findings == ()
