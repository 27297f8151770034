"""The pages of the roadmap over a database: what they show is what a plain recount gives, at every moment."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client

from opora.core import clock
from tests.accounts.people import signed_in
from tests.core.markup import tables, text
from tests.roadmap.lived import MOMENTS, NOW, Lived, live_once
from tests.roadmap.recount import PERIODS, STATES, YEARS, Recount

pytestmark = pytest.mark.django_db

LISTS = ("met", "missing", "unknown", "excluded")
INDICATORS = [*YEARS, "33"]


@pytest.fixture(scope="module")
def lived(django_db_setup: None, django_db_blocker: object) -> Iterator[Lived]:
    yield from live_once(django_db_blocker)


@pytest.fixture
def ministry(lived: Lived) -> Iterator[Client]:
    with clock.at(NOW):
        yield signed_in(*lived.people["ministry"])


def read(client: Client, path: str, **asked: str) -> str:
    response = client.get(path, {name: value for name, value in asked.items() if value})
    assert response.status_code == 200
    return response.content.decode().replace("\u00a0", " ")


def tabs(html: str) -> dict[str, int]:
    """The four lists of an opened figure and how many stand in each."""
    return {key: int(n) for key, n in re.findall(r"list=(\w+)[^>]*>[^<]*(?:<svg.*?</svg>)?[^<]*<b>(\d+)</b>", html)}


def members(html: str) -> list[str]:
    """Names in the open list."""
    return [row[0].partition("\n")[0] for row in tables(html).get("h-lists", [])]


def rows(html: str) -> list[list[str]]:
    """Rows of the board, without the headings of groups."""
    return [row for row in tables(html).get("", []) if len(row) > 3]


@pytest.mark.parametrize(("as_of", "known_at"), MOMENTS)
@pytest.mark.parametrize("key", INDICATORS)
def test_an_indicator_shows_its_four_lists(ministry: Client, key: str, as_of: str, known_at: str) -> None:
    lists = Recount(as_of, known_at).lists(key)
    for name in LISTS:
        html = read(ministry, f"/indicators/{key}/", list=name, as_of=as_of, known_at=known_at)
        assert tabs(html) == {each: len(lists[each]) for each in LISTS}
        shown = members(html)
        assert len(shown) == len(lists[name])
        assert {label.partition(". ")[0] if key == "33" else label for label in shown} == lists[name]


def test_both_clocks_change_the_figures(lived: Lived) -> None:
    """The moments of these tests are worth their name."""
    told = {}
    for moment in MOMENTS:
        one = Recount(*moment)
        told[moment] = ({key: one.lists(key) for key in INDICATORS}, one.states(), one.first_days())
    assert all(told[as_of, known_at] != told[as_of, ""] for as_of, known_at in MOMENTS if known_at)
    days = [told[as_of, known_at] for as_of, known_at in MOMENTS if not known_at]
    assert all(one not in days[:place] for place, one in enumerate(days))
    assert any(lists["6"]["excluded"] for lists, _states, _days in days)


@pytest.mark.parametrize(("as_of", "known_at"), MOMENTS)
def test_a_list_of_the_met_says_since_when(ministry: Client, as_of: str, known_at: str) -> None:
    html = read(ministry, "/indicators/5/", list="met", as_of=as_of, known_at=known_at)
    since = {row[0].partition("\n")[0]: row[2].partition("\n") for row in tables(html).get("h-lists", [])}
    first_days = Recount(as_of, known_at).first_days()
    assert {name: day for name, (day, _, _late) in since.items()} == {
        name: f"{day:%d.%m.%Y}" for name, day in first_days.items()
    }
    late = {name for name, (_day, _, note) in since.items() if note == "после срока"}
    assert late == {name for name, day in first_days.items() if f"{day}" > PERIODS["5"][1]}


@pytest.mark.parametrize(("as_of", "known_at"), MOMENTS)
def test_the_board_shows_each_action_in_its_state(ministry: Client, as_of: str, known_at: str) -> None:
    moment = {"as_of": as_of, "known_at": known_at}
    states = Recount(as_of, known_at).states()
    for state in STATES:
        html = read(ministry, "/roadmap/", state=state, group="number", **moment)
        assert [row[0] for row in rows(html)] == [number for number, own in states.items() if own == state]
    for choice in ({}, {"group": "executor"}, {"view": "table"}):
        assert {row[0] for row in rows(read(ministry, "/roadmap/", **choice, **moment))} == set(states)


@pytest.mark.parametrize(("as_of", "known_at"), MOMENTS)
def test_the_board_and_the_actions_show_the_figures(ministry: Client, as_of: str, known_at: str) -> None:
    moment = {"as_of": as_of, "known_at": known_at}
    recount = Recount(as_of, known_at)
    board = {row[0]: row[-2] for row in rows(read(ministry, "/roadmap/", view="table", **moment))}
    for key in ("4", "5", "6", "35.1"):
        number = key.partition(".")[0]
        lists = recount.ids(key)
        met, total = len(lists["met"]), len(lists["met"]) + len(lists["missing"])
        written = f"{met} школ" if key == "35.1" else f"{met} из {total} "
        assert written in board[number]
        assert written in text(read(ministry, f"/roadmap/{number}/", **moment))


@pytest.mark.parametrize(("as_of", "known_at"), MOMENTS)
@pytest.mark.parametrize("key", list(YEARS))
def test_a_breakdown_adds_up_by_municipality(ministry: Client, key: str, as_of: str, known_at: str) -> None:
    recount = Recount(as_of, known_at)
    expected: dict[str, list[int]] = {}
    for place, ids in enumerate(recount.ids(key).values()):
        for pk in ids:
            municipality = recount.places[pk if key == "4" else recount.municipality[pk]]
            expected.setdefault(municipality, [0] * 4)[place] += 1
    html = read(ministry, f"/indicators/{key}/municipalities/", as_of=as_of, known_at=known_at)
    shown = {row[0]: [int(cell) for cell in row[2:]] for row in tables(html)[""]}
    assert shown.pop("Регион") == [sum(column) for column in zip(*expected.values(), strict=True)]
    assert shown == expected
    beside = tables(read(ministry, f"/indicators/{key}/", as_of=as_of, known_at=known_at))["h-parts"]
    assert {row[0] for row in beside} == set(expected)
