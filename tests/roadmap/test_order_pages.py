"""Bringing an order, confirming it and putting it in force in a browser that runs no script."""

import re
from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from opora.accounts.models import Post
from opora.core.jobs import queue, running
from opora.core.jobs.models import Job
from opora.core.models import StoredFile
from opora.roadmap.drafts import beginning
from opora.roadmap.models import AcceptedFinding, DraftCell, DraftState, Field, OrderDraft, Roadmap
from tests.accounts.people import appoint, person, signed_in
from tests.organisations.places import Places
from tests.roadmap.drafted import ROWS, bring, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

ORDERS = "/roadmap/orders/"


def client(made: Places, post: str = Post.MINISTRY, login: str = "clerk") -> Client:
    who = person("Синицына", login)
    browser = signed_in(who, appoint(who, post, made.region))
    browser.cookies["opora_language"] = "en"
    return browser


def upload(browser: Client, content: str, name: str = "order.txt", **more: str) -> OrderDraft:
    answer = browser.post(ORDERS, {"file": SimpleUploadedFile(name, content.encode()), **more})
    assert answer.status_code == HTTPStatus.FOUND, answer.content.decode()
    return OrderDraft.objects.latest("pk")


def field(draft: OrderDraft, row: int, name: Field, position: int = 0, **more: str) -> tuple[str, dict[str, str]]:
    return f"{ORDERS}{draft.pk}/fields/", {"row": str(row), "field": name, "position": str(position), **more}


def test_without_orders_the_page_says_what_to_do(made: Places) -> None:
    page = client(made).get(ORDERS).content.decode()
    assert "No order was brought yet" in page
    assert 'enctype="multipart/form-data"' in page


def test_an_order_is_brought_confirmed_and_put_in_force(made: Places) -> None:
    browser = client(made)
    draft = upload(browser, text())
    page = browser.get(f"{ORDERS}{draft.pk}/").content.decode()
    assert "mend or accept 2 errors of the order; confirm 18 fields; confirm 3 formulas" in page
    assert "confirmed 0 of 18" in page
    assert "31.02.2023" in page
    answer = browser.post(*field(draft, 3, Field.PERIODS, step="correct", value="31.02.2023"))
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "There is no such day as “31.02.2023”" in answer.content.decode()
    browser.post(*field(draft, 3, Field.PERIODS, step="correct", value="28.02.2023"))
    browser.post(f"{ORDERS}{draft.pk}/findings/", {"row": "3", "code": "R-12", "step": "accept", "reason": "as signed"})
    assert AcceptedFinding.objects.get().reason == "as signed"
    for row in (1, 2, 3):
        browser.post(*field(draft, row, Field.TITLE, step="row"))
    for row, step in ((1, "confirm"), (2, "confirm"), (3, "uncounted")):
        browser.post(*field(draft, row, Field.FORMULA, 1, step=step))
    page = browser.get(f"{ORDERS}{draft.pk}/").content.decode()
    assert "All is said: the order can be put in force" in page
    answer = browser.post(f"{ORDERS}{draft.pk}/publish/", follow=True)
    assert "The roadmap of 2023 is in force: 3 rows" in answer.content.decode()
    assert Roadmap.objects.get().programme.year == 2023
    assert "Подбор кураторов" in browser.get("/roadmap/?programme=2023").content.decode()


def test_the_answer_stands_at_the_next_field_and_the_place_is_kept(made: Places) -> None:
    browser = client(made)
    draft = upload(browser, text())
    answer = browser.post(*field(draft, 1, Field.LINKS, step="confirm"))
    assert answer.headers["Location"].endswith("?row=2&field=title")
    browser.post(*field(draft, 2, Field.TITLE, step="confirm"))
    again = browser.get(f"{ORDERS}{draft.pk}/").content.decode()
    assert re.search(r'class="is-cur" aria-current="true">\s*<span class="op-fl">.*?<span>Deadline</span>', again)
    assert 'id="h-row">Row 2<' in again
    other = client(made, login="another").get(f"{ORDERS}{draft.pk}/").content.decode()
    assert 'id="h-row">Row 1<' in other


def test_a_wrong_value_leaves_what_was_typed(made: Places) -> None:
    browser = client(made)
    draft = upload(browser, text())
    answer = browser.post(*field(draft, 1, Field.FORMULA, 1, step="correct", value="share(schols(current))"))
    page = answer.content.decode()
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "share(schols(current))" in page
    assert 'aria-describedby="value-error"' in page
    answer = browser.post(f"{ORDERS}{draft.pk}/findings/", {"row": "3", "code": "R-12", "step": "accept", "reason": ""})
    assert "Say why the order is right as it is." in answer.content.decode()
    assert not DraftCell.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "said"), [("a.txt", "просто текст", "there is no table"), ("a.txt", "x\n", "there is no table")]
)
def test_what_cannot_be_read_says_why(made: Places, name: str, content: str, said: str) -> None:
    browser = client(made)
    draft = upload(browser, content, name)
    page = browser.get(f"{ORDERS}{draft.pk}/").content.decode()
    assert said in page
    assert "Another file" in page


def test_a_file_that_is_not_accepted_is_told_beside_the_field(made: Places) -> None:
    answer = client(made).post(ORDERS, {"file": SimpleUploadedFile("a.exe", b"MZ\x00\x01")})
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'id="id_file_error"' in answer.content.decode()
    assert not OrderDraft.objects.exists()


def test_a_large_order_is_read_in_the_background(made: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beginning, "AT_HAND", 10)
    browser = client(made)
    draft = upload(browser, text())
    page = browser.get(f"{ORDERS}{draft.pk}/").content.decode()
    assert "job-progress" in page
    job = queue.claim("w")
    assert job is not None
    running.execute(job)
    assert Job.objects.get().result == {"text": "3 rows recognised.", "url": f"{ORDERS}{draft.pk}/"}
    assert OrderDraft.objects.get().state == DraftState.CHECKING


@pytest.mark.parametrize(("post", "status"), [(Post.OPERATOR, 200), (Post.CONTROLLER, 404), (Post.INSTITUTE, 404)])
def test_who_imports_orders(made: Places, post: str, status: int) -> None:
    draft = bring(made.region)
    browser = client(made, post)
    for path in ("", f"{draft.pk}/", f"{draft.pk}/publish/", f"{draft.pk}/discard/"):
        assert browser.get(ORDERS + path).status_code == status
    assert browser.get(f"/files/{StoredFile.objects.get().pk}/").status_code == status


def test_an_order_is_laid_aside(made: Places) -> None:
    browser = client(made)
    draft = upload(browser, text())
    path = f"{ORDERS}{draft.pk}/discard/"
    assert browser.post(path, {"reason": ""}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert browser.post(path, {"reason": "not this one"}).status_code == HTTPStatus.FOUND
    assert "not this one" in browser.get(f"{ORDERS}{draft.pk}/").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("path", "line", "queries"), [("", '<th scope="row">', 8), ("{pk}/", '<span class="op-f-title', 14)]
)
def test_a_page_costs_a_fixed_number_of_queries(
    made: Places, path: str, line: str, queries: int, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _n in range(rows):
        draft = bring(made.region, *ROWS[:rows])
    browser = client(made)
    with django_assert_num_queries(queries):
        page = browser.get(ORDERS + path.format(pk=draft.pk)).content.decode()
    assert page.count(line) == rows
