"""The page of versions: what each order changed row by row, and taking the latest back."""

import datetime as dt
import re

import pytest
from pytest_django import DjangoAssertNumQueries

from opora.core import clock
from opora.core.actors import SYSTEM
from opora.roadmap import actions
from opora.roadmap.amending import preview_amendment, told_versions
from opora.roadmap.console_amending import records_of
from opora.roadmap.models import Roadmap, RoadmapVersion
from tests.accounts.people import appoint, person, signed_in
from tests.core.markup import tables
from tests.organisations.places import Places
from tests.roadmap.amended import FIRST, NOW, ON, amend, attach, inserted, order
from tests.roadmap.grown import Grown

pytestmark = pytest.mark.django_db
CHANGED = FIRST[1].replace("4.", "2.", 1).replace("08.02.2022", "20.05.2022").replace("Министерство", "АИРО")
PATH = "/roadmap/versions/"


def text(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split()).replace("\xa0", " ")


@pytest.mark.usefixtures("english")
def test_what_is_told_of_a_version_is_what_was_planned(roadmap: Roadmap) -> None:
    attach(roadmap)
    amending = order(FIRST[0], CHANGED, *inserted()[2:5])
    with clock.at(NOW):
        plan = preview_amendment(roadmap=roadmap, order=amending, on=ON, whole=True)
        actions.amend_roadmap(roadmap=roadmap, order=amending, on=ON, whole=True, by=SYSTEM)
        (told,) = told_versions(records_of(roadmap))
    planned = [row for row in plan.differences if row.fate != "kept"]
    assert [(row.fate, row.number, row.was) for row in told.rows] == [
        (row.fate, row.number, row.was) for row in planned if row.fate != "removed"
    ] + [(row.fate, row.number, row.was) for row in planned if row.fate == "removed"]
    assert told.counts == {**plan.counts, "kept": 0}
    assert told.counts == {"kept": 0, "moved": 2, "changed": 1, "added": 1, "removed": 1}
    changed = next(row for row in told.rows if row.fate == "changed")
    assert changed.altered == next(row for row in planned if row.fate == "changed").altered


def test_the_ministry_reads_and_takes_back_and_others_read(roadmap: Roadmap, made: Places) -> None:
    attach(roadmap, at=NOW - dt.timedelta(days=3))
    amend(roadmap, *inserted()[:1], CHANGED, *inserted()[2:], at=NOW - dt.timedelta(days=2))
    readers = {}
    for post in ("ministry", "controller"):
        who = person("Синицына", post)
        readers[post] = signed_in(who, appoint(who, post, made.region))
    with clock.at(NOW):
        pages = {post: client.get(PATH).content.decode() for post, client in readers.items()}
        assert "Версия 2: приказ № 12 от 15.05.2022" in text(pages["ministry"])
        assert "Повторный подбор кураторов" in text(pages["controller"])
        back = f"{PATH}2/take-back/"
        assert back in pages["ministry"]
        assert back not in pages["controller"]
        assert readers["controller"].post(back, {"reason": "no"}).status_code == 404
        empty = readers["ministry"].post(back, {"reason": ""})
        assert (empty.status_code, RoadmapVersion.objects.standing().count()) == (422, 1)
        assert "reason-error" in empty.content.decode()
        assert readers["ministry"].post(f"{PATH}3/take-back/", {"reason": "no"}).status_code == 404
        done = readers["ministry"].post(back, {"reason": "не тот файл"}, follow=True)
        assert "не тот файл" in text(done.content.decode())
        assert not RoadmapVersion.objects.standing().exists()
        assert "не тот файл" in text(readers["ministry"].post(back, {"reason": "ещё раз"}).content.decode())
        past = readers["ministry"].get(f"{PATH}?known_at=2022-05-31").content.decode()
        assert "Версия 2" in text(past)
        assert back not in past


def test_a_day_before_and_after_answers_at_the_number_of_the_day(roadmap: Roadmap, made: Places) -> None:
    attach(roadmap)
    amend(roadmap, *inserted())
    who = person("Синицына", "ministry")
    client = signed_in(who, appoint(who, "ministry", made.region))
    with clock.at(NOW):
        assert client.get("/roadmap/35/?as_of=2022-05-15").status_code == 200
        assert client.get("/roadmap/35/").status_code == 404
        assert "Публикация пособия" in text(client.get("/roadmap/6/").content.decode())
        assert "№ 6.1: ход" in text(client.get("/indicators/35.1/history/").content.decode())
        assert "№ 35.1: ход" in text(client.get("/indicators/35.1/history/?as_of=2022-05-15").content.decode())
        assert client.get("/indicators/3/?as_of=2022-05-15").status_code == 404
        assert client.get("/indicators/3/history/").status_code == 200
        board = text(client.get("/roadmap/").content.decode())
        assert "С изменениями по приказу № 12 от 15.05.2022" in board
        changes = client.get("/roadmap/changes/?since=2022-05-15").content.decode()
        assert "Повторный подбор кураторов" in changes


@pytest.mark.parametrize("rows", [1, 3])
def test_an_amended_roadmap_costs_one_query_more(rows: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    """The board of one that was never amended costs 27 (see test_page_queries)."""
    region = Grown(rows)
    roadmap = Roadmap.objects.get(programme__region=region.region)
    four = "4.\tДействие 4\t08.02.2022\tМинистерство\tДоля районов с координатором 100 %\t–"
    old = [
        f"{n}.\tДействие 5\t08.02.2022\tМинистерство\tДоля школ, в которых назначены кураторы\t–"
        for n in range(5, 5 + rows)
    ]
    amend(roadmap, four, *[one.replace("08.02", "09.02") for one in old], whole=True)
    with clock.at(NOW):
        client = signed_in(*region.readers["ministry"])
        with django_assert_num_queries(28):
            page = client.get(PATH).content.decode()
        with django_assert_num_queries(28):
            assert client.get("/roadmap/?group=number").status_code == 200
    assert len(tables(page)["h-version-2"]) == 2 * rows
