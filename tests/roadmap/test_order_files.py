"""Saving the roadmap as the order: from the page, and from the command line."""

import io
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import docx
import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from opora.core import clock
from opora.orders import read_order
from opora.organisations.models import Region
from opora.roadmap.management.commands import roadmap as roadmap_command
from opora.roadmap.models import Roadmap
from tests.accounts.people import signed_in
from tests.roadmap.grown import Grown
from tests.roadmap.lived import NOW, Lived, live_once

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def lived(django_db_setup: None, django_db_blocker: object) -> Iterator[Lived]:
    yield from live_once(django_db_blocker)


@pytest.fixture(autouse=True)
def _june() -> Iterator[None]:
    with clock.at(NOW):
        yield


@pytest.fixture
def ministry(lived: Lived) -> Client:
    return signed_in(*lived.people["ministry"])


def test_the_page_leads_to_both_files(ministry: Client) -> None:
    page = ministry.get("/roadmap/", {"as_of": "2022-05-11", "state": "overdue"}).content.decode()
    for form in ("xlsx", "docx"):
        assert f'href="/roadmap.order.{form}?as_of=2022-05-11">в форме приказа, {form.upper()}</a>' in page


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_the_file_is_the_whole_roadmap_in_russian(lived: Lived, ministry: Client, form: str) -> None:
    ministry.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    response = ministry.get(f"/roadmap.order.{form}", {"as_of": "2022-03-15"})
    named = unquote(response["Content-Disposition"])
    assert named == (
        f'attachment; filename="opora-order-2022-03-15.{form}"; '
        f"filename*=UTF-8''Roadmap as the order, 15 Mar 2022.{form}"
    )
    order = read_order(response.content, f"order.{form}")
    rows = Roadmap.objects.get(programme__year=2022).actions.order_by("position")
    assert [(row.number, row.title) for row in order.actions] == [(row.number, row.title_ru) for row in rows]


def test_an_invented_region_says_so_and_is_read_all_the_same(ministry: Client) -> None:
    Region.objects.update(demonstration_on="2022-05-01")
    response = ministry.get("/roadmap.order.docx")
    assert 'filename="opora-demo-order-' in response["Content-Disposition"]
    made = docx.Document(io.BytesIO(response.content))
    told = "Демонстрация. Регион, люди и числа вымышлены."
    assert told in [paragraph.text for paragraph in made.paragraphs]
    assert made.sections[0].footer.paragraphs[0].text.startswith(told)
    for form in ("docx", "xlsx"):
        head = read_order(ministry.get(f"/roadmap.order.{form}").content, f"order.{form}").head
        assert (head.number, f"{head.date}") == ("7", "2022-02-28")


def test_there_is_no_third_form(ministry: Client) -> None:
    assert ministry.get("/roadmap.order.csv").status_code == 404
    assert Client().get("/roadmap.order.docx").status_code == 302


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_a_file_costs_a_fixed_number_of_queries(
    form: str, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(*Grown(rows).readers["ministry"])
    with django_assert_num_queries(23):
        assert client.get(f"/roadmap.order.{form}").status_code == 200


def test_the_command_writes_what_the_page_gives(
    lived: Lived, ministry: Client, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "order.docx"
    run = roadmap_command.Command().run_from_argv
    run(["opora", "roadmap", "export", str(file), "--as-of", "2022-03-15"])
    assert f"{file}: " in capsys.readouterr().out
    page = ministry.get("/roadmap.order.docx", {"as_of": "2022-03-15"})
    left, right = (read_order(content, "order.docx") for content in (file.read_bytes(), page.content))
    assert left == right


@pytest.mark.parametrize(("name", "told"), [("order.pdf", ".docx"), ("none/order.xlsx", "не записать")])
def test_a_file_that_cannot_be_made_is_one_line(
    lived: Lived, tmp_path: Path, name: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        roadmap_command.Command().run_from_argv(["opora", "roadmap", "export", str(tmp_path / name)])
    assert stopped.value.code == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert told in line
