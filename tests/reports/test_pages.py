"""Overview, municipalities and schools over a database: they show what a plain recount gives, at every moment."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator

import pytest
from django.test import Client

from opora.core import clock
from tests.accounts.people import signed_in
from tests.core.markup import tables, text
from tests.roadmap.lived import MOMENTS, NOW, Lived, live_once
from tests.roadmap.recount import PERIODS, YEARS, Recount

pytestmark = pytest.mark.django_db

AT_EACH_MOMENT = pytest.mark.parametrize(("as_of", "known_at"), MOMENTS)
LISTS = {"met": "Засчитано", "missing": "Не хватает", "excluded": "Исключено"}


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


def to_dos(html: str) -> list[tuple[str, str]]:
    """Indicator and place of each line of a list of to-dos."""
    lines = re.findall(r"<li><div><span class=\"op-wt\".*?</li>", html, re.DOTALL)
    found = [(re.search(r"№ ([\d.]+):", line), re.search(r'op-wp"[^>]*>([^<]*)<', line)) for line in lines]
    return [(key[1], place[1]) for key, place in found if key and place]


def number(cell: str) -> int:
    return 0 if cell == "–" else int(cell)


@AT_EACH_MOMENT
def test_the_overview_counts_the_actions_by_state(ministry: Client, as_of: str, known_at: str) -> None:
    recount = Recount(as_of, known_at)
    html = read(ministry, "/", as_of=as_of, known_at=known_at)
    tally = re.search(r'class="op-tally">(.*?)</div>', html, re.DOTALL)
    assert tally
    assert {key: int(n) for key, n in re.findall(r"state=(\w+)\"><b>(\d+)</b>", tally[1])} == recount.tally()
    states = recount.states()
    named = {row[0] for row in tables(html)["h-attention"] if len(row) == 4}
    assert named == {one for one, state in states.items() if state in ("overdue", "at_risk", "unknown")}
    assert f"Вся дорожная карта, {len(states)} строк" in html


@AT_EACH_MOMENT
def test_the_overview_names_the_days_to_come(ministry: Client, as_of: str, known_at: str) -> None:
    recount = Recount(as_of, known_at)
    html = read(ministry, "/", as_of=as_of, known_at=known_at)
    last = recount.day + dt.timedelta(days=30)
    expected = {
        (day, number)
        for number, days in PERIODS.items()
        for day in days
        if f"{recount.day}" < day <= f"{last}" and recount.states()[number] != "executed"
    }
    shown = set()
    for one in re.findall(r"<li><time datetime=.*?</li>", html, re.DOTALL):
        day = re.search(r'datetime="([\d-]+)"', one)
        shown |= {(day and day[1], found) for found in re.findall(r"№ (\d+)</span>", one)}
    assert shown == expected


@AT_EACH_MOMENT
def test_gaps_add_up_everywhere(ministry: Client, lived: Lived, as_of: str, known_at: str) -> None:
    moment = {"as_of": as_of, "known_at": known_at}
    recount = Recount(as_of, known_at)
    gaps = recount.gaps()
    overview = tables(read(ministry, "/", **moment))
    assert [(row[0].partition("\n")[0], number(row[1])) for row in overview.get("h-holders", [])] == [
        ("Министерство", len(gaps))
    ]
    here = Counter(recount.places[place] for _key, _name, place, _school in gaps)
    for rows in (overview["h-map"], tables(read(ministry, "/municipalities/", **moment))["h-all"]):
        assert {row[0]: number(row[3].split()[0]) for row in rows} == {
            name: here[name] for name in recount.places.values()
        }
    for pk, name in recount.places.items():
        opened = to_dos(read(ministry, f"/municipalities/{pk}/", **moment))
        assert sorted(opened) == sorted(
            (key, label) for key, label, place, _school in gaps if recount.places[place] == name
        )
    for pk in recount.names:
        opened = to_dos(read(ministry, f"/schools/{pk}/", **moment))
        own = sorted(key for key, _name, _place, school in gaps if school == pk)
        assert sorted(key for key, _action in opened) == own


@AT_EACH_MOMENT
def test_municipalities(ministry: Client, as_of: str, known_at: str) -> None:
    recount = Recount(as_of, known_at)
    inside, _left = recount.schools([2022], recount.day)
    html = read(ministry, "/municipalities/", as_of=as_of, known_at=known_at)
    totals, taking_part = (Counter(recount.municipality[pk] for pk in ids) for ids in (recount.municipality, inside))
    assert {row[0]: row[1:3] for row in tables(html)["h-all"]} == {
        name: [
            ", ".join(recount.holders("coordinator", "municipality", pk)) or "не назначен",
            f"{taking_part[pk]} из {totals[pk]}",
        ]
        for pk, name in recount.places.items()
    }
    assert f"{len(+taking_part)} муниципалитет" in text(html)


@AT_EACH_MOMENT
def test_a_municipality(ministry: Client, as_of: str, known_at: str) -> None:
    recount = Recount(as_of, known_at)
    here, before = recount.schools([2022], recount.day), recount.schools([2021], recount.day)
    for pk in recount.places:
        html = read(ministry, f"/municipalities/{pk}/", as_of=as_of, known_at=known_at)
        found = tables(html)
        schools = {one for one in here[0] | here[1] | before[0] if recount.municipality[one] == pk}
        assert {name(row[0]) for row in found["h-schools"]} == {recount.names[one] for one in schools}
        for row in found["h-standings"]:
            ids = recount.ids(row[0])
            mine = (
                {state: [one for one in ids[state] if one == pk] for state in ids}
                if row[0] == "4"
                else {state: [one for one in ids[state] if recount.municipality[one] == pk] for state in ids}
            )
            met, total = len(mine["met"]), len(mine["met"]) + len(mine["missing"])
            assert f"{met} школ" in row[2] if row[0] == "35.1" else row[2].startswith(f"{met} из {total} ·")
        assert {row[0] for row in found["h-standings"]} <= set(YEARS)
        people = [
            *recount.holders("coordinator", "municipality", pk),
            *recount.holders("municipal_head", "municipality", pk),
        ]
        assert [who for who in people if f">{who}<" not in html] == []


def name(cell: str) -> str:
    return cell.partition("\n")[0].removesuffix(" «Точка роста»")


@AT_EACH_MOMENT
def test_schools_by_each_choice(ministry: Client, lived: Lived, as_of: str, known_at: str) -> None:
    recount = Recount(as_of, known_at)
    inside, left = recount.schools([2022], recount.day)
    choices = {
        "": inside,
        "current": inside,
        "growth-point": inside & {lived.made.third.pk},
        "no-curator": {pk for pk in inside if not recount.holders("curator", "school", pk)},
        "left": left,
        "previous": recount.schools([2021], recount.day)[0],
    }
    gaps = Counter(school for _key, _name, _place, school in recount.gaps())
    for which, expected in choices.items():
        html = read(ministry, "/schools/", which=which, as_of=as_of, known_at=known_at)
        rows = tables(html).get("", [])
        assert {name(row[0]): (row[1], row[2], row[3], number(row[5])) for row in rows} == {
            recount.names[pk]: (
                recount.places[recount.municipality[pk]],
                "".join(recount.holders("school_head", "school", pk)) or "вакансия",
                "\n".join(recount.holders("curator", "school", pk)) or "не назначен",
                gaps[pk],
            )
            for pk in expected
        }
        chips = {key: int(n) for key, n in re.findall(r'which=([\w-]+)"[^>]*>[^<]*<b>(\d+)</b>', html)}
        assert chips == {key: len(ids) for key, ids in choices.items() if key}


@AT_EACH_MOMENT
def test_a_school(ministry: Client, as_of: str, known_at: str) -> None:
    recount = Recount(as_of, known_at)
    for pk in recount.names:
        html = read(ministry, f"/schools/{pk}/", as_of=as_of, known_at=known_at)
        expected = {
            key: LISTS[state] for key in YEARS if key != "4" for state, ids in recount.ids(key).items() if pk in ids
        }
        assert {row[0]: row[2] for row in tables(html).get("h-standings", [])} == expected
        people = [
            *recount.holders("school_head", "school", pk),
            *recount.holders("curator", "school", pk),
            *recount.holders("coordinator", "municipality", recount.municipality[pk]),
        ]
        assert [who for who in people if f">{who}<" not in html] == []
        left = pk in recount.schools([2022], recount.day)[1]
        assert ("Выбыла из проекта" in html) is ("Вышла:" in html) is left
