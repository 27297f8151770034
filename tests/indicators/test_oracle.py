"""All 53 indicators of 2022, counted twice: by the words over the database, and by a plain recount over lists."""

import datetime as dt
from collections.abc import Iterator, Mapping

import pytest

from opora.core import clock
from opora.indicators.context import Context
from opora.roadmap.answers import executions, figures, outline_in
from tests.indicators.conftest import Building
from tests.wordbook.oracle import Recount, everything, executed
from tests.wordbook.reading import every_word, read, recounted, shapes
from tests.wordbook.tables import Tables, dump
from tests.wordbook.world import World, moment

pytestmark = pytest.mark.django_db
SEEDS = (1, 2, 3, 4)
DAYS = (dt.date(2022, 3, 30), dt.date(2022, 6, 30), dt.date(2022, 10, 17), dt.date(2022, 12, 31))
LATER = dt.date(2023, 6, 1)


Dumps = dict[int, Tables]


@pytest.fixture(scope="module")
def dumps() -> Dumps:
    """The rows of each region that was built, by its seed: plain values outlive the database."""
    return {}


@pytest.fixture(scope="module", params=SEEDS)
def world(request: pytest.FixtureRequest, building: Building, dumps: Dumps) -> Iterator[World]:
    with building(request.param) as made:
        dumps[made.seed] = dump()
        yield made


@pytest.mark.parametrize("then", [True, False], ids=["known-then", "known-later"])
@pytest.mark.parametrize("as_of", DAYS, ids=str)
def test_the_words_and_the_oracle_say_the_same(world: World, dumps: Dumps, as_of: dt.date, then: bool) -> None:
    """The same subjects in every list, days, values and ranges; the same actions executed on the same days."""
    known_at = clock.end_of(as_of) if then else moment(LATER)
    context = Context.of(world.programme, as_of, known_at)
    with every_word():
        by_words, done, outline = context.once(figures), context.once(executions), context.once(outline_in)
    oracle = Recount(dumps[world.seed], world.programme.pk, as_of, known_at)
    assert len(by_words) == 53
    assert shapes(by_words) == recounted(oracle)
    assert outline is not None
    days = {action.number: done[action.id].on if done[action.id].executed else None for action in outline.actions}
    assert days == executed(oracle)


def test_what_another_programme_did_never_counts(world: World, dumps: Dumps) -> None:
    """The year before had events, stages and waves of the same codes; without its rows every figure is the same."""
    tables = dumps[world.seed]
    ours = {
        name: [row for row in rows if row.get("programme_id") in (None, world.programme.pk)]
        for name, rows in tables.items()
    }
    assert sum(map(len, ours.values())) < sum(map(len, tables.values()))
    assert recounted(Recount(ours, world.programme.pk, DAYS[-1], moment(LATER))) == shapes(
        read(world.programme, DAYS[-1], moment(LATER))
    )


def test_the_regions_are_nasty_enough(building: Building, dumps: Dumps) -> None:
    """Over all of them a figure has subjects in every list it can have: lists equal because empty prove nothing."""
    never: dict[str, set[str]] = {}
    for seed in SEEDS:
        if seed not in dumps:
            with building(seed):
                dumps[seed] = dump()
        ours = max(row["id"] for row in dumps[seed]["Programme"])
        for as_of in DAYS:
            for key, count in everything(Recount(dumps[seed], ours, as_of, clock.end_of(as_of))).items():
                empty = {name for name, members in count.lists.items() if not members}
                never[key] = never.get(key, empty) & empty
    assert {key: lists for key, lists in never.items() if lists} == EMPTY_BY_NATURE


ALWAYS_KNOWN, NOBODY_LEAVES = {"unknown"}, {"excluded"}
EMPTY_BY_NATURE: Mapping[str, set[str]] = {
    **dict.fromkeys(("4", "5", "7", "8", "14", "15", "30", "43", "46", "10", "35.1", "35.2", "35.3"), ALWAYS_KNOWN),
    **dict.fromkeys(("23", "39"), ALWAYS_KNOWN),
    **dict.fromkeys(("1", "2", "6", "22", "31", "34", "45", "33", "19"), NOBODY_LEAVES),
    "9": ALWAYS_KNOWN | NOBODY_LEAVES,
    **dict.fromkeys(("11", "13", "16", "32", "40", "47"), ALWAYS_KNOWN | NOBODY_LEAVES),
    **dict.fromkeys(("17.1", "17.2", "18", "27.2", "28.2"), {"missing"} | ALWAYS_KNOWN | NOBODY_LEAVES),
}
"""Lists that a sentence can never fill: absence is missing, a municipality never leaves, records are only counted."""
