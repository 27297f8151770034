"""An order that changes the roadmap in force, brought as a document: what it would change, the version it becomes."""

import datetime as dt
from http import HTTPStatus

import pytest
from django.core.exceptions import ValidationError

from opora.accounts.models import Post
from opora.core.actors import SYSTEM
from opora.roadmap import drafts
from opora.roadmap.drafts import Key, Work
from opora.roadmap.drafts.amending import Extent, amends
from opora.roadmap.drafts.publishing import roadmap_of
from opora.roadmap.models import DraftState, Field, OrderDraft, Roadmap, RoadmapVersion
from tests.organisations.places import Places
from tests.roadmap.drafted import HEAD, ROWS, bring, say
from tests.roadmap.test_order_pages import client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

LATER = HEAD.replace("28.02.2023", "15.04.2023").replace("№ 12", "№ 31")
MENDED = (*ROWS[:2], ROWS[2].replace("31.02.2023", "28.02.2023").replace("круж-", "кружков"))
ADDED = "3.\tСовещание\t20.05.2023\tМинистерство\tДоля школ, в которых назначены кураторы\t–"
RENUMBERED = (*MENDED[:2], ADDED, MENDED[2].replace("3.", "4.", 1))


@pytest.fixture
def roadmap(made: Places) -> Roadmap:
    draft = bring(made.region, *MENDED)
    drafts.confirm_rows(draft=draft, rows=[1, 2, 3], by=SYSTEM)
    for row in (1, 2):
        drafts.confirm_cell(draft=draft, key=Key(row, Field.FORMULA, 1), by=SYSTEM)
    drafts.leave_uncounted(draft=draft, key=Key(3, Field.FORMULA, 1), by=SYSTEM)
    drafts.publish(draft=draft, by=SYSTEM)
    found = roadmap_of(draft)
    assert found is not None
    return found


def amending(made: Places, *rows: str) -> OrderDraft:
    return bring(made.region, *(rows or RENUMBERED), head=LATER)


def test_the_same_order_again_amends_nothing(made: Places, roadmap: Roadmap) -> None:
    assert not amends(Work.of(bring(made.region, *MENDED)).order, roadmap)
    assert amends(Work.of(amending(made)).order, roadmap)
    assert not amends(Work.of(amending(made)).order, None)


def test_a_row_put_in_between_is_one_added_and_none_changed(made: Places, roadmap: Roadmap) -> None:
    draft = amending(made)
    with pytest.raises(ValidationError, match=r"confirm 1 formula \(rows 3\)"):
        drafts.publish(draft=draft, by=SYSTEM)
    drafts.confirm_cell(draft=draft, key=Key(3, Field.FORMULA, 1), by=SYSTEM)
    published = drafts.publish(draft=draft, by=SYSTEM)
    version = published.version
    assert version is not None
    assert (version.number, version.order_number, version.occurred_on) == (2, "31", dt.date(2023, 4, 15))
    draft.refresh_from_db()
    assert draft.state == DraftState.PUBLISHED
    assert sorted(roadmap.indicators.standing().values_list("key", flat=True)) == ["1", "2", "3", "3-2"]
    assert not amends(Work.of(amending(made)).order, roadmap)


def test_rows_that_the_order_does_not_have_stay_or_go(made: Places, roadmap: Roadmap) -> None:
    draft = amending(made, MENDED[0].replace("10.02.2023", "10.06.2023"))
    extent = Extent(dt.date(2023, 4, 20), whole=False)
    version = drafts.publish(draft=draft, by=SYSTEM, extent=extent).version
    assert version is not None
    assert (version.whole, version.occurred_on) == (False, extent.on)
    row = roadmap.actions.get(number="1")
    assert [one.end for terms in row.terms.order_by("version") for one in terms.periods.all()] == [
        dt.date(2023, 2, 10),
        dt.date(2023, 6, 10),
    ]


def test_who_only_imports_does_not_amend(made: Places, roadmap: Roadmap) -> None:
    draft, browser = amending(made), client(made, Post.OPERATOR, "operator")
    drafts.confirm_cell(draft=draft, key=Key(3, Field.FORMULA, 1), by=SYSTEM)
    address = f"/roadmap/orders/{draft.pk}/publish/"
    assert "the ministry puts it in force" in browser.get(address).content.decode()
    sent = browser.post(address, {"on": "20.04.2023", "extent": "whole"})
    assert (sent.status_code, RoadmapVersion.objects.exists()) == (HTTPStatus.NOT_FOUND, False)


def test_the_page_shows_what_changes_before_it_does(made: Places, roadmap: Roadmap) -> None:
    draft, browser = amending(made), client(made)
    address = f"/roadmap/orders/{draft.pk}/publish/"
    page = browser.get(address).content.decode()
    assert "this order changes it: a new version is made" in page
    assert "Changed: 0, added: 1, left out: 0, another number only: 1." in page
    assert "confirm 1 formula (rows 3)" in page
    say(draft, 3, Field.FORMULA, "share(schools(current), curator_appointed())", position=1)
    shown = browser.post(address, {"on": "20.04.2023", "extent": "rows", "show": ""}).content.decode()
    assert "The order changes single rows: all others stay." in shown
    assert not RoadmapVersion.objects.exists()
    wrong = browser.post(address, {"on": "32.04.2023", "extent": ""})
    assert wrong.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    done = browser.post(address, {"on": "20.04.2023", "extent": "whole"}, follow=True).content.decode()
    assert "Version 2 of the roadmap is in force from 20 Apr 2023 on." in done.replace("\u00a0", " ")
    assert RoadmapVersion.objects.get().whole
