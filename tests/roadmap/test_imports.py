"""The order's own words on a loaded programme: attached by number, differences told, the same order changes nothing."""

import datetime as dt
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from opora.core import clock
from opora.core.actors import SYSTEM
from opora.core.models import JournalEntry
from opora.orders import read_order
from opora.programmes.models import Programme
from opora.roadmap import actions
from opora.roadmap.imports import order_differences
from opora.roadmap.models import ActionLink, Roadmap, SourceCell
from opora.roadmap.programme_file import programme_path, read_programme
from opora.roadmap.queries import links, source_cells
from opora.roadmap.stored import stored_programme
from tests.roadmap.small_order import ROWS, small_order

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

DIFFERENCES = [
    "actions.1: Действие 1 → nothing",
    "actions.4.due: 2022-02-08 → 2022-02-10",
    "actions.33.by: ministry → ministry+institute",
    "actions.35.by_plan: yes → no",
    "actions.35.indicators: 2 → 1",
    "actions.99: nothing → Совсем новое действие",
]


def test_cells_and_addresses_are_attached_and_differences_told(programme: Programme, roadmap: Roadmap) -> None:
    before = stored_programme(roadmap, clock.now())
    imported = actions.import_order(order=small_order(), programme=programme, by=SYSTEM)
    assert [str(one) for one in imported.differences] == DIFFERENCES
    row = roadmap.actions.get(number="33")
    cells = source_cells(row, clock.now())
    assert cells["indicators"].text == "Доля исполненных действий дорожной карты"
    assert "row 3" in cells["title"].place
    assert links(row, clock.now()) == ["https://example.org/a", "https://example.org/b"]
    assert SourceCell.objects.get(action=None, field="order.title").text == "О дорожной карте на 2022 год"
    assert stored_programme(roadmap, clock.now()) == before
    assert imported.attached == SourceCell.objects.count() + ActionLink.objects.count()


def test_the_same_order_again_attaches_nothing(programme: Programme, roadmap: Roadmap) -> None:
    actions.import_order(order=small_order(), programme=programme, by=SYSTEM)
    counts = SourceCell.objects.count(), ActionLink.objects.count(), JournalEntry.objects.count()
    again = actions.import_order(order=small_order(), programme=programme, by=SYSTEM)
    assert again.attached == 0
    assert [str(one) for one in again.differences] == DIFFERENCES
    assert (SourceCell.objects.count(), ActionLink.objects.count(), JournalEntry.objects.count()) == counts


def test_a_corrected_order_replaces_what_it_says_otherwise(programme: Programme, roadmap: Roadmap) -> None:
    first = dt.datetime(2022, 3, 1, tzinfo=dt.UTC)
    with clock.at(first):
        actions.import_order(order=small_order(), programme=programme, by=SYSTEM)
    rows = [row.replace("в районах", "во всех районах").replace("example.org/four", "example.org/4") for row in ROWS]
    again = actions.import_order(order=small_order(*rows), programme=programme, by=SYSTEM)
    row = roadmap.actions.get(number="4")
    assert again.attached == 3
    assert source_cells(row, clock.now())["title"].text == "Назначение координаторов во всех районах"
    assert source_cells(row, first)["title"].text == "Назначение координаторов в районах"
    assert links(row, clock.now()) == ["https://example.org/4"]
    assert links(row, first) == ["https://example.org/four"]


def test_a_cell_that_the_order_no_longer_has_is_taken_back(programme: Programme, roadmap: Roadmap) -> None:
    actions.import_order(order=small_order(), programme=programme, by=SYSTEM)
    actions.import_order(
        order=small_order(ROWS[0].replace("https://example.org/four", "")), programme=programme, by=SYSTEM
    )
    row = roadmap.actions.get(number="4")
    assert "links" not in source_cells(row, clock.now())
    assert links(row, clock.now()) == []
    assert source_cells(roadmap.actions.get(number="5"), clock.now()) != {}


def test_an_order_without_a_loaded_programme_is_refused(programme: Programme) -> None:
    with pytest.raises(ValidationError, match="load it first"):
        actions.import_order(order=small_order(), programme=programme, by=SYSTEM)


SEED = Path(__file__).parents[3] / "shared" / "seed" / "order-169.txt"


@pytest.mark.skipif(not SEED.exists(), reason="the real order stays outside the repository")
def test_the_real_order_says_what_the_programme_of_2022_says(programme: Programme) -> None:
    order, file = read_order(SEED), read_programme(programme_path("2022"))
    assert order_differences(file, order) == []
    actions.load_programme(file=file, region=programme.region, by=SYSTEM)
    imported = actions.import_order(order=order, programme=programme, by=SYSTEM)
    assert imported.differences == ()
    assert SourceCell.objects.values("action").distinct().count() == 49
